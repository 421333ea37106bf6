"""Import a book from an evidence file: on a stick instead of over the wire, checked in the very same way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ecabinet.application.book_ports import AcceptedBytes, BookFiles
from ecabinet.application.offices.follow_book import follow_book
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import OfficeReading, read_office
from ecabinet.application.offices.take_changes import compare_head, take_changes


@dataclass(frozen=True)
class ImportBook:
    path: Path


@dataclass(frozen=True)
class BookImported:
    """`taken`: how many statements were new. `same_history`: false where the file tells another history than ours."""

    reading: OfficeReading
    taken: int
    same_history: bool


def import_book(command: ImportBook, office_desk: OfficeDesk, files: BookFiles) -> BookImported:
    """Raises what `BookFiles.read` raises, SealNotTrusted, OfficeOfAnotherAgency."""
    desk = office_desk.desk
    found = files.read(command.path)

    def fetch(since: int) -> tuple[AcceptedBytes, ...]:
        return found.accepted[since:]

    with desk.records.reading() as unit:
        held = unit.books.entries(found.book)
    common = min(len(held), len(found.heads))
    same = not common or compare_head(found.book, common, found.heads[common - 1], fetch, office_desk)
    taken = take_changes(found.book, found.keys, fetch, office_desk) if same else 0
    with desk.records.writing() as unit:
        for one in found.files:
            unit.books.add_file(one)
    reading = read_office(found.book, office_desk)
    if not reading.blocked:
        follow_book(reading, office_desk)
    return BookImported(read_office(found.book, office_desk), taken, same)
