"""The verdict in words: what holds, who signed, when and whose clock says so, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.kit.avatar import Avatar
from ui.kit.buttons import Button
from ui.kit.chips import Chip, ChipKind, ChipSign, verdict_icon
from ui.kit.layouts import Card, Item, Line, column, framed, row
from ui.kit.phrases import Words, say
from ui.kit.texts import Icon, Text, Tone

VERDICT_WORDS: dict[ChipKind, Words] = {
    "valid": say("Hợp lệ"),
    "valid-with-remarks": say("Hợp lệ, có lưu ý"),
    "undecided": say("Chưa xác định"),
    "invalid": say("Không hợp lệ"),
    "altered": say("Đã bị sửa sau khi ký"),
}
_CARDS: dict[ChipKind, tuple[Card, Tone]] = {
    "valid": ("ok", "ok"),
    "valid-with-remarks": ("note", "note"),
    "undecided": ("unknown", "unknown"),
    "invalid": ("bad", "bad"),
    "altered": ("altered", "altered"),
}


@dataclass(frozen=True)
class Signer:
    """One signature as the card tells it: name, kind of certificate, time with the clock it comes from."""

    name: str
    certificate: Words
    moment: Words


class VerdictCard(QFrame):
    """The panel of the reading pane. For every state but the first `advice` says what to do."""

    signed_revision_wanted = Signal()
    details_wanted = Signal()

    def __init__(
        self, verdict: ChipKind, sentence: Words, signers: Sequence[Signer] = (), *, advice: Words = ""
    ) -> None:
        super().__init__()
        card, tone = _CARDS[verdict]
        icon, ink = verdict_icon(verdict)
        self.setProperty("card", card)
        self.setAccessibleName(str(VERDICT_WORDS[verdict]))
        self.setAccessibleDescription(str(sentence))
        told = Text(sentence, "meta", tone="2", wrap=True)
        if verdict == "altered":
            # the only verdict that is a solid fill, here as in every list
            head = column(row(Chip(ChipSign(verdict), large=True), 0), told, space=4)
        else:
            word = Text(VERDICT_WORDS[verdict], "h3", weight=600, tone=tone)
            head = row(Icon(icon, ink, 22), (column(word, told, space=0), 1), space=10)
        lines: list[Item] = [head, 4, *map(_signer, signers)]
        if advice:
            lines.append(framed(row((Text(advice, "meta", weight=500, wrap=True), 1)), name="advice"))
        self.signed = Button(say("Xem bản đã ký"), "link", icon="eye")
        self.details = Button(say("Chi tiết"), "link")
        self.signed.clicked.connect(self.signed_revision_wanted)
        self.details.clicked.connect(self.details_wanted)
        self.setLayout(column(*lines, 2, row(self.signed, 0, self.details), space=8, margins=(14, 12, 14, 10)))


def _signer(one: Signer) -> Line:
    words = column(
        Text(one.name, "meta", weight=600, wrap=True),
        Text(one.certificate, "caption", tone="2", wrap=True),
        Text(one.moment, "caption", tone="2", tabular=True, wrap=True),
        space=0,
    )
    return row(Avatar(one.name, 26), (words, 1), space=10)
