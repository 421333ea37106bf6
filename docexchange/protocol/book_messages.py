"""The JSON messages of books; records, receipts and statements travel as the bytes they are, in base64."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

from docexchange.books.acceptance import Accepted, read_record, write_record

MOST_STATEMENTS = 500
"""In one answer or one offer."""
MOST_BYTES = 4 * 1024 * 1024
"""Of statements in one answer or one offer, unless a single one is larger."""
IF_HEAD = "If-Head"
"""Header of a conditional append: the head the book must have."""


class AcceptedEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`record`, `receipt` as in `docexchange.books.acceptance`; `raw` is empty where the other side has the bytes."""

    record: bytes
    receipt: bytes
    raw: bytes = b""


class BookEntry(msgspec.Struct, frozen=True):
    """A book and where it stands. `restored`: it waits for `epoch.open/1` and takes nothing else but offers."""

    book: str
    kind: str
    title: str
    agency: str
    epoch: int
    sequence: int
    head: str
    restored: bool


class BookHead(msgspec.Struct, frozen=True):
    """The last record and its receipt: what two desks compare."""

    restored: bool
    record: bytes
    receipt: bytes


class Changes(msgspec.Struct, frozen=True):
    """Accepted statements in order; `more`: the book goes on."""

    accepted: list[AcceptedEntry]
    more: bool


class Offer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a desk holds receipts for, in order."""

    accepted: Annotated[list[AcceptedEntry], msgspec.Meta(min_length=1, max_length=MOST_STATEMENTS)]


class Reached(msgspec.Struct, frozen=True):
    """How far the book goes after an offer, and how many statements were new."""

    epoch: int
    sequence: int
    head: str
    taken: int
    at: datetime


def entry_of(accepted: Accepted, *, with_raw: bool = True) -> AcceptedEntry:
    """An accepted statement as a message."""
    return AcceptedEntry(write_record(accepted.record), accepted.receipt, accepted.raw if with_raw else b"")


def accepted_of(entry: AcceptedEntry, raw: bytes = b"") -> Accepted:
    """Back again; `raw` stands in where the message left it out. Raises `docexchange.books.errors.RecordUnreadable`."""
    return Accepted(read_record(entry.record), entry.receipt, entry.raw or raw)
