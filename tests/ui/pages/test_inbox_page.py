"""The inbox over a real store: found, read, accepted, undone, refused, registered."""

from __future__ import annotations

import pytest
from desk_samples import ARRIVALS, fill_inbox
from event_loop_watchdog import watching
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ecabinet.application.queries.dispatch_rows import dispatch_list, job_list
from ecabinet.domain.dispatches.dispatch import Box, Handling
from ecabinet.domain.people.official import Role
from ui.inbox.inbox_page import InboxPage
from ui.kit.buttons import Button
from ui.kit.field import Field
from ui.kit.sheet import Sheet
from ui.shell.window import Window


@pytest.fixture
def desk(make_desk, draft: bytes):
    made = make_desk()
    fill_inbox(made, draft)
    return made


@pytest.fixture
def window(desk, show, qtbot) -> Window:
    made = show(lambda services: InboxPage(desk, services))
    page = made.current_page()
    qtbot.waitUntil(lambda: page.paper.view.page_count > 0, timeout=5000)
    return made


@pytest.fixture
def page(window: Window) -> InboxPage:
    return window.current_page()


def stands(desk, number: str) -> Handling:
    rows = dispatch_list(desk, Box.IN, "", 50)
    return next(row.dispatch.handling for row in rows if row.dispatch.number.number == number)


def visible_names(root: QWidget) -> list[str]:
    return [one.accessibleName() for one in root.findChildren(QWidget) if one.isVisible()]


def choose(page: InboxPage, place: int, qtbot) -> None:
    page.list.rows.setCurrentIndex(page.list.rows.rows.index(place, 0))
    wanted = page.list.rows.rows.row_at(page.list.rows.currentIndex()).key
    qtbot.waitUntil(lambda: str(page.presenter.row.dispatch.id) == wanted and page._shown_id == wanted)


def sheet_of(window: Window) -> Sheet:
    return next(one for one in window.findChildren(Sheet) if one.isVisible())


def test_the_newest_is_open_with_its_pages_and_verdict(page: InboxPage):
    assert page.list.rows.rows.rowCount() == len(ARRIVALS)
    assert page.presenter.row.dispatch.number.text == "8412/BNNMT-ĐĐ"
    assert page.list.chips["open"].accessibleName().endswith(", 5")
    assert "Hợp lệ" in visible_names(page.panel)
    assert page.line.accessibleDescription().startswith("Đã đến")


def test_search_folds_and_filters_join(page: InboxPage, qtbot):
    page.list.field.setText("bao so 14")
    qtbot.waitUntil(lambda: page.list.rows.rows.rowCount() == 1)
    page.list.field.setText("")
    qtbot.waitUntil(lambda: page.list.rows.rows.rowCount() == 5)
    page.list.chips["urgent"].click()
    page.list.chips["due"].click()
    assert page.list.rows.rows.rowCount() == 3
    page.list.field.setText("khong co gi")
    qtbot.waitUntil(lambda: not page.list.rows.isVisible())


def test_accepting_can_be_undone_and_nothing_is_written(window: Window, page: InboxPage, desk, qtbot):
    page.accept.click()
    assert not page.accept.isEnabled() and page.accept.toolTip()
    window.act("undo")
    qtbot.waitUntil(lambda: page.accept.isEnabled())
    page.presenter.settle()
    assert stands(desk, "8412") is Handling.ARRIVED


def test_accepting_is_written_when_the_place_is_left(window: Window, page: InboxPage, desk, qtbot):
    with qtbot.waitSignal(page.presenter.accepted):
        page.accept.click()
        page.hide()
    assert stands(desk, "8412") is Handling.ACCEPTED
    assert page.presenter.take_back(page.presenter.row.dispatch.id) is False


def test_undecided_is_taken_in_only_with_a_reason(window: Window, page: InboxPage, desk, qtbot):
    choose(page, 2, qtbot)
    page.accept.click()
    sheet = sheet_of(window)
    assert not sheet.act.isEnabled() and sheet.act.toolTip()
    sheet.findChild(Field).line.setText("Đã gọi điện xác minh")
    sheet.act.click()
    with qtbot.waitSignal(page.presenter.accepted):
        page.presenter.settle()
    assert stands(desk, "3377") is Handling.ACCEPTED


