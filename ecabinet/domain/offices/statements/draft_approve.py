"""`draft.approve/1`: bound to the bytes of one version; every later version needs approval anew.

Decree 30/2020, Articles 11 and 12.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ecabinet.domain.books.body import BodyReader, Node, written_prose
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.approval import approval_flaw
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import by_role
from ecabinet.domain.offices.rule import StatementRule, said


@dataclass(frozen=True, slots=True)
class DraftApprove:
    draft: str
    version: int
    digest: str
    note: str = ""

    def to_node(self) -> Node:
        return (
            *(("draft", self.draft), ("version", str(self.version)), ("digest", self.digest)),
            *written_prose("note", self.note),
        )

    @classmethod
    def from_node(cls, node: Node) -> DraftApprove:
        body = BodyReader(node)
        found = cls(body.identity("draft"), body.number("version"), body.digest("digest"), body.prose("note"))
        body.end()
        return found


def _precondition(state: OfficeState, entry: Entry, body: DraftApprove) -> Reason | None:
    return approval_flaw(state, entry.by, body.draft, body.version, body.digest)


def _apply(tables: OfficeTables, entry: Entry, body: DraftApprove) -> None:
    draft = tables.drafts[body.draft]
    version = replace(draft.latest, approvals=(*draft.latest.approvals, said(entry, body.note)))
    tables.drafts[body.draft] = draft.with_latest(version)


RULE = StatementRule("draft.approve/1", DraftApprove.from_node, by_role, _precondition, _apply)
