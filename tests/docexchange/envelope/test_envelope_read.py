"""The lenient reader: every variation other systems are known for is understood, and told."""

from __future__ import annotations

import io
import re
from datetime import date, datetime

import pytest
from envelope_packets import (
    DOCUMENT,
    NAMESPACE,
    NOW,
    PDF,
    STATUS,
    codes,
    one_file,
    packet,
    read,
    read_files,
    replaced,
    status_packet,
)

from docexchange.envelope.errors import AttachmentsBeforeHeader, NotAPacket
from docexchange.envelope.model import Trace
from docexchange.envelope.moments import VIETNAM
from docexchange.envelope.read import read_header


def test_our_own_packet_reads_back_without_a_finding():
    reading, files = read_files(packet())
    assert (reading.kind, reading.generation, reading.document, reading.findings) == ("document", "G1", DOCUMENT, ())
    assert files == {"cong-van.pdf": PDF}
    assert reading.attachments[0].detected_type == "application/pdf"


def test_status_packet():
    reading = read(status_packet())
    assert (reading.kind, reading.status, reading.document, reading.findings) == ("status", STATUS, None, ())


def test_header_alone_stops_before_the_attachments():
    content = packet()
    cut = content[: content.index(b"<AttachmentEncoded>") + 30]
    reading = read_header(io.BytesIO(cut))
    assert reading.document == DOCUMENT
    assert [one.name for one in reading.declared] == ["cong-van.pdf"]
    assert reading.attachments == ()


def test_header_after_attachments_is_refused_where_only_the_header_is_read():
    content = packet().decode()
    start, end = content.index("  <edXML:edXMLEnvelope"), content.index("  <AttachmentEncoded>")
    turned = content[:start] + content[end:].replace("</edXML>", "") + content[start:end] + "</edXML>"
    with pytest.raises(AttachmentsBeforeHeader):
        read_header(io.BytesIO(turned.encode()))
    reading, files = read_files(turned.encode())
    assert reading.document == DOCUMENT and files == {"cong-van.pdf": PDF}


@pytest.mark.parametrize(("old", "new"), [(b"edXML:", b"x:"), (b"\n", b"\r\n"), (b"\n", b"")])
def test_prefix_and_white_space_do_not_matter(old: bytes, new: bytes):
    content = packet().replace(old, new)
    if new == b"x:":
        content = content.replace(b"xmlns:edXML", b"xmlns:x")
    reading = read(content)
    assert reading.document == DOCUMENT and reading.findings == ()


def test_prefix_that_nobody_declared_is_repaired():
    content = packet().replace(f' xmlns:edXML="{NAMESPACE}"'.encode(), b"")
    reading = read(content)
    assert reading.document == DOCUMENT
    assert codes(reading) == {"prefix-undeclared"} and reading.acceptable


@pytest.mark.parametrize("namespace", ["http://www.go.vn/eDoc", "http://www.e-doc.vn/Schema/"])
def test_wrong_namespace_is_told(namespace: str):
    reading = read(packet().replace(NAMESPACE.encode(), namespace.encode()))
    assert reading.document == DOCUMENT and reading.generation == "G1"
    assert codes(reading) == {"namespace-wrong"}


def test_no_namespace_at_all():
    content = (
        packet().replace(f' xmlns="{NAMESPACE}"'.encode(), b"").replace(f' xmlns:edXML="{NAMESPACE}"'.encode(), b"")
    )
    reading = read(content.replace(b"edXML:", b""))
    assert reading.document == DOCUMENT and codes(reading) == {"namespace-wrong"}


def test_bytes_before_the_declaration_are_skipped():
    reading = read(b"1212" + packet())
    assert reading.document == DOCUMENT and codes(reading) == {"leading-junk"}
    assert read(b"\xef\xbb\xbf" + packet()).findings == ()


def test_bytes_after_the_root_are_told():
    assert codes(read(packet() + b"\x00\x00")) == {"trailing-junk"}


def test_order_a_reads_the_same():
    """The guideline's order: DocumentId last, ToPlaces before OtherInfo."""
    text = packet().decode()
    moved = re.search(r" *<edXML:DocumentId>.*?</edXML:DocumentId>\n", text)
    assert moved is not None
    text = text.replace(moved[0], "", 1).replace(
        "      </edXML:MessageHeader>", moved[0] + "      </edXML:MessageHeader>"
    )
    assert read(text.encode()).document == DOCUMENT


def test_net_style_attachments_and_manifest():
    """Name and content id after the payload, `cid:` only in the manifest, xlink attributes."""
    text = packet().decode()
    content_id = re.search(r"cid:([0-9a-f-]+)", text)
    assert content_id is not None
    head, tail = text.split("<AttachmentEncoded>")
    payload = re.search(r">([A-Za-z0-9+/=]+)</edXML:ContentTransferEncoded>", tail)
    assert payload is not None
    head = head.replace("<edXML:Reference>", f'<edXML:Reference xmlns:xlink="x" xlink:href="cid:{content_id[1]}">')
    attachment = (
        f"<Attachment><ContentType>application/pdf</ContentType><ContentId>{content_id[1]}</ContentId>"
        f"<Description/><ContentTransferEncoded>{payload[1]}</ContentTransferEncoded>"
        "<AttachmentName>cong-van.pdf</AttachmentName></Attachment>"
    )
    reading, files = read_files((head + "<AttachmentEncoded>" + attachment + "</AttachmentEncoded></edXML>").encode())
    assert files == {"cong-van.pdf": PDF}
    assert codes(reading) == set()


