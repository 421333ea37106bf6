"""What the use cases need of the world, as Protocols; all calls are synchronous.

Every port has an in-memory fake under tests/fakes, and one contract test runs on fake and real alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO, Protocol
from uuid import UUID

from ecabinet.application.book_ports import BookRecords
from ecabinet.application.evidence_ports import EvidenceCollector, KeptEvidence
from ecabinet.application.file_ports import DocumentReader, EvidenceJudge
from ecabinet.application.jobs import Jobs, RetrySchedule
from ecabinet.domain.dispatches.dispatch import (
    Agency,
    Attachment,
    Box,
    Dispatch,
    Remark,
    StoredFile,
)
from ecabinet.domain.dispatches.register import IncomingEntry, OutgoingEntry
from ecabinet.domain.dispatches.status import StatusReport
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.documents.number import DocumentNumber
from ecabinet.domain.errors import Hindrance, Refusal, Unreadable
from ecabinet.domain.identity import DispatchId, OrganId
from ecabinet.domain.people.official import Official


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware."""
        ...


class Identifiers(Protocol):
    def new(self) -> UUID:
        """A UUIDv7: later ones sort later."""
        ...


# --- the store -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DeskIdentity:
    """Whose desk it is, and the hub it talks to. `fingerprint`: SHA-256 (hex) of the hub's TLS public key.

    `tsa`: address of the time-stamp authority for evidence; empty where none is kept.
    """

    official: Official
    in_charge: str
    hub: str
    fingerprint: str
    tsa: str = ""


@dataclass(frozen=True)
class SearchText:
    """What a search looks through, as read; folding is the store's business."""

    subject: str
    body: str
    attachments: str
    number: str
    day: str


@dataclass(frozen=True)
class DeliveryRecord:
    """What became of a packet fetched from the mailbox. `dispatch` is None for quarantined and status packets."""

    id: str
    sequence: int
    sender: str
    packet: StoredFile
    outcome: str
    reason: str
    dispatch: DispatchId | None
    stored_at: datetime


class Desks(Protocol):
    def load(self) -> DeskIdentity: ...
    def set_tsa(self, address: str) -> None: ...
    def trust(self) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
        """DER certificates: roots of signers, roots of time stamps."""
        ...


class Dispatches(Protocol):
    def add(self, dispatch: Dispatch, text: SearchText) -> None: ...
    def get(self, dispatch: DispatchId) -> Dispatch | None: ...
    def save_handling(self, dispatch: Dispatch) -> None:
        """Writes `handling` and `despite`."""
        ...

    def save_evidence(self, dispatch: Dispatch) -> None:
        """Writes verdict, remarks and the attachments' verdicts; everything else of a dispatch never changes."""
        ...

    def by_document_id(self, box: Box, document_id: str) -> tuple[DispatchId, ...]: ...
    def by_number(self, box: Box, sender: OrganId, number: DocumentNumber) -> tuple[DispatchId, ...]: ...
    def by_packet(self, box: Box, sha256: str) -> tuple[DispatchId, ...]: ...
    def by_prefix(self, prefix: str, limit: int) -> tuple[DispatchId, ...]:
        """Ids that begin so, written as usual with dashes."""
        ...

    def newest(self, box: Box | None, phrases: Sequence[str], limit: int) -> tuple[Dispatch, ...]:
        """Newest first; every folded phrase must occur in one field of the search text."""
        ...


class Registers(Protocol):
    def outgoing(self, agency: OrganId, series: str, year: int, number: int) -> OutgoingEntry | None: ...
    def outgoing_of(self, dispatch: DispatchId) -> OutgoingEntry | None: ...
    def enter_outgoing(self, entry: OutgoingEntry) -> None:
        """Replaces the entry of a dispatch that never left; NumberTaken where another process was faster."""
        ...

    def incoming_of(self, dispatch: DispatchId) -> IncomingEntry | None: ...
    def last_arrival(self, year: int) -> int: ...
    def arrival_taken(self, year: int, number: int) -> bool: ...
    def enter_incoming(self, entry: IncomingEntry) -> None: ...


class Statuses(Protocol):
    def add(self, report: StatusReport) -> bool:
        """False when the very same report stands already."""
        ...

    def of(self, dispatch: DispatchId) -> tuple[StatusReport, ...]: ...


class Deliveries(Protocol):
    def get(self, delivery: str) -> DeliveryRecord | None: ...
    def add(self, record: DeliveryRecord) -> None: ...
    def quarantined(self, limit: int) -> tuple[DeliveryRecord, ...]: ...


class Receipts(Protocol):
    def add(self, operation: UUID, receipt: bytes) -> None: ...
    def get(self, operation: UUID) -> bytes | None: ...


class Agencies(Protocol):
    def replace(self, agencies: Sequence[Agency], at: datetime) -> None: ...
    def get(self, organ_id: OrganId) -> Agency | None: ...
    def known(self) -> bool:
        """Whether the directory was ever fetched."""
        ...