def test_altered_can_only_be_refused_with_a_reason(window: Window, page: InboxPage, desk, qtbot):
    choose(page, 3, qtbot)
    assert not page.accept.isEnabled() and not page.register.isEnabled() and page.refuse.isEnabled()
    page.refuse.click()
    sheet = sheet_of(window)
    assert window.focusWidget() is sheet.findChild(Field).line
    sheet.findChild(Field).line.setText("Nội dung bị sửa sau khi ký")
    with qtbot.waitSignal(page.presenter.refused):
        sheet.act.click()
    assert stands(desk, "2960") is Handling.REFUSED
    qtbot.waitUntil(lambda: "Nội dung bị sửa" in page.line.accessibleDescription())
    assert [job.kind.value for job in job_list(desk, 5).jobs] == ["submit-status"]


def test_registering_takes_a_number_and_a_taken_one_is_refused_in_words(window: Window, page: InboxPage, desk, qtbot):
    page.register.click()
    sheet = sheet_of(window)
    sheet.findChild(Field).line.setText("mười")
    assert not sheet.act.isEnabled()
    sheet.findChild(Field).line.setText("7")
    with qtbot.waitSignal(page.presenter.registered) as told:
        sheet.act.click()
    assert told.args[0].entry.number == 7
    choose(page, 1, qtbot)
    page.register.click()
    sheet_of(window).findChild(Field).line.setText("7")
    with qtbot.waitSignal(page.presenter.failed) as failed:
        sheet_of(window).act.click()
    assert failed.args[0].code == "arrival-number-taken"
    assert stands(desk, "5120") is Handling.ARRIVED


def test_who_is_not_the_clerk_reads_only_and_is_told_why(make_desk, draft, show, qtbot):
    desk = make_desk(Role.LEADER)
    fill_inbox(desk, draft)
    page = show(lambda services: InboxPage(desk, services)).current_page()
    qtbot.waitUntil(lambda: page.presenter.row is not None)
    grey = [one for one in (page.accept, page.register, page.refuse) if not one.isEnabled()]
    assert len(grey) == 3 and all("văn thư" in one.toolTip() for one in grey)


def test_an_empty_inbox_says_what_will_come(make_desk, show, qtbot):
    desk = make_desk()
    window = show(lambda services: InboxPage(desk, services))
    qtbot.waitUntil(lambda: "Chưa có văn bản đến" in visible_names(window))
    window.current_page().tell_link(online=False, since="10:05")
    assert window.current_page().list._state.isVisible()


def test_by_keyboard_from_list_to_page_and_back(window: Window, page: InboxPage, qtbot):
    assert window.focusWidget() is page.list.rows
    qtbot.keyClick(page.list.rows, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.presenter.row.dispatch.number.number == "5120")
    qtbot.keyClick(page.list.rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.focusWidget() is page.paper.view)
    window.act("back")
    assert window.focusWidget() is page.list.rows
    window.show_palette()
    assert any("Từ chối" in str(one.words) for one in window.actions_here())


def test_the_window_never_waits_while_rows_are_turned(window: Window, page: InboxPage, qtbot):
    qtbot.wait(100)
    with watching() as blocks:
        for place in (1, 2, 3, 4, 0):
            choose(page, place, qtbot)
            qtbot.wait(30)
        page.list.field.setText("bo")
        qtbot.wait(300)
    assert blocks.found == [], str(blocks)


@pytest.mark.parametrize("scale", [100, 200])
def test_it_fits_small_screens_and_cuts_no_button(window: Window, page: InboxPage, look, qtbot, scale: int):
    look.choose(scale=scale)
    window.resize(1024, 768)
    qtbot.wait(50)
    assert (window.width(), window.height()) == (1024, 768)
    cut = [
        one.text() for one in window.findChildren(Button) if one.isVisible() and one.width() < one.sizeHint().width()
    ]
    assert cut == []
    page.list.rows.setFocus()
    page._go_in()
    qtbot.wait(20)
    assert page.paper.isVisible()
    assert QApplication.focusWidget() is not None


def test_a_laden_list_stays_quick(make_desk, draft, show, qtbot):
    desk = make_desk()
    fill_inbox(desk, draft, 300)
    page = show(lambda services: InboxPage(desk, services)).current_page()
    with watching() as blocks:
        qtbot.waitUntil(lambda: page.list.rows.rows.rowCount() == 300, timeout=10_000)
        qtbot.wait(200)
    assert blocks.found == [], str(blocks)
