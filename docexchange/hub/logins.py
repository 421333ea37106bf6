"""Letting officials in: a nonce that serves once, a signed statement that serves here only, a session."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from hmac import compare_digest

from docexchange.hub.parts import Parts
from docexchange.hub.store import audit, books, directory, sessions
from docexchange.hub.store.directory import Official
from docexchange.protocol.fingerprint import certificate_digest
from docexchange.protocol.login import LIFETIME, LoginStatement, read_login
from docexchange.protocol.messages import Challenge, Session
from docexchange.protocol.problem import HubRefused, problem
from signing.errors import SigningError
from signing.xml.verify import VerifiedXml, verify_xml

TERM = timedelta(hours=12)
_MOST_NONCES = 100_000


class Logins:
    """Nonces live in memory: after a restart none is known, so none can be replayed."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._nonces: OrderedDict[str, tuple[str, datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def challenge(self, official: str, now: datetime) -> Challenge:
        """A nonce for anyone who asks; the answer does not tell whether the official exists."""
        key = self._parts.key
        made = Challenge(key.hub, key.fingerprint, official, secrets.token_urlsafe(32), _whole(now + LIFETIME))
        with self._lock:
            while self._nonces and next(iter(self._nonces.values()))[1] <= now:
                # all live equally long, so the oldest stand first
                self._nonces.popitem(last=False)
            if len(self._nonces) >= _MOST_NONCES:
                raise problem("hub-busy", retry_after=int(LIFETIME.total_seconds()))
            self._nonces[made.nonce] = (official, made.expires)
        return made

    def enter(self, signed: bytes, now: datetime) -> Session:
        """Check a signed statement and open a session; every refusal of a known official is in the audit."""
        try:
            verified = verify_xml(signed)
        except SigningError as error:
            raise problem("hub-signature-broken", reason=error.code) from error
        statement = read_login(verified.content)
        self._must_be_meant_for_us(statement, now)
        with self._parts.database.reading() as connection:
            official = directory.find_official(connection, statement.official)
        if official is None:
            raise problem("hub-certificate-not-enrolled")
        try:
            self._must_be_enrolled(official, verified, now)
        except HubRefused as refusal:
            self._note_refusal(official, refusal.code, verified, now)
            raise
        return self._opened(official, certificate_digest(verified.certificate), now)

    def leave(self, token: str) -> None:
        """End a session."""
        with self._parts.database.writing() as connection:
            sessions.close_session(connection, token_digest(token))

    def _must_be_meant_for_us(self, statement: LoginStatement, now: datetime) -> None:
        key = self._parts.key
        if not (_same(statement.hub, key.hub) and _same(statement.tls, key.fingerprint)):
            raise problem("hub-login-elsewhere")
        with self._lock:
            held = self._nonces.pop(statement.nonce, None)
        if held is None or not _same(held[0], statement.official):
            raise problem("hub-nonce-used")
        if not now < statement.expires <= held[1] or held[1] <= now:
            raise problem("hub-login-expired")

    def _must_be_enrolled(self, official: Official, verified: VerifiedXml, now: datetime) -> None:
        # no authority in between: the very certificate must be the enrolled one, or that of a desk which it enrolled
        digest = certificate_digest(verified.certificate)
        if not _same(digest, official.certificate_digest):
            with self._parts.database.reading() as connection:
                if not books.is_desk_of(connection, digest, official.certificate_digest, now.timestamp()):
                    raise problem("hub-certificate-not-enrolled")
        certificate = verified.certificate
        if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
            raise problem("hub-certificate-expired", until=certificate.not_valid_after_utc.date())

    def _note_refusal(self, official: Official, code: str, verified: VerifiedXml, now: datetime) -> None:
        facts = {"code": code, "certificate": certificate_digest(verified.certificate)}
        with self._parts.database.writing() as connection:
            audit.append(connection, now.timestamp(), official.id, "login.refused", facts)

    def _opened(self, official: Official, certificate: str, now: datetime) -> Session:
        token, expires = secrets.token_urlsafe(32), _whole(now + TERM)
        with self._parts.database.writing() as connection:
            sessions.forget_ended(connection, now.timestamp())
            sessions.open_session(connection, token_digest(token), official.id, certificate, expires.timestamp())
            facts = {"agency": official.organ_id, "certificate": certificate}
            audit.append(connection, now.timestamp(), official.id, "login", facts)
        return Session(token, official.id, official.organ_id, official.name, official.role, expires)


def token_digest(token: str) -> str:
    """What the store keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _same(one: str, other: str) -> bool:
    return compare_digest(one.encode(), other.encode())


def _whole(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
