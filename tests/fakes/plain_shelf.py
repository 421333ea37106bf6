"""Books in memory behind the port BookExchange: real receipts, and a hub that can be told to lie, forget or hang up."""

from __future__ import annotations

import hashlib
import io
from collections import defaultdict
from datetime import UTC, datetime

from docexchange.books.acceptance import (
    AcceptanceRecord,
    Accepted,
    head_of,
    hub_key_bytes,
    sign_head,
    whole_milliseconds,
    write_record,
)
from docexchange.books.membership import Membership
from docexchange.books.statement import NO_HEAD, read_signed
from ecabinet.application.book_ports import AcceptedBytes, Place, RemoteBook
from ecabinet.application.ports import ExchangeOutOfReach, ExchangeRefused


class PlainShelf:
    """The hub's own side: every book's accepted statements, and the files brought in."""

    def __init__(self, key) -> None:
        self.key = key
        self.books: dict[str, list[Accepted]] = {}
        self.circles: dict[str, Membership] = {}
        self.files: dict[str, bytes] = {}

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(hub_key_bytes(self.key.certificate)).hexdigest()

    def accept(self, raw: bytes, book: str = "", condition: str = "", *, careless: bool = False) -> Accepted:
        """As the hub does; `careless` takes what no honest hub would."""
        signed = read_signed(raw)
        book = book or signed.book
        held = self.books.setdefault(book, [])
        for one in held:
            if read_signed(one.raw).statement.id == signed.statement.id:
                return one
        if condition and condition != self.head(book):
            raise ExchangeRefused(reason="hub-head-moved")
        now = whole_milliseconds(datetime.now(UTC))
        if held:
            refusal = self.circles[book].may_write(signed, at=now)
            if refusal and not careless:
                raise ExchangeRefused(reason="hub-book-refused", detail=refusal)
            self.circles[book] = self.circles[book].after(signed, at=now)
        else:
            self.circles[book] = Membership.founded_by(signed)
        for file in signed.statement.files:
            if file.sha256 not in self.files and not careless:
                raise ExchangeOutOfReach(reason="hub-book-files-missing")
        record = AcceptanceRecord(book, 1, len(held) + 1, now, self.head(book), signed.digest)
        held.append(Accepted(record, sign_head(record, self.key), raw))
        return held[-1]

    def head(self, book: str) -> str:
        held = self.books.get(book)
        return head_of(held[-1].record) if held else NO_HEAD

    def fork(self, book: str, at: int) -> PlainShelf:
        """The same hub telling another history from that sequence on."""
        other = PlainShelf(self.key)
        other.files = self.files
        for one in self.books[book][:at]:
            other.accept(one.raw, careless=True)
            other.books[book][-1] = one
        return other


class PlainWay:
    """One desk's session. `fails` is asked before each call and may raise; `after_append` when an answer is lost."""

    def __init__(self, shelf: PlainShelf) -> None:
        self.shelf = shelf
        self.down = False
        self.lose_answers = False
        self.calls: dict[str, int] = defaultdict(int)

    def _called(self, name: str) -> None:
        self.calls[name] += 1
        if self.down:
            raise ExchangeOutOfReach(reason="hub-unreachable")

    def mine(self):
        self._called("mine")
        return tuple(
            RemoteBook(
                book,
                "office",
                circle.title,
                circle.agency,
                Place(1, len(self.shelf.books[book]), self.shelf.head(book)),
                False,
            )
            for book, circle in self.shelf.circles.items()
        )

    def keys(self):
        return (hub_key_bytes(self.shelf.key.certificate),)

    def found(self, raw):
        self._called("found")
        self.shelf.accept(raw)

    def append(self, book, raw, condition):
        self._called("append")
        self.shelf.accept(raw, book, condition)
        if self.lose_answers:
            raise ExchangeOutOfReach(reason="hub-unreachable")

    def changes(self, book, since, limit, wait_seconds):
        self._called("changes")
        held = self.shelf.books[book]
        if since > len(held):
            raise ExchangeRefused(reason="hub-book-shorter")
        return tuple(
            AcceptedBytes(write_record(one.record), one.receipt, one.raw) for one in held[since : since + limit]
        )

    def put_file(self, book, open_file):
        self._called("put_file")
        with open_file() as stream:
            content = stream.read()
        self.shelf.files[hashlib.sha256(content).hexdigest()] = content

    def get_file(self, book, sequence, index, file, sink):
        self._called("get_file")
        content = self.shelf.files.get(file.sha256)
        if content is None:
            raise ExchangeRefused(reason="hub-not-found")
        for block in iter(lambda source=io.BytesIO(content): source.read(65536), b""):
            sink.write(block)

    def offer(self, book, held):
        self._called("offer")
