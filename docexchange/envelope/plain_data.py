"""The model as plain data for JSON, in the shape of the command line's contract, and back, strictly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from docexchange.envelope.codes import resolve_type
from docexchange.envelope.model import (
    Business,
    Changes,
    Document,
    Organization,
    ReadAttachment,
    Reading,
    Reference,
    Staff,
    StatusReport,
    Trace,
)
from docexchange.envelope.moments import VIETNAM


def described(reading: Reading, paths: Sequence[str | None] = ()) -> dict[str, Any]:
    """The whole reading; `paths` are where the attachments were saved, in order. Findings come without sentences."""
    document, status = reading.document, reading.status
    sender = reading.sender
    return {
        "kind": reading.kind,
        "generation": reading.generation,
        "document_id": (document.document_id or None) if document is not None else None,
        "from": _organization(sender),
        "to": [_organization(receiver) for receiver in document.to] if document is not None else [],
        **_document_facts(document),
        "response_for": [_reference(reference) for reference in _references(document, status)],
        "trace": [_trace(trace) for trace in document.trace] if document is not None else [],
        "business": _business(document.business) if document is not None else None,
        "status": _status(status),
        "attachments": [
            _attachment(attachment, paths[place] if place < len(paths) else None)
            for place, attachment in enumerate(reading.attachments)
        ],
        "unknown": [element.path for element in reading.unknown],
        "findings": [
            {"code": finding.code, "severity": finding.severity, "path": finding.path} for finding in reading.findings
        ],
    }


def _document_facts(document: Document | None) -> dict[str, Any]:
    if document is None:
        names = ("code", "promulgation", "type", "subject", "content", "signer", "due_date", "priority")
        return dict.fromkeys(names) | {"to_places": [], "appendixes": []}
    kind, signer = document.type, document.signer
    return {
        "code": {"number": document.code.number or None, "notation": document.code.notation or None},
        "promulgation": {"place": document.place or None, "date": _day(document.date)},
        "type": {"type": kind.type, "detail": kind.detail, "name": kind.name or None, "resolved": resolve_type(kind)},
        "subject": document.subject or None,
        "content": document.content or None,
        "signer": {
            "competence": signer.competence or None,
            "position": signer.position or None,
            "full_name": signer.full_name or None,
        },
        "due_date": _day(document.due_date),
        "priority": document.priority,
        "to_places": list(document.to_places),
        "appendixes": list(document.appendixes),
    }


def _organization(one: Organization) -> dict[str, Any]:
    names = ("organ_id", "name", "in_charge", "address", "email", "telephone", "fax", "website")
    return {name: getattr(one, name) or None for name in names}


def _references(document: Document | None, status: StatusReport | None) -> Sequence[Reference]:
    if document is not None:
        return document.response_for
    return (status.response_for,) if status is not None and status.response_for != Reference() else ()


def _reference(one: Reference) -> dict[str, Any]:
    return {
        "organ_id": one.organ_id or None,
        "code": one.code or None,
        "document_id": one.document_id or None,
        "date": _day(one.date),
    }


def _trace(one: Trace) -> dict[str, Any]:
    return {"organ_id": one.organ_id or None, "timestamp": _moment(one.timestamp)}


def _business(one: Business) -> dict[str, Any]:
    return {
        "type": one.operation,
        "document_id": one.document_id or None,
        "reason": one.reason or None,
        "paper": one.paper,
        "changes": _changes(one.changes),
        "replaces": [{"document_id": it.document_id, "organ_ids": list(it.organ_ids)} for it in one.replaces],
        "staff": _staff(one.staff),
    }


def _changes(one: Changes | None) -> dict[str, Any] | None:
    if one is None:
        return None
    receivers = [{"organ_id": change.organ_id, "added": change.added} for change in one.receiver_list]
    return {"document": one.document, "receivers": one.receivers, "receiver_list": receivers}


def _staff(one: Staff | None) -> dict[str, Any] | None:
    if one is None:
        return None
    names = ("department", "department_id", "name", "staff_id", "email", "mobile")
    return {name: getattr(one, name) or None for name in names}


def _status(one: StatusReport | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "code": one.code or None,
        "description": one.description or None,
        "timestamp": _moment(one.timestamp),
        "staff": _staff(one.staff),
    }


def _attachment(one: ReadAttachment, path: str | None) -> dict[str, Any]:
    return {
        "name": one.name,
        "declared_type": one.declared_type or None,
        "detected_type": one.detected_type,
        "size": one.size,
        "sha256": one.sha256,
        "unwrapped": one.unwrapped,
        "path": path,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds") if moment is not None else None
