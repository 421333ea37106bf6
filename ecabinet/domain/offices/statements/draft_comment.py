"""`draft.comment/1`: words about a version, with files if need be; they decide nothing (Decree 30/2020, Article 10)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ecabinet.domain.books.body import BodyReader, Node, written_prose
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.draft import Comment
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import by_role
from ecabinet.domain.offices.rule import StatementRule, said


@dataclass(frozen=True, slots=True)
class DraftComment:
    draft: str
    version: int
    text: str

    def to_node(self) -> Node:
        return (("draft", self.draft), ("version", str(self.version)), *written_prose("text", self.text))

    @classmethod
    def from_node(cls, node: Node) -> DraftComment:
        body = BodyReader(node)
        found = cls(body.identity("draft"), body.number("version"), body.prose("text"))
        body.end()
        return found


def _precondition(state: OfficeState, _entry: Entry, body: DraftComment) -> Reason | None:
    draft = state.drafts.get(body.draft)
    if draft is None:
        return Reason.DRAFT_UNKNOWN
    if draft.version(body.version) is None:
        return Reason.VERSION_UNKNOWN
    return None if body.text else Reason.WORDS_MISSING


def _apply(tables: OfficeTables, entry: Entry, body: DraftComment) -> None:
    draft = tables.drafts[body.draft]
    comment = Comment(body.version, said(entry, body.text), entry.files)
    tables.drafts[body.draft] = replace(draft, comments=(*draft.comments, comment))


RULE = StatementRule("draft.comment/1", DraftComment.from_node, by_role, _precondition, _apply)
