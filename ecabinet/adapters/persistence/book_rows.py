"""The replica of books: accepted statements in their order, keys, forks, trust in signers, files held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, bindparam, text

from ecabinet.adapters.persistence.entry_values import entry_of, entry_text
from ecabinet.adapters.persistence.statement_job_rows import StatementJobRows
from ecabinet.adapters.persistence.values import moment, moment_text
from ecabinet.application.book_ports import (
    NOWHERE,
    AcceptedBytes,
    Fork,
    HeldBook,
    HeldEntry,
    Place,
    SignerTrust,
)
from ecabinet.domain.dispatches.dispatch import StoredFile
from ecabinet.domain.documents.evidence import Verdict


class BookRows(StatementJobRows):
    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._rows = connection

    def add(self, book: HeldBook) -> None:
        self._rows.execute(
            text(
                "insert into book (id, kind, title, agency, added_at) values (:id, :kind, :title, :agency, :at)"
                " on conflict do nothing"
            ),
            {
                "id": book.id,
                "kind": book.kind,
                "title": book.title,
                "agency": book.agency,
                "at": moment_text(book.added_at),
            },
        )

    def get(self, book: str) -> HeldBook | None:
        row = self._rows.execute(text("select * from book where id = :id"), {"id": book}).mappings().first()
        return _book(row) if row else None

    def all(self) -> tuple[HeldBook, ...]:
        rows = self._rows.execute(text("select * from book order by added_at, id")).mappings()
        return tuple(_book(row) for row in rows)

    def append(self, book: str, entry: HeldEntry, accepted: AcceptedBytes) -> None:
        self._rows.execute(
            text(
                "insert into book_statement (book, sequence, id, type, signer, head, entry, refusal, seen_elsewhere,"
                " record, receipt, raw) values (:book, :sequence, :id, :type, :signer, :head, :entry, :refusal,"
                " :elsewhere, :record, :receipt, :raw)"
            ),
            {
                "book": book,
                "sequence": entry.entry.sequence,
                "id": str(entry.entry.id),
                "type": entry.entry.type,
                "signer": entry.entry.signer,
                "head": entry.head,
                "entry": entry_text(entry.entry),
                "refusal": entry.refusal,
                "elsewhere": int(entry.seen_elsewhere),
                "record": accepted.record,
                "receipt": accepted.receipt,
                "raw": accepted.raw,
            },
        )

    def entries(self, book: str) -> tuple[HeldEntry, ...]:
        rows = self._rows.execute(
            text(
                "select entry, head, refusal, seen_elsewhere from book_statement where book = :book order by sequence"
            ),
            {"book": book},
        )
        return tuple(HeldEntry(entry_of(row[0]), row[1], row[2], bool(row[3])) for row in rows)

    def last(self, book: str) -> Place:
        row = self._rows.execute(
            text("select entry, head from book_statement where book = :book order by sequence desc limit 1"),
            {"book": book},
        ).first()
        if row is None:
            return NOWHERE
        entry = entry_of(row[0])
        return Place(entry.epoch, entry.sequence, row[1])

    def bytes_of(self, book: str, since: int, limit: int) -> tuple[AcceptedBytes, ...]:
        rows = self._rows.execute(
            text(
                "select record, receipt, raw from book_statement where book = :book and sequence > :since"
                " order by sequence limit :limit"
            ),
            {"book": book, "since": since, "limit": limit},
        )
        return tuple(_bytes(row[0], row[1], row[2]) for row in rows)

    def circle(self, book: str, types: Sequence[str]) -> tuple[tuple[bytes, datetime], ...]:
        rows = self._rows.execute(
            text(
                "select raw, entry from book_statement where book = :book and type in :types order by sequence"
            ).bindparams(bindparam("types", expanding=True)),
            {"book": book, "types": list(types)},
        )
        return tuple((bytes(row[0]), entry_of(row[1]).accepted_at) for row in rows)

    def add_key(self, book: str, key: bytes) -> None:
        self._rows.execute(
            text("insert into book_key (book, der) values (:book, :der) on conflict do nothing"),
            {"book": book, "der": key},
        )

    def keys(self, book: str) -> tuple[bytes, ...]:
        rows = self._rows.execute(text("select der from book_key where book = :book order by der"), {"book": book})
        return tuple(bytes(row[0]) for row in rows)

    def add_fork(self, book: str, fork: Fork) -> None:
        self._rows.execute(
            text(
                "insert into book_fork (book, code, sequence, detail, record, receipt, raw, found_at) values"
                " (:book, :code, :sequence, :detail, :record, :receipt, :raw, :at) on conflict do nothing"
            ),
            {
                "book": book,
                "code": fork.code,
                "sequence": fork.sequence,
                "detail": fork.detail,
                "record": fork.bytes.record,
                "receipt": fork.bytes.receipt,
                "raw": fork.bytes.raw,
                "at": moment_text(fork.found_at),
            },
        )

    def forks(self, book: str) -> tuple[Fork, ...]:
        rows = self._rows.execute(
            text("select * from book_fork where book = :book order by rowid"), {"book": book}
        ).mappings()
        return tuple(
            Fork(
                row["code"],
                row["sequence"],
                row["detail"],
                _bytes(row["record"], row["receipt"], row["raw"]),
                moment(row["found_at"]),
            )
            for row in rows
        )

    def save_signer(self, book: str, trust: SignerTrust) -> None:
        self._rows.execute(
            text(
                "insert into book_signer (book, certificate, name, verdict, code, judged_at) values"
                " (:book, :certificate, :name, :verdict, :code, :at) on conflict (book, certificate) do update set"
                " verdict = excluded.verdict, code = excluded.code, judged_at = excluded.judged_at"
            ),
            {
                "book": book,
                "certificate": trust.certificate,
                "name": trust.name,
                "verdict": trust.verdict.value,
                "code": trust.code,
                "at": moment_text(trust.judged_at),
            },
        )

    def signers(self, book: str) -> dict[str, SignerTrust]:
        rows = self._rows.execute(text("select * from book_signer where book = :book"), {"book": book}).mappings()
        return {
            row["certificate"]: SignerTrust(
                row["certificate"], row["name"], Verdict(row["verdict"]), row["code"], moment(row["judged_at"])
            )
            for row in rows
        }

    def first_by(self, book: str, certificate: str) -> bytes | None:
        found = self._rows.execute(
            text("select raw from book_statement where book = :book and signer = :signer order by sequence limit 1"),
            {"book": book, "signer": certificate},
        ).scalar()
        return bytes(found) if found is not None else None

    def add_file(self, file: StoredFile) -> None:
        self._rows.execute(
            text("insert into book_file (sha256, size) values (:sha256, :size) on conflict do nothing"),
            {"sha256": file.sha256, "size": file.size},
        )

    def file(self, sha256: str) -> StoredFile | None:
        size = self._rows.execute(text("select size from book_file where sha256 = :id"), {"id": sha256}).scalar()
        return StoredFile(sha256, int(size)) if size is not None else None


def _book(row: RowMapping) -> HeldBook:
    return HeldBook(row["id"], row["kind"], row["title"], row["agency"], moment(row["added_at"]))


def _bytes(record: bytes, receipt: bytes, raw: bytes) -> AcceptedBytes:
    return AcceptedBytes(bytes(record), bytes(receipt), bytes(raw))
