"""One short sentence at the bottom of the pane that changed, with "undo" for five seconds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QPropertyAnimation, QRectF, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QWidget

from ui.kit.appearance import appearance, px
from ui.kit.buttons import Button
from ui.kit.layouts import Item, row
from ui.kit.measures import FADE_MS, RADIUS_ROW, TOAST_HEIGHT, UNDO_MS
from ui.kit.painting import box
from ui.kit.phrases import Words, say
from ui.kit.texts import Icon, KeyCap, Text


class Toast(QFrame):
    """Stays while hovered or focused; a new toast takes the place of the old one, whose undo is then gone."""

    def __init__(self, pane: QWidget, words: Words, undo: Callable[[], None] | None = None) -> None:
        super().__init__(pane)
        self.setAccessibleName(str(words))
        self._undo, self._pane = undo, pane
        items: list[Item] = [Icon("circle-check", "on_toast", 18), Text(words, "body", weight=500, tone="toast")]
        if undo:
            self.undo_button = Button(say("Hoàn tác"), "toast")
            self.undo_button.clicked.connect(self.take_back)
            items += [8, self.undo_button, KeyCap("Ctrl Z", on_toast=True)]
        self.setLayout(row(*items, space=10, margins=(14, 0, 12, 0)))
        self._timer = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._timer.timeout.connect(self._leave)
        self._place()
        self.show()
        self.raise_()
        self._fade_in()
        pane.installEventFilter(self)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._timer.start()

    def take_back(self) -> None:
        """Run the undo, once."""
        undo, self._undo = self._undo, None
        self.close()
        self.deleteLater()
        if undo:
            undo()

    @property
    def can_take_back(self) -> bool:
        return self._undo is not None

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = appearance().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        box(painter, area, px(RADIUS_ROW), tokens.toast, tokens.toast_line)

    def _leave(self) -> None:
        if self.isAncestorOf(self.focusWidget() or self) and self.focusWidget() and self.focusWidget().hasFocus():
            self._timer.start()
            return
        self._undo = None
        self.close()
        self.deleteLater()

    def _place(self) -> None:
        pane = self._pane
        self.setFixedHeight(px(TOAST_HEIGHT))
        width = min(self.sizeHint().width(), pane.width() - 24)
        self.setGeometry((pane.width() - width) // 2, pane.height() - self.height() - px(14), width, self.height())

    def _fade_in(self) -> None:
        if not appearance().choices.motion:
            return
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", self)
        fade.setDuration(FADE_MS)
        fade.setStartValue(0.0)
        fade.setEndValue(1.0)
        fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        fade.finished.connect(lambda: self.setGraphicsEffect(None))  # type: ignore[arg-type]
        fade.start()
