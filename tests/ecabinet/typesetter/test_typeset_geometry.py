"""What is drawn, against the measures of Decree 30/2020, Appendix I."""

from __future__ import annotations

import pytest

TIMES_ASCENT, MM = 0.891, 25.4 / 72


def test_page_is_a4_with_the_decrees_margins(printed, letter):
    page = printed(letter)[0]
    body = [row for row in page.rows if row.size == 14 and row.face == "LiberationSerif"]

    assert min(row.x0 for row in body) == pytest.approx(30, abs=0.3)
    assert max(row.x1 for row in page.rows) <= 195.3
    assert page.row("BỘ NỘI VỤ").y - TIMES_ASCENT * 12 * MM == pytest.approx(20, abs=0.1)


@pytest.mark.parametrize(
    ("start", "size", "face"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "LiberationSerif-Bold"),
        ("Độc lập - Tự do - Hạnh phúc", 13, "LiberationSerif-Bold"),
        ("BỘ NỘI VỤ", 12, "LiberationSerif"),
        ("VĂN PHÒNG BỘ", 12, "LiberationSerif-Bold"),
        ("Số: 05/VPB-TH", 13, "LiberationSerif"),
        ("Hà Nội, ngày 03 tháng 02 năm 2026", 13, "LiberationSerif-Italic"),
        ("V/v chuẩn bị", 12, "LiberationSerif"),
        ("Kính gửi: Cục Văn thư", 14, "LiberationSerif"),
        ("Các cơ quan", 14, "LiberationSerif"),
        ("KT. CHÁNH VĂN PHÒNG", 14, "LiberationSerif-Bold"),
        ("Nguyễn Thị Hương", 14, "LiberationSerif-Bold"),
        ("Nơi nhận:", 12, "LiberationSerif-BoldItalic"),
        ("- Như trên;", 11, "LiberationSerif"),
        ("- Lưu: VT, TH (2).", 11, "LiberationSerif"),
        ("Địa chỉ:", 11, "LiberationSerif"),
    ],
)
def test_each_component_has_its_size_and_face(printed, letter, start, size, face):
    row = printed(letter | {"number": "5", "date": "2026-02-03"})[0].row(start)

    assert (row.size, row.face) == (size, face)


def test_head_cells_stand_under_each_other(printed, letter):
    page = printed(letter | {"number": "5", "date": "2026-02-03"})[0]
    left = [page.row(start).centre for start in ("BỘ NỘI VỤ", "VĂN PHÒNG BỘ", "Số: 05", "V/v")]
    right = [page.row(start).centre for start in ("CỘNG HÒA", "Độc lập", "Hà Nội, ngày")]

    assert max(left) - min(left) < 0.3
    assert max(right) - min(right) < 0.3
    assert page.row("Số: 05").y == page.row("Hà Nội, ngày").y


def test_rule_under_the_motto_is_as_long_as_its_text(printed, letter):
    page = printed(letter)[0]
    motto = page.row("Độc lập")
    x0, y0, x1, _ = next(line for line in page.strokes if 0 < line[1] - motto.y < 4 and line[0] > 100)

    assert x1 - x0 == pytest.approx(motto.x1 - motto.x0, abs=0.6)
    assert y0 > motto.y


@pytest.mark.parametrize("name", ["Văn phòng Bộ", "Cục Kiểm soát thủ tục hành chính và chuyển đổi số quốc gia"])
def test_rule_under_the_issuer_is_a_third_to_a_half_and_balanced(printed, letter, name):
    page = printed(letter | {"issuer": {"parent": "Bộ Nội vụ", "name": name}})[0]
    last = max((row for row in page.rows if row.face == "LiberationSerif-Bold" and row.x1 < 105 and row.y < 45),
               key=lambda row: row.y)  # fmt: skip
    x0, _, x1, _ = next(line for line in page.strokes if 0 < line[1] - last.y < 4 and line[2] < 105)

    assert 1 / 3 <= (x1 - x0) / (last.x1 - last.x0) <= 1 / 2
    assert (x0 + x1) / 2 == pytest.approx(last.centre, abs=0.5)


@pytest.mark.parametrize(("level", "words", "width"), [(1, "KHẨN", 20), (2, "THƯỢNG KHẨN", 40), (3, "HỎA TỐC", 30)])
def test_urgency_stamp_has_its_words_size_and_red(printed, letter, level, words, width):
    page = printed(letter | {"urgency": level})[0]
    row = page.row(words)
    frame = next(line for line in page.strokes if line[1] < row.y < line[3] and line[3] - line[1] > 5)

    assert (row.size, row.face, row.colour) == (13, "LiberationSerif-Bold", (255, 0, 0))
    stroke = 1 * MM
    assert frame[2] - frame[0] - stroke == pytest.approx(width, abs=0.4)
    assert frame[3] - frame[1] - stroke == pytest.approx(8, abs=0.4)
    assert (frame[0] + frame[2]) / 2 == pytest.approx(row.centre, abs=0.3)
    assert row.y > page.row("V/v").y


