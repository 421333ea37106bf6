"""`draft.submit/1`: a draft, or its next version, is laid before the office (Decree 30/2020, Article 10)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ecabinet.domain.books.body import BodyReader, Node, written
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.draft import Draft, DraftVersion
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import by_role, role_flaw
from ecabinet.domain.offices.rule import StatementRule


@dataclass(frozen=True, slots=True)
class DraftSubmit:
    """`version` from 1 without gaps; `digest` names the main file among the statement's files; `type` is the
    abbreviation of the type of document (CV for an official letter); `notation` (ký hiệu) may wait.
    """

    draft: str
    version: int
    digest: str
    title: str
    type: str
    notation: str = ""

    def to_node(self) -> Node:
        return (
            *(("draft", self.draft), ("version", str(self.version)), ("digest", self.digest)),
            *(("title", self.title), ("type", self.type), *written("notation", self.notation)),
        )

    @classmethod
    def from_node(cls, node: Node) -> DraftSubmit:
        body = BodyReader(node)
        found = cls(
            draft=body.identity("draft"),
            version=body.number("version"),
            digest=body.digest("digest"),
            title=body.text("title"),
            type=body.text("type", 30),
            notation=body.optional_text("notation", 30),
        )
        body.end()
        return found


def _precondition(state: OfficeState, entry: Entry, body: DraftSubmit) -> Reason | None:
    if not entry.names_file(body.digest):
        return Reason.FILE_MISSING
    draft = state.drafts.get(body.draft)
    if draft is None:
        return None if body.version == 1 else Reason.DRAFT_UNKNOWN
    if draft.revision:
        return Reason.DRAFT_SIGNED
    if entry.by != draft.drafter and role_flaw(state, entry.by, "draft.approve/1") is not None:
        return Reason.NOT_THE_DRAFTER
    return None if body.version == draft.latest.number + 1 else Reason.VERSION_NOT_NEXT


def _apply(tables: OfficeTables, entry: Entry, body: DraftSubmit) -> None:
    version = DraftVersion(
        *(body.version, body.digest, body.title, body.type, body.notation),
        *(entry.by, entry.files, entry.sequence, entry.accepted_at),
    )
    draft = tables.drafts.get(body.draft) or Draft(body.draft, entry.by, ())
    tables.drafts[body.draft] = replace(draft, versions=(*draft.versions, version))


RULE = StatementRule("draft.submit/1", DraftSubmit.from_node, by_role, _precondition, _apply)
