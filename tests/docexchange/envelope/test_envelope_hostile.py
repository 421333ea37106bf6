"""Hostile input ends in a clear error or a finding, soon, and in little memory."""

from __future__ import annotations

import base64
import io
import json
import random
import re
import time
import zipfile

import pytest
from envelope_packets import (
    DOCUMENT,
    NAMESPACE,
    PDF,
    attachment,
    codes,
    one_file,
    packet,
    read,
    read_files,
    replaced,
    status_packet,
    with_attachments,
    zipped,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from docexchange.envelope import limits
from docexchange.envelope.check import check_packet
from docexchange.envelope.errors import DoctypeForbidden, LimitExceeded, PacketUnreadable, Unreadable
from docexchange.envelope.plain_data import described
from docexchange.envelope.read import read_header, read_packet

HEAD = f'<edXML xmlns="{NAMESPACE}">'


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE x>",
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_doctype_is_refused_before_anything(doctype: str):
    content = packet().decode().replace("?>\n", f"?>\n{doctype}\n", 1).encode()
    for reader in (read_packet, read_header, check_packet):
        with pytest.raises(DoctypeForbidden) as refused:
            reader(io.BytesIO(content))
        assert refused.value.facts == {"line": "2"}


def test_ten_megabytes_of_garbage():
    garbage = random.Random(1).randbytes(10_000_000)
    started = time.process_time()
    for content in (garbage, b"<" + garbage, packet()[:2000] + garbage, b"\x00" * 10_000_000, b"a" * 10_000_000):
        with pytest.raises(Unreadable):
            read(content)
    assert time.process_time() - started < 5


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        b"<edXML>" + b"<a>" * 5_000,
        b"<edXML>" + b"<a/>" * 200_000 + b"</edXML>",
        b"<edXML><a>" + b"x" * 200_000 + b"</a></edXML>",
        b"<edXML>" + b"<a>yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy</a>" * 50_000 + b"</edXML>",
        b'<edXML a="' + b"x" * 5_000_000 + b'"/>',
        b"<edXML><!--" + b"x" * 5_000_000 + b"--></edXML>",
        b"<edXML>" + b"a<!---->" * 300_000 + b"</edXML>",
        b"<" + b"e" * 5_000_000,
        b"<edXML " + b" ".join(b'a%d="x"' % n for n in range(300_000)) + b"/>",
        b"<edXML " + b" ".join(b'xmlns:a%d="x"' % n for n in range(30_000)) + b">" + b'<b xmlns:c="d"/>' * 30_000,
    ],
)
def test_sizes_have_limits(content: bytes):
    started = time.process_time()
    for reader in (read_packet, read_header, check_packet):
        with pytest.raises(LimitExceeded):
            reader(io.BytesIO(content))
    assert time.process_time() - started < 5


def test_too_many_attachments():
    many = with_attachments([attachment("a.pdf", PDF)] * (limits.ATTACHMENTS + 1), [])
    with pytest.raises(LimitExceeded):
        read(many)


def test_an_attachment_too_large(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "ATTACHMENT", 1000)
    with pytest.raises(LimitExceeded):
        read(one_file("a.pdf", b"%PDF-" + b"x" * 1000))


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("../../etc/passwd", "etc_passwd"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("/abs.pdf", "abs.pdf"),
        ("Số 12/QĐ.pdf", "Số 12_QĐ.pdf"),
        ("C:\\x.pdf", "C__x.pdf"),
        ("a&#9;b.pdf", "ab.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        ("a\u202efdp.exe", "afdp.exe"),
        (".ssh", "_ssh"),
        ("x. . .", "x"),
        ("...", "_"),
        ("", "attachment-1"),
    ],
)
def test_attachment_names_are_made_safe(declared: str, name: str):
    reading, files = read_files(with_attachments([attachment(declared, PDF)], [("cid:1", "")]))
    assert [one.name for one in reading.attachments] == [name]
    assert files == {name: PDF}
    assert codes(reading) & {"attachment-name-unsafe", "attachment-name-missing"} and reading.acceptable


