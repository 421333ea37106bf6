"""From header elements to the model: one function per group, in the order of the standard's dictionary."""

from __future__ import annotations

from docexchange.envelope import elements as table
from docexchange.envelope.element_stream import Element
from docexchange.envelope.header_parts import Part, clean, many, once
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
from docexchange.envelope.notes import Notes

_ORGANIZATION = once(*(field.element for field in table.ORGANIZATION))
_STAFF = once(*(field.element for field in table.STAFF))
_CODE = once("CodeNumber", "CodeNotation")
_PROMULGATION = once("Place", "PromulgationDate")
_TYPE = once("Type", "TypeDetail", "TypeName")
_SIGNER = once("Competence", "Position", "FullName")
_REFERENCE = once("OrganId", "Code", "DocumentId", "PromulgationDate")
_OTHER = once(
    "Priority",
    "SphereOfPromulgation",
    "TyperNotation",
    "PromulgationAmount",
    "PageAmount",
    "ReplyFors",
    "Direction",
    "ReferenceCodes",
    "Appendixes",
)
_DOCUMENT = many("To", "ResponseFor") | once(
    "From",
    "DocumentId",
    "Code",
    "PromulgationInfo",
    "DocumentType",
    "Subject",
    "Content",
    "SignerInfo",
    "DueDate",
    "OtherInfo",
    "SteeringType",
    "ResponseForTask",
    "ApplicationType",
    "ToPlaces",
)
_STATUS = once("From", "ResponseFor", "StaffInfo", "StatusCode", "Description", "Timestamp")
_TRACES = many("TraceHeader", "Bussiness") | once("Paper")
_TRACE = once("OrganId", "Timestamp")
_BUSINESS = once(
    "DocumentId",
    "BussinessDocType",
    "BussinessDocReason",
    "Paper",
    "BussinessDocumentInfo",
    "ReplacementInfoList",
    "StaffInfo",
)


def read_document(header: Element, traces: Element | None, notes: Notes) -> Document:
    """A document's `MessageHeader` and `TraceHeaderList`."""
    part = Part(header, _DOCUMENT, notes)
    promulgation = Part(part.one("PromulgationInfo"), _PROMULGATION, notes)
    kind = Part(part.one("DocumentType"), _TYPE, notes)
    other = Part(part.one("OtherInfo"), _OTHER, notes)
    trace_part = Part(traces, _TRACES, notes)
    return Document(
        sender=_organization(part.one("From"), notes),
        to=tuple(_organization(element, notes) for element in part.all("To")),
        document_id=part.text("DocumentId"),
        code=Code(**Part(part.one("Code"), _CODE, notes).fields(table.CODE)),
        date=promulgation.day("PromulgationDate"),
        type=DocumentType(kind.number("Type"), kind.number("TypeDetail"), kind.text("TypeName")),
        subject=part.text("Subject"),
        signer=Signer(**Part(part.one("SignerInfo"), _SIGNER, notes).fields(table.SIGNER)),
        place=promulgation.text("Place"),
        content=part.text("Content"),
        due_date=part.day("DueDate"),
        priority=_priority(other),
        sphere=other.text("SphereOfPromulgation"),
        typist=other.text("TyperNotation"),
        copies=other.number("PromulgationAmount"),
        pages=other.number("PageAmount"),
        reply_fors=other.text("ReplyFors"),
        direction=other.truth("Direction"),
        reference_codes=other.text("ReferenceCodes"),
        appendixes=_listed(other.one("Appendixes"), "Appendix", notes),
        response_for=_references(part, notes),
        steering=part.number("SteeringType"),
        tasks=_listed(part.one("ResponseForTask"), "TaskCode", notes),
        application_type=part.text("ApplicationType"),
        to_places=_listed(part.one("ToPlaces"), "Place", notes),
        trace=tuple(_trace(element, notes) for element in trace_part.all("TraceHeader")),
        business=_business(trace_part, notes),
    )


def read_status(header: Element, notes: Notes) -> StatusReport:
    """A status packet's `MessageHeader`. `1` is read as `01`."""
    part = Part(header, _STATUS, notes)
    code = part.text("StatusCode")
    if len(code) == 1 and code.isdigit():
        notes.add("status-code-form", "info", part.one("StatusCode"), value=code)
        code = f"0{code}"
    reference = part.one("ResponseFor")
    return StatusReport(
        sender=_organization(part.one("From"), notes),
        response_for=_reference(reference, notes) if reference is not None else Reference(),
        code=code,
        timestamp=part.moment("Timestamp"),
        description=part.text("Description"),
        staff=_staff(part.one("StaffInfo"), notes),
    )


