"""Facts of a thing: names left in grey, values right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from ui.kit.appearance import appearance, gap, px
from ui.kit.phrases import Words
from ui.kit.texts import Text

_NAMES = 88
"""Pixels at 100 % for the names; longer ones wrap."""

Fact = tuple[Words, Words]


class FactList(QFrame):
    """`show_facts` replaces what stood here; a fact without value is left out."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._shown: list[Text] = []
        appearance().changed.connect(self.refresh)
        self.refresh()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        for old in self._shown:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []
        for place, (name, value) in enumerate(one for one in facts if str(one[1])):
            label, told = Text(name, "meta", tone="2", wrap=True), Text(value, "meta", wrap=True, tabular=True)
            label.setMaximumWidth(px(_NAMES))
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(told, place, 1)
            self._shown += [label, told]

    def refresh(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(gap(12))
        self._grid.setVerticalSpacing(gap(6))
        self._grid.setColumnMinimumWidth(0, px(_NAMES))
        for label in self._shown[::2]:
            label.setMaximumWidth(px(_NAMES))
        self._grid.setColumnStretch(1, 1)
