"""`draft.return/1`: the latest version goes back with the reason; a signature not yet numbered is void."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ecabinet.domain.books.body import BodyReader, Node, written_prose
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.approval import return_flaw, return_right_flaw
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rule import StatementRule, said


@dataclass(frozen=True, slots=True)
class DraftReturn:
    draft: str
    version: int
    reason: str

    def to_node(self) -> Node:
        return (("draft", self.draft), ("version", str(self.version)), *written_prose("reason", self.reason))

    @classmethod
    def from_node(cls, node: Node) -> DraftReturn:
        body = BodyReader(node)
        found = cls(body.identity("draft"), body.number("version"), body.prose("reason"))
        body.end()
        return found


def _right(state: OfficeState, entry: Entry, body: DraftReturn) -> Reason | None:
    return Reason.NO_RIGHT if entry.by_seal else return_right_flaw(state, entry.by, body.draft)


def _precondition(state: OfficeState, _entry: Entry, body: DraftReturn) -> Reason | None:
    return return_flaw(state, body.draft, body.version) or (None if body.reason else Reason.WORDS_MISSING)


def _apply(tables: OfficeTables, entry: Entry, body: DraftReturn) -> None:
    draft = tables.drafts[body.draft]
    if draft.revision:
        tables.revisions[draft.revision] = replace(tables.revisions[draft.revision], withdrawn=True)
    returned = draft.with_latest(replace(draft.latest, returned=said(entry, body.reason)))
    tables.drafts[body.draft] = replace(returned, revision="")


RULE = StatementRule("draft.return/1", DraftReturn.from_node, _right, _precondition, _apply)
