"""Books at the hub as a desk sees them: what the hub answers is believed only as far as its receipts go."""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec

from docexchange.books.acceptance import AcceptanceRecord, Accepted, head_of, read_hub_key, read_record, receipt_holds
from docexchange.books.chain import HubKeys
from docexchange.books.errors import BookError
from docexchange.books.statement import FileReference, read_signed
from docexchange.client.calls import Calls
from docexchange.client.errors import HubAnswerUnreadable
from docexchange.client.transfer import fetch, fetch_described
from docexchange.protocol.book_messages import (
    IF_HEAD,
    MOST_BYTES,
    MOST_STATEMENTS,
    AcceptedEntry,
    BookEntry,
    BookHead,
    Changes,
    Offer,
    Reached,
    accepted_of,
    entry_of,
)
from docexchange.protocol.messages import LONGEST_WAIT, HubFacts
from docexchange.protocol.receipt import ReceiptNotBelieved

Source = Path | bytes | Callable[[], BinaryIO]
"""A file on disk, bytes, or something that opens the bytes anew for each attempt."""
_BLOCK = 256 * 1024


class BookClient:
    """Calls of a logged-in desk, from any thread. Errors as `HubClient`, and ReceiptNotBelieved.

    Receipts are believed when the pinned hub key made them. `earlier`: keys the hub had before, if any.
    """

    def __init__(self, calls: Calls, fingerprint: str, earlier: HubKeys | None = None) -> None:
        self._calls = calls
        self._fingerprint = fingerprint
        self._earlier = dict(earlier or {})
        self._keys: dict[str, ec.EllipticCurvePublicKey] = {}

    def hub_keys(self) -> HubKeys:
        """The pinned hub's public key by its name, and the earlier ones: what `books.chain.BookReader` asks for."""
        if not self._keys:
            told = self._calls.message("GET", "/v1/hub", HubFacts, logged_in=False)
            try:
                name, key = read_hub_key(told.key)
            except BookError as error:
                raise HubAnswerUnreadable(reason=error.code) from error
            if name != self._fingerprint:
                raise ReceiptNotBelieved(reason="other-key")
            self._keys = {**self._earlier, name: key}
        return self._keys

    def mine(self) -> list[BookEntry]:
        """The books this login opens, by title."""
        return self._calls.message("GET", "/v1/books", list[BookEntry])

    def found(self, raw: bytes) -> Accepted:
        """Found a book with its sealed founding statement; the same again gives the same acceptance."""
        return self._accepted(self._calls.message("POST", "/v1/books", AcceptedEntry, raw), raw)

    def append(self, book: str, raw: bytes, if_head: str | None = None) -> Accepted:
        """Append a signed statement; repeat until it answers: the hub keeps one and gives the same acceptance again.

        `if_head`: accept only while the book has this head; otherwise HubRefused `hub-head-moved` (epoch, sequence,
        head). What comes back may carry another signature than `raw`, when the same content was accepted before.
        """
        extra = {IF_HEAD: if_head} if if_head is not None else None
        entry = self._calls.message("POST", f"/v1/books/{book}/statements", AcceptedEntry, raw, extra=extra)
        return self._accepted(entry, raw)

    def changes(self, book: str, since: int = 0, limit: int = 100, wait: float = 0) -> list[Accepted]:
        """Up to `limit` (500) accepted statements after sequence `since`, in order, waiting up to `wait` (60) seconds.

        Links and the last receipt are checked here, which binds them all to one history; statements and every single
        receipt are for `books.chain.BookReader`. `hub-book-shorter`: the hub has lost what the desk holds.
        """
        limit, seconds = min(max(limit, 1), MOST_STATEMENTS), min(max(math.ceil(wait), 0), LONGEST_WAIT)
        path = f"/v1/books/{book}/changes?since={since}&limit={limit}&wait={seconds}"
        found = [_read(entry) for entry in self._calls.message("GET", path, Changes, more=seconds).accepted]
        self._must_be_one_piece(book, since, found)
        return found

    def head(self, book: str) -> tuple[AcceptanceRecord, bytes]:
        """The last record and its receipt: to compare with other desks."""
        told = self._head(book)
        try:
            record = read_record(told.record)
        except BookError as error:
            raise HubAnswerUnreadable(reason=error.code) from error
        self._must_hold(record, told.receipt)
        if record.book != book:
            raise ReceiptNotBelieved(reason="other-book")
        return record, told.receipt

    def is_restored(self, book: str) -> bool:
        """Whether the hub went back to a backup and waits for the agency's new epoch: time to `offer`."""
        return self._head(book).restored

    def put_file(self, book: str, source: Source) -> tuple[int, str]:
        """Bring in a file before the statement that refers to it; gives size and SHA-256. Kept for a day."""
        opener = _opener(source)
        size, sha256 = _measured(opener)
        self._calls.upload(f"/v1/books/{book}/files", opener, size, sha256)
        return size, sha256

    def get_file(
        self, book: str, sequence: int, index: int, sink: BinaryIO, expected: FileReference | None = None
    ) -> str:
        """Write a statement's file (`index` from 0) into `sink`; gives its SHA-256. Use it only if this returns.

        With `expected`, the statement's own reference, other bytes raise DownloadDamaged. Without it only what the hub
        declares is checked: compare the answer with the statement.
        """
        path, calls = f"/v1/books/{book}/statements/{sequence}/files/{index}", self._calls
        if expected is None:
            return calls.connection.run(fetch_described(calls.connection, path, calls.headers(), sink))
        work = fetch(calls.connection, path, calls.headers(), sink, expected.size, expected.sha256)
        calls.connection.run(work)
        return expected.sha256

    def offer(self, book: str, held: Sequence[Accepted]) -> Reached:
        """After a restore: give back what this desk holds receipts for, in order; gives how far the book goes now."""
        reached: Reached | None = None
        for piece in _pieces(held):
            body = msgspec.json.encode(Offer([entry_of(one) for one in piece]))
            answered = self._calls.message("POST", f"/v1/books/{book}/offer", Reached, body)
            taken = answered.taken + (reached.taken if reached else 0)
            reached = msgspec.structs.replace(answered, taken=taken)
        if reached is None:
            raise ValueError("an offer holds at least one statement")
        return reached

    def _head(self, book: str) -> BookHead:
        return self._calls.message("GET", f"/v1/books/{book}/head", BookHead)

    def _accepted(self, entry: AcceptedEntry, raw: bytes) -> Accepted:
        accepted, sent = _read(entry, raw), read_signed(raw)
        if (accepted.record.book, accepted.record.digest) != (sent.book, sent.digest):
            raise ReceiptNotBelieved(reason="other-statement")
        if entry.raw and read_signed(entry.raw).digest != sent.digest:
            raise ReceiptNotBelieved(reason="other-statement")
        self._must_hold(accepted.record, accepted.receipt)
        return accepted

    def _must_be_one_piece(self, book: str, since: int, found: Sequence[Accepted]) -> None:
        previous: AcceptanceRecord | None = None
        for place, one in enumerate(found, since + 1):
            linked = previous is None or one.record.previous == head_of(previous)
            if (one.record.book, one.record.sequence) != (book, place) or not linked:
                raise ReceiptNotBelieved(reason="chain", sequence=place)
            previous = one.record
        if found:
            self._must_hold(found[-1].record, found[-1].receipt)

    def _must_hold(self, record: AcceptanceRecord, receipt: bytes) -> None:
        if not any(receipt_holds(record, receipt, key) for key in self.hub_keys().values()):
            raise ReceiptNotBelieved(reason="receipt", sequence=record.sequence)


def _read(entry: AcceptedEntry, raw: bytes = b"") -> Accepted:
    try:
        return accepted_of(entry, raw)
    except BookError as error:
        raise HubAnswerUnreadable(reason=error.code) from error


def _opener(source: Source) -> Callable[[], BinaryIO]:
    if isinstance(source, Path):
        return lambda: source.open("rb")
    if isinstance(source, bytes):
        return lambda: io.BytesIO(source)
    return source


def _measured(opener: Callable[[], BinaryIO]) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with opener() as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return size, digest.hexdigest()


def _pieces(held: Sequence[Accepted]) -> Iterator[list[Accepted]]:
    piece: list[Accepted] = []
    size = 0
    for one in held:
        if piece and (len(piece) == MOST_STATEMENTS or size + len(one.raw) > MOST_BYTES):
            yield piece
            piece, size = [], 0
        piece.append(one)
        size += len(one.raw)
    if piece:
        yield piece
