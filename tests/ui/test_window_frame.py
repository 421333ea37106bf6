"""The frame at work: places, tabs, panes, palette, toasts, banners, keys, the minister profile."""

from __future__ import annotations

from pathlib import Path

import pytest
from event_loop_watchdog import watching
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from sample_pages import InboxPage, sample_window

from ui.app import main_window, remember_look, restore_look
from ui.kit.actions import Action, Finding
from ui.kit.appearance import Appearance
from ui.kit.banner import Banner
from ui.kit.notifier import Notice
from ui.kit.page import Page, Place
from ui.kit.phrases import say
from ui.kit.remembered import Remembered
from ui.shell.command_palette import CommandPalette, Entry, ranked
from ui.shell.rail_orders import places_for
from ui.shell.top_line import Person
from ui.shell.window import Window


@pytest.fixture
def window(look: Appearance, qtbot) -> Window:
    made = sample_window()
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def press(qtbot, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifier)


def test_the_list_has_the_keyboard_at_start_not_the_search(window: Window):
    assert window.focusWidget() is window.current_page().list


def test_a_place_is_made_once_and_remembers_itself(window: Window):
    first = window.current_page()
    window.show_place("today")
    assert window.current_page() is not first
    window.show_place("inbox")
    assert window.current_page() is first