def test_platform_leftovers():
    """What the platform does on the way: a second trace header without agency, empty ResponseFor, Direction."""
    content = replaced(
        packet(),
        (
            "        <edXML:Bussiness>",
            "<edXML:TraceHeader><edXML:Timestamp>2026/01/05 09:00:00</edXML:Timestamp></edXML:TraceHeader>"
            "<edXML:Bussiness>",
        ),
        ("<edXML:ToPlaces>", "<edXML:ResponseFor/><edXML:ToPlaces>"),
        ("<edXML:Appendixes>", "<edXML:Direction>false</edXML:Direction><edXML:Appendixes>"),
    )
    reading = read(content)
    assert reading.document is not None
    assert reading.document.trace[1] == Trace("", datetime(2026, 1, 5, 9, tzinfo=VIETNAM))
    assert reading.document.response_for == () and reading.document.direction is False
    assert codes(reading) == {"trace-without-agency"} and reading.acceptable


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("2026-01-05", "date-form"),
        ("05/01/2026", "date-form"),
        ("2026/1/5", "date-form"),
        ("2026/01/05 00:00:00", "date-form"),
        ("2026-01-05T08:00:00+07:00", "date-form"),
        ("2026-01-05T08:00:00.123Z", "date-form"),
        ("2026/01/05", None),
    ],
)
def test_dates_in_every_usual_form(written: str, form: str | None):
    reading = read(replaced(packet(), ("Date>2026/01/05<", f"Date>{written}<")))
    assert reading.document is not None and reading.document.date == date(2026, 1, 5)
    assert codes(reading) == ({form} if form else set())


@pytest.mark.parametrize("written", ["2026/02/30", "hôm nay", "20260105", "2026/01/05x", "٢٠٢٦/01/05x"])
def test_no_date_is_no_document(written: str):
    reading = read(replaced(packet(), ("Date>2026/01/05<", f"Date>{written}<")))
    assert codes(reading, "error") == {"fact-missing"} and "date-unreadable" in codes(reading)


@pytest.mark.parametrize(
    "timestamp", ["2026-01-05T08:30:00", "05/01/2026 08:30", "2026-01-05T01:30:00Z", "2026/01/05 08:30:00"]
)
def test_times(timestamp: str):
    reading = read(replaced(packet(), ("2026/01/05 08:30:00", timestamp)))
    assert reading.document is not None and reading.document.trace[0].timestamp == NOW


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("<edXML:OrganId>000.00.00.G22</edXML:OrganId>", "", "From/OrganId"),
        ("<edXML:OrganId>000.00.00.G22</edXML:OrganId>", "<edXML:OrganId>null</edXML:OrganId>", "From/OrganId"),
        ("<edXML:OrganId>H41.02</edXML:OrganId>", "<edXML:OrganId> </edXML:OrganId>", "To/OrganId"),
        (">000.00.00.G22,2026/01/05,12/VPCP-TH<", "><", "DocumentId"),
        (">12<", "><", "Code/CodeNumber"),
        (">VPCP-TH<", ">N/A<", "Code/CodeNotation"),
        ("V/v kết nối, liên thông phần mềm quản lý văn bản", "", "Subject"),
    ],
)
def test_facts_without_which_nothing_can_be_registered(old: str, new: str, name: str):
    reading = read(replaced(packet(), (old, new)))
    assert [one.facts["name"] for one in reading.findings if one.severity == "error"] == [name]
    assert not reading.acceptable


def test_repeated_groups_are_errors_and_the_first_counts():
    other = "<edXML:From><edXML:OrganId>G99</edXML:OrganId></edXML:From><edXML:To>"
    reading = read(replaced(packet(), ("<edXML:To>", other)))
    assert reading.sender.organ_id == "000.00.00.G22"
    assert codes(reading, "error") == {"element-repeated"}
    text = packet().decode()
    envelope = text[text.index("  <edXML:edXMLEnvelope") : text.index("  <AttachmentEncoded>")]
    twice = text.replace("  <AttachmentEncoded>", envelope.replace("000.00.00.G22", "G99") + "  <AttachmentEncoded>")
    reading = read(twice.encode())
    assert reading.sender.organ_id == "000.00.00.G22" and codes(reading, "error") == {"element-repeated"}


