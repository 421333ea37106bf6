"""From a META file to the model: the shape that reading answers with, so that an answer can be written again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from docexchange.envelope.codes import numbers_for
from docexchange.envelope.errors import FactMissing, MetaUnreadable, MetaValueWrong
from docexchange.envelope.model import (
    Business,
    Changes,
    Code,
    Document,
    DocumentType,
    Organization,
    ReceiverChange,
    Reference,
    Replacement,
    Signer,
    Staff,
    StatusReport,
    Trace,
)
from docexchange.envelope.moments import write_date
from docexchange.envelope.plain_values import Values

META_LIMIT = 4 * 1024 * 1024
"""Bytes of a META file."""

_TOP: tuple[str, ...] = (
    "kind",
    "generation",
    "document_id",
    "from",
    "to",
    "code",
    "promulgation",
    "type",
    "subject",
    "content",
    "signer",
)
_TOP += ("due_date", "priority", "to_places", "appendixes", "response_for", "trace", "business", "status")
_TOP += ("attachments", "unknown", "findings")
_ORGANIZATION = ("organ_id", "name", "in_charge", "address", "email", "telephone", "fax", "website")
_STAFF = ("department", "department_id", "name", "staff_id", "email", "mobile")
_REFERENCE = ("organ_id", "code", "document_id", "date")
_ATTACHMENT = ("name", "declared_type", "detected_type", "size", "sha256", "unwrapped", "path")
_BUSINESS = ("type", "document_id", "reason", "paper", "changes", "replaces", "staff")


@dataclass(frozen=True)
class ExpectedFile:
    """A file the META file names; None where it says nothing."""

    name: str
    size: int | None
    sha256: str


@dataclass(frozen=True)
class Meta:
    """What a META file describes: one of the two, and the files it expects (empty: any)."""

    document: Document | None
    status: StatusReport | None
    files: tuple[ExpectedFile, ...] = ()


def read_meta(content: bytes, *, now: datetime) -> Meta:
    """Read a META file. Left out: `document_id` becomes `OrganId,yyyy/MM/dd,number/notation`, `trace` the sender at
    `now`, `type` numbers follow the name, `business` is a new document. `unknown` and `findings` are not looked at.

    Raises MetaUnreadable (no JSON), MetaKeyUnknown, MetaValueWrong, FactMissing.
    """
    values = Values(_parsed(content), "", _TOP)
    if values.text("generation") not in ("", "G1"):
        raise MetaValueWrong(path="generation")
    kind = values.text("kind") or "document"
    if kind not in ("document", "status"):
        raise MetaValueWrong(path="kind")
    files = tuple(
        ExpectedFile(one.text("name"), one.whole("size"), one.text("sha256").lower())
        for one in values.groups("attachments", _ATTACHMENT)
    )
    if kind == "status":
        return Meta(None, _status_report(values, now), files)
    return Meta(_document(values, now), None, files)


def _parsed(content: bytes) -> object:
    if len(content) > META_LIMIT:
        raise MetaUnreadable(line=0, detail=f"> {META_LIMIT} bytes")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise MetaUnreadable(line=error.lineno, detail=error.msg) from None
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise MetaUnreadable(line=0, detail=type(error).__name__) from None


def _document(values: Values, now: datetime) -> Document:
    if values.group("status", ("code", "description", "timestamp", "staff")) is not None:
        raise MetaValueWrong(path="status")
    sender = _organization(values.needed("from", _ORGANIZATION))
    code_part = values.needed("code", ("number", "notation"))
    code = Code(code_part.text("number"), code_part.text("notation"))
    promulgation = values.needed("promulgation", ("place", "date"))
    day = promulgation.day("date")
    signer = values.needed("signer", ("competence", "position", "full_name"))
    built = f"{sender.organ_id},{write_date(day)},{code.full}" if day is not None else ""
    return Document(
        sender=sender,
        to=tuple(_organization(one) for one in values.groups("to", _ORGANIZATION)),
        document_id=values.text("document_id") or built,
        code=code,
        date=day,
        type=_type(values.needed("type", ("type", "detail", "name", "resolved"))),
        subject=values.text("subject"),
        signer=Signer(signer.text("competence"), signer.text("position"), signer.text("full_name")),
        place=promulgation.text("place"),
        content=values.text("content"),
        due_date=values.day("due_date"),
        priority=values.whole("priority") or 0,
        appendixes=values.texts("appendixes"),
        response_for=tuple(_reference(one) for one in values.groups("response_for", _REFERENCE)),
        to_places=values.texts("to_places"),
        trace=_traces(values, sender, now),
        business=_business(values.group("business", _BUSINESS)),
    )


def _status_report(values: Values, now: datetime) -> StatusReport:
    references = tuple(_reference(one) for one in values.groups("response_for", _REFERENCE))
    if len(references) != 1:
        raise FactMissing(path="response_for") if not references else MetaValueWrong(path="response_for")
    status = values.needed("status", ("code", "description", "timestamp", "staff"))
    return StatusReport(
        sender=_organization(values.needed("from", _ORGANIZATION)),
        response_for=references[0],
        code=status.text("code"),
        timestamp=status.moment("timestamp") or now.replace(microsecond=0),
        description=status.text("description"),
        staff=_staff(status.group("staff", _STAFF)),
    )


def _organization(values: Values) -> Organization:
    return Organization(**{name: values.text(name) for name in _ORGANIZATION})


def _type(values: Values) -> DocumentType:
    kind, detail, name = values.whole("type"), values.whole("detail"), values.text("name")
    known = numbers_for(name)
    if kind is None and detail is None and known is not None:
        kind, detail = known
    return DocumentType(kind, detail, name)


def _reference(values: Values) -> Reference:
    return Reference(values.text("organ_id"), values.text("code"), values.text("document_id"), values.day("date"))


def _traces(values: Values, sender: Organization, now: datetime) -> tuple[Trace, ...]:
    listed = values.groups("trace", ("organ_id", "timestamp"))
    traces = tuple(Trace(one.text("organ_id"), one.moment("timestamp")) for one in listed)
    return traces or (Trace(sender.organ_id, now.replace(microsecond=0)),)


def _business(values: Values | None) -> Business:
    if values is None:
        return Business(paper=0)
    return Business(
        operation=values.whole("type") or 0,
        document_id=values.text("document_id"),
        reason=values.text("reason"),
        paper=values.whole("paper"),
        changes=_changes(values.group("changes", ("document", "receivers", "receiver_list"))),
        replaces=tuple(
            Replacement(one.text("document_id"), one.texts("organ_ids"))
            for one in values.groups("replaces", ("document_id", "organ_ids"))
        ),
        staff=_staff(values.group("staff", _STAFF)),
    )


def _changes(values: Values | None) -> Changes | None:
    if values is None:
        return None
    listed = values.groups("receiver_list", ("organ_id", "added"))
    receivers = tuple(ReceiverChange(one.text("organ_id"), one.truth("added")) for one in listed)
    return Changes(values.truth("document"), values.truth("receivers"), receivers)


def _staff(values: Values | None) -> Staff | None:
    if values is None:
        return None
    staff = Staff(**{name: values.text(name) for name in _STAFF})
    return staff if staff != Staff() else None
