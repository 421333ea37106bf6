"""What use cases need for books, as Protocols: the replica, the checker of what the hub gives, the pen, the wire."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, Protocol
from uuid import UUID

from ecabinet.application.jobs import JobError, JobState, RetrySchedule
from ecabinet.domain.books.body import Node
from ecabinet.domain.books.entry import Entry, FileReference
from ecabinet.domain.dispatches.dispatch import StoredFile
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.errors import Refusal, Unreadable

NO_HEAD: Final = "0" * 64
FOUNDING: Final = "book.found/1"


@dataclass(frozen=True, order=True)
class Place:
    """Where a book stands: the last acceptance; sequence 0 with `NO_HEAD` before the founding."""

    epoch: int
    sequence: int
    head: str


NOWHERE: Final = Place(1, 0, NO_HEAD)


@dataclass(frozen=True)
class AcceptedBytes:
    """An accepted statement as it travels: acceptance record, the hub's receipt, the signed statement."""

    record: bytes
    receipt: bytes
    raw: bytes


@dataclass(frozen=True)
class HeldEntry:
    """A verified statement in its place, with the head after it.

    `refusal`: why the book's circle does not let it count (a code), empty if it does. `seen_elsewhere`: its author
    names a head that is not on this chain.
    """

    entry: Entry
    head: str
    refusal: str = ""
    seen_elsewhere: bool = False

    @property
    def place(self) -> Place:
        return Place(self.entry.epoch, self.entry.sequence, self.head)


@dataclass(frozen=True)
class HeldBook:
    """A book this desk holds a copy of. `agency`: the organ id whose seal founded it."""

    id: str
    kind: str
    title: str
    agency: str
    added_at: datetime


@dataclass(frozen=True)
class Fork:
    """What the hub or another desk gave and does not fit the own chain. `code`: a finding's code; kept for ever."""

    code: str
    sequence: int
    detail: str
    bytes: AcceptedBytes
    found_at: datetime


@dataclass(frozen=True)
class SignerTrust:
    """What the desk's own roots say of a certificate (SHA-256 in hex) that signs in the book; `code` says why."""

    certificate: str
    name: str
    verdict: Verdict
    code: str
    judged_at: datetime


@dataclass(frozen=True)
class StatementJob:
    """A statement of this desk on its way into a book; its id is the statement's, so the hub knows a repeat.

    `entry`: as it would stand (its place is not yet known). `condition`: the head the book must have when it is
    accepted, empty for none; a conditional one is made anew when the head has moved.
    `carried`: said by a colleague, carried for him as he signed it; only he can make it anew.
    """

    id: UUID
    book: str
    entry: Entry
    raw: bytes
    condition: str
    created_at: datetime
    next_try: datetime
    state: JobState = JobState.QUEUED
    attempts: int = 0
    first_try: datetime | None = None
    last_error: JobError | None = None
    carried: bool = False

    def ended(self, state: JobState, now: datetime, error: JobError | None = None) -> StatementJob:
        return replace(self, state=state, attempts=self.attempts + 1, next_try=now, last_error=error)

    def put_off(self, error: JobError, now: datetime, schedule: RetrySchedule) -> StatementJob:
        """The world was in the way. A signed statement never expires by itself: only its next try moves."""
        first = self.first_try or now
        again = schedule.next_try(self.attempts + 1, first, now) or now
        return replace(self, attempts=self.attempts + 1, first_try=first, next_try=again, last_error=error)


class BookRecords(Protocol):
    """The replica in the store. What is added never changes."""

    def add(self, book: HeldBook) -> None: ...
    def get(self, book: str) -> HeldBook | None: ...
    def all(self) -> tuple[HeldBook, ...]: ...
    def append(self, book: str, entry: HeldEntry, accepted: AcceptedBytes) -> None: ...
    def entries(self, book: str) -> tuple[HeldEntry, ...]: ...
    def last(self, book: str) -> Place: ...
    def bytes_of(self, book: str, since: int, limit: int) -> tuple[AcceptedBytes, ...]:
        """Statements after sequence `since`, in order."""
        ...

    def circle(self, book: str, types: Sequence[str]) -> tuple[tuple[bytes, datetime], ...]:
        """Signed bytes and time of acceptance of the statements of these types, in order."""
        ...

    def add_key(self, book: str, key: bytes) -> None: ...
    def keys(self, book: str) -> tuple[bytes, ...]:
        """Public keys with which the hub signed receipts (DER)."""
        ...

    def add_fork(self, book: str, fork: Fork) -> None: ...
    def forks(self, book: str) -> tuple[Fork, ...]: ...
    def save_signer(self, book: str, trust: SignerTrust) -> None: ...
    def signers(self, book: str) -> Mapping[str, SignerTrust]: ...
    def first_by(self, book: str, certificate: str) -> bytes | None:
        """The first statement signed with that certificate, as signed."""
        ...

    def add_job(self, job: StatementJob) -> None: ...
    def save_job(self, job: StatementJob) -> None: ...
    def job(self, statement: UUID) -> StatementJob | None: ...
    def jobs(self, book: str | None, *, queued_only: bool) -> tuple[StatementJob, ...]: ...
    def add_file(self, file: StoredFile) -> None: ...
    def file(self, sha256: str) -> StoredFile | None: ...


