"""Deliveries against a model: whatever happens in whatever order, the store and a few dictionaries agree."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hub_world import A, B
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from docexchange.hub import deliveries
from docexchange.hub.limits import Limits
from docexchange.hub.parts import open_parts
from docexchange.hub.store import audit, directory, submissions
from docexchange.hub.store.directory import Agency
from docexchange.hub.store.sessions import Caller
from docexchange.protocol.messages import Acknowledgement, LeaseRequest
from docexchange.protocol.problem import HubRefused

CLERK, STRANGER = Caller("b", B, "b", "clerk", "b" * 64), Caller("a", A, "a", "clerk", "a" * 64)


class Mailbox(RuleBasedStateMachine):
    """`state`, `fence` and `until` are the model, by the sequence number in B's mailbox."""

    held = Bundle("held")

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.parts = open_parts(Path(self.folder.name) / "hub", Limits())
        with self.parts.database.writing() as connection:
            for organ_id in (A, B):
                directory.add_agency(connection, Agency(organ_id, organ_id, "", "", False), replace=False)
        self.now = 1_800_000_000.0
        self.state: dict[int, str] = {}
        self.fence: dict[int, int] = {}
        self.until: dict[int, float] = {}

    def teardown(self) -> None:
        if hasattr(self, "parts"):
            self.parts.database.close()
            self.folder.cleanup()

    @rule()
    def submit(self) -> None:
        number = len(self.state) + 1
        new = submissions.NewSubmission(A, f"op-{number}", "document", f"d-{number}", "ab" * 32, 1, "a", self.now)
        with self.parts.database.writing() as connection:
            places = submissions.take_places(connection, (B,))
            entry = audit.append(connection, self.now, "a", "dispatch.accepted", {})
            submissions.record(connection, new, places, entry.sequence, b"")
        assert places == {B: number}
        self.state[number], self.fence[number] = "waiting", 0

    @rule(seconds=st.integers(0, 100))
    def time_passes(self, seconds: int) -> None:
        self.now += seconds

    @rule(target=held, limit=st.integers(1, 5), seconds=st.integers(1, 60))
    def lease(self, limit: int, seconds: int):
        free = sorted(number for number in self.state if self._is_free(number))[:limit]
        got = deliveries.take(self.parts, CLERK, LeaseRequest(limit, 0, seconds), self.now)
        assert [one.sequence for one in got] == free
        for one in got:
            self.state[one.sequence], self.until[one.sequence] = "leased", self.now + seconds
            self.fence[one.sequence] += 1
            assert one.fence == self.fence[one.sequence]
        return multiple(*((one.id, one.sequence, one.fence) for one in got))

    @rule(one=st.one_of(held, consumes(held)), outcome=st.sampled_from(["done", "fail"]))
    def acknowledge(self, one: tuple[int, int, int], outcome: str) -> None:
        number, sequence, fence = one
        told = self._refusal(deliveries.end, CLERK, number, Acknowledgement(fence, outcome), self.now)
        if fence != self.fence[sequence]:
            assert told == "hub-stale-fence"
        elif self.state[sequence] in ("leased", outcome):
            assert told is None
            self.state[sequence] = outcome
        else:
            assert told == "hub-already-acknowledged"

    @rule(one=held)
    def look(self, one: tuple[int, int, int]) -> None:
        number, sequence, fence = one
        expected = None if fence == self.fence[sequence] else "hub-stale-fence"
        assert self._refusal(deliveries.held_by, CLERK, number, fence) == expected
        assert self._refusal(deliveries.held_by, STRANGER, number, fence) == "hub-not-found"

    @invariant()
    def audit_holds(self) -> None:
        if hasattr(self, "parts"):
            with self.parts.database.reading() as connection:
                assert list(audit.faults(connection)) == []

    def _is_free(self, number: int) -> bool:
        return self.state[number] == "waiting" or (self.state[number] == "leased" and self.until[number] <= self.now)

    def _refusal(self, action, *arguments) -> str | None:
        try:
            action(self.parts, *arguments)
        except HubRefused as error:
            return error.code
        return None


TestMailbox = pytest.mark.slow(Mailbox.TestCase)
TestMailbox.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
