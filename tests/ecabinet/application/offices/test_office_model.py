"""An office of five with loss of network: after healing all replicas are equal and nothing accepted is lost."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from office_people import ROLES, Keys, OfficeOfFive, PlainPapers, paper

from docexchange.books.chain import chain_flaw
from docexchange.books.statement import read_signed
from ecabinet.adapters.book_checker import hub_keys
from ecabinet.application.jobs import JobState
from ecabinet.application.offices.decide_arrival import AlreadyQueuedForBook, RegisterArrival, register_arrival
from ecabinet.application.offices.find_in_office import NotInOffice
from ecabinet.application.offices.judge_draft import ApproveDraft, ReturnDraft, approve_draft, return_draft
from ecabinet.application.offices.sign_document import SignDocument, sign_document
from ecabinet.application.offices.submit_draft import SubmitDraft, submit_draft
from ecabinet.application.offices.take_number import NotSignedYet, TakeNumber, take_number
from ecabinet.application.ports import ExchangeOutOfReach
from ecabinet.domain.dispatches.dispatch import AlreadyDecided, Box
from ecabinet.domain.errors import Hindrance
from ecabinet.domain.offices.reasons import ForbiddenByOffice

PAPERS = PlainPapers()
REFUSALS = (ForbiddenByOffice, NotInOffice, NotSignedYet, AlreadyQueuedForBook, AlreadyDecided, Hindrance)
WHO = st.sampled_from(sorted(ROLES))
CLERKS = st.sampled_from(["clerk", "clerk-2"])
KEYS = Keys()


class Office(RuleBasedStateMachine):
    """People say what they like, off line or on; the wire fails before or after the hub has heard."""

    @initialize()
    def found(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.office = OfficeOfFive(Path(self.folder.name), KEYS)
        self.accepted: list[str] = []

    @rule(who=WHO, again=st.booleans())
    def draft(self, who: str, again: bool) -> None:
        one = self.office[who]
        known = sorted(one.read().expected.drafts)
        command = SubmitDraft("", paper(), draft=known[-1] if again and known else "")
        with suppress(*REFUSALS):
            submit_draft(command, one.office, PAPERS, one.pen)

    @rule(who=WHO, which=st.integers(0, 5), back=st.booleans())
    def judge(self, who: str, which: int, back: bool) -> None:
        one = self.office[who]
        draft = self._draft(who, which)
        with suppress(*REFUSALS):
            if back:
                return_draft(ReturnDraft("", draft, "Chưa đạt"), one.office, one.pen)
            else:
                approve_draft(ApproveDraft("", draft), one.office, one.pen)

    @rule(which=st.integers(0, 5))
    def sign(self, which: int) -> None:
        one = self.office["minister"]
        with suppress(*REFUSALS):
            sign_document(SignDocument("", self._draft("minister", which)), one.office, PAPERS, one.pen)

    @rule(who=CLERKS, which=st.integers(0, 5))
    def number(self, who: str, which: int) -> None:
        one = self.office[who]
        with suppress(*REFUSALS):
            take_number(TakeNumber("", self._draft(who, which)), one.office, one.pen)

    @rule(who=CLERKS, packet=st.integers(1, 4))
    def arrive(self, who: str, packet: int) -> None:
        one = self.office[who]
        with one.office.desk.records.reading() as unit:
            known = unit.dispatches.by_document_id(Box.IN, f"000.00.00.G22,2026/11/20,{packet:02d}/QĐ-VPCP")
        dispatch = known[0] if known else one.arrived(packet).id
        with suppress(*REFUSALS):
            register_arrival(RegisterArrival("", str(dispatch)), one.office, one.pen)

    @rule(who=WHO)
    def sync(self, who: str) -> None:
        with suppress(ExchangeOutOfReach):
            self.office[who].sync()

    @rule(who=WHO, down=st.booleans(), lose=st.booleans())
    def wire(self, who: str, down: bool, lose: bool) -> None:
        way = self.office[who].way
        way.down, way.lose_answers = down, lose

    @rule(who=WHO)
    def restart(self, who: str) -> None:
        self.office.people[who] = self.office[who].reopened()

    @invariant()
    def nothing_accepted_is_lost(self) -> None:
        if not hasattr(self, "office"):
            return
        held = [one.record.digest for one in self.office.shelf.books[self.office.book]]
        assert held[: len(self.accepted)] == self.accepted
        self.accepted = held

    def teardown(self) -> None:
        if not hasattr(self, "office"):
            return
        for one in self.office.people.values():
            one.way.down = one.way.lose_answers = False
        for _ in range(2):
            self.office.sync()
        readings = [self.office[name].read() for name in ROLES]
        first = readings[0]
        assert all(
            (one.place, one.office, one.troubles, one.jobs) == (first.place, first.office, (), ()) for one in readings
        )
        self._numbers_are_gapless(first)
        self._own_statements_are_settled()
        keys = hub_keys(self.office["clerk"].way.keys())
        assert chain_flaw(self.office.shelf.books[self.office.book], keys) is None
        for one in self.office.people.values():
            one.office.desk.records.close()
        self.folder.cleanup()

    def _numbers_are_gapless(self, reading) -> None:
        office = reading.office
        assert sorted(place.number for place in office.numbers) == list(range(1, len(office.numbers) + 1))
        assert len({line.revision for line in office.numbers.values()}) == len(office.numbers)
        assert sorted(place.number for place in office.arrivals) == list(range(1, len(office.arrivals) + 1))
        assert len({one.packet for one in office.arrivals.values()}) == len(office.arrivals)

    def _own_statements_are_settled(self) -> None:
        standing = {read_signed(one.raw).statement.id for one in self.office.shelf.books[self.office.book]}
        for one in self.office.people.values():
            with one.office.desk.records.reading() as unit:
                jobs = unit.books.jobs(None, queued_only=False)
            for job in jobs:
                assert (job.id in standing) == (job.state is JobState.DONE), (job.entry.type, job.state)

    def _draft(self, who: str, which: int) -> str:
        known = sorted(self.office[who].read().expected.drafts)
        return known[which % len(known)] if known else "none"


class TestOffice(Office.TestCase):
    pytestmark = pytest.mark.slow
    settings = settings(max_examples=25, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck))
