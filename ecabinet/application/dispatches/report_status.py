"""Report a status: the row the desk shows, the packet, and the job that sends it, in the caller's unit of work."""

from __future__ import annotations

from datetime import datetime

from ecabinet.application.jobs import Job, JobKind
from ecabinet.application.ports import Desk, DeskIdentity, Unit
from ecabinet.domain.dispatches.dispatch import Agency, Dispatch
from ecabinet.domain.dispatches.status import StatusCode, StatusReport


def report_status(
    dispatch: Dispatch, code: StatusCode, description: str, now: datetime, unit: Unit, desk: Desk
) -> StatusReport:
    """Tells the sender of an incoming dispatch where it stands."""
    identity = unit.desk.load()
    official = identity.official
    report = StatusReport(dispatch.id, official.agency, code, description, official.id, now.replace(microsecond=0))
    packet = desk.envelopes.write_status(report, dispatch, own_agency(identity))
    unit.statuses.add(report)
    unit.jobs.add(Job(desk.identifiers.new(), JobKind.SUBMIT_STATUS, dispatch.id, packet, now, now))
    return report


def own_agency(identity: DeskIdentity) -> Agency:
    return Agency(identity.official.agency, identity.official.agency_name, identity.in_charge)
