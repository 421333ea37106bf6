"""Reading a book in order: every statement, record and receipt checked, the circle folded along (R1, R2, R3).

What the hub gives is believed only as far as it is one unbroken chain; the first thing that is not is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec

from docexchange.books.acceptance import AcceptanceRecord, Accepted, head_of, receipt_holds
from docexchange.books.errors import ChainBroken, NotFounded, RecordUnreadable, StatementUnreadable
from docexchange.books.founding_bodies import EPOCH_OPEN, EpochOpen
from docexchange.books.membership import Membership, Reason
from docexchange.books.model import NO_HEAD
from docexchange.books.statement import SignedStatement, read_signed
from signing.xml.verify import XmlSignatureBroken

HubKeys = Mapping[str, ec.EllipticCurvePublicKey]
"""Keys of the hub, by the SHA-256 of their SubjectPublicKeyInfo in hex; which one counts, the book says."""


class Flaw(StrEnum):
    """Where an alleged book is none; each is a finding's code with words in `ui.kit.words.books`."""

    RECORD = "book-chain-record"
    OTHER_BOOK = "book-chain-other-book"
    GAP = "book-chain-gap"
    REPEATED = "book-chain-repeated"
    FORK = "book-chain-fork"
    STATEMENT = "book-chain-statement"
    CONTENT = "book-chain-content"
    NOT_FOUNDED = "book-chain-not-founded"
    HUB_KEY = "book-chain-hub-key"
    RECEIPT = "book-chain-receipt"
    TIME = "book-chain-time"
    EPOCH = "book-chain-epoch"
    TWICE = "book-chain-twice"


@dataclass(frozen=True)
class FoundFlaw:
    """The first flaw: at which sequence, and what is known more (a code, or empty)."""

    flaw: Flaw
    sequence: int
    detail: str = ""


@dataclass(frozen=True)
class Taken:
    """A statement in its place. `refusal`: why the hub should not have accepted it; readers set it aside with that.

    `seen_elsewhere`: its author says to have seen a head that does not lie on this chain: a sign of a fork or a loss,
    not a proof, for the head named carries no receipt here.
    """

    signed: SignedStatement
    record: AcceptanceRecord
    head: str
    refusal: Reason | None
    seen_elsewhere: bool


