"""How the text of a form field is drawn: one way only, so that a checker can draw it again and compare the bytes."""

from __future__ import annotations

from typing import Literal

from signing.pdf.errors import TextTooWide
from signing.pdf.form_fonts import FormFont

Align = Literal["left", "center", "right"]

ASCENT = 0.95
DESCENT = 0.25
"""A text field's height is (ASCENT + DESCENT) times the font size, its baseline DESCENT times the size above its foot.

Both belong to the file format: the baseline need not be kept in the file to draw the field again.
"""

QUADDING: dict[Align, int] = {"left": 0, "center": 1, "right": 2}


def text_stream(text: str, font: FormFont, *, width: float, size: float, align: Align) -> bytes:
    """Content stream drawing NFC `text` in black in a field `width` points wide; uses only `/FR` or `/FI`.

    Raises `GlyphMissing`, `TextTooWide`.
    """
    glyphs, drawn = font.encode(text), font.width(text, size)
    spare = round(width, 2) - drawn
    if spare < 0:
        raise TextTooWide(text=text, width=f"{drawn:.1f}", room=f"{width:.1f}")
    x = spare * QUADDING[align] / 2
    string = "".join(f"{glyph:04X}" for glyph in glyphs)
    return (
        f"/Tx BMC q BT 0 g /{font.resource} {number(size)} Tf "
        f"{number(x)} {number(DESCENT * size)} Td <{string}> Tj ET Q EMC"
    ).encode()


def number(value: float) -> str:
    """A PDF number with at most two decimals, so 0.01 pt."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def default_appearance(font: FormFont, size: float) -> str:
    """The field's `/DA`."""
    return f"/{font.resource} {number(size)} Tf 0 g"
