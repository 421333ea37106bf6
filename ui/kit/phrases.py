"""Words of the window: written in Vietnamese where they are shown, translated when they are read.

A `Phrase` is words, a plain `str` is data (names, subjects, numbers) and never translated.
`python -m ui.kit.translation_making` collects every `say("...")` for Qt Linguist.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

CONTEXT = "window"


@dataclass(frozen=True)
class Phrase:
    """Words that follow the language: `str(phrase)` gives them in the language of this moment."""

    source: str
    facts: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        words = QCoreApplication.translate(CONTEXT, self.source)
        return words.format(**{name: str(fact) for name, fact in self.facts}) if self.facts else words


Words = Phrase | str
"""What a part of the kit can show: words or data."""


def say(source: str, **facts: object) -> Phrase:
    """Vietnamese words with {facts}; the source must be a literal, so that it can be collected."""
    return Phrase(source, tuple(facts.items()))