def test_circulation_stamp_stands_in_the_top_margin(printed, letter):
    page = printed(letter | {"circulation": "Lưu hành nội bộ"})[0]
    frame = next(line for line in page.strokes if line[3] < 20)

    assert frame[0] > 90
    assert frame[2] < 150, "the corner belongs to the agency's signature on a copy"
    assert "LƯU HÀNH NỘI BỘ" in page.text.replace("\n", "").replace("LƯ U", "LƯU")


def test_paragraphs_are_indented_justified_and_spaced(printed, letter):
    page = printed(letter)[0]
    first, second, third = (row for row in page.rows if row.y in _baselines(page))

    assert first.x0 == pytest.approx(40, abs=0.3)
    assert second.x1 == pytest.approx(195, abs=0.3)
    pitch = (second.y - first.y) / MM / 14
    assert 1.149 <= pitch <= 1.5 * 1.149
    assert third.x0 == pytest.approx(30, abs=0.3)
    gap = (page.row("1. Báo cáo").y - third.y) / MM - (second.y - first.y) / MM
    assert gap >= 6 - 0.05


def _baselines(page):
    start = page.row("Các cơ quan").y
    return sorted({row.y for row in page.rows if row.y >= start})[:3]


def test_several_addressees_have_dashes_under_the_colon(printed, letter):
    page = printed(letter | {"addressees": ["Bộ Tài chính.", "Bộ Công an;"]})[0]
    head = page.row("Kính gửi:")
    colon = next(x0 for x0, _, drawn in head.letters if drawn == ":")

    assert [page.row("- Bộ Tài chính").text, page.row("- Bộ Công an").text] == ["- Bộ Tài chính;", "- Bộ Công an."]
    for start in ("- Bộ Tài chính", "- Bộ Công an"):
        assert page.row(start).x0 == pytest.approx(colon, abs=0.3)
    assert page.row("- Bộ Tài chính").y > head.y


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2026-01-05", "ngày 05 tháng 01 năm 2026"),
        ("2026-02-28", "ngày 28 tháng 02 năm 2026"),
        ("2026-03-09", "ngày 09 tháng 3 năm 2026"),
        ("2026-09-30", "ngày 30 tháng 9 năm 2026"),
        ("2026-10-10", "ngày 10 tháng 10 năm 2026"),
    ],
)
def test_dates_take_zeros_for_days_below_ten_and_months_one_and_two(printed, letter, date, words):
    assert printed(letter | {"date": date})[0].row("Hà Nội").text == f"Hà Nội, {words}"


@pytest.mark.parametrize(("number", "shown"), [("1", "01"), ("09", "09"), ("10", "10"), ("1234", "1234")])
def test_numbers_below_ten_take_a_zero(printed, letter, number, shown):
    assert printed(letter | {"number": number})[0].row("Số:").text == f"Số: {shown}/VPB-TH"


def test_recipients_are_level_with_the_authority_line(printed, letter):
    page = printed(letter)[0]

    assert page.row("Nơi nhận:").y == pytest.approx(page.row("KT. CHÁNH").y, abs=0.1)
    assert page.row("- Lưu: VT, TH (2).").text.endswith("PL.(300)")


def test_foot_stands_under_a_full_rule_on_page_one_only(printed, letter):
    pages = printed(letter | {"body": letter["body"] * 6})
    foot = pages[0].row("Địa chỉ:")
    rule = next(line for line in pages[0].strokes if 0 < foot.y - line[1] < 6)

    assert rule[0] == pytest.approx(30, abs=0.3)
    assert rule[2] == pytest.approx(195, abs=0.3)
    assert len(pages) > 1
    assert "Địa chỉ" not in pages[1].text


def test_decision_has_its_title_rule_and_deciding_word_in_the_middle(printed, decision):
    page = printed(decision)[0]
    middle = (30 + 195) / 2
    first, end = page.row("QUYẾT ĐỊNH").y, page.row("BỘ TRƯỞNG").y
    about = [row for row in page.rows if first < row.y < end]

    for start in ("QUYẾT ĐỊNH", "QUYẾT ĐỊNH:", "BỘ TRƯỞNG BỘ NỘI VỤ"):
        row = page.row(start)
        assert (row.size, row.face) == (14, "LiberationSerif-Bold")
        assert row.centre == pytest.approx(middle, abs=0.3)
    last = max(about, key=lambda row: row.y)
    x0, _, x1, _ = next(line for line in page.strokes if 0 < line[1] - last.y < 4)
    assert min(about, key=lambda row: row.y).text.startswith("Về việc")
    assert 1 / 3 <= (x1 - x0) / (last.x1 - last.x0) <= 1 / 2


def test_bases_are_italic_with_semicolons_and_a_last_stop(printed, decision):
    page = printed(decision)[0]
    bases = [row for row in page.rows if row.size == 14 and row.face == "LiberationSerif-Italic"]

    assert [row.text[-1] for row in sorted(bases, key=lambda row: row.y)] == [";", "."]
    assert all(row.x0 == pytest.approx(40, abs=0.3) for row in bases)


def test_article_is_bold_only_in_its_number_when_it_has_no_title(printed, decision):
    page = printed(decision)[0]

    assert page.row("Điều 1.").face == "LiberationSerif-Bold"
    assert page.row("Điều 1.").text == "Điều 1."
    assert page.row("Ban hành kèm").face == "LiberationSerif"
