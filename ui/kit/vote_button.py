"""The choices of a poll: equal in size, weight and colour; a chosen one turns blue, never green or red."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from ui.kit.appearance import appearance, font, px
from ui.kit.icons import token_icon
from ui.kit.measures import RADIUS_ROW
from ui.kit.painting import box
from ui.kit.phrases import Words, say


class VoteButton(QPushButton):
    """Full width; icon, words, and the key that presses it. The label is inside the control for screen readers."""

    def __init__(self, icon: str, words: Words, key: str) -> None:
        super().__init__()
        self._icon, self._words, self._key = icon, words, key
        self.setCheckable(True)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.setText(str(self._words))
        self.setAccessibleName(str(say("{choice}, phím {key}", choice=self._words, key=self._key)))
        self.setFixedHeight(px(appearance().measures.density.vote_button))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, chosen = appearance().palette, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        resting = tokens.hover if self.underMouse() else tokens.raised
        fill, edge = (tokens.accent_tint, tokens.accent) if chosen else (resting, tokens.line_strong)
        box(painter, area, px(RADIUS_ROW), fill, edge, 2 if chosen else 1.2)
        painter.drawPixmap(QPointF(area.x() + px(16), area.center().y() - px(12)), token_icon(self._icon, "text", 24))
        painter.setFont(font("h2", 600))
        painter.setPen(tokens.text)
        painter.drawText(area.adjusted(px(54), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        cap = QRectF(area.right() - px(40), area.center().y() - px(12), px(26), px(24))
        box(painter, cap, px(5), tokens.canvas, tokens.line_strong if tokens.bordered else tokens.line)
        painter.setFont(font("meta", 600))
        painter.setPen(tokens.text2)
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), self._key)
