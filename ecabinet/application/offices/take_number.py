"""Take a number for what the leader has signed: the next one of the register, whoever asks first (Article 15)."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.application.book_ports import Pen, StatementJob
from ecabinet.application.offices.find_in_office import find_draft
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import read_office
from ecabinet.application.offices.renumber import NUMBER_TAKE
from ecabinet.application.offices.say import Words, say
from ecabinet.domain.calendar import office_day
from ecabinet.domain.dispatches.register import COMMON_SERIES
from ecabinet.domain.errors import Refusal
from ecabinet.domain.offices.numbering import next_number
from ecabinet.domain.offices.statements.number_take import NumberTake


class NotSignedYet(Refusal):
    """No leader has signed the draft. Facts: draft."""

    code = "office-not-signed-yet"


@dataclass(frozen=True)
class TakeNumber:
    book: str
    draft: str
    series: str = COMMON_SERIES


def take_number(command: TakeNumber, office_desk: OfficeDesk, pen: Pen) -> StatementJob:
    """The number counts only once the book has accepted it; it may become a later one until then.

    Raises NotInOffice, NotSignedYet, what `say` raises.
    """
    reading = read_office(command.book, office_desk)
    draft = find_draft(command.draft, reading.expected)
    if not draft.revision:
        raise NotSignedYet(draft=draft.id)
    year = office_day(office_desk.desk.clock.now()).year

    number = next_number(reading.expected, command.series, year)
    body = NumberTake(command.series, year, number, draft.revision)

    return say(Words(NUMBER_TAKE, body.to_node()), reading, office_desk, pen)
