"""`book.found/1`: the agency's seal founds the office's book and says who is in it (R2)."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.domain.books.body import BodyReader, MalformedBody, Node
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.member import Founding, Member
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rule import StatementRule
from ecabinet.domain.offices.statements.official_part import OfficialPart, ProfilePart


@dataclass(frozen=True, slots=True)
class BookFound:
    """`hub`: SHA-256 (hex) of the public key that signs receipts; `kind` of an office's book is `office`."""

    kind: str
    title: str
    agency: str
    hub: str
    profile: ProfilePart
    officials: tuple[OfficialPart, ...]

    def to_node(self) -> Node:
        officials: Node = tuple(("official", one.to_node()) for one in self.officials) or ""
        return (
            *(("kind", self.kind), ("title", self.title), ("agency", self.agency), ("hub", self.hub)),
            *(("profile", self.profile.to_node()), ("officials", officials)),
        )

    @classmethod
    def from_node(cls, node: Node) -> BookFound:
        body = BodyReader(node)
        found = cls(
            kind=body.text("kind"),
            title=body.text("title"),
            agency=body.text("agency"),
            hub=body.digest("hub"),
            profile=ProfilePart.from_node(body.node("profile")),
            officials=_officials(BodyReader(body.node("officials"))),
        )
        body.end()
        return found


def _officials(body: BodyReader) -> tuple[OfficialPart, ...]:
    found: list[OfficialPart] = []
    while (node := body.optional_node("official")) is not None:
        found.append(OfficialPart.from_node(node))
    body.end()
    if len({one.id for one in found}) != len(found):
        raise MalformedBody(part="officials")
    return tuple(found)


def _right(_state: OfficeState, entry: Entry, body: BookFound) -> Reason | None:
    return None if entry.by_seal and entry.by == body.agency else Reason.FOUNDING_NOT_SEALED


def _precondition(state: OfficeState, entry: Entry, body: BookFound) -> Reason | None:
    if body.kind != "office":
        return Reason.NOT_AN_OFFICE
    certificates = {entry.signer, *(one.certificate for one in body.officials)}
    if len(certificates) != len(body.officials) + 1:
        return Reason.CERTIFICATE_TAKEN
    if any(one.id == body.agency for one in body.officials):
        return Reason.MALFORMED
    return None if body.profile.digest in state.profiles else Reason.PROFILE_UNKNOWN


def _apply(tables: OfficeTables, entry: Entry, body: BookFound) -> None:
    tables.founding = Founding(body.title, body.agency, body.hub, entry.signer)
    tables.profile = tables.profiles[body.profile.digest]
    tables.epoch = entry.epoch
    for one in body.officials:
        tables.take_in(Member(one.id, one.name, one.post, frozenset(one.roles), one.certificate, one.until))


RULE = StatementRule("book.found/1", BookFound.from_node, _right, _precondition, _apply, acting=False)
