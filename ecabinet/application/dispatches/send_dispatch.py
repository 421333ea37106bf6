"""Send an issued document: check it, enter it in the register, pack it, queue it; all in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import BinaryIO
from uuid import UUID

from ecabinet.application.dispatches.examine_file import examine_file
from ecabinet.application.dispatches.office_guard import must_not_be_in_office
from ecabinet.application.dispatches.search_text import search_text
from ecabinet.application.file_intake import store_stream
from ecabinet.application.file_ports import DocumentFacts, FileEvidence
from ecabinet.application.jobs import Job, JobKind, JobState
from ecabinet.application.ports import Desk, DeskIdentity, Seal, SourceFile, Unit
from ecabinet.domain.calendar import office_day
from ecabinet.domain.dispatches.dispatch import (
    Agency,
    Attachment,
    Box,
    Dispatch,
    Handling,
    Operation,
    Signer,
    StoredFile,
)
from ecabinet.domain.dispatches.register import COMMON_SERIES, OutgoingEntry
from ecabinet.domain.dispatches.sending import (
    FactMissing,
    UnknownAgency,
    must_agree,
    must_be_issued,
    must_be_sealed_by,
    must_be_searched,
    must_not_be_secret,
    must_verify,
)
from ecabinet.domain.documents.number import DocumentNumber, outgoing
from ecabinet.domain.identity import DispatchId, document_id


@dataclass(frozen=True)
class Enclosure:
    """A file to send, open for reading in the clear."""

    name: str
    media_type: str
    stream: BinaryIO


@dataclass(frozen=True)
class SendDispatch:
    """Facts left empty are taken from the sealed document. `texts` may hold type_name, subject, content, secrecy.

    `held`: the packet waits until the office's book has accepted that it is issued.
    """

    main: Enclosure
    enclosures: tuple[Enclosure, ...]
    addressees: tuple[Agency, ...]
    number: str = ""
    notation: str = ""
    issued_on: date | None = None
    series: str = COMMON_SERIES
    signer: Signer | None = None
    priority: int = 0
    due_on: date | None = None
    references: tuple[str, ...] = ()
    operation: Operation = Operation.NEW
    texts: Mapping[str, str] = field(default_factory=dict)
    held: bool = False


@dataclass(frozen=True)
class DispatchQueued:
    dispatch: Dispatch
    operation: UUID
    entry: OutgoingEntry


@dataclass(frozen=True)
class _Examined:
    """What was found in the files: the main document's own facts and evidence, and every file's text."""

    facts: DocumentFacts
    evidence: FileEvidence
    attachments: tuple[Attachment, ...]
    main_text: str
    other_texts: str


def send_dispatch(command: SendDispatch, desk: Desk, seal: Seal) -> DispatchQueued:
    """Raises OnlyTheClerk, the refusals of `domain.dispatches.sending`, BadNumber, NumberTaken, OfficeKeepsRegister."""
    with desk.records.reading() as unit:
        identity = unit.desk.load()
        addressees = tuple(_listed(one, unit) for one in command.addressees)
        if not command.held:
            must_not_be_in_office(unit)
    identity.official.must_be_clerk()
    now = desk.clock.now()

    examined = _examined(command, desk)
    must_be_sealed_by(identity.official.agency, examined.evidence.sealed_by, command.main.name)
    draft = _draft(command, identity, addressees, examined, desk, now)
    ordinal = draft.number.ordinal or 0
    assert draft.issued_on is not None
    main = examined.attachments[0].file.sha256
    entry = OutgoingEntry(identity.official.agency, command.series, draft.issued_on.year, ordinal, draft.id, main, now)
    with desk.records.reading() as unit:
        _number_is_free(entry, unit)

    sources = tuple(SourceFile(one.name, one.media_type, one.file) for one in examined.attachments)
    manifest, packet = desk.envelopes.write_document(draft, sources, seal)
    dispatch = replace(draft, packet=packet, attachments=(*examined.attachments, manifest))
    state = JobState.HELD if command.held else JobState.QUEUED
    job = Job(desk.identifiers.new(), JobKind.SUBMIT_DOCUMENT, dispatch.id, packet, now, now, state)

    with desk.records.writing() as unit:
        _number_is_free(entry, unit)
        unit.dispatches.add(dispatch, search_text(dispatch, examined.main_text, examined.other_texts))
        unit.registers.enter_outgoing(entry)
        unit.jobs.add(job)
    return DispatchQueued(dispatch, job.id, entry)


def _listed(addressee: Agency, unit: Unit) -> Agency:
    """The addressee as the directory names it; before the directory was ever fetched, as the sender does."""
    listed = unit.agencies.get(addressee.organ_id)
    if listed is None and unit.agencies.known():
        raise UnknownAgency(organ_id=addressee.organ_id)
    return listed or replace(addressee, name=addressee.name or addressee.organ_id)


def _examined(command: SendDispatch, desk: Desk) -> _Examined:
    """Every file is taken into the store and looked at; the first one is the document itself."""
    must_not_be_secret(command.texts.get("secrecy") or None, command.main.name)
    main = examine_file(command.main.name, store_stream(desk.files, command.main.stream), desk)
    must_not_be_secret(main.facts.secrecy_mark, command.main.name)
    must_be_issued(main.evidence.verdict, issued=main.evidence.issued, name=command.main.name)
    must_be_searched(unread=main.facts.unread, name=command.main.name)
    attachments = [Attachment(command.main.name, command.main.media_type, main.file, "main", main.evidence.verdict)]
    texts = []
    for one in command.enclosures:
        found = examine_file(one.name, store_stream(desk.files, one.stream), desk)
        must_not_be_secret(found.facts.secrecy_mark, one.name)
        must_verify(found.evidence.verdict, one.name)
        must_be_searched(unread=found.facts.unread, name=one.name)
        attachments.append(Attachment(one.name, one.media_type, found.file, "attached", found.evidence.verdict))
        texts.append(f"{one.name}\n{found.facts.text}")
    return _Examined(main.facts, main.evidence, tuple(attachments), main.facts.text, "\n".join(texts))


def _draft(
    command: SendDispatch,
    identity: DeskIdentity,
    addressees: tuple[Agency, ...],
    examined: _Examined,
    desk: Desk,
    now: datetime,
) -> Dispatch:
    """The dispatch as it will be, with facts given, or read from the sealed document, which must agree."""
    facts = examined.facts
    number = _number(command, facts)
    issued_on = facts.issued_on or command.issued_on
    if issued_on is None:
        raise FactMissing(fact="date")
    must_agree("date", command.issued_on.isoformat() if command.issued_on else "", issued_on.isoformat())
    if issued_on > office_day(now):
        raise FactMissing(fact="date")
    subject = command.texts.get("subject") or facts.subject
    if not subject:
        raise FactMissing(fact="subject")
    signer = command.signer or examined.evidence.leader
    if signer is None:
        raise FactMissing(fact="signer")
    agency = identity.official.agency
    return Dispatch(
        id=DispatchId(desk.identifiers.new()),
        box=Box.OUT,
        operation=command.operation,
        document_id=document_id(agency, issued_on, number.number, number.notation),
        sender=Agency(agency, identity.official.agency_name, identity.in_charge),
        addressees=addressees,
        number=number,
        issued_on=issued_on,
        type_name=command.texts.get("type_name") or number.type_name,
        subject=subject,
        content=command.texts.get("content") or subject,
        signer=signer,
        priority=command.priority,
        due_on=command.due_on,
        references=command.references,
        packet=StoredFile("", 0),
        attachments=(),
        verdict=examined.evidence.verdict,
        remarks=examined.evidence.remarks,
        entered_at=now,
        handling=Handling.SENT,
    )


def _number(command: SendDispatch, facts: DocumentFacts) -> DocumentNumber:
    if not (command.number or facts.number):
        raise FactMissing(fact="number")
    if not (command.notation or facts.notation):
        raise FactMissing(fact="notation")
    asked = outgoing(command.number or facts.number, command.notation or facts.notation)
    if facts.number:
        must_agree("number", asked.number, outgoing(facts.number, asked.notation).number)
    must_agree("notation", asked.notation, facts.notation)
    return asked


def _number_is_free(entry: OutgoingEntry, unit: Unit) -> None:
    standing = unit.registers.outgoing(entry.agency, entry.series, entry.year, entry.number)
    if standing is None:
        return
    states = [job.state for job in unit.jobs.of(standing.dispatch) if job.kind is JobKind.SUBMIT_DOCUMENT]
    gave_up = all(state in (JobState.FAILED, JobState.EXPIRED) for state in states)
    standing.reused_for(entry.main_sha256, never_left=gave_up)
