"""Sheets: a centred card over the window for sign, vote, refuse, send. Not a dialog: the event loop never nests.

X and Esc mean "back". The focus starts on a field, or on "Quay lại" where there is none: Enter never signs by accident.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QLineEdit, QScrollArea, QWidget

from ui.kit.appearance import appearance, gap, px
from ui.kit.buttons import Button
from ui.kit.layouts import Item, column, framed, row
from ui.kit.measures import RADIUS_SHEET, SHEET_PADDING, SHEET_WIDTH
from ui.kit.painting import box, shadow
from ui.kit.phrases import Words, say
from ui.kit.texts import Text


class Sheet(QWidget):
    """Covers `window` until it is dismissed. `went_back` on Esc, X or the back button; acts close it themselves."""

    went_back = Signal()

    def __init__(
        self,
        window: QWidget,
        title: Words,
        belongs_to: Words,
        content: QLayout,
        *,
        act: Button,
        others: tuple[Button, ...] = (),
        back: Words | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._before = window.focusWidget()
        self.act = act
        self.back = Button(back or say("Quay lại"), height=42)
        self._card = self._dressed(title, belongs_to, content, (*others, self.back, act))
        self.setAccessibleName(str(title))
        self.back.clicked.connect(self.go_back)
        window.installEventFilter(self)
        appearance().changed.connect(self._place)
        self._place()
        self.show()
        self.raise_()
        self._first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        self.went_back.emit()
        self.dismiss()

    def dismiss(self) -> None:
        """Take the sheet away and give the keyboard back."""
        self._window.removeEventFilter(self)
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside the sheet."""
        stops = self._stops()
        if not stops:
            return True
        now = self.focusWidget()
        at = stops.index(now) if now in stops else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = appearance().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(tokens.scrim)
        veil.setAlphaF(tokens.scrim_strength)
        painter.fillRect(self.rect(), veil)
        area = QRectF(self._card.geometry())
        shadow(painter, area, px(RADIUS_SHEET), blur=34, down=10)
        box(painter, area, px(RADIUS_SHEET), tokens.raised, tokens.line)

    def _dressed(self, title: Words, belongs_to: Words, content: QLayout, buttons: tuple[Button, ...]) -> QWidget:
        close = Button(say("Đóng"), "tool", icon="x", icon_size=18, key="Esc")
        close.clicked.connect(self.go_back)
        heads: list[Item] = [Text(title, "title", weight=600, wrap=True)]
        if belongs_to:
            heads.append(Text(belongs_to, "meta", tone="2", wrap=True))
        middle = QScrollArea()
        middle.setWidgetResizable(True)
        middle.setFrameShape(QFrame.Shape.NoFrame)
        middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._middle = framed(content)
        middle.setWidget(self._middle)
        self._scroll = middle
        pad = SHEET_PADDING
        self._top = framed(row((column(*heads, space=2), 1), column(close, 0), space=8))
        self.back.setMinimumWidth(px(110))
        self.act.setMinimumWidth(px(150))
        self._foot = framed(row(0, *buttons, space=8))
        card = framed(column(self._top, (middle, 1), self._foot, space=16, margins=(pad, pad - 4, pad, pad - 4)))
        card.setParent(self)
        return card

    def _place(self) -> None:
        """As wide as the measures say, as high as the content needs, never larger than the window."""
        self.setGeometry(self._window.rect())
        width = min(px(SHEET_WIDTH), self.width() - gap(32))
        inner = width - 2 * gap(SHEET_PADDING)
        need, head = _height_for(self._middle, inner), _height_for(self._top, inner)
        whole = need + head + self._foot.sizeHint().height() + 2 * gap(16) + 2 * gap(SHEET_PADDING - 4)
        height = min(whole, self.height() - gap(32))
        self._card.setGeometry((self.width() - width) // 2, (self.height() - height) // 2, width, height)
        self.update()

    def _stops(self) -> list[QWidget]:
        return [
            widget
            for widget in self._in_tab_order()
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]

    def _in_tab_order(self) -> list[QWidget]:
        ordered: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self and len(ordered) < 5000:
            if self.isAncestorOf(widget):
                ordered.append(widget)
            widget = widget.nextInFocusChain()
        return ordered

    def _first_focus(self) -> QWidget:
        field = next((one for one in self._middle.findChildren(QLineEdit) if one.isEnabled()), None)
        return field or self.back


def _height_for(part: QWidget, width: int) -> int:
    layout = part.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.heightForWidth(width)
    return part.sizeHint().height()
