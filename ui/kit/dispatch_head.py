"""The head of a dispatch in the reading pane: urgency, deadline, verdict, subject, number, sender, day."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ecabinet.domain.calendar import office_day
from ecabinet.domain.dispatches.dispatch import Box, Dispatch
from ui.kit.buttons import Button
from ui.kit.chips import Chip, ChipSign
from ui.kit.dispatch_words import deadline, urgency, verdict_chip
from ui.kit.formats import day
from ui.kit.layouts import column, row
from ui.kit.phrases import say
from ui.kit.texts import ElidedText, Text


class DispatchHead(QFrame):
    """`back` is there in narrow windows only; `verdict_wanted` when the verdict's chip is pressed for its reasons."""

    verdict_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = Button(say("Danh sách"), "link", icon="arrow-left")
        self._urgency, self._deadline = Chip(ChipSign("urgent")), Chip(ChipSign("due"))
        self._verdict = Chip(ChipSign("plain"))
        self.why = Button(say("Vì sao"), "link")
        self.why.clicked.connect(self.verdict_wanted)
        self._subject = Text("", "title", weight=600, wrap=True, size=19)
        self._number = Text("", "meta", weight=600, tabular=True)
        self._party, self._day = ElidedText("", "meta", tone="2"), Text("", "meta", tone="2", tabular=True)
        self.setLayout(
            column(
                row(self.back, 0),
                row(self._urgency, self._deadline, self._verdict, self.why, 0),
                self._subject,
                row(self._number, Text("·", "meta", tone="3"), (self._party, 1), self._day, space=6),
                space=6,
            )
        )
        self.show_back(False)

    def show_back(self, narrow: bool) -> None:
        self.back.setVisible(narrow)

    def show_dispatch(self, one: Dispatch, now: datetime, *, deadline_matters: bool) -> None:
        stamp = urgency(one.priority)
        pill = deadline(one.due_on, office_day(now)) if deadline_matters else None
        for chip, sign in ((self._urgency, stamp), (self._deadline, pill)):
            chip.setVisible(sign is not None)
            if sign is not None:
                chip.show_sign(sign)
        self._verdict.show_sign(verdict_chip(one.verdict))
        self._subject.say(one.subject)
        self._number.say(one.number.text)
        parties = [one.sender] if one.box is Box.IN else one.addressees
        self._party.say(", ".join(party.name for party in parties))
        self._day.say(day(one.issued_on) if one.issued_on else "")
