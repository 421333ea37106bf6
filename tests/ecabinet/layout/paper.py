"""Pages drawn at known places: a small drawing board, wrapped and justified with the font's own widths."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
FACES = {
    (False, False): "LiberationSerif-Regular.ttf",
    (True, False): "LiberationSerif-Bold.ttf",
    (False, True): "LiberationSerif-Italic.ttf",
    (True, True): "LiberationSerif-BoldItalic.ttf",
}
MM = 25.4 / 72
BLACK, RED = (0, 0, 0), (255, 0, 0)


@functools.cache
def _advances(bold: bool, italic: bool) -> tuple[dict[int, str], dict[str, int], int]:
    font = TTFont(FONTS / FACES[bold, italic])
    widths = {name: advance for name, (advance, _) in font["hmtx"].metrics.items()}
    return font.getBestCmap(), widths, font["head"].unitsPerEm


def width_of(text: str, size: float, bold: bool = False, italic: bool = False) -> float:
    """Millimetres, without kerning."""
    letters, widths, unit = _advances(bold, italic)
    return sum(widths[letters[ord(letter)]] for letter in text) / unit * size * MM


@dataclass(frozen=True)
class Text:
    """One line of text; `x` is its left end or, with `centred`, its middle. `fill`: spread its words to this width."""

    part: str
    text: str
    x: float
    y: float
    size: float = 14
    bold: bool = False
    italic: bool = False
    centred: bool = False
    fill: float | None = None
    colour: tuple[int, int, int] = BLACK
    font: str = "Liberation Serif"

    @property
    def width(self) -> float:
        return width_of(self.text, self.size, self.bold, self.italic)

    @property
    def left(self) -> float:
        return self.x - self.width / 2 if self.centred else self.x

    def words(self) -> list[tuple[str, float]]:
        """Pieces to draw with their left ends."""
        if self.fill is None:
            return [(self.text, self.left)]
        words = self.text.split(" ")
        free = self.fill - sum(width_of(word, self.size, self.bold, self.italic) for word in words)
        gap = free / max(len(words) - 1, 1)
        drawn, x = [], self.left
        for word in words:
            drawn.append((word, x))
            x += width_of(word, self.size, self.bold, self.italic) + gap
        return drawn


@dataclass(frozen=True)
class Stroke:
    part: str
    x0: float
    y0: float
    x1: float
    y1: float
    colour: tuple[int, int, int] = BLACK
    thickness: float = 0.7


@dataclass(frozen=True)
class Under:
    """A rule under a line of text, as a share of its width; drawn where that line is when all is done."""

    part: str
    of: str
    share: float = 1.0
    below: float = 1.2


Item = Text | Stroke | Under


@dataclass
class Leaf:
    width: float = 210.0
    height: float = 297.0
    items: list[Item] = field(default_factory=list)

    def strokes(self) -> list[Stroke]:
        drawn = [item for item in self.items if isinstance(item, Stroke)]
        for rule in [item for item in self.items if isinstance(item, Under)]:
            above = [item for item in self.items if isinstance(item, Text) and item.part == rule.of]
            if above:
                line = above[-1]
                middle, half = line.left + line.width / 2, line.width * rule.share / 2
                y = line.y + rule.below
                drawn.append(Stroke(rule.part, middle - half, y, middle + half, y))
        return drawn


@dataclass
class Paper:
    """A document to be drawn; the methods that break it give it back."""

    leaves: list[Leaf] = field(default_factory=lambda: [Leaf()])

    def put(self, *items: Item, leaf: int = -1) -> Paper:
        self.leaves[leaf].items += items
        return self

    def change(self, part: str, **values: object) -> Paper:
        return self.each(part, lambda item: replace(item, **values))

    def move(self, part: str, dx: float = 0, dy: float = 0) -> Paper:
        return self.each(part, lambda item: _moved(item, dx, dy))

    def reword(self, part: str, old: str, new: str) -> Paper:
        """Replace words; a test that changes nothing is a broken test."""
        hits = [item for item in self.all() if item.part == part and isinstance(item, Text) and old in item.text]
        assert hits, (part, old)
        return self.each(
            part, lambda item: replace(item, text=item.text.replace(old, new)) if isinstance(item, Text) else item
        )

    def drop(self, part: str) -> Paper:
        assert any(item.part == part for item in self.all()), part
        for leaf in self.leaves:
            leaf.items = [item for item in leaf.items if item.part != part]
        return self

    def each(self, part: str, change: Callable[[Item], Item]) -> Paper:
        assert any(item.part == part for item in self.all()), part
        for leaf in self.leaves:
            leaf.items = [change(item) if item.part == part else item for item in leaf.items]
        return self

    def all(self) -> list[Item]:
        return [item for leaf in self.leaves for item in leaf.items]

    def shifted(self, leaf: int, dx: float = 0, dy: float = 0) -> Paper:
        self.leaves[leaf].items = [_moved(item, dx, dy) for item in self.leaves[leaf].items]
        return self


def _moved(item: Item, dx: float, dy: float) -> Item:
    if isinstance(item, Text):
        return replace(item, x=item.x + dx, y=item.y + dy)
    if isinstance(item, Stroke):
        return replace(item, x0=item.x0 + dx, x1=item.x1 + dx, y0=item.y0 + dy, y1=item.y1 + dy)
    return item


def frame(part: str, middle: float, baseline: float, width: float, height: float, colour=RED) -> tuple[Stroke, ...]:
    """Four strokes around a stamp whose words stand on `baseline`."""
    x0, x1 = middle - width / 2, middle + width / 2
    y0, y1 = baseline - 1.5 - height / 2, baseline - 1.5 + height / 2
    corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))
    return tuple(
        Stroke(part, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), colour)
        for (ax, ay), (bx, by) in itertools.pairwise(corners)
    )


def wrapped(text: str, first: float, other: float, **look: object) -> list[str]:
    """Greedy lines of a paragraph: room for the first and for the other lines."""
    size, bold, italic = look.get("size", 14), look.get("bold", False), look.get("italic", False)
    lines: list[str] = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        room = first if len(lines) == 1 else other
        if lines[-1] and width_of(longer, size, bold, italic) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def paragraph(
    part: str, text: str, y: float, *, left=30.0, right=195.0, indent=10.0, pitch=6.3, **look: object
) -> list[Text]:
    """A justified paragraph whose first baseline is `y`."""
    lines = wrapped(text, right - left - indent, right - left, **look)
    rows: list[Text] = []
    for number, line in enumerate(lines):
        x = left + (indent if number == 0 else 0)
        fill = right - x if number < len(lines) - 1 else None
        rows.append(Text(part, line, x, y + number * pitch, fill=fill, **look))
    return rows
