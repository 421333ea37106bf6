"""The words of a page: glyph by glyph from PDFium, joined while look and baseline stay the same."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ecabinet.adapters.page_limits import MOST_GLYPHS_ON_A_PAGE, Budget, PagesTooLarge
from ecabinet.adapters.page_space import Space
from ecabinet.domain.documents.layout.page import Colour, Run

JOIN_GAP_EM = 0.16
BASELINE_STEP_MM = 0.15
ITALIC, FORCED_BOLD = 1 << 6, 1 << 18
INVISIBLE_MODES = {3, 7}
DRAWN_BOLD_MODE = 2


@dataclass(frozen=True)
class _Look:
    """What a glyph looks like, apart from its size and place."""

    font: str
    bold: bool
    italic: bool
    colour: Colour
    visible: bool


@dataclass(frozen=True)
class _Glyph:
    letter: str
    look: _Look
    size: float
    x0: float
    x1: float
    baseline: float
    rotated: bool


@dataclass(frozen=True)
class _Break:
    """Between words: a space in the file, or one that PDFium guesses from a gap, which is ours to measure."""

    drawn: bool


@dataclass
class _Word:
    glyphs: list[_Glyph] = field(default_factory=list)
    spaced: bool = False

    def takes(self, glyph: _Glyph) -> bool:
        if not self.glyphs:
            return True
        last = self.glyphs[-1]
        if (last.look, last.rotated) != (glyph.look, glyph.rotated) or abs(last.size - glyph.size) > 0.05:
            return False
        if glyph.rotated:
            return True
        gap = abs(glyph.x0 - last.x1)
        return abs(last.baseline - glyph.baseline) < BASELINE_STEP_MM and gap < JOIN_GAP_EM * glyph.size * 0.353

    def run(self) -> Run:
        first = self.glyphs[0]
        return Run(
            text=unicodedata.normalize("NFC", "".join(glyph.letter for glyph in self.glyphs)),
            font=first.look.font,
            size=first.size,
            bold=first.look.bold,
            italic=first.look.italic,
            colour=first.look.colour,
            x0=min(glyph.x0 for glyph in self.glyphs),
            x1=max(glyph.x1 for glyph in self.glyphs),
            baseline=first.baseline,
            spaced=self.spaced,
            rotated=first.rotated,
        )


def read_runs(page: pypdfium2.PdfPage, space: Space, budget: Budget) -> tuple[Run, ...]:
    """The visible words of a page in the order they are drawn."""
    text = pdfium.FPDFText_LoadPage(page.raw)
    if not text:
        return ()
    try:
        count = pdfium.FPDFText_CountChars(text)
        if count > MOST_GLYPHS_ON_A_PAGE:
            raise PagesTooLarge()
        budget.spend("glyphs", max(count, 0))
        return tuple(_words(_glyphs(text, count, space)))
    finally:
        pdfium.FPDFText_ClosePage(text)


def _words(glyphs: Iterator[_Glyph | _Break]) -> Iterator[Run]:
    word = _Word()
    for glyph in glyphs:
        if isinstance(glyph, _Break):
            if word.glyphs:
                yield word.run()
            word = _Word(spaced=glyph.drawn or (word.spaced and not word.glyphs))
        elif word.takes(glyph):
            word.glyphs.append(glyph)
        else:
            yield word.run()
            word = _Word([glyph])
    if word.glyphs:
        yield word.run()


def _glyphs(text: Any, count: int, space: Space) -> Iterator[_Glyph | _Break]:
    """Glyphs one by one, and what parts them."""
    looks: dict[int, _Look] = {}
    for index in range(count):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        generated = pdfium.FPDFText_IsGenerated(text, index) == 1
        if generated or letter.isspace() or not letter.isprintable():
            yield _Break(drawn=not generated)
            continue
        look = _look(text, index, looks)
        if look.visible:
            yield _glyph(text, index, letter, look, space)


def _glyph(text: Any, index: int, letter: str, look: _Look, space: Space) -> _Glyph:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetLooseCharBox(text, index, box)
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    turned = abs(space.direction(math.degrees(math.atan2(matrix.b, matrix.a)))) > 1
    ends = sorted((space.place(box.left, y.value)[0], space.place(box.right, y.value)[0]))
    if space.turn in (90, 270):
        ends = sorted((space.place(x.value, box.bottom)[0], space.place(x.value, box.top)[0]))
    baseline = space.place(x.value, y.value)[1]
    slanted = abs(matrix.c) > 0.1 * abs(matrix.d) and abs(matrix.b) < 0.01 * abs(matrix.a or 1)
    if slanted and not look.italic:
        look = _Look(look.font, look.bold, True, look.colour, look.visible)
    return _Glyph(letter, look, size, ends[0], ends[1], baseline, turned)


def _look(text: Any, index: int, known: dict[int, _Look]) -> _Look:
    piece = pdfium.FPDFText_GetTextObject(text, index)
    key = ctypes.cast(piece, ctypes.c_void_p).value or 0
    if key not in known:
        known[key] = _read_look(text, index, piece)
    return known[key]


def _read_look(text: Any, index: int, piece: Any) -> _Look:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    painted = pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    colour = (red.value, green.value, blue.value) if painted else (0, 0, 0)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(piece) if piece else 0
    font = pdfium.FPDFTextObj_GetFont(piece) if piece else None
    name, bold, italic = _font(font) if font else ("", False, False)
    visible = mode not in INVISIBLE_MODES and not (painted and alpha.value == 0)
    return _Look(name, bold or mode == DRAWN_BOLD_MODE, italic, colour, visible)


def _font(font: Any) -> tuple[str, bool, bool]:
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace")
    if len(name) > 7 and name[6] == "+":
        name = name[7:]
    flags = max(pdfium.FPDFFont_GetFlags(font), 0)
    words = name.casefold()
    bold = "bold" in words or "black" in words or bool(flags & FORCED_BOLD)
    italic = "italic" in words or "oblique" in words or bool(flags & ITALIC)
    return name, bold, italic