class Unit(Protocol):
    """One unit of work: all or nothing."""

    @property
    def desk(self) -> Desks: ...
    @property
    def dispatches(self) -> Dispatches: ...
    @property
    def registers(self) -> Registers: ...
    @property
    def statuses(self) -> Statuses: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def deliveries(self) -> Deliveries: ...
    @property
    def receipts(self) -> Receipts: ...
    @property
    def evidence(self) -> KeptEvidence: ...
    @property
    def agencies(self) -> Agencies: ...
    @property
    def books(self) -> BookRecords: ...


class Records(Protocol):
    def writing(self) -> AbstractContextManager[Unit]:
        """Commits when the block ends, rolls back when it raises. Keep cards and networks out of the block."""
        ...

    def reading(self) -> AbstractContextManager[Unit]: ...


class FileSink(Protocol):
    """A file being written; nothing stands under a final name until `keep`."""

    def write(self, data: bytes, /) -> int: ...
    def keep(self) -> StoredFile:
        """Durable when it returns."""
        ...

    def drop(self) -> None: ...


class Files(Protocol):
    """The encrypted files of a desk, named by the digest of their clear bytes."""

    def create(self) -> FileSink: ...
    def open(self, file: StoredFile) -> BinaryIO: ...


# --- documents and packets -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SourceFile:
    """A file to put into a packet."""

    name: str
    media_type: str
    file: StoredFile


@dataclass(frozen=True)
class ReadFile:
    """An attachment as it came: `file` is the unwrapped file itself, already in the encrypted store."""

    name: str
    media_type: str
    file: StoredFile


@dataclass(frozen=True)
class ReadStatus:
    """A status packet. `about` is the document id it speaks of, `number` and `issued_on` the fallback to find it by."""

    reporter: str
    about: str
    number: str
    issued_on: date | None
    code: str
    description: str
    staff: str
    reported_at: datetime | None


@dataclass(frozen=True)
class ReadPacket:
    """A packet as read by the lenient reader: exactly one of `document` and `status` is there.

    `document` is complete but for evidence: verdict UNSIGNED, no attachments. `acceptable` is false where an error
    finding says that it must not be accepted.
    `reading` is the reader's own result, for `judge_manifest`.
    """

    document: Dispatch | None
    status: ReadStatus | None
    files: tuple[ReadFile, ...]
    remarks: tuple[Remark, ...]
    acceptable: bool
    reading: object = field(compare=False, repr=False, default=None)


@dataclass(frozen=True)
class ManifestEvidence:
    """What the signed manifest proves. `seal` is the SHA-256 (hex) of the certificate it was signed with."""

    verdict: Verdict
    remarks: tuple[Remark, ...] = ()
    seal: str = ""


class Seal(Protocol):
    """The agency's key, for manifests."""

    def sign(self, unsigned: bytes) -> bytes: ...


class PacketUnreadable(Unreadable):
    """Not a packet, or broken beyond reading; `reason` is the reader's own code."""

    code = "packet-unreadable"


class PacketRefused(Refusal):
    """The envelope's own rules refuse these facts or files; `reason` is the writer's own code."""

    code = "packet-refused"


class ExchangeRefused(Refusal):
    """The hub said no for good; `reason` is its own code."""

    code = "exchange-refused"


class ExchangeOutOfReach(Hindrance):
    """The hub cannot be reached or asks to come later; `reason` is the cause's own code."""

    code = "exchange-out-of-reach"


class Envelopes(Protocol):
    """The edXML packets of the exchange."""

    def write_document(
        self, dispatch: Dispatch, sources: Sequence[SourceFile], seal: Seal
    ) -> tuple[Attachment, StoredFile]:
        """The manifest as attachment, and the packet; both are kept in the store."""
        ...

    def write_status(self, report: StatusReport, dispatch: Dispatch, me: Agency) -> StoredFile: ...
    def read(self, packet: StoredFile, dispatch: DispatchId, now: datetime) -> ReadPacket:
        """Raises PacketUnreadable."""
        ...

    def judge_manifest(self, manifest: ReadFile, packet: ReadPacket) -> ManifestEvidence: ...


# --- the exchange --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Delivery:
    """A packet waiting in our mailbox, leased to us. `token` is the exchange's own handle."""

    id: str
    sequence: int
    sender: str
    sha256: str
    size: int
    token: object = field(compare=False, repr=False, default=None)


class Exchange(Protocol):
    """The hub, after login. Permanent answers raise ExchangeRefused, passing ones ExchangeOutOfReach."""

    def agencies(self) -> tuple[Agency, ...]: ...
    def submit(self, operation: UUID, packet: StoredFile, open_packet: Callable[[], BinaryIO]) -> bytes:
        """The hub's signed receipt; the same again for a repeat."""
        ...

    def lease(self, limit: int, wait_seconds: float) -> tuple[Delivery, ...]: ...
    def download(self, delivery: Delivery, sink: FileSink) -> None: ...
    def acknowledge(self, delivery: Delivery, outcome: str, reason: str) -> None: ...


@dataclass(frozen=True)
class Desk:
    """Everything a use case may reach, wired in `bootstrap`. `collector` is None where no evidence is collected."""

    records: Records
    files: Files
    clock: Clock
    identifiers: Identifiers
    reader: DocumentReader
    judge: EvidenceJudge
    envelopes: Envelopes
    schedule: RetrySchedule
    collector: EvidenceCollector | None = None
