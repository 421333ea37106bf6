"""The audit: append-only rows, each hashing the one before, so that no change goes unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from docexchange.hub.store.tables import audit, submission

_DOMAIN = b"ecabinet hub audit 1\x00"
START = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One row; `head` = SHA-256 over everything before it in the row and the previous head."""

    sequence: int
    head: str


@dataclass(frozen=True)
class Fault:
    """A row that does not hold: `what` is missing|altered|unlinked|receipt, at that sequence."""

    sequence: int
    what: str


def append(connection: Connection, now: float, actor: str, action: str, facts: Mapping[str, object]) -> Entry:
    """Add a row in the caller's transaction, which must be a writing one: the writer's lock keeps the chain single."""
    last = connection.execute(select(audit.c.sequence, audit.c.head).order_by(audit.c.sequence.desc()).limit(1)).first()
    sequence, previous = (last.sequence + 1, last.head) if last else (1, START)
    time = datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds")
    written = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    head = _head(sequence, time, actor, action, written, previous)
    connection.execute(
        insert(audit).values(
            sequence=sequence, time=time, actor=actor, action=action, facts=written, previous=previous, head=head
        )
    )
    return Entry(sequence, head)


def faults(connection: Connection) -> Iterator[Fault]:
    """Every row of the chain that does not hold, and every submission whose entry is gone."""
    previous, expected = START, 1
    for row in connection.execution_options(yield_per=1000).execute(select(audit).order_by(audit.c.sequence)):
        for missing in range(expected, min(row.sequence, expected + 1000)):
            yield Fault(missing, "missing")
        if row.head != _head(row.sequence, row.time, row.actor, row.action, row.facts, row.previous):
            yield Fault(row.sequence, "altered")
        elif row.previous != previous and row.sequence == expected:
            yield Fault(row.sequence, "unlinked")
        previous, expected = row.head, row.sequence + 1
    last = connection.scalar(select(func.coalesce(func.max(audit.c.sequence), 0)))
    beyond = select(submission.c.audit_sequence).where(submission.c.audit_sequence > last)
    for sequence in connection.scalars(beyond.order_by(submission.c.audit_sequence)):
        yield Fault(sequence, "missing")


def accepted_heads(connection: Connection) -> Iterator[tuple[int, str | None, bytes]]:
    """For every submission: its audit sequence, the head that stands there now, and the signed receipt."""
    joined = submission.outerjoin(audit, audit.c.sequence == submission.c.audit_sequence)
    rows = select(submission.c.audit_sequence, audit.c.head, submission.c.receipt).select_from(joined)
    for row in connection.execution_options(yield_per=500).execute(rows.order_by(submission.c.audit_sequence)):
        yield row.audit_sequence, row.head, row.receipt


def length(connection: Connection) -> Entry:
    """The newest row; sequence 0 when there is none."""
    row = connection.execute(select(audit.c.sequence, audit.c.head).order_by(audit.c.sequence.desc()).limit(1)).first()
    return Entry(row.sequence, row.head) if row else Entry(0, START)


def _head(sequence: int, time: str, actor: str, action: str, facts: str, previous: str) -> str:
    content = json.dumps([sequence, time, actor, action, facts, previous], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(_DOMAIN + content.encode()).hexdigest()
