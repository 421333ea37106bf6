"""A place with nothing in it says what will appear here and how."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.appearance import appearance, px
from ui.kit.buttons import Button
from ui.kit.layouts import Item, column, row
from ui.kit.painting import drum
from ui.kit.phrases import Words
from ui.kit.texts import Text


class DrumStar(QWidget):
    """The star of the drum, small and faint: ornament only."""

    def __init__(self, radius: int = 36) -> None:
        super().__init__()
        self._radius = radius
        appearance().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.setFixedSize(px(2 * self._radius) + 4, px(2 * self._radius) + 4)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        middle = QPointF(self.width() / 2, self.height() / 2)
        drum(QPainter(self), middle, px(self._radius), QColor(appearance().palette.text3), 0.55)


class EmptyPlace(QFrame):
    """What will appear here, how it comes, and at most one button."""

    def __init__(self, title: Words, how: Words, act: Button | None = None) -> None:
        super().__init__()
        self.setAccessibleName(str(title))
        buttons: list[Item] = [10, row(0, act, 0)] if act else []
        self.setLayout(
            column(
                0,
                row(0, DrumStar(), 0),
                8,
                Text(title, "h3", weight=600, centred=True, wrap=True),
                Text(how, "meta", tone="2", centred=True, wrap=True),
                *buttons,
                0,
                space=4,
                margins=(24, 16, 24, 16),
            )
        )
