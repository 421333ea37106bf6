"""Stamps, deadline pills, verdict shields: one function paints a chip, used by the widget and by the rows.

Three shapes never mix: a stamp (square) is urgency or secrecy, a pill with a clock a deadline, a shield a signature.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.kit.appearance import appearance, font, px
from ui.kit.icons import token_icon
from ui.kit.measures import RADIUS_STAMP
from ui.kit.painting import box
from ui.kit.phrases import Words, say

ChipKind = Literal[
    "urgent",
    "most-urgent",
    "express",
    "express-timed",
    "secret",
    "due",
    "due-soon",
    "overdue",
    "valid",
    "valid-with-remarks",
    "undecided",
    "invalid",
    "altered",
    "plain",
    "accent",
    "live",
    "done",
    "waiting",
    "failed",
]


@dataclass(frozen=True)
class _Face:
    """Tokens of one kind. `edge` is drawn always, `contrast_edge` only in high contrast."""

    ink: str
    fill: str | None
    icon: str = ""
    words: Words = ""
    edge: str | None = None
    contrast_edge: str | None = None
    stamp: bool = False
    edge_width: float = 1.0


_FACES: dict[ChipKind, _Face] = {
    "urgent": _Face("seal_text", None, "chevron-up", say("Khẩn"), "seal_text", stamp=True, edge_width=1.2),
    "most-urgent": _Face(
        "seal_text", "seal_tint", "chevrons-up", say("Thượng khẩn"), "seal_text", stamp=True, edge_width=1.2
    ),
    "express": _Face("on_seal", "seal", "flame", say("Hỏa tốc"), stamp=True),
    "express-timed": _Face("on_seal", "seal", "alarm-clock", say("Hỏa tốc hẹn giờ"), stamp=True),
    "secret": _Face("text", None, "lock", say("Mật"), "text", stamp=True),
    "due": _Face("text2", "canvas", "clock", edge="line", contrast_edge="text"),
    "due-soon": _Face("note", "note_tint", "clock-alert", contrast_edge="note"),
    "overdue": _Face("bad", "bad_tint", "clock-alert", contrast_edge="bad"),
    "valid": _Face("ok", "ok_tint", "shield-check", say("Hợp lệ"), contrast_edge="ok"),
    "valid-with-remarks": _Face("note", "note_tint", "shield-alert", say("Hợp lệ, có lưu ý"), contrast_edge="note"),
    "undecided": _Face(
        "unknown", "unknown_tint", "shield-question-mark", say("Chưa xác định"), contrast_edge="unknown"
    ),
    "invalid": _Face("bad", "bad_tint", "shield-x", say("Không hợp lệ"), edge="bad"),
    "altered": _Face("on_altered", "altered", "file-warning", say("Đã bị sửa sau khi ký")),
    "waiting": _Face("note", "note_tint", "send", say("Chờ gửi"), contrast_edge="note"),
    "failed": _Face("bad", "bad_tint", "circle-alert", say("Không gửi được"), contrast_edge="bad"),
    "plain": _Face("text2", "canvas", edge="line", contrast_edge="text"),
    "accent": _Face("accent_text", "accent_tint", contrast_edge="accent"),
    "live": _Face("gold_text", "gold_tint", "radio", say("Đang họp"), contrast_edge="gold_text"),
    "done": _Face("ok", "ok_tint", "circle-check", contrast_edge="ok"),
}


@dataclass(frozen=True)
class ChipSign:
    """What a chip says: its kind, and words where the kind's own do not suffice; `tip` is the whole story."""

    kind: ChipKind
    words: Words = ""
    tip: Words = ""

    @property
    def text(self) -> str:
        return str(self.words or _FACES[self.kind].words)


def chip_size(sign: ChipSign, *, large: bool = False, with_icon: bool = True) -> tuple[int, int]:
    """Width and height in pixels."""
    face = _FACES[sign.kind]
    metrics = QFontMetricsF(_font(large))
    icon = px(17) if face.icon and with_icon else 0
    return math.ceil(metrics.horizontalAdvance(sign.text) + 2 * _padding(face) + icon), px(26 if large else 20)


def paint_chip(
    painter: QPainter, x: float, y: float, sign: ChipSign, *, large: bool = False, with_icon: bool = True
) -> int:
    """Draw a chip with its upper left corner at (x, y); gives its width."""
    face, tokens = _FACES[sign.kind], appearance().palette
    width, height = chip_size(sign, large=large, with_icon=with_icon)
    edge = (face.contrast_edge or face.edge) if tokens.bordered else face.edge
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box(
        painter,
        QRectF(x + 0.5, y + 0.5, width - 1, height - 1),
        px(RADIUS_STAMP) if face.stamp else (height - 1) / 2,
        None if face.fill is None else str(getattr(tokens, face.fill)),
        str(getattr(tokens, edge)) if edge else None,
        face.edge_width,
    )
    left = x + _padding(face)
    if face.icon and with_icon:
        painter.drawPixmap(QPointF(left, y + (height - px(13)) / 2), token_icon(face.icon, face.ink, 13))
        left += px(17)
    painter.setFont(_font(large))
    painter.setPen(str(getattr(tokens, face.ink)))
    area = QRectF(left, y, width, height)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), sign.text)
    painter.restore()
    return width


def verdict_icon(verdict: ChipKind) -> tuple[str, str]:
    """Icon and colour token of a verdict where only the shield is shown, as in rows."""
    face = _FACES[verdict]
    return face.icon, "bad" if verdict == "altered" else face.ink


class Chip(QWidget):
    """A chip as a widget."""

    def __init__(self, sign: ChipSign, *, large: bool = False) -> None:
        super().__init__()
        self._sign, self._large = sign, large
        appearance().changed.connect(self.refresh)
        self.refresh()

    def show_sign(self, sign: ChipSign) -> None:
        self._sign = sign
        self.refresh()

    def refresh(self) -> None:
        self.setFixedSize(*chip_size(self._sign, large=self._large))
        self.setAccessibleName(self._sign.text)
        self.setToolTip(str(self._sign.tip))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_chip(QPainter(self), 0, 0, self._sign, large=self._large)


def chip_of(kind: ChipKind, words: Words = "", tip: Words = "") -> Chip:
    return Chip(ChipSign(kind, words, tip))


def _padding(face: _Face) -> int:
    return px(6 if face.stamp else 8)


def _font(large: bool) -> QFont:
    return font("meta" if large else "caption", 600, tabular=True)
