"""Shapes of documents that are right and must stay without a finding, and wrong ones of their kind."""

from __future__ import annotations

import pytest
from good_papers import LEFT, MIDDLE, RIGHT, TOP, close, decision, fill, head, letter
from paper import Leaf, Paper, Stroke, Text, paragraph

from ecabinet.adapters.layout_checker import LayoutChecker


def codes(checker: LayoutChecker, paper: Paper) -> list[str]:
    from producers import by_typst

    return [finding.code for finding in checker.check(by_typst(paper))]


def short_letter() -> Paper:
    """One addressee, one line of text: nothing shows the right edge."""
    paper = Paper()
    paper.put(
        *head("VTLT-NV"),
        Text("letter-abstract", "V/v gửi văn bản", 62, 44.2, 12, centred=True),
        Text("addressees", "Kính gửi: Bộ Tài chính", 75, 66),
        Text("body", "Đề nghị Quý Bộ cho ý kiến./.", 40, 76),
    )
    close(paper, 0, 86)
    return paper


def minutes() -> Paper:
    """Biên bản: no place and date in the head, secretary and chair side by side, recipients below."""
    paper = Paper()
    paper.put(
        *head("BB-VTLT"),
        Text("type-name", "BIÊN BẢN", MIDDLE, 50, 14, bold=True, centred=True),
        Text("abstract", "Họp giao ban tháng 01 năm 2026", MIDDLE, 56.5, 14, bold=True, centred=True),
        Stroke("abstract-rule", MIDDLE - 16, 57.7, MIDDLE + 16, 57.7),
    ).drop("place-date")
    y = fill(paper, 0, 68, 140, last="./.")
    paper.put(
        Text("second", "THƯ KÝ", 60, y + 10, 14, bold=True, centred=True),
        Text("authority", "CHỦ TỌA", 155, y + 10, 14, bold=True, centred=True),
        Text("second-name", "Trần Thị Bình", 60, y + 40, 14, bold=True, centred=True),
        Text("signer", "Nguyễn Văn An", 155, y + 40, 14, bold=True, centred=True),
        Text("recipients-heading", "Nơi nhận:", LEFT, y + 50, 12, bold=True, italic=True),
        Text("recipients", "- Như thành phần tham dự;", LEFT, y + 55, 11),
        Text("archive", "- Lưu: VT, hồ sơ.", LEFT, y + 59.6, 11),
    )
    return paper


def with_table() -> Paper:
    """A table in the body: small type, ragged cells, lines close together."""
    paper = letter()
    rows = [item for item in paper.leaves[1].items if item.part in ("body", "body-end")]
    top = max(item.y for item in rows if item.part == "body-end")
    paper.leaves[1].items = [
        item if item in rows or item.part == "page-number" else _lower(item, 40) for item in paper.leaves[1].items
    ]
    end = next(item for item in rows if item.part == "body-end")
    paper.leaves[1].items = [item for item in paper.leaves[1].items if item is not end]
    for number in range(5):
        y = top + 3 + number * 6
        paper.put(Stroke("table", LEFT, y, RIGHT, y), leaf=1)
        if number < 4:
            paper.put(Text("cell", f"{number + 1}", LEFT + 4, y + 4, 11), leaf=1)
            paper.put(Text("cell", "Kiểm tra hồ sơ", LEFT + 24, y + 4, 11, italic=True), leaf=1)
    for x in (LEFT, LEFT + 20, RIGHT):
        paper.put(Stroke("table", x, top + 3, x, top + 27), leaf=1)
    last = Text("body-end", "Đề nghị các đơn vị thực hiện./.", LEFT + 10, top + 36)
    before = Text("body", "quy định.", LEFT, end.y)
    return paper.put(last, before, leaf=1)


def _lower(item, dy: float):
    return Paper([Leaf(items=[item])]).shifted(0, dy=dy).leaves[0].items[0]


def long_recipients() -> Paper:
    """A list of recipients that runs on at the head of the next page."""
    paper = letter().drop("archive").drop("drafter-code")
    paper.leaves.append(Leaf())
    return paper.put(
        Text("page-number", "3", 105, 13, 14, centred=True),
        Text("recipients", "- Sở Nội vụ các tỉnh;", LEFT, TOP - 1, 11),
        Text("archive", "- Lưu: VT, NV (2).", LEFT, TOP + 3.6, 11),
        leaf=2,
    )


