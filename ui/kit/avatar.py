"""People as initials in a circle; the colour follows from the name and stays."""

from __future__ import annotations

import zlib
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.kit.appearance import appearance, font, px
from ui.kit.icons import token_icon
from ui.kit.palette import AVATARS, ON_AVATAR

Presence = Literal["present", "absent", "remote"]


def initials(name: str) -> str:
    """First letters of the first and the last word; Vietnamese given names come last."""
    words = name.split()
    if not words:
        return "?"
    return (words[0][0] + words[-1][0]).upper() if len(words) > 1 else words[0][:2].upper()


def avatar_colour(name: str) -> str:
    """The same for the same name on every desk."""
    return AVATARS[zlib.crc32(name.encode()) % len(AVATARS)]


def paint_avatar(painter: QPainter, area: QRectF, name: str, presence: Presence = "present") -> None:
    """Absent: dashed ring without fill. Remote: a small wifi sign at the upper right."""
    tokens = appearance().palette
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if presence == "absent":
        ring = QPen(QColor(tokens.line_strong), 1.2)
        ring.setDashPattern([3, 2.4])
        painter.setPen(ring)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area.adjusted(0.6, 0.6, -0.6, -0.6))
        painter.setPen(tokens.text3)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(avatar_colour(name))
        painter.drawEllipse(area)
        painter.setPen(ON_AVATAR)
    letters = font("caption", 600)
    letters.setPixelSize(max(9, round(area.height() * 0.38)))
    painter.setFont(letters)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), initials(name))
    if presence == "remote":
        corner = QPointF(area.right() - px(5), area.top() + px(5))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(corner, px(6.5), px(6.5))
        painter.drawPixmap(corner - QPointF(px(5), px(5)), token_icon("wifi", "text2", 10))
    painter.restore()


class Avatar(QWidget):
    """An avatar as a widget, `size` pixels at 100 %."""

    def __init__(self, name: str, size: int = 28, presence: Presence = "present") -> None:
        super().__init__()
        self._name, self._size, self._presence = name, size, presence
        self.setAccessibleName(name)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def show_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def refresh(self) -> None:
        self.setFixedSize(px(self._size), px(self._size))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), QRectF(self.rect()), self._name, self._presence)
