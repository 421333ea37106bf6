"""Rows and columns without ceremony: widgets, layouts, stretches (0) and gaps (numbers) in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QSpacerItem, QWidget

from ui.kit.appearance import appearance, gap

Item = QWidget | QLayout | int | tuple[QWidget | QLayout, int]
Margins = tuple[int, int, int, int]
Card = Literal["plain", "quiet", "choice", "ok", "note", "unknown", "bad", "altered", "accent"]


class Line(QBoxLayout):
    """A box layout whose spacing, margins and gaps follow the text scale."""

    def __init__(self, way: QBoxLayout.Direction, items: Sequence[Item], space: int, margins: Margins) -> None:
        super().__init__(way)
        self._space, self._margins = space, margins
        self._gaps: list[tuple[QSpacerItem, int]] = []
        for item in items:
            self._put(item)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.setSpacing(gap(self._space))
        self.setContentsMargins(*(gap(side) for side in self._margins))
        across = self.direction() == QBoxLayout.Direction.LeftToRight
        for spacer, length in self._gaps:
            spacer.changeSize(gap(length) if across else 0, 0 if across else gap(length))
        self.invalidate()

    def _put(self, item: Item) -> None:
        stretch = 0
        if isinstance(item, tuple):
            item, stretch = item
        if isinstance(item, QWidget):
            self.addWidget(item, stretch)
        elif isinstance(item, QLayout):
            self.addLayout(item, stretch)
        elif item == 0:
            self.addStretch(1)
        else:
            spacer = QSpacerItem(0, 0)
            self._gaps.append((spacer, item))
            self.addSpacerItem(spacer)


def row(*items: Item, space: int = 8, margins: Margins = (0, 0, 0, 0)) -> Line:
    """Side by side. An int is empty space in pixels, 0 a stretch; (item, n) gives the item stretch n."""
    return Line(QBoxLayout.Direction.LeftToRight, items, space, margins)


def column(*items: Item, space: int = 8, margins: Margins = (0, 0, 0, 0)) -> Line:
    """One under the other; items as in `row`."""
    return Line(QBoxLayout.Direction.TopToBottom, items, space, margins)


def framed(content: QLayout, *, card: Card | None = None, name: str = "") -> QFrame:
    """A frame around a layout: a card of the palette, or a plain carrier."""
    frame = QFrame()
    if card:
        frame.setProperty("card", card)
    if name:
        frame.setObjectName(name)
    frame.setLayout(content)
    return frame
