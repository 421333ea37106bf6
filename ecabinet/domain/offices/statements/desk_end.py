"""`desk.end/1`: a desk's key says nothing more; by its official, the head or the seal."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.domain.books.body import BodyReader, Node
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import by_head_or_seal
from ecabinet.domain.offices.rule import StatementRule


@dataclass(frozen=True, slots=True)
class DeskEnd:
    official: str
    certificate: str

    def to_node(self) -> Node:
        return (("official", self.official), ("certificate", self.certificate))

    @classmethod
    def from_node(cls, node: Node) -> DeskEnd:
        body = BodyReader(node)
        found = cls(body.text("official"), body.digest("certificate"))
        body.end()
        return found


def _right(state: OfficeState, entry: Entry, body: DeskEnd) -> Reason | None:
    return None if entry.by == body.official else by_head_or_seal(state, entry, body)


def _precondition(state: OfficeState, _entry: Entry, body: DeskEnd) -> Reason | None:
    desk = state.desks.get(body.certificate)
    return None if desk is not None and desk.official == body.official else Reason.UNKNOWN_DESK_KEY


def _apply(tables: OfficeTables, _entry: Entry, body: DeskEnd) -> None:
    del tables.desks[body.certificate]


RULE = StatementRule("desk.end/1", DeskEnd.from_node, _right, _precondition, _apply, acting=False)
