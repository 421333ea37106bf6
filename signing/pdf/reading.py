"""Opening a PDF that may be hostile: sizes and counts are limited, and every failure has one name."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler

import signing.quiet_libraries  # noqa: F401
from signing.errors import Unreadable

LARGEST_PDF = 300 * (1 << 20)
MOST_REVISIONS = 200
MOST_FIELDS = 5000
DEEPEST_FIELD = 20


class PdfUnreadable(Unreadable):
    """Not a PDF, or one too broken, too large or too deep to read."""

    code = "pdf-unreadable"


class PdfEncrypted(Unreadable):
    """The PDF is encrypted; what its signatures cover cannot be shown."""

    code = "pdf-encrypted"


def open_pdf(pdf: bytes) -> PdfFileReader:
    """A reader over the whole file. Raises `PdfUnreadable`, `PdfEncrypted`."""
    if len(pdf) > LARGEST_PDF or b"%PDF-" not in pdf[:1024]:
        raise PdfUnreadable(reason="size" if len(pdf) > LARGEST_PDF else "header")
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        encrypted, revisions = reader.encrypted, reader.total_revisions
        # A trailer may point anywhere: insist on a catalog with pages before anything is said about signatures.
        readable = isinstance(reader.root["/Pages"], generic.DictionaryObject)
    except Exception as error:
        # Broken files break the library in many ways; all mean the same.
        raise PdfUnreadable(reason=type(error).__name__) from error
    if encrypted:
        raise PdfEncrypted
    if not readable or revisions > MOST_REVISIONS:
        raise PdfUnreadable(reason="pages" if not readable else "revisions")
    return reader


def look(dictionary: generic.DictionaryObject, key: str) -> object:
    """The value behind `key`, references followed; None when absent. (The library's `get` follows none.)"""
    try:
        return dictionary[key]
    except KeyError:
        return None


def form_fields(handler: PdfHandler) -> Iterator[tuple[str, generic.DictionaryObject]]:
    """Full name and dictionary of every terminal field, in file order; duplicates come twice.

    Raises `PdfUnreadable` when there are too many, or they nest too deep or in circles.
    """
    form = look(handler.root, "/AcroForm")
    if not isinstance(form, generic.DictionaryObject):
        return
    for count, (name, field) in enumerate(_below(look(form, "/Fields"), "", 0)):
        if count >= MOST_FIELDS:
            raise PdfUnreadable(reason="fields")
        yield name, field


def _below(fields: object, parent: str, depth: int) -> Iterator[tuple[str, generic.DictionaryObject]]:
    if depth > DEEPEST_FIELD:
        raise PdfUnreadable(reason="fields")
    if not isinstance(fields, (list, tuple)):
        return
    for entry in fields:
        field = entry.get_object() if isinstance(entry, generic.PdfObject) else None
        if not isinstance(field, generic.DictionaryObject):
            continue
        own = look(field, "/T")
        name = parent if own is None else f"{parent}.{own}" if parent else str(own)
        kids = look(field, "/Kids")
        named_kids = isinstance(kids, list) and any("/T" in kid.get_object() for kid in kids)
        if named_kids:
            yield from _below(kids, name, depth + 1)
        else:
            yield name, field
