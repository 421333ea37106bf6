"""Issue a document: seal it under its number, put it into the dispatch outbox, and say so in the book.

The packet waits (`JobState.HELD`) until the book has accepted that this clerk issued it: of two clerks one sends.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import PurePath

from ecabinet.application.book_ports import PaperOptions, Papers, Pen, StatementJob
from ecabinet.application.dispatches.send_dispatch import Enclosure, SendDispatch, send_dispatch
from ecabinet.application.offices.book_files import file_of, held_file, read_file
from ecabinet.application.offices.find_in_office import find_draft
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import OfficeReading, read_office
from ecabinet.application.offices.say import NamedFile, Words, must_be_trusted, say
from ecabinet.application.offices.sign_document import PDF
from ecabinet.application.offices.submit_draft import BesideFile
from ecabinet.application.ports import Desk, Seal
from ecabinet.domain.calendar import VIETNAM
from ecabinet.domain.dispatches.dispatch import Agency, Dispatch
from ecabinet.domain.errors import Refusal
from ecabinet.domain.offices.draft import Draft, Revision
from ecabinet.domain.offices.statements.document_issued import DocumentIssued


class NotNumberedYet(Refusal):
    """The book has not given this document a number. Facts: draft."""

    code = "office-not-numbered-yet"


class AlreadyQueuedForIssue(Refusal):
    """This desk has issued it and waits for the book. Facts: draft."""

    code = "office-issue-queued"


@dataclass(frozen=True)
class IssueDocument:
    """`references`: document ids that this one answers. `beside`: files that go out besides those of the draft, as an
    appendix in a file of its own that names the number.
    """

    book: str
    draft: str
    addressees: tuple[Agency, ...]
    beside: Sequence[BesideFile] = ()
    references: tuple[str, ...] = ()
    priority: int = 0
    options: PaperOptions = field(default_factory=PaperOptions)


def issue_document(
    command: IssueDocument, office_desk: OfficeDesk, papers: Papers, seal: Seal, pen: Pen
) -> StatementJob:
    """`papers` and `seal` are the agency's, `pen` the clerk's own.

    Raises NotInOffice, NotNumberedYet, BookFileNotHere, what papers, `send_dispatch` and `say` raise.
    """
    desk = office_desk.desk
    reading = read_office(command.book, office_desk)
    must_be_trusted(reading)
    draft = find_draft(command.draft, reading.office)
    revision = reading.office.revisions.get(draft.revision)
    if revision is None or revision.number is None:
        raise NotNumberedYet(draft=draft.id)
    if any(job.entry.type == "document.issued/1" and _about(job, revision) for job in reading.jobs):
        raise AlreadyQueuedForIssue(draft=draft.id)

    dispatch = _standing(revision, desk)
    if dispatch is None:
        dispatch = _sent(command, draft, revision, reading, desk, papers, seal)
    return say(_words(dispatch, revision), reading, office_desk, pen)


def _about(job: StatementJob, revision: Revision) -> bool:
    return DocumentIssued.from_node(job.entry.body).revision == revision.digest


def _standing(revision: Revision, desk: Desk) -> Dispatch | None:
    """The dispatch of an attempt that died before its statement was queued; it is not made twice."""
    place = revision.number
    assert place is not None
    with desk.records.reading() as unit:
        agency = unit.desk.load().official.agency
        entry = unit.registers.outgoing(agency, place.series, place.year, place.number)
        return unit.dispatches.get(entry.dispatch) if entry else None


def _sent(
    command: IssueDocument,
    draft: Draft,
    revision: Revision,
    reading: OfficeReading,
    desk: Desk,
    papers: Papers,
    seal: Seal,
) -> Dispatch:
    place = revision.number
    assert place is not None
    version = draft.version(revision.version)
    assert version is not None
    line = reading.office.numbers[place]
    signed = next(one for one in reading.entries if one.entry.sequence == revision.signed.sequence)
    pdf = read_file(file_of(revision.digest, signed.entry.files), desk)
    noon = datetime(line.day.year, line.day.month, line.day.day, 12, tzinfo=VIETNAM)
    sealed = papers.sealed(pdf, place.number, noon, command.options)
    beside = [one for one in version.files if one.sha256 != version.digest]
    with ExitStack() as opened:
        enclosed = [
            Enclosure(one.name, one.media_type, opened.enter_context(desk.files.open(held_file(one, desk))))
            for one in beside
        ]
        enclosed += [Enclosure(one.name, one.media_type, BytesIO(one.content)) for one in command.beside]
        send = SendDispatch(
            main=Enclosure(f"{_plain(version.notation)}-{place.number:02d}.pdf", PDF, BytesIO(sealed)),
            enclosures=tuple(enclosed),
            addressees=command.addressees,
            notation=version.notation,
            issued_on=line.day,
            series=place.series,
            priority=command.priority,
            references=command.references,
            texts={"subject": version.title},
            held=True,
        )
        return send_dispatch(send, desk, seal).dispatch


def _plain(notation: str) -> str:
    """A notation as part of a file's name."""
    kept = "".join(letter if letter.isalnum() or letter in "-." else "-" for letter in notation)
    return PurePath(kept or "van-ban").name


def _words(dispatch: Dispatch, revision: Revision) -> Words:
    main = dispatch.main
    place = revision.number
    assert main is not None and place is not None
    body = DocumentIssued(
        revision=revision.digest,
        sealed=main.file.sha256,
        series=place.series,
        year=place.year,
        number=place.number,
        addressees=tuple(one.organ_id for one in dispatch.addressees),
        dispatch=str(dispatch.id),
    )
    return Words("document.issued/1", body.to_node(), (NamedFile(main.name, PDF, main.file),))