def test_a_name_too_long_for_any_disk():
    reading, files = read_files(one_file("Quyết định phê duyệt " * 40 + ".pdf", PDF))
    (name,) = files
    assert len(name.encode()) <= 240 and name.endswith(".pdf") and codes(reading) == {"attachment-name-unsafe"}


def test_equal_names_become_unique():
    attached = [attachment("a.pdf", PDF, f"cid:{n}") for n in range(3)]
    reading, files = read_files(with_attachments(attached, [(f"cid:{n}", "a.pdf") for n in range(3)]))
    assert sorted(files) == ["a (2).pdf", "a (3).pdf", "a.pdf"]
    assert codes(reading) == {"attachment-name-repeated"}


@pytest.mark.parametrize("payload", ["%%%%", "QUJD*", "QUJDR", "QQ==QUJD", "QU=D", "ЯQUJ", "QUJD-_=="])
def test_damaged_base64(payload: str):
    reading = read(one_file("a.pdf", payload))
    assert "base64-broken" in codes(reading, "error") and not reading.attachments[0].intact


def test_base64_in_every_layout():
    whole = base64.b64encode(PDF).decode()
    for payload in (
        whole,
        "\n".join(whole),
        "\t \r\n".join(whole),
        whole.replace("J", "&#74;"),
        f"<![CDATA[{whole}]]>",
    ):
        reading, files = read_files(one_file("a.pdf", payload))
        assert files == {"a.pdf": PDF} and codes(reading) == set()
    reading, files = read_files(one_file("a.pdf", whole.rstrip("=")))
    assert files == {"a.pdf": PDF} and codes(reading) == ({"base64-unpadded"} if "=" in whole else set())


def test_elements_inside_a_payload():
    assert "element-in-payload" in codes(read(one_file("a.pdf", "QUJD<x>QUJD</x>")), "error")


def test_two_payloads_in_one_attachment():
    twice = attachment("a.pdf", PDF).replace(
        "</Attachment>", "<ContentTransferEncoded>QUJD</ContentTransferEncoded></Attachment>"
    )
    reading, files = read_files(with_attachments([twice], [("cid:1", "a.pdf")]))
    assert files == {"a.pdf": PDF} and codes(reading, "error") == {"attachment-content-repeated"}


def test_attachments_and_manifest_that_do_not_agree():
    one, two = attachment("a.pdf", PDF, "cid:1"), attachment("b.pdf", PDF, "cid:2")

    def seen(attached: list[str], references: list[tuple[str, str]], severity: str = "error") -> set[str]:
        return codes(read(with_attachments(attached, references)), severity)

    assert seen([one, two], [("cid:1", "a.pdf")]) == {"attachment-not-declared"}
    assert seen([one], [("cid:1", "a.pdf"), ("cid:2", "b.pdf")]) == {"attachment-not-carried"}
    assert seen([], [("cid:1", "a.pdf")]) == {"attachment-not-carried"}
    assert seen([], []) == {"attachments-missing"}
    assert seen([one], [("cid:9", "z.pdf")]) == {"attachment-not-declared", "attachment-not-carried"}
    assert seen([one], [("cid:9", "a.pdf")], "warning") == {"attachment-matched-by-name"}
    assert seen([one], [("", "z.pdf")], "warning") == {"attachment-matched-by-place"}
    assert seen([two, one], [("1", "a.pdf"), ("2", "b.pdf")]) == set()


def test_no_content_and_empty_content():
    reading = read(with_attachments(["<Attachment><ContentId>1</ContentId></Attachment>"], [("1", "a.pdf")]))
    assert codes(reading, "error") == {"attachment-without-content"}
    assert codes(read(one_file("a.pdf", "")), "error") == {"attachment-empty"}


