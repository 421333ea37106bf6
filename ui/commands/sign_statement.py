"""`ecabinet sign` for XML in strict form, such as a statement: enveloped XAdES-B-B, last child of the root."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from ecabinet.adapters.xml_evidence import judge_xml_signer
from signing.keys.holder import require_usable
from signing.trust.store import TrustSet, load_trust
from signing.xml.canonical import MAX_CONTENT_BYTES
from signing.xml.sign import sign_xml
from signing.xml.verify import verify_xml
from ui.commands.signed_answer import answer, named_key, require_holding
from ui.kit.command_line import Answer, Usage
from ui.kit.output_file import read_bounded, write_whole

_PDF_ONLY = ("role", "stamp", "reference", "tsa")


def is_xml(path: Path) -> bool:
    """Whether the file begins like XML; nothing else is known of it yet."""
    return read_bounded(path, 0)[:1] == b"<"


def sign_statement(arguments: argparse.Namespace) -> Answer:
    """Sign, verify, then write. Raises as `sign_xml`, `open_pkcs12`, `require_usable`, and `OwnSignatureFails`."""
    if any(getattr(arguments, option) for option in _PDF_ONLY) or arguments.level not in (None, "B"):
        raise Usage("tệp XML chỉ ký mức B và không có vai, hình hay dấu thời gian")
    trust = load_trust(arguments.trust) if arguments.trust else None
    content, key = read_bounded(arguments.file, MAX_CONTENT_BYTES), named_key(arguments)
    made = datetime.now(UTC)
    require_usable(key.certificate, made)

    signed = sign_xml(content, key, made=made)
    verified = verify_xml(signed)
    judged = judge_xml_signer(
        signed, verified, trust or TrustSet(), field="Signature", at=None, fetch=trust is not None
    )
    require_holding([judged])

    write_whole(arguments.out, signed)
    return answer(arguments.out, judged)
