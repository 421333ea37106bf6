"""A Hypothesis state machine plays an office of five with loss of network and a hub that dies (books.md R3, R6, 7).

After healing all replicas are equal, nothing accepted is lost, numbers run without gaps, and no revision has two.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from ecabinet.application.jobs import JobState
from ecabinet.application.offices.judge_draft import (
    ApproveDraft,
    CommentDraft,
    ReturnDraft,
    approve_draft,
    comment_draft,
    return_draft,
)
from ecabinet.application.offices.sign_document import SignDocument, sign_document
from ecabinet.application.offices.submit_draft import SubmitDraft, submit_draft
from ecabinet.application.offices.take_number import TakeNumber, take_number
from ecabinet.domain.errors import Hindrance, Refusal
from properties.office_network import ROLES, OfficeNetwork, PreparedPapers, an_office_network
from ui.demo.pki import TestPki

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
PEOPLE = st.sampled_from(list(ROLES))
CLERKS = st.sampled_from(["clerk", "clerk-2"])
WHICH = st.integers(0, 3)
PAPERS = PreparedPapers()


@pytest.fixture(scope="module")
def network(pki: TestPki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeNetwork]:
    with an_office_network(tmp_path_factory.mktemp("five"), pki) as made:
        yield made


class OfficeOfFive(RuleBasedStateMachine):
    """`reached` counts over all examples what really happened, so that a machine that does nothing is noticed."""

    network: OfficeNetwork
    reached: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.network.found()
        self.deaths = self.papers = 0

    @rule(who=st.sampled_from(["specialist", "unit-head"]), which=WHICH, again=st.booleans())
    def submit(self, who: str, which: int, again: bool) -> None:
        self.papers += 1
        earlier = self._draft(who, which) if again else ""
        data = self.network.paper(f"Dự thảo {self.papers}")
        self._say(who, submit_draft, SubmitDraft(self.network.book, data, (), earlier), papers=True)

    @rule(who=st.sampled_from(["minister", "unit-head"]), which=WHICH)
    def approve(self, who: str, which: int) -> None:
        self._say(who, approve_draft, ApproveDraft(self.network.book, self._draft(who, which)))

    @rule(which=WHICH)
    def sign(self, which: int) -> None:
        command = SignDocument(self.network.book, self._draft("unit-head", which))
        self._say("unit-head", sign_document, command, papers=True)

    @rule(who=CLERKS, which=WHICH)
    def number(self, who: str, which: int) -> None:
        """For a revision that waits for one, as far as this desk knows; sometimes for any draft."""
        office = self.network.read(who).expected
        waiting = [one.draft for one in office.revisions.values() if one.number is None and not one.withdrawn]
        draft = waiting[which % len(waiting)] if waiting and which < 3 else self._draft(who, which)
        self._say(who, take_number, TakeNumber(self.network.book, draft))

    @rule(who=CLERKS, packet=WHICH)
    def register(self, who: str, packet: int) -> None:
        with suppress(Refusal):
            self.network.register(who, f"<goi-tin>{packet}</goi-tin>".encode())
            self.reached["register"] += 1

    @rule(who=PEOPLE, which=WHICH)
    def comment(self, who: str, which: int) -> None:
        self._say(who, comment_draft, CommentDraft(self.network.book, self._draft(who, which), "Đồng ý"))

    @rule(who=st.sampled_from(["minister", "unit-head"]), which=WHICH)
    def give_back(self, who: str, which: int) -> None:
        self._say(who, return_draft, ReturnDraft(self.network.book, self._draft(who, which), "Sai thể thức"))

    @rule(which=WHICH)
    def the_chain_up_to_a_signature(self, which: int) -> None:
        """So that there is something to number: random moves alone seldom get that far."""
        self._up("specialist", "unit-head")
        self.submit("specialist", which, False)
        self.network.sync("specialist")
        self.network.sync("unit-head")
        reading = self.network.read("unit-head")
        for draft in list(reading.expected.drafts)[-1:]:
            self._say("unit-head", approve_draft, ApproveDraft(self.network.book, draft))
            self._say("unit-head", sign_document, SignDocument(self.network.book, draft), papers=True)
        self.network.sync("unit-head")

    @rule(which=WHICH)
    def both_clerks_ask_off_line(self, which: int) -> None:
        """For the same revision, each after whatever he knows; they carry it later."""
        self._up("clerk", "clerk-2")
        for who in ("clerk", "clerk-2"):
            self.network.sync(who)
        for who in ("clerk", "clerk-2"):
            self.network[who].wire.up = False
            self.number(who, which)
            self.register(who, which)

    @rule()
    def a_draft_is_approved_off_line_while_it_changes(self) -> None:
        """The approval names a version that is no longer the last when it arrives: set aside, alike everywhere."""
        self._up("specialist", "unit-head")
        self.submit("specialist", 0, False)
        self.network.sync("specialist")
        self.network.sync("unit-head")
        draft = self._draft("specialist", 0)
        self._say("unit-head", approve_draft, ApproveDraft(self.network.book, draft))
        self.submit("specialist", 0, True)
        self.network.sync("specialist")

    @rule(who=PEOPLE, up=st.booleans(), lost=st.integers(0, 2))
    def cut(self, who: str, up: bool, lost: int) -> None:
        self.network[who].wire.up, self.network[who].wire.lose_answers = up, lost

    @rule(who=PEOPLE)
    def sync(self, who: str) -> None:
        if self.network.sync(who) is not None:
            self.reached["sync"] += 1
        assert self.network.read(who).troubles == ()

    @precondition(lambda self: self.deaths < 1)
    @rule(who=CLERKS, after=st.floats(0, 0.06))
    def the_hub_dies_while_somebody_syncs(self, who: str, after: float) -> None:
        self.deaths += 1
        self.reached["death"] += 1
        killer = threading.Timer(after, self.network.hub.process.kill)
        killer.start()
        self.sync(who)
        killer.join()
        self.network.restart_hub()

    def teardown(self) -> None:
        before = {who: self.network.raw(who) for who in ROLES}
        self.network.heal()
        self._all_are_equal()
        self._nothing_is_lost(before)
        self._numbers_hold()

    def _all_are_equal(self) -> None:
        readings = {who: self.network.read(who) for who in ROLES}
        first = readings["clerk"]
        for who, reading in readings.items():
            assert reading.troubles == (), who
            assert reading.office == first.office == reading.expected, who
            assert reading.set_aside == first.set_aside, who
            assert self.network.raw(who) == self.network.raw("clerk"), who
            assert not any(one.seen_elsewhere for one in reading.entries), who
        self.reached["set-aside"] += len(first.set_aside)

    def _nothing_is_lost(self, before: dict[str, Any]) -> None:
        """Who was told of an acceptance finds it; what was replaced or refused for good is nowhere in the book."""
        whole = self.network.raw("clerk")
        standing = [one.entry.id for one in self.network.read("clerk").entries]
        assert len(standing) == len(set(standing))
        for who in ROLES:
            assert whole[: len(before[who])] == before[who], who
            for statement, state in self.network[who].settled.items():
                assert (statement in standing) == (state is JobState.DONE), (who, state)
                self.reached[state.value] += 1

    def _numbers_hold(self) -> None:
        office = self.network.read("clerk").office
        for series, year in {(one.series, one.year) for one in office.numbers}:
            given = sorted(one.number for one in office.numbers if (one.series, one.year) == (series, year))
            assert given == list(range(1, len(given) + 1))
        revisions = [line.revision for line in office.numbers.values()]
        assert len(revisions) == len(set(revisions))
        arrivals = sorted(one.number for one in office.arrivals)
        assert arrivals == list(range(1, len(arrivals) + 1))
        packets = [one.packet for one in office.arrivals.values()]
        assert len(packets) == len(set(packets))
        self.reached["numbers"] += len(revisions)

    def _up(self, *people: str) -> None:
        for who in people:
            self.network[who].wire.up = True

    def _draft(self, who: str, which: int) -> str:
        known = list(self.network.read(who).expected.drafts)
        return known[-1 - which % len(known)] if known else "0" * 8

    def _say(self, who: str, verb: Callable[..., Any], command: Any, *, papers: bool = False) -> None:
        """What a rule refuses, or what waits for a file, is not said; any other error is a failure."""
        seat = self.network[who]
        between = (PAPERS,) if papers else ()
        with suppress(Refusal, Hindrance):
            verb(command, seat.office, *between, seat.pen)
            self.reached[verb.__name__] += 1


def test_an_office_of_five_agrees_whatever_the_network_does(network: OfficeNetwork):
    reached: Counter[str] = Counter()
    machine = type("Played", (OfficeOfFive,), {"network": network, "reached": reached})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25, stateful_step_count=30, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), print_blob=True,
        ),
    )  # fmt: skip
    for what in ("death", "sync", "take_number", "register", "numbers", "set-aside", "replaced", "done"):
        assert reached[what], reached
    print(dict(reached))
