"""Signed files of every kind, made by the real parts."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pikepdf

from docexchange.envelope.manifest import ManifestFile, manifest_of, write_manifest
from docexchange.envelope.model import Business, Code, Document, DocumentType, Organization, Signer, Trace
from docexchange.envelope.outgoing_file import AttachmentSource
from docexchange.envelope.write import write_document
from signing.keys.software import SoftwareKey, open_pkcs12
from signing.pdf.fields import SignaturePlace, TextPlace, prepare
from signing.trust.store import TrustSet
from signing.xml.sign import sign_xml
from ui.demo.pki import TestPki

DOCUMENT = Document(
    sender=Organization("000.00.00.G22", "Văn phòng Chính phủ"),
    to=(Organization("000.00.00.G12", "Bộ Tài chính"),),
    document_id="000.00.00.G22,2026/11/21,15/VPCP-TH",
    code=Code("15", "VPCP-TH"),
    date=date(2026, 11, 21),
    type=DocumentType(2, 18, "Công văn"),
    subject="Về việc tổ chức phiên họp",
    signer=Signer("", "Bộ trưởng, Chủ nhiệm", "Nguyễn Văn An"),
    place="Hà Nội",
    content="Về việc tổ chức phiên họp",
    trace=(Trace("000.00.00.G22", datetime(2026, 11, 21, 8, tzinfo=UTC)),),
    business=Business(0, reason="Văn bản mới"),
)


def key_of(pki: TestPki, label: str) -> SoftwareKey:
    return open_pkcs12(pki.p12(label), pki.pin(label).encode())


def prepared() -> bytes:
    paper = pikepdf.new()
    paper.add_blank_page(page_size=(595, 842))
    out = io.BytesIO()
    paper.save(out)
    blank = "ngày     tháng     năm"
    texts = [
        TextPlace("so", 1, 120, 100, 27, 16, 4, align="right"),
        TextPlace("ngay", 1, 330, 100, 160, 16, 4, style="italic", value=blank),
    ]
    places = [SignaturePlace("leader", 1, 350, 400, 136, 62), SignaturePlace("agency", 1, 290, 380, 102, 102)]
    return prepare(out.getvalue(), texts, places)


def packet(files: dict[str, bytes], manifest: bytes | None, document: Document = DOCUMENT) -> bytes:
    """An edXML packet; `manifest` is signed bytes."""
    carried = files | ({"manifest.xml": manifest} if manifest is not None else {})
    sources = [AttachmentSource(name, lambda data=data: io.BytesIO(data)) for name, data in carried.items()]
    out = io.BytesIO()
    write_document(document, sources, out)
    return out.getvalue()


def manifest_for(files: dict[str, bytes], key: SoftwareKey, document: Document = DOCUMENT) -> bytes:
    listed = [
        ManifestFile(name, "application/pdf", len(data), hashlib.sha256(data).hexdigest())
        for name, data in files.items()
    ]
    return sign_xml(write_manifest(manifest_of(document, listed)), key, made=datetime.now(UTC))


@dataclass(frozen=True)
class Files:
    trust: TrustSet
    issued: bytes
    leader_only: bytes
    seal: SoftwareKey
    seal_b: SoftwareKey
