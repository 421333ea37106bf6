"""The straight strokes of a page: drawn lines, sides of drawn frames, and filled boxes too thin to be anything else."""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ecabinet.adapters.page_limits import DEEPEST_FORM, Budget
from ecabinet.adapters.page_space import Space
from ecabinet.domain.documents.layout.page import MM_PER_POINT, Bar, Colour

THICKEST_MM = 1.5
SHORTEST_MM = 2.0
Point = tuple[float, float]


@dataclass(frozen=True)
class _Matrix:
    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def point(self, x: float, y: float) -> Point:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: _Matrix) -> _Matrix:
        """The matrix that first applies `inner`, then this one."""
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        e, f = self.point(inner.e, inner.f)
        return _Matrix(a, b, c, d, e, f)

    @property
    def scale(self) -> float:
        return math.sqrt(abs(self.a * self.d - self.b * self.c))


def read_bars(page: pypdfium2.PdfPage, space: Space, budget: Budget) -> tuple[Bar, ...]:
    """Every horizontal or vertical stroke of a page, within forms too."""
    count = max(pdfium.FPDFPage_CountObjects(page.raw), 0)
    objects = (pdfium.FPDFPage_GetObject(page.raw, index) for index in range(count))
    return tuple(_bars(objects, _Matrix(), space, budget, 0))


def _bars(objects: Iterator[Any], outer: _Matrix, space: Space, budget: Budget, depth: int) -> Iterator[Bar]:
    for piece in objects:
        budget.spend("objects")
        kind = pdfium.FPDFPageObj_GetType(piece)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _path(piece, outer.after(_matrix(piece)), space, budget)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            count = max(pdfium.FPDFFormObj_CountObjects(piece), 0)
            inner = (pdfium.FPDFFormObj_GetObject(piece, index) for index in range(count))
            yield from _bars(inner, outer.after(_matrix(piece)), space, budget, depth + 1)


def _matrix(piece: Any) -> _Matrix:
    raw = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(piece, raw)
    return _Matrix(raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)


def _path(piece: Any, matrix: _Matrix, space: Space, budget: Budget) -> Iterator[Bar]:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(piece, filled, stroked)
    for outline in _outlines(piece, matrix, space, budget):
        if stroked.value:
            width = ctypes.c_float()
            pdfium.FPDFPageObj_GetStrokeWidth(piece, width)
            thickness = width.value * matrix.scale * MM_PER_POINT
            yield from _sides(outline, thickness, _colour(pdfium.FPDFPageObj_GetStrokeColor, piece))
        elif filled.value:
            yield from _thin_box(outline, _colour(pdfium.FPDFPageObj_GetFillColor, piece))


def _outlines(piece: Any, matrix: _Matrix, space: Space, budget: Budget) -> list[list[Point]]:
    """The straight outlines of a path in page millimetres; outlines with curves are left out."""
    count = max(pdfium.FPDFPath_CountSegments(piece), 0)
    budget.spend("segments", count)
    outlines: list[list[Point]] = []
    curved = False
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(piece, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = space.place(*matrix.point(x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([point])
        else:
            outlines[-1].append(point)
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        if pdfium.FPDFPathSegment_GetClose(segment) and outlines[-1][0] != outlines[-1][-1]:
            outlines[-1].append(outlines[-1][0])
    return [] if curved else outlines


def _sides(outline: list[Point], thickness: float, colour: Colour) -> Iterator[Bar]:
    for (ax, ay), (bx, by) in itertools.pairwise(outline):
        across, down = abs(ax - bx), abs(ay - by)
        if thickness <= THICKEST_MM and max(across, down) >= SHORTEST_MM and min(across, down) < 0.2:
            yield Bar(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), thickness, colour)


def _thin_box(outline: list[Point], colour: Colour) -> Iterator[Bar]:
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    thickness = min(x1 - x0, y1 - y0)
    if thickness > THICKEST_MM or max(x1 - x0, y1 - y0) < SHORTEST_MM:
        return
    if x1 - x0 > y1 - y0:
        yield Bar(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2, thickness, colour)
    else:
        yield Bar((x0 + x1) / 2, y0, (x0 + x1) / 2, y1, thickness, colour)


def _colour(read: Any, piece: Any) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    read(piece, red, green, blue, alpha)
    return red.value, green.value, blue.value
