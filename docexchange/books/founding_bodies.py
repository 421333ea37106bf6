"""The bodies of the statements that say who may write: founding, roles, desk keys, profile, epoch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, Protocol, Self, cast

from docexchange.books.model import FOUNDING
from docexchange.books.nodes import Body, Node
from docexchange.books.statement_rules import DIGEST, LARGEST_NUMBER, is_claimed_time, is_line

ROLE_GRANT: Final = "role.grant/1"
ROLE_END: Final = "role.end/1"
DESK_ENROL: Final = "desk.enrol/1"
DESK_END: Final = "desk.end/1"
PROFILE_CHANGE: Final = "profile.change/1"
EPOCH_OPEN: Final = "epoch.open/1"

Kind = Literal["office", "meeting"]
LONGEST_LINE: Final = 500
"""Letters; the longest field of Decree 30/2020, Appendix VI (trích yếu)."""
_ROLE: Final = re.compile(r"[a-z]{1,30}(?:-[a-z]{1,30}){0,3}")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,15}")


class Malformed(ValueError):
    """The body is not of its type's form; never leaves this package."""


@dataclass(frozen=True)
class Profile:
    """The rules of procedure in force: a name for people, the digest of the data."""

    name: str
    digest: str

    def to_node(self) -> Body:
        return (("name", self.name), ("digest", self.digest))

    @classmethod
    def from_node(cls, node: Node) -> Profile:
        name, digest = _texts(node, "name", "digest")
        return cls(_line(name), _digest(digest))


@dataclass(frozen=True)
class Member:
    """An official as a founding or a grant names him; `certificate`: SHA-256 of the DER in hex; `until`: inclusive."""

    id: str
    name: str
    post: str
    roles: tuple[str, ...]
    certificate: str
    until: datetime | None = None

    def to_node(self) -> Body:
        until: Body = (("until", self.until.isoformat(timespec="seconds")),) if self.until else ()
        roles: Node = tuple(("role", role) for role in self.roles) or ""
        return (
            *(("id", self.id), ("name", self.name), ("post", self.post), ("roles", roles)),
            *(("certificate", self.certificate), *until),
        )

    @classmethod
    def from_node(cls, node: Node) -> Member:
        found = _children(node)
        roles = tuple(_role(child, text) for child, text in _list(found.get("roles", "")))
        if len(set(roles)) != len(roles):
            raise Malformed("roles")
        member = cls(
            id=_line(found.get("id", "")),
            name=_line(found.get("name", "")),
            post=_short(found.get("post", "")),
            roles=roles,
            certificate=_digest(found.get("certificate", "")),
            until=_time(found["until"]) if "until" in found else None,
        )
        if member.to_node() != node:
            raise Malformed("official")
        return member


class FoundingBody(Protocol):
    """What all bodies here can do."""

    def to_body(self) -> Body: ...

    @classmethod
    def from_body(cls, body: Body) -> Self: ...


@dataclass(frozen=True)
class Found:
    """`book.found/1`: `agency`: organ id; `hub`: SHA-256 in hex of the SubjectPublicKeyInfo that signs receipts."""

    kind: Kind
    title: str
    agency: str
    hub: str
    profile: Profile
    officials: tuple[Member, ...]

    def to_body(self) -> Body:
        officials: Node = tuple(("official", one.to_node()) for one in self.officials) or ""
        return (
            *(("kind", self.kind), ("title", self.title), ("agency", self.agency), ("hub", self.hub)),
            *(("profile", self.profile.to_node()), ("officials", officials)),
        )

    @classmethod
    def from_body(cls, body: Body) -> Found:
        kind, title, agency, hub, profile, officials = _parts(
            body, "kind", "title", "agency", "hub", "profile", "officials"
        )
        if kind not in ("office", "meeting"):
            raise Malformed("kind")
        members = _list(officials)
        if any(name != "official" for name, _ in members):
            raise Malformed("officials")
        return cls(
            cast(Kind, kind),
            _line(title),
            _line(agency),
            _digest(hub),
            Profile.from_node(profile),
            tuple(Member.from_node(node) for _, node in members),
        )


@dataclass(frozen=True)
class RoleGrant:
    """`role.grant/1`: from here on the official is as told: roles, certificate and term replace the old ones."""

    official: Member

    def to_body(self) -> Body:
        return (("official", self.official.to_node()),)

    @classmethod
    def from_body(cls, body: Body) -> RoleGrant:
        (official,) = _parts(body, "official")
        return cls(Member.from_node(official))