def test_bytes_that_were_handled_as_text():
    damaged = PDF[:9] + b"\xef\xbf\xbd\xef\xbf\xbd" + PDF[9:]
    assert codes(read(one_file("a.pdf", damaged)), "error") == {"attachment-damaged-by-sender"}
    assert codes(read(one_file("a.txt", b"\xef\xbf\xbd")), "error") == set()


def bomb() -> bytes:
    return zipped({"x.doc": b"\0" * 60_000_000})


def encrypted() -> bytes:
    content = bytearray(zipped({"x.doc": b"abc"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def bad_checksum() -> bytes:
    content = zipped({"x.doc": b"abcdefgh" * 9}, zipfile.ZIP_STORED)
    return content.replace(b"abcdefgh", b"abcdefgX", 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (bomb(), "zip-bomb"),
        (encrypted(), "zip-encrypted"),
        (bad_checksum(), "zip-broken"),
        (zipped({"../../x.doc": b"abc"}), "zip-entry-path"),
        (zipped({"a\\x.doc": b"abc"}), "zip-entry-path"),
        (zipped({"x.doc": b"abc"}, zipfile.ZIP_LZMA), "zip-method"),
        (b"PK\x03\x04" + b"\xff" * 100, "zip-broken"),
        (zipped({"x.doc": b"abc"})[:-10], "zip-broken"),
    ],
)
def test_zips_that_are_not_opened(content: bytes, code: str):
    reading, files = read_files(one_file("a.doc", content))
    assert codes(reading, "error") == {code}
    assert files == {"a.doc": content} and not reading.attachments[0].intact


def test_a_zip_of_very_many_entries_is_not_listed():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(30_000):
            archive.writestr(f"{number:0100}", b"")
    started = time.process_time()
    reading, files = read_files(one_file("a.zip", out.getvalue()))
    assert reading.acceptable and files == {"a.zip": out.getvalue()} and time.process_time() - started < 2


def test_wrapped_or_not():
    inner = zipped({"[Content_Types].xml": b"", "word/document.xml": b""})
    cases = {
        ("a.doc", zipped({"x.edxml": b"abc"})): b"abc",
        ("a.docx", inner): inner,
        ("a.docx", zipped({"x.docx": inner})): inner,
        ("a.zip", zipped({"x.pdf": PDF})): zipped({"x.pdf": PDF}),
        ("a.pdf", zipped({"x.pdf": PDF, "y": b""})): zipped({"x.pdf": PDF, "y": b""}),
        ("a", zipped({"x": b"abc"})): b"abc",
    }
    for (name, content), expected in cases.items():
        reading, files = read_files(one_file(name, content))
        assert files == {name: expected}, name
        assert reading.attachments[0].unwrapped == (content != expected)


def test_a_failing_sink_is_the_callers_error():
    def full(_index: int, _name: str) -> io.BytesIO:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        read_packet(io.BytesIO(packet()), full)


def test_a_callers_own_mistake_is_not_blamed_on_the_packet():
    def closed(_index: int, _name: str) -> io.BytesIO:
        sink = io.BytesIO()
        sink.close()
        return sink

    with pytest.raises(ValueError, match="closed file"):
        read_packet(io.BytesIO(packet()), closed)


def test_an_encoding_nobody_knows():
    with pytest.raises(PacketUnreadable):
        read(packet().replace(b"UTF-8", b"EBCDIC-9"))
    with pytest.raises(PacketUnreadable):
        read(packet().replace(b"UTF-8", b"shift_jis"))


def test_attachments_hidden_in_the_header_do_not_end_it():
    """Who reads the header alone and who reads all must see the same receivers."""
    more = "<AttachmentEncoded/><edXML:To><edXML:OrganId>H99</edXML:OrganId></edXML:To><edXML:DocumentId>"
    content = replaced(packet(), ("<edXML:DocumentId>", more))
    header, whole = read_header(io.BytesIO(content)), read(content)
    assert header.document is not None and whole.document is not None
    assert header.document == whole.document and len(whole.document.to) == 2


@pytest.mark.slow
def test_very_many_breaches_are_told_soon():
    one = "<edXML:To><edXML:Priority>x</edXML:Priority></edXML:To>"
    content = replaced(packet(), ("<edXML:DocumentId>", one * 8_000 + "<edXML:DocumentId>"))
    started = time.process_time()
    assert 500 <= len(check_packet(io.BytesIO(content))) <= 2_500
    assert time.process_time() - started < 20


GOOD = (packet(DOCUMENT, {"a.pdf": PDF, "b.xlsx": b"xyz" * 50}), status_packet())


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(GOOD),
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=8), st.integers(0, 30)), min_size=1, max_size=4
    ),
)
def test_mutated_bytes_never_crash(content: bytes, changes: list[tuple[float, bytes, int]]):
    for place, new, cut in changes:
        at = int(place * len(content))
        content = content[:at] + new + content[at + cut :]
    for reader in (read_packet, read_header, check_packet):
        try:
            reader(io.BytesIO(content))
        except Unreadable:
            continue


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(GOOD), st.integers(0, 10_000))
def test_truncated_packets_are_unreadable(content: bytes, length: int):
    cut = content[: min(length, len(content) - 10)]
    with pytest.raises(PacketUnreadable):
        read(cut)


