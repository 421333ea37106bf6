"""Judge a draft: comment on it, approve it, return it; always one version, by its digest."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.application.book_ports import Pen, StatementJob
from ecabinet.application.offices.find_in_office import find_draft, find_mandate
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import read_office
from ecabinet.application.offices.say import Words, say
from ecabinet.domain.offices.statements.draft_approve import DraftApprove
from ecabinet.domain.offices.statements.draft_comment import DraftComment
from ecabinet.domain.offices.statements.draft_return import DraftReturn


@dataclass(frozen=True)
class CommentDraft:
    book: str
    draft: str
    text: str


@dataclass(frozen=True)
class ApproveDraft:
    """`version`: the one that was read; None for the latest this desk knows. `mandate`: acted under, or empty."""

    book: str
    draft: str
    version: int | None = None
    note: str = ""
    mandate: str = ""


@dataclass(frozen=True)
class ReturnDraft:
    book: str
    draft: str
    reason: str


def comment_draft(command: CommentDraft, office_desk: OfficeDesk, pen: Pen) -> StatementJob:
    """Raises NotInOffice, what `say` raises."""
    reading = read_office(command.book, office_desk)
    draft = find_draft(command.draft, reading.expected)
    body = DraftComment(draft.id, draft.latest.number, command.text)
    return say(Words("draft.comment/1", body.to_node()), reading, office_desk, pen)


def approve_draft(command: ApproveDraft, office_desk: OfficeDesk, pen: Pen) -> StatementJob:
    """Binds the approver to the bytes of that version. Raises NotInOffice, what `say` raises."""
    reading = read_office(command.book, office_desk)
    draft = find_draft(command.draft, reading.expected)
    version = draft.version(command.version) if command.version is not None else draft.latest
    number = version.number if version else command.version or 0
    body = DraftApprove(draft.id, number, version.digest if version else "0" * 64, command.note)
    mandate = find_mandate(command.mandate, reading.expected) if command.mandate else ""
    return say(Words("draft.approve/1", body.to_node(), mandate=mandate), reading, office_desk, pen)


def return_draft(command: ReturnDraft, office_desk: OfficeDesk, pen: Pen) -> StatementJob:
    """Raises NotInOffice, what `say` raises."""
    reading = read_office(command.book, office_desk)
    draft = find_draft(command.draft, reading.expected)
    body = DraftReturn(draft.id, draft.latest.number, command.reason)
    return say(Words("draft.return/1", body.to_node()), reading, office_desk, pen)
