"""The two facts the minister profile keeps of the status line, at the upper right of the panel: online, key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from ui.kit.appearance import gap
from ui.kit.layouts import Item, row
from ui.kit.texts import Icon, Text
from ui.shell.status_line import StatusFact


class MinisterFacts(QFrame):
    """Stands in the page's title line."""

    def __init__(self) -> None:
        super().__init__()
        self._floats = True
        self._line = row(space=18)
        self.setLayout(self._line)

    def show_facts(self, facts: Sequence[StatusFact]) -> None:
        while self._line.count():
            item = self._line.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        for fact in facts:
            parts: list[Item] = [
                Icon(fact.icon, "text2" if fact.tone == "2" else fact.tone, 16),
                Text(fact.words, "meta", weight=500, tone=fact.tone),
            ]
            carrier = QFrame()
            carrier.setLayout(row(*parts, space=6))
            self._line.addWidget(carrier)
        self._float()

    def stand_in(self, panel: QWidget, corner: QBoxLayout | None) -> None:
        """Take the page's corner, or the upper right corner of `panel`."""
        self._floats = corner is None
        if corner is not None and corner.indexOf(self) < 0:
            corner.addWidget(self)
        elif corner is None and self.parentWidget() is not panel:
            self.setParent(panel)
            panel.installEventFilter(self)
        self._float()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._float()
        return False

    def _float(self) -> None:
        panel = self.parentWidget()
        if self._floats and panel is not None:
            self.adjustSize()
            self.move(panel.width() - self.width() - gap(24), gap(24))
            self.raise_()
