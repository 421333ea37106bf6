"""Taking statements into books: gapless order under the writer's lock, chained heads, signed receipts.

The hub checks form, signature, circle and idempotency; whether a statement is right by the rules of procedure is for
readers. Whoever is not in a book's circle is answered as if the book did not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from docexchange.books.acceptance import AcceptanceRecord, Accepted, sign_head
from docexchange.books.errors import NotFounded
from docexchange.books.founding_bodies import EPOCH_OPEN
from docexchange.books.membership import Membership, Reason
from docexchange.books.statement import NO_HEAD, SignedStatement
from docexchange.hub.book_circles import Circles
from docexchange.hub.book_placing import (
    Placing,
    accepted_of,
    founded,
    known_before,
    moment,
    moved_on,
    placed,
    understood,
    write_placed,
)
from docexchange.hub.parts import Parts
from docexchange.hub.store import audit, book_files, books, directory
from docexchange.hub.store.books import Standing, Stored
from docexchange.hub.store.group_commit import GroupCommit
from docexchange.hub.store.sessions import Caller
from docexchange.protocol.problem import HubRefused, problem

_MOST_NAMED = 20
_NOTED = {"hub-book-refused", "hub-book-conflict"}
"""Refusals that stand in the audit: somebody known tried what he may not."""


@dataclass(frozen=True)
class Taken:
    """An accepted statement; `new` is false when it had been accepted before."""

    accepted: Accepted
    new: bool


class Books:
    """All books of a hub."""

    def __init__(self, parts: Parts, clock: Callable[[], float]) -> None:
        self._parts = parts
        self._clock = clock
        self._commits = GroupCommit(parts.database)
        self.circles = Circles()

    def must_be_member(self, caller: Caller, book: str) -> None:
        """The problem `hub-not-found` for everybody else."""
        with self._parts.database.reading() as connection:
            _must_read(connection, caller, book, self._clock())

    def found(self, caller: Caller, raw: bytes) -> Taken:
        """Found a book: sealed by the caller's agency with a seal of the directory, naming this hub's key."""
        signed = understood(raw)
        circle = self._founding_circle(caller, signed)
        with self._parts.database.writing() as connection:
            standing = books.find(connection, signed.book)
            if standing is not None:
                return Taken(accepted_of(_at(connection, standing.id, 1)), new=False)
            self._must_have_room()
            _must_be_seal(connection, caller, circle)
            record = AcceptanceRecord(signed.book, 1, 1, self._now(0), NO_HEAD, signed.digest)
            placing = Placing(signed, record, founded(circle, record), circle, first=True)
            receipt = sign_head(record, self._parts.key)
            write_placed(connection, placing, receipt, caller.official)
            facts = {"book": signed.book, "agency": circle.agency, "kind": circle.kind}
            audit.append(connection, self._clock(), caller.official, "book.founded", facts)
        return Taken(Accepted(record, receipt, raw), new=True)

    def append(self, caller: Caller, book: str, raw: bytes, if_head: str | None) -> Taken:
        """Accept a statement, durably. The same statement again gives what was accepted the first time.

        `if_head`: the head the book must have. Problems: see `docs/protocol.md`.
        """
        try:
            signed = understood(raw)
        except HubRefused:
            self.must_be_member(caller, book)
            raise
        try:
            return self._appended(caller, book, signed, if_head)
        except HubRefused as refusal:
            if refusal.code in _NOTED:
                self._note(caller, book, signed, refusal)
            raise

    def _appended(self, caller: Caller, book: str, signed: SignedStatement, if_head: str | None) -> Taken:
        def take(connection: Connection) -> Accepted | tuple[Placing, bytes]:
            standing = self.standing(connection, caller, book)
            known = known_before(connection, book, signed)
            if known is not None:
                return known
            if if_head is not None and if_head != standing.head:
                raise moved_on(standing)
            self._must_have_room()
            placing = self._placed(standing, self.circles.of(connection, standing), signed)
            self.must_have_files(connection, caller, signed)
            receipt = sign_head(placing.record, self._parts.key)
            write_placed(connection, placing, receipt, caller.official)
            self.circles.keep(placing.standing, placing.circle)
            if placing.record.epoch != standing.epoch:
                facts = {"book": book, "epoch": placing.record.epoch, "sequence": placing.record.sequence}
                audit.append(connection, self._clock(), caller.official, "book.epoch", facts)
            return placing, receipt

        taken = self._commits.run(take)
        if isinstance(taken, Accepted):
            return Taken(taken, new=False)
        placing, receipt = taken
        return Taken(Accepted(placing.record, receipt, signed.raw), new=True)

    def standing(self, connection: Connection, caller: Caller, book: str) -> Standing:
        """Where a book of the caller's stands; `hub-not-found`."""
        standing = books.find_for(connection, book, caller.certificate, self._clock(), locked=True)
        if standing is None:
            raise problem("hub-not-found")
        return standing

    def must_have_files(self, connection: Connection, caller: Caller, signed: SignedStatement) -> None:
        """All files the statement refers to stand here: the caller brought them for this book, or it knows them."""
        files = signed.statement.files
        if not files:
            return
        known = book_files.staged(connection, signed.book, caller.official, {file.sha256 for file in files})
        missing = [file.sha256 for file in files if not (file.sha256 in known and self._on_disk(file.sha256))]
        if missing:
            raise problem("hub-book-files-missing", sha256=" ".join(missing[:_MOST_NAMED]), count=len(missing))
        for file in files:
            if known[file.sha256] != file.size:
                raise problem("hub-book-file-differs", name=file.name, size=known[file.sha256])

    def _must_have_room(self) -> None:
        if self._parts.payloads.room() < self._parts.limits.reserve:
            raise problem("hub-disk-full", retry_after=300)

    def _on_disk(self, sha256: str) -> bool:
        return self._parts.payloads.has(sha256)

    def _founding_circle(self, caller: Caller, signed: SignedStatement) -> Membership:
        try:
            circle = Membership.founded_by(signed)
        except NotFounded as error:
            raise problem("hub-founding-refused", reason=error.facts["reason"]) from error
        if circle.agency != caller.organ_id:
            raise problem("hub-founding-refused", reason="other-agency")
        if circle.hub != self._parts.key.fingerprint:
            raise problem("hub-founding-refused", reason="other-hub")
        if signed.statement.files:
            raise problem("hub-founding-refused", reason="files")
        return circle

    def _placed(self, standing: Standing, circle: Membership, signed: SignedStatement) -> Placing:
        opening = signed.statement.type == EPOCH_OPEN
        if not opening and (standing.restored or circle.hub != self._parts.key.fingerprint):
            raise problem("hub-book-restored", retry_after=300, epoch=standing.epoch)
        at = self._now(standing.time)
        placing = placed(standing, circle, signed, AcceptanceRecord(
            standing.id, standing.epoch, standing.sequence + 1, at, standing.head, signed.digest
        ))  # fmt: skip
        if opening:
            if placing.circle.hub != self._parts.key.fingerprint:
                raise problem("hub-book-refused", reason="book-epoch-other-hub")
            return replace(placing, standing=replace(placing.standing, restored=False))
        return placing

    def _now(self, not_before: int) -> datetime:
        """The time of acceptance: milliseconds of the clock, never going back."""
        return moment(max(int(self._clock() * 1000), not_before))

    def _note(self, caller: Caller, book: str, signed: SignedStatement, refusal: HubRefused) -> None:
        statement = signed.statement
        facts = {"book": book, "statement": str(statement.id), "type": statement.type, "by": statement.by}
        facts |= {"code": refusal.code, "reason": refusal.facts.get("reason", "")}
        with self._parts.database.writing() as connection:
            audit.append(connection, self._clock(), caller.official, "statement.refused", facts)


def _must_read(connection: Connection, caller: Caller, book: str, now: float) -> None:
    if not books.may_read(connection, book, caller.certificate, now):
        raise problem("hub-not-found")


def _must_be_seal(connection: Connection, caller: Caller, circle: Membership) -> None:
    # whether a seal is genuine is for readers to judge; here only: not everybody who makes a key founds books
    if circle.seal not in directory.seals(connection, caller.organ_id):
        raise problem("hub-founding-refused", reason=Reason.SEAL_MISSING)


def _at(connection: Connection, book: str, sequence: int) -> Stored:
    found = books.at(connection, book, sequence)
    if found is None:
        raise problem("hub-not-found")
    return found
