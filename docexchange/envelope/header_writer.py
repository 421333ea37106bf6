"""From the model to header elements in order B; every rule of the strict profile that concerns one header."""

from __future__ import annotations

from collections.abc import Sequence

from docexchange.envelope import elements as table
from docexchange.envelope.codes import (
    LIST_A,
    LIST_B,
    STATUS_CODES,
    STATUS_NEEDS_REASON,
    Operation,
    is_organ_id,
    slug,
)
from docexchange.envelope.errors import FactMissing, ValueForbidden
from docexchange.envelope.model import (
    Business,
    Changes,
    Document,
    DocumentType,
    Organization,
    Reference,
    Replacement,
    Staff,
    StatusReport,
    Trace,
)
from docexchange.envelope.packet_text import Lines


def write_document_header(document: Document, *, insist: bool) -> str:
    """`MessageHeader` and `TraceHeaderList` of a document. `insist`: also empty dates and amounts are written.

    Raises the Refused errors of this package.
    """
    lines = Lines(depth=2)
    lines.open("edXMLHeader")
    lines.open("MessageHeader")
    _organization(lines, "From", document.sender)
    _receivers(lines, document.to)
    lines.leaf("DocumentId", document.document_id, 200, required=True)
    lines.open("Code")
    lines.fields(table.CODE, document.code, required=("CodeNumber", "CodeNotation"))
    lines.close()
    lines.open("PromulgationInfo")
    lines.leaf("Place", document.place, 50)
    lines.day("PromulgationDate", document.date, required=True)
    lines.close()
    _type(lines, document.type)
    lines.leaf("Subject", document.subject, 500, required=True)
    lines.leaf("Content", document.content, 500)
    lines.open("SignerInfo")
    lines.fields(table.SIGNER, document.signer, required=("FullName",))
    lines.close()
    _later_facts(lines, document, insist=insist)
    lines.close()
    _traces(lines, document.trace, document.business)
    lines.close()
    return "".join(lines.text)


def write_status_header(status: StatusReport) -> str:
    """The `MessageHeader` of a status packet; StaffInfo and Description always stand there, as some readers insist."""
    if status.code not in STATUS_CODES:
        raise ValueForbidden(path="StatusCode", value=status.code)
    lines = Lines(depth=2)
    lines.open("edXMLHeader")
    lines.open("MessageHeader")
    _organization(lines, "From", status.sender)
    _reference(lines, status.response_for)
    _staff(lines, status.staff)
    lines.leaf("StatusCode", status.code)
    lines.leaf("Description", status.description, required=status.code in STATUS_NEEDS_REASON)
    lines.moment("Timestamp", status.timestamp)
    lines.close()
    lines.close()
    return "".join(lines.text)


def _later_facts(lines: Lines, document: Document, *, insist: bool) -> None:
    if insist and document.due_date is None:
        lines.empty("DueDate")
    lines.day("DueDate", document.due_date)
    _other(lines, document, insist=insist)
    for reference in document.response_for:
        _reference(lines, reference)
    _whole(lines, "SteeringType", document.steering, 0, 99)
    if document.tasks:
        _listed(lines, "ResponseForTask", "TaskCode", document.tasks)
    lines.given("ApplicationType", document.application_type)
    _listed(lines, "ToPlaces", "Place", document.to_places or ("",), 200)


def _other(lines: Lines, document: Document, *, insist: bool) -> None:
    lines.open("OtherInfo")
    _whole(lines, "Priority", document.priority, 0, 4)
    lines.leaf("SphereOfPromulgation", document.sphere, 100)
    lines.leaf("TyperNotation", document.typist, 10)
    for name, amount in (("PromulgationAmount", document.copies), ("PageAmount", document.pages)):
        if insist and amount is None:
            lines.empty(name)
        _whole(lines, name, amount, 0, 65535)
    lines.given("ReplyFors", document.reply_fors)
    if document.direction is not None:
        lines.leaf("Direction", "true" if document.direction else "false")
    lines.given("ReferenceCodes", document.reference_codes)
    _listed(lines, "Appendixes", "Appendix", document.appendixes)
    lines.close()


def _organization(lines: Lines, name: str, organization: Organization) -> None:
    lines.open(name)
    lines.fields(table.ORGANIZATION, organization, required=("OrganId", "OrganName"))
    lines.close()
    _identifier(f"{name}/OrganId", organization.organ_id)


def _identifier(path: str, organ_id: str) -> None:
    if not is_organ_id(organ_id.strip()):
        raise ValueForbidden(path=path, value=organ_id)


