"""The parts that several statements of the circle share: an official, a profile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ecabinet.domain.books.body import BodyReader, MalformedBody, Node, written_moment

_ROLE: Final = re.compile(r"[a-z]{1,30}(?:-[a-z]{1,30}){0,3}")


@dataclass(frozen=True, slots=True)
class OfficialPart:
    """`certificate`: SHA-256 of the DER in hex; `until` inclusive, None without end."""

    id: str
    name: str
    post: str
    roles: tuple[str, ...]
    certificate: str
    until: datetime | None = None

    def to_node(self) -> Node:
        roles: Node = tuple(("role", role) for role in self.roles) or ""
        until: Node = (("until", written_moment(self.until)),) if self.until else ()
        return (
            *(("id", self.id), ("name", self.name), ("post", self.post), ("roles", roles)),
            *(("certificate", self.certificate), *until),
        )

    @classmethod
    def from_node(cls, node: Node) -> OfficialPart:
        body = BodyReader(node)
        found = cls(
            id=body.text("id"),
            name=body.text("name"),
            post=body.maybe_empty("post"),
            roles=_roles(BodyReader(body.node("roles"))),
            certificate=body.digest("certificate"),
            until=body.optional_moment("until"),
        )
        body.end()
        return found


@dataclass(frozen=True, slots=True)
class ProfilePart:
    """The rules of procedure by their name and the digest of their data (`OfficeProfile.digest`)."""

    name: str
    digest: str

    def to_node(self) -> Node:
        return (("name", self.name), ("digest", self.digest))

    @classmethod
    def from_node(cls, node: Node) -> ProfilePart:
        body = BodyReader(node)
        found = cls(body.text("name"), body.digest("digest"))
        body.end()
        return found


def _roles(body: BodyReader) -> tuple[str, ...]:
    found = body.repeated("role")
    body.end()
    if not all(map(_ROLE.fullmatch, found)):
        raise MalformedBody(part="role")
    return found
