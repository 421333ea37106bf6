"""Dispatches and statuses in the envelope's words, and back."""

from __future__ import annotations

from datetime import date, datetime

from docexchange.envelope import model
from docexchange.envelope.codes import numbers_for
from ecabinet.application.ports import ReadStatus
from ecabinet.domain.calendar import VIETNAM
from ecabinet.domain.dispatches.dispatch import (
    Agency,
    Box,
    Dispatch,
    Handling,
    Operation,
    Signer,
    StoredFile,
)
from ecabinet.domain.dispatches.status import StatusReport
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.documents.number import DocumentNumber
from ecabinet.domain.identity import DispatchId, OrganId


def packet_document(dispatch: Dispatch) -> model.Document:
    """The header of an outgoing dispatch."""
    kind, detail = numbers_for(dispatch.type_name) or (2, None)
    return model.Document(
        sender=_organization(dispatch.sender),
        to=tuple(_organization(one) for one in dispatch.addressees),
        document_id=dispatch.document_id,
        code=model.Code(dispatch.number.number, dispatch.number.notation),
        date=dispatch.issued_on,
        type=model.DocumentType(kind, detail, dispatch.type_name),
        subject=dispatch.subject,
        content=dispatch.content[:500],
        signer=model.Signer(dispatch.signer.authority, dispatch.signer.position, dispatch.signer.name),
        due_date=dispatch.due_on,
        priority=dispatch.priority,
        response_for=tuple(_reference(one) for one in dispatch.references),
        to_places=tuple(one.name for one in dispatch.addressees),
        trace=(model.Trace(dispatch.sender.organ_id, dispatch.entered_at.astimezone(VIETNAM).replace(microsecond=0)),),
        business=model.Business(
            operation=int(dispatch.operation), paper=0, staff=model.Staff(department=dispatch.sender.name)
        ),
    )


def packet_status(report: StatusReport, dispatch: Dispatch, me: Agency) -> model.StatusReport:
    """A status of an incoming dispatch, to its sender."""
    return model.StatusReport(
        sender=_organization(me),
        response_for=model.Reference(
            dispatch.sender.organ_id, dispatch.number.text, dispatch.document_id, dispatch.issued_on
        ),
        code=report.code.value,
        timestamp=report.reported_at.astimezone(VIETNAM),
        description=report.description,
        staff=model.Staff(department=me.name, name=report.staff),
    )


def document_of(reading: model.Reading, dispatch: DispatchId, packet: StoredFile, now: datetime) -> Dispatch:
    """An incoming dispatch as its packet tells it; evidence and attachments come later."""
    document = reading.document
    assert document is not None
    return Dispatch(
        id=dispatch,
        box=Box.IN,
        operation=_operation(document.business.operation),
        document_id=document.document_id,
        sender=_agency(document.sender),
        addressees=tuple(_agency(one) for one in document.to),
        number=DocumentNumber(document.code.number, document.code.notation),
        issued_on=document.date,
        type_name=document.type.name,
        subject=document.subject,
        content=document.content,
        signer=Signer(document.signer.full_name, document.signer.position, document.signer.competence),
        priority=document.priority,
        due_on=document.due_date,
        references=tuple(one.document_id or one.code for one in document.response_for),
        packet=packet,
        attachments=(),
        verdict=Verdict.UNSIGNED,
        remarks=(),
        entered_at=now,
        handling=Handling.ARRIVED,
    )


def status_of(status: model.StatusReport) -> ReadStatus:
    about = status.response_for
    return ReadStatus(
        reporter=status.sender.organ_id,
        about=about.document_id,
        number=about.code,
        issued_on=about.date,
        code=status.code,
        description=status.description,
        staff=status.staff.name if status.staff else "",
        reported_at=status.timestamp,
    )


def _organization(agency: Agency) -> model.Organization:
    return model.Organization(
        agency.organ_id,
        name=agency.name,
        in_charge=agency.in_charge,
        address=agency.address,
        email=agency.email,
        telephone=agency.telephone,
    )


def _agency(one: model.Organization) -> Agency:
    return Agency(OrganId(one.organ_id), one.name, one.in_charge, one.address, one.email, one.telephone)


def _operation(number: int) -> Operation:
    """An operation nobody knows is kept as a new document; the reader has told it as a finding."""
    return Operation(number) if number in set(Operation) else Operation.NEW


def _reference(document_id: str) -> model.Reference:
    """The comma form tells agency, day and number as well; any other form only names the document."""
    organ_id, _, rest = document_id.partition(",")
    day, _, code = rest.partition(",")
    try:
        issued_on: date | None = date.fromisoformat(day.replace("/", "-"))
    except ValueError:
        return model.Reference(document_id=document_id)
    return model.Reference(organ_id, code, document_id, issued_on)