def test_places_by_key(window: Window, qtbot):
    press(qtbot, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert type(window.current_page()).__name__ == "TodayPage"


def test_tabs_appear_with_the_first_opened_thing(window: Window, qtbot):
    assert not window.tabs.isVisible()
    window.open_tab(Page(), "file-text", "15208/BTC-NSNN")
    assert window.tabs.isVisible() and window.tabs.currentIndex() == 1
    press(qtbot, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert window.tabs.currentIndex() == 0
    press(qtbot, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.tabs.count() == 2, "the place itself does not close"
    window.tabs.setCurrentIndex(1)
    press(qtbot, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.tabs.count() == 1 and not window.tabs.isVisible()
    assert isinstance(window.current_page(), InboxPage)


def test_a_cross_closes_its_tab(window: Window, qtbot):
    window.open_tab(Page(), "file-text", "một")
    window.open_tab(Page(), "file-text", "hai")
    qtbot.mouseClick(window.tabs, Qt.MouseButton.LeftButton, pos=window.tabs._cross(1).center().toPoint())
    assert [window.tabs.tabText(place) for place in range(window.tabs.count())] == ["Văn bản đến", "hai"]


def test_f6_goes_round_the_panes_and_back(window: Window, qtbot):
    page = window.current_page()
    seen = []
    for _step in range(4):
        press(qtbot, Qt.Key.Key_F6)
        seen.append(
            next((place for place, pane in enumerate(page.panes()) if pane.isAncestorOf(window.focusWidget())), "rail")
        )
    assert seen == [1, 2, "rail", 0]
    press(qtbot, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.rail.isAncestorOf(window.focusWidget())


def test_the_ring_follows_the_keyboard_only(window: Window, qtbot):
    assert not window.focus_ring.isVisible()
    press(qtbot, Qt.Key.Key_F6)
    assert window.focus_ring.isVisible()
    around = window.focusWidget()
    centre = around.mapTo(window, around.rect().center())
    assert window.focus_ring.geometry().contains(centre)
    qtbot.mouseClick(window.rail.first_stop(), Qt.MouseButton.LeftButton)
    assert not window.focus_ring.isVisible()


def test_the_palette_finds_without_marks_and_runs(window: Window, qtbot):
    press(qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(CommandPalette)
    qtbot.keyClicks(palette._field, "tiep nhan")
    press(qtbot, Qt.Key.Key_Return)
    assert window.current_page().done == ["accept"]
    assert not palette.isVisible()
    assert window.focusWidget() is window.current_page().list


def test_the_palette_shows_what_others_find(window: Window, qtbot):
    opened: list[str] = []
    window.find_with(
        lambda typed: (
            (Finding("8412/BNNMT-ĐĐ", "Văn bản đến", lambda: opened.append(typed)),) if "8412" in typed else ()
        )
    )
    window.show_palette()
    palette = window.findChild(CommandPalette)
    qtbot.keyClicks(palette._field, "8412")
    press(qtbot, Qt.Key.Key_Return)
    assert opened == ["8412"]


def test_palette_order_prefers_beginnings():
    entries = [Entry(words, "", print, "x") for words in ("Chuyển văn bản", "Văn bản đến", "Bản thảo")]
    assert [str(one.words) for one in ranked(entries, "van ban")] == ["Văn bản đến", "Chuyển văn bản"]
    assert ranked(entries, "khong co") == []


def test_undo_takes_back_once_by_key(window: Window, qtbot):
    taken: list[int] = []
    window.services.notifier.tell(say("Đã rõ"), lambda: taken.append(1))
    assert window._toast is not None and window._toast.height() == 44
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert taken == [1]


def test_a_new_toast_replaces_the_old_and_its_undo(window: Window):
    taken: list[int] = []
    window.services.notifier.tell("một", lambda: taken.append(1))
    window.services.notifier.tell("hai", lambda: taken.append(2))
    window.take_back()
    assert taken == [2]


def test_a_toast_leaves_after_its_time(window: Window, qtbot):
    window.services.notifier.tell("một", lambda: None)
    window._toast._timer.start(10)
    qtbot.waitUntil(lambda: window._toast is None, timeout=2000)


def test_a_banner_stays_until_its_state_is_over(window: Window, qtbot):
    window.services.notifier.notice(Notice("offline", "offline", "Ngoại tuyến"))
    window.services.notifier.notice(Notice("offline", "offline", "Vẫn ngoại tuyến"))
    assert [one.accessibleName() for one in window.findChildren(Banner) if one.isVisible()] == ["Vẫn ngoại tuyến"]
    window.services.notifier.clear("offline")
    assert not any(one.isVisible() for one in window.findChildren(Banner))


def test_keys_rest_while_a_sheet_stands(window: Window, qtbot):
    window.show_key_map()
    press(qtbot, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.current_page(), InboxPage)
    press(qtbot, Qt.Key.Key_Escape)
    press(qtbot, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert not isinstance(window.current_page(), InboxPage)


def test_a_letter_acts_in_lists_only(window: Window, qtbot):
    press(qtbot, Qt.Key.Key_Slash)
    assert window.focusWidget() is window.top.search
    qtbot.keyClick(window.top.search, Qt.Key.Key_Slash)
    assert window.top.search.text() == "/"


def test_no_letter_acts_while_an_input_method_composes(window: Window, qtbot):
    listed = window.current_page().list
    QApplication.sendEvent(listed, QInputMethodEvent("ư", []))
    assert window.letter_keys.composing
    qtbot.keyClick(listed, Qt.Key.Key_Slash)
    assert window.focusWidget() is listed
    done = QInputMethodEvent("", [])
    done.setCommitString("ư")
    QApplication.sendEvent(listed, done)
    qtbot.keyClick(listed, Qt.Key.Key_Slash)
    assert window.focusWidget() is window.top.search


def test_vietnamese_from_an_input_method_reaches_the_search(window: Window, qtbot):
    window.top.search.setFocus()
    typed = QInputMethodEvent("", [])
    typed.setCommitString("Nghị định")
    QApplication.sendEvent(window.top.search, typed)
    with qtbot.waitSignal(window.searched) as heard:
        qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert heard.args == ["Nghị định"]


def test_the_minister_profile_and_back(window: Window, look: Appearance, qtbot):
    look.choose(minister=True)
    assert look.choices.scale == 150
    window.show_place("today")
    for hidden in (window.top, window.rail, window.status, window.tabs):
        assert not hidden.isVisible()
    assert [tile.accessibleName() for tile in window.tiles._tiles.values()] == [
        "Hôm nay", "Phiên họp", "Xin ý kiến, 2 việc", "Ký, 3 việc", "Tìm"]  # fmt: skip
    window.resize(820, 1180)
    qtbot.wait(10)
    assert window.tiles.geometry().top() > window.panel.geometry().bottom() - 1
    look.choose(minister=False, scale=100)
    assert window.rail.isVisible() and not window.tiles.isVisible()


def test_narrow_windows_hide_panes_and_go_between_list_and_item(window: Window, qtbot):
    page = window.current_page()
    window.resize(1100, 800)
    qtbot.wait(10)
    assert [pane.isVisible() for pane in page.panes()] == [True, True, False]
    window.resize(640, 700)
    qtbot.wait(10)
    assert page.split.single and [pane.isVisible() for pane in page.panes()] == [True, False, False]
    page.split.show_pane(1)
    assert [pane.isVisible() for pane in page.panes()] == [False, True, False]
    window.resize(1440, 900)
    qtbot.wait(10)
    assert all(pane.isVisible() for pane in page.panes())


def test_pane_widths_are_remembered(look: Appearance, qtbot, tmp_path: Path):
    kept = Remembered(tmp_path / "window.ini")
    first = sample_window(kept)
    qtbot.addWidget(first)
    first.resize(1440, 900)
    first.show()
    split = first.current_page().split
    split.moveSplitter(430, 1)
    second = sample_window(Remembered(tmp_path / "window.ini"))
    qtbot.addWidget(second)
    second.resize(1440, 900)
    second.show()
    assert second.current_page().split.sizes()[0] == split.sizes()[0] == 430


def test_the_look_is_remembered_and_nonsense_passed_over(look: Appearance, tmp_path: Path):
    kept = Remembered(tmp_path / "window.ini")
    look.choose(palette="dark", scale=125, language="en")
    remember_look(look, kept)
    look.choose(palette="light", scale=100, language="vi")
    kept.write("look/density", "huge")
    restore_look(look, Remembered(tmp_path / "window.ini"))
    assert (look.choices.palette, look.choices.scale, look.choices.language) == ("dark", 125, "en")
    assert look.choices.density == "medium"


def test_the_applications_window(look: Appearance, qtbot, tmp_path: Path):
    window = main_window((Place("today", "sun", "Hôm nay", Page),), Person("Lê Thu Hà", "Văn thư"), tmp_path / "w.ini")
    qtbot.addWidget(window)
    look.choose(palette="dark")
    assert Remembered(tmp_path / "w.ini").read("look/palette") == "dark"


def test_every_action_sits_in_the_menu(window: Window, qtbot):
    window.offer(Action("sync", say("Đồng bộ ngay"), "", lambda: None))
    window.show_menu()
    menu = QApplication.activePopupWidget()
    words = [one.text().split("\t")[0] for group in menu.actions() for one in group.menu().actions()]
    menu.close()
    assert sorted(words) == sorted(str(action.words) for action in window.actions_here())


def test_closing_a_tab_ends_its_page(window: Window, qtbot):
    page = Page()
    window.open_tab(page, "file-text", "một")
    with qtbot.waitSignal(page.destroyed):
        window.close_tab(1)


def test_a_field_keeps_its_own_undo(window: Window, qtbot):
    taken: list[int] = []
    window.services.notifier.tell("một", lambda: taken.append(1))
    window.top.search.setFocus()
    qtbot.keyClicks(window.top.search, "abc")

    qtbot.keyClick(window.top.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.top.search.text() == "" and taken == []


def test_moving_about_never_holds_the_loop(window: Window, qtbot):
    with watching() as blocks:
        for key in ("today", "inbox", "outbox", "inbox"):
            window.show_place(key)
            qtbot.wait(20)
        window.show_palette()
        palette = window.findChild(CommandPalette)
        for letter in "van ban":
            qtbot.keyClicks(palette._field, letter)
            qtbot.wait(5)
        palette.dismiss()
        window.resize(1024, 768)
        qtbot.wait(30)
    assert blocks.found == [], str(blocks)


def test_letters_step_through_rows(window: Window, qtbot):
    listed = window.current_page().list
    press(qtbot, Qt.Key.Key_J)
    press(qtbot, Qt.Key.Key_J)
    press(qtbot, Qt.Key.Key_K)
    assert listed.currentIndex().row() == 1


def test_a_pages_own_action_answers_its_key(window: Window, qtbot):
    done: list[str] = []

    class Reading(Page):
        def offers(self) -> tuple[Action, ...]:
            return (
                Action("find-in-page", say("Tìm trong trang"), "", lambda: done.append("find")),
                Action("zoom-in", say("Phóng to"), "", lambda: done.append("zoom"), possible=lambda: False),
            )

    window.open_tab(Reading(), "file-text", "một")
    press(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert done == ["find"]
    window.tabs.setCurrentIndex(0)
    press(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert done == ["find"]


@pytest.mark.parametrize(
    ("profile", "main"),
    [
        ("clerk", ["Hôm nay", "Văn bản đến", "Văn bản đi", "Soạn thảo", "Sổ"]),
        ("leader", ["Hôm nay", "Phiên họp", "Xin ý kiến", "Ký", "Đọc"]),
        ("secretariat", ["Hôm nay", "Phiên họp", "Biểu quyết", "Đọc", "Công việc"]),
    ],
)
def test_everyone_sees_their_own_rail(look: Appearance, profile, main):
    every = dict.fromkeys(
        ("today", "inbox", "outbox", "drafting", "registers", "meetings", "opinions", "voting", "reader", "tasks",
         "signatures", "signing", "search", "preferences"), Page)  # fmt: skip
    places = places_for(profile, every)
    assert [str(place.words) for place in places if place.group == "main"] == main
    assert places[-1].group == "foot"
    assert [place.key for place in places_for(profile, {"today": Page, "search": Page})] == ["today", "search"]


def test_a_leaders_five_tiles(look: Appearance):
    every = dict.fromkeys(("today", "meetings", "opinions", "signing", "search", "inbox"), Page)
    assert [place.key for place in places_for("leader", every) if place.tile] == [
        "today", "meetings", "opinions", "signing", "search"]  # fmt: skip
