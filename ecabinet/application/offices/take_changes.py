"""Take what a book has become: check every piece, store it, remember the head outside; name what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from ecabinet.application.book_ports import (
    NO_HEAD,
    AcceptedBytes,
    BookUnreadable,
    Checked,
    Fork,
    HeldBook,
    Progress,
    SignerTrust,
)
from ecabinet.application.jobs import JobState
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.ports import Unit
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.errors import Refusal
from ecabinet.domain.offices.statements.book_found import BookFound

_NOT_OURS = ("root-unknown", "chain-broken", "chain-unreadable")


class SealNotTrusted(Refusal):
    """The seal that founded the book is not one that this desk's roots vouch for. Facts: seal, reason."""

    code = "office-seal-not-trusted"


class OfficeOfAnotherAgency(Refusal):
    """The book was founded by another agency than the desk's. Facts: agency."""

    code = "office-of-another-agency"


Fetch = Callable[[int], Sequence[AcceptedBytes]]
"""Accepted statements after a sequence, in order; none at the end."""


def take_changes(book: str, keys: Sequence[bytes], fetch: Fetch, office_desk: OfficeDesk) -> int:
    """Everything after the cursor; how many statements are new. What forks is kept beside, and nothing after it taken.

    Raises SealNotTrusted, OfficeOfAnotherAgency, and what `fetch` raises.
    """
    taken = 0
    while True:
        progress = _progress(book, keys, office_desk)
        news = fetch(len(progress.heads))
        if not news:
            return taken
        checked = office_desk.checker.check(progress, news, office_desk.desk.clock.now())
        founder = _founder(progress, checked, office_desk)
        taken += _stored(progress, checked, founder, office_desk)
        if checked.flaw is not None or not checked.taken:
            return taken


def compare_head(book: str, sequence: int, head: str, fetch: Fetch, office_desk: OfficeDesk) -> bool:
    """Whether a head that somebody else names lies on our chain; if not, what he holds there is kept as a fork."""
    progress = _progress(book, (), office_desk)
    if not 1 <= sequence <= len(progress.heads) or progress.heads[sequence - 1] == head:
        return True
    now = office_desk.desk.clock.now()
    news = fetch(sequence - 1)[:1]
    flaw = office_desk.checker.check(progress, news, now).flaw if news else None
    fork = flaw or Fork("book-chain-fork", sequence, head, AcceptedBytes(b"", b"", b""), now)
    if fork.code != "book-chain-repeated":
        with office_desk.desk.records.writing() as unit:
            unit.books.add_fork(book, fork)
    return False


def _progress(book: str, keys: Sequence[bytes], office_desk: OfficeDesk) -> Progress:
    with office_desk.desk.records.reading() as unit:
        entries = unit.books.entries(book)
        every = tuple(dict.fromkeys((*unit.books.keys(book), *keys)))
        if not entries:
            return Progress(book, every)
        last = unit.books.bytes_of(book, len(entries) - 1, 1)[0]
        circle = unit.books.circle(book, office_desk.checker.circle_types)
    heads = tuple(one.head for one in entries)
    return Progress(book, every, circle, last, heads, tuple(one.entry.id for one in entries))


def _founder(progress: Progress, checked: Checked, office_desk: OfficeDesk) -> SignerTrust | None:
    """Trust in the seal before the first piece of a book is stored."""
    if progress.last is not None or not checked.taken:
        return None
    trust = office_desk.checker.judge(checked.taken[0][1].raw, office_desk.desk.clock.now())
    if trust.verdict is Verdict.INVALID or trust.code in _NOT_OURS:
        raise SealNotTrusted(seal=trust.name, reason=trust.code)
    return trust


def _stored(progress: Progress, checked: Checked, founder: SignerTrust | None, office_desk: OfficeDesk) -> int:
    """One transaction; the highest head is kept outside only when it is durable inside."""
    now = office_desk.desk.clock.now()
    with office_desk.desk.records.writing() as unit:
        place = unit.books.last(progress.book)
        if place.head != (progress.heads[-1] if progress.heads else NO_HEAD):
            return 0  # another process of this desk was faster
        if founder is not None:
            unit.books.add(_born(progress.book, checked, unit, now))
            unit.books.save_signer(progress.book, founder)
        for key in progress.keys if checked.taken or progress.last else ():
            unit.books.add_key(progress.book, key)
        for entry, accepted in checked.taken:
            unit.books.append(progress.book, entry, accepted)
            _settle(entry.entry.id, unit, now)
        if checked.flaw is not None and (progress.last or checked.taken):
            unit.books.add_fork(progress.book, checked.flaw)
    if checked.taken:
        office_desk.heads.keep(progress.book, checked.taken[-1][0].place)
    elif checked.flaw is not None and progress.last is None:
        raise BookUnreadable(reason=checked.flaw.code)
    return len(checked.taken)


def _born(book: str, checked: Checked, unit: Unit, now: datetime) -> HeldBook:
    founding = checked.taken[0][0].entry
    own = unit.desk.load().official.agency
    found = BookFound.from_node(founding.body)
    if found.agency != own:
        raise OfficeOfAnotherAgency(agency=found.agency)
    return HeldBook(book, found.kind, found.title, found.agency, now)


def _settle(statement: UUID, unit: Unit, now: datetime) -> None:
    """An own statement that has come back from the hub is done, whatever we thought of it."""
    job = unit.books.job(statement)
    if job is not None and job.state is not JobState.DONE:
        unit.books.save_job(job.ended(JobState.DONE, now))
