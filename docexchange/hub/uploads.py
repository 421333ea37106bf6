"""Large bodies on their way in: declared size and digest, room and quota asked first, then streamed to the disk."""

from __future__ import annotations

import base64
import binascii
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from docexchange.hub.parts import Parts
from docexchange.hub.payloads import Incoming
from docexchange.hub.store import book_files, submissions
from docexchange.protocol.problem import problem

_BLOCK = 256 * 1024
_DAY = 24 * 3600
_DIGEST = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]{44}):")


class Uploads:
    """What agencies are sending just now; packets and files of books share one allowance."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._open: Counter[str] = Counter()

    def declared(self, request: Request) -> tuple[int, str]:
        """Size and SHA-256 that the request declares; the problems for missing or too large ones."""
        length = request.headers.get("content-length", "")
        if not length.isascii() or not length.isdigit() or len(length) > 15:
            raise problem("hub-length-required")
        if int(length) > self._parts.limits.max_packet:
            raise problem("hub-packet-too-large", largest=self._parts.limits.max_packet)
        found = _DIGEST.search(request.headers.get("repr-digest", ""))
        if found is None:
            raise problem("hub-digest-required")
        try:
            return int(length), base64.b64decode(found[1], validate=True).hex()
        except binascii.Error as error:
            raise problem("hub-digest-required") from error

    @asynccontextmanager
    async def received(self, request: Request, organ_id: str) -> AsyncIterator[Incoming]:
        """The body in a temporary file, whole and as declared, gone afterwards unless it was kept."""
        length, sha256 = self.declared(request)
        with self._one_of_few(organ_id):
            await run_in_threadpool(self._must_have_room, organ_id, length)
            incoming = await run_in_threadpool(self._parts.payloads.begin)
            try:
                await self._receive(request, incoming, length)
                if incoming.sha256 != sha256:
                    raise problem("hub-digest-differs", declared=sha256, found=incoming.sha256)
                yield incoming
            finally:
                incoming.discard()

    @contextmanager
    def _one_of_few(self, organ_id: str) -> Iterator[None]:
        if self._open[organ_id] >= self._parts.limits.open_uploads:
            raise problem("hub-too-many-uploads", retry_after=10)
        self._open[organ_id] += 1
        try:
            yield
        finally:
            self._open[organ_id] -= 1
            if not self._open[organ_id]:
                del self._open[organ_id]

    def _must_have_room(self, organ_id: str, length: int) -> None:
        if self._parts.payloads.room() - length < self._parts.limits.reserve:
            raise problem("hub-disk-full", retry_after=300)
        since = time.time() - _DAY
        with self._parts.database.reading() as connection:
            used = submissions.bytes_since(connection, organ_id, since)
            used += book_files.bytes_since(connection, organ_id, since)
        if used + length > self._parts.limits.bytes_per_day:
            raise problem("hub-quota-reached", retry_after=3600, quota=self._parts.limits.bytes_per_day)

    async def _receive(self, request: Request, incoming: Incoming, length: int) -> None:
        async for block in self._blocks(request):
            if incoming.size + len(block) > length:
                break
            await run_in_threadpool(incoming.write, block)
        if incoming.size != length:
            raise problem("hub-upload-broken", expected=length, arrived=incoming.size)

    async def _blocks(self, request: Request) -> AsyncIterator[bytes]:
        waiting = bytearray()
        pieces = request.stream().__aiter__()
        try:
            while True:
                with anyio.fail_after(self._parts.limits.stall_seconds):
                    waiting += await anext(pieces)
                if len(waiting) >= _BLOCK:
                    yield bytes(waiting)
                    waiting.clear()
        except StopAsyncIteration:
            if waiting:
                yield bytes(waiting)
        except (ClientDisconnect, TimeoutError) as error:
            raise problem("hub-upload-broken") from error
