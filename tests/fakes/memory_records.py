"""Records in memory: a unit works on a deep copy that replaces the state when the block ends well."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from ecabinet.application.jobs import SUBMISSIONS
from ecabinet.domain.dispatches.register import ArrivalNumberTaken, NumberTaken
from ecabinet.domain.folding import phrases


@dataclass
class State:
    identity: object
    agencies: dict = field(default_factory=dict)
    directory_at: object = None
    dispatches: list = field(default_factory=list)  # (dispatch, search text), oldest first
    outgoing: dict = field(default_factory=dict)
    incoming: dict = field(default_factory=dict)
    statuses: list = field(default_factory=list)
    jobs: list = field(default_factory=list)
    receipts: dict = field(default_factory=dict)
    evidence: dict = field(default_factory=dict)
    deliveries: dict = field(default_factory=dict)


class MemoryRecords:
    def __init__(self, identity) -> None:
        self.state = State(identity)

    @contextmanager
    def writing(self) -> Iterator[MemoryUnit]:
        draft = copy.deepcopy(self.state)
        yield MemoryUnit(draft)
        self.state = draft

    @contextmanager
    def reading(self) -> Iterator[MemoryUnit]:
        yield MemoryUnit(copy.deepcopy(self.state))


class MemoryUnit:
    def __init__(self, state: State) -> None:
        self.desk = _Desk(state)
        self.dispatches = _Dispatches(state)
        self.registers = _Registers(state)
        self.statuses = _Statuses(state)
        self.jobs = _Jobs(state)
        self.deliveries = _Deliveries(state)
        self.receipts = _Receipts(state)
        self.evidence = _Evidence(state)
        self.agencies = _Agencies(state)
        self.books = _NoBooks()


class _NoBooks:
    """The desk in memory takes part in no office; verbs of offices are tried on the real store."""

    def all(self):
        return ()


@dataclass
class _Part:
    state: State


class _Desk(_Part):
    def load(self):
        return self.state.identity

    def set_tsa(self, address):
        self.state.identity = replace(self.state.identity, tsa=address)

    def trust(self):
        return (), ()


class _Agencies(_Part):
    def replace(self, agencies, at):
        self.state.agencies = {one.organ_id: one for one in agencies}
        self.state.directory_at = at

    def get(self, organ_id):
        return self.state.agencies.get(organ_id)

    def known(self):
        return self.state.directory_at is not None


class _Dispatches(_Part):
    def add(self, dispatch, text):
        assert self.get(dispatch.id) is None
        self.state.dispatches.append((dispatch, text))

    def get(self, dispatch):
        return next((one for one, _ in self.state.dispatches if one.id == dispatch), None)

    def save_handling(self, dispatch):
        self.state.dispatches = [
            (replace(one, handling=dispatch.handling, despite=dispatch.despite) if one.id == dispatch.id else one, text)
            for one, text in self.state.dispatches
        ]

    def save_evidence(self, dispatch):
        def judged(one):
            attachments = tuple(
                replace(old, verdict=new.verdict)
                for old, new in zip(one.attachments, dispatch.attachments, strict=True)
            )
            return replace(one, verdict=dispatch.verdict, remarks=dispatch.remarks, attachments=attachments)

        self.state.dispatches = [
            (judged(one) if one.id == dispatch.id else one, text) for one, text in self.state.dispatches
        ]

    def by_document_id(self, box, document_id):
        return tuple(one.id for one, _ in self.state.dispatches if one.box is box and one.document_id == document_id)

    def by_number(self, box, sender, number):
        return tuple(
            one.id
            for one, _ in self.state.dispatches
            if one.box is box and one.sender.organ_id == sender and one.number == number
        )

    def by_packet(self, box, sha256):
        return tuple(one.id for one, _ in self.state.dispatches if one.box is box and one.packet.sha256 == sha256)

    def by_prefix(self, prefix, limit):
        found = [one.id for one, _ in self.state.dispatches if str(one.id).startswith(prefix.lower())]
        return tuple(found[:limit])

    def newest(self, box, phrases_, limit):
        found = []
        for one, text in reversed(self.state.dispatches):
            parts = (text.subject, text.body, text.attachments, text.number, text.day)
            spaced = [f" {' '.join(phrases(part, 100_000))} " for part in parts]
            if (box is None or one.box is box) and all(any(f" {it} " in part for part in spaced) for it in phrases_):
                found.append(one)
        return tuple(found[:limit])


class _Registers(_Part):
    def outgoing(self, agency, series, year, number):
        return self.state.outgoing.get((agency, series, year, number))

    def outgoing_of(self, dispatch):
        return next((one for one in self.state.outgoing.values() if one.dispatch == dispatch), None)

    def enter_outgoing(self, entry):
        key = (entry.agency, entry.series, entry.year, entry.number)
        standing = self.state.outgoing.get(key)
        if standing and standing.main_sha256 != entry.main_sha256:
            raise NumberTaken(number=entry.number, year=entry.year, series=entry.series)
        self.state.outgoing[key] = entry

    def incoming_of(self, dispatch):
        return next((one for one in self.state.incoming.values() if one.dispatch == dispatch), None)

    def last_arrival(self, year):
        return max((number for of_year, number in self.state.incoming if of_year == year), default=0)

    def arrival_taken(self, year, number):
        return (year, number) in self.state.incoming

    def enter_incoming(self, entry):
        if (entry.year, entry.number) in self.state.incoming:
            raise ArrivalNumberTaken(number=entry.number)
        self.state.incoming[entry.year, entry.number] = entry


class _Statuses(_Part):
    def add(self, report):
        key = (report.dispatch, report.reporter, report.code, report.reported_at, report.description)
        for one in self.state.statuses:
            if (one.dispatch, one.reporter, one.code, one.reported_at, one.description) == key:
                return False
        self.state.statuses.append(report)
        return True

    def of(self, dispatch):
        return tuple(one for one in self.state.statuses if one.dispatch == dispatch)


class _Jobs(_Part):
    def add(self, job):
        self.state.jobs.append(job)

    def save(self, job):
        self.state.jobs = [job if one.id == job.id else one for one in self.state.jobs]

    def queued(self, due, limit, kinds=SUBMISSIONS):
        waiting = [one for one in self.state.jobs if one.state == "queued" and one.kind in kinds]
        found = [one for one in waiting if due is None or one.next_try <= due]
        return tuple(found[:limit])

    def of(self, dispatch):
        return tuple(one for one in self.state.jobs if one.dispatch == dispatch)

    def newest(self, limit):
        return tuple(reversed(self.state.jobs))[:limit]


class _Receipts(_Part):
    def add(self, operation, receipt):
        self.state.receipts.setdefault(operation, receipt)

    def get(self, operation):
        return self.state.receipts.get(operation)


class _Evidence(_Part):
    def keep(self, dispatch, file, at):
        self.state.evidence.setdefault(dispatch, file)

    def of(self, dispatch):
        return self.state.evidence.get(dispatch)


class _Deliveries(_Part):
    def get(self, delivery):
        return self.state.deliveries.get(delivery)

    def add(self, record):
        assert record.id not in self.state.deliveries
        self.state.deliveries[record.id] = record

    def quarantined(self, limit):
        found = [one for one in self.state.deliveries.values() if one.outcome == "fail"]
        return tuple(sorted(found, key=lambda one: -one.sequence)[:limit])
