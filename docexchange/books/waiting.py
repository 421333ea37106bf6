"""Statements not yet accepted, on a stick: signed statements in their author's order, and the files they name.

The container is an evidence file's without acceptances: `mimetype`, `book/NNNNNN.xml` from 1 on, `files/SHA-256`, and
nothing else. Each statement proves itself by its signature, each file by the digest a statement names it by.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from docexchange.books.errors import BookError, EvidenceNotWritable, EvidenceUnreadable, WaitingUnreadable
from docexchange.books.evidence_form import LARGEST, MIMETYPE, statement_entry
from docexchange.books.evidence_write import EvidenceFile, put_entry, put_files
from docexchange.books.evidence_zip import EntryDamaged, EvidenceZip, opened
from docexchange.books.model import FOUNDING
from docexchange.books.statement import SignedStatement, read_signed
from signing.xml.errors import XmlSignatureBroken

MEDIA_TYPE: Final = b"application/vnd.ecabinet.waiting+zip"
MOST_WAITING: Final = 1_000
LARGEST_TOGETHER: Final = 64 << 20
"""Bytes of all statements: they are held in memory while they are read."""


@dataclass(frozen=True)
class Waiting:
    """What one file carries: statements of one book, and the digests of the files that lie beside them."""

    book: str
    statements: tuple[SignedStatement, ...]
    files: frozenset[str]


def write_waiting(out: BinaryIO, statements: Sequence[bytes], files: Iterable[EvidenceFile]) -> None:
    """Write what `read_waiting` reads. What was written to `out` before an error is no such file.

    Raises EvidenceNotWritable (reason, entry), and what `read_signed` and the streams raise.
    """
    if len(statements) > MOST_WAITING or sum(map(len, statements)) > LARGEST_TOGETHER:
        raise EvidenceNotWritable(reason="too-large", entry=statement_entry(len(statements)))
    named = {file.sha256 for raw in statements for file in read_signed(raw).statement.files}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        put_entry(archive, MIMETYPE, MEDIA_TYPE, zipfile.ZIP_STORED)
        for number, raw in enumerate(statements, 1):
            put_entry(archive, statement_entry(number), raw)
        written = {one.sha256 for one in put_files(archive, files, named)}
    if written != named:
        raise EvidenceNotWritable(reason="no-file", entry=f"files/{min(named - written)}")


def is_waiting(source: Path) -> bool:
    """Whether the container says that it is of this form. Raises EvidenceUnreadable, OSError."""
    with opened(source) as entries:
        try:
            return entries.mimetype() == MEDIA_TYPE
        except EntryDamaged as error:
            raise EvidenceUnreadable(reason="no-mimetype", entry=MIMETYPE) from error


def read_waiting(source: Path) -> Waiting:
    """Check shape, every signature, every file. Raises WaitingUnreadable, EvidenceUnreadable (reason, entry), OSError.

    Whether a statement may stand in its book is for the book's circle to say.
    """
    with opened(source) as entries:
        _require_form(entries)
        numbered = range(1, len(entries.named["statement"]) + 1)
        statements = tuple(_statement(entries, statement_entry(number)) for number in numbered)
        if len({one.book for one in statements}) != 1 or any(one.statement.type == FOUNDING for one in statements):
            raise WaitingUnreadable(reason="several-books", entry=statement_entry(1))
        if len({one.statement.id for one in statements}) != len(statements):
            raise WaitingUnreadable(reason="twice", entry=statement_entry(1))
        return Waiting(statements[0].book, statements, _files(entries, statements))


def _require_form(entries: EvidenceZip) -> None:
    named = entries.named
    foreign = [name for kind in named if kind not in ("statement", "file") for name in named[kind].values()]
    strange = [*entries.odd, *foreign]
    if strange:
        raise WaitingUnreadable(reason="unlisted", entry=strange[0])
    count = len(named["statement"])
    if count > MOST_WAITING:
        raise WaitingUnreadable(reason="too-large", entry=statement_entry(count))
    for number in range(1, count + 1):
        if statement_entry(number) not in entries:
            raise WaitingUnreadable(reason="missing", entry=statement_entry(number))
    if sum(entries.size(name) for name in named["statement"].values()) > LARGEST_TOGETHER:
        raise WaitingUnreadable(reason="too-large", entry=statement_entry(count))


def _statement(entries: EvidenceZip, name: str) -> SignedStatement:
    try:
        return read_signed(entries.read(name))
    except EntryDamaged as error:
        raise WaitingUnreadable(reason="altered", entry=name) from error
    except (XmlSignatureBroken, BookError) as error:
        raise WaitingUnreadable(reason=error.code, entry=name) from error


def _files(entries: EvidenceZip, statements: Iterable[SignedStatement]) -> frozenset[str]:
    """Exactly the files that the statements name, each with the bytes and the size they tell."""
    sizes = {(file.sha256, file.size) for one in statements for file in one.statement.files}
    named = frozenset(digest for digest, _ in sizes)
    for digest in sorted(set(entries.named["file"]) - named):
        raise WaitingUnreadable(reason="unlisted", entry=f"files/{digest}")
    for digest, size in sorted(sizes):
        name = f"files/{digest}"
        if name not in entries:
            raise WaitingUnreadable(reason="missing", entry=name)
        if size > LARGEST["file"] or entries.size(name) != size or _digest(entries, name) != digest:
            raise WaitingUnreadable(reason="altered", entry=name)
    return named


def _digest(entries: EvidenceZip, name: str) -> str:
    try:
        return entries.digest(name)
    except EntryDamaged as error:
        raise WaitingUnreadable(reason="altered", entry=name) from error
