"""Who is calling, at what pace, and with how much: what every route asks first."""

from __future__ import annotations

import time
from typing import TypeVar

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from docexchange.hub.limits import Pace
from docexchange.hub.logins import token_digest
from docexchange.hub.parts import Parts
from docexchange.hub.store import sessions
from docexchange.hub.store.sessions import Caller
from docexchange.protocol.messages import decoded
from docexchange.protocol.problem import problem

SMALL = 64 * 1024
"""Bytes of the largest JSON message or login statement; calls that take more say so."""
_PATIENCE = 30
"""Seconds for one of them to arrive."""

Message = TypeVar("Message")


class Gate:
    """Checks sessions and paces."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._by_official = Pace(parts.limits.requests_per_minute)
        self._logins = Pace(parts.limits.logins_per_minute)
        self._addresses = Pace(parts.limits.logins_per_minute_from_one_address)
        self._statements = Pace(parts.limits.statement_kilobytes_per_minute)

    async def caller(self, request: Request, *, clerk: bool = False) -> Caller:
        """The official of the session; `clerk`: nobody else may do this (registry work belongs to the clerk)."""
        token = bearer(request)
        found = await run_in_threadpool(self._session, token)
        if found is None:
            self.pace_address(request)
            raise problem("hub-session-ended")
        _take(self._by_official, found.official)
        if clerk and found.role != "clerk":
            raise problem("hub-role-not-allowed", role=found.role)
        return found

    def pace_login(self, request: Request, official: str) -> None:
        """Slow down logins in one official's name from one address: a stranger elsewhere must not lock anyone out."""
        _take(self._logins, f"{official}@{_address(request)}")

    def pace_statement(self, caller: Caller, size: int) -> None:
        """Slow down whoever fills books: what stands in a book stays there for ever."""
        _take(self._statements, caller.official, size / 1024)

    def pace_address(self, request: Request) -> None:
        """Slow down strangers from one address."""
        _take(self._addresses, _address(request))

    def _session(self, token: str) -> Caller | None:
        with self._parts.database.reading() as connection:
            return sessions.caller(connection, token_digest(token), time.time())


def bearer(request: Request) -> str:
    """The session token of a request, empty when there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


async def small_body(request: Request, most: int = SMALL) -> bytes:
    """A body of at most `most` bytes, whatever its length claims, and not too slowly."""
    body = bytearray()
    try:
        with anyio.fail_after(_PATIENCE):
            async for block in request.stream():
                body += block
                if len(body) > most:
                    raise problem("hub-request-unreadable", reason="too-long")
    except (TimeoutError, ClientDisconnect) as error:
        raise problem("hub-upload-broken") from error
    return bytes(body)


async def message(request: Request, shape: type[Message], most: int = SMALL) -> Message:
    """A JSON message of this shape."""
    return decoded(await small_body(request, most), shape)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _take(pace: Pace, name: str, amount: float = 1) -> None:
    wait = pace.wait(name, time.monotonic(), amount)
    if wait > 0:
        raise problem("hub-too-many-requests", retry_after=int(wait) + 1)
