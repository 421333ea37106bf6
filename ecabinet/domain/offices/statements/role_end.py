"""`role.end/1`: from here on the official and his desks may say nothing more."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.domain.books.body import BodyReader, Node
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import by_head_or_seal
from ecabinet.domain.offices.rule import StatementRule


@dataclass(frozen=True, slots=True)
class RoleEnd:
    official: str
    reason: str

    def to_node(self) -> Node:
        return (("official", self.official), ("reason", self.reason))

    @classmethod
    def from_node(cls, node: Node) -> RoleEnd:
        body = BodyReader(node)
        found = cls(body.text("official"), body.maybe_empty("reason"))
        body.end()
        return found


def _precondition(state: OfficeState, _entry: Entry, body: RoleEnd) -> Reason | None:
    member = state.members.get(body.official)
    if member is None:
        return Reason.NOT_A_MEMBER
    return Reason.ROLE_ENDED if member.ended else None


def _apply(tables: OfficeTables, _entry: Entry, body: RoleEnd) -> None:
    tables.dismiss(body.official)
    tables.desks = {key: desk for key, desk in tables.desks.items() if desk.official != body.official}


RULE = StatementRule("role.end/1", RoleEnd.from_node, by_head_or_seal, _precondition, _apply, acting=False)
