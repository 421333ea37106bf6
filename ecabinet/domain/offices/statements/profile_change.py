"""`profile.change/1`: other rules of procedure from here on; what was said before keeps standing."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.domain.books.body import BodyReader, Node
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import by_head_or_seal
from ecabinet.domain.offices.rule import StatementRule
from ecabinet.domain.offices.statements.official_part import ProfilePart


@dataclass(frozen=True, slots=True)
class ProfileChange:
    profile: ProfilePart

    def to_node(self) -> Node:
        return (("profile", self.profile.to_node()),)

    @classmethod
    def from_node(cls, node: Node) -> ProfileChange:
        body = BodyReader(node)
        found = cls(ProfilePart.from_node(body.node("profile")))
        body.end()
        return found


def _precondition(state: OfficeState, _entry: Entry, body: ProfileChange) -> Reason | None:
    return None if body.profile.digest in state.profiles else Reason.PROFILE_UNKNOWN


def _apply(tables: OfficeTables, _entry: Entry, body: ProfileChange) -> None:
    tables.profile = tables.profiles[body.profile.digest]


RULE = StatementRule("profile.change/1", ProfileChange.from_node, by_head_or_seal, _precondition, _apply, acting=False)