class BookReader:
    """Takes accepted statements in order, from the founding or after a place reached before.

    What a call refuses leaves the reader as it was.
    """

    def __init__(self, hub_keys: HubKeys) -> None:
        self._hub_keys = hub_keys
        self._membership: Membership | None = None
        self._last: AcceptanceRecord | None = None
        self._heads: list[str] = []
        self._ids: set[UUID] = set()

    @classmethod
    def resumed(
        cls,
        hub_keys: HubKeys,
        membership: Membership,
        last: AcceptanceRecord,
        heads: Sequence[str],
        ids: Iterable[UUID],
    ) -> BookReader:
        """A reader that goes on after `last`; `heads` of all records from 1 on, `ids` of all statements so far."""
        reader = cls(hub_keys)
        reader._membership, reader._last = membership, last
        reader._heads, reader._ids = list(heads), set(ids)
        if len(heads) != last.sequence or heads[-1] != head_of(last):
            raise ChainBroken(flaw=Flaw.GAP, sequence=last.sequence, detail="cursor")
        return reader

    @property
    def membership(self) -> Membership | None:
        """The circle after the last statement taken; None before the founding."""
        return self._membership

    @property
    def last(self) -> AcceptanceRecord | None:
        """The last record taken."""
        return self._last

    @property
    def head(self) -> str:
        """The last head, `NO_HEAD` before the founding."""
        return self._heads[-1] if self._heads else NO_HEAD

    def take(self, accepted: Accepted) -> Taken:
        """The next statement. Raises ChainBroken (flaw, sequence, detail)."""
        record = accepted.record
        head = self._place(accepted)
        signed = _signed(accepted)
        membership, refusal = self._circle(signed, record)
        self._check_epoch(signed, record, membership, refusal)
        if not receipt_holds(record, accepted.receipt, self._hub_key(membership, record)):
            raise _broken(Flaw.RECEIPT, record)
        if record.previous != self.head:
            raise _broken(Flaw.FORK, record)
        if self._last is not None and record.time < self._last.time:
            raise _broken(Flaw.TIME, record)
        if signed.statement.id in self._ids:
            raise _broken(Flaw.TWICE, record, str(signed.statement.id))
        taken = Taken(signed, record, head, refusal, self._saw_elsewhere(signed))
        self._membership, self._last = membership, record
        self._heads.append(head)
        self._ids.add(signed.statement.id)
        return taken

    def _place(self, accepted: Accepted) -> str:
        """The record's head, if the record is the next one."""
        record = accepted.record
        try:
            head = head_of(record)
        except RecordUnreadable as error:
            raise _broken(Flaw.RECORD, record, error.facts["reason"]) from error
        if self._membership is not None and record.book != self._membership.book:
            raise _broken(Flaw.OTHER_BOOK, record)
        if record.sequence > len(self._heads) + 1:
            raise _broken(Flaw.GAP, record)
        if record.sequence <= len(self._heads):
            raise _broken(self._again(accepted, head), record)
        return head

    def _again(self, accepted: Accepted, head: str) -> Flaw:
        """A place already filled: the same once more, a second history signed by the hub, or neither."""
        if head == self._heads[accepted.record.sequence - 1]:
            return Flaw.REPEATED
        signed = any(receipt_holds(accepted.record, accepted.receipt, key) for key in self._hub_keys.values())
        return Flaw.FORK if signed else Flaw.RECEIPT

    def _circle(self, signed: SignedStatement, record: AcceptanceRecord) -> tuple[Membership, Reason | None]:
        if self._membership is not None:
            refusal = self._membership.may_write(signed, at=record.time)
            return self._membership if refusal else self._membership.after(signed, at=record.time), refusal
        if signed.book != record.book:
            raise _broken(Flaw.OTHER_BOOK, record)
        try:
            return Membership.founded_by(signed), None
        except NotFounded as error:
            raise _broken(Flaw.NOT_FOUNDED, record, error.facts["reason"]) from error

    def _check_epoch(
        self, signed: SignedStatement, record: AcceptanceRecord, membership: Membership, refusal: Reason | None
    ) -> None:
        """A new epoch begins with the seal's own statement, which names the place it goes on from, and no other way."""
        if record.epoch != membership.epoch:
            raise _broken(Flaw.EPOCH, record)
        if signed.statement.type == EPOCH_OPEN and refusal is None:
            opened = EpochOpen.from_body(signed.statement.body)
            if (opened.sequence, opened.head) != (len(self._heads), self.head):
                raise _broken(Flaw.EPOCH, record)

    def _hub_key(self, membership: Membership, record: AcceptanceRecord) -> ec.EllipticCurvePublicKey:
        key = self._hub_keys.get(membership.hub)
        if key is None:
            raise _broken(Flaw.HUB_KEY, record, membership.hub)
        return key

    def _saw_elsewhere(self, signed: SignedStatement) -> bool:
        seen = signed.statement.seen
        if seen.sequence == 0:
            return False
        return seen.sequence > len(self._heads) or self._heads[seen.sequence - 1] != seen.head


def chain_flaw(accepted: Iterable[Accepted], hub_keys: HubKeys) -> FoundFlaw | None:
    """The first flaw of an alleged book, from its founding on; None when it is one unbroken chain."""
    reader = BookReader(hub_keys)
    try:
        for one in accepted:
            reader.take(one)
    except ChainBroken as error:
        return FoundFlaw(Flaw(error.facts["flaw"]), int(error.facts["sequence"]), error.facts["detail"])
    return None


def is_fork(ours: AcceptanceRecord, theirs: AcceptanceRecord) -> bool:
    """Whether two records, each with a receipt that holds, prove that the hub showed two histories of one book."""
    same_place = (ours.book, ours.sequence) == (theirs.book, theirs.sequence)
    return same_place and head_of(ours) != head_of(theirs)


def _signed(accepted: Accepted) -> SignedStatement:
    try:
        signed = read_signed(accepted.raw)
    except (XmlSignatureBroken, StatementUnreadable) as error:
        raise _broken(Flaw.STATEMENT, accepted.record, error.code) from error
    if signed.digest != accepted.record.digest:
        raise _broken(Flaw.CONTENT, accepted.record)
    return signed


def _broken(flaw: Flaw, record: AcceptanceRecord, detail: str = "") -> ChainBroken:
    return ChainBroken(flaw=flaw, sequence=record.sequence, detail=detail)
