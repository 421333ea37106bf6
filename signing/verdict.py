"""Verdicts as values in the words of ETSI EN 319 102-1, clause 5.1.3: a bad signature is news, not an exception."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

Severity = Literal["error", "warning", "info"]


class Indication(StrEnum):
    """ETSI EN 319 102-1 clause 5.1.3."""

    PASSED = "TOTAL-PASSED"
    INDETERMINATE = "INDETERMINATE"
    FAILED = "TOTAL-FAILED"


@dataclass(frozen=True)
class Finding:
    """One observation: a stable kebab-case `code` and the facts; words for people are made in `ui`."""

    code: str
    severity: Severity
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SignatureJudgement:
    """What can be said of one signature. `integrity` (bytes unchanged) is kept apart from trust in the signer.

    `sub_indication` is the ETSI sub-indication word (`REVOKED`, `HASH_FAILURE`, ...), empty when passed.
    Times are aware; `trusted_time` is what a verified time stamp proves, `claimed_time` only what the signer says.
    """

    field: str
    signer: str
    organisation: str
    serial: str
    issuer: str
    indication: Indication
    sub_indication: str
    integrity: bool
    level: Literal["B", "T", "LT", "LTA", "none"]
    claimed_time: datetime | None
    trusted_time: datetime | None
    covers: Literal["whole-file", "revision", "part"]
    findings: tuple[Finding, ...]
    certificate: bytes = b""
