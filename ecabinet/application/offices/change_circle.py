"""Change the circle of an office: take somebody in, renew him, let him go; by its head or the seal."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.application.book_ports import Pen, StatementJob
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import read_office
from ecabinet.application.offices.say import Words, say
from ecabinet.domain.offices.statements.official_part import OfficialPart
from ecabinet.domain.offices.statements.role_end import RoleEnd
from ecabinet.domain.offices.statements.role_grant import RoleGrant


@dataclass(frozen=True)
class GrantRole:
    """Everything told of the official replaces what was known."""

    book: str
    official: OfficialPart


@dataclass(frozen=True)
class EndRole:
    book: str
    official: str
    reason: str


def grant_role(command: GrantRole, office_desk: OfficeDesk, pen: Pen) -> StatementJob:
    """Raises what `say` raises."""
    reading = read_office(command.book, office_desk)
    return say(Words("role.grant/1", RoleGrant(command.official).to_node()), reading, office_desk, pen)


def end_role(command: EndRole, office_desk: OfficeDesk, pen: Pen) -> StatementJob:
    """Raises what `say` raises."""
    reading = read_office(command.book, office_desk)
    body = RoleEnd(command.official, command.reason)
    return say(Words("role.end/1", body.to_node()), reading, office_desk, pen)
