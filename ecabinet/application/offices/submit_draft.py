"""Submit a draft, or its next version: the data of a paper, looked at by setting it in type once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from ecabinet.application.book_ports import Papers, Pen, StatementJob
from ecabinet.application.file_intake import store_stream
from ecabinet.application.offices.find_in_office import find_draft
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import read_office
from ecabinet.application.offices.say import NamedFile, Words, say
from ecabinet.application.ports import Desk
from ecabinet.domain.documents.number import DocumentNumber
from ecabinet.domain.offices.statements.draft_submit import DraftSubmit

DATA_TYPE = "application/json"
LETTER = "CV"


@dataclass(frozen=True)
class BesideFile:
    """A file to go out with the paper."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class SubmitDraft:
    """`draft`: an earlier draft (or the beginning of its id) that this is the next version of, empty for a new one."""

    book: str
    data: bytes
    beside: Sequence[BesideFile] = ()
    draft: str = ""


def submit_draft(command: SubmitDraft, office_desk: OfficeDesk, papers: Papers, pen: Pen) -> StatementJob:
    """Raises what `Papers.checked` and `say` raise, NotInOffice."""
    desk = office_desk.desk
    reading = read_office(command.book, office_desk)
    facts = papers.checked(command.data)
    earlier = find_draft(command.draft, reading.expected) if command.draft else None

    files = _kept(command, desk)
    notation = str(facts.get("symbol") or "")
    kind = notation.partition("-")[0] if DocumentNumber("", notation).type_name != "Công văn" else LETTER
    body = DraftSubmit(
        draft=earlier.id if earlier else str(desk.identifiers.new()),
        version=earlier.latest.number + 1 if earlier else 1,
        digest=files[0].file.sha256,
        title=" ".join(str(facts.get("subject") or kind).split())[:500],
        type=kind or LETTER,
        notation=notation,
    )

    return say(Words("draft.submit/1", body.to_node(), files), reading, office_desk, pen)


def _kept(command: SubmitDraft, desk: Desk) -> tuple[NamedFile, ...]:
    """The data first; its name can be nobody else's."""
    every = (BesideFile("van-ban.json", DATA_TYPE, command.data), *command.beside)
    return tuple(NamedFile(one.name, one.media_type, store_stream(desk.files, BytesIO(one.content))) for one in every)
