"""Strokes that several painted parts share: rounded boxes, shadows, elided lines, the drum star."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen

from ui.kit.appearance import appearance

RAYS = 14


def box(
    painter: QPainter, area: QRectF, radius: float, fill: str | None, edge: str | None = None, width: float = 1.0
) -> None:
    """A rounded rectangle; colours are `#RRGGBB`, None leaves that part out."""
    painter.setPen(QPen(QColor(edge), width) if edge else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, radius, radius)


def shadow(painter: QPainter, area: QRectF, radius: float, *, blur: int, down: int, strength: float = 0.26) -> None:
    """A soft shadow painted once, ring by ring; none in high contrast."""
    if appearance().palette.bordered:
        return
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    for ring in range(blur):
        tone = QColor(appearance().palette.shadow)
        tone.setAlphaF(min(1.0, strength * (1 - ring / blur) ** 2 / blur * 2.2))
        painter.setBrush(tone)
        painter.drawRoundedRect(area.adjusted(-ring, -ring + down, ring, ring + down), radius + ring, radius + ring)
    painter.restore()


def line_of_text(
    painter: QPainter,
    area: QRectF,
    text: str,
    font: QFont,
    colour: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """One line, elided at its end, centred in height; gives the width it took."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(area.width())))
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(area, int(align | Qt.AlignmentFlag.AlignVCenter), shown)
    return metrics.horizontalAdvance(shown)


def star(painter: QPainter, centre: QPointF, radius: float, colour: QColor) -> None:
    """The star of the Đông Sơn drum, 14 rays."""
    path = QPainterPath()
    for corner in range(RAYS * 2):
        angle = -math.pi / 2 + corner * math.pi / RAYS
        reach = radius if corner % 2 == 0 else radius * 0.40
        point = QPointF(centre.x() + reach * math.cos(angle), centre.y() + reach * math.sin(angle))
        if corner:
            path.lineTo(point)
        else:
            path.moveTo(point)
    path.closeSubpath()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(path)


def drum(painter: QPainter, centre: QPointF, radius: float, colour: QColor, strength: float) -> None:
    """The drum's face: star, rings, hatching, dots. The only ornament of the window."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tone = QColor(colour)
    tone.setAlphaF(strength)
    star(painter, centre, radius * 0.52, tone)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(tone, 1))
    for part in (0.56, 0.60, 0.80, 0.84, 0.98):
        painter.drawEllipse(centre, radius * part, radius * part)
    for count, inner, outer, turn in ((56, 0.62, 0.68, 0.06), (84, 0.87, 0.95, 0.0)):
        for mark in range(count):
            angle = mark * 2 * math.pi / count
            painter.drawLine(_on(centre, radius * inner, angle), _on(centre, radius * outer, angle + turn))
    for mark in range(42):
        painter.drawEllipse(_on(centre, radius * 0.74, mark * 2 * math.pi / 42), radius * 0.028, radius * 0.028)
    painter.restore()


def _on(centre: QPointF, reach: float, angle: float) -> QPointF:
    return QPointF(centre.x() + reach * math.cos(angle), centre.y() + reach * math.sin(angle))
