"""Buttons of a pane in one row; what has no room goes into the "…" menu, the first act last of all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ui.kit.appearance import appearance, gap
from ui.kit.buttons import Button
from ui.kit.phrases import say


class ActRow(QWidget):
    """`buttons` in order of weight; `rest` are acts that always stay in the menu."""

    def __init__(self, buttons: Sequence[Button], rest: Sequence[Button] = ()) -> None:
        super().__init__()
        self._buttons, self._rest = tuple(buttons), tuple(rest)
        self._more = Button(say("Việc khác"), "tool", icon="ellipsis", icon_size=18)
        self._more.clicked.connect(self._show_rest)
        for button in (*self._buttons, self._more, *self._rest):
            button.setParent(self)
        for button in self._rest:
            button.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance().changed.connect(self._fit)

    def sizeHint(self) -> QSize:
        whole = sum(button.sizeHint().width() + gap(8) for button in self._buttons) + self._more.sizeHint().width()
        return QSize(whole, max(button.height() for button in (*self._buttons, self._more)))

    def minimumSizeHint(self) -> QSize:
        first = self._buttons[0].sizeHint().width() if self._buttons else 0
        return QSize(first + gap(8) + self._more.sizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Place what fits from the left, the menu's button at the right edge."""
        widths = [button.sizeHint().width() for button in self._buttons]
        menu = self._more.sizeHint().width()
        crowded = bool(self._rest) or sum(widths) + gap(8) * len(widths) > self.width()
        room = self.width() - (menu + gap(8) if crowded else 0)
        left, full = 0, False
        for button, width in zip(self._buttons, widths, strict=True):
            full = full or left + width > room
            button.setVisible(not full)
            if not full:
                button.setGeometry(left, (self.height() - button.height()) // 2, width, button.height())
                left += width + gap(8)
        self._more.setVisible(crowded)
        self._more.move(self.width() - self._more.width(), (self.height() - self._more.height()) // 2)

    def _show_rest(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(str(say("Việc khác")))
        menu.aboutToHide.connect(menu.deleteLater)
        for button in (*self._buttons, *self._rest):
            if button in self._rest or not button.isVisible():
                entry = menu.addAction(button.accessibleName(), button.click)
                entry.setEnabled(button.isEnabled())
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))
