"""Receive a dispatch: the clerk accepts it, or refuses it with a reason that goes back as status 02."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.application.dispatches.find_dispatch import loaded
from ecabinet.application.dispatches.office_guard import must_not_be_in_office
from ecabinet.application.dispatches.report_status import report_status
from ecabinet.application.ports import Desk
from ecabinet.domain.dispatches.dispatch import Dispatch
from ecabinet.domain.dispatches.status import StatusCode
from ecabinet.domain.identity import DispatchId


@dataclass(frozen=True)
class AcceptDispatch:
    """`despite`: why it is taken in although nothing is proven; kept in the record."""

    dispatch: DispatchId
    despite: str = ""


@dataclass(frozen=True)
class RefuseDispatch:
    dispatch: DispatchId
    reason: str


def accept_dispatch(command: AcceptDispatch, desk: Desk) -> Dispatch:
    """Raises OnlyTheClerk, DispatchUnknown, AlreadyDecided, EvidenceDoesNotHold, EvidenceUndecided."""
    with desk.records.writing() as unit:
        unit.desk.load().official.must_be_clerk()
        dispatch = loaded(command.dispatch, unit)

        accepted = dispatch.accepted(command.despite)

        unit.dispatches.save_handling(accepted)
    return accepted


def refuse_dispatch(command: RefuseDispatch, desk: Desk) -> Dispatch:
    """Raises OnlyTheClerk, DispatchUnknown, AlreadyDecided, RefusalNeedsReason, OfficeKeepsRegister."""
    now = desk.clock.now()
    with desk.records.writing() as unit:
        unit.desk.load().official.must_be_clerk()
        must_not_be_in_office(unit)
        dispatch = loaded(command.dispatch, unit)

        refused = dispatch.refused(command.reason)

        unit.dispatches.save_handling(refused)
        report_status(refused, StatusCode.REFUSED, command.reason.strip(), now, unit, desk)
    return refused
