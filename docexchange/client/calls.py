"""Small calls in a session: JSON or bytes, there and back."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import BinaryIO, TypeVar

import msgspec

from docexchange.client.connection import Connection, read_whole
from docexchange.client.errors import HubAnswerUnreadable, NotLoggedIn
from docexchange.client.transfer import Upload
from docexchange.protocol.messages import Session

Shape = TypeVar("Shape")


class Calls:
    """One hub, and the session with it once there is one."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.session: Session | None = None

    def message(
        self,
        method: str,
        path: str,
        shape: type[Shape],
        body: bytes | None = None,
        *,
        logged_in: bool = True,
        more: float = 0,
        extra: Mapping[str, str] | None = None,
    ) -> Shape:
        """The answer as a message of this shape; `more`: seconds it may take longer than usual."""
        answered = self.call(method, path, body, logged_in=logged_in, more=more, extra=extra)
        try:
            return msgspec.json.decode(answered, type=shape)
        except (msgspec.DecodeError, ValueError) as error:
            raise HubAnswerUnreadable(reason=str(error)) from error

    def call(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        logged_in: bool = True,
        more: float = 0,
        extra: Mapping[str, str] | None = None,
    ) -> bytes:
        """The answer's bytes."""
        headers = {**(self.headers() if logged_in else {}), **(extra or {})}
        return self.connection.run(self._answered(method, path, headers, body, more))

    def upload(self, path: str, source: Callable[[], BinaryIO], size: int, sha256: str) -> bytes:
        """Stream bytes to the hub once it asks for them; gives its answer."""
        return self.connection.run(self._uploaded(path, source, size, sha256))

    def headers(self) -> dict[str, str]:
        """What every call of a session carries; NotLoggedIn."""
        if self.session is None:
            raise NotLoggedIn()
        return {"Authorization": f"Bearer {self.session.token}"}

    async def _answered(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None, more: float
    ) -> bytes:
        within = self.connection.timeouts.answer + more
        async with self.connection.answer(method, path, headers, body, within=within) as (response, _):
            return await read_whole(response)

    async def _uploaded(self, path: str, source: Callable[[], BinaryIO], size: int, sha256: str) -> bytes:
        upload = Upload(source, size)
        headers = {
            **self.headers(),
            "Content-Type": "application/octet-stream",
            "Content-Length": str(size),
            "Repr-Digest": f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:",
        }
        stall = self.connection.timeouts.stall
        try:
            async with self.connection.answer("PUT", path, headers, upload.blocks(), within=stall, wait=True) as (
                response,
                _,
            ):
                return await read_whole(response)
        except Exception:
            if upload.failure is not None:
                raise upload.failure from None
            raise
