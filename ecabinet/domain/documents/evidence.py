"""What an office may say of a signed file: five verdicts, and two for files without signature or beyond reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

Severity = Literal["error", "warning", "info"]
Kind = Literal["pdf", "xml", "statement", "asice", "edxml", "unknown"]


class Verdict(StrEnum):
    """In plain words: holds; holds, with something to know; cannot be decided; does not hold; changed after signing."""

    VALID = "valid"
    VALID_WITH_REMARKS = "valid-with-remarks"
    UNDECIDED = "undecided"
    INVALID = "invalid"
    ALTERED = "altered"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"

    @property
    def holds(self) -> bool:
        """Valid, with or without remarks."""
        return self in (Verdict.VALID, Verdict.VALID_WITH_REMARKS)


WORST_FIRST = (
    Verdict.ALTERED,
    Verdict.INVALID,
    Verdict.UNSIGNED,
    Verdict.UNREADABLE,
    Verdict.UNDECIDED,
    Verdict.VALID_WITH_REMARKS,
    Verdict.VALID,
)
"""Altered outweighs invalid: a forged file is worse news than a wrong certificate."""


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of several; `unsigned` when there is none."""
    return min(verdicts, key=WORST_FIRST.index, default=Verdict.UNSIGNED)


@dataclass(frozen=True)
class EvidenceFinding:
    """One observation: a stable kebab-case `code` and the facts; words for people are made in `ui`."""

    code: str
    severity: Severity
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SignatureReport:
    """One signature. Times are aware; `trusted_time` is proven by a time stamp, `claimed_time` only stated."""

    field: str
    signer: str
    organisation: str
    serial: str
    issuer: str
    verdict: Verdict
    level: str
    claimed_time: datetime | None
    trusted_time: datetime | None
    covers: str
    findings: tuple[EvidenceFinding, ...] = ()
    certificate: bytes = b""


@dataclass(frozen=True)
class AttachmentReport:
    """One file of a packet, its SHA-256 in hex, and what was found in it."""

    name: str
    sha256: str
    verdict: Verdict
    report: FileReport | None = None


@dataclass(frozen=True)
class FileReport:
    """One file. `issued`, `so`, `ngay` concern our own PDFs: sealed by the agency with number and date locked."""

    path: str
    kind: Kind
    verdict: Verdict
    signatures: tuple[SignatureReport, ...] = ()
    attachments: tuple[AttachmentReport, ...] = ()
    findings: tuple[EvidenceFinding, ...] = ()
    issued: bool = False
    so: str | None = None
    ngay: str | None = None
