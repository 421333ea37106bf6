"""Found an office: the agency's seal signs who is in it; the book is born with the digest of these words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ecabinet.application.book_ports import FOUNDING, NOWHERE, Capacity, Pen, Saying, StatementJob
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.calendar import VIETNAM
from ecabinet.domain.offices.profile import OfficeProfile
from ecabinet.domain.offices.replay import must_hold, replay
from ecabinet.domain.offices.statements.book_found import BookFound
from ecabinet.domain.offices.statements.official_part import OfficialPart, ProfilePart


@dataclass(frozen=True)
class FoundOffice:
    """`profile`: the rules of procedure the office goes by."""

    title: str
    officials: Sequence[OfficialPart]
    profile: OfficeProfile


def found_office(command: FoundOffice, office_desk: OfficeDesk, seal: Pen) -> StatementJob:
    """The founding on its way; its `book` is the new book's id. Raises ForbiddenByOffice, what the pen raises."""
    desk = office_desk.desk
    now = desk.clock.now()
    with desk.records.reading() as unit:
        identity = unit.desk.load()
    agency = identity.official.agency

    profile = ProfilePart(command.profile.name, command.profile.digest)
    body = BookFound("office", command.title, agency, identity.fingerprint, profile, tuple(command.officials)).to_node()
    made = now.astimezone(VIETNAM).replace(microsecond=0)
    saying = Saying("", desk.identifiers.new(), FOUNDING, agency, Capacity(), made, NOWHERE, body)
    entry = Entry(
        *(1, 1, now, saying.id, FOUNDING, agency, "", "", "", made, 0, body, (), ""),
        signer=seal.certificate,
        by_seal=seal.by_seal,
    )
    must_hold(replay((), office_desk.profiles), entry)
    signed = seal.sign(saying)
    job = StatementJob(entry.id, signed.book, replace(entry, sequence=0), signed.raw, "", now, now)

    with desk.records.writing() as unit:
        unit.books.add_job(job)
    return job
