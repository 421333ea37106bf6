"""Single-letter keys: only when no text field has the focus and no input method is composing (Telex, VNI)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


class LetterKeys(QObject):
    """Listens to a window's keys. `actions` maps a capital letter or sign to what it does."""

    def __init__(self, window: QWidget, actions: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._window, self._actions = window, dict(actions)
        self.composing = False
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self.composing = bool(event.preeditString())
        elif kind == QEvent.Type.FocusIn:
            self.composing = False
        elif kind == QEvent.Type.KeyPress and isinstance(watched, QWidget) and isinstance(event, QKeyEvent):
            return self._pressed(watched, event)
        return False

    def _pressed(self, where: QWidget, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        act = self._actions.get(event.text().upper()) if plain and event.text() else None
        if act is None or where.window() is not self._window or (event.isAutoRepeat() and event.text() == "/"):
            return False
        focus = QApplication.focusWidget()
        if self.composing or _takes_text(where) or (focus is not None and _takes_text(focus)):
            return False
        act()
        return True


def _takes_text(widget: QWidget) -> bool:
    """Text fields, and whatever else an input method may write into."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
        return bool(widget.inputMethodQuery(Qt.InputMethodQuery.ImEnabled))
    return False
