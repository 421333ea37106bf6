"""`document.issued/1`: the clerk has sealed the numbered file and sent it (Decree 30/2020, Articles 17 and 18)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ecabinet.domain.books.body import BodyReader, Node, written, written_each
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.draft import RegisterNumber
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.register import Issue
from ecabinet.domain.offices.rights import by_role
from ecabinet.domain.offices.rule import StatementRule, said


@dataclass(frozen=True, slots=True)
class DocumentIssued:
    """`sealed`: digest of the sealed file, named among the files; `addressees`: organ ids, none for use inside;
    `dispatch`: the desk's own name of the sending, empty when nothing was sent.
    """

    revision: str
    sealed: str
    series: str
    year: int
    number: int
    addressees: tuple[str, ...] = ()
    dispatch: str = ""

    @property
    def place(self) -> RegisterNumber:
        return RegisterNumber(self.series, self.year, self.number)

    def to_node(self) -> Node:
        return (
            *(("revision", self.revision), ("sealed", self.sealed)),
            *(("series", self.series), ("year", str(self.year)), ("number", str(self.number))),
            *(*written_each("addressee", self.addressees), *written("dispatch", self.dispatch)),
        )

    @classmethod
    def from_node(cls, node: Node) -> DocumentIssued:
        body = BodyReader(node)
        found = cls(
            revision=body.digest("revision"),
            sealed=body.digest("sealed"),
            series=body.text("series", 60),
            year=body.number("year"),
            number=body.number("number"),
            addressees=body.repeated("addressee", limit=35),
            dispatch=body.optional_identity("dispatch"),
        )
        body.end()
        return found


def _precondition(state: OfficeState, entry: Entry, body: DocumentIssued) -> Reason | None:
    revision = state.revisions.get(body.revision)
    if revision is None:
        return Reason.REVISION_UNKNOWN
    if revision.number is None:
        return Reason.REVISION_WITHDRAWN if revision.withdrawn else Reason.REVISION_NOT_NUMBERED
    if revision.number != body.place:
        return Reason.NUMBER_DIFFERS
    if revision.sealed:
        return Reason.ALREADY_ISSUED
    if body.sealed in state.issues or body.sealed in state.revisions:
        return Reason.SEALED_FILE_KNOWN
    return None if entry.names_file(body.sealed) else Reason.FILE_MISSING


def _apply(tables: OfficeTables, entry: Entry, body: DocumentIssued) -> None:
    tables.issues[body.sealed] = Issue(
        *(body.sealed, body.revision, body.place, body.addressees, body.dispatch), *(said(entry), entry.files)
    )
    tables.revisions[body.revision] = replace(tables.revisions[body.revision], sealed=body.sealed)


RULE = StatementRule("document.issued/1", DocumentIssued.from_node, by_role, _precondition, _apply)