@dataclass(frozen=True)
class Progress:
    """What a reader needs to go on after the last record taken."""

    book: str
    keys: tuple[bytes, ...]
    circle: tuple[tuple[bytes, datetime], ...] = ()
    last: AcceptedBytes | None = None
    heads: tuple[str, ...] = ()
    ids: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Checked:
    """As far as one unbroken chain goes; `flaw` is the first thing that does not fit."""

    taken: tuple[tuple[HeldEntry, AcceptedBytes], ...]
    flaw: Fork | None = None


@dataclass(frozen=True)
class BookFile:
    """A book from an evidence file: everything in order, the head after each, the files it carries."""

    book: str
    keys: tuple[bytes, ...]
    accepted: tuple[AcceptedBytes, ...]
    heads: tuple[str, ...]
    files: tuple[StoredFile, ...]


class BookUnreadable(Unreadable):
    """Not a statement or not a book; `reason` is the reader's own code."""

    code = "office-book-unreadable"


class BookChecker(Protocol):
    """Signatures, receipts, chain and circle."""

    circle_types: tuple[str, ...]

    def check(self, progress: Progress, news: Sequence[AcceptedBytes], now: datetime) -> Checked: ...
    def founding(self, raw: bytes) -> Entry:
        """The founding statement on its own. Raises BookUnreadable."""
        ...

    def certificate(self, raw: bytes) -> str:
        """SHA-256 (hex) of a certificate in PEM or DER. Raises BookUnreadable."""
        ...

    def judge(self, raw: bytes, now: datetime) -> SignerTrust: ...


@dataclass(frozen=True)
class Capacity:
    """Post, prefix (TM., Q., KT., TL., TUQ. or empty) and mandate under which somebody speaks."""

    post: str = ""
    authority: str = ""
    delegation: str = ""


@dataclass(frozen=True)
class Saying:
    """A statement to be signed. `book` is empty for a founding."""

    book: str
    id: UUID
    type: str
    by: str
    capacity: Capacity
    made: datetime
    seen: Place
    body: Node
    files: tuple[FileReference, ...] = ()


@dataclass(frozen=True)
class SaidSigned:
    """The signed bytes, the statement's digest, and the book it belongs to."""

    raw: bytes
    digest: str
    book: str


class CannotBeSaid(Refusal):
    """The form of statements does not allow this; `part`, `reason`."""

    code = "office-cannot-be-said"


class Pen(Protocol):
    """A key that signs statements."""

    @property
    def certificate(self) -> str:
        """SHA-256 of the certificate in hex."""
        ...

    @property
    def by_seal(self) -> bool: ...
    def sign(self, saying: Saying) -> SaidSigned: ...


@dataclass(frozen=True)
class RemoteBook:
    """A book at the hub. `restored`: it waits for a new epoch and takes only what desks hold receipts for."""

    id: str
    kind: str
    title: str
    agency: str
    place: Place
    restored: bool


class BookExchange(Protocol):
    """Books at the hub, after login. Permanent answers raise ExchangeRefused, passing ones ExchangeOutOfReach."""

    def mine(self) -> tuple[RemoteBook, ...]: ...
    def keys(self) -> tuple[bytes, ...]: ...
    def found(self, raw: bytes) -> None: ...
    def append(self, book: str, raw: bytes, condition: str) -> None:
        """Accepted when it returns. `ExchangeRefused` with reason `hub-head-moved` when the condition fails."""
        ...

    def changes(self, book: str, since: int, limit: int, wait_seconds: float) -> tuple[AcceptedBytes, ...]: ...
    def put_file(self, book: str, open_file: Callable[[], BinaryIO]) -> None: ...
    def get_file(self, book: str, sequence: int, index: int, file: FileReference, sink: BinaryIO) -> None: ...
    def offer(self, book: str, held: Sequence[AcceptedBytes]) -> None: ...


class HeadKeeper(Protocol):
    """The highest head seen of each book, kept outside the database."""

    def highest(self) -> Mapping[str, Place]: ...
    def keep(self, book: str, place: Place) -> None: ...


@dataclass(frozen=True)
class PaperOptions:
    """How a paper is signed. `stamp`: PNG of the hand or the seal."""

    level: str = "B"
    tsa_url: str | None = None
    stamp: bytes | None = field(default=None, repr=False)


class Papers(Protocol):
    """Official papers in type and under a signature; every result was judged before it is given."""

    def checked(self, data: bytes) -> Mapping[str, object]:
        """The data of a paper, typeset once to see that it can be. Raises Unreadable kinds."""
        ...

    def signed(self, data: bytes, options: PaperOptions) -> bytes: ...
    def sealed(self, pdf: bytes, number: int, day: datetime, options: PaperOptions) -> bytes: ...


class BookFiles(Protocol):
    """Whole books as evidence files."""

    def read(self, path: Path) -> BookFile: ...
