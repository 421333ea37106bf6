"""What a file may be besides a paper: fields still open, a scan, no official document, hostile, too large."""

from __future__ import annotations

import base64
import io
import random
import zlib

import pikepdf
import pytest
import typst
from broken_papers import NOTHING_OFFICIAL
from good_papers import decision, letter
from paper import FONTS, MM, Leaf, Paper, Text
from producers import by_typst

from ecabinet.adapters import page_limits
from ecabinet.adapters.layout_checker import LayoutChecker
from ecabinet.adapters.page_limits import PagesTooLarge, PagesUnreadable
from ecabinet.adapters.page_reader import read_pages

Box = tuple[float, float, float, float]


def with_fields(pdf: bytes, fields: dict[str, tuple[str, int, Box, str | None]]) -> bytes:
    """Form fields: name -> (kind, page, box in mm from the top left, value)."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        widgets = []
        for name, (kind, number, (x0, y0, x1, y1), value) in fields.items():
            page = document.pages[number - 1]
            height = float(page.mediabox[3])
            box = [x0 / MM, height - y1 / MM, x1 / MM, height - y0 / MM]
            widget = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name(kind), T=name, Rect=box, F=4
            )
            if value is not None:
                widget.V = value
            widgets.append(document.make_indirect(widget))
            page.Annots = pikepdf.Array([*(page.get("/Annots") or []), widgets[-1]])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=widgets)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def codes(findings) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity) for finding in findings]


def test_open_fields_are_information_not_errors(checker: LayoutChecker):
    paper = letter().reword("number", "05/", "      /").reword("place-date", "ngày 05 tháng 01 năm 2026", "ngày")
    paper = paper.reword("place-date", "ngày", "ngày …… tháng …… năm ……")
    fields = {"so": ("/Tx", 1, (48.0, 33.0, 58.0, 38.0), ""), "ngay": ("/Tx", 1, (130.0, 33.0, 180.0, 38.0), "")}
    findings = checker.check(with_fields(by_typst(paper), fields))
    assert codes(findings) == [("number-open", "info"), ("date-open", "info")]


@pytest.mark.parametrize(
    ("leader", "agency", "expected"),
    [
        ((131.0, 78.0, 179.0, 100.0), (111.0, 71.0, 147.0, 107.0), []),
        ((140.0, 78.0, 188.0, 100.0), (120.0, 71.0, 156.0, 107.0), ["leader-signature-place"]),
        ((131.0, 78.0, 179.0, 100.0), (140.0, 71.0, 176.0, 107.0), ["agency-signature-place"]),
    ],
    ids=["good", "leader aside", "seal over the whole picture"],
)
def test_places_of_the_signatures(checker: LayoutChecker, leader: Box, agency: Box, expected: list[str]):
    paper = letter()
    name = next(item for item in paper.all() if item.part == "signer")
    down = name.y - 105.0
    boxes = [(x0, y0 + down, x1, y1 + down) for x0, y0, x1, y1 in (leader, agency)]
    fields = {"leader": ("/Sig", 2, boxes[0], None), "agency": ("/Sig", 2, boxes[1], None)}
    findings = checker.check(with_fields(by_typst(paper), fields))
    assert [finding.code for finding in findings] == expected


def test_field_values_are_read_where_they_stand():
    pdf = with_fields(by_typst(letter()), {"so": ("/Tx", 1, (48.0, 33.0, 58.0, 38.0), "15")})
    field = read_pages(pdf).field("so")
    assert field is not None
    assert (field.value, field.kind, field.page) == ("15", "text", 1)
    assert (field.x0, field.y1) == (pytest.approx(48.0, abs=0.1), pytest.approx(38.0, abs=0.1))


def test_a_scan_cannot_be_judged(checker: LayoutChecker):
    picture = Paper([Leaf()])
    assert codes(checker.check(by_typst(picture))) == [("no-text-layer", "warning")]


def test_what_is_no_official_document_is_said_once(checker: LayoutChecker):
    assert codes(checker.check(by_typst(NOTHING_OFFICIAL))) == [("not-an-official-document", "error")]


def test_rotated_and_cropped_pages_are_measured_as_shown(checker: LayoutChecker):
    with pikepdf.open(io.BytesIO(by_typst(letter()))) as document:
        for page in document.pages:
            x0, y0, x1, y1 = (float(side) for side in page.mediabox)
            page.mediabox = [x0 - 40, y0 - 30, x1 + 50, y1 + 60]
            page.cropbox = [x0, y0, x1, y1]
        out = io.BytesIO()
        document.save(out)
    assert codes(checker.check(out.getvalue())) == []


def test_pages_drawn_on_their_side_and_turned_upright_keep_every_rule(checker: LayoutChecker):
    with pikepdf.open(io.BytesIO(by_typst(letter()))) as document:
        for page in document.pages:
            width, height = float(page.mediabox[2]), float(page.mediabox[3])
            page.contents_add(f"q 0 1 -1 0 {height} 0 cm".encode(), prepend=True)
            page.contents_add(b"Q")
            page.mediabox = [0, 0, height, width]
            page.Rotate = 90
        out = io.BytesIO()
        document.save(out)
    assert codes(checker.check(out.getvalue())) == []


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_gives_coordinates_as_shown(turn: int):
    with pikepdf.open(io.BytesIO(by_typst(letter()))) as document:
        document.pages[0].Rotate = turn
        out = io.BytesIO()
        document.save(out)
    page = read_pages(out.getvalue()).pages[0]
    wide = turn != 180
    assert (page.width > page.height) == wide
    assert all(run.rotated for run in page.runs)
    assert all(-1 <= run.x0 <= page.width + 1 and 0 <= run.baseline <= page.height for run in page.runs)


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_every_secrecy_mark_is_an_error(checker: LayoutChecker, mark: str):
    paper = decision().put(Text("secret", mark, 62, 44, 13, bold=True, centred=True), leaf=0)
    pdf = by_typst(paper)
    assert codes(checker.check(pdf)) == [("secret-mark", "error")]
    assert checker.secrecy(pdf) == mark


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("M Ậ T", "MẬT"),
        ("Độ mật: Tối mật", "TỐI MẬT"),
        ("MẬT", "MẬT"),
        ("Bảo mật thông tin", None),
        ("Mật ong", None),
        ("BẢO MẬT", None),
    ],
)
def test_secrecy_marks_stand_alone_however_written(checker: LayoutChecker, text: str, mark: str | None):
    paper = Paper([Leaf(items=[Text("story", text, 100, 150)])])
    assert checker.secrecy(by_typst(paper)) == mark


def test_a_stamp_put_on_aslant_is_seen(checker: LayoutChecker):
    source = '#set text(font: "Liberation Serif")\n#rotate(-20deg)[TUYỆT MẬT]'.encode()
    pdf = typst.compile(source, font_paths=[str(FONTS)], ignore_system_fonts=True)
    assert checker.secrecy(pdf) == "TUYỆT MẬT"


def test_a_good_paper_bears_no_secrecy_mark(checker: LayoutChecker):
    assert checker.secrecy(by_typst(decision())) is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"<a/>", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n"])
def test_what_is_no_pdf_is_unreadable(checker: LayoutChecker, content: bytes):
    with pytest.raises(PagesUnreadable):
        checker.check(content)


def test_a_locked_pdf_is_unreadable(checker: LayoutChecker):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(by_typst(letter()))) as document:
        document.save(out, encryption=pikepdf.Encryption(user="khóa", owner="khóa"))
    with pytest.raises(PagesUnreadable):
        checker.check(out.getvalue())


@pytest.mark.slow
def test_damaged_bytes_end_in_findings_or_a_clear_error(checker: LayoutChecker):
    """A hundred damaged files: never another exception."""
    whole = by_typst(letter())
    chance = random.Random(30)
    for _ in range(100):
        broken = bytearray(whole)
        for _ in range(chance.choice((1, 10, 200))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        if chance.random() < 0.3:
            broken = broken[: chance.randrange(len(broken))]
        try:
            checker.check(bytes(broken))
        except PagesUnreadable:
            continue


def test_limits_refuse_before_they_cost(checker: LayoutChecker, monkeypatch: pytest.MonkeyPatch):
    pdf = by_typst(letter())
    monkeypatch.setattr(page_limits, "MOST_GLYPHS", 100)
    with pytest.raises(PagesTooLarge):
        checker.check(pdf)


def test_forms_that_unfold_a_thousandfold_are_refused(checker: LayoutChecker):
    """One kilobyte that would make PDFium lay out a million forms."""
    with pikepdf.open(io.BytesIO(by_typst(letter()))) as document:
        page = document.pages[0]
        look = {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 9, 9]}
        form = document.make_stream(b"0 0 m 9 9 l S", look)
        for _ in range(3):
            inner = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
            form = document.make_stream(b"/F Do " * 100, look | {"/Resources": inner})
        page.Resources.XObject = pikepdf.Dictionary(F=form)
        page.contents_add(b"q /F Do Q")
        out = io.BytesIO()
        document.save(out)
    with pytest.raises(PagesTooLarge):
        checker.check(out.getvalue())


def test_content_in_an_older_coding_is_read(checker: LayoutChecker):
    with pikepdf.open(io.BytesIO(by_typst(letter()))) as document:
        for page in document.pages:
            page.contents_coalesce()
            packed = zlib.compress(page.Contents.read_bytes())
            coded = base64.a85encode(packed) + b"~>"
            filters = pikepdf.Array([pikepdf.Name.ASCII85Decode, pikepdf.Name.FlateDecode])
            page.Contents.write(coded, filter=filters)
        out = io.BytesIO()
        document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert b"ASCII85Decode" in out.getvalue()
    assert codes(checker.check(out.getvalue())) == []


def test_streams_that_inflate_without_end_are_refused(checker: LayoutChecker):
    with pikepdf.open(io.BytesIO(by_typst(letter()))) as document:
        document.pages[0].contents_add(b"q Q " * 4_000_000)
        out = io.BytesIO()
        document.save(out, compress_streams=True)
    assert len(out.getvalue()) < 200_000
    with pytest.raises(PagesTooLarge):
        checker.check(out.getvalue())


def test_a_form_within_itself_ends(checker: LayoutChecker):
    """A form XObject that draws itself must not hang or crash."""
    with pikepdf.open(io.BytesIO(by_typst(letter()))) as document:
        form = document.make_stream(b"/F Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        page = document.pages[0]
        page.Resources.XObject = pikepdf.Dictionary(F=form)
        page.contents_add(b"q /F Do Q")
        out = io.BytesIO()
        document.save(out)
    assert codes(checker.check(out.getvalue())) == []
