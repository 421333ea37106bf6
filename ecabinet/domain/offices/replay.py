"""Replay: the state of an office is the fold of its statements and nothing else (R6).

The same entries under the same profiles give the same office on every desk; a statement that breaks a rule changes
nothing and is set aside with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ecabinet.domain.books.body import MalformedBody
from ecabinet.domain.books.entry import Entry, SetAside
from ecabinet.domain.offices.acting import mandate_flaw
from ecabinet.domain.offices.office import Office, OfficeState, OfficeTables
from ecabinet.domain.offices.profile import OfficeProfile
from ecabinet.domain.offices.reasons import ForbiddenByOffice, Reason
from ecabinet.domain.offices.rights import speaker_flaw
from ecabinet.domain.offices.rule import StatementRule
from ecabinet.domain.offices.statements.catalogue import FOUNDING, RULES

Profiles = OfficeProfile | Mapping[str, OfficeProfile]
"""The profile a book names, or all that are at hand, by digest. What a book names and nobody holds is not followed."""


def replay(entries: Iterable[Entry], profile: Profiles) -> Office:
    """The office after these entries, in the order of acceptance. Never raises for what a statement says."""
    replaying = Replaying(profile)
    for entry in entries:
        replaying.add(entry)
    return replaying.office()


def after(office: Office, entry: Entry) -> Office:
    """The office after one entry more; for many of them keep a `Replaying`."""
    replaying = Replaying.resumed(office)
    replaying.add(entry)
    return replaying.office()


def must_hold(office: Office, entry: Entry) -> None:
    """What a desk asks before it signs: would this statement count? Raises ForbiddenByOffice."""
    judged = _judged(office, entry)
    if not isinstance(judged, _Holds):
        raise ForbiddenByOffice(judged, type=entry.type, by=entry.by)


class Replaying:
    """A replay in progress, for books that grow."""

    def __init__(self, profile: Profiles) -> None:
        profiles = {profile.digest: profile} if isinstance(profile, OfficeProfile) else dict(profile)
        self._tables = OfficeTables(profiles)

    @classmethod
    def resumed(cls, office: Office) -> Replaying:
        """Goes on from a snapshot, which stays as it is."""
        replaying = cls(office.profiles)
        replaying._tables = OfficeTables.of(office)
        return replaying

    def add(self, entry: Entry) -> Reason | None:
        """Take the next entry; gives the reason if it was set aside."""
        tables, reason = self._tables, None
        judged = _judged(tables, entry)
        if isinstance(judged, _Holds):
            judged.rule.apply(tables, entry, judged.body)
        else:
            reason = judged
            tables.set_aside.append(SetAside(entry.sequence, entry.id, entry.type, entry.by, reason.value))
        tables.said.setdefault(entry.id, entry.sequence)
        tables.sequence = entry.sequence
        return reason

    def office(self) -> Office:
        """A frozen copy of where the replay stands."""
        return self._tables.frozen()


@dataclass(frozen=True, slots=True)
class _Holds:
    rule: StatementRule[Any]
    body: Any


def _judged(state: OfficeState, entry: Entry) -> Reason | _Holds:
    """The rule and the body that may be applied, or the first reason against: speaker, form, right, mandate, rule."""
    rule = RULES.get(entry.type)
    if rule is None:
        return Reason.UNKNOWN_TYPE
    opening_flaw = _opening_flaw(state, entry)
    if opening_flaw is not None:
        return opening_flaw
    try:
        body = rule.read(entry.body)
    except MalformedBody:
        return Reason.MALFORMED
    acting_flaw = mandate_flaw(state, entry) if rule.acting else None
    reason = rule.right(state, entry, body) or acting_flaw or rule.precondition(state, entry, body)
    return reason or _Holds(rule, body)


def _opening_flaw(state: OfficeState, entry: Entry) -> Reason | None:
    if entry.id in state.said:
        return Reason.REPEATED
    if (state.founding is None) != (entry.type == FOUNDING):
        return Reason.NOT_FOUNDED if state.founding is None else Reason.ALREADY_FOUNDED
    return None if entry.type == FOUNDING else speaker_flaw(state, entry)
