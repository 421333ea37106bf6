"""The strict check names each breach at its element and line."""

from __future__ import annotations

import io

import pytest
from envelope_packets import DOCUMENT, attachment, packet, replaced, status_packet, with_attachments, zipped

from docexchange.envelope.check import check_packet
from docexchange.envelope.errors import PacketUnreadable
from docexchange.envelope.findings import Finding


def check(content: bytes) -> tuple[Finding, ...]:
    return check_packet(io.BytesIO(content))


def line_of(content: bytes, text: str) -> int:
    return content.decode().split(text)[0].count("\n") + 1


def test_our_own_packets_hold():
    assert check(packet()) == () and check(packet(zip_rule="raw")) == () and check(status_packet()) == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("Priority>0<", "Priority>9<", "schema-value", "OtherInfo/Priority"),
        ("V/v kết", "V/v" + "x" * 600, "schema-text-too-long", "MessageHeader/Subject"),
        ("edXML:TypeName>", "edXML:TypeNam>", "schema-element-unexpected", "DocumentType/TypeNam"),
        ("<edXML:Subject>", "<edXML:New/><edXML:Subject>", "schema-element-unexpected", "MessageHeader/New"),
        (
            'version="1.0">\n        <edXML:R',
            'version="1.0" x="y"><edXML:R',
            "schema-attribute",
            "edXMLBody/edXMLManifest",
        ),
        ('Manifest version="1.0"', 'Manifest version="2.0"', "schema-other", "edXMLBody/edXMLManifest"),
        (">2026/01/05<", ">2026-01-05<", "schema-value", "PromulgationInfo/PromulgationDate"),
        (">2026/01/05<", ">2026/02/31<", "date-unreadable", "PromulgationInfo/PromulgationDate"),
        ("<edXML:OrganId>H41.02", "<edXML:OrganId>H41 02", "organ-id-form", "edXMLHeader/MessageHeader"),
        ('<edXML xmlns="http', '<edXML xmlns:y="z" xmlns="http', "", ""),
    ],
)
def test_breaches(old: str, new: str, code: str, at: str):
    content = replaced(packet(), (old, new))
    found = check(content)
    if not code:
        assert found == ()
        return
    hit = [one for one in found if one.code == code]
    assert hit, found
    assert hit[0].path.endswith(at) and hit[0].line > 1


def test_lines_are_exact():
    content = replaced(packet(), ("Priority>0<", "Priority>9<"))
    (finding,) = check(content)
    assert finding.line == line_of(content, "Priority>9<")


def test_prefixes_count():
    content = replaced(packet(), ("<edXML:Subject>", "<Subject>"), ("</edXML:Subject>", "</Subject>"))
    (finding,) = check(content)
    assert (finding.code, finding.facts["element"]) == ("prefix-not-canonical", "Subject")
    content = replaced(
        packet(),
        ("<AttachmentName>", "<edXML:AttachmentName xmlns:edXML='http://www.mic.gov.vn/TBT/QCVN_102_2016'>"),
        ("</AttachmentName>", "</edXML:AttachmentName>"),
    )
    assert [one.code for one in check(content)] == ["prefix-not-canonical"]


def test_order_counts_for_the_check_only():
    text = packet().decode()
    subject = text[text.index("        <edXML:Subject>") : text.index("        <edXML:Content>")]
    moved = text.replace(subject, "").replace("        <edXML:Code>", subject + "        <edXML:Code>")
    assert {one.code for one in check(moved.encode())} == {"schema-element-unexpected"}


def test_missing_child():
    text = packet().decode()
    other = text[text.index("          <edXML:Priority>") : text.index("        </edXML:OtherInfo>")]
    (finding,) = check(text.replace(other, "").encode())
    assert (finding.code, finding.facts["expected"]) == ("schema-element-missing", "Priority")


def test_outside_of_the_root():
    assert {one.code for one in check(b"junk" + packet())} == {"leading-junk"}
    assert {one.code for one in check(b"\xef\xbb\xbf" + packet())} == {"byte-order-mark"}
    assert {one.code for one in check(packet() + b"x")} == {"trailing-junk"}
    assert {one.code for one in check(packet().replace(b' encoding="UTF-8"', b""))} == {"encoding-not-utf-8"}


def test_manifest_and_attachments_must_agree():
    content = with_attachments([attachment("a.pdf", b"%PDF-1")], [("cid:1", "a.pdf"), ("cid:2", "b.pdf")])
    assert "attachment-not-carried" in {one.code for one in check(content)}
    content = with_attachments([attachment("a.doc", zipped({"x": b"y"}))], [("cid:1", "a.doc")])
    assert check(content) == ()


def test_damaged_base64_and_garbage():
    assert "base64-broken" in {
        one.code for one in check(with_attachments([attachment("a.pdf", "%%%%")], [("cid:1", "a.pdf")]))
    }
    with pytest.raises(PacketUnreadable):
        check(b"\x00\x01")


def test_a_document_without_type_name_breaks():
    assert DOCUMENT.type.name
    content = replaced(packet(), ("<edXML:TypeName>Công văn</edXML:TypeName>", ""))
    assert {one.code for one in check(content)} >= {"schema-element-missing"}
