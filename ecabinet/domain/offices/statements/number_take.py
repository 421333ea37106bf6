"""`number.take/1`: the clerk takes the next number of a register for a signed file (Decree 30/2020, Article 15).

Sent with a conditional append, so that of two clerks one gets it; the other is set aside here whatever the hub did.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ecabinet.domain.books.body import BodyReader, Node
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.calendar import office_day
from ecabinet.domain.offices.draft import RegisterNumber
from ecabinet.domain.offices.numbering import number_flaw
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.register import OutgoingNumber
from ecabinet.domain.offices.rights import by_role
from ecabinet.domain.offices.rule import StatementRule


@dataclass(frozen=True, slots=True)
class NumberTake:
    """`series`: the outgoing register; `revision`: digest of the file the leader signed."""

    series: str
    year: int
    number: int
    revision: str

    @property
    def place(self) -> RegisterNumber:
        return RegisterNumber(self.series, self.year, self.number)

    def to_node(self) -> Node:
        return (
            *(("series", self.series), ("year", str(self.year)), ("number", str(self.number))),
            ("revision", self.revision),
        )

    @classmethod
    def from_node(cls, node: Node) -> NumberTake:
        body = BodyReader(node)
        series, year, number = body.text("series", 60), body.number("year"), body.number("number")
        found = cls(series, year, number, body.digest("revision"))
        body.end()
        return found


def _precondition(state: OfficeState, entry: Entry, body: NumberTake) -> Reason | None:
    return number_flaw(state, body.place, body.revision, entry.accepted_at)


def _apply(tables: OfficeTables, entry: Entry, body: NumberTake) -> None:
    day = office_day(entry.accepted_at)
    tables.numbers[body.place] = OutgoingNumber(body.place, body.revision, entry.by, day, entry.sequence)
    tables.last_numbers[body.series, body.year] = body.number
    tables.revisions[body.revision] = replace(tables.revisions[body.revision], number=body.place)


RULE = StatementRule("number.take/1", NumberTake.from_node, by_role, _precondition, _apply)
