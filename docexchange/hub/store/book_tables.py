"""The tables of books, beside those of dispatches. Times are milliseconds since 1970 UTC where they are signed."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from docexchange.hub.store.tables import metadata

__all__ = ["book", "book_reader", "book_reference", "book_statement", "book_upload", "metadata"]

book = Table(
    "book",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("title", Text, nullable=False),
    Column("agency", String(200), nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("head", String(64), nullable=False),
    Column("time", BigInteger, nullable=False),
    Column("circle", String(64), nullable=False),
    Column("restored", Boolean, nullable=False),
)
"""Where each book stands. `circle`: head at the last statement that speaks of the circle; `restored`: the store
went back to a backup, and the agency has not opened a new epoch yet."""

book_statement = Table(
    "book_statement",
    metadata,
    Column("book", ForeignKey("book.id"), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("statement", String(36), nullable=False),
    Column("type", String(200), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("head", String(64), nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
    Column("carrier", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    UniqueConstraint("book", "statement"),
)
"""Accepted statements. `record` and `receipt` as signed; `carrier`: the official who brought it in."""

book_reader = Table(
    "book_reader",
    metadata,
    Column("book", ForeignKey("book.id"), primary_key=True),
    Column("certificate", String(64), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("until", Float),
    Index("book_reader_certificate", "certificate"),
)
"""Whose login opens a book: drawn from its statements whenever the circle changes, never from the directory.
`owner`: the official's own certificate, also where `certificate` is a desk's; `until`: seconds since 1970."""

book_upload = Table(
    "book_upload",
    metadata,
    Column("book", ForeignKey("book.id"), primary_key=True),
    Column("official", String(200), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("organ_id", String(35), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("arrived", Float, nullable=False),
    Index("book_upload_quota", "organ_id", "arrived", "size"),
    Index("book_upload_age", "arrived"),
    Index("book_upload_payload", "sha256"),
)
"""Files brought in before the statements that refer to them; forgotten after a day."""

book_reference = Table(
    "book_reference",
    metadata,
    Column("book", ForeignKey("book.id"), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Index("book_reference_payload", "sha256"),
)
"""Files accepted statements refer to, by place in the statement from 0: the only way to a file."""
