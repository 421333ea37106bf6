"""Reads what stands on the pages of any PDF, by PDFium from glyph positions; appearances of text fields count as drawn.

PDFium is not safe for threads: callers hold one lane for it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from ecabinet.adapters.page_fields import Widget, read_widgets
from ecabinet.adapters.page_glyphs import read_runs
from ecabinet.adapters.page_limits import MOST_BYTES, MOST_PAGES, Budget, PagesTooLarge, PagesUnreadable
from ecabinet.adapters.page_space import Space, space_of
from ecabinet.adapters.page_strokes import read_bars
from ecabinet.adapters.page_weight import weigh_pages
from ecabinet.domain.documents.layout.page import Field, Page, PageDocument

TOP_MARGIN_MM = 25.0
BROKEN = (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError)
"""What pikepdf raises for files that are locked or not sound."""


def read_pages(pdf: bytes) -> PageDocument:
    """The measured pages of a PDF; raises PagesUnreadable if it is none, is broken, locked, or over a limit."""
    if len(pdf) > MOST_BYTES:
        raise PagesTooLarge()
    budget = Budget()
    try:
        weigh_pages(pdf, budget)
    except BROKEN as error:
        raise PagesUnreadable() from error
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise PagesUnreadable() from error
    try:
        return _read(document, pdf, budget)
    except (pypdfium2.PdfiumError, *BROKEN) as error:
        raise PagesUnreadable() from error
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument, pdf: bytes, budget: Budget) -> PageDocument:
    if len(document) == 0:
        raise PagesUnreadable()
    if len(document) > MOST_PAGES:
        raise PagesTooLarge()
    widgets = read_widgets(pdf)
    pages: list[Page] = []
    fields: list[Field] = []
    for index in range(len(document)):
        mine = [widget for widget in widgets if widget.page == index + 1]
        page, space = _page(document, index, mine, budget)
        pages.append(page)
        fields += [widget.field(space) for widget in mine]
    return PageDocument(tuple(pages), tuple(fields))


def _page(document: pypdfium2.PdfDocument, index: int, widgets: Sequence[Widget], budget: Budget) -> tuple[Page, Space]:
    page = document[index]
    space = space_of(page)
    _hide_signatures(page, space, widgets)
    if pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        # what was flattened shows only in a page loaded afresh
        page.close()
        page = document[index]
    try:
        runs = read_runs(page, space, budget)
        bars = read_bars(page, space, budget)
        return Page(index + 1, space.width, space.height, runs, bars), space
    finally:
        page.close()


def _hide_signatures(page: pypdfium2.PdfPage, space: Space, widgets: Sequence[Widget]) -> None:
    """What a signature shows over the place of signing is its own; only the text of a copy's or an attached file's
    signature, in the top margin, is bound by the layout (Decree 30, Appendix I, III.1.d and Part II)."""
    for widget in widgets:
        if widget.kind == "signature" and widget.field(space).y0 > TOP_MARGIN_MM:
            annotation = pdfium.FPDFPage_GetAnnot(page.raw, widget.index)
            if annotation:
                pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_HIDDEN)
                pdfium.FPDFPage_CloseAnnot(annotation)
