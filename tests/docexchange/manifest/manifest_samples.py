"""A document, its files and their manifest for the manifest tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

from docexchange.envelope.manifest import Manifest, ManifestFile, manifest_of
from docexchange.envelope.model import (
    Business,
    Code,
    Document,
    DocumentType,
    Organization,
    ReadAttachment,
    Reading,
    Reference,
)

PDF, DOCX = b"%PDF-1.7 quyet dinh", b"PK phu luc"

DOCUMENT = Document(
    sender=Organization("000.00.00.G22", "Văn phòng Chính phủ"),
    to=(Organization("000.00.00.G12", "Bộ Tài chính"), Organization("000.00.00.H41", "UBND tỉnh Nghệ An")),
    document_id="000.00.00.G22,2026/11/21,12/VPCP-TH",
    code=Code("12", "VPCP-TH"),
    date=date(2026, 11, 21),
    type=DocumentType(2, 18, "Công văn"),
    subject="Về việc tổ chức phiên họp “tháng 11”, số liệu < 5% & khác",
    response_for=(Reference("000.00.00.G12", "7/BTC-VP", "000.00.00.G12,2026/11/01,7/BTC-VP", date(2026, 11, 1)),),
    business=Business(0, reason="Văn bản mới"),
)
FILES = (
    ManifestFile("Công văn 12.pdf", "application/pdf", len(PDF), sha256(PDF).hexdigest()),
    ManifestFile("Phụ lục.docx", "application/octet-stream", len(DOCX), sha256(DOCX).hexdigest()),
)
MANIFEST: Manifest = manifest_of(DOCUMENT, FILES)


def attachment(name: str, data: bytes, **changes: str) -> ReadAttachment:
    read = ReadAttachment(name, "application/zip", "unknown", len(data), sha256(data).hexdigest(), unwrapped=False)
    return replace(read, **changes)


def reading(document: Document | None = DOCUMENT, attachments: tuple[ReadAttachment, ...] | None = None) -> Reading:
    """What the receiver's reader would give for an honest packet, or with the parts named."""
    honest = (
        attachment("Công văn 12.pdf", PDF),
        attachment("Phụ lục.docx", DOCX),
        attachment("manifest.xml", b"<manifest/>"),
    )
    return Reading("document", "G1", document, None, honest if attachments is None else attachments)
