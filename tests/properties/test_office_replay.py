"""What holds of every office's book, whatever is said in it (books.md R6, section 7)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields, replace
from datetime import timedelta, timezone
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ecabinet.domain.offices.approval import may_approve, may_sign
from ecabinet.domain.offices.office import Office
from ecabinet.domain.offices.profile import DECREE_30
from ecabinet.domain.offices.reasons import ForbiddenByOffice
from ecabinet.domain.offices.replay import Replaying, after, must_hold, replay
from ecabinet.domain.offices.statements.catalogue import RULES
from ecabinet.domain.offices.statements.draft_approve import DraftApprove
from properties.office_moves import MOVES, NODES, Move, played
from properties.office_pen import ROLES, SEAL, OfficeBook

QUICK = settings(max_examples=60, deadline=None)


def substance(office: Office) -> dict[str, Any]:
    """All but the memory of what was said."""
    memory = ("said", "set_aside", "sequence")
    return {one.name: getattr(office, one.name) for one in fields(office) if one.name not in memory}


@QUICK
@given(MOVES)
def test_the_same_statements_give_the_same_office(moves: list[Move]):
    book = played(moves)
    once, again = replay(book.entries, DECREE_30), replay(list(book.entries), {DECREE_30.digest: DECREE_30})
    assert once == again == book.office and repr(once) == repr(again)


@QUICK
@given(MOVES)
def test_time_zones_make_no_difference(moves: list[Move]):
    entries = played(moves).entries
    far = timezone(timedelta(hours=-11))
    moved = [replace(entry, accepted_at=entry.accepted_at.astimezone(far)) for entry in entries]
    assert replay(moved, DECREE_30) == replay(entries, DECREE_30)


@QUICK
@given(MOVES, st.data())
def test_one_by_one_is_the_same_as_all_at_once(moves: list[Move], data: st.DataObject):
    entries = played(moves).entries
    at = data.draw(st.integers(0, len(entries)))
    snapshot = replay(entries[:at], DECREE_30)
    before = repr(snapshot)
    resumed, stepped = Replaying.resumed(snapshot), snapshot
    for entry in entries[at:]:
        resumed.add(entry)
        stepped = after(stepped, entry)
    assert resumed.office() == stepped == replay(entries, DECREE_30)
    assert repr(snapshot) == before


@QUICK
@given(MOVES)
def test_registers_have_no_gap_and_no_revision_two_numbers(moves: list[Move]):
    office = played(moves).office
    series: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place in office.numbers:
        series[place.series, place.year].append(place.number)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in series.values())
    assert max(Counter(line.revision for line in office.numbers.values()).values(), default=0) <= 1
    assert {line.revision: place for place, line in office.numbers.items()} == {
        revision.digest: revision.number for revision in office.revisions.values() if revision.number
    }
    arrivals: dict[int, list[int]] = defaultdict(list)
    for arrived in office.arrivals:
        arrivals[arrived.year].append(arrived.number)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in arrivals.values())


@QUICK
@given(MOVES)
def test_signature_follows_approval_number_follows_signature_issue_follows_number(moves: list[Move]):
    office = played(moves).office
    for revision in office.revisions.values():
        version = office.drafts[revision.draft].version(revision.version)
        assert version is not None and version.approvals
        assert min(one.sequence for one in version.approvals) < revision.signed.sequence
        assert not (revision.withdrawn and revision.number)
        if revision.number:
            line = office.numbers[revision.number]
            assert revision.signed.sequence < line.sequence
            if revision.sealed:
                assert line.sequence < office.issues[revision.sealed].said.sequence
    for task in office.tasks.values():
        assert office.arrivals[task.arrival].said.sequence < task.directive.sequence


@QUICK
@given(MOVES)
def test_what_is_set_aside_changes_nothing(moves: list[Move]):
    replaying, before = Replaying(DECREE_30), None
    book = played(moves)
    for entry in book.entries:
        was = before or replaying.office()
        reason = replaying.add(entry)
        before = replaying.office()
        if reason is not None:
            assert substance(before) == substance(was)
            assert before.set_aside[:-1] == was.set_aside and before.set_aside[-1].reason == reason
        else:
            assert before.set_aside == was.set_aside
    aside = {one.sequence for one in book.office.set_aside}
    kept = [entry for entry in book.entries if entry.sequence not in aside]
    assert substance(replay(kept, DECREE_30)) == substance(book.office)


@QUICK
@given(MOVES, st.sampled_from([*RULES, "ballot.cast/1"]), st.sampled_from([*ROLES, SEAL]), NODES)
def test_no_body_raises(moves: list[Move], kind: str, by: str, node: Any):
    book = played(moves[:20])
    before = book.office
    if book.say(by, node, type=kind) is not None:
        assert substance(book.office) == substance(before)
    unfounded = OfficeBook(founded=False)
    assert unfounded.say(by, node, type=kind) is not None


@QUICK
@given(MOVES)
def test_the_desk_asks_the_very_rule_that_judges(moves: list[Move]):
    entries = played(moves).entries
    replaying = Replaying(DECREE_30)
    for entry in entries:
        try:
            must_hold(replaying.office(), entry)
            refused = ""
        except ForbiddenByOffice as error:
            refused = error.code
        assert (replaying.add(entry) or "") == refused


@QUICK
@given(MOVES, st.sampled_from([*ROLES]))
def test_flags_and_rules_never_disagree(moves: list[Move], official: str):
    book = played(moves)
    office = book.office
    for draft in office.drafts.values():
        body = DraftApprove(draft.id, draft.latest.number, draft.latest.digest)
        flag = may_approve(office, official, draft.id)
        trial = Replaying.resumed(office)
        assert (trial.add(book.entry(official, body)) is None) == flag
        assert not may_sign(office, official, draft.id) or draft.latest.approvals
