"""Deliveries: leased for a while behind a growing fence, acknowledged by whoever holds the newest fence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, update

from docexchange.hub.store.tables import delivery, submission

_NUMBERS = 2**63
"""No database counts further."""


@dataclass(frozen=True)
class Held:
    """A delivery with what its packet is; times in seconds since 1970."""

    id: int
    mailbox: str
    sequence: int
    state: str
    fence: int
    lease_until: float | None
    reason: str | None
    sha256: str
    size: int
    sender: str
    kind: str
    document_id: str
    accepted: float


@dataclass(frozen=True)
class Reached:
    """Where a packet stands at one addressee; `ended` in seconds since 1970."""

    organ_id: str
    sequence: int
    state: Literal["waiting", "leased", "done", "fail"]
    reason: str | None
    ended: float | None


def lease(
    connection: Connection, organ_id: str, official: str, limit: int, now: float, until: float
) -> tuple[Held, ...]:
    """Take up to `limit` open deliveries, oldest first; each gets the next fence."""
    free = (
        select(delivery.c.id)
        .where(delivery.c.mailbox == organ_id, _is_free(now))
        .order_by(delivery.c.sequence)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = connection.scalars(free).all()
    if not taken:
        return ()
    connection.execute(
        update(delivery)
        .where(delivery.c.id.in_(taken))
        .values(state="leased", fence=delivery.c.fence + 1, lease_until=until, leased_by=official)
    )
    rows = connection.execute(_held().where(delivery.c.id.in_(taken)).order_by(delivery.c.sequence))
    return tuple(Held(**row._asdict()) for row in rows)


def has_free(connection: Connection, organ_id: str, now: float) -> bool:
    """Whether a lease would find anything."""
    return (
        connection.scalar(select(delivery.c.id).where(delivery.c.mailbox == organ_id, _is_free(now)).limit(1))
        is not None
    )


def next_expiry(connection: Connection, organ_id: str) -> float | None:
    """When the next lease of this mailbox runs out."""
    soonest: float | None = connection.scalar(
        select(func.min(delivery.c.lease_until)).where(delivery.c.mailbox == organ_id, delivery.c.state == "leased")
    )
    return soonest


def find(connection: Connection, number: int, organ_id: str) -> Held | None:
    """A delivery of this agency's mailbox."""
    if number >= _NUMBERS:
        return None
    row = connection.execute(
        _held().where(delivery.c.id == number, delivery.c.mailbox == organ_id).with_for_update(of=delivery)
    ).one_or_none()
    return None if row is None else Held(**row._asdict())


def end(connection: Connection, number: int, outcome: str, reason: str, now: float) -> None:
    """Close a delivery."""
    connection.execute(
        update(delivery)
        .where(delivery.c.id == number)
        .values(state=outcome, reason=reason, ended=now, lease_until=None)
    )


def of_submission(connection: Connection, sender: str, operation: str) -> list[Reached]:
    """How far a sender's packet has come, by addressee."""
    rows = connection.execute(
        select(delivery.c.mailbox, delivery.c.sequence, delivery.c.state, delivery.c.reason, delivery.c.ended)
        .join(submission, submission.c.id == delivery.c.submission)
        .where(submission.c.sender == sender, submission.c.operation == operation)
        .order_by(delivery.c.mailbox)
    )
    return [Reached(*row) for row in rows]


def counts(connection: Connection) -> dict[str, int]:
    """How many deliveries stand in each state."""
    rows = connection.execute(select(delivery.c.state, func.count()).group_by(delivery.c.state))
    return {row[0]: row[1] for row in rows}


def _is_free(now: float) -> ColumnElement[bool]:
    return or_(delivery.c.state == "waiting", and_(delivery.c.state == "leased", delivery.c.lease_until <= now))


def _held() -> Select[tuple[object, ...]]:
    return select(
        delivery.c.id,
        delivery.c.mailbox,
        delivery.c.sequence,
        delivery.c.state,
        delivery.c.fence,
        delivery.c.lease_until,
        delivery.c.reason,
        submission.c.sha256,
        submission.c.size,
        submission.c.sender,
        submission.c.kind,
        submission.c.document_id,
        submission.c.accepted,
    ).join(submission, submission.c.id == delivery.c.submission)