def with_regulation() -> Paper:
    """A regulation in the same file counts its own pages."""
    paper = decision()
    paper.leaves[2:] = [Leaf(), Leaf()]
    paper.put(Text("title", "QUY TRÌNH", MIDDLE, TOP, 14, bold=True, centred=True), leaf=2)
    fill(paper, 2, TOP + 20, 270)
    paper.put(Text("page-number", "2", 105, 13, 13, centred=True), leaf=3)
    fill(paper, 3, TOP, 60)
    return paper


def with_raised_letters() -> Paper:
    """Square metres and a note's number do not break a line."""
    paper = letter()
    row = next(item for item in paper.all() if item.part == "body" and item.fill is None)
    return paper.put(Text("raised", "2", row.left + row.width + 0.1, row.y - 2, 8), leaf=0)


def with_stressed_words() -> Paper:
    """Single words in bold or italic within the body."""
    paper = letter()
    row = next(item for item in paper.all() if item.part == "body" and item.fill is None)
    return paper.put(Text("stressed", "rất gấp", row.left + row.width + 1.5, row.y, bold=True, italic=True), leaf=0)


RIGHT_SHAPES = (
    short_letter,
    minutes,
    with_table,
    long_recipients,
    with_regulation,
    with_raised_letters,
    with_stressed_words,
)


@pytest.mark.parametrize("make", RIGHT_SHAPES, ids=lambda make: make.__name__)
def test_a_right_document_has_no_finding(make, checker: LayoutChecker):
    assert codes(checker, make()) == []


@pytest.mark.parametrize("word", ["HỎA TỐC", "HOẢ TỐC", "THƯỢNG KHẨN", "KHẨN"])
def test_each_urgency_stamp_has_its_frame(word: str, checker: LayoutChecker):
    from paper import frame

    widths = {"KHẨN": 20, "THƯỢNG KHẨN": 40}
    paper = letter().drop("urgency-frame").change("urgency", text=word)
    paper.put(*frame("urgency-frame", 62, 58, widths.get(word, 30), 8), leaf=0)
    assert codes(checker, paper) == []
    paper.drop("urgency-frame").put(*frame("urgency-frame", 62, 58, 45, 8), leaf=0)
    assert codes(checker, paper) == ["urgency-frame"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("05 tháng 01", "05 tháng 03", "date-zero"),
        ("05 tháng 01", "5 tháng 01", "date-zero"),
        ("05 tháng 01", "05 tháng 2", "date-zero"),
        ("05 tháng 01", "15 tháng 10", None),
        ("05 tháng 01", "05 tháng 9", None),
        ("05 tháng 01", "29 tháng 02", "date-impossible"),
        ("năm 2026", "năm 26", "place-date-form"),
    ],
)
def test_dates(old: str, new: str, code: str | None, checker: LayoutChecker):
    found = codes(checker, letter().reword("place-date", old, new))
    assert (code in found) if code else found == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Số: 12/UBND-VX", None),
        ("Số: 123/VTLT-NV", None),
        ("Số: 005/VTLT-NV", "number-zero"),
        ("Số: 12/CV-VTLT", "symbol-type"),
        ("Số: 12/VTLT–NV", "number-form"),
        ("Số : 12/VTLT-NV", "number-form"),
        ("Số: 12 /VTLT-NV", "number-spaces"),
        ("Số:…/VTLT-NV", "number-open"),
    ],
)
def test_numbers(text: str, code: str | None, checker: LayoutChecker):
    assert codes(checker, letter().change("number", text=text)) == ([code] if code else [])


def test_mixed_case_type_abbreviations_are_kept(checker: LayoutChecker):
    paper = decision().change("type-name", text="TỜ TRÌNH").change("number", text="Số: 12/TTr-VTLT")
    assert codes(checker, paper) == []
    assert codes(checker, paper.change("number", text="Số: 12/TTR-VTLT")) == ["symbol-type"]


def test_every_page_of_an_appendix_counts_for_itself(checker: LayoutChecker):
    paper = decision()
    paper.leaves.append(Leaf())
    paper.put(*paragraph("appendix-body", "Các cơ quan khác theo danh mục.", TOP), leaf=4)
    assert codes(checker, paper) == ["page-number-missing"]
    paper.put(Text("page-number", "2", 105, 13, 13, centred=True), leaf=4)
    assert codes(checker, paper) == []
