"""Reads what stands on the pages of any PDF, by PDFium from glyph positions; appearances of form fields count as drawn.

PDFium is not safe for threads: callers hold one lane for it.
"""

from __future__ import annotations

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from ecabinet.adapters.page_fields import read_fields
from ecabinet.adapters.page_glyphs import read_runs
from ecabinet.adapters.page_limits import MOST_BYTES, MOST_PAGES, Budget, PagesTooLarge, PagesUnreadable
from ecabinet.adapters.page_space import Space, space_of
from ecabinet.adapters.page_strokes import read_bars
from ecabinet.domain.documents.layout.page import Page, PageDocument


def read_pages(pdf: bytes) -> PageDocument:
    """The measured pages of a PDF; raises PagesUnreadable if it is none, is broken, locked, or over a limit."""
    if len(pdf) > MOST_BYTES:
        raise PagesTooLarge()
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise PagesUnreadable() from error
    try:
        return _read(document, pdf)
    except (pypdfium2.PdfiumError, pikepdf.PdfError) as error:
        raise PagesUnreadable() from error
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument, pdf: bytes) -> PageDocument:
    if len(document) == 0:
        raise PagesUnreadable()
    if len(document) > MOST_PAGES:
        raise PagesTooLarge()
    budget = Budget()
    spaces: list[Space] = []
    pages: list[Page] = []
    for index in range(len(document)):
        page, space = _page(document, index, budget)
        pages.append(page)
        spaces.append(space)
    return PageDocument(tuple(pages), read_fields(pdf, spaces))


def _page(document: pypdfium2.PdfDocument, index: int, budget: Budget) -> tuple[Page, Space]:
    page = document[index]
    if pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        # what was flattened shows only in a page loaded afresh
        page.close()
        page = document[index]
    try:
        space = space_of(page)
        runs = read_runs(page, space, budget)
        bars = read_bars(page, space, budget)
        return Page(index + 1, space.width, space.height, runs, bars), space
    finally:
        page.close()
