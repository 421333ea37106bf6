"""`desk.enrol/1`: an official lets a key of his desk acknowledge heads without his card, for a stated term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ecabinet.domain.books.body import BodyReader, Node, written_moment
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.member import DeskKey
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import certificate_taken
from ecabinet.domain.offices.rule import StatementRule


@dataclass(frozen=True, slots=True)
class DeskEnrol:
    """`certificate`: SHA-256 (hex) of the desk key's certificate; `until` inclusive."""

    official: str
    certificate: str
    until: datetime

    def to_node(self) -> Node:
        until = written_moment(self.until)
        return (("official", self.official), ("certificate", self.certificate), ("until", until))

    @classmethod
    def from_node(cls, node: Node) -> DeskEnrol:
        body = BodyReader(node)
        found = cls(body.text("official"), body.digest("certificate"), body.moment("until"))
        body.end()
        return found


def _right(_state: OfficeState, entry: Entry, body: DeskEnrol) -> Reason | None:
    return Reason.NO_RIGHT if entry.by_seal or entry.by != body.official else None


def _precondition(state: OfficeState, _entry: Entry, body: DeskEnrol) -> Reason | None:
    return Reason.CERTIFICATE_TAKEN if certificate_taken(state, body.certificate) else None


def _apply(tables: OfficeTables, _entry: Entry, body: DeskEnrol) -> None:
    tables.desks[body.certificate] = DeskKey(body.official, body.certificate, body.until)


RULE = StatementRule("desk.enrol/1", DeskEnrol.from_node, _right, _precondition, _apply, acting=False)
