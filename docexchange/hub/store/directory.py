"""Agencies, their seal certificates and their officials."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from docexchange.hub.errors import AgencyExists, AgencyUnknown, OfficialExists, OfficialUnknown
from docexchange.hub.store.tables import agency, mailbox, official, seal_certificate, session
from docexchange.protocol.messages import Role


@dataclass(frozen=True)
class Agency:
    """An agency with its seal certificates (digest and DER of each)."""

    organ_id: str
    name: str
    in_charge: str
    email: str
    capable: bool
    seals: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True)
class Official:
    """A person who may log in; `certificate` is DER."""

    id: str
    organ_id: str
    name: str
    role: Role
    certificate: bytes
    certificate_digest: str


def add_agency(connection: Connection, new: Agency, *, replace: bool) -> None:
    """Add an agency with an empty mailbox, or with `replace` renew a known one (its mailbox stays); AgencyExists."""
    values = {"name": new.name, "in_charge": new.in_charge, "email": new.email, "capable": new.capable}
    if not known_agencies(connection, (new.organ_id,)):
        connection.execute(insert(agency).values(organ_id=new.organ_id, **values))
        connection.execute(insert(mailbox).values(organ_id=new.organ_id, last_sequence=0))
    elif replace:
        connection.execute(update(agency).where(agency.c.organ_id == new.organ_id).values(**values))
        connection.execute(delete(seal_certificate).where(seal_certificate.c.organ_id == new.organ_id))
    else:
        raise AgencyExists(organ_id=new.organ_id)
    for digest, der in dict(new.seals).items():
        connection.execute(insert(seal_certificate).values(organ_id=new.organ_id, digest=digest, der=der))


def agencies(connection: Connection) -> tuple[Agency, ...]:
    """All agencies, by code."""
    seals: dict[str, list[tuple[str, bytes]]] = {}
    for row in connection.execute(select(seal_certificate).order_by(seal_certificate.c.digest)):
        seals.setdefault(row.organ_id, []).append((row.digest, row.der))
    return tuple(
        Agency(row.organ_id, row.name, row.in_charge, row.email, row.capable, tuple(seals.get(row.organ_id, ())))
        for row in connection.execute(select(agency).order_by(agency.c.organ_id))
    )


def known_agencies(connection: Connection, organ_ids: Iterable[str]) -> set[str]:
    """Those of the codes that are in the directory."""
    wanted = list(organ_ids)
    found: set[str] = set()
    for start in range(0, len(wanted), 500):
        block = wanted[start : start + 500]
        found |= set(connection.scalars(select(agency.c.organ_id).where(agency.c.organ_id.in_(block))))
    return found


def seals(connection: Connection, organ_id: str) -> set[str]:
    """Digests of an agency's seal certificates."""
    mine = seal_certificate.c.organ_id == organ_id
    return set(connection.scalars(select(seal_certificate.c.digest).where(mine)))


def add_official(connection: Connection, new: Official, *, replace: bool) -> None:
    """Enrol an official, or with `replace` renew one, which ends all sessions; AgencyUnknown, OfficialExists."""
    if not known_agencies(connection, (new.organ_id,)):
        raise AgencyUnknown(organ_id=new.organ_id)
    values = {
        "organ_id": new.organ_id,
        "name": new.name,
        "role": new.role,
        "certificate": new.certificate,
        "certificate_digest": new.certificate_digest,
    }
    if find_official(connection, new.id) is None:
        connection.execute(insert(official).values(id=new.id, **values))
        return
    if not replace:
        raise OfficialExists(official=new.id)
    connection.execute(delete(session).where(session.c.official == new.id))
    connection.execute(update(official).where(official.c.id == new.id).values(**values))


def remove_official(connection: Connection, name: str) -> None:
    """Take an official out; all sessions end at once. OfficialUnknown."""
    connection.execute(delete(session).where(session.c.official == name))
    if connection.execute(delete(official).where(official.c.id == name)).rowcount == 0:
        raise OfficialUnknown(official=name)


def find_official(connection: Connection, name: str) -> Official | None:
    """An official by id."""
    row = connection.execute(select(official).where(official.c.id == name)).one_or_none()
    return None if row is None else Official(**row._asdict())


def officials(connection: Connection) -> tuple[Official, ...]:
    """All officials, by agency and id."""
    rows = connection.execute(select(official).order_by(official.c.organ_id, official.c.id))
    return tuple(Official(**row._asdict()) for row in rows)
