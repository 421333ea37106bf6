"""The next number of each register, and whether it may be taken (Decree 30/2020, Articles 15 and 22)."""

from __future__ import annotations

from datetime import datetime

from ecabinet.domain.calendar import office_day
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.offices.draft import RegisterNumber
from ecabinet.domain.offices.office import OfficeState
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.register import ArrivalNumber

_HOLDS = (Verdict.VALID, Verdict.VALID_WITH_REMARKS)
_OPEN = (Verdict.UNDECIDED, Verdict.UNSIGNED)


def next_number(state: OfficeState, series: str, year: int) -> int:
    """The only number the register will take next: gapless from 1 in each series and year."""
    return state.last_numbers.get((series, year), 0) + 1


def next_arrival_number(state: OfficeState, year: int) -> int:
    """The only số đến the register will take next: gapless from 1 in each year."""
    return state.last_arrivals.get(year, 0) + 1


def number_flaw(state: OfficeState, place: RegisterNumber, revision: str, at: datetime) -> Reason | None:
    """One revision signed by a leader gets one number, ever; registers turn with the year in Viet Nam."""
    signed = state.revisions.get(revision)
    if signed is None:
        return Reason.REVISION_UNKNOWN
    if signed.withdrawn:
        return Reason.REVISION_WITHDRAWN
    if signed.number is not None:
        return Reason.REVISION_NUMBERED
    if state.profile is not None and state.profile.series and place.series not in state.profile.series:
        return Reason.SERIES_UNKNOWN
    if place.year != office_day(at).year:
        return Reason.YEAR_DIFFERS
    return None if place.number == next_number(state, place.series, place.year) else Reason.NUMBER_NOT_NEXT


def arrival_flaw(state: OfficeState, place: ArrivalNumber, packet: str, at: datetime) -> Reason | None:
    flaw = packet_flaw(state, packet)
    if flaw is not None:
        return flaw
    if place.year != office_day(at).year:
        return Reason.YEAR_DIFFERS
    return None if place.number == next_arrival_number(state, place.year) else Reason.ARRIVAL_NUMBER_NOT_NEXT


def packet_flaw(state: OfficeState, packet: str) -> Reason | None:
    """A packet is decided once: registered or refused."""
    if packet in state.packets:
        return Reason.PACKET_REGISTERED
    return Reason.PACKET_REFUSED if packet in state.refusals else None


def evidence_flaw(verdict: str, despite: str) -> Reason | None:
    """Altered or invalid documents can only be refused; what is not proven is taken in only with a recorded reason."""
    if not verdict or verdict in _HOLDS or (verdict in _OPEN and despite):
        return None
    return Reason.ARRIVAL_UNDECIDED if verdict in _OPEN else Reason.ARRIVAL_DOES_NOT_HOLD
