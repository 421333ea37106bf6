"""Apply a status packet to the dispatch it speaks of."""

from __future__ import annotations

from datetime import datetime

from ecabinet.application.ports import ReadPacket, ReadStatus, Unit
from ecabinet.domain.dispatches.dispatch import Box, Dispatch
from ecabinet.domain.dispatches.status import StatusCode, StatusReport
from ecabinet.domain.documents.number import DocumentNumber
from ecabinet.domain.identity import OrganId


def apply_status(read: ReadPacket, sender: str, now: datetime, unit: Unit) -> str:
    """Empty when the report was taken, else why it changes nothing; it is kept as a delivery either way.

    A report counts only from an agency the dispatch was sent to, and only for what the hub says that agency sent.
    """
    status = read.status
    if status is None or status.code not in set(StatusCode):
        return "status-code-unknown"
    if status.reporter != sender:
        return "status-sender-differs"
    dispatch = _spoken_of(status, unit)
    if dispatch is None:
        return "status-without-dispatch"
    if sender not in {one.organ_id for one in dispatch.addressees}:
        return "status-from-stranger"
    unit.statuses.add(
        StatusReport(
            dispatch.id,
            OrganId(sender),
            StatusCode(status.code),
            status.description,
            status.staff,
            status.reported_at or now,
        )
    )
    return ""


def _spoken_of(status: ReadStatus, unit: Unit) -> Dispatch | None:
    """By document id; where a platform has mangled that, by number, notation and day. The newest when several fit."""
    own = unit.desk.load().official.agency
    number, _, notation = status.number.partition("/")
    candidates = unit.dispatches.by_document_id(Box.OUT, status.about) or unit.dispatches.by_number(
        Box.OUT, own, DocumentNumber(number, notation)
    )
    found = [unit.dispatches.get(one) for one in candidates]
    fitting = [one for one in found if one and (not status.issued_on or one.issued_on == status.issued_on)]
    return fitting[-1] if fitting else None
