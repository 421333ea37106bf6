"""Banners under the tabs: an icon, what is so, the remainder, one button."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from ui.kit.appearance import appearance, px
from ui.kit.buttons import Button
from ui.kit.layouts import Item, row
from ui.kit.measures import RADIUS_ROW
from ui.kit.painting import box
from ui.kit.phrases import Words
from ui.kit.texts import ElidedText, Icon, Text

BannerKind = Literal["poll", "offline", "failure", "following"]
_TOKENS: dict[BannerKind, tuple[str, str, str]] = {
    "poll": ("accent_tint", "accent_text", "vote"),
    "offline": ("note_tint", "note", "wifi-off"),
    "failure": ("bad_tint", "bad", "circle-alert"),
    "following": ("ok_tint", "ok", "presentation"),
}


class Banner(QFrame):
    """Stays until what it tells is over; `pressed` when its button is."""

    pressed = Signal()

    def __init__(self, kind: BannerKind, sentence: Words, remainder: Words = "", act: Words = "") -> None:
        super().__init__()
        self.kind = kind
        self._tint, self._ink, icon = _TOKENS[kind]
        self.setAccessibleName(str(sentence))
        self.setAccessibleDescription(str(remainder))
        items: list[Item] = [
            Icon(icon, self._ink, 18),
            Text(sentence, "body", weight=600),
            (ElidedText(remainder, "meta", tone="2"), 1),
        ]
        if act:
            button = Button(act, height=30)
            button.clicked.connect(self.pressed)
            items.append(button)
        self.setLayout(row(*items, space=10, margins=(14, 6, 8, 6)))
        appearance().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = appearance().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = str(getattr(tokens, self._ink)) if tokens.bordered else None
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        box(painter, area, px(RADIUS_ROW), str(getattr(tokens, self._tint)), edge)
