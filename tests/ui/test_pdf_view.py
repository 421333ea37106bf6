"""Pages on screen: forms drawn, letters found and copied, zoom, thumbnails, damaged files, a loop that never waits."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

import pikepdf
import pytest
import typst
from event_loop_watchdog import watching
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from signing.keys.software import open_pkcs12
from signing.pdf.fields import SignaturePlace, TextPlace, prepare
from signing.pdf.seal import seal
from signing.pdf.sign import sign_leader
from ui.kit.appearance import Appearance
from ui.kit.command_runner import CommandRunner
from ui.kit.pdf_layout import PageLayout
from ui.kit.pdf_pages import MOST_PAGES, PageText, PdfPages, PdfTooLarge, PdfUnreadable, in_reading_order
from ui.kit.pdf_selection import Span, Spot, hits_on, selected_text, word_at
from ui.kit.pdf_thumbnails import PdfThumbnails
from ui.kit.pdf_view import PdfView

LETTER = """
#set page(paper: "a4", margin: 25mm)
#set text(font: "Liberation Serif", size: 13pt, fallback: false)
#for page in range(6) [
  #if page > 0 { pagebreak() }
  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM \\
  Quyết định số #(page + 1), Điều #(page + 1). Ủy ban nhân dân các tỉnh chịu trách nhiệm. #lorem(80)
]
"""
NUMBER = TextPlace("so", 1, 106.5, 138.0, 27.0, 16.0, 4.0, align="right")
DAY = TextPlace("ngay", 1, 300.0, 138.0, 186.6, 16.0, 4.0, style="italic", value="ngày      tháng      năm       ")
LEADER = SignaturePlace("leader", 1, 370.0, 600.0, 136.06, 62.36)
AGENCY = SignaturePlace("agency", 1, 300.0, 580.0, 102.05, 102.05)


@pytest.fixture(scope="module")
def letter() -> bytes:
    made = typst.Compiler(LETTER.encode(), font_paths=["resources/fonts"], ignore_system_fonts=True).compile(
        format="pdf"
    )
    assert isinstance(made, bytes)
    return made


@pytest.fixture(scope="module")
def sealed(letter: bytes, pki) -> bytes:
    """Signed by the leader, then numbered, dated and sealed."""
    draft = typst.Compiler(
        LETTER.replace("range(6)", "range(1)").encode(), font_paths=["resources/fonts"], ignore_system_fonts=True
    ).compile(format="pdf", pdf_standards=["a-2b"], timestamp=0)
    prepared = prepare(draft, (NUMBER, DAY), (LEADER, AGENCY))
    keys = {name: open_pkcs12(pki.p12(name), pki.pin(name).encode()) for name in ("minister", "seal")}
    led = sign_leader(prepared, keys["minister"], level="B", stamp=_picture((20, 50, 170)))
    return seal(led, keys["seal"], number="15", day=date(2026, 11, 21), level="B", stamp=_picture((215, 10, 30)))


@pytest.fixture
def runner(qapp) -> Iterator[CommandRunner]:
    made = CommandRunner()
    yield made
    made.close()


@pytest.fixture
def view(look: Appearance, qtbot, runner: CommandRunner) -> PdfView:
    made = PdfView(runner)
    qtbot.addWidget(made)
    made.resize(800, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


def opened(qtbot, view: PdfView, raw: bytes) -> PdfView:
    with qtbot.waitSignal(view.opened):
        view.show_pdf(raw)
    qtbot.waitUntil(lambda: 0 in view.store.texts)
    return view


def test_number_handwriting_and_seal_show(qapp, sealed: bytes):
    """Without form drawing the letter would look unsigned and unnumbered."""
    pages = PdfPages(sealed)
    picture = pages.image(0, 2.0)
    assert _count(picture, AGENCY, lambda red, green, blue: red > 150 and green < 90 and blue < 90) > 500
    assert _count(picture, LEADER, lambda red, green, blue: blue > 120 and red < 90) > 200
    assert _count(picture, NUMBER, lambda red, green, blue: red + green + blue < 200) > 20
    letters = pages.text(0).letters
    assert "15" in letters and "ngày 21 tháng 11 năm 2026" in letters
    pages.close()


def test_pages_of_a_letter(view: PdfView, letter: bytes, qtbot):
    opened(qtbot, view, letter)
    assert view.page_count == 6
    assert view.accessibleName() == "Trang 1 / 6"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in view.accessibleDescription()
    with qtbot.waitSignal(view.page_changed) as heard:
        view.go_to(3)
    assert heard.args == [3]
    qtbot.waitUntil(lambda: view.store.image(3, view._pixels_a_point()) is not None)


def test_find_folds_marks_and_steps_through(view: PdfView, letter: bytes, qtbot):
    opened(qtbot, view, letter)
    with qtbot.waitSignal(view.found) as heard:
        view.search(("uy ban nhan dan",))
    assert heard.args == [6, 1]
    with qtbot.waitSignal(view.found) as heard:
        view.next_hit()
    assert heard.args == [6, 2]
    assert view._page_in_view == 1
    with qtbot.waitSignal(view.found) as heard:
        view.search(("không có chữ này",))
    assert heard.args == [0, 0]


def test_select_with_the_mouse_and_copy(view: PdfView, letter: bytes, qtbot):
    opened(qtbot, view, letter)
    text = view.store.texts[0]
    start = text.letters.index("Quyết")
    first, last = (
        _middle(view, text, start, left=True),
        _middle(view, text, start + len("Quyết định số 1") - 1, left=False),
    )
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseMove(view.viewport(), last)
    view.selection = Span.between(view._spot(first), view._spot(last))
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Quyết định số 1"


def test_double_click_takes_a_word(view: PdfView, letter: bytes, qtbot):
    opened(qtbot, view, letter)
    text = view.store.texts[0]
    qtbot.mouseDClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=_middle(view, text, text.letters.index("định") + 1)
    )
    assert view.copy() == "định"


def test_zoom_by_steps_and_fit(view: PdfView, letter: bytes, qtbot):
    opened(qtbot, view, letter)
    wide = view.zoom
    assert view._area(0).width() == pytest.approx(800 - 48 - view.verticalScrollBar().width(), abs=8)
    view.fit("page")
    assert view.zoom < wide and view._area(0).height() <= 900
    view.zoom_to(1.0)
    view.zoom_in()
    assert view.zoom == 1.1
    view.zoom_out()
    view.zoom_out()
    assert view.zoom == 0.9
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_dark_pages_stay_paper_and_can_be_inverted(view: PdfView, letter: bytes, look: Appearance, qtbot):
    look.choose(palette="dark")
    opened(qtbot, view, letter)
    qtbot.waitUntil(lambda: view.store.image(0, view._pixels_a_point()) is not None)
    corner = view._area(0).topLeft().toPoint()
    paper = view.viewport().grab().toImage().pixelColor(corner.x() + 20, corner.y() + 20)
    assert paper.name().upper() == look.palette.page
    view.invert(True)
    dark = view.viewport().grab().toImage().pixelColor(corner.x() + 20, corner.y() + 20)
    assert dark.lightness() < 40


def test_thumbnails_lead_to_their_page(view: PdfView, letter: bytes, look: Appearance, qtbot, runner):
    opened(qtbot, view, letter)
    leaves = PdfThumbnails(runner)
    qtbot.addWidget(leaves)
    leaves.resize(170, 500)
    leaves.show()
    leaves.show_pages(view.store.pages)
    qtbot.waitUntil(lambda: leaves.model().index(0, 0).data(Qt.ItemDataRole.DecorationRole) is not None)
    leaves.setFocus()
    with qtbot.waitSignal(leaves.wanted) as heard:
        qtbot.keyClick(leaves, Qt.Key.Key_Down)
    assert heard.args[0] in (0, 1)
    assert leaves.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Trang 3 / 6"
    leaves.show_pages(None)
    assert leaves.model().rowCount() == 0


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7\nnothing", b"\x00" * 5000])
def test_what_is_no_pdf_is_said(view: PdfView, raw: bytes, qtbot):
    with qtbot.waitSignal(view.failed) as heard:
        view.show_pdf(raw)
    assert isinstance(heard.args[0], PdfUnreadable)
    assert view.page_count == 0


def test_a_locked_pdf_is_said(letter: bytes, qapp):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(PdfUnreadable):
        PdfPages(out.getvalue())


def test_too_many_pages_are_refused(qapp):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(10, 10))
    kid = pdf.pages[0].obj
    pdf.Root.Pages.Kids = pikepdf.Array([kid] * (MOST_PAGES + 1))
    pdf.Root.Pages.Count = MOST_PAGES + 1
    out = io.BytesIO()
    pdf.save(out)
    with pytest.raises(PdfTooLarge):
        PdfPages(out.getvalue())


def test_a_huge_page_is_drawn_small(qapp):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(14400, 14400))
    out = io.BytesIO()
    pdf.save(out)
    pages = PdfPages(out.getvalue())
    picture = pages.image(0, 4.0)
    assert picture.width() * picture.height() <= 40_100_000
    pages.close()


def test_turned_pages_keep_their_letters_in_place(letter: bytes, qapp):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter)) as pdf:
        pdf.pages[0].Rotate = 90
        pdf.save(out)
    pages = PdfPages(out.getvalue())
    width, height = pages.sizes[0]
    assert width > height
    text = pages.text(0)
    assert all(0 <= left <= right <= width and 0 <= top <= bottom <= height for left, top, right, bottom in text.boxes)
    first = text.boxes[text.letters.index("C")]
    picture = pages.image(0, 2.0)
    ink = sum(
        picture.pixelColor(x, y).lightness() < 128
        for x in range(int(first[0] * 2), int(first[2] * 2))
        for y in range(int(first[1] * 2), int(first[3] * 2))
    )
    assert ink > 5
    pages.close()


def test_opening_scrolling_and_searching_never_hold_the_loop(view: PdfView, letter: bytes, qtbot):
    with watching() as blocks:
        opened(qtbot, view, letter)
        for page in (5, 0, 3):
            view.go_to(page)
            qtbot.wait(30)
        view.zoom_to(2.0)
        qtbot.wait(50)
        with qtbot.waitSignal(view.found):
            view.search(("dieu",))
    assert blocks.found == [], str(blocks)


def test_another_document_takes_the_place_of_the_first(view: PdfView, letter: bytes, qtbot):
    opened(qtbot, view, letter)
    view.show_pdf(letter)
    view.show_pdf(b"no pdf")
    with qtbot.waitSignal(view.failed):
        pass
    assert view.page_count == 0 and view.store.pages is None


def test_spans_and_words(letter: bytes, qapp):
    pages = PdfPages(letter)
    texts = {page: pages.text(page) for page in range(3)}
    pages.close()
    whole = selected_text(texts, Span(Spot(0, 10), Spot(2, 5)))
    assert texts[1].letters.replace("\r\n", "\n") in whole
    assert Span.between(Spot(1, 3), Spot(0, 7)) == Span(Spot(0, 7), Spot(1, 3))
    at = texts[0].letters.index("nhân")
    first, last = word_at(texts[0], at + 2)
    assert texts[0].letters[first:last] == "nhân"
    assert len(hits_on(0, texts[0], ("trach nhiem",))) == 1


def test_letters_of_fields_are_read_where_they_stand():
    drawn = "Số: /QĐ\r\nĐiều 1"
    boxes = [(10.0 * place, 0.0, 10.0 * place + 9, 12.0) for place in range(3)]
    boxes += [(60.0 + 10 * place, 0.0, 69.0 + 10 * place, 12.0) for place in range(4)]
    boxes += [(0.0, 0.0, 0.0, 0.0)] * 2 + [(10.0 * place, 20.0, 10.0 * place + 9, 32.0) for place in range(6)]
    field = [(0.0, 0.0, 0.0, 0.0)] * 2 + [(40.0, 0.0, 46.0, 12.0), (46.0, 0.0, 52.0, 12.0)]
    whole = in_reading_order(PageText(drawn + "\r\n15", (*boxes, *field)), len(drawn))
    assert whole.letters == "Số:15 /QĐ\r\nĐiều 1"
    assert len(whole.boxes) == len(whole.letters)


def test_layout_finds_pages():
    layout = PageLayout([(595, 842)] * 3)
    layout.lay(0.75, 20)
    assert [layout.page_at(y) for y in (0, 21, 900, 10_000)] == [0, 0, 1, 2]
    assert list(layout.pages_between(0, 900)) == [0, 1]
    assert PageLayout(()).pages_between(0, 10) == range(0)


def _middle(view: PdfView, text, letter: int, *, left: bool = False):
    box = text.boxes[letter]
    scale = view.zoom * 96 / 72
    x = box[0] + 0.3 if left else (box[0] + 2 * box[2]) / 3
    area = view._area(0)
    from PySide6.QtCore import QPoint

    return QPoint(round(area.x() + x * scale), round(area.y() + (box[1] + box[3]) / 2 * scale))


def _count(picture: QImage, place, wanted) -> int:
    found = 0
    for x in range(int(place.x * 2), int((place.x + place.width) * 2)):
        for y in range(int(place.y * 2), int((place.y + place.height) * 2)):
            tone = picture.pixelColor(x, y)
            found += wanted(tone.red(), tone.green(), tone.blue())
    return found


def _picture(ink: tuple[int, int, int]) -> bytes:
    image = Image.new("RGBA", (600, 600), (255, 255, 255, 0))
    ImageDraw.Draw(image).ellipse((20, 20, 580, 580), outline=ink, width=40)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