def test_unknown_elements_are_kept_with_their_text():
    content = replaced(
        packet(), ("<edXML:Subject>", "<edXML:StaffName>An <b>Bình</b></edXML:StaffName><edXML:Subject>")
    )
    reading = read(content)
    assert [(one.path.rsplit("/", 1)[1], one.text) for one in reading.unknown] == [("StaffName", "An Bình")]
    assert reading.document == DOCUMENT and reading.acceptable


def test_business_missing_and_misspelt_and_out_of_range():
    text = packet().decode()
    business = text[text.index("        <edXML:Bussiness>") : text.index("      </edXML:TraceHeaderList>")]
    reading = read(text.replace(business, "").encode())
    assert reading.document is not None and reading.document.business.operation == 0
    assert codes(reading) == {"business-missing"}
    reading = read(text.replace("edXML:Bussiness>", "edXML:Business>").encode())
    assert "business-missing" in codes(reading) and len(reading.unknown) == 1
    reading = read(replaced(packet(), ("DocType>0<", "DocType>7<")))
    assert reading.document is not None and reading.document.business.operation == 7
    assert codes(reading, "error") == {"operation-unknown"}


def test_paper_directly_under_the_trace_list():
    content = replaced(
        packet(),
        ("<edXML:Paper>0</edXML:Paper>", ""),
        ("      </edXML:TraceHeaderList>", "<edXML:Paper>1</edXML:Paper></edXML:TraceHeaderList>"),
    )
    reading = read(content)
    assert reading.document is not None and reading.document.business.paper == 1 and reading.findings == ()


@pytest.mark.parametrize("block", ["<edXML:DigitalSignature/>", "<Signature/>"])
def test_empty_signature_blocks_say_nothing(block: str):
    assert read(replaced(packet(), ("    </edXML:edXMLHeader>", block + "</edXML:edXMLHeader>"))).findings == ()


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://www.w3.org/2000/09/xmldsig#"'])
def test_envelope_signature_proves_nothing(namespace: str):
    block = f"<Signature{namespace}><SignedInfo/><SignatureValue>AAAA</SignatureValue></Signature></edXML:edXMLHeader>"
    reading = read(replaced(packet(), ("    </edXML:edXMLHeader>", block)))
    assert codes(reading) == {"envelope-signature-no-proof"} and reading.acceptable and reading.unknown == ()


def test_receivers():
    double = "<edXML:To><edXML:OrganId>H41.02</edXML:OrganId></edXML:To><edXML:DocumentId>"
    reading = read(replaced(packet(), ("<edXML:DocumentId>", double)))
    assert {"receiver-repeated"} <= codes(reading) and reading.acceptable


def test_status_variations():
    reading = read(replaced(status_packet(), ("Code>03<", "Code>3<")))
    assert reading.status == STATUS and codes(reading) == {"status-code-form"}
    reading = read(replaced(status_packet(), ("Code>03<", "Code>99<")))
    assert codes(reading) == {"status-code-unknown"} and reading.acceptable
    reading = read(replaced(status_packet(), (f">{DOCUMENT.document_id}<", "><")))
    assert codes(reading) == {"status-without-document-id"} and reading.acceptable
    reading = read(replaced(status_packet(), (f">{DOCUMENT.document_id}<", "><"), (">2026/01/05<", "><")))
    assert codes(reading, "error") == {"fact-missing"}
    reading = read(replaced(status_packet(), ("Code>03<", "Code>02<"), ("Đã tiếp nhận", "")))
    assert codes(reading) == {"reason-missing"}


def test_old_generations_are_named_and_not_accepted():
    soap = (
        '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:edXML="{}"><S:Header>'
        "<edXML:MessageHeader><edXML:From><edXML:OrganId>G22</edXML:OrganId></edXML:From>"
        "<edXML:PromulgationInfo><edXML:Date>2013/05/06</edXML:Date></edXML:PromulgationInfo>"
        "<edXML:Author><edXML:Function>Vụ trưởng</edXML:Function></edXML:Author></edXML:MessageHeader>"
        "</S:Header><S:Body/></S:Envelope>"
    )
    reading = read(soap.format("http://www.mic.gov.vn/edxml").encode())
    assert reading.generation == "G0" and "generation-old" in codes(reading, "error")
    assert reading.document is not None and reading.document.date == date(2013, 5, 6)
    assert reading.document.signer.position == "Vụ trưởng"
    assert read(soap.format("http://www.e-doc.vn/Schema/").encode()).generation == "G0b"
    with pytest.raises(NotAPacket):
        read(soap.format("http://edxml.gov.vn/schema").encode())


@pytest.mark.parametrize("content", [b"<html/>", b"<edXML/>", b"<edXML><edXMLEnvelope/></edXML>", b"<Envelope/>"])
def test_other_xml_is_no_packet(content: bytes):
    with pytest.raises(NotAPacket):
        read(content)


def test_utf_16_is_understood():
    content = packet().decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    assert read(content).document == DOCUMENT


def test_declared_type_and_bytes_disagree():
    reading = read(one_file("cong-van.pdf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20))
    assert codes(reading) == {"attachment-type-disagrees"} and reading.acceptable
