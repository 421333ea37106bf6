"""The small parts: code lists, names, moments, base64, file types."""

from __future__ import annotations

import base64
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docexchange.envelope.base64_stream import Base64Stream
from docexchange.envelope.codes import LIST_A, LIST_B, is_organ_id, numbers_for, resolve_type, slug
from docexchange.envelope.file_names import MAX_BYTES, MAX_CHARACTERS, extension, safe_name, unique_name
from docexchange.envelope.file_types import detect
from docexchange.envelope.model import DocumentType
from docexchange.envelope.moments import read_date, read_moment, write_moment


@pytest.mark.parametrize(
    ("declared", "resolved"),
    [
        (DocumentType(2, 18, "Công văn"), "cong-van"),
        (DocumentType(1, 0, "Công văn"), "cong-van"),
        (DocumentType(18, 0, "CÔNG VĂN"), "cong-van"),
        (DocumentType(2, 1, "bao cao"), "bao-cao"),
        (DocumentType(1, None, "Thông tư"), "thong-tu"),
        (DocumentType(2, 2, "Quyết định (cá biệt)"), "quyet-dinh"),
        (DocumentType(2, 16, ""), "to-trinh"),
        (DocumentType(1, 7, "?"), "nghi-dinh"),
        (DocumentType(25, None, ""), "giay-moi"),
        (DocumentType(2, None, ""), None),
        (DocumentType(None, None, "Thư tình"), None),
        (DocumentType(99, 99, ""), None),
    ],
)
def test_type_by_name_then_number_then_list_b(declared: DocumentType, resolved: str | None):
    assert resolve_type(declared) == resolved


def test_lists_are_complete_and_names_find_their_numbers():
    assert sorted(LIST_A) == list(range(1, 14)) and sorted(LIST_B) == list(range(1, 33))
    assert numbers_for("công văn") == (2, 18) and numbers_for("Nghị định") == (1, 7) and numbers_for("x") is None
    assert slug("Bản thỏa thuận") == slug("Bản thoả thuận") == "ban-thoa-thuan"


@pytest.mark.parametrize(
    "code", ["000.00.00.G22", "H37.DN.001", "G22", "99.99.99.G21", "vxp.saas.03", "0100109106-001"]
)
def test_identifiers(code: str):
    assert is_organ_id(code)


@pytest.mark.parametrize("code", ["", "G 22", "G22/1", "G22.", ".G22", "G" * 36, "Г22", "G22\n", "G22..1"])
def test_no_identifiers(code: str):
    assert not is_organ_id(code)


@given(st.text(max_size=400))
def test_safe_names_are_safe_and_stay_as_they_are(name: str):
    safe = safe_name(name)
    assert safe and safe_name(safe) == safe
    assert not set(safe) & set('/\\:*?"<>|\x00\n') and not safe.startswith(".") and safe == safe.strip()
    assert len(safe) <= MAX_CHARACTERS and len(safe.encode()) <= MAX_BYTES


@given(
    st.lists(
        st.sampled_from(["a.pdf", "A.PDF", "a (2).pdf", "b", "é.doc", "e\u0301.doc", "x" * 180 + ".pdf"]), max_size=9
    )
)
def test_unique_names(names: list[str]):
    taken: set[str] = set()
    given_names = [unique_name(safe_name(name), taken) for name in names]
    assert len({name.casefold() for name in given_names}) == len(names)
    assert all(safe_name(name) == name for name in given_names)
    assert [extension(name) for name in given_names] == [extension(safe_name(name)) for name in names]


@given(st.binary(max_size=300), st.lists(st.integers(1, 20)), st.sampled_from(["", "\n", " \t"]))
def test_base64_in_pieces(content: bytes, cuts: list[int], space: str):
    text = space.join(base64.b64encode(content).decode())
    decoder, got = Base64Stream(), b""
    for cut in cuts:
        got += decoder.feed(text[:cut])
        text = text[cut:]
    got += decoder.feed(text) + decoder.finish()
    assert got == content and not decoder.broken and not decoder.unpadded


def test_moments():
    moment = datetime(2026, 1, 5, 20, 0, tzinfo=timezone(timedelta(hours=-5)))
    assert write_moment(moment) == "2026/01/06 08:00:00"
    assert read_moment("2026/01/06 08:00:00")[0] == moment
    assert read_date("31/12/2025") == (date(2025, 12, 31), False)
    for wrong in ("", "2026/13/01", "2026/01/05 25:00", "1/2", "99999/01/01", "2026/01/05 08:00:00+99:00"):
        with pytest.raises(ValueError):
            read_moment(wrong)


@pytest.mark.parametrize(
    ("head", "entries", "kind"),
    [
        (b"%PDF-1.7", (), "application/pdf"),
        (b"\n\n%PDF-1.7", (), "application/pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (), "application/x-ole-storage"),
        (b"\x89PNG\r\n\x1a\n", (), "image/png"),
        (b"\xff\xd8\xff\xe0", (), "image/jpeg"),
        (b"<?xml version='1.0'?>", (), "application/xml"),
        ("Kính gửi".encode(), (), "text/plain"),
        ("Kính gửi".encode()[:-1], (), "text/plain"),
        (b"\x00\x01\x02", (), "application/octet-stream"),
        (b"", (), "application/octet-stream"),
        (b"PK\x03\x04", (), "application/zip"),
        (
            b"PK\x03\x04",
            ("[Content_Types].xml", "xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
)
def test_types_by_content(head: bytes, entries: tuple[str, ...], kind: str):
    assert detect(head, entries) == kind
