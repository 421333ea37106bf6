"""Whether a packet may enter: what its header says, who sent it, to whom; then the one transaction that makes it real.

The hub reads routing facts only and never judges content.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from docexchange.books import plain_xml
from docexchange.envelope.errors import EnvelopeError
from docexchange.envelope.read import read_header
from docexchange.hub.parts import Parts
from docexchange.hub.payloads import Incoming
from docexchange.hub.store import audit, directory, payload_use, submissions
from docexchange.hub.store.sessions import Caller
from docexchange.hub.store.submissions import Accepted, NewSubmission
from docexchange.protocol.problem import problem
from docexchange.protocol.receipt import Placed, Receipt, write_receipt
from signing.xml.sign import sign_xml


@dataclass(frozen=True)
class Routing:
    """What the header says. A status packet names the document it speaks of, and goes to `ResponseFor/OrganId`."""

    kind: str
    sender: str
    document_id: str
    addressees: tuple[str, ...]


@dataclass(frozen=True)
class Admitted:
    """The signed receipt; `addressees` is empty when it had been accepted before."""

    receipt: bytes
    addressees: tuple[str, ...]


def read_routing(path: Path) -> Routing:
    """The routing facts of a packet; the problem `hub-packet-unreadable`."""
    try:
        with path.open("rb") as stream:
            reading = read_header(stream)
    except EnvelopeError as error:
        raise problem("hub-packet-unreadable", reason=error.code) from error
    if reading.document is not None:
        document = reading.document
        to = tuple(dict.fromkeys(organization.organ_id for organization in document.to))
        routing = Routing("document", document.sender.organ_id, document.document_id, to)
    elif reading.status is not None:
        answered = reading.status.response_for
        routing = Routing("status", reading.status.sender.organ_id, answered.document_id, (answered.organ_id,))
    else:
        raise problem("hub-packet-unreadable", reason="kind")
    _must_be_whole(routing)
    return routing


def _must_be_whole(routing: Routing) -> None:
    facts = {"sender": (routing.sender,), "document-id": (routing.document_id,), "addressee": routing.addressees}
    for name, values in facts.items():
        # a status packet may name its document by number and date alone
        may_be_empty = name == "document-id" and routing.kind == "status"
        if not may_be_empty and not (values and all(values)):
            raise problem("hub-packet-unreadable", reason=f"no-{name}")
        if any(len(value) > 200 or not plain_xml.is_plain(value) for value in values):
            raise problem("hub-packet-unreadable", reason=f"bad-{name}")


def known_before(connection: Connection, sender: str, operation: UUID, sha256: str) -> bytes | None:
    """The stored receipt of a repeated submission; the problem `hub-operation-conflict` for other bytes."""
    return _same_bytes(submissions.by_operation(connection, sender, str(operation)), sha256, "hub-operation-conflict")


def _same_bytes(found: Accepted | None, sha256: str, conflict: str) -> bytes | None:
    if found is None:
        return None
    if found.sha256 != sha256:
        raise problem(conflict, document_id=found.document_id, operation=found.operation)
    return found.receipt


def admit(parts: Parts, caller: Caller, operation: UUID, incoming: Incoming, clock: Callable[[], float]) -> Admitted:
    """Accept a settled upload: everything is durable when this returns, and nothing remains when it raises."""
    routing = read_routing(incoming.path)
    if routing.sender != caller.organ_id:
        raise problem("hub-sender-differs", in_packet=routing.sender, logged_in=caller.organ_id)
    new = NewSubmission(
        sender=caller.organ_id,
        operation=str(operation),
        kind=routing.kind,
        document_id=routing.document_id,
        sha256=incoming.sha256,
        size=incoming.size,
        official=caller.official,
        accepted=float(int(clock())),
    )
    with parts.settling:
        return _made_real(parts, new, routing, incoming)


def _made_real(parts: Parts, new: NewSubmission, routing: Routing, incoming: Incoming) -> Admitted:
    kept = False
    try:
        with parts.database.writing() as connection:
            receipt = _standing(connection, new)
            if receipt is not None:
                if not parts.payloads.has(new.sha256):
                    # the record stands without its bytes (a disk that failed): the sender has just brought them again
                    parts.payloads.keep(incoming)
                return Admitted(receipt, ())
            receipt = _record(parts, connection, new, routing)
            kept = parts.payloads.keep(incoming)
    except BaseException:
        if kept:
            _undo(parts, new.sha256)
        raise
    return Admitted(receipt, routing.addressees)


def _undo(parts: Parts, sha256: str) -> None:
    # a commit that reports failure may have happened: only what the store does not know is removed
    with parts.database.reading() as connection:
        if not payload_use.is_known(connection, sha256):
            parts.payloads.remove(sha256)


def _standing(connection: Connection, new: NewSubmission) -> bytes | None:
    receipt = known_before(connection, new.sender, UUID(new.operation), new.sha256)
    if receipt is not None or new.kind == "status":
        return receipt
    return _same_bytes(
        submissions.by_document(connection, new.sender, new.document_id), new.sha256, "hub-document-conflict"
    )


def _record(parts: Parts, connection: Connection, new: NewSubmission, routing: Routing) -> bytes:
    unknown = set(routing.addressees) - directory.known_agencies(connection, routing.addressees)
    if unknown:
        raise problem("hub-unknown-addressee", organ_id=", ".join(sorted(unknown)[:20]), count=len(unknown))
    places = submissions.take_places(connection, routing.addressees)
    facts = {**new.__dict__, "addressees": places}
    entry = audit.append(connection, new.accepted, new.official, "dispatch.accepted", facts)
    accepted = datetime.fromtimestamp(new.accepted, UTC)
    receipt = Receipt(
        hub=parts.key.hub,
        operation=UUID(new.operation),
        sender=new.sender,
        kind=new.kind,
        document_id=new.document_id,
        addressees=tuple(Placed(organ_id, sequence) for organ_id, sequence in places.items()),
        sha256=new.sha256,
        size=new.size,
        accepted=accepted,
        audit_sequence=entry.sequence,
        audit_head=entry.head,
    )
    signed = sign_xml(write_receipt(receipt), parts.key, made=accepted)
    submissions.record(connection, new, places, entry.sequence, signed)
    return signed
