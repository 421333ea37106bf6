"""A dispatch: one document sent to other agencies, or one that has come from another agency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Literal

from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.documents.number import DocumentNumber
from ecabinet.domain.errors import Refusal
from ecabinet.domain.identity import DispatchId, OrganId


class Box(StrEnum):
    IN = "in"
    OUT = "out"


class Operation(IntEnum):
    """What a packet asks for; numbers as in edXML (BussinessDocType)."""

    NEW = 0
    WITHDRAW = 1
    UPDATE = 2
    REPLACE = 3


class Handling(StrEnum):
    """Where an incoming dispatch stands at our own desk; outgoing ones stay `SENT`."""

    ARRIVED = "arrived"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REGISTERED = "registered"
    SENT = "sent"


@dataclass(frozen=True)
class Agency:
    """An agency as envelopes and the directory name it. `capable`: its packets carry a signed manifest.

    `seals` are the SHA-256 digests (hex) of the seal certificates the directory lists.
    """

    organ_id: OrganId
    name: str
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    capable: bool = False
    seals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signer:
    """`authority` is TM., KT., TL., TUQ. or empty (Decree 30/2020, Article 13)."""

    name: str
    position: str = ""
    authority: str = ""


@dataclass(frozen=True)
class StoredFile:
    """A file in the encrypted store, named by the SHA-256 (hex) of its clear bytes; size in bytes."""

    sha256: str
    size: int


Role = Literal["main", "attached", "manifest"]


@dataclass(frozen=True)
class Attachment:
    """`role`: the main document, one beside it, or the signed manifest. `verdict`: of its signatures."""

    name: str
    media_type: str
    file: StoredFile
    role: Role
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Remark:
    """Something the clerk should see: a stable code, the facts, how grave, and which file it is about."""

    code: str
    severity: Literal["error", "warning", "info"]
    facts: Mapping[str, str] = field(default_factory=dict)
    about: str = ""


@dataclass(frozen=True)
class Dispatch:
    """`packet` is the edXML packet byte for byte as sent or received: every other fact was read from it."""

    id: DispatchId
    box: Box
    operation: Operation
    document_id: str
    sender: Agency
    addressees: tuple[Agency, ...]
    number: DocumentNumber
    issued_on: date | None
    type_name: str
    subject: str
    content: str
    signer: Signer
    priority: int
    due_on: date | None
    references: tuple[str, ...]
    packet: StoredFile
    attachments: tuple[Attachment, ...]
    verdict: Verdict
    remarks: tuple[Remark, ...]
    entered_at: datetime
    handling: Handling
    despite: str = ""

    @property
    def main(self) -> Attachment | None:
        return next((one for one in self.attachments if one.role == "main"), None)

    def accepted(self, despite: str) -> Dispatch:
        """Taken in by the clerk after the check of Decree 30/2020, Article 21.

        Raises AlreadyDecided, EvidenceDoesNotHold, EvidenceUndecided.
        """
        self._must_be_open(Handling.ARRIVED)
        return replace(self, handling=Handling.ACCEPTED, despite=self._admitted(despite))

    def refused(self, reason: str) -> Dispatch:
        """Returned to the sender, who must be told why (Decree 30/2020, Article 21; status 02)."""
        self._must_be_open(Handling.ARRIVED, Handling.ACCEPTED)
        if not reason.strip():
            raise RefusalNeedsReason()
        return replace(self, handling=Handling.REFUSED, despite="")

    def registered(self, despite: str) -> Dispatch:
        """Entered in the register of incoming documents (Decree 30/2020, Article 22). Same errors as `accepted`."""
        self._must_be_open(Handling.ARRIVED, Handling.ACCEPTED)
        reason = self.despite if self.handling is Handling.ACCEPTED and self.despite else self._admitted(despite)
        return replace(self, handling=Handling.REGISTERED, despite=reason)

    def _must_be_open(self, *allowed: Handling) -> None:
        if self.box is Box.OUT:
            raise NotIncoming(id=self.id)
        if self.handling not in allowed:
            raise AlreadyDecided(id=self.id, handling=self.handling.value)

    def _admitted(self, despite: str) -> str:
        """The reason to record for taking in what is not proven; empty where the evidence holds."""
        if self.verdict in (Verdict.VALID, Verdict.VALID_WITH_REMARKS):
            return ""
        if self.verdict in (Verdict.UNDECIDED, Verdict.UNSIGNED):
            if not despite.strip():
                raise EvidenceUndecided(verdict=self.verdict.value)
            return despite.strip()
        raise EvidenceDoesNotHold(verdict=self.verdict.value)


class NotIncoming(Refusal):
    code = "dispatch-not-incoming"


class AlreadyDecided(Refusal):
    """It was refused, accepted or registered before."""

    code = "dispatch-already-decided"


class RefusalNeedsReason(Refusal):
    """Status 02 must carry a reason."""

    code = "refusal-needs-reason"


class EvidenceDoesNotHold(Refusal):
    """Altered or invalid documents bind no one: they can only be refused."""

    code = "evidence-does-not-hold"


class EvidenceUndecided(Refusal):
    """Nothing is proven: the clerk may take it in only with a recorded reason."""

    code = "evidence-undecided"
