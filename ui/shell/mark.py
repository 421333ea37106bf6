"""The program's mark, drawn by code: the star of the drum on seal red. It opens the main menu."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from ui.kit.appearance import appearance, px
from ui.kit.painting import box, star
from ui.kit.palette import MARK_STAR
from ui.kit.phrases import say


class Mark(QPushButton):
    """A button whose face is the mark."""

    def __init__(self, size: int = 28) -> None:
        super().__init__()
        self._size = size
        appearance().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.setFixedSize(px(self._size), px(self._size))
        self.setAccessibleName(str(say("Trình đơn chính")))
        self.setToolTip(str(say("Trình đơn chính (F10)")))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        box(painter, area, area.width() * 0.28, appearance().palette.seal)
        star(painter, area.center(), area.width() * 0.36, QColor(MARK_STAR))
