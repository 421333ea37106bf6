"""What a header must say before its packet may be accepted; rules on the model, so that every reader has the same."""

from __future__ import annotations

from docexchange.envelope.codes import STATUS_CODES, STATUS_NEEDS_REASON, Operation, is_organ_id, resolve_type
from docexchange.envelope.element_stream import Element
from docexchange.envelope.model import Business, Document, Organization, StatusReport
from docexchange.envelope.notes import Notes


def judge_document(document: Document, header: Element, notes: Notes) -> None:
    """Note what a document lacks. Errors: facts without which nobody can register it."""
    required = (
        ("DocumentId", document.document_id),
        ("Code/CodeNumber", document.code.number),
        ("Code/CodeNotation", document.code.notation),
        ("PromulgationInfo/PromulgationDate", document.date),
        ("Subject", document.subject),
    )
    _agency(document.sender, "From", header, notes)
    _missing(required, header, notes)
    if resolve_type(document.type) is None:
        if document.type.name:
            notes.add("type-unresolved", "info", header, name=document.type.name)
        else:
            notes.add("fact-missing", "error", header, name="DocumentType/TypeName")
    if not document.signer.full_name:
        notes.add("signer-missing", "warning", header)
    _receivers(document, header, notes)
    _operation(document.business, header, notes)


def judge_status(status: StatusReport, header: Element, notes: Notes) -> None:
    """Note what a status packet lacks."""
    _agency(status.sender, "From", header, notes)
    _missing((("StatusCode", status.code), ("ResponseFor/OrganId", status.response_for.organ_id)), header, notes)
    about = status.response_for
    if not about.document_id and not (about.code and about.date):
        notes.add("fact-missing", "error", header, name="ResponseFor/DocumentId")
    elif not about.document_id:
        notes.add("status-without-document-id", "warning", header)
    if status.code and status.code not in STATUS_CODES:
        notes.add("status-code-unknown", "warning", header, value=status.code)
    if status.code in STATUS_NEEDS_REASON and not status.description:
        notes.add("reason-missing", "warning", header)
    if status.timestamp is None:
        notes.add("fact-empty", "warning", header, name="Timestamp")


def _missing(required: tuple[tuple[str, object], ...], header: Element, notes: Notes) -> None:
    for name, value in required:
        if not value:
            notes.add("fact-missing", "error", header, name=name)


def _agency(agency: Organization, name: str, header: Element, notes: Notes) -> None:
    if not agency.organ_id:
        notes.add("fact-missing", "error", header, name=f"{name}/OrganId")
    elif not is_organ_id(agency.organ_id):
        notes.add("organ-id-form", "warning", header, value=agency.organ_id)
    if agency.organ_id and not agency.name:
        notes.add("agency-name-missing", "info", header, value=agency.organ_id)


def _receivers(document: Document, header: Element, notes: Notes) -> None:
    if not any(receiver.organ_id for receiver in document.to):
        notes.add("fact-missing", "error", header, name="To/OrganId")
        return
    seen: set[str] = set()
    for receiver in document.to:
        if not receiver.organ_id:
            notes.add("receiver-without-id", "warning", header, value=receiver.name)
        elif not is_organ_id(receiver.organ_id):
            notes.add("organ-id-form", "warning", header, value=receiver.organ_id)
        if receiver.organ_id and receiver.organ_id in seen:
            notes.add("receiver-repeated", "warning", header, value=receiver.organ_id)
        seen.add(receiver.organ_id)


def _operation(business: Business, header: Element, notes: Notes) -> None:
    if business.operation == Operation.REPLACE and not business.replaces:
        notes.add("fact-missing", "error", header, name="ReplacementInfoList")
    if business.operation == Operation.UPDATE and not business.document_id:
        notes.add("update-without-target", "warning", header)
    if business.operation != Operation.NEW and not business.reason:
        notes.add("reason-missing", "warning", header)
