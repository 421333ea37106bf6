"""What every signing command shares: the key named on the command line, and the answer about the signature made."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ecabinet.adapters.verdicts import finding_of
from ecabinet.domain.documents.evidence import SignatureReport, Verdict
from signing.errors import Refused
from signing.keys.reference import KeyReferenceUnknown, key_file, open_key
from signing.keys.software import SoftwareKey
from signing.verdict import Finding
from ui.kit.command_line import Answer, Usage, read_secret
from ui.kit.error_words import finding_sentence


class OwnSignatureFails(Refused):
    """A signature of the file just made does not hold under the trust given; nothing was written."""

    code = "own-signature-fails"


def named_key(arguments: argparse.Namespace) -> SoftwareKey:
    """The key of `--key`, its passphrase from `--pin-fd` or the terminal."""
    try:
        key_file(arguments.key)
    except KeyReferenceUnknown as error:
        raise Usage(f"không hiểu khóa “{arguments.key}”; cách ghi: --key p12:ĐƯỜNG_DẪN") from error
    return open_key(arguments.key, _Terminal(arguments.pin_fd))


def require_holding(signatures: Sequence[SignatureReport]) -> None:
    """Raises `OwnSignatureFails` for the first signature that is broken or failed."""
    for one in signatures:
        if one.verdict in (Verdict.ALTERED, Verdict.INVALID):
            error = next((finding for finding in one.findings if finding.severity == "error"), None)
            said = finding_sentence(error.code, dict(error.facts)) if error else str(one.verdict)
            raise OwnSignatureFails(signer=one.signer, finding=said)


def answer(out: Path, judged: SignatureReport, remarks: tuple[Finding, ...] = ()) -> Answer:
    """The contract's `{"signature": {…}}`, with remarks on the picture among the findings."""
    return Answer({"signature": _as_data(judged, remarks)}, _lines(out, judged, remarks))


@dataclass(frozen=True)
class _Terminal:
    descriptor: int | None

    def ask(self, key: str) -> bytearray:
        return read_secret(self.descriptor, f"Mật khẩu của khóa {key}: ")


def _as_data(judged: SignatureReport, remarks: tuple[Finding, ...]) -> dict[str, Any]:
    return {
        "field": judged.field,
        "signer": judged.signer,
        "organisation": judged.organisation,
        "serial": judged.serial,
        "issuer": judged.issuer,
        "verdict": str(judged.verdict),
        "level": judged.level,
        "claimed_time": judged.claimed_time.isoformat() if judged.claimed_time else None,
        "trusted_time": judged.trusted_time.isoformat() if judged.trusted_time else None,
        "covers": judged.covers,
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "message": finding_sentence(finding.code, dict(finding.facts)),
            }
            for finding in (*judged.findings, *map(finding_of, remarks))
        ],
    }


def _lines(out: Path, judged: SignatureReport, remarks: tuple[Finding, ...]) -> tuple[str, ...]:
    return (
        f"Đã ký: {judged.signer} (mức {judged.level}). Đã ghi {out}.",
        *(f"Lưu ý: {finding_sentence(remark.code, dict(remark.facts))}" for remark in remarks),
    )
