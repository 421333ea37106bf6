"""Files that statements name: kept in the desk's encrypted store, fetched by their place in the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from ecabinet.application.book_ports import BookExchange, HeldEntry
from ecabinet.application.ports import Desk, ExchangeRefused
from ecabinet.domain.books.entry import FileReference
from ecabinet.domain.dispatches.dispatch import StoredFile
from ecabinet.domain.errors import Hindrance
from ecabinet.settings import BOOK_FILE_LIMIT


class BookFileNotHere(Hindrance):
    """The file has not been fetched yet. Facts: name."""

    code = "office-file-not-here"


def held_file(reference: FileReference, desk: Desk) -> StoredFile:
    """Raises BookFileNotHere."""
    with desk.records.reading() as unit:
        found = unit.books.file(reference.sha256)
    if found is None:
        raise BookFileNotHere(name=reference.name)
    return found


def read_file(reference: FileReference, desk: Desk) -> bytes:
    """A file small enough for memory: data of papers, PDFs."""
    with desk.files.open(held_file(reference, desk)) as stream:
        return stream.read()


def file_of(sha256: str, files: Iterable[FileReference]) -> FileReference:
    """The reference with that digest; rules have seen that there is one."""
    return next(one for one in files if one.sha256 == sha256)


def fetch_files(book: str, entries: Iterable[HeldEntry], desk: Desk, exchange: BookExchange) -> tuple[str, ...]:
    """Fetch what is missing, up to the size of `BOOK_FILE_LIMIT` each; gives the names of what could not be had."""
    missed = []
    for sequence, index, file in _missing(entries, desk):
        sink = desk.files.create()
        try:
            exchange.get_file(book, sequence, index, file, cast(BinaryIO, sink))
        except ExchangeRefused:
            sink.drop()
            missed.append(file.name)
            continue
        except BaseException:
            sink.drop()
            raise
        kept = sink.keep()
        with desk.records.writing() as unit:
            unit.books.add_file(kept)
    return tuple(missed)


def _missing(entries: Iterable[HeldEntry], desk: Desk) -> Iterator[tuple[int, int, FileReference]]:
    wanted = [
        (one.entry.sequence, index, file)
        for one in entries
        for index, file in enumerate(one.entry.files)
        if file.size <= BOOK_FILE_LIMIT
    ]
    with desk.records.reading() as unit:
        found = [item for item in wanted if unit.books.file(item[2].sha256) is None]
    seen: set[str] = set()
    for item in found:
        if item[2].sha256 not in seen:
            seen.add(item[2].sha256)
            yield item
