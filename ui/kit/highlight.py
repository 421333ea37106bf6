"""Where a folded search hits in a text: `quyet dinh` marks `Quyết định`."""

from __future__ import annotations

from ecabinet.domain.folding import folded


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the index of the letter it came from."""
    letters: list[str] = []
    places: list[int] = []
    for index, letter in enumerate(text):
        plain = folded(letter)
        letters.append(plain)
        places.extend([index] * len(plain))
    return "".join(letters), places


def hits(text: str, phrases: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of `text` that the folded `phrases` hit, in order, overlapping ones merged."""
    plain, places = folded_with_places(text)
    found: list[tuple[int, int]] = []
    for phrase in filter(None, phrases):
        at = plain.find(phrase)
        while at >= 0:
            found.append((places[at], places[at + len(phrase) - 1] + 1))
            at = plain.find(phrase, at + len(phrase))
    merged: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)
