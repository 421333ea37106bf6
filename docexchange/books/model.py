"""The facts of a statement, frozen; form and limits are told in `docs/statements/README.md`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from docexchange.books.nodes import Body

FOUNDING: Final = "book.found/1"
NO_HEAD: Final = "0" * 64
MAX_BYTES: Final = 1 << 20
"""Of the content, without the signature."""
MAX_FILES: Final = 200

Authority = Literal["", "TM.", "Q.", "KT.", "TL.", "TUQ."]


@dataclass(frozen=True)
class FileReference:
    """A file the statement speaks of: its raw bytes' size and SHA-256 in hex. The bytes travel beside the book."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Mandate:
    """In which capacity: post, authority before the signature (Decree 30/2020, Article 13), id of the delegation."""

    post: str = ""
    authority: Authority = ""
    delegation: str = ""


@dataclass(frozen=True)
class Seen:
    """The last accepted statement the author had seen: epoch and sequence from 1; sequence 0 with `NO_HEAD` is none."""

    epoch: int
    sequence: int
    head: str


NOTHING_SEEN: Final = Seen(1, 0, NO_HEAD)


@dataclass(frozen=True)
class Statement:
    """`book`: id of the book, empty in its founding; `id`: UUIDv7 born on the desk; `by`: official's or agency's id.

    `made`: claimed, aware, whole seconds, with its zone (whole minutes from UTC).
    """

    book: str
    id: UUID
    type: str
    by: str
    mandate: Mandate
    made: datetime
    seen: Seen
    body: Body
    files: tuple[FileReference, ...] = ()
