"""Pages of a PDF as PDFium sees them, forms drawn: number, handwriting and seal show only so. No widgets.

PDFium is not safe for threads: every call holds `PDFIUM`, and callers stay in the lane `pages`.
"""

from __future__ import annotations

import ctypes
import threading
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from PySide6.QtGui import QImage

from ecabinet.domain.errors import Unreadable
from ecabinet.settings import PDF_SIZE_LIMIT

PDFIUM = threading.RLock()
MOST_PAGES = 5000
MOST_PIXELS = 40_000_000
"""Of one rendered page: 160 MB."""
MOST_LETTERS = 200_000
"""Of one page's text."""
MOST_RUNS = 300
"""Pieces of field text that are put in their place."""

Box = tuple[float, float, float, float]


class PdfUnreadable(Unreadable):
    """The bytes are no PDF that can be shown: broken, locked, or without pages."""

    code = "pdf-unreadable"


class PdfTooLarge(Unreadable):
    """More bytes or pages than the window shows."""

    code = "pdf-too-large"


@dataclass(frozen=True)
class PageText:
    """Letters of a page, form fields included, and a box for each: left, top, right, bottom in points from the top."""

    letters: str
    boxes: tuple[Box, ...]


class PdfPages:
    """One open document. `sizes` holds width and height of each page in points, as turned."""

    def __init__(self, raw: bytes) -> None:
        if len(raw) > PDF_SIZE_LIMIT:
            raise PdfTooLarge(size=len(raw))
        with PDFIUM:
            self._read: pypdfium2.PdfDocument | None = None
            self._shown = _opened(raw)
            self._shown.init_forms()
            self._raw = raw
            self.sizes = tuple(
                (min(max(width, 1.0), 20_000.0), min(max(height, 1.0), 20_000.0))
                for width, height in map(self._shown.get_page_size, range(len(self._shown)))
            )

    def image(self, page: int, scale: float) -> QImage:
        """Page `page` (from 0) at `scale` pixels a point; the scale is lowered if the picture were too large."""
        width, height = self.sizes[page]
        scale = min(scale, (MOST_PIXELS / (width * height)) ** 0.5)
        with PDFIUM:
            try:
                leaf = self._shown[page]
            except pypdfium2.PdfiumError as error:
                raise PdfUnreadable(page=page + 1) from error
            try:
                bitmap = leaf.render(scale=scale, may_draw_forms=True, prefer_bgrx=True)
                # copied, because the bitmap's memory goes with it
                picture = QImage(
                    bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
                ).copy()
                bitmap.close()
                return picture
            finally:
                leaf.close()

    def text(self, page: int) -> PageText:
        """Letters and places of a page; fields count, for they hold number and date."""
        with PDFIUM:
            leaf = self._flat(page)
            try:
                layer = leaf.get_textpage()
                try:
                    return in_reading_order(_text_of(leaf, layer, *self.sizes[page]), self._drawn_letters(page))
                finally:
                    layer.close()
            except pypdfium2.PdfiumError as error:
                raise PdfUnreadable(page=page + 1) from error
            finally:
                leaf.close()

    def _drawn_letters(self, page: int) -> int:
        """Letters of the page itself: in the flat page those of the fields follow them."""
        leaf = self._shown[page]
        layer = leaf.get_textpage()
        count: int = layer.count_chars()
        layer.close()
        leaf.close()
        return count

    def close(self) -> None:
        with PDFIUM:
            for document in (self._shown, self._read):
                if document is not None:
                    document.close()
            self._read = None

    def __del__(self) -> None:
        # a view that dies while its document opens leaves no one to close it, and PDFium must not be entered unlocked
        if hasattr(self, "_shown"):
            self.close()

    def _flat(self, page: int) -> pypdfium2.PdfPage:
        """The page with its fields made text, in a second document: the shown one keeps its forms."""
        if self._read is None:
            self._read = _opened(self._raw)
        leaf = self._read[page]
        if pdfium.FPDFPage_Flatten(leaf.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
            leaf.close()
            leaf = self._read[page]
        return leaf


def _opened(raw: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise PdfUnreadable() from error
    if not 0 < len(document) <= MOST_PAGES:
        count = len(document)
        document.close()
        raise PdfTooLarge(pages=count) if count else PdfUnreadable()
    return document


def _text_of(leaf: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage, width: float, height: float) -> PageText:
    count = min(layer.count_chars(), MOST_LETTERS)
    letters: list[str] = []
    boxes: list[Box] = []
    for place in range(count):
        code = pdfium.FPDFText_GetUnicode(layer.raw, place)
        if not code or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            continue
        letters.append(" " if chr(code) in "\t\u00a0" else chr(code))
        boxes.append(_turned(leaf, layer.get_charbox(place, loose=True), width, height))
    return PageText("".join(letters), tuple(boxes))


def in_reading_order(text: PageText, drawn: int) -> PageText:
    """Put each run of field letters behind the letter left of it on its line: `Số: /QĐ` and `15` read `Số: 15/QĐ`."""
    letters, boxes = list(text.letters[:drawn]), list(text.boxes[:drawn])
    for first, last in _runs(text, drawn)[:MOST_RUNS]:
        left, top, _right, bottom = text.boxes[first]
        before = -1
        for place, (_left, up, right, down) in enumerate(boxes):
            on_line = min(bottom, down) - max(top, up) > 0.5 * min(bottom - top, down - up) > 0
            if on_line and right <= left + 2 and (before < 0 or right >= boxes[before][2]):
                before = place
        at = before + 1 if before >= 0 else len(letters)
        letters[at:at] = text.letters[first:last]
        boxes[at:at] = text.boxes[first:last]
    return PageText("".join(letters), tuple(boxes))


def _runs(text: PageText, start: int) -> list[tuple[int, int]]:
    """Unbroken pieces of text from `start` on: half-open ranges without line ends and without wide gaps."""
    runs: list[tuple[int, int]] = []
    first = start
    last_right: float | None = None
    for place in range(start, len(text.letters) + 1):
        ended = place == len(text.letters) or text.letters[place] in "\r\n"
        left, top, right, bottom = (0.0, 0.0, 0.0, 0.0) if ended else text.boxes[place]
        far = not ended and right > left and last_right is not None and abs(left - last_right) > 1.5 * (bottom - top)
        if ended or far:
            if text.letters[first:place].strip():
                runs.append((first, place))
            first = place + (1 if ended else 0)
            last_right = None
        if not ended and right > left and text.letters[place] != " ":
            last_right = right
    return runs


def _turned(leaf: pypdfium2.PdfPage, box: Box, width: float, height: float) -> Box:
    """From the page's own space to points from the upper left corner, as the page is turned."""
    fine = 16
    corners = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        right, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(
            leaf.raw, 0, 0, int(width * fine), int(height * fine), 0, x, y, ctypes.byref(right), ctypes.byref(down)
        )
        corners.append((right.value / fine, down.value / fine))
    (x0, y0), (x1, y1) = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
