"""Which picture a signature gets (Decree 30/2020, Appendix I, II.7.d, II.8 and III.1.d).

Without a PNG the leader and the seal show their name and the time, drawn small and plainly; copies and appendices never
show a picture, only text.
"""

from __future__ import annotations

from datetime import datetime

from pyhanko.stamp import StaticStampStyle

from signing.keys.holder import Holder
from signing.pdf.stamp import Line, picture_style, text_style

HANDWRITING_INK, SEAL_INK, TEXT_INK = "#0b2fa0", "#d0021b", "#000000"
NOTE_WIDTH, NOTE_HEIGHT = 170.0, 30.0


def leader_picture(png: bytes | None, holder: Holder, moment: datetime, size: tuple[float, float]) -> StaticStampStyle:
    """The handwriting, or the name; `size` of the field in points. Raises `StampUnreadable`, `GlyphMissing`."""
    return picture_style(png, size) if png is not None else _named(holder, moment, size, HANDWRITING_INK)


def seal_picture(png: bytes | None, holder: Holder, moment: datetime, size: tuple[float, float]) -> StaticStampStyle:
    """The seal's picture, or the agency's name. Raises `StampUnreadable`, `GlyphMissing`."""
    # A third of the seal lies on the handwriting; text there would make both hard to read.
    return picture_style(png, size) if png is not None else _named(holder, moment, size, SEAL_INK, free=size[0] / 3)


def note(lines: tuple[str, ...], moment: datetime) -> tuple[StaticStampStyle, float]:
    """Upright black text of size 10 ending in the ISO 8601 time, 170 pt wide; gives its height, at least 30 pt."""
    drawn = [Line(text) for text in (*lines, moment.isoformat(timespec="seconds")) if text]
    style, height = text_style(drawn, width=NOTE_WIDTH, height=None, ink=TEXT_INK)
    return style, max(height, NOTE_HEIGHT)


def _named(
    holder: Holder, moment: datetime, size: tuple[float, float], ink: str, *, free: float = 0.0
) -> StaticStampStyle:
    width, height = size
    lines = [Line(holder.name, 11, "italic"), Line(moment.isoformat(timespec="seconds"), 5)]
    return text_style(lines, width=width, height=height, ink=ink, free=free)[0]
