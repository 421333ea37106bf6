"""Packets made for the tests: as our writer makes them, and as other systems do."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from docexchange.envelope.model import (
    Business,
    Code,
    Document,
    DocumentType,
    Organization,
    Reading,
    Reference,
    Signer,
    Staff,
    StatusReport,
    Trace,
)
from docexchange.envelope.moments import VIETNAM
from docexchange.envelope.read import read_packet
from docexchange.envelope.write import AttachmentSource, Profile, write_document, write_status

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PDF = b"%PDF-1.7\n% a file that is only looked at\n%%EOF\n"
NOW = datetime(2026, 1, 5, 8, 30, tzinfo=VIETNAM)
SENDER = Organization("000.00.00.G22", "Văn phòng Chính phủ")
RECEIVER = Organization("H41.02", "Sở Nội vụ tỉnh Nghệ An")

DOCUMENT = Document(
    sender=SENDER,
    to=(RECEIVER,),
    document_id="000.00.00.G22,2026/01/05,12/VPCP-TH",
    code=Code("12", "VPCP-TH"),
    date=date(2026, 1, 5),
    type=DocumentType(2, 18, "Công văn"),
    subject="V/v kết nối, liên thông phần mềm quản lý văn bản",
    signer=Signer("TL.", "Vụ trưởng", "Nguyễn Văn An"),
    trace=(Trace("000.00.00.G22", NOW),),
    business=Business(paper=0),
)
STATUS = StatusReport(
    sender=RECEIVER,
    response_for=Reference("000.00.00.G22", "12/VPCP-TH", DOCUMENT.document_id, DOCUMENT.date),
    code="03",
    timestamp=NOW,
    description="Đã tiếp nhận",
    staff=Staff(department="Văn thư", name="Trần Thị Bình"),
)


def sources(files: Mapping[str, bytes]) -> list[AttachmentSource]:
    """In-memory files to attach."""
    return [AttachmentSource(name, lambda content=content: io.BytesIO(content)) for name, content in files.items()]


def packet(document: Document = DOCUMENT, files: Mapping[str, bytes] | None = None, **profile: str) -> bytes:
    """A packet by our own writer."""
    out = io.BytesIO()
    attached = sources({"cong-van.pdf": PDF} if files is None else files)
    write_document(document, attached, out, profile=Profile(**profile))
    return out.getvalue()


def status_packet(status: StatusReport = STATUS) -> bytes:
    """A status packet by our own writer."""
    out = io.BytesIO()
    write_status(status, out)
    return out.getvalue()


class _Kept(io.BytesIO):
    def __init__(self, files: dict[str, bytes], name: str) -> None:
        super().__init__()
        self._files, self._name = files, name

    def close(self) -> None:
        if not self.closed:
            self._files[self._name] = self.getvalue()
        super().close()


def read(content: bytes) -> Reading:
    return read_packet(io.BytesIO(content))


def read_files(content: bytes) -> tuple[Reading, dict[str, bytes]]:
    """The reading and what the sinks got, by name."""
    files: dict[str, bytes] = {}
    return read_packet(io.BytesIO(content), lambda _, name: _Kept(files, name)), files


def codes(reading: Reading, severity: str | None = None) -> set[str]:
    return {finding.code for finding in reading.findings if severity in (None, finding.severity)}


def zipped(entries: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def replaced(content: bytes, *changes: tuple[str, str]) -> bytes:
    """The packet with each first text exchanged for the second; each must occur."""
    text = content.decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


def attachment(name: str, content: bytes | str, content_id: str = "cid:1", kind: str = "application/pdf") -> str:
    payload = content if isinstance(content, str) else base64.b64encode(content).decode()
    return (
        f"<Attachment><ContentId>{content_id}</ContentId><AttachmentName>{name}</AttachmentName>"
        f"<ContentType>{kind}</ContentType><ContentTransferEncoded>{payload}</ContentTransferEncoded></Attachment>"
    )


def with_attachments(attachments: Sequence[str], references: Sequence[tuple[str, str]]) -> bytes:
    """Our packet's header with another system's manifest and attachments."""
    text = packet().decode()
    head, rest = text.split("<edXML:Reference>", 1)
    middle = rest.split("</edXML:Reference>", 1)[1].split("<Attachment>", 1)[0]
    listed = "".join(
        f"<edXML:Reference><edXML:ContentId>{content_id}</edXML:ContentId><edXML:ContentType>application/zip"
        f"</edXML:ContentType><edXML:AttachmentName>{name}</edXML:AttachmentName></edXML:Reference>"
        for content_id, name in references
    )
    return (head + listed + middle + "".join(attachments) + "</AttachmentEncoded></edXML>").encode()


def one_file(name: str, content: bytes | str, kind: str = "application/pdf") -> bytes:
    """A packet with one attachment as another system might have made it."""
    return with_attachments([attachment(name, content, kind=kind)], [("cid:1", name)])
