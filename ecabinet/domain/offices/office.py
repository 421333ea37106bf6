"""An office at one point of its book: all that its statements amount to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ecabinet.domain.books.entry import SetAside
from ecabinet.domain.offices.draft import Draft, RegisterNumber, Revision
from ecabinet.domain.offices.mandate import Mandate
from ecabinet.domain.offices.member import DeskKey, Founding, HeadSeen, Member
from ecabinet.domain.offices.profile import OfficeProfile
from ecabinet.domain.offices.register import Arrival, ArrivalNumber, Issue, OutgoingNumber, RefusedArrival
from ecabinet.domain.offices.task import Task


@dataclass(frozen=True)
class Office:
    """A frozen snapshot. Before the founding statement `founding` and `profile` are None and all else is empty.

    Keys: officials by id; `certificates` and `desks` by certificate, the first without those who have ended; drafts,
    mandates and tasks by their UUID; revisions, sealed files and packets by SHA-256 in hex; `said` is the sequence of
    every statement's id.
    """

    profiles: Mapping[str, OfficeProfile]
    founding: Founding | None
    profile: OfficeProfile | None
    epoch: int
    sequence: int
    members: Mapping[str, Member]
    certificates: Mapping[str, str]
    desks: Mapping[str, DeskKey]
    heads: Mapping[str, HeadSeen]
    mandates: Mapping[str, Mandate]
    drafts: Mapping[str, Draft]
    revisions: Mapping[str, Revision]
    numbers: Mapping[RegisterNumber, OutgoingNumber]
    last_numbers: Mapping[tuple[str, int], int]
    issues: Mapping[str, Issue]
    arrivals: Mapping[ArrivalNumber, Arrival]
    last_arrivals: Mapping[int, int]
    packets: Mapping[str, ArrivalNumber]
    refusals: Mapping[str, RefusedArrival]
    tasks: Mapping[str, Task]
    said: Mapping[UUID, int]
    set_aside: tuple[SetAside, ...]


@dataclass
class OfficeTables:
    """The same in the making: only `replay` holds one, and only the `apply` of a statement changes it."""

    profiles: dict[str, OfficeProfile]
    founding: Founding | None = None
    profile: OfficeProfile | None = None
    epoch: int = 1
    sequence: int = 0
    members: dict[str, Member] = field(default_factory=dict)
    certificates: dict[str, str] = field(default_factory=dict)
    desks: dict[str, DeskKey] = field(default_factory=dict)
    heads: dict[str, HeadSeen] = field(default_factory=dict)
    mandates: dict[str, Mandate] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    revisions: dict[str, Revision] = field(default_factory=dict)
    numbers: dict[RegisterNumber, OutgoingNumber] = field(default_factory=dict)
    last_numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    arrivals: dict[ArrivalNumber, Arrival] = field(default_factory=dict)
    last_arrivals: dict[int, int] = field(default_factory=dict)
    packets: dict[str, ArrivalNumber] = field(default_factory=dict)
    refusals: dict[str, RefusedArrival] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    said: dict[UUID, int] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)

    def take_in(self, member: Member) -> None:
        """The member as told now, speaking with this certificate and no other."""
        self.dismiss(member.id)
        self.members[member.id] = member
        self.certificates[member.certificate] = member.id

    def dismiss(self, official: str) -> None:
        old = self.members.get(official)
        if old is not None and not old.ended:
            self.members[official] = replace(old, ended=True)
            del self.certificates[old.certificate]

    @classmethod
    def of(cls, office: Office) -> OfficeTables:
        return cls(**{one.name: _thawed(getattr(office, one.name)) for one in fields(cls)})

    def frozen(self) -> Office:
        return Office(**{one.name: _frozen(getattr(self, one.name)) for one in fields(self)})


OfficeState = Office | OfficeTables
"""What rules read: the snapshot and the one in the making answer alike."""


def _frozen(value: object) -> Any:
    if isinstance(value, dict):
        return MappingProxyType(dict(value))
    return tuple(value) if isinstance(value, list) else value


def _thawed(value: object) -> Any:
    if isinstance(value, MappingProxyType):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value
