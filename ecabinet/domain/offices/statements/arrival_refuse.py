"""`arrival.refuse/1`: a clerk returns a packet to its sender, who must be told why (Decree 30/2020, Article 21)."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.domain.books.body import BodyReader, Node, written_prose
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.numbering import packet_flaw
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.register import RefusedArrival
from ecabinet.domain.offices.rights import by_role
from ecabinet.domain.offices.rule import StatementRule, said


@dataclass(frozen=True, slots=True)
class ArrivalRefuse:
    packet: str
    sender: str
    document: str
    reason: str

    def to_node(self) -> Node:
        return (
            *(("packet", self.packet), ("sender", self.sender), ("document", self.document)),
            *written_prose("reason", self.reason),
        )

    @classmethod
    def from_node(cls, node: Node) -> ArrivalRefuse:
        body = BodyReader(node)
        packet, sender, document = body.digest("packet"), body.text("sender", 35), body.text("document")
        found = cls(packet, sender, document, body.prose("reason"))
        body.end()
        return found


def _precondition(state: OfficeState, _entry: Entry, body: ArrivalRefuse) -> Reason | None:
    return packet_flaw(state, body.packet) or (None if body.reason else Reason.WORDS_MISSING)


def _apply(tables: OfficeTables, entry: Entry, body: ArrivalRefuse) -> None:
    tables.refusals[body.packet] = RefusedArrival(body.packet, body.sender, body.document, said(entry, body.reason))


RULE = StatementRule("arrival.refuse/1", ArrivalRefuse.from_node, by_role, _precondition, _apply)