@dataclass(frozen=True)
class RoleEnd:
    """`role.end/1`: from here on the official, and his desk keys, may write nothing."""

    official: str
    reason: str

    def to_body(self) -> Body:
        return (("official", self.official), ("reason", self.reason))

    @classmethod
    def from_body(cls, body: Body) -> RoleEnd:
        official, reason = _texts(body, "official", "reason")
        return cls(_line(official), _short(reason))


@dataclass(frozen=True)
class DeskEnrol:
    """`desk.enrol/1`: the official lets a desk's key write the closed list of `membership.DESK_TYPES` until then."""

    official: str
    certificate: str
    until: datetime

    def to_body(self) -> Body:
        until = self.until.isoformat(timespec="seconds")
        return (("official", self.official), ("certificate", self.certificate), ("until", until))

    @classmethod
    def from_body(cls, body: Body) -> DeskEnrol:
        official, certificate, until = _texts(body, "official", "certificate", "until")
        return cls(_line(official), _digest(certificate), _time(until))


@dataclass(frozen=True)
class DeskEnd:
    """`desk.end/1`: the desk's key may write nothing more."""

    official: str
    certificate: str

    def to_body(self) -> Body:
        return (("official", self.official), ("certificate", self.certificate))

    @classmethod
    def from_body(cls, body: Body) -> DeskEnd:
        official, certificate = _texts(body, "official", "certificate")
        return cls(_line(official), _digest(certificate))


@dataclass(frozen=True)
class ProfileChange:
    """`profile.change/1`: other rules of procedure from here on."""

    profile: Profile

    def to_body(self) -> Body:
        return (("profile", self.profile.to_node()),)

    @classmethod
    def from_body(cls, body: Body) -> ProfileChange:
        (profile,) = _parts(body, "profile")
        return cls(Profile.from_node(profile))


@dataclass(frozen=True)
class EpochOpen:
    """`epoch.open/1`: the hub was restored; `epoch` begins after the record with this sequence and head.

    `hub` names the key that signs receipts from this very statement on.
    """

    epoch: int
    sequence: int
    head: str
    hub: str

    def to_body(self) -> Body:
        return (
            *(("epoch", str(self.epoch)), ("sequence", str(self.sequence))),
            *(("head", self.head), ("hub", self.hub)),
        )

    @classmethod
    def from_body(cls, body: Body) -> EpochOpen:
        epoch, sequence, head, hub = _texts(body, "epoch", "sequence", "head", "hub")
        return cls(_number(epoch), _number(sequence), _digest(head), _digest(hub))


BODIES: Final[Mapping[str, type[FoundingBody]]] = {
    FOUNDING: Found,
    ROLE_GRANT: RoleGrant,
    ROLE_END: RoleEnd,
    DESK_ENROL: DeskEnrol,
    DESK_END: DeskEnd,
    PROFILE_CHANGE: ProfileChange,
    EPOCH_OPEN: EpochOpen,
}


def _parts(node: Node, *names: str) -> tuple[Node, ...]:
    children = _list(node)
    if tuple(name for name, _ in children) != names:
        raise Malformed(",".join(names))
    return tuple(child for _, child in children)


def _texts(node: Node, *names: str) -> tuple[str, ...]:
    return tuple(_text(child) for child in _parts(node, *names))


def _list(node: Node) -> Body:
    """The children; an element without any was read as an empty text."""
    if isinstance(node, str):
        if node:
            raise Malformed("text")
        return ()
    return node


def _children(node: Node) -> dict[str, Node]:
    return dict(_list(node))


def _text(node: Node) -> str:
    if not isinstance(node, str):
        raise Malformed("children")
    return node


def _short(node: Node) -> str:
    if not is_line(_text(node), LONGEST_LINE):
        raise Malformed("line")
    return _text(node)


def _line(node: Node) -> str:
    if not node:
        raise Malformed("empty")
    return _short(node)


def _digest(node: Node) -> str:
    if not DIGEST.fullmatch(_text(node)):
        raise Malformed("digest")
    return _text(node)


def _role(name: str, node: Node) -> str:
    if name != "role" or not _ROLE.fullmatch(_text(node)):
        raise Malformed("role")
    return _text(node)


def _number(written: str) -> int:
    if not _NUMBER.fullmatch(written) or int(written) > LARGEST_NUMBER:
        raise Malformed("number")
    return int(written)


def _time(node: Node) -> datetime:
    at = datetime.fromisoformat(_text(node))
    if not is_claimed_time(at) or at.isoformat(timespec="seconds") != node:
        raise Malformed("time")
    return at
