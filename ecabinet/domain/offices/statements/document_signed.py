"""`document.signed/1`: a leader has signed the file made from an approved version (Decree 30/2020, Article 13)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ecabinet.domain.books.body import BodyReader, Node
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.acting import covers_type, needs_prefix
from ecabinet.domain.offices.approval import signing_flaw
from ecabinet.domain.offices.draft import Revision
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import by_role
from ecabinet.domain.offices.rule import StatementRule, said


@dataclass(frozen=True, slots=True)
class DocumentSigned:
    """`approved`: digest of the approved version; `revision`: digest of the signed file, named among the files."""

    draft: str
    version: int
    approved: str
    revision: str

    def to_node(self) -> Node:
        return (
            *(("draft", self.draft), ("version", str(self.version))),
            *(("approved", self.approved), ("revision", self.revision)),
        )

    @classmethod
    def from_node(cls, node: Node) -> DocumentSigned:
        body = BodyReader(node)
        draft, version = body.identity("draft"), body.number("version")
        found = cls(draft, version, body.digest("approved"), body.digest("revision"))
        body.end()
        return found


def _precondition(state: OfficeState, entry: Entry, body: DocumentSigned) -> Reason | None:
    flaw = signing_flaw(state, body.draft, body.version, body.approved)
    if flaw is not None:
        return flaw
    if body.revision in state.revisions:
        return Reason.REVISION_KNOWN
    if not entry.names_file(body.revision):
        return Reason.FILE_MISSING
    if not entry.authority and needs_prefix(state, state.members.get(entry.by)):
        return Reason.PREFIX_MISSING
    covered = covers_type(state, entry, state.drafts[body.draft].latest.type)
    return None if covered else Reason.MANDATE_OTHER_TYPE


def _apply(tables: OfficeTables, entry: Entry, body: DocumentSigned) -> None:
    tables.revisions[body.revision] = Revision(
        *(body.revision, body.draft, body.version, said(entry)), *(entry.post, entry.authority, entry.delegation)
    )
    tables.drafts[body.draft] = replace(tables.drafts[body.draft], revision=body.revision)


RULE = StatementRule("document.signed/1", DocumentSigned.from_node, by_role, _precondition, _apply)
