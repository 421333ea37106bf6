"""Sign a document: set the approved version in type, sign it as its leader, and say so in the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import cast

from ecabinet.application.book_ports import PaperOptions, Papers, Pen, StatementJob
from ecabinet.application.file_intake import store_stream
from ecabinet.application.offices.book_files import file_of, read_file
from ecabinet.application.offices.find_in_office import find_draft, find_mandate
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import OfficeReading, read_office
from ecabinet.application.offices.say import NamedFile, Words, must_be_trusted, say
from ecabinet.domain.errors import Refusal
from ecabinet.domain.offices.approval import signing_flaw
from ecabinet.domain.offices.draft import DraftVersion
from ecabinet.domain.offices.reasons import ForbiddenByOffice
from ecabinet.domain.offices.statements.document_signed import DocumentSigned

PDF = "application/pdf"
SIGNED_NAME = "da-ky.pdf"


class SignerDiffers(Refusal):
    """The paper names another signer, or another prefix, than whoever is about to sign. Facts: fact, paper, signer."""

    code = "office-signer-differs"


@dataclass(frozen=True)
class SignDocument:
    """`mandate`: the recorded mandate (or the beginning of its id) under which somebody signs for another."""

    book: str
    draft: str
    mandate: str = ""
    options: PaperOptions = field(default_factory=PaperOptions)


def sign_document(command: SignDocument, office_desk: OfficeDesk, papers: Papers, pen: Pen) -> StatementJob:
    """Raises NotInOffice, SignerDiffers, BookFileNotHere, ForbiddenByOffice, what papers and pen raise."""
    desk = office_desk.desk
    reading = read_office(command.book, office_desk)
    draft = find_draft(command.draft, reading.expected)
    version = draft.latest
    mandate = find_mandate(command.mandate, reading.expected) if command.mandate else ""
    must_be_trusted(reading)
    _must_be_approved(draft.id, version, reading, office_desk)
    data = read_file(file_of(version.digest, version.files), desk)
    with desk.records.reading() as unit:
        official = unit.desk.load().official
    _must_be_the_signer(papers.checked(data), official.id, mandate, reading)

    signed = papers.signed(data, command.options)
    kept = store_stream(desk.files, BytesIO(signed))
    body = DocumentSigned(draft.id, version.number, version.digest, kept.sha256).to_node()

    return say(
        Words("document.signed/1", body, (NamedFile(SIGNED_NAME, PDF, kept),), mandate), reading, office_desk, pen
    )


def _must_be_approved(draft: str, version: DraftVersion, reading: OfficeReading, office_desk: OfficeDesk) -> None:
    """Before the card is asked for: nothing is signed that the book would not take."""
    with office_desk.desk.records.reading() as unit:
        official = unit.desk.load().official.id
    flaw = signing_flaw(reading.expected, draft, version.number, version.digest)
    if flaw is not None:
        raise ForbiddenByOffice(flaw, type="document.signed/1", by=official)


def _must_be_the_signer(facts: Mapping[str, object], official: str, mandate: str, reading: OfficeReading) -> None:
    signer = cast(Mapping[str, object], facts.get("signer") or {})
    member = reading.expected.members.get(official)
    name = member.name if member else official
    if str(signer.get("name") or "") != name:
        raise SignerDiffers(fact="signer", paper=signer.get("name") or "", signer=name)
    found = reading.expected.mandates.get(mandate)
    authority = found.authority.value if found else ""
    written = str(signer.get("authority") or "")
    if mandate and written != authority:
        raise SignerDiffers(fact="authority", paper=written or "-", signer=authority)
