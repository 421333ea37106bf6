"""Give and end mandates: who may act for whom, in writing and within limits (Decree 30/2020, Article 13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ecabinet.application.book_ports import Pen, StatementJob
from ecabinet.application.offices.find_in_office import find_mandate
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import read_office
from ecabinet.application.offices.say import Words, say
from ecabinet.domain.calendar import VIETNAM
from ecabinet.domain.offices.mandate import Authority
from ecabinet.domain.offices.statements.mandate_end import MandateEnd
from ecabinet.domain.offices.statements.mandate_give import MandateGive


@dataclass(frozen=True)
class GiveMandate:
    """`post`: the one acted for; `document`: the written delegation; `types`: abbreviations, none for all."""

    book: str
    official: str
    authority: Authority
    post: str
    document: str
    until: datetime | None = None
    types: tuple[str, ...] = ()
    scope: str = ""


@dataclass(frozen=True)
class EndMandate:
    book: str
    mandate: str
    reason: str


def give_mandate(command: GiveMandate, office_desk: OfficeDesk, pen: Pen) -> StatementJob:
    """Valid from now on. Raises what `say` raises."""
    desk = office_desk.desk
    reading = read_office(command.book, office_desk)
    body = MandateGive(
        mandate=str(desk.identifiers.new()),
        official=command.official,
        authority=command.authority,
        post=command.post,
        document=command.document,
        since=desk.clock.now().astimezone(VIETNAM).replace(microsecond=0),
        until=command.until,
        types=command.types,
        scope=command.scope,
    )
    return say(Words("mandate.give/1", body.to_node()), reading, office_desk, pen)


def end_mandate(command: EndMandate, office_desk: OfficeDesk, pen: Pen) -> StatementJob:
    """Raises NotInOffice, what `say` raises."""
    reading = read_office(command.book, office_desk)
    body = MandateEnd(find_mandate(command.mandate, reading.expected), command.reason)
    return say(Words("mandate.end/1", body.to_node()), reading, office_desk, pen)
