"""The outbox over a real store: states per addressee, the time line, what waits or failed with what to do."""

from __future__ import annotations

import pytest
from desk_samples import fill_outbox
from event_loop_watchdog import watching
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from ui.kit.buttons import Button
from ui.outbox.outbox_page import OutboxPage
from ui.shell.window import Window


@pytest.fixture
def window(make_desk, draft, show, qtbot) -> Window:
    desk = make_desk()
    fill_outbox(desk, draft)
    made = show(lambda services: OutboxPage(desk, services), "Văn bản đi", "send")
    qtbot.waitUntil(lambda: made.current_page().paper.view.page_count > 0, timeout=5000)
    return made


@pytest.fixture
def page(window: Window) -> OutboxPage:
    return window.current_page()


def choose(page: OutboxPage, place: int, qtbot) -> None:
    page.list.rows.setCurrentIndex(page.list.rows.rows.index(place, 0))
    wanted = page.list.rows.rows.row_at(page.list.rows.currentIndex()).key
    qtbot.waitUntil(lambda: page._shown_id == wanted)


def words_in(part: QWidget) -> str:
    QCoreApplication.processEvents()  # what was just put into a layout is shown by the loop
    return " | ".join(one.text() for one in part.findChildren(QLabel) if one.isVisible())


def test_each_addressee_has_its_own_state(page: OutboxPage):
    names = [one.accessibleName() for one in page._receivers.findChildren(QWidget) if one.accessibleName()]
    assert names == ["Đã tiếp nhận", "Chưa có phản hồi"]
    heard = page.line.accessibleDescription()
    assert heard.index("Đã gửi") < heard.index("Đã đến") < heard.index("Đã tiếp nhận") < heard.index("Chờ phản hồi")
    assert not page._jobs.isVisible()
    assert page.list.rows.rows.row_at(page.list.rows.rows.index(0, 0)).deadline.text == "1 / 2 nơi phản hồi"


def test_a_refusal_tells_its_reason(page: OutboxPage, qtbot):
    choose(page, 1, qtbot)
    assert "Gửi nhầm cơ quan" in page.line.accessibleDescription()
    assert "không đạt" in page.line.accessibleDescription()


def test_what_waits_says_why_and_when(page: OutboxPage, qtbot):
    choose(page, 2, qtbot)
    told = words_in(page._jobs)
    assert "Chờ gửi" in told and "Đã thử 2 lần" in told
    assert page._jobs.isVisible()


def test_what_failed_says_what_to_do(page: OutboxPage, qtbot):
    choose(page, 3, qtbot)
    told = words_in(page._jobs)
    assert "Không gửi được" in told and "gửi lại" in told


def test_filters_count_and_join_with_search(page: OutboxPage, qtbot):
    counts = [page.list.chips[key].accessibleName().rsplit(", ", 1)[1] for key in ("waiting", "failed", "silent")]
    assert counts == ["1", "2", "1"]
    page.list.chips["failed"].click()
    assert page.list.rows.rows.rowCount() == 2
    page.list.field.setText("to cong tac")
    qtbot.waitUntil(lambda: page.list.rows.rows.rowCount() == 1)


def test_the_window_never_waits(page: OutboxPage, qtbot):
    qtbot.wait(100)
    with watching() as blocks:
        for place in (1, 2, 3, 0):
            choose(page, place, qtbot)
            qtbot.wait(30)
    assert blocks.found == [], str(blocks)


@pytest.mark.parametrize("scale", [100, 200])
def test_it_fits_small_screens(window: Window, look, qtbot, scale: int):
    look.choose(scale=scale)
    window.resize(1024, 768)
    qtbot.wait(50)
    assert (window.width(), window.height()) == (1024, 768)
    cut = [
        one.text() for one in window.findChildren(Button) if one.isVisible() and one.width() < one.sizeHint().width()
    ]
    assert cut == []
