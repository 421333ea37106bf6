"""One focus ring per window: shows itself where the keyboard is, and only after keyboard focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QTextEdit, QWidget

from ui.kit.appearance import appearance, px
from ui.kit.measures import RADIUS_CONTROL, RADIUS_ROW

_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_GAP = 2


class FocusRing(QWidget):
    """A transparent overlay; fields and text areas show focus by their own border instead."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("focus-ring")
        self.hide()
        self._around: QWidget | None = None
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        appearance().changed.connect(self.follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn and isinstance(watched, QWidget) and watched.window() is self.window():
            reason = event.reason()  # type: ignore[attr-defined]
            self._around = watched if reason in _BY_KEYBOARD and not _has_own_border(watched) else None
            self.follow()
        elif watched is self._around:
            if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
                self._around = None
                self.hide()
            elif kind in (QEvent.Type.Move, QEvent.Type.Resize):
                self.follow()
        return False

    def follow(self) -> None:
        """Stand around the control that has the keyboard."""
        if self._around is None or not self._around.isVisible():
            self.hide()
            return
        edge = _GAP + self._width()
        corner = self._around.mapTo(self.window(), QPoint(0, 0))
        inner = isinstance(self._around, QAbstractScrollArea)
        wide = -self._width() if inner else edge
        self.setGeometry(QRect(corner, self._around.size()).adjusted(-wide, -wide, wide, wide))
        self.show()
        self.raise_()

    def _width(self) -> int:
        return 3 if appearance().palette.bordered else 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._around is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(appearance().palette.focus), self._width()))
        round_ = RADIUS_ROW if isinstance(self._around, QAbstractScrollArea) else RADIUS_CONTROL
        half = self._width() / 2
        radius = px(round_) + _GAP
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)


def _has_own_border(widget: QWidget) -> bool:
    return isinstance(widget, (QLineEdit, QTextEdit)) and widget.property("k") != "bare"
