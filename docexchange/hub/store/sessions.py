"""Sessions: only the digest of a token is stored, so that a copy of the store opens nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select

from docexchange.hub.store import books
from docexchange.hub.store.tables import official, session


@dataclass(frozen=True)
class Caller:
    """Who is asking, as the directory knows the official now. `certificate`: digest of the one that logged in."""

    official: str
    organ_id: str
    name: str
    role: str
    certificate: str


def open_session(connection: Connection, token_digest: str, name: str, certificate: str, expires: float) -> None:
    """Remember a session; `certificate` is the digest of the certificate that logged in."""
    connection.execute(
        insert(session).values(
            token_digest=token_digest, official=name, certificate_digest=certificate, expires=expires
        )
    )


def caller(connection: Connection, token_digest: str, now: float) -> Caller | None:
    """Whose session this is; None when it has ended or its certificate no longer speaks for the official."""
    row = connection.execute(_CALLER, {"token": token_digest, "now": now}).one_or_none()
    if row is None:
        return None
    certificate = row.certificate_digest
    if certificate != row.enrolled and not books.is_desk_of(connection, certificate, row.enrolled, now):
        return None
    return Caller(row.id, row.organ_id, row.name, row.role, certificate)


def close_session(connection: Connection, token_digest: str) -> None:
    """Forget a session."""
    connection.execute(delete(session).where(session.c.token_digest == token_digest))


def forget_ended(connection: Connection, now: float) -> None:
    """Drop what has ended."""
    connection.execute(delete(session).where(session.c.expires <= now))


def forget_all(connection: Connection) -> None:
    """End every session."""
    connection.execute(delete(session))


# made once: it opens every call
_CALLER = (
    select(
        official.c.id,
        official.c.organ_id,
        official.c.name,
        official.c.role,
        session.c.certificate_digest,
        official.c.certificate_digest.label("enrolled"),
    )
    .join(session, session.c.official == official.c.id)
    .where(session.c.token_digest == bindparam("token"), session.c.expires > bindparam("now"))
)
