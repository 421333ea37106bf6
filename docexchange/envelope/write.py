"""The strict writer: one canonical packet, streamed, refused rather than bent; reading it gives the same facts back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Literal

from docexchange.envelope import limits
from docexchange.envelope.canonical_schema import breaches
from docexchange.envelope.element_stream import ElementStream
from docexchange.envelope.elements import NAMESPACE, PREFIX
from docexchange.envelope.errors import AttachmentMissing, NameUnsafe, PacketNotCanonical, TooManyAttachments
from docexchange.envelope.file_names import safe_name, unique_name
from docexchange.envelope.header_writer import write_document_header, write_status_header
from docexchange.envelope.incoming_file import Spool, memory_then_disk
from docexchange.envelope.model import Document, StatusReport
from docexchange.envelope.outgoing_file import AttachmentSource, Outgoing, Output, ZipRule, decide, write_payload
from docexchange.envelope.packet_text import checked, escaped
from docexchange.envelope.read import read_header

__all__ = ["AttachmentSource", "Profile", "Written", "write_document", "write_status"]


@dataclass(frozen=True)
class Profile:
    """How strict receivers want it.

    `zip_rule`: "sdk" wraps everything but pdf, doc, docx and zip, as the platform's kit does; "raw" wraps nothing.
    `presence`: "canonical" writes every text element, empty or not; "all" also empty dates and amounts, which one known
    intermediary insists on although the schema has no such values.
    """

    zip_rule: ZipRule = "sdk"
    presence: Literal["canonical", "all"] = "canonical"


@dataclass(frozen=True)
class Written:
    """Digest (hex) and size (bytes) of the packet."""

    sha256: str
    size: int


def write_document(
    document: Document,
    attachments: Sequence[AttachmentSource],
    out: BinaryIO,
    *,
    profile: Profile = Profile(),
    spool: Spool = memory_then_disk,
) -> Written:
    """Write a document packet to `out`, attachments in the order given, memory constant.

    Raises Refused errors before the first byte for anything wrong with the header or the names, and during writing for
    an attachment that is empty or too large: then what `out` got must be thrown away.
    """
    _check_names(attachments)
    decided = [decide(source, profile.zip_rule, spool) for source in attachments]
    body = _body(decided)
    canonical = write_document_header(document, insist=False)
    _check_header(_head() + canonical + body)
    header = canonical if profile.presence == "canonical" else write_document_header(document, insist=True)
    output = Output(out)
    output.write((_head() + header + body + "  <AttachmentEncoded>\n").encode())
    for outgoing in decided:
        _write_attachment(outgoing, output, spool)
    output.write(b"  </AttachmentEncoded>\n</edXML>\n")
    return Written(output.sha256, output.size)


def write_status(status: StatusReport, out: BinaryIO) -> Written:
    """Write a status packet to `out`. Raises Refused errors before the first byte."""
    text = _head() + write_status_header(status) + f"  </{PREFIX}:edXMLEnvelope>\n"
    _check_header(text)
    output = Output(out)
    output.write((text + "</edXML>\n").encode())
    return Written(output.sha256, output.size)


def _head() -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<edXML xmlns="{NAMESPACE}">\n'
        f'  <{PREFIX}:edXMLEnvelope xmlns:{PREFIX}="{NAMESPACE}">\n'
    )


def _body(decided: Sequence[Outgoing]) -> str:
    lines = ["    <edXML:edXMLBody>\n", '      <edXML:edXMLManifest version="1.0">\n']
    for outgoing in decided:
        lines.append("        <edXML:Reference>\n")
        lines += [f"          <edXML:{name}>{text}</edXML:{name}>\n" for name, text in _reference(outgoing)]
        lines.append("        </edXML:Reference>\n")
    lines += ["      </edXML:edXMLManifest>\n", "    </edXML:edXMLBody>\n", "  </edXML:edXMLEnvelope>\n"]
    return "".join(lines)


def _reference(outgoing: Outgoing) -> list[tuple[str, str]]:
    source = outgoing.source
    return [
        ("ContentId", f"cid:{escaped(source.content_id)}"),
        ("ContentType", outgoing.content_type),
        ("Description", escaped(source.description)),
        ("AttachmentName", escaped(source.name)),
    ]


def _write_attachment(outgoing: Outgoing, output: Output, spool: Spool) -> None:
    facts = dict(_reference(outgoing))
    lines = ["    <Attachment>\n"]
    for name in ("ContentId", "AttachmentName", "Description", "ContentType"):
        lines.append(f"      <{name}>{facts[name]}</{name}>\n")
    lines.append(f'      <edXML:ContentTransferEncoded xmlns:edXML="{NAMESPACE}">')
    output.write("".join(lines).encode())
    write_payload(outgoing, output, spool)
    output.write(b"</edXML:ContentTransferEncoded>\n    </Attachment>\n")


def _check_names(attachments: Sequence[AttachmentSource]) -> None:
    if not attachments:
        raise AttachmentMissing()
    if len(attachments) > limits.ATTACHMENTS:
        raise TooManyAttachments(limit=limits.ATTACHMENTS)
    taken: set[str] = set()
    for source in attachments:
        if safe_name(source.name) != source.name or unique_name(source.name, taken) != source.name:
            raise NameUnsafe(name=source.name)
        checked("Attachment/Description", source.description)
        checked("Attachment/ContentId", source.content_id, 100, required=True)
    if len({source.content_id for source in attachments}) != len(attachments):
        raise NameUnsafe(name="ContentId")


def _check_header(text: str) -> None:
    """Read back what is about to be sent, before it is."""
    packet = (text + "</edXML>\n").encode()
    source = ElementStream(None)
    source.read(io.BytesIO(packet))
    if source.root is not None and (found := breaches(source.root)):
        raise PacketNotCanonical(line=found[0].line, detail=found[0].facts.get("detail", found[0].code))
    reading = read_header(io.BytesIO(packet))
    if not reading.acceptable:
        raise PacketNotCanonical(line=0, detail=next(f.code for f in reading.findings if f.severity == "error"))
