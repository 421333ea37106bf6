"""Decide on what has arrived: enter it under the next số đến, or return it (Decree 30/2020, Articles 21 and 22)."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.application.book_ports import Pen, StatementJob
from ecabinet.application.dispatches.find_dispatch import find_dispatch, loaded
from ecabinet.application.dispatches.judge_again import JudgeAgain, judge_again
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import read_office
from ecabinet.application.offices.renumber import ARRIVAL_REGISTER
from ecabinet.application.offices.say import NamedFile, Words, say
from ecabinet.domain.calendar import office_day
from ecabinet.domain.dispatches.dispatch import Dispatch
from ecabinet.domain.errors import Refusal
from ecabinet.domain.offices.numbering import next_arrival_number
from ecabinet.domain.offices.statements.arrival_refuse import ArrivalRefuse
from ecabinet.domain.offices.statements.arrival_register import ArrivalRegister

PACKET = "goi-tin.edxml"
PACKET_TYPE = "application/xml"


class AlreadyQueuedForBook(Refusal):
    """This desk has said so and waits for the book. Facts: id."""

    code = "office-arrival-queued"


@dataclass(frozen=True)
class RegisterArrival:
    """`dispatch`: an incoming dispatch of this desk, or the beginning of its id; `despite`: why it is taken in although
    nothing is proven.
    """

    book: str
    dispatch: str
    despite: str = ""


@dataclass(frozen=True)
class RefuseArrival:
    book: str
    dispatch: str
    reason: str


def register_arrival(command: RegisterArrival, office_desk: OfficeDesk, pen: Pen) -> StatementJob:
    """The packet goes into the book, so that the leader and the handler read the very bytes that arrived.

    Raises DispatchUnknown, AlreadyDecided, EvidenceDoesNotHold, EvidenceUndecided, what `say` raises.
    """
    desk = office_desk.desk
    reading = read_office(command.book, office_desk)
    dispatch = _found(command.dispatch, office_desk)
    judged = judge_again(JudgeAgain(dispatch.id), desk).registered(command.despite)
    _must_be_new(judged, reading.jobs)

    year = office_day(desk.clock.now()).year
    body = ArrivalRegister(
        year=year,
        arrival=next_arrival_number(reading.expected, year),
        packet=judged.packet.sha256,
        sender=judged.sender.organ_id,
        document=judged.document_id,
        number=judged.number.number[:60],
        notation=judged.number.notation[:60],
        day=judged.issued_on,
        subject=" ".join(judged.subject.split())[:2_000],
        verdict=judged.verdict.value,
        despite=judged.despite,
    )

    packet = NamedFile(PACKET, PACKET_TYPE, judged.packet)
    return say(Words(ARRIVAL_REGISTER, body.to_node(), (packet,)), reading, office_desk, pen)


def refuse_arrival(command: RefuseArrival, office_desk: OfficeDesk, pen: Pen) -> StatementJob:
    """Raises DispatchUnknown, AlreadyDecided, RefusalNeedsReason, what `say` raises."""
    reading = read_office(command.book, office_desk)
    dispatch = _found(command.dispatch, office_desk)
    refused = dispatch.refused(command.reason)
    _must_be_new(refused, reading.jobs)

    body = ArrivalRefuse(refused.packet.sha256, refused.sender.organ_id, refused.document_id, command.reason.strip())

    return say(Words("arrival.refuse/1", body.to_node()), reading, office_desk, pen)


def _found(text: str, office_desk: OfficeDesk) -> Dispatch:
    with office_desk.desk.records.reading() as unit:
        return loaded(find_dispatch(text, unit), unit)


def _must_be_new(dispatch: Dispatch, jobs: tuple[StatementJob, ...]) -> None:
    for job in jobs:
        if job.entry.type in (ARRIVAL_REGISTER, "arrival.refuse/1") and dispatch.packet.sha256 in str(job.entry.body):
            raise AlreadyQueuedForBook(id=dispatch.id)
