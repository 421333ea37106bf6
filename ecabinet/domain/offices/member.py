"""The people of an office as its book tells them: sealed at the founding, granted or ended since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OfficeRole(StrEnum):
    """Thủ trưởng cơ quan, người ký, trưởng đơn vị, chuyên viên, văn thư. Others in a book carry no right."""

    HEAD = "head"
    LEADER = "leader"
    UNIT_HEAD = "unit-head"
    SPECIALIST = "specialist"
    CLERK = "clerk"


@dataclass(frozen=True, slots=True)
class Founding:
    """`agency` is the organ id by which the seal speaks; `hub` and `seal` are SHA-256 digests in hex."""

    title: str
    agency: str
    hub: str
    seal: str


@dataclass(frozen=True, slots=True)
class Member:
    """`certificate`: SHA-256 (hex) of the one certificate that speaks for him; `until` is inclusive."""

    id: str
    name: str
    post: str
    roles: frozenset[str]
    certificate: str
    until: datetime | None = None
    ended: bool = False

    def serves(self, at: datetime) -> bool:
        return not self.ended and (self.until is None or at <= self.until)


@dataclass(frozen=True, slots=True)
class DeskKey:
    """A key of a desk that its official lets say a few harmless things until then, inclusive."""

    official: str
    certificate: str
    until: datetime


@dataclass(frozen=True, slots=True)
class HeadSeen:
    """The furthest head an official's desk says it holds."""

    epoch: int
    sequence: int
    head: str