def _receivers(lines: Lines, receivers: Sequence[Organization]) -> None:
    if not receivers:
        raise FactMissing(path="To")
    seen: set[str] = set()
    for receiver in receivers:
        if receiver.organ_id in seen:
            raise ValueForbidden(path="To/OrganId", value=receiver.organ_id)
        seen.add(receiver.organ_id)
        _organization(lines, "To", receiver)


def _type(lines: Lines, kind: DocumentType) -> None:
    """Class, number and name must not contradict each other."""
    if kind.type not in (1, 2):
        raise ValueForbidden(path="DocumentType/Type", value="" if kind.type is None else kind.type)
    listed = (LIST_A if kind.type == 1 else LIST_B).get(kind.detail or 0)
    if kind.detail and (listed is None or slug(listed) != slug(kind.name)):
        raise ValueForbidden(path="DocumentType/TypeDetail", value=f"{kind.detail} ({kind.name})")
    lines.open("DocumentType")
    lines.leaf("Type", str(kind.type))
    _whole(lines, "TypeDetail", kind.detail, 0, 999)
    lines.leaf("TypeName", kind.name, 100, required=True)
    lines.close()


def _whole(lines: Lines, name: str, number: int | None, least: int, most: int) -> None:
    if number is None:
        return
    if not least <= number <= most:
        raise ValueForbidden(path=name, value=number)
    lines.leaf(name, str(number))


def _listed(lines: Lines, group: str, name: str, texts: Sequence[str], limit: int = 500) -> None:
    lines.open(group)
    for text in texts:
        lines.leaf(name, text, limit)
    lines.close()


def _reference(lines: Lines, reference: Reference) -> None:
    lines.open("ResponseFor")
    lines.fields(table.REFERENCE, reference, required=[field.element for field in table.REFERENCE])
    lines.day("PromulgationDate", reference.date, required=True)
    lines.close()
    _identifier("ResponseFor/OrganId", reference.organ_id)


def _staff(lines: Lines, staff: Staff | None) -> None:
    lines.open("StaffInfo")
    lines.fields(table.STAFF, staff or Staff())
    lines.close()


def _traces(lines: Lines, traces: Sequence[Trace], business: Business) -> None:
    if not traces:
        raise FactMissing(path="TraceHeaderList/TraceHeader")
    lines.open("TraceHeaderList")
    for trace in traces:
        lines.open("TraceHeader")
        lines.leaf("OrganId", trace.organ_id, 35, required=True)
        lines.moment("Timestamp", trace.timestamp)
        lines.close()
        _identifier("TraceHeaderList/TraceHeader/OrganId", trace.organ_id)
    _business(lines, business)
    lines.close()


def _business(lines: Lines, business: Business) -> None:
    operation = business.operation
    if operation == Operation.UPDATE and (not business.document_id or business.changes is None):
        raise FactMissing(path="Bussiness/" + ("BussinessDocumentInfo" if business.document_id else "DocumentId"))
    if operation == Operation.REPLACE and not business.replaces:
        raise FactMissing(path="Bussiness/ReplacementInfoList")
    lines.open("Bussiness")
    lines.given("DocumentId", business.document_id, 200)
    _whole(lines, "BussinessDocType", operation, 0, 3)
    lines.leaf("BussinessDocReason", business.reason, 500, required=operation != Operation.NEW)
    _whole(lines, "Paper", business.paper or 0, 0, 1)
    if business.changes is not None:
        _changes(lines, business.changes)
    if business.replaces:
        _replacements(lines, business.replaces)
    _staff(lines, business.staff)
    lines.close()


def _changes(lines: Lines, changes: Changes) -> None:
    lines.open("BussinessDocumentInfo")
    lines.leaf("DocumentInfo", str(int(changes.document)))
    lines.leaf("DocumentReceiver", str(int(changes.receivers)))
    if changes.receiver_list:
        lines.open("ReceiverList")
        for receiver in changes.receiver_list:
            _identifier("Receiver/OrganId", receiver.organ_id)
            lines.open("Receiver")
            lines.leaf("OrganId", receiver.organ_id, 35, required=True)
            lines.leaf("ReceiverType", str(int(receiver.added)))
            lines.close()
        lines.close()
    lines.close()


def _replacements(lines: Lines, replaces: Sequence[Replacement]) -> None:
    lines.open("ReplacementInfoList")
    for replacement in replaces:
        if not replacement.organ_ids:
            raise FactMissing(path="ReplacementInfo/OrganIdList")
        lines.open("ReplacementInfo")
        lines.leaf("DocumentId", replacement.document_id, 200, required=True)
        lines.open("OrganIdList")
        for organ_id in replacement.organ_ids:
            _identifier("ReplacementInfo/OrganIdList/OrganId", organ_id)
            lines.leaf("OrganId", organ_id, 35, required=True)
        lines.close()
        lines.close()
    lines.close()
