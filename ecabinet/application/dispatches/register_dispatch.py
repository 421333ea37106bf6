"""Register a dispatch: give it its arrival number; status 03 goes back."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.application.dispatches.find_dispatch import loaded
from ecabinet.application.dispatches.office_guard import must_not_be_in_office
from ecabinet.application.dispatches.report_status import report_status
from ecabinet.application.ports import Desk
from ecabinet.domain.calendar import office_day
from ecabinet.domain.dispatches.register import IncomingEntry, arrival_number
from ecabinet.domain.dispatches.status import StatusCode
from ecabinet.domain.identity import DispatchId


@dataclass(frozen=True)
class RegisterDispatch:
    """`number`: an arrival number the clerk names; None takes the next one of the year."""

    dispatch: DispatchId
    number: int | None = None
    despite: str = ""


def register_dispatch(command: RegisterDispatch, desk: Desk) -> IncomingEntry:
    """Raises what `accept_dispatch` raises, ArrivalNumberTaken, OfficeKeepsRegister."""
    now = desk.clock.now()
    year = office_day(now).year
    with desk.records.writing() as unit:
        official = unit.desk.load().official
        official.must_be_clerk()
        must_not_be_in_office(unit)
        dispatch = loaded(command.dispatch, unit)

        registered = dispatch.registered(command.despite)
        taken = command.number is not None and unit.registers.arrival_taken(year, command.number)
        number = arrival_number(command.number, unit.registers.last_arrival(year), taken)
        entry = IncomingEntry(year, number, dispatch.id, official.id, registered.despite, now)

        unit.dispatches.save_handling(registered)
        unit.registers.enter_incoming(entry)
        report_status(registered, StatusCode.REGISTERED, "", now, unit, desk)
    return entry
