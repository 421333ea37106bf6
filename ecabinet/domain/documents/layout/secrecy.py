"""Secrecy marks: a secret document must never enter, so this looks on every page and errs on the side of refusing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from ecabinet.domain.documents.layout.lines import Line, rows, segments
from ecabinet.domain.documents.layout.page import PageDocument
from ecabinet.domain.documents.layout.profile import RuleProfile

LABEL = re.compile(r"^(?:độ|mức độ|dấu chỉ độ|chỉ độ)\s+mật\s*:?\s*(?P<mark>.+)$", re.IGNORECASE)
LONGEST_MARK = 3


def secrecy_mark(document: PageDocument, profile: RuleProfile) -> str | None:
    """`MẬT`, `TỐI MẬT` or `TUYỆT MẬT` if a mark stands alone on a line or in a cell of any page, or behind `Độ mật:`.

    Spaced letters, rotated stamps and composed or decomposed marks count alike.
    """
    found = next(secrecy_marks(document, profile), None)
    return found[0] if found else None


def secrecy_marks(document: PageDocument, profile: RuleProfile) -> Iterator[tuple[str, int, float, float]]:
    """Each mark with page, x and baseline."""
    marks = {_squeezed(mark): mark for mark in profile.section("secrecy").list("marks")}
    for page in document.pages:
        pieces = [piece for row in rows(page, profile.section("reading")) for piece in _pieces(row, profile)]
        turned = tuple(run for run in page.runs if run.rotated)
        pieces += [
            Line(page.number, turned[start : start + length])
            for start in range(len(turned))
            for length in range(1, LONGEST_MARK + 1)
        ]
        for piece in pieces:
            mark = _mark(" ".join(run.text for run in piece.runs), marks)
            if mark:
                yield mark, page.number, piece.x0, piece.baseline


def _pieces(row: Line, profile: RuleProfile) -> Sequence[Line]:
    return (row, *segments(row, profile.section("reading")))


def _mark(text: str, marks: dict[str, str]) -> str | None:
    label = LABEL.match(unicodedata.normalize("NFC", text).strip())
    if label:
        return marks.get(_squeezed(label["mark"].upper()))
    return marks.get(_squeezed(text))


def _squeezed(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFC", text) if letter.isalnum())
