"""What every signing command shares: the key named on the command line, and the answer about the signature made."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ecabinet.adapters.verdicts import finding_of
from ecabinet.domain.documents.evidence import SignatureReport, Verdict
from signing.errors import Refused
from signing.keys.key import SigningKey
from signing.keys.reference import (
    MODULE_VARIABLE,
    KeyReferenceUnknown,
    TokenReference,
    open_file_or_token,
    read_reference,
)
from signing.keys.token import PinRemark
from signing.verdict import Finding
from ui.kit.command_line import Answer, Usage, read_secret
from ui.kit.error_words import finding_sentence


class OwnSignatureFails(Refused):
    """A signature of the file just made does not hold under the trust given; nothing was written."""

    code = "own-signature-fails"


def named_key(arguments: argparse.Namespace) -> SigningKey:
    """The key of `--key`, its passphrase or PIN from `--pin-fd` or the terminal."""
    try:
        named = read_reference(arguments.key)
    except KeyReferenceUnknown as error:
        forms = "p12:ĐƯỜNG_DẪN, token:TÊN_THẺ hoặc token:TÊN_THẺ#SỐ_HIỆU"
        raise Usage(f"không hiểu khóa “{arguments.key}”; cách ghi: --key {forms}") from error
    module = arguments.pkcs11_module or os.environ.get(MODULE_VARIABLE)
    on_token = isinstance(named, TokenReference)
    if on_token and not module:
        raise Usage(f"khóa trên thiết bị ký cần --pkcs11-module ĐƯỜNG_DẪN hoặc biến {MODULE_VARIABLE}")
    return open_file_or_token(
        arguments.key,
        _Terminal(arguments.pin_fd, "Mã PIN của thiết bị ký" if on_token else "Mật khẩu của khóa"),
        module=Path(module) if module else None,
        told=_say,
        attended=arguments.pin_fd is None,
    )


def _say(remark: PinRemark) -> None:
    sys.stderr.write(finding_sentence(remark) + "\n")


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
    question: str

    def ask(self, key: str) -> bytearray:
        return read_secret(self.descriptor, f"{self.question} {key}: ")


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
