"""The status line: small facts, left what the desk is doing, right whose key and whose clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.appearance import appearance, gap, px
from ui.kit.layouts import row
from ui.kit.measures import STATUS
from ui.kit.phrases import Words, say
from ui.kit.texts import Icon, Text, Tone


@dataclass(frozen=True)
class StatusFact:
    """One fact with its icon. `key` keeps its place while the words change."""

    key: str
    icon: str
    words: Words
    tone: Tone = "2"


class StatusLine(QFrame):
    """Facts are replaced by key; the line itself never moves."""

    def __init__(self) -> None:
        super().__init__()
        self._left, self._right = row(space=20), row(space=20)
        self.setLayout(row((self._left, 1), (self._right, 0), space=12, margins=(14, 0, 14, 0)))
        self._shown: dict[str, tuple[Icon, Text]] = {}
        appearance().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.setFixedHeight(px(STATUS))
        self.setAccessibleName(str(say("Trạng thái")))

    def show_facts(self, left: Sequence[StatusFact], right: Sequence[StatusFact] = ()) -> None:
        """Show exactly these facts."""
        if [fact.key for fact in (*left, *right)] != list(self._shown):
            self._build(left, right)
        for fact in (*left, *right):
            icon, words = self._shown[fact.key]
            ink = {"ok": "ok", "note": "note", "bad": "bad"}.get(fact.tone, "text3")
            icon.show_icon(fact.icon, ink)
            words.set_tone(fact.tone)
            words.say(fact.words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Without room for all words the least important facts keep their icon and a tool tip."""
        facts = list(self._shown.values())
        spare = self.width() - gap(28) - sum(icon.width() + gap(26) for icon, _words in facts)
        for place, (icon, words) in enumerate(facts):
            need = words.sizeHint().width()
            shown = spare >= need or place == 0
            spare -= need if shown else 0
            words.setVisible(shown)
            icon.setToolTip("" if shown else words.text())
            icon.setAccessibleName("" if shown else words.text())

    def _build(self, left: Sequence[StatusFact], right: Sequence[StatusFact]) -> None:
        for line in (self._left, self._right):
            while line.count():
                item = line.takeAt(0)
                widget = item.widget() if item else None
                if widget is not None:
                    widget.deleteLater()
        self._shown = {}
        for line, facts in ((self._left, left), (self._right, right)):
            for fact in facts:
                line.addWidget(self._made(fact))
        self._left.addStretch(1)

    def _made(self, fact: StatusFact) -> QWidget:
        icon, words = Icon(fact.icon, "text3", 14), Text(fact.words, "caption", weight=500, tabular=True)
        carrier = QFrame()
        carrier.setLayout(row(icon, (words, 1), space=6))
        self._shown[fact.key] = (icon, words)
        return carrier
