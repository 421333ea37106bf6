"""Long work on screen: what and how far on the left, how long on the right, and "stop"."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from ui.kit.buttons import Button
from ui.kit.layouts import column, row
from ui.kit.phrases import Words, say
from ui.kit.texts import ElidedText, Text


class ProgressStrip(QFrame):
    """A bar 6 pixels high with its words; `stopped` when the person presses stop."""

    stopped = Signal()

    def __init__(self, what: Words, left: Words = "") -> None:
        super().__init__()
        self._what = ElidedText(what, "meta", weight=500, tabular=True)
        self._left = Text(left, "meta", tone="2", tabular=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setRange(0, 1000)
        self._bar.setAccessibleName(str(what))
        stop = Button(say("Dừng"), "link")
        stop.clicked.connect(self.stopped)
        self.setLayout(column(row((self._what, 1), self._left, stop), self._bar, space=4))

    def show_progress(self, part: float | None, what: Words | None = None, left: Words = "") -> None:
        """`part` from 0 to 1, None while the end is not known."""
        self._bar.setRange(0, 0 if part is None else 1000)
        if part is not None:
            self._bar.setValue(round(1000 * min(1.0, max(0.0, part))))
        if what is not None:
            self._what.say(what)
            self._bar.setAccessibleName(str(what))
        self._left.say(left)
