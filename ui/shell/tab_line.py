"""Tabs over the panel: first the place itself, then what was opened from it. Hidden while nothing is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QToolTip

from ui.kit.appearance import appearance, font, px
from ui.kit.icons import token_icon
from ui.kit.measures import RADIUS_CONTROL, TABS
from ui.kit.painting import box, line_of_text
from ui.kit.phrases import Words, say

_WIDEST, _NARROWEST = 240, 72


class TabLine(QTabBar):
    """A tab bar drawn by us: icon, words, a cross on all but the first. `closing` with the tab's number."""

    closing = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._titles: list[tuple[str, Words]] = []
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        self.setContentsMargins(0, 0, 0, 0)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def open_tab(self, icon: str, words: Words) -> int:
        """One more tab at the end; gives its number."""
        self._titles.append((icon, words))
        place = self.addTab(str(words))
        self._heard(place)
        return place

    def rename(self, place: int, icon: str, words: Words) -> None:
        self._titles[place] = (icon, words)
        self.setTabText(place, str(words))
        self._heard(place)
        self.update()

    def close_tab(self, place: int) -> None:
        del self._titles[place]
        self.removeTab(place)

    def refresh(self) -> None:
        self.setAccessibleName(str(say("Các thẻ đang mở")))
        self.setFixedHeight(px(TABS))
        self.setFont(font("meta", 500))
        for place in range(self.count()):
            self.setTabText(place, str(self._titles[place][1]))
            self._heard(place)
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        if index >= len(self._titles):
            return QSize(px(_NARROWEST), px(TABS))
        words = QFontMetrics(font("meta", 600)).horizontalAdvance(str(self._titles[index][1]))
        wanted = words + px(46) + (px(22) if index else 0) + px(8)
        return QSize(min(max(wanted, px(_NARROWEST)), px(_WIDEST)), px(TABS))

    def minimumTabSizeHint(self, _index: int) -> QSize:
        return QSize(px(_NARROWEST), px(TABS))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(self.count()):
            self._paint_tab(painter, place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.tabAt(event.position().toPoint())
        middle = event.button() == Qt.MouseButton.MiddleButton
        if place > 0 and (middle or self._cross(place).contains(event.position())):
            self.closing.emit(place)
            return
        super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.tabAt(event.position().toPoint())
        if place > 0 and self._cross(place).contains(event.position()):
            return
        super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.tabAt(event.pos())
            if place >= 0:
                QToolTip.showText(event.globalPos(), self._tip(place, event.pos()), self)
            return True
        return super().event(event)

    def _tip(self, place: int, at: QPoint) -> str:
        if place and self._cross(place).contains(QPointF(at)):
            return str(say("Đóng thẻ (Ctrl+W)"))
        return str(self._titles[place][1])

    def _heard(self, place: int) -> None:
        self.setAccessibleTabName(place, str(self._titles[place][1]))

    def _cross(self, place: int) -> QRectF:
        area = QRectF(self.tabRect(place))
        return QRectF(area.right() - px(30), area.center().y() - px(11), px(22), px(22))

    def _paint_tab(self, painter: QPainter, place: int) -> None:
        tokens, here = appearance().palette, place == self.currentIndex()
        icon, words = self._titles[place]
        area = QRectF(self.tabRect(place)).adjusted(px(8), px(5), 0, -px(4))
        if here:
            fill = tokens.raised if tokens.name == "dark" else tokens.sunken
            box(
                painter,
                area.adjusted(0.5, 0.5, -0.5, -0.5),
                px(RADIUS_CONTROL),
                fill,
                tokens.text if tokens.bordered else None,
            )
        middle = area.center().y()
        painter.drawPixmap(
            QPointF(area.left() + px(11), middle - px(15) / 2), token_icon(icon, "text" if here else "text3", 15)
        )
        right = px(26) if place else px(8)
        room = area.adjusted(px(33), 0, -right, 0)
        face = font("meta", 600 if here else 500)
        line_of_text(painter, room, str(words), face, tokens.text if here else tokens.text2)
        if place:
            cross = self._cross(place)
            painter.drawPixmap(
                QPointF(cross.center().x() - px(13) / 2, middle - px(13) / 2), token_icon("x", "text3", 13)
            )
