"""What was accepted from whom: the idempotency record, the deliveries and the stored receipt, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from docexchange.hub.store.tables import delivery, mailbox, submission

_AT_ONCE = 500


@dataclass(frozen=True)
class Accepted:
    """A submission that stands; `receipt` is the signed receipt."""

    operation: str
    sha256: str
    size: int
    document_id: str
    receipt: bytes


@dataclass(frozen=True)
class NewSubmission:
    """What is recorded of a submission besides its receipt; `accepted` in seconds since 1970."""

    sender: str
    operation: str
    kind: str
    document_id: str
    sha256: str
    size: int
    official: str
    accepted: float


def by_operation(connection: Connection, sender: str, operation: str) -> Accepted | None:
    """The submission of this sender with this operation id."""
    return _one(connection, sender, submission.c.operation == operation)


def by_document(connection: Connection, sender: str, document_id: str) -> Accepted | None:
    """The document packet of this sender with this document id."""
    return _one(connection, sender, (submission.c.document_id == document_id) & (submission.c.kind == "document"))


def take_places(connection: Connection, addressees: Iterable[str]) -> dict[str, int]:
    """The next sequence number in each mailbox, taken under its row's lock (in order of code: no deadlock)."""
    wanted = sorted(addressees)
    places: dict[str, int] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        block = mailbox.c.organ_id.in_(wanted[start : start + _AT_ONCE])
        connection.execute(select(mailbox.c.organ_id).where(block).order_by(mailbox.c.organ_id).with_for_update())
        taken = connection.execute(
            update(mailbox)
            .where(block)
            .values(last_sequence=mailbox.c.last_sequence + 1)
            .returning(mailbox.c.organ_id, mailbox.c.last_sequence)
        )
        places.update({row.organ_id: row.last_sequence for row in taken})
    return {organ_id: places[organ_id] for organ_id in wanted}


def record(
    connection: Connection, new: NewSubmission, places: dict[str, int], audit_sequence: int, receipt: bytes
) -> None:
    """Store the submission with its receipt and one waiting delivery for each place."""
    row = {**new.__dict__, "audit_sequence": audit_sequence, "receipt": receipt}
    number = connection.execute(insert(submission).values(**row).returning(submission.c.id)).scalar_one()
    connection.execute(
        insert(delivery),
        [
            {"mailbox": organ_id, "sequence": sequence, "submission": number, "state": "waiting", "fence": 0}
            for organ_id, sequence in places.items()
        ],
    )


def bytes_since(connection: Connection, sender: str, since: float) -> int:
    """How many bytes the sender has submitted since then."""
    total = func.coalesce(func.sum(submission.c.size), 0)
    return int(
        connection.scalar(select(total).where(submission.c.sender == sender, submission.c.accepted >= since)) or 0
    )


def _one(connection: Connection, sender: str, condition: object) -> Accepted | None:
    row = connection.execute(
        select(
            submission.c.operation,
            submission.c.sha256,
            submission.c.size,
            submission.c.document_id,
            submission.c.receipt,
        ).where(submission.c.sender == sender, condition)  # type: ignore[arg-type]
    ).one_or_none()
    return None if row is None else Accepted(*row)
