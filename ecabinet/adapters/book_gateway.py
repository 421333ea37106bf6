"""Books at the hub behind the port BookExchange: bytes in the desk's words, errors as permanent or passing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from docexchange.books.acceptance import Accepted, read_record, write_record
from docexchange.books.errors import BookError
from docexchange.books.errors import Unavailable as BookUnavailable
from docexchange.books.statement import FileReference as BookFile
from docexchange.client.book_client import BookClient
from docexchange.protocol.errors import ProtocolError, Unavailable
from ecabinet.adapters.causes import caused
from ecabinet.application.book_ports import AcceptedBytes, Place, RemoteBook
from ecabinet.application.ports import ExchangeOutOfReach, ExchangeRefused
from ecabinet.domain.books.entry import FileReference
from signing.errors import SigningError


class BookGateway:
    """The books of one logged-in session."""

    def __init__(self, client: BookClient) -> None:
        self._client = client

    def mine(self) -> tuple[RemoteBook, ...]:
        with _translated():
            return tuple(
                RemoteBook(
                    one.book, one.kind, one.title, one.agency, Place(one.epoch, one.sequence, one.head), one.restored
                )
                for one in self._client.mine()
            )

    def keys(self) -> tuple[bytes, ...]:
        with _translated():
            found = self._client.hub_keys().values()
            return tuple(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) for key in found)

    def found(self, raw: bytes) -> None:
        with _translated():
            self._client.found(raw)

    def append(self, book: str, raw: bytes, condition: str) -> None:
        with _translated():
            self._client.append(book, raw, condition or None)

    def changes(self, book: str, since: int, limit: int, wait_seconds: float) -> tuple[AcceptedBytes, ...]:
        with _translated():
            found = self._client.changes(book, since, limit, wait_seconds)
            return tuple(AcceptedBytes(write_record(one.record), one.receipt, one.raw) for one in found)

    def put_file(self, book: str, open_file: Callable[[], BinaryIO]) -> None:
        with _translated():
            self._client.put_file(book, open_file)

    def get_file(self, book: str, sequence: int, index: int, file: FileReference, sink: BinaryIO) -> None:
        expected = BookFile(file.name, file.media_type, file.size, file.sha256)
        with _translated():
            self._client.get_file(book, sequence, index, sink, expected)

    def offer(self, book: str, held: Sequence[AcceptedBytes]) -> None:
        with _translated():
            self._client.offer(book, [Accepted(read_record(one.record), one.receipt, one.raw) for one in held])


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (ProtocolError, BookError, SigningError) as error:
        passing = isinstance(error, Unavailable | BookUnavailable)
        kind = ExchangeOutOfReach if passing else ExchangeRefused
        raise kind(**caused(error.code, error.facts)) from error
