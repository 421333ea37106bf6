"""Signing statements of books with a key in hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from cryptography.hazmat.primitives.serialization import Encoding

from docexchange.books.errors import StatementNotWritable
from docexchange.books.model import FileReference, Mandate, Seen, Statement
from docexchange.books.nodes import Body
from docexchange.books.statement import book_id, sign_statement, write_statement
from docexchange.books.statement_rules import known_authority
from ecabinet.application.book_ports import CannotBeSaid, SaidSigned, Saying
from signing.keys.holder import read_holder, require_usable
from signing.keys.key import SigningKey


class BookPen:
    """Signs statements in the one strict shape; the present moment is the signature's claimed time."""

    def __init__(self, key: SigningKey, now: Callable[[], datetime]) -> None:
        self._key = key
        self._now = now

    @property
    def certificate(self) -> str:
        return sha256(self._key.certificate.public_bytes(Encoding.DER)).hexdigest()

    @property
    def by_seal(self) -> bool:
        return read_holder(self._key.certificate).kind == "agency"

    def sign(self, saying: Saying) -> SaidSigned:
        """Raises CannotBeSaid, the errors of `require_usable`, and whatever the key raises."""
        now = self._now().replace(microsecond=0)
        require_usable(self._key.certificate, now)
        try:
            statement = _statement(saying)
            content = write_statement(statement)
            raw = sign_statement(statement, self._key, made=now)
        except StatementNotWritable as error:
            raise CannotBeSaid(**error.facts) from error
        digest = book_id(content)
        return SaidSigned(raw, digest, saying.book or digest)


def _statement(saying: Saying) -> Statement:
    body: Body = () if isinstance(saying.body, str) else saying.body
    return Statement(
        book=saying.book,
        id=saying.id,
        type=saying.type,
        by=saying.by,
        mandate=Mandate(saying.capacity.post, known_authority(saying.capacity.authority), saying.capacity.delegation),
        made=saying.made,
        seen=Seen(saying.seen.epoch, saying.seen.sequence, saying.seen.head),
        body=body,
        files=tuple(FileReference(one.name, one.media_type, one.size, one.sha256) for one in saying.files),
    )
