"""The navigation rail: places with counters that count only what needs me; narrow windows show icons alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.kit.appearance import appearance, font, gap, px
from ui.kit.icons import token_icon
from ui.kit.measures import RADIUS_NAV, RAIL, RAIL_NARROW
from ui.kit.page import OTHER, Place
from ui.kit.painting import box
from ui.kit.phrases import say
from ui.kit.texts import Text


class NavItem(QPushButton):
    """One place. A seal-red counter cannot wait; a quiet one can."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self._count, self._urgent, self._narrow = 0, False, False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def show_count(self, count: int, *, urgent: bool) -> None:
        self._count, self._urgent = count, urgent
        self.refresh()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.refresh()

    def refresh(self) -> None:
        words = str(self.place.words)
        self.setText(words)
        named = say("{place}, {count} việc", place=words, count=self._count) if self._count else words
        self.setAccessibleName(str(named))
        self.setToolTip(str(named) if self._narrow else "")
        self.setFixedHeight(px(appearance().measures.density.nav_item))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(38), px(appearance().measures.density.nav_item))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, here = appearance().palette, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if here:
            box(painter, area, px(RADIUS_NAV), tokens.current, tokens.accent_text if tokens.bordered else None)
        elif self.underMouse():
            box(painter, area, px(RADIUS_NAV), tokens.sunken if not tokens.bordered else tokens.hover)
        size = px(18)
        left = (self.width() - size) / 2 if self._narrow else px(10)
        name = self.place.icon
        icon = token_icon(name, "accent_text" if here else "text2", 18)
        painter.drawPixmap(QPointF(left, (self.height() - size) / 2), icon)
        if self._narrow:
            self._paint_dot(painter)
            return
        words = font("body", 600 if here else 500)
        painter.setFont(words)
        painter.setPen(tokens.accent_text if here else tokens.text)
        badge = self._badge_width() + px(12) if self._count else px(6)
        room = area.adjusted(px(38), 0, -badge, 0)
        shown = QFontMetrics(words).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        if self._count:
            self._paint_count(painter, here)

    def _badge_width(self) -> int:
        return max(
            px(22), QFontMetrics(font("caption", 600, tabular=True)).horizontalAdvance(str(self._count)) + px(12)
        )

    def _paint_count(self, painter: QPainter, here: bool) -> None:
        tokens = appearance().palette
        width = self._badge_width()
        badge = QRectF(self.width() - width - px(8), (self.height() - px(20)) / 2, width, px(20))
        quiet = tokens.surface if here and tokens.name != "dark" else tokens.raised
        if not here and tokens.name == "light":
            quiet = tokens.sunken
        edge = tokens.text if tokens.bordered and not self._urgent else None
        box(painter, badge.adjusted(0.5, 0.5, -0.5, -0.5), px(10), tokens.seal if self._urgent else quiet, edge)
        painter.setFont(font("caption", 600, tabular=True))
        painter.setPen(tokens.on_seal if self._urgent else (tokens.accent_text if here else tokens.text2))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), str(self._count))

    def _paint_dot(self, painter: QPainter) -> None:
        if self._count:
            tokens = appearance().palette
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.seal if self._urgent else tokens.accent_text)
            painter.drawEllipse(QPointF(self.width() - px(9), px(9)), px(4), px(4))


class Rail(QScrollArea):
    """Places in their groups; `wanted` with the key of the place pressed."""

    wanted = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self._items = {place.key: NavItem(place) for place in places}
        self._caption = Text(OTHER, "caption", weight=600, tone="3")
        self._narrow = False
        self.setObjectName("rail")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._filled(places))
        for key, item in self._items.items():
            item.clicked.connect(lambda _on=False, key=key: self.wanted.emit(key))
        appearance().changed.connect(self.refresh)
        self.refresh()

    def show_here(self, key: str) -> None:
        if key in self._items:
            self._items[key].setChecked(True)
            for item in self._items.values():
                item.refresh()

    def show_count(self, key: str, count: int, *, urgent: bool) -> None:
        if key in self._items:
            self._items[key].show_count(count, urgent=urgent)

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._caption.setVisible(not narrow)
        for item in self._items.values():
            item.set_narrow(narrow)
        self.refresh()

    def first_stop(self) -> QWidget:
        """Where F6 lands: the place we are in."""
        return next((item for item in self._items.values() if item.isChecked()), next(iter(self._items.values())))

    def refresh(self) -> None:
        self.setFixedWidth(px(RAIL_NARROW if self._narrow else RAIL))

    def _filled(self, places: Sequence[Place]) -> QWidget:
        carrier = QWidget()
        self._layout = QVBoxLayout(carrier)
        self._layout.setContentsMargins(gap(10), gap(4), gap(10), gap(8))
        self._layout.setSpacing(2)
        for place in places:
            if place.group == "main":
                self._layout.addWidget(self._items[place.key])
        others = [place for place in places if place.group == "other"]
        if others:
            self._layout.addSpacing(gap(6))
            self._caption.setContentsMargins(gap(8), 0, 0, gap(2))
            self._layout.addWidget(self._caption)
        for place in others:
            self._layout.addWidget(self._items[place.key])
        self._layout.addStretch(1)
        for place in places:
            if place.group == "foot":
                self._layout.addWidget(self._items[place.key])
        return carrier
