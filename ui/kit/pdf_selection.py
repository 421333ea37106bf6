"""Which letters of which pages are selected, and what a search hits. No widgets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ui.kit.highlight import hits
from ui.kit.pdf_pages import Box, PageText

MOST_HITS = 2000


@dataclass(frozen=True, order=True)
class Spot:
    """Before letter `letter` of page `page`, both from 0."""

    page: int
    letter: int


@dataclass(frozen=True)
class Span:
    """Half-open: from `first` up to `last`, in reading order."""

    first: Spot
    last: Spot

    @staticmethod
    def between(one: Spot, other: Spot) -> Span:
        return Span(min(one, other), max(one, other))

    def on(self, page: int, length: int) -> range:
        """The selected letters of a page that has `length` letters."""
        start = self.first.letter if page == self.first.page else (0 if page > self.first.page else length)
        end = self.last.letter if page == self.last.page else (length if page < self.last.page else 0)
        return range(min(start, length), min(end, length))


def nearest(text: PageText, x: float, y: float) -> int:
    """The letter boundary nearest to a point of the page: same line first, then along it."""
    best, least = 0, float("inf")
    for place, (left, top, right, bottom) in enumerate(text.boxes):
        off_line = max(top - y, y - bottom, 0.0)
        off = max(left - x, x - right, 0.0)
        distance = off_line * 40 + off
        if distance < least:
            least, best = distance, place + (1 if x > (left + right) / 2 else 0)
    return best


def word_at(text: PageText, letter: int) -> tuple[int, int]:
    """The word around a letter."""
    first = last = min(letter, max(0, len(text.letters) - 1))
    while first > 0 and text.letters[first - 1].isalnum():
        first -= 1
    while last < len(text.letters) and text.letters[last].isalnum():
        last += 1
    return first, last


def bars(text: PageText, letters: range) -> Iterator[Box]:
    """The selected letters as one bar a line."""
    bar: Box | None = None
    for place in letters:
        left, top, right, bottom = text.boxes[place]
        if right <= left:
            continue
        if bar and abs((top + bottom) - (bar[1] + bar[3])) < (bar[3] - bar[1]) and left >= bar[0] - 1:
            bar = (bar[0], min(bar[1], top), max(bar[2], right), max(bar[3], bottom))
        else:
            if bar:
                yield bar
            bar = (left, top, right, bottom)
    if bar:
        yield bar


def selected_text(texts: Mapping[int, PageText], span: Span) -> str:
    """What copying takes; lines stay lines."""
    parts = []
    for page in range(span.first.page, span.last.page + 1):
        if page in texts:
            letters = span.on(page, len(texts[page].letters))
            parts.append(texts[page].letters[letters.start : letters.stop])
    return "\n".join(parts).replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "")


def hits_on(page: int, text: PageText, phrases: tuple[str, ...]) -> list[Span]:
    """Hits of folded phrases on a page; a line's end counts as a blank."""
    plain = "".join(" " if letter in "\r\n" else letter for letter in text.letters)
    return [Span(Spot(page, first), Spot(page, last)) for first, last in hits(plain, phrases)]
