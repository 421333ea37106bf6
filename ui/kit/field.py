"""A labelled field of a form or a sheet: label above, hint below; "required" is said in words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy

from ui.kit.appearance import appearance, font, px
from ui.kit.layouts import Item, column
from ui.kit.phrases import Words
from ui.kit.texts import Text


class Field(QFrame):
    """One line of text with its label."""

    changed = Signal(str)

    def __init__(self, label: Words, hint: Words = "", *, longest: int = 500) -> None:
        super().__init__()
        self._label = label
        self.line = QLineEdit()
        self.line.setMaxLength(longest)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.textChanged.connect(self.changed)
        parts: list[Item] = [Text(label, "meta", tone="2"), self.line]
        if hint:
            parts.append(Text(hint, "caption", tone="3", wrap=True))
        self.setLayout(column(*parts, space=4))
        appearance().changed.connect(self.refresh)
        self.refresh()

    @property
    def text(self) -> str:
        return self.line.text().strip()

    def refresh(self) -> None:
        self.line.setAccessibleName(str(self._label))
        self.line.setFont(font("body"))
        self.line.setFixedHeight(px(appearance().measures.density.control))
