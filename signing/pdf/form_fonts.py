"""The two small fonts of the form fields: subsets of Liberation Serif, shipped as bytes, embedded before anyone signs.

Their bytes belong to the file format: a seal refuses a prepared file whose form fonts are others, because a font that
draws 9 where the value says 1 would make the number on the page differ from the number in the file.
`python -m signing.pdf.form_font_making` makes them anew from `resources/fonts/LiberationSerif-*.ttf`.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from fontTools.ttLib import TTFont

from signing.errors import Refused

Style = Literal["upright", "italic"]
STYLES: tuple[Style, ...] = ("upright", "italic")

ALPHABET = "".join(sorted(set("0123456789 ngày tháng năm -/.…")))
SOURCES = {"upright": "LiberationSerif-Regular.ttf", "italic": "LiberationSerif-Italic.ttf"}
RESOURCE_NAMES = {"upright": "FR", "italic": "FI"}
TAGS = {"upright": "ECFORM+LiberationSerif", "italic": "ECFORN+LiberationSerif-Italic"}


class GlyphMissing(Refused):
    """The text holds a character that the form font cannot draw."""

    code = "glyph-missing"


@dataclass(frozen=True)
class FormFont:
    """One face. `advances` by glyph and `box` in thousandths of the size; glyph numbers are the PDF's CIDs."""

    style: Style
    program: bytes
    glyphs: Mapping[int, int]
    advances: tuple[float, ...]
    box: tuple[float, float, float, float]
    ascent: float
    descent: float
    italic_angle: float

    @property
    def resource(self) -> str:
        """Name in `/DR` and `/DA`, without the slash."""
        return RESOURCE_NAMES[self.style]

    @property
    def base_name(self) -> str:
        """PostScript name with its subset tag."""
        return TAGS[self.style]

    def encode(self, text: str) -> tuple[int, ...]:
        """Glyph numbers of NFC `text`. Raises `GlyphMissing`."""
        normal = unicodedata.normalize("NFC", text)
        missing = next((letter for letter in normal if ord(letter) not in self.glyphs), None)
        if missing is not None:
            raise GlyphMissing(letter=missing, text=normal)
        return tuple(self.glyphs[ord(letter)] for letter in normal)

    def width(self, text: str, size: float) -> float:
        """Width of `text` in points at `size` points. Raises `GlyphMissing`."""
        return sum(self.advances[glyph] for glyph in self.encode(text)) * size / 1000


@cache
def form_font(style: Style) -> FormFont:
    """The shipped face."""
    program = resources.files("resources").joinpath("fonts", "form", f"{style}.ttf").read_bytes()
    font = TTFont(io.BytesIO(program), lazy=True)
    scale = 1000 / font["head"].unitsPerEm
    head, metrics = font["head"], font["hmtx"].metrics
    return FormFont(
        style=style,
        program=program,
        glyphs={code: font.getGlyphID(name) for code, name in font.getBestCmap().items()},
        advances=tuple(round(metrics[name][0] * scale, 3) for name in font.getGlyphOrder()),
        box=tuple(round(value * scale) for value in (head.xMin, head.yMin, head.xMax, head.yMax)),
        ascent=round(font["hhea"].ascent * scale),
        descent=round(font["hhea"].descent * scale),
        italic_angle=round(font["post"].italicAngle, 2),
    )
