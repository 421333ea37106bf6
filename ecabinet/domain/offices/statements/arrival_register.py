"""`arrival.register/1`: a clerk enters what arrived under the next số đến (Decree 30/2020, Article 22).

Sent with a conditional append; unregistered documents bind no one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ecabinet.domain.books.body import BodyReader, Node, written, written_prose
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.numbering import arrival_flaw, evidence_flaw
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.register import Arrival, ArrivalNumber
from ecabinet.domain.offices.rights import by_role
from ecabinet.domain.offices.rule import StatementRule, said


@dataclass(frozen=True, slots=True)
class ArrivalRegister:
    """`arrival`: the số đến; `packet`: digest of the packet; `sender`: organ id; `document`: the sender's name for it;
    `number`, `notation`, `day`, `subject`: as the document says; `verdict` (a word of `Verdict`) and `despite`: what
    the check of Article 21 gave, and why it was taken in nevertheless.
    """

    year: int
    arrival: int
    packet: str
    sender: str
    document: str
    number: str = ""
    notation: str = ""
    day: date | None = None
    subject: str = ""
    verdict: str = ""
    despite: str = ""

    @property
    def place(self) -> ArrivalNumber:
        return ArrivalNumber(self.year, self.arrival)

    def to_node(self) -> Node:
        return (
            *(("year", str(self.year)), ("arrival", str(self.arrival)), ("packet", self.packet)),
            *(("sender", self.sender), ("document", self.document)),
            *(*written("number", self.number), *written("notation", self.notation), *written("day", self.day)),
            *(*written("subject", self.subject), *written("verdict", self.verdict)),
            *written_prose("despite", self.despite),
        )

    @classmethod
    def from_node(cls, node: Node) -> ArrivalRegister:
        body = BodyReader(node)
        found = cls(
            year=body.number("year"),
            arrival=body.number("arrival"),
            packet=body.digest("packet"),
            sender=body.text("sender", 35),
            document=body.text("document"),
            number=body.optional_text("number", 60),
            notation=body.optional_text("notation", 60),
            day=body.optional_day("day"),
            subject=body.optional_text("subject", 2_000),
            verdict=body.optional_text("verdict", 40),
            despite=body.prose("despite"),
        )
        body.end()
        return found


def _precondition(state: OfficeState, entry: Entry, body: ArrivalRegister) -> Reason | None:
    flaw = arrival_flaw(state, body.place, body.packet, entry.accepted_at)
    return flaw or evidence_flaw(body.verdict, body.despite)


def _apply(tables: OfficeTables, entry: Entry, body: ArrivalRegister) -> None:
    tables.arrivals[body.place] = Arrival(
        *(body.place, body.packet, body.sender, body.document, body.number, body.notation, body.day, body.subject),
        *(body.verdict, body.despite, said(entry), entry.files),
    )
    tables.last_arrivals[body.year] = body.arrival
    tables.packets[body.packet] = body.place


RULE = StatementRule("arrival.register/1", ArrivalRegister.from_node, by_role, _precondition, _apply)
