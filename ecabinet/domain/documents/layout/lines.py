"""Words joined into rows (one baseline across the page) and segments (a row parted where columns part)."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ecabinet.domain.documents.layout.page import MM_PER_POINT, Page, Run
from ecabinet.domain.documents.layout.profile import Section
from ecabinet.domain.folding import folded

RAISED_SIZE, RAISED_BASELINE_EM = 0.8, 0.5
NARROWEST_SPACE_EM = 0.08


@dataclass(frozen=True)
class Line:
    """Words on one baseline, left to right."""

    page: int
    runs: tuple[Run, ...]
    word_gap_em: float = 0.16

    @functools.cached_property
    def text(self) -> str:
        words = [self.runs[0].text]
        for before, run in zip(self.runs, self.runs[1:], strict=False):
            gap = run.x0 - before.x1
            em = run.size * MM_PER_POINT
            # a space may have been drawn before the run but to another neighbour: where a field fills a gap left open
            parted = gap > self.word_gap_em * em or (run.spaced and gap > NARROWEST_SPACE_EM * em)
            words.append((" " if parted else "") + run.text)
        return "".join(words)

    @functools.cached_property
    def key(self) -> str:
        """The text without marks, case and doubled spaces, to recognise it by."""
        return " ".join(folded(self.text).split())

    @functools.cached_property
    def letters_key(self) -> str:
        return "".join(letter for letter in self.key if letter.isalnum())

    @property
    def x0(self) -> float:
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        return max(run.x1 for run in self.runs)

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def baseline(self) -> float:
        return self.runs[0].baseline

    @functools.cached_property
    def size(self) -> float:
        """The size most letters have."""
        amounts: dict[float, int] = {}
        for run in self.runs:
            amounts[round(run.size, 1)] = amounts.get(round(run.size, 1), 0) + len(run.text)
        return max(amounts, key=lambda size: amounts[size])

    def share(self, holds: Callable[[Run], bool]) -> float:
        """The share of letters whose run has a property, 0 to 1; signs count only where there is nothing else."""
        weights = [(sum(letter.isalnum() for letter in run.text), run) for run in self.runs]
        total = sum(weight for weight, _ in weights)
        if total == 0:
            weights, total = [(1, run) for run in self.runs], len(self.runs)
        return sum(weight for weight, run in weights if holds(run)) / total

    @property
    def bold(self) -> bool:
        return self.share(lambda run: run.bold) > 0.5

    @property
    def italic(self) -> bool:
        return self.share(lambda run: run.italic) > 0.5

    @property
    def caps(self) -> bool:
        return any(letter.isalpha() for letter in self.text) and self.text == self.text.upper()


def joined(lines: Sequence[Line]) -> Line:
    """Segments of one row as one line."""
    runs = sorted((run for line in lines for run in line.runs), key=lambda run: run.x0)
    return replace(lines[0], runs=tuple(runs))


def rows(page: Page, reading: Section) -> tuple[Line, ...]:
    """The rows of a page from top to bottom; raised and lowered letters belong to the row they lean on."""
    upright = sorted((run for run in page.runs if not run.rotated), key=lambda run: run.baseline)
    tolerance = reading.number("row-tolerance-mm")
    groups: list[list[Run]] = []
    for run in upright:
        if groups and run.baseline - groups[-1][0].baseline <= tolerance:
            groups[-1].append(run)
        else:
            groups.append([run])
    gap = reading.number("word-gap-em")
    return tuple(_line(page.number, group, gap) for group in _with_raised(groups))


def _with_raised(groups: list[list[Run]]) -> Iterator[list[Run]]:
    sizes = [max(run.size for run in group) for group in groups]
    homes: dict[int, int] = {}
    for index, group in enumerate(groups):
        for other in (index - 1, index + 1):
            if not 0 <= other < len(groups) or other in homes or sizes[index] > RAISED_SIZE * sizes[other]:
                continue
            if _leans(group, groups[other], sizes[other] * MM_PER_POINT):
                homes[index] = other
                break
    for index, group in enumerate(groups):
        if index not in homes:
            guests = [run for guest, home in homes.items() if home == index for run in groups[guest]]
            # the row keeps its own baseline, which its first run carries
            yield group + [replace(run, baseline=group[0].baseline) for run in guests]


def _leans(group: list[Run], home: list[Run], em: float) -> bool:
    """Whether small letters stand close by a word of the row above or below: a power, a note's number."""
    if abs(group[0].baseline - home[0].baseline) >= RAISED_BASELINE_EM * em:
        return False
    return all(any(abs(run.x0 - other.x1) < em for other in home) for run in group)


def _line(page: int, runs: Iterable[Run], gap: float) -> Line:
    return Line(page, tuple(sorted(runs, key=lambda run: run.x0)), gap)


def segments(row: Line, reading: Section) -> tuple[Line, ...]:
    """A row parted at every gap too wide for a space between words."""
    limit = reading.number("column-gap-em")
    parts: list[list[Run]] = [[row.runs[0]]]
    for run in row.runs[1:]:
        before = parts[-1][-1]
        if run.x0 - before.x1 > limit * max(run.size, before.size) * MM_PER_POINT:
            parts.append([run])
        else:
            parts[-1].append(run)
    return tuple(replace(row, runs=tuple(part)) for part in parts)


def matches(pattern: str, line: Line) -> bool:
    """Whether the folded text of a line fits a pattern from its start."""
    return re.match(pattern, line.key) is not None
