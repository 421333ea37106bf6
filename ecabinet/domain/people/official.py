"""An official of an agency and the role that decides what the desk lets them do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ecabinet.domain.errors import Refusal
from ecabinet.domain.identity import OrganId


class Role(StrEnum):
    """Văn thư (clerk), lãnh đạo (leader), chuyên viên (specialist): as the hub's directory has them."""

    CLERK = "clerk"
    LEADER = "leader"
    SPECIALIST = "specialist"


class OnlyTheClerk(Refusal):
    """Registering, sealing, sending and receiving are the clerk's acts (Decree 30/2020, Articles 15, 17, 21, 22)."""

    code = "only-the-clerk"


@dataclass(frozen=True)
class Official:
    """`id` is the name by which the hub's directory knows the official."""

    id: str
    role: Role
    agency: OrganId
    agency_name: str

    def must_be_clerk(self) -> None:
        if self.role is not Role.CLERK:
            raise OnlyTheClerk(official=self.id)
