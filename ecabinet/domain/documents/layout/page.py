"""What stands on the pages of a document, measured: words, straight strokes, form fields.

Lengths are millimetres from the top left corner of the page as shown, y downward; sizes of type are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MM_PER_POINT = 25.4 / 72
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs without a space between them, of one look, on one baseline. `spaced`: a space was drawn before it."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    colour: Colour
    x0: float
    x1: float
    baseline: float
    spaced: bool = False
    rotated: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A straight stroke along an axis of the page, by its middle line; a frame is four of them."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float
    colour: Colour

    @property
    def lies(self) -> bool:
        """True for a horizontal stroke."""
        return self.x1 - self.x0 >= self.y1 - self.y0

    @property
    def length(self) -> float:
        return max(self.x1 - self.x0, self.y1 - self.y0)


@dataclass(frozen=True, slots=True)
class Field:
    """A form field; `value` is what the file says, which need not be what is drawn."""

    name: str
    kind: Literal["text", "signature", "other"]
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    value: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `number` counts from 1 whatever is printed on it."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class PageDocument:
    """The pages of one file and its form fields."""

    pages: tuple[Page, ...]
    fields: tuple[Field, ...] = ()

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)