def test_elements_swapped_never_crash():
    lines = packet().decode().split("\n")
    chance = random.Random(7)
    for _ in range(300):
        shuffled = lines[:3] + chance.sample(lines[3:-2], len(lines) - 5) + lines[-2:]
        try:
            read("\n".join(shuffled).encode())
        except Unreadable:
            continue


NAMES = """
edXMLEnvelope edXMLHeader MessageHeader From To OrganId Code CodeNumber Subject StatusCode ResponseFor DocumentType Type
PromulgationDate OtherInfo Priority Direction ToPlaces Place TraceHeaderList TraceHeader Timestamp Bussiness Paper
BussinessDocType BussinessDocumentInfo ReceiverList Receiver ReceiverType ReplacementInfo Signature edXMLManifest
Reference AttachmentEncoded Attachment ContentId AttachmentName ContentTransferEncoded StaffInfo
""".split()  # noqa: SIM905
TEXTS = ["", "x", "null", "0", "-1", "99999999999", "2026/01/05", "QUJD", "cid:1", "\u00a0", "²", "١", "true", "../a"]
ATTRIBUTES = ["", " xmlns='u'", " version='1'", " q:z='1' xmlns:q=''", " a:b='x'", " xmlns:edXML='http://x y'"]


def grown(chance: random.Random, depth: int) -> str:
    tag = chance.choice(("", "edXML:", "q:")) + chance.choice(NAMES)
    deeper = depth and chance.random() < 0.8
    inner = "".join(grown(chance, depth - 1) for _ in range(chance.randint(0, 5))) if deeper else chance.choice(TEXTS)
    return f"<{tag}{chance.choice(ATTRIBUTES)}>{inner}</{tag}>"


@pytest.mark.slow
def test_known_elements_in_unknown_places_never_crash():
    chance = random.Random(5)
    parts = re.split(r"(?=<(?:edXML:)?[A-Z])", packet().decode())
    for _ in range(200):
        place = chance.randrange(1, len(parts))
        content = "".join([*parts[:place], grown(chance, 3), *parts[place:]]).encode()
        for reader in (read_packet, read_header, check_packet):
            try:
                answer = reader(io.BytesIO(content))
            except Unreadable:
                continue
            assert isinstance(answer, tuple) or json.dumps(described(answer))


def test_deep_but_allowed_nesting_in_unknown_elements():
    deep = "<x>" * 20 + "t" + "</x>" * 20
    reading = read(replaced(packet(), ("<edXML:Subject>", deep + "<edXML:Subject>")))
    assert reading.document == DOCUMENT and reading.unknown[0].text == "t"
