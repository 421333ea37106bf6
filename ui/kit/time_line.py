"""The time line of a dispatch: what was done, what failed, what is now, what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.appearance import appearance, font, px
from ui.kit.icons import token_icon
from ui.kit.phrases import Words, say

StepState = Literal["done", "failed", "now", "next"]


@dataclass(frozen=True)
class Step:
    """One step: when (as shown), what, by whom or how."""

    moment: Words
    title: Words
    detail: Words = ""
    state: StepState = "done"


_HEARD = {"done": say("đã xong"), "failed": say("không đạt"), "now": say("đang chờ"), "next": say("sắp tới")}


class TimeLine(QWidget):
    """Steps from top to bottom; heights follow the width, long details wrap."""

    def __init__(self, steps: Sequence[Step] = ()) -> None:
        super().__init__()
        self._steps = tuple(steps)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def show_steps(self, steps: Sequence[Step]) -> None:
        self._steps = tuple(steps)
        self.refresh()

    def refresh(self) -> None:
        heard = [f"{step.title}, {_HEARD[step.state]}, {step.detail} {step.moment}".strip() for step in self._steps]
        self.setAccessibleName(str(say("Tiến trình")))
        self.setAccessibleDescription("; ".join(heard))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(self._heights(width)) + px(2)

    def sizeHint(self) -> QSize:
        return QSize(px(250), self.heightForWidth(self.width() or px(250)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.heightForWidth(max(self.width(), px(120))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = px(2)
        for number, (step, height) in enumerate(zip(self._steps, self._heights(self.width()), strict=True)):
            following = self._steps[number + 1] if number + 1 < len(self._steps) else None
            if following:
                self._paint_thread(painter, top, height, dashed="next" in (step.state, following.state))
            self._paint_mark(painter, QPointF(px(8), top + px(10)), step.state)
            self._paint_words(painter, QRectF(px(26), top, self.width() - px(26), height), step)
            top += height

    def _heights(self, width: int) -> list[int]:
        metrics = QFontMetrics(font("meta"))
        room = QRect(0, 0, max(px(40), width - px(26)), 10_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        return [
            px(32) + (metrics.boundingRect(room, wrap, str(step.detail)).height() if step.detail else 0)
            for step in self._steps
        ]

    def _paint_thread(self, painter: QPainter, top: int, height: int, *, dashed: bool) -> None:
        thread = QPen(QColor(appearance().palette.line_button), 1.5)
        if dashed:
            thread.setDashPattern([2, 2.5])
        painter.setPen(thread)
        painter.drawLine(QPointF(px(8), top + px(18)), QPointF(px(8), top + height + px(2)))

    def _paint_mark(self, painter: QPainter, at: QPointF, state: StepState) -> None:
        tokens = appearance().palette
        if state in ("done", "failed"):
            name, ink = ("circle-check", "ok") if state == "done" else ("circle-x", "bad")
            painter.drawPixmap(at - QPointF(px(7), px(7)), token_icon(name, ink, 14))
        elif state == "now":
            halo = QColor(tokens.accent_text)
            halo.setAlpha(50)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(halo)
            painter.drawEllipse(at, px(8), px(8))
            painter.setBrush(QColor(tokens.accent_text))
            painter.drawEllipse(at, px(4), px(4))
        else:
            painter.setBrush(QColor(tokens.surface))
            painter.setPen(QPen(QColor(tokens.line_strong), 1.4))
            painter.drawEllipse(at, px(5), px(5))

    def _paint_words(self, painter: QPainter, area: QRectF, step: Step) -> None:
        tokens, coming = appearance().palette, step.state == "next"
        first = QRectF(area.x(), area.y(), area.width(), px(20))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font("caption", tabular=True))
        painter.setPen(tokens.text3)
        painter.drawText(first, int(middle | Qt.AlignmentFlag.AlignRight), str(step.moment))
        taken = painter.fontMetrics().horizontalAdvance(str(step.moment))
        title = font("meta", 600 if step.state == "now" else 500)
        painter.setFont(title)
        painter.setPen(tokens.text3 if coming else tokens.text)
        room = int(area.width()) - taken - px(8)
        painter.drawText(
            first, int(middle), QFontMetrics(title).elidedText(str(step.title), Qt.TextElideMode.ElideRight, room)
        )
        painter.setFont(font("meta"))
        painter.setPen(tokens.text3 if coming else tokens.text2)
        painter.drawText(area.adjusted(0, px(20), 0, 0), int(Qt.TextFlag.TextWordWrap), str(step.detail))
