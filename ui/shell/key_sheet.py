"""F1: the keyboard map on a sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.keyboard import KEYS, LOOK, MOVE, READ, WORK
from ui.kit.layouts import Item, column, row
from ui.kit.phrases import say
from ui.kit.sheet import Sheet
from ui.kit.texts import KeyCap, Text


def show_keys(window: QWidget) -> Sheet:
    """Every key, by group; Esc goes back."""
    lines: list[Item] = []
    for group in (MOVE, WORK, READ, LOOK):
        lines += [4, Text(group, "h3", weight=600)]
        for key in KEYS:
            if key.group == group:
                caps = [KeyCap(one.replace("+", " ").strip()) for one in (*key.keys[:1], *filter(None, (key.letter,)))]
                lines.append(row((Text(key.words, "body", wrap=True), 1), *caps, space=6))
    done = Button(say("Đã rõ"), "primary", height=42)
    sheet = Sheet(
        window, say("Bảng phím"), say("Phím chữ đơn chỉ có tác dụng khi không gõ chữ"), column(*lines), act=done
    )
    done.clicked.connect(sheet.dismiss)
    return sheet
