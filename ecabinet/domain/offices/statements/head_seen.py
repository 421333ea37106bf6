"""`head.seen/1`: a desk says which head it holds, so that a hub cannot show two of them unnoticed (R4)."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.domain.books.body import BodyReader, Node
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.member import HeadSeen
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import by_member
from ecabinet.domain.offices.rule import StatementRule


@dataclass(frozen=True, slots=True)
class HeadIsSeen:
    epoch: int
    sequence: int
    head: str

    def to_node(self) -> Node:
        return (("epoch", str(self.epoch)), ("sequence", str(self.sequence)), ("head", self.head))

    @classmethod
    def from_node(cls, node: Node) -> HeadIsSeen:
        body = BodyReader(node)
        found = cls(body.number("epoch"), body.number("sequence"), body.digest("head"))
        body.end()
        return found


def _precondition(_state: OfficeState, entry: Entry, body: HeadIsSeen) -> Reason | None:
    """Whether the head lies on the chain is for whoever holds the chain; here only that it can have been seen."""
    ahead = body.sequence >= entry.sequence or body.epoch > entry.epoch
    return Reason.HEAD_IN_FUTURE if ahead else None


def _apply(tables: OfficeTables, entry: Entry, body: HeadIsSeen) -> None:
    old = tables.heads.get(entry.by)
    if old is None or (body.epoch, body.sequence) > (old.epoch, old.sequence):
        tables.heads[entry.by] = HeadSeen(body.epoch, body.sequence, body.head)


RULE = StatementRule("head.seen/1", HeadIsSeen.from_node, by_member, _precondition, _apply, acting=False)
