"""Sync the offices of a desk: fetch, push what was said here, follow what was accepted, fetch files."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from ecabinet.application.book_ports import AcceptedBytes, BookExchange, Pen, RemoteBook, SignerTrust, StatementJob
from ecabinet.application.offices.book_files import fetch_files
from ecabinet.application.offices.follow_book import follow_book
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.push_statements import Pushed, push_foundings, push_opening, push_statements
from ecabinet.application.offices.read_office import OfficeReading, Trouble, read_office
from ecabinet.application.offices.take_changes import compare_head, take_changes
from ecabinet.application.ports import ExchangeRefused
from ecabinet.domain.dispatches.status import StatusReport
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.settings import BOOK_PAGE

_DECIDED = (Verdict.VALID, Verdict.INVALID)


@dataclass(frozen=True)
class SyncOffice:
    """`wait_seconds`: how long the hub may hold the first question when nothing is new."""

    wait_seconds: float = 0.0


@dataclass
class OfficeSynced:
    """One office after a sync. `reports`: statuses queued for senders; `missed`: files that could not be had."""

    reading: OfficeReading
    taken: int
    pushed: Pushed
    troubles: tuple[Trouble, ...]
    reports: tuple[StatusReport, ...] = ()
    missed: tuple[str, ...] = ()


@dataclass
class OfficesSynced:
    """`waiting`: own statements of books that the hub does not show to this login."""

    offices: list[OfficeSynced] = field(default_factory=list)
    waiting: tuple[StatementJob, ...] = ()
    founded: Pushed = field(default_factory=Pushed)


def sync_office(command: SyncOffice, office_desk: OfficeDesk, exchange: BookExchange, pen: Pen) -> OfficesSynced:
    """Every office of the desk's own agency. Raises ExchangeOutOfReach, SealNotTrusted."""
    synced = OfficesSynced()
    push_foundings(office_desk, exchange, synced.founded)
    with office_desk.desk.records.reading() as unit:
        own = unit.desk.load().official.agency
    for remote in exchange.mine():
        if remote.kind == "office" and remote.agency == own:
            synced.offices.append(_synced(remote, command, office_desk, exchange, pen))
    known = {one.reading.book.id for one in synced.offices}
    with office_desk.desk.records.reading() as unit:
        synced.waiting = tuple(job for job in unit.books.jobs(None, queued_only=True) if job.book not in known)
    return synced


def _synced(
    remote: RemoteBook, command: SyncOffice, office_desk: OfficeDesk, exchange: BookExchange, pen: Pen
) -> OfficeSynced:
    book = remote.id
    fetch = partial(_page, book, exchange)
    same, lost = _compared(remote, office_desk, exchange)
    opening = Pushed()
    if remote.restored and push_opening(book, office_desk, exchange, opening):
        lost = ()
    wait = command.wait_seconds
    if wait and same and not lost:
        with office_desk.desk.records.reading() as unit:
            since, idle = unit.books.last(book).sequence, not unit.books.jobs(book, queued_only=True)
        if idle:
            exchange.changes(book, since, 1, wait)
    take = partial(take_changes, book, exchange.keys(), fetch, office_desk)
    taken = take() if same and not lost else 0
    reading = read_office(book, office_desk)
    pushed = opening
    if same and not (lost or reading.blocked):
        pushed = push_statements(book, office_desk, exchange, pen, take)
        pushed.sent[:0] = opening.sent
        taken += take()
        reading = read_office(book, office_desk)
    reports = () if reading.blocked else follow_book(reading, office_desk)
    missed = fetch_files(book, reading.entries, office_desk.desk, exchange)
    _judge_signers(reading, office_desk)
    reading = read_office(book, office_desk)
    return OfficeSynced(reading, taken, pushed, (*reading.troubles, *lost), reports, missed)


def _page(book: str, exchange: BookExchange, since: int) -> tuple[AcceptedBytes, ...]:
    return exchange.changes(book, since, BOOK_PAGE, 0.0)


def _compared(remote: RemoteBook, office_desk: OfficeDesk, exchange: BookExchange) -> tuple[bool, tuple[Trouble, ...]]:
    """The hub's head against ours: whether it tells the same history, and what it has lost of ours (offered back)."""
    with office_desk.desk.records.reading() as unit:
        ours = unit.books.last(remote.id)
        held = unit.books.bytes_of(remote.id, remote.place.sequence, 1_000_000)
    if not compare_head(
        remote.id, remote.place.sequence, remote.place.head, partial(_page, remote.id, exchange), office_desk
    ):
        return False, ()
    lost = _lost(ours.sequence, remote)
    if held and remote.restored:
        try:
            _bring_files(remote, office_desk, exchange)
            exchange.offer(remote.id, held)
        except ExchangeRefused as error:
            return True, (Trouble("book-hub-lost", lost | {"reason": error.code}),)
        return True, (Trouble("book-hub-restored", lost),)
    if held:
        return True, (Trouble("book-hub-lost", lost),)
    return True, ((Trouble("book-hub-restored", lost),) if remote.restored else ())


def _bring_files(remote: RemoteBook, office_desk: OfficeDesk, exchange: BookExchange) -> None:
    """Files of the statements to be offered, as far as this desk holds them: the hub takes none without its files."""
    desk = office_desk.desk
    with desk.records.reading() as unit:
        lost = [one.entry for one in unit.books.entries(remote.id) if one.entry.sequence > remote.place.sequence]
        named = dict.fromkeys(file.sha256 for entry in lost for file in entry.files)
        held = [kept for kept in map(unit.books.file, named) if kept is not None]
    for kept in held:
        exchange.put_file(remote.id, partial(desk.files.open, kept))


def _lost(ours: int, remote: RemoteBook) -> dict[str, str]:
    return {"ours": str(ours), "hub": str(remote.place.sequence)}


def _judge_signers(reading: OfficeReading, office_desk: OfficeDesk) -> tuple[SignerTrust, ...]:
    """Trust in every certificate that signs in the book; the undecided are looked at again."""
    judged = []
    for certificate in dict.fromkeys(one.entry.signer for one in reading.entries):
        known = reading.signers.get(certificate)
        if known is not None and known.verdict in _DECIDED:
            continue
        with office_desk.desk.records.reading() as unit:
            raw = unit.books.first_by(reading.book.id, certificate)
        if raw is not None:
            judged.append(office_desk.checker.judge(raw, office_desk.desk.clock.now()))
    with office_desk.desk.records.writing() as unit:
        for one in judged:
            unit.books.save_signer(reading.book.id, one)
    return tuple(judged)
