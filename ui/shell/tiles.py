"""The minister profile's five places as tiles, at the left, or at the bottom when the window stands upright."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QWidget

from ui.kit.appearance import appearance, font
from ui.kit.avatar import Avatar
from ui.kit.icons import icon_pixmap
from ui.kit.measures import TILE
from ui.kit.page import Place
from ui.kit.painting import box
from ui.kit.phrases import say
from ui.shell.mark import Mark


class Tile(QPushButton):
    """One place, 128 x 112 at every text scale from 150 %; larger only with larger text."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self._count = 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def show_count(self, count: int) -> None:
        self._count = count
        self.refresh()

    def refresh(self) -> None:
        words = str(self.place.tile_words or self.place.words)
        self.setText(words)
        counted = say("{place}, {count} việc", place=words, count=self._count) if self._count else words
        self.setAccessibleName(str(counted))
        grown = max(1.0, appearance().choices.scale / 150)
        self.setFixedSize(round(TILE[0] * grown), round(TILE[1] * grown))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, here = appearance().palette, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        if here:
            box(painter, area, 14, tokens.current, tokens.accent_text if tokens.bordered else None)
        ink = tokens.accent_text if here else tokens.text2
        painter.drawPixmap(QPointF(area.center().x() - 16, area.y() + 16), icon_pixmap(self.place.icon, ink, 32))
        painter.setFont(font("caption", 600 if here else 500))
        painter.setPen(tokens.accent_text if here else tokens.text)
        words = QRectF(area.x(), area.y() + 54, area.width(), area.height() - 66)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self._count:
            badge = QRectF(area.center().x() + 8, area.y() + 6, 30, 28)
            box(painter, badge, 14, tokens.seal, tokens.current if here else tokens.canvas, 2)
            painter.setFont(font("caption", 700))
            painter.setPen(tokens.on_seal)
            painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), str(self._count))


class TileRail(QFrame):
    """All counters are for this person, so all are seal red."""

    wanted = Signal(str)

    def __init__(self, places: Sequence[Place], name: str) -> None:
        super().__init__()
        self.setObjectName("tiles")
        self._tiles = {place.key: Tile(place) for place in places if place.tile}
        self.mark, self._avatar = Mark(32), Avatar(name, 36)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(10, 14, 6, 14)
        self._line.setSpacing(6)
        self._line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignCenter)
        self._line.addSpacing(10)
        for key, tile in self._tiles.items():
            tile.clicked.connect(lambda _on=False, key=key: self.wanted.emit(key))
            self._line.addWidget(tile, 0, Qt.AlignmentFlag.AlignCenter)
        self._line.addStretch(1)
        self._line.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignCenter)

    def show_here(self, key: str) -> None:
        if key in self._tiles:
            self._tiles[key].setChecked(True)

    def show_count(self, key: str, count: int) -> None:
        if key in self._tiles:
            self._tiles[key].show_count(count)

    def stand(self, *, upright: bool) -> None:
        """Along the bottom when the window is higher than wide."""
        way = QBoxLayout.Direction.LeftToRight if upright else QBoxLayout.Direction.TopToBottom
        self._line.setDirection(way)
        self._avatar.setVisible(not upright)

    def first_stop(self) -> QWidget:
        return next((tile for tile in self._tiles.values() if tile.isChecked()), self.mark)
