"""How a document runs over pages: numbers, repeated table heads, appendices, the end bound to the signature."""

from __future__ import annotations

import pytest

from ecabinet.adapters.typesetter.typesetter import Typesetter

SENTENCE = "Văn phòng Bộ đề nghị các cơ quan, đơn vị phối hợp thực hiện nghiêm túc nội dung nêu trên."


def _number(page) -> str:
    return "".join(row.text for row in page.rows if row.y < 19)


def test_page_numbers_stand_in_the_top_margin_from_page_two_and_start_again_in_appendices(printed, decision):
    pages = printed(decision)
    numbers = [_number(page) for page in pages]
    starts = [at for at, page in enumerate(pages) if any(row.text.startswith("Phụ lục") for row in page.rows)]

    assert numbers[0] == ""
    assert numbers[1 : starts[0]] == [str(at + 1) for at in range(1, starts[0])]
    assert [numbers[at] for at in starts] == ["", ""]
    assert numbers[starts[0] + 1] == "2"
    second = next(row for row in pages[1].rows if row.y < 19)
    assert second.size == 13
    assert second.centre == pytest.approx((30 + 195) / 2, abs=0.3)


def test_table_head_repeats_on_every_page(printed, decision):
    pages = printed(decision)
    with_rows = [page for page in pages if "Số hóa phông lưu trữ" in page.text]

    assert len(with_rows) > 1
    assert all("STT" in page.text for page in with_rows)
    assert sum(page.text.count("Số hóa phông lưu trữ số") for page in pages) == 69


def test_appendices_are_numbered_and_leave_number_and_date_open(printed, decision):
    pages = printed(decision | {"number": "12", "date": "2026-02-03"})
    heads = [page for page in pages if "Phụ lục" in page.text]

    assert [page.row("Phụ lục").text for page in heads] == ["Phụ lục I", "Phụ lục II"]
    for page in heads:
        note = " ".join(row.text for row in sorted(page.rows, key=lambda row: row.y) if row.face.endswith("-Italic"))
        assert note.startswith("(Kèm theo Quyết định số")
        assert not any(letter.isdigit() for letter in note)


def test_a_single_appendix_has_no_number(printed, decision):
    decision["attachments"] = decision["attachments"][1:]

    assert printed(decision)[-1].row("Phụ lục").text == "Phụ lục"


@pytest.mark.parametrize("ending", [1, 4, 12])
def test_signature_is_never_parted_from_two_lines_of_text(printed, letter, ending):
    parted = 0
    for count in range(14, 26):
        body = [{"kind": "paragraph", "text": f"Dòng thứ {at}."} for at in range(count)]
        pages = printed(letter | {"body": [*body, {"kind": "paragraph", "text": " ".join([SENTENCE] * ending)}]})
        page = next(page for page in pages if any(row.text.startswith("KT. CHÁNH") for row in page.rows))
        top = page.row("KT. CHÁNH").y
        above = {round(row.y) for row in page.rows if 20 < row.y < top - 1}
        assert len(above) >= 2
        parted += page is not pages[0]
    assert parted, "no case here came near the foot of the page"


def test_text_of_the_last_paragraph_is_whole_when_it_is_split(printed, letter):
    words = [f"w{at}" for at in range(200)]
    pages = printed(letter | {"body": [{"kind": "paragraph", "text": " ".join(words) + "."}]})
    drawn = " ".join(page.text for page in pages)
    start = drawn.index("w0 ")

    assert drawn[start : drawn.index("w199") + 7].split() == [*words[:-1], "w199./."]


def test_long_recipient_lists_run_on_below_the_signature(printed, letter):
    pages = printed(letter | {"recipients": [f"Sở Nội vụ số {at}" for at in range(150)]})
    text = "\n".join(page.text for page in pages)

    assert all(f"- Sở Nội vụ số {at};" in text for at in range(150))
    assert text.rstrip().endswith("PL.(300)") or "- Lưu: VT, TH (2)." in pages[-1].text


def test_divisions_clauses_and_points_are_counted_and_named(printed, letter):
    points = [{"kind": "point", "text": "nội dung;"}] * 6
    body = [
        {"kind": "heading", "level": "chuong", "title": "Quy định chung"},
        {"kind": "heading", "level": "muc", "title": "Tổ chức"},
        {"kind": "clause", "level": "dieu", "title": "Phạm vi", "text": SENTENCE},
        {"kind": "clause", "level": "khoan", "text": "Khoản đầu."},
        *points,
        {"kind": "clause", "level": "khoan", "text": "Khoản hai."},
        {"kind": "heading", "level": "chuong", "title": "Điều khoản thi hành"},
        {"kind": "clause", "level": "dieu", "text": SENTENCE},
    ]
    text = "\n".join(page.text for page in printed(letter | {"body": body}))

    for line in ("Chương I\nQUY ĐỊNH CHUNG", "Mục 1\nTỔ CHỨC", "Điều 1. Phạm vi", "1. Khoản đầu.", "2. Khoản hai.",
                 "Chương II\nĐIỀU KHOẢN THI HÀNH", "Điều 2."):  # fmt: skip
        assert line in text
    assert [line[:2] for line in text.split("\n") if line.endswith("nội dung;")] == ["a)", "b)", "c)", "d)", "đ)", "e)"]


def test_markup_in_data_comes_out_letter_by_letter(printed, letter):
    words = '*đậm* #import "x" $x^2$ - gạch <b> @ref \\ `mã` [ô] {khối} // ghi chú'
    page = printed(letter | {"body": [{"kind": "paragraph", "text": words}], "recipients": ["- một", "+ hai"]})[0]

    assert words in page.text
    assert "- - một;" in page.text


def test_same_data_gives_the_same_bytes(letter):
    assert Typesetter().typeset(letter).pdf == Typesetter().typeset(dict(reversed(letter.items()))).pdf
