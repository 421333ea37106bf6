"""The evidence file that stands beside a signed one: `van-ban.edxml` and `van-ban.edxml.evidence`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ecabinet.domain.documents.evidence import EvidenceFinding
from signing.evidence.errors import EvidenceUnreadable
from signing.evidence.record import LARGEST_EVIDENCE, Evidence, read_evidence

SUFFIX = ".evidence"


@dataclass(frozen=True)
class Beside:
    """What stands beside a file; a finding says why something there is not used."""

    evidence: Evidence | None = None
    findings: tuple[EvidenceFinding, ...] = ()


def read_beside(path: Path) -> Beside:
    """Never raises: what cannot be read is ignored, with a finding of severity info."""
    place = path.with_name(path.name + SUFFIX)
    try:
        if not place.is_file():
            return Beside()
        with place.open("rb") as file:
            raw = file.read(LARGEST_EVIDENCE + 1)
        return Beside(read_evidence(raw))
    except (EvidenceUnreadable, OSError) as error:
        why = error.facts["why"] if isinstance(error, EvidenceUnreadable) else "not-opened"
        return Beside(None, (EvidenceFinding("evidence-unreadable", "info", {"file": place.name, "why": why}),))
