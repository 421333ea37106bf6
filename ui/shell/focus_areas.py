"""F6: from area to area of the window, forward and back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget


def move_focus(areas: Sequence[QWidget], by: int) -> None:
    """Give the keyboard to the next area after the one that has it; hidden areas are passed over."""
    stops = [(area, stop) for area in areas if area.isVisible() and (stop := _stop_in(area)) is not None]
    if not stops:
        return
    focus = QApplication.focusWidget()
    now = next(
        (place for place, (area, _stop) in enumerate(stops) if focus is not None and _holds(area, focus)),
        -1 if by > 0 else 0,
    )
    stops[(now + by) % len(stops)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(area: QWidget, focus: QWidget) -> bool:
    return area is focus or area.isAncestorOf(focus)


def _stop_in(area: QWidget) -> QWidget | None:
    """The area itself, or the first control in it that the keyboard may have."""
    if area.focusPolicy() & Qt.FocusPolicy.TabFocus and area.isEnabled():
        return area
    widget = area.nextInFocusChain()
    for _step in range(5000):
        if widget is None or widget is area:
            return None
        reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        if reachable and area.isAncestorOf(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None


def step_row(page: QWidget | None, by: int) -> None:
    """J and K: the next or previous row of the list that has the keyboard, or of the page's first list."""
    focus = QApplication.focusWidget()
    view = focus if isinstance(focus, QAbstractItemView) else page.findChild(QAbstractItemView) if page else None
    model = view.model() if view else None
    if view is None or model is None or not model.rowCount():
        return
    now = view.currentIndex().row()
    to = min(max(now + by, 0), model.rowCount() - 1) if now >= 0 else 0
    view.setCurrentIndex(model.index(to, 0))
