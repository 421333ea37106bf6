"""Labels that follow language, scale and palette: text, elided text, key caps, icons, lines."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.kit.appearance import appearance, font, px
from ui.kit.icons import token_icon
from ui.kit.measures import RADIUS_KEY_CAP, TextStyle
from ui.kit.painting import box
from ui.kit.phrases import Words

Tone = Literal["1", "2", "3", "accent", "seal", "gold", "ok", "note", "unknown", "bad", "altered", "toast"]


class Text(QLabel):
    """Words or data in one of the window's type styles."""

    def __init__(
        self,
        words: Words = "",
        style: TextStyle = "body",
        *,
        weight: int = 400,
        tone: Tone = "1",
        wrap: bool = False,
        tabular: bool = False,
        size: int | None = None,
        centred: bool = False,
    ) -> None:
        super().__init__()
        self._words, self._style, self._weight, self._tabular, self._size = words, style, weight, tabular, size
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if centred:
            self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        elif wrap:
            self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def say(self, words: Words) -> None:
        """Show other words."""
        self._words = words
        self.setText(str(words))

    def set_tone(self, tone: Tone) -> None:
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def refresh(self) -> None:
        self.setFont(font(self._style, self._weight, tabular=self._tabular, size=self._size))
        self.setText(str(self._words))


class ElidedText(Text):
    """One line that gives way: elided at its end, whole in the tool tip and to assistive technology."""

    def __init__(self, words: Words = "", style: TextStyle = "body", **how: object) -> None:
        super().__init__(words, style, **how)  # type: ignore[arg-type]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(40), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        whole = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(whole, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole = self.fontMetrics().horizontalAdvance(self.text())
        self.setToolTip(self.text() if whole > self.width() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)


class KeyCap(QWidget):
    """A key to press, as it stands on the keyboard: decoration beside a control that names its key itself."""

    def __init__(self, key: str, *, on_toast: bool = False) -> None:
        super().__init__()
        self._key, self._on_toast = key, on_toast
        self.setAccessibleName(key)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        appearance().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.setFont(font("caption", 500))
        self.setFixedSize(self.fontMetrics().horizontalAdvance(self._key) + px(14), px(22))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = appearance().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = None if self._on_toast else tokens.canvas
        edge = tokens.text3 if self._on_toast else (tokens.line_strong if tokens.bordered else tokens.line)
        box(painter, self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), px(RADIUS_KEY_CAP), fill, edge)
        painter.setPen(tokens.on_toast if self._on_toast else tokens.text3)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._key)


class Icon(QLabel):
    """An icon that only accompanies words; assistive technology does not hear it."""

    def __init__(self, name: str, colour: str = "text2", size: int = 18) -> None:
        super().__init__()
        self._name, self._colour, self._size = name, colour, size
        appearance().changed.connect(self.refresh)
        self.refresh()

    def show_icon(self, name: str, colour: str) -> None:
        self._name, self._colour = name, colour
        self.refresh()

    def refresh(self) -> None:
        self.setPixmap(token_icon(self._name, self._colour, self._size))
        self.setFixedSize(px(self._size), px(self._size))


def vertical_line() -> QFrame:
    return _line("v")


def horizontal_line() -> QFrame:
    return _line("h")


def _line(way: Literal["v", "h"]) -> QFrame:
    drawn = QFrame()
    drawn.setProperty("line", way)
    if way == "v":
        drawn.setFixedWidth(1)
    else:
        drawn.setFixedHeight(1)
    return drawn
