"""`role.grant/1`: the head or the seal takes an official in, or renews his certificate, post, roles and term."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.domain.books.body import BodyReader, Node
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.member import Member
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import by_head_or_seal, certificate_taken
from ecabinet.domain.offices.rule import StatementRule
from ecabinet.domain.offices.statements.official_part import OfficialPart


@dataclass(frozen=True, slots=True)
class RoleGrant:
    """Everything told here replaces what was known of the official."""

    official: OfficialPart

    def to_node(self) -> Node:
        return (("official", self.official.to_node()),)

    @classmethod
    def from_node(cls, node: Node) -> RoleGrant:
        body = BodyReader(node)
        found = cls(OfficialPart.from_node(body.node("official")))
        body.end()
        return found


def _precondition(state: OfficeState, _entry: Entry, body: RoleGrant) -> Reason | None:
    if state.founding is not None and body.official.id == state.founding.agency:
        return Reason.MALFORMED
    taken = certificate_taken(state, body.official.certificate, but=body.official.id)
    return Reason.CERTIFICATE_TAKEN if taken else None


def _apply(tables: OfficeTables, _entry: Entry, body: RoleGrant) -> None:
    one, old = body.official, tables.members.get(body.official.id)
    if old is not None and old.certificate != one.certificate:
        # A lost card may have enrolled desks of its own, so they end with it.
        tables.desks = {key: desk for key, desk in tables.desks.items() if desk.official != one.id}
    tables.take_in(Member(one.id, one.name, one.post, frozenset(one.roles), one.certificate, one.until))


RULE = StatementRule("role.grant/1", RoleGrant.from_node, by_head_or_seal, _precondition, _apply, acting=False)
