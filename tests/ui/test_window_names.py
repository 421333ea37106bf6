"""Every control is heard by name, reached by key, and large enough for a finger where it must be."""

from __future__ import annotations

import pytest
from kit_gallery import Gallery, Verdicts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTabBar, QTextEdit, QWidget
from sample_pages import sample_window

from ui.kit.appearance import Appearance
from ui.kit.buttons import Button
from ui.kit.layouts import column
from ui.kit.phrases import say
from ui.kit.sheet import Sheet
from ui.shell.command_palette import CommandPalette
from ui.shell.window import Window

CONTROLS = (QAbstractButton, QLineEdit, QTextEdit, QComboBox, QTabBar, QAbstractItemView)


def controls(root: QWidget) -> list[QWidget]:
    """What a person can work with: kinds of controls, and whatever takes the keyboard."""
    inner = [
        one
        for one in root.findChildren(QWidget)
        if isinstance(one, CONTROLS) or one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    return [
        one for one in inner if one.isVisible() and not one.objectName().startswith("qt_") and not _part_of_view(one)
    ]


def _part_of_view(widget: QWidget) -> bool:
    """Headers, corner buttons and viewports speak through their view."""
    above = widget.parentWidget()
    return isinstance(above, QAbstractItemView | QTabBar | QLineEdit) or widget.inherits("QHeaderView")


def nameless(root: QWidget) -> list[str]:
    return [f"{type(one).__name__} {one.objectName()}" for one in controls(root) if not one.accessibleName()]


def shown(qtbot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(1440, 900)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.mark.parametrize("make", [Gallery, Verdicts, sample_window])
@pytest.mark.parametrize("minister", [False, True])
def test_every_control_has_a_name(look: Appearance, qtbot, make, minister: bool):
    look.choose(minister=minister)
    widget = shown(qtbot, make())
    if isinstance(widget, Window) and minister:
        widget.show_place("today")
    assert len(controls(widget)) > 3
    assert nameless(widget) == []


def test_what_stands_over_the_window_has_names(look: Appearance, qtbot):
    window = shown(qtbot, sample_window())
    window.show_palette()
    window.show_key_map()
    window.services.notifier.tell(say("Đã rõ"), lambda: None)
    window.services.notifier.failed(RuntimeError("x"))
    assert nameless(window) == []
    assert all(one.accessibleName() for one in window.findChildren(Sheet) + window.findChildren(CommandPalette))


def test_disabled_controls_say_why(look: Appearance, qtbot):
    gallery = shown(qtbot, Gallery())
    grey = [one for one in gallery.findChildren(Button) if not one.isEnabled()]
    assert grey
    assert [one.text() for one in grey if not (one.toolTip() and one.accessibleDescription())] == []


def test_targets_of_the_minister_profile_are_large(look: Appearance, qtbot):
    look.choose(minister=True)
    window = shown(qtbot, sample_window())
    window.show_place("today")
    small = [(one.accessibleName(), one.height()) for one in window.findChildren(QAbstractButton)
             if one.isVisible() and one.height() < 44 and one.property("k") != "link"]  # fmt: skip
    assert small == []


@pytest.mark.parametrize("scale", [100, 200])
def test_buttons_are_not_cut(look: Appearance, qtbot, scale: int):
    look.choose(scale=scale)
    for size in ((1440, 900), (1024, 768), (1366, 768)):
        window = shown(qtbot, sample_window())
        window.resize(*size)
        qtbot.wait(20)
        cut = [
            one.text()
            for one in window.findChildren(Button)
            if one.isVisible() and one.width() < one.sizeHint().width()
        ]
        assert cut == [], size


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_the_window_fits_small_screens(look: Appearance, qtbot, scale: int):
    look.choose(scale=scale)
    window = shown(qtbot, sample_window())
    assert window.minimumSizeHint().width() <= 1024
    window.resize(1024, 768)
    qtbot.wait(10)
    assert (window.width(), window.height()) == (1024, 768)
    assert window.status.geometry().bottom() <= 768


def test_tab_stays_inside_a_sheet_and_starts_on_back(look: Appearance, qtbot):
    window = shown(qtbot, sample_window())
    act = Button(say("Đã rõ"), "primary")
    sheet = Sheet(window, say("Bảng phím"), "", column(), act=act)
    assert window.focusWidget() is sheet.back
    seen = set()
    for _press in range(8):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(window.focusWidget())
        seen.add(window.focusWidget().accessibleName())
    assert len(seen) == 3
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
