"""`mandate.give/1`: who may act for whom, written, dated and limited (Decree 30/2020, Article 13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ecabinet.domain.books.body import (
    BodyReader,
    MalformedBody,
    Node,
    written,
    written_each,
    written_moment,
    written_prose,
)
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.mandate import Authority, Mandate
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.rights import by_role_or_seal
from ecabinet.domain.offices.rule import StatementRule

_WORDS = {authority.value: authority for authority in Authority}
_OWN = ("", Authority.TM, Authority.Q)


@dataclass(frozen=True, slots=True)
class MandateGive:
    """`post`: the one acted for; `document`: the written delegation, or the rules of work it stands in; `types`: the
    types of document it reaches to, empty for all; `until` inclusive.
    """

    mandate: str
    official: str
    authority: Authority
    post: str
    document: str
    since: datetime
    until: datetime | None = None
    types: tuple[str, ...] = ()
    scope: str = ""

    def to_node(self) -> Node:
        until = written_moment(self.until) if self.until else ""
        return (
            *(("mandate", self.mandate), ("official", self.official), ("authority", self.authority.value)),
            *(("post", self.post), *written("document", self.document), ("since", written_moment(self.since))),
            *(*written("until", until), *written_each("type", self.types), *written_prose("scope", self.scope)),
        )

    @classmethod
    def from_node(cls, node: Node) -> MandateGive:
        body = BodyReader(node)
        mandate, official = body.identity("mandate"), body.text("official")
        authority = _WORDS.get(body.text("authority"))
        if authority is None:
            raise MalformedBody(part="authority")
        found = cls(
            *(mandate, official, authority),
            post=body.text("post"),
            document=body.optional_text("document"),
            since=body.moment("since"),
            until=body.optional_moment("until"),
            types=body.repeated("type", most=50, limit=30),
            scope=body.prose("scope"),
        )
        body.end()
        return found


def _precondition(state: OfficeState, entry: Entry, body: MandateGive) -> Reason | None:
    if body.mandate in state.mandates:
        return Reason.MANDATE_EXISTS
    holder = state.members.get(body.official)
    if holder is None or not holder.serves(entry.accepted_at):
        return Reason.NOT_A_MEMBER
    if body.official == entry.by and body.authority is not Authority.TM:
        return Reason.MANDATE_TO_ONESELF
    if not body.document:
        return Reason.MANDATE_NOT_WRITTEN
    if body.authority is Authority.TUQ and entry.authority not in _OWN:
        return Reason.SUB_DELEGATION
    return _limit_flaw(body)


def _limit_flaw(body: MandateGive) -> Reason | None:
    if body.until is not None and body.until < body.since:
        return Reason.MANDATE_UNLIMITED
    limited = body.until is not None and (body.scope or body.types)
    return Reason.MANDATE_UNLIMITED if body.authority is Authority.TUQ and not limited else None


def _apply(tables: OfficeTables, entry: Entry, body: MandateGive) -> None:
    tables.mandates[body.mandate] = Mandate(
        *(body.mandate, entry.by, body.official, body.authority, body.post, body.document),
        *(body.since, body.until, body.types, body.scope),
    )


RULE = StatementRule("mandate.give/1", MandateGive.from_node, by_role_or_seal, _precondition, _apply)
