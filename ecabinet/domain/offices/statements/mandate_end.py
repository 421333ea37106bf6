"""`mandate.end/1`: a mandate ends before its term; by the head, the seal or whoever gave it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ecabinet.domain.books.body import BodyReader, Node, written_prose
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import by_role_or_seal
from ecabinet.domain.offices.rule import StatementRule


@dataclass(frozen=True, slots=True)
class MandateEnd:
    mandate: str
    reason: str

    def to_node(self) -> Node:
        return (("mandate", self.mandate), *written_prose("reason", self.reason))

    @classmethod
    def from_node(cls, node: Node) -> MandateEnd:
        body = BodyReader(node)
        found = cls(body.identity("mandate"), body.prose("reason"))
        body.end()
        return found


def _right(state: OfficeState, entry: Entry, body: MandateEnd) -> Reason | None:
    mandate = state.mandates.get(body.mandate)
    if mandate is not None and mandate.giver == entry.by:
        return None
    return by_role_or_seal(state, entry, body)


def _precondition(state: OfficeState, _entry: Entry, body: MandateEnd) -> Reason | None:
    mandate = state.mandates.get(body.mandate)
    if mandate is None:
        return Reason.MANDATE_UNKNOWN
    if mandate.ended:
        return Reason.MANDATE_ENDED
    return None if body.reason else Reason.WORDS_MISSING


def _apply(tables: OfficeTables, _entry: Entry, body: MandateEnd) -> None:
    tables.mandates[body.mandate] = replace(tables.mandates[body.mandate], ended=True)


RULE = StatementRule("mandate.end/1", MandateEnd.from_node, _right, _precondition, _apply)
