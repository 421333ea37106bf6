"""The verdict panel of any file: the card, then integrity and trust apart, then the reasons. One is shown at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ecabinet.domain.documents.evidence import FileReport, Verdict
from ui.kit.dispatch_words import ADVICE, verdict_kind, verdict_words
from ui.kit.evidence_words import (
    Holding,
    integrity,
    reasons,
    sentence_of,
    signer_kind,
    signer_name,
    signing_moment,
    trust,
)
from ui.kit.layouts import Item, column, framed, row
from ui.kit.phrases import Words, say
from ui.kit.texts import Icon, Text
from ui.kit.verdict_card import Signer, VerdictCard

_MOST_SIGNERS = 12
_MOST_REASONS = 20
_SIGNS = {
    "holds": ("circle-check", "ok"),
    "unknown": ("circle-question-mark", "unknown"),
    "broken": ("circle-x", "bad"),
}


@dataclass(frozen=True)
class EvidenceView:
    """What the panel shows. `can_show_signed`: there is a signed revision whose bytes can be shown."""

    verdict: Verdict
    sentence: Words
    signers: tuple[Signer, ...] = ()
    holdings: tuple[tuple[str, Holding, Holding], ...] = ()
    reasons: tuple[str, ...] = ()
    can_show_signed: bool = False


def view_of(report: FileReport) -> EvidenceView:
    """A checked file, as the panel shows it."""
    shown = report.signatures[:_MOST_SIGNERS]
    return EvidenceView(
        report.verdict,
        sentence_of(report),
        tuple(Signer(signer_name(one), signer_kind(one), signing_moment(one)) for one in shown),
        tuple((signer_name(one), integrity(one), trust(one)) for one in shown),
        reasons(report)[:_MOST_REASONS],
        report.kind == "pdf" and bool(shown),
    )


class EvidencePanel(QFrame):
    """`signed_wanted` for the signed revision, `details_wanted` for every signature in full."""

    signed_wanted = Signal()
    details_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._line = QVBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._held: QFrame | None = None
        self.setAccessibleName(str(say("Kết quả kiểm tra chữ ký")))

    def show_view(self, view: EvidenceView) -> None:
        parts: list[Item] = [self._card(view), *_holdings(view.holdings)]
        if view.reasons:
            parts += [4, Text(say("Lý do"), "h3", weight=600), *map(_reason, view.reasons)]
        self.show_nothing()
        self._held = framed(column(*parts, space=6))
        self._line.addWidget(self._held)

    def show_nothing(self) -> None:
        if self._held is not None:
            self._line.removeWidget(self._held)
            self._held.hide()
            self._held.deleteLater()
            self._held = None

    def _card(self, view: EvidenceView) -> QFrame:
        kind, advice = verdict_kind(view.verdict), ADVICE.get(view.verdict, "")
        if kind is None:
            told = Text(view.sentence, "meta", tone="2", wrap=True)
            head = column(Text(verdict_words(view.verdict), "h3", weight=600), told, space=0)
            first = row(Icon("circle-question-mark", "unknown", 22), (head, 1), space=10)
            hint = Text(advice, "meta", weight=500, wrap=True)
            made = framed(column(first, hint, space=8, margins=(14, 12, 14, 12)), card="quiet")
            made.setAccessibleName(str(verdict_words(view.verdict)))
            made.setAccessibleDescription(str(view.sentence))
            return made
        card = VerdictCard(kind, view.sentence, view.signers, advice=advice)
        card.signed_revision_wanted.connect(self.signed_wanted)
        card.details_wanted.connect(self.details_wanted)
        if not view.can_show_signed:
            card.signed.hide()
        return card


def _holdings(found: Sequence[tuple[str, Holding, Holding]]) -> list[Item]:
    """The two questions, signature by signature; the name stands above where there are several."""
    lines: list[Item] = []
    for name, whole, believed in found:
        if len(found) > 1:
            lines.append(Text(name, "meta", weight=600, wrap=True))
        lines += [_holding(say("Toàn vẹn"), whole), _holding(say("Tin cậy"), believed)]
    return [4, *lines] if lines else []


def _holding(question: Words, answer: Holding) -> Item:
    name, ink = _SIGNS[answer.standing]
    words = column(Text(question, "caption", tone="3"), Text(answer.words, "meta", weight=500, wrap=True), space=0)
    return row(column(2, Icon(name, ink, 16), 0, space=0), (words, 1), space=8)


def _reason(words: str) -> Item:
    return row(column(2, Icon("info", "text2", 14), 0, space=0), (Text(words, "meta", wrap=True), 1), space=8)
