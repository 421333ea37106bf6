"""What stands after the newest revision: only the marks that end a file may, or readers differ about what it says."""

from __future__ import annotations

import re

from pyhanko.pdf_utils.reader import PdfFileReader

_LONGEST = 30_000
_TRAILER = rb"(?:trailer)?\s*<<(?:(?!\bobj\b|stream).){0,20000}?>>"
_STREAM_END = rb"(?:endstream\s*)?endobj"
_END = re.compile(rb"\s*(?:" + _TRAILER + rb"|" + _STREAM_END + rb")\s*startxref\s+(\d+)\s+%%EOF\s{0,4}", re.S)


def data_after_end(pdf: bytes, reader: PdfFileReader) -> bool:
    """Whether bytes follow the newest cross-reference section that no revision owns (incremental saving attack)."""
    newest = reader.total_revisions - 1
    end = reader.xrefs.get_xref_container_info(newest).end_location
    match = _END.fullmatch(pdf, end) if len(pdf) - end <= _LONGEST else None
    return match is None or int(match[1]) != reader.xrefs.get_startxref_for_revision(newest)
