"""What keeping evidence needs of the world: somebody who collects it, and the rows that say where it is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from ecabinet.domain.dispatches.dispatch import StoredFile
from ecabinet.domain.errors import Hindrance, Refusal
from ecabinet.domain.identity import DispatchId


class StampOutOfReach(Hindrance):
    """The time-stamp authority is silent, refuses or answers wrongly; `reason` is the cause's own code."""

    code = "stamp-out-of-reach"


class RevocationOutOfReach(Hindrance):
    """A revocation service gave no answer; `reason` is the cause's own code."""

    code = "revocation-out-of-reach"


class EvidenceRefused(Refusal):
    """No evidence can prove this signature here: signer or authority not believed; `reason` is the cause's own code."""

    code = "evidence-refused"


class EvidenceCollector(Protocol):
    def collect(self, signed: bytes) -> bytes:
        """The evidence file for signed XML. Raises StampOutOfReach, RevocationOutOfReach, EvidenceRefused."""
        ...


class KeptEvidence(Protocol):
    def keep(self, dispatch: DispatchId, file: StoredFile, at: datetime) -> None:
        """The evidence file for the dispatch's manifest; the first one stays."""
        ...

    def of(self, dispatch: DispatchId) -> StoredFile | None: ...
