"""Filter chips: a pill with the number of hits behind the word; chosen ones turn blue."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from ui.kit.appearance import appearance, font, px
from ui.kit.painting import box
from ui.kit.phrases import Words


class FilterChip(QPushButton):
    """A checkable filter, 28 high."""

    def __init__(self, words: Words, count: int | None = None, *, chosen: bool = False) -> None:
        super().__init__()
        self._words, self._count = words, count
        self.setCheckable(True)
        self.setChecked(chosen)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def show_count(self, count: int | None) -> None:
        self._count = count
        self.refresh()

    def refresh(self) -> None:
        words = str(self._words)
        self.setText(words)
        self.setAccessibleName(words if self._count is None else f"{words}, {self._count}")
        width = QFontMetricsF(font("meta", 600)).horizontalAdvance(words) + px(24)
        if self._count is not None:
            width += QFontMetricsF(self._count_font()).horizontalAdvance(str(self._count)) + px(6)
        self.setFixedSize(math.ceil(width), px(28))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, chosen = appearance().palette, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        resting = tokens.hover if self.underMouse() else tokens.surface
        edge = tokens.accent_text if chosen else (tokens.line_strong if tokens.bordered else tokens.line)
        box(painter, area, area.height() / 2, tokens.accent_tint if chosen else resting, edge)
        painter.setFont(font("meta", 600 if chosen else 500))
        painter.setPen(tokens.accent_text if chosen else tokens.text2)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(px(12), 0, 0, 0), int(middle), self.text())
        if self._count is not None:
            painter.setFont(self._count_font())
            painter.setPen(tokens.accent_text if chosen else tokens.text3)
            painter.drawText(
                area.adjusted(0, 0, -px(11), 0), int(middle | Qt.AlignmentFlag.AlignRight), str(self._count)
            )

    @staticmethod
    def _count_font() -> QFont:
        return font("caption", 600, tabular=True)
