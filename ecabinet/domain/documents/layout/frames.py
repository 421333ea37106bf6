"""What strokes make: a rule under a line, a frame around a word, a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ecabinet.domain.documents.layout.lines import Line
from ecabinet.domain.documents.layout.page import MM_PER_POINT, Bar

TALLEST_FRAME = 30.0
SHORTEST_SIDE = 4.0
MOST_SIDES = 2_000
SQUARE, MOST_SQUARES, MOST_IN_A_SQUARE = 10.0, 200, 40


@dataclass(frozen=True)
class Frame:
    """A rectangle by the middle of its strokes, in millimetres."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def holds(self, line: Line) -> bool:
        middle = line.baseline - 0.3 * line.size * MM_PER_POINT
        return self.y0 < middle < self.y1 and self.x0 - 1 < line.centre < self.x1 + 1


def rule_below(line: Line, bars: Sequence[Bar], nearest: float, farthest: float) -> Bar | None:
    """The first horizontal stroke under a line, no farther below its baseline than `farthest`."""
    under = [
        bar
        for bar in bars
        if bar.lies and nearest <= bar.y0 - line.baseline <= farthest and bar.x0 < line.x1 and bar.x1 > line.x0
    ]
    return min(under, key=lambda bar: bar.y0, default=None)


def frame_around(line: Line, bars: Sequence[Bar]) -> Frame | None:
    """The frame drawn around a single line, if its four sides are there."""
    middle = line.baseline - 0.3 * line.size * MM_PER_POINT
    across = [bar for bar in bars if bar.lies and bar.x0 <= line.x0 + 0.5 and bar.x1 >= line.x1 - 0.5]
    down = [bar for bar in bars if not bar.lies and bar.y0 < middle < bar.y1]
    above = max((bar.y0 for bar in across if middle - TALLEST_FRAME < bar.y0 < middle), default=None)
    below = min((bar.y0 for bar in across if middle < bar.y0 < middle + TALLEST_FRAME), default=None)
    left = max((bar.x0 for bar in down if bar.x0 <= line.x0 + 0.5), default=None)
    right = min((bar.x0 for bar in down if bar.x0 >= line.x1 - 0.5), default=None)
    if above is None or below is None or left is None or right is None:
        return None
    return Frame(left, above, right, below)


def tables(bars: Sequence[Bar], joint: float) -> tuple[Frame, ...]:
    """The bounding boxes of strokes that touch each other and lie both ways; frames of stamps are among them."""
    # a drawing of a million strokes is no table
    sides = [bar for bar in bars if bar.length >= SHORTEST_SIDE][:MOST_SIDES]
    groups = _touching(sides, joint)
    found: list[Frame] = []
    for group in groups:
        if sum(bar.lies for bar in group) >= 2 and sum(not bar.lies for bar in group) >= 1:
            found.append(
                Frame(
                    min(bar.x0 for bar in group),
                    min(bar.y0 for bar in group),
                    max(bar.x1 for bar in group),
                    max(bar.y1 for bar in group),
                )
            )
    return tuple(found)


def _touching(bars: Sequence[Bar], joint: float) -> list[list[Bar]]:
    """Groups of strokes connected by touching; only strokes that share a square of a coarse grid are compared."""
    parents = list(range(len(bars)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    squares: dict[tuple[int, int], list[int]] = {}
    for index, bar in enumerate(bars):
        for square in _squares(bar, joint):
            neighbours = squares.setdefault(square, [])
            for other in neighbours:
                if root(index) != root(other) and _touch(bar, bars[other], joint):
                    parents[root(index)] = root(other)
            if len(neighbours) < MOST_IN_A_SQUARE:
                neighbours.append(index)
    groups: dict[int, list[Bar]] = {}
    for index, bar in enumerate(bars):
        groups.setdefault(root(index), []).append(bar)
    return list(groups.values())


def _squares(bar: Bar, joint: float) -> list[tuple[int, int]]:
    columns = range(int((bar.x0 - joint) // SQUARE), int((bar.x1 + joint) // SQUARE) + 1)
    lines = range(int((bar.y0 - joint) // SQUARE), int((bar.y1 + joint) // SQUARE) + 1)
    return [(column, line) for column in columns[:MOST_SQUARES] for line in lines[:MOST_SQUARES]]


def _touch(one: Bar, other: Bar, joint: float) -> bool:
    return (
        one.x0 - joint <= other.x1
        and other.x0 - joint <= one.x1
        and one.y0 - joint <= other.y1
        and other.y0 - joint <= one.y1
    )
