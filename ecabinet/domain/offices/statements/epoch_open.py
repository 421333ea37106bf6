"""`epoch.open/1`: the hub was restored from a backup; the seal opens a new epoch and names the key of its receipts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ecabinet.domain.books.body import BodyReader, Node
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import by_seal
from ecabinet.domain.offices.rule import StatementRule


@dataclass(frozen=True, slots=True)
class EpochOpen:
    """`sequence` and `head` name the last record before the new epoch; `hub` the key from here on."""

    epoch: int
    sequence: int
    head: str
    hub: str

    def to_node(self) -> Node:
        return (
            *(("epoch", str(self.epoch)), ("sequence", str(self.sequence))),
            *(("head", self.head), ("hub", self.hub)),
        )

    @classmethod
    def from_node(cls, node: Node) -> EpochOpen:
        body = BodyReader(node)
        found = cls(body.number("epoch"), body.number("sequence"), body.digest("head"), body.digest("hub"))
        body.end()
        return found


def _precondition(state: OfficeState, _entry: Entry, body: EpochOpen) -> Reason | None:
    return None if body.epoch == state.epoch + 1 else Reason.EPOCH_NOT_NEXT


def _apply(tables: OfficeTables, _entry: Entry, body: EpochOpen) -> None:
    tables.epoch = body.epoch
    if tables.founding is not None:
        tables.founding = replace(tables.founding, hub=body.hub)


RULE = StatementRule("epoch.open/1", EpochOpen.from_node, by_seal, _precondition, _apply, acting=False)
