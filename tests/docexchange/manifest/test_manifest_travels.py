"""The manifest inside real packets: written, read, and rewritten on the way as the national platform does."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import etree
from manifest_samples import DOCUMENT, DOCX, FILES, MANIFEST, PDF

from docexchange.envelope.manifest import disagreements, is_manifest, manifest_of, read_manifest, write_manifest
from docexchange.envelope.model import Organization, Reading, Signer, Trace
from docexchange.envelope.read import read_packet
from docexchange.envelope.write import AttachmentSource, write_document
from signing.keys.software import open_pkcs12
from signing.xml.sign import sign_xml
from signing.xml.verify import verify_xml

HEADER = replace(
    DOCUMENT,
    signer=Signer("TL.", "Chánh Văn phòng", "Nguyễn Văn An"),
    place="Hà Nội",
    trace=(Trace("000.00.00.G22", datetime(2026, 11, 21, 9, tzinfo=UTC)),),
)


@pytest.fixture(scope="module")
def packet(pki) -> bytes:
    key = open_pkcs12(pki.p12("seal"), pki.pin("seal").encode())
    signed = sign_xml(write_manifest(MANIFEST), key, made=datetime.now(UTC))
    contents = {FILES[0].name: PDF, FILES[1].name: DOCX, "manifest.xml": signed}
    sources = [AttachmentSource(name, lambda data=data: io.BytesIO(data)) for name, data in contents.items()]
    out = io.BytesIO()
    write_document(HEADER, sources, out)
    return out.getvalue()


def received(packet: bytes) -> tuple[Reading, bytes]:
    """The reading and the manifest's bytes, as a receiver gets them."""
    files: dict[int, io.BytesIO] = {}

    class Kept(io.BytesIO):
        def close(self) -> None:
            pass

    def open_sink(index: int, name: str) -> io.BytesIO:
        files[index] = Kept()
        return files[index]

    reading = read_packet(io.BytesIO(packet), open_sink)
    (place,) = [index for index, one in enumerate(reading.attachments) if is_manifest(one)]
    return reading, files[place].getvalue()


def rewritten(packet: bytes, change: Callable[[etree._Element], object]) -> bytes:
    root = etree.fromstring(packet, etree.XMLParser(remove_blank_text=True))
    change(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def find(root: etree._Element, name: str) -> list[etree._Element]:
    return [element for element in root.iter(etree.Element) if etree.QName(element).localname == name]


def test_an_untouched_packet_agrees(packet):
    reading, signed = received(packet)
    assert read_manifest(verify_xml(signed).content) == MANIFEST
    assert disagreements(MANIFEST, reading) == ()


def platform(root: etree._Element) -> None:
    """What was seen in public packets: order changed, empty elements dropped, types changed, a trace added."""
    for element in find(root, "Content") + find(root, "Fax"):
        element.getparent().remove(element)
    for element in find(root, "ContentType"):
        element.text = "application/zip"
    (header,) = find(root, "MessageHeader")
    header.append(header[0])
    (first,) = find(root, "TraceHeader")
    first.getparent().append(etree.fromstring(etree.tostring(first)))


def test_the_manifest_survives_the_platform(packet):
    reading, signed = received(rewritten(packet, platform))
    assert read_manifest(verify_xml(signed).content) == MANIFEST
    assert disagreements(MANIFEST, reading) == ()


def set_text(name: str, text: str, index: int = 0) -> Callable[[etree._Element], object]:
    return lambda root: setattr(find(root, name)[index], "text", text)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (set_text("Subject", "Về việc khác"), {"manifest-subject-differs"}),
        (set_text("CodeNumber", "13"), {"manifest-number-differs"}),
        (set_text("PromulgationDate", "2026/11/20"), {"manifest-date-differs"}),
        (set_text("OrganId", "000.00.00.G99"), {"manifest-sender-differs"}),
        (set_text("OrganId", "000.00.00.G99", 1), {"manifest-addressee-added", "manifest-addressee-dropped"}),
        (set_text("BussinessDocType", "3"), {"manifest-operation-differs"}),
        (set_text("ContentTransferEncoded", "JVBERi0xLjc="), {"manifest-file-digest-differs"}),
    ],
)
def test_what_was_changed_is_named(packet, change, codes):
    reading, signed = received(rewritten(packet, change))
    found = disagreements(read_manifest(verify_xml(signed).content), reading)
    assert {finding.code for finding in found} == codes


def test_a_circular_to_all_agencies_fits():
    everyone = tuple(Organization(f"{i:03}.{i // 1000:02}.00.G22") for i in range(22_000))
    manifest = manifest_of(replace(DOCUMENT, to=tuple(dict.fromkeys(everyone))), FILES)
    assert read_manifest(write_manifest(manifest)) == manifest
