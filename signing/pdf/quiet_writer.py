"""Incremental updates that leave the document's metadata alone.

pyHanko rewrites XMP and /Info on every save, which breaks PDF/A and would force a checker to allow changed metadata
(`number-after-signature.md` 4.4). It makes writers of its own for DSS and time stamps, so the class itself is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from signing.errors import SigningError
from signing.pdf.reading import PdfUnreadable, open_pdf


def _leave_metadata(writer: IncrementalPdfFileWriter) -> None:
    """Nothing: the packet signed first stays the packet of all revisions."""


IncrementalPdfFileWriter._update_meta = _leave_metadata  # type: ignore[method-assign, assignment]


def open_writer(pdf: bytes) -> IncrementalPdfFileWriter:
    """A writer that appends to `pdf`. Raises `PdfUnreadable`, `PdfEncrypted`."""
    reader = open_pdf(pdf)
    with reading():
        return IncrementalPdfFileWriter.from_reader(reader)


@contextmanager
def reading() -> Iterator[None]:
    """Turns whatever a hostile file makes pyHanko raise into `PdfUnreadable`."""
    try:
        yield
    except SigningError:
        raise
    except Exception as error:  # hostile files break the library in many ways; all mean the same
        raise PdfUnreadable(reason=type(error).__name__) from error