def _organization(element: Element | None, notes: Notes) -> Organization:
    return Organization(**Part(element, _ORGANIZATION, notes).fields(table.ORGANIZATION))


def _staff(element: Element | None, notes: Notes) -> Staff | None:
    fields = Part(element, _STAFF, notes).fields(table.STAFF)
    return Staff(**fields) if any(fields.values()) else None


def _priority(other: Part) -> int:
    priority = other.number("Priority")
    if priority is None:
        other.notes.add("priority-missing", "info", other.element)
        return 0
    if not 0 <= priority <= 4:
        other.notes.add("priority-unknown", "warning", other.one("Priority"), value=priority)
    return priority


def _references(part: Part, notes: Notes) -> tuple[Reference, ...]:
    """An empty `ResponseFor`, as the platform leaves behind, says nothing."""
    found = (_reference(element, notes) for element in part.all("ResponseFor"))
    return tuple(reference for reference in found if reference != Reference())


def _reference(element: Element, notes: Notes) -> Reference:
    part = Part(element, _REFERENCE, notes)
    return Reference(**part.fields(table.REFERENCE), date=part.day("PromulgationDate"))


def _listed(element: Element | None, name: str, notes: Notes) -> tuple[str, ...]:
    return Part(element, many(name), notes).texts(name)


def _trace(element: Element, notes: Notes) -> Trace:
    part = Part(element, _TRACE, notes)
    trace = Trace(part.text("OrganId"), part.moment("Timestamp"))
    if not trace.organ_id:
        notes.add("trace-without-agency", "info", element)
    return trace


def _business(traces: Part, notes: Notes) -> Business:
    found = traces.all("Bussiness")
    if not found:
        notes.add("business-missing", "info", traces.element)
    for extra in found[1:]:
        notes.add("element-repeated", "error", extra, name="Bussiness")
    part = Part(found[0] if found else None, _BUSINESS, notes)
    operation = part.number("BussinessDocType")
    paper = part.number("Paper")
    return Business(
        operation=_operation(operation, part, notes),
        document_id=part.text("DocumentId"),
        reason=part.text("BussinessDocReason"),
        paper=traces.number("Paper") if paper is None else paper,
        changes=_changes(part.one("BussinessDocumentInfo"), notes),
        replaces=_replacements(part.one("ReplacementInfoList"), notes),
        staff=_staff(part.one("StaffInfo"), notes),
    )


def _operation(operation: int | None, part: Part, notes: Notes) -> int:
    if operation is not None and not 0 <= operation <= 3:
        notes.add("operation-unknown", "error", part.one("BussinessDocType"), value=operation)
        return operation
    if operation is None and part.one("BussinessDocType") is not None:
        notes.add("operation-unknown", "error", part.one("BussinessDocType"), value="")
    return operation or 0


def _changes(element: Element | None, notes: Notes) -> Changes | None:
    if element is None:
        return None
    part = Part(element, once("DocumentInfo", "DocumentReceiver", "ReceiverList"), notes)
    receivers = Part(part.one("ReceiverList"), many("Receiver"), notes).all("Receiver")
    listed = tuple(change for receiver in receivers if (change := _receiver(receiver, notes)) is not None)
    if part.number("DocumentInfo") is None and part.number("DocumentReceiver") is None and not listed:
        return None
    return Changes(part.number("DocumentInfo") == 1, part.number("DocumentReceiver") == 1, listed)


def _receiver(element: Element, notes: Notes) -> ReceiverChange | None:
    part = Part(element, once("OrganId", "ReceiverType"), notes)
    kind = part.number("ReceiverType")
    if not part.text("OrganId") or kind not in (0, 1):
        notes.add("receiver-change-unreadable", "error", element)
        return None
    return ReceiverChange(part.text("OrganId"), added=kind == 1)


def _replacements(element: Element | None, notes: Notes) -> tuple[Replacement, ...]:
    infos = Part(element, many("ReplacementInfo"), notes).all("ReplacementInfo")
    return tuple(_replacement(info, notes) for info in infos)


def _replacement(element: Element, notes: Notes) -> Replacement:
    part = Part(element, once("DocumentId", "OrganIdList"), notes)
    organs = _listed(part.one("OrganIdList"), "OrganId", notes)
    if not part.text("DocumentId"):
        notes.add("fact-missing", "error", element, name="DocumentId")
    return Replacement(part.text("DocumentId"), organs)


def keep_signature(element: Element, notes: Notes) -> None:
    """The envelope's own signature proves nothing: the platform rewrites every packet on its way."""
    if element.children or clean(element, notes):
        notes.once("envelope-signature-no-proof", "info", element)
