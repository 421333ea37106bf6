"""What a signature looks like: a PNG of the handwriting or the seal, or lines of text drawn by Typst.

pyHanko's own text stamps spread Liberation Serif apart and cut it off (`number-after-signature.md` 4.2). No words are
made up here: callers say every line.
"""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import typst
from fontTools.ttLib import TTFont
from PIL import Image, ImageStat
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from signing.pdf.errors import StampUnreadable
from signing.pdf.form_fonts import SOURCES, GlyphMissing, Style
from signing.verdict import Finding

LARGEST_PICTURE = 8 << 20
MOST_PIXELS = 16_000_000
_LONGEST_SIDE = 1200
_SNUG = 0.995
"""Content a hair smaller than its field: pyHanko complains on standard error about rounding otherwise."""
_ONE_INK = 40.0
"""Largest standard deviation of a colour channel (0 to 255) that still counts as one ink."""

_SOURCE = b"""
#let data = json(bytes(sys.inputs.data))
#set page(
  width: data.width * 1pt, height: if data.height == none { auto } else { data.height * 1pt },
  margin: (right: data.free * 1pt, rest: 0pt), fill: none,
)
#set text(font: "Liberation Serif", fallback: false, fill: rgb(data.ink), lang: "vi", hyphenate: false)
#set par(leading: 0.35em)
#set align(center + horizon)
#for line in data.lines { text(size: line.size * 1pt, style: line.style, line.text); linebreak() }
"""


@dataclass(frozen=True)
class Line:
    """One line of a text stamp; a line too long for the stamp wraps. `size` in points."""

    text: str
    size: float = 10.0
    style: Style = "upright"

    def as_data(self) -> dict[str, object]:
        return {"text": self.text, "size": self.size, "style": {"upright": "normal"}.get(self.style, self.style)}


def picture_style(png: bytes, size: tuple[float, float]) -> StaticStampStyle:
    """A stamp that shows the picture as large as a field of `size` points allows. Raises `StampUnreadable`."""
    image = _one_ink(_open(png))
    scale = min(size[0] / image.width, size[1] / image.height) * _SNUG
    return _style(PdfImage(image, box=BoxConstraints(image.width * scale, image.height * scale)))


def picture_remarks(png: bytes, expected: Literal["blue", "red"]) -> tuple[Finding, ...]:
    """What Decree 30/2020 (Appendix I, II.7.d and II.8) asks of the picture and it does not have."""
    picture = _open(png)
    remarks = [] if "A" in picture.mode else [Finding("stamp-not-transparent", "warning")]
    red, _, blue = ImageStat.Stat(picture.convert("RGB"), _visible(picture)).mean
    if (blue if expected == "blue" else red) <= (red if expected == "blue" else blue):
        remarks.append(Finding("stamp-colour-unusual", "warning", {"expected": expected}))
    return tuple(remarks)


def text_style(
    lines: Sequence[Line], *, width: float, height: float | None, ink: str, free: float = 0.0
) -> tuple[StaticStampStyle, float]:
    """A stamp of text and its height in points; `height` None lets the text decide. `ink` is `#rrggbb`;
    `free` points at the right side stay empty.

    Raises `GlyphMissing` for letters outside Liberation Serif.
    """
    _require_letters(lines)
    data = {
        "width": width * _SNUG,
        "height": height and height * _SNUG,
        "free": free,
        "ink": ink,
        "lines": [line.as_data() for line in lines],
    }
    # As PDF/A-1b the page brings the colour profile that every PDF/A allows, whatever document it goes into.
    page, warnings = _compiler().compile_with_warnings(
        _SOURCE,
        format="pdf",
        pdf_standards=["a-1b"],
        timestamp=0,
        pdf_tags=False,
        sys_inputs={"data": json.dumps(data)},
    )
    if warnings or not isinstance(page, bytes):
        raise GlyphMissing(letter="?", text=" ".join(line.text for line in lines))
    content = _PageContent(page)
    return _style(content), content.height


class _PageContent(PdfContent):
    """The first page of a PDF in memory, imported as it is drawn."""

    def __init__(self, page: bytes) -> None:
        self._page = page
        left, bottom, right, top = (float(side) for side in self._reader().root["/Pages"]["/Kids"][0]["/MediaBox"])
        self.height = top - bottom
        super().__init__(box=BoxConstraints(width=right - left, height=self.height))

    def render(self) -> bytes:
        """The operator that shows the page."""
        name = f"/Stamp{uuid.uuid4().hex}"
        self.resources.xobject[name] = self._ensure_writer.import_page_as_xobject(self._reader())
        return f"{name} Do".encode()

    def _reader(self) -> PdfFileReader:
        return PdfFileReader(io.BytesIO(self._page))


def _require_letters(lines: Sequence[Line]) -> None:
    # Typst draws an empty box for a letter the font lacks, and says nothing.
    for line in lines:
        missing = next((letter for letter in line.text if ord(letter) not in _letters(line.style)), None)
        if missing is not None:
            raise GlyphMissing(letter=missing, text=line.text)


@cache
def _letters(style: Style) -> frozenset[int]:
    source = resources.files("resources").joinpath("fonts", SOURCES[style]).read_bytes()
    return frozenset(TTFont(io.BytesIO(source), lazy=True).getBestCmap())


@cache
def _compiler() -> typst.Compiler:
    fonts = resources.files("resources").joinpath("fonts")
    return typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)


def _style(content: PdfContent) -> StaticStampStyle:
    return StaticStampStyle(
        background=content,
        border_width=0,
        background_opacity=1.0,
        background_layout=SimpleBoxLayoutRule(
            AxisAlignment.ALIGN_MID,
            AxisAlignment.ALIGN_MID,
            margins=Margins.uniform(0),
            inner_content_scaling=InnerScaling.NO_SCALING,
        ),
    )


def _open(png: bytes) -> Image.Image:
    if len(png) > LARGEST_PICTURE:
        raise StampUnreadable(detail="size")
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS or min(picture.size) < 8:
                raise StampUnreadable(detail="pixels")
            picture.load()
            transparent = "A" in picture.mode or "transparency" in picture.info
            return picture.convert("RGBA" if transparent else "RGB")
    except StampUnreadable:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise StampUnreadable(detail=type(error).__name__) from error


def _visible(picture: Image.Image) -> Image.Image:
    """Mask of the ink: opaque enough, and not white paper."""
    dark = picture.convert("RGB").convert("L").point(lambda value: 255 if value < 200 else 0)
    if picture.mode != "RGBA":
        return dark
    return picture.getchannel("A").point(lambda value: 255 if value > 64 else 0)


def _one_ink(picture: Image.Image) -> Image.Image:
    """Smaller in the file: a picture in one ink keeps its shape in the alpha plane, the colour plane becomes flat."""
    if max(picture.size) > _LONGEST_SIDE:
        scale = _LONGEST_SIDE / max(picture.size)
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    if picture.mode != "RGBA":
        return picture
    ink = ImageStat.Stat(picture.convert("RGB"), _visible(picture))
    if not ink.count[0] or max(ink.stddev) > _ONE_INK:
        return picture
    flat = Image.new("RGB", picture.size, tuple(round(value) for value in ink.mean))
    flat.putalpha(picture.getchannel("A"))
    return flat
