"""Every control of the first places has a name, in every palette, in both languages, in the minister profile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from desk_samples import fill_inbox, fill_outbox
from PySide6.QtWidgets import QLabel
from test_window_names import controls, nameless

from ui.inbox.inbox_page import InboxPage
from ui.kit.list_pane import ListPane
from ui.kit.palette import PALETTES
from ui.outbox.outbox_page import OutboxPage
from ui.shell.window import Window
from ui.signatures.signatures_page import SignaturesPage


@pytest.fixture(params=["inbox", "outbox", "signatures"])
def window(request, make_desk, draft: bytes, tools, show, qtbot, tmp_path) -> Window:
    desk = make_desk()
    fillings: dict[str, Callable] = {"inbox": fill_inbox, "outbox": fill_outbox}
    if request.param in fillings:
        fillings[request.param](desk, draft)
        kind = {"inbox": InboxPage, "outbox": OutboxPage}[request.param]
        made = show(lambda services: kind(desk, services))
    else:
        made = show(lambda services: SignaturesPage(tools, services))
        (tmp_path / "du-thao.pdf").write_bytes(draft)
        made.current_page().presenter.check(tmp_path / "du-thao.pdf")
    qtbot.waitUntil(lambda: made.current_page().paper.view.page_count > 0, timeout=10_000)
    return made


def test_every_control_has_a_name(window: Window, look, qtbot):
    for changes in ({}, {"minister": True}, {"minister": False, "density": "compact"}):
        look.choose(**changes)
        qtbot.wait(20)
        assert len(controls(window)) > 5
        assert nameless(window) == []


@pytest.mark.parametrize("name", list(PALETTES))
def test_it_stands_in_every_palette(window: Window, look, qtbot, name: str):
    look.choose(palette=name)
    qtbot.wait(20)
    assert not window.grab().isNull()


def test_words_follow_the_language(window: Window, look, qtbot):
    look.choose(language="en")
    qtbot.wait(20)
    page = window.current_page()
    told = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    assert not {"Thông tin", "Tiến trình", "Kiểm tra lại", "Nơi nhận"} & set(told)
    lists = page.findChildren(ListPane)
    assert all(one.field.placeholderText().startswith("Search") for one in lists)


def test_f6_reaches_every_pane_that_is_shown(window: Window, qtbot):
    page = window.current_page()
    seen = set()
    for _step in range(5):
        window.act("next-pane")
        seen |= {place for place, pane in enumerate(page.panes()) if pane.isAncestorOf(window.focusWidget())}
    assert seen == {place for place, pane in enumerate(page.panes()) if pane.isVisible()}
