"""Packets up and down in blocks, in constant memory; reading and writing files happens beside the loop."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing
from typing import BinaryIO

from docexchange.client.connection import BLOCK, Connection, put_off
from docexchange.client.errors import DownloadDamaged, HubUnreachable, PacketChanged

_RESUMPTIONS = 5


class Upload:
    """The blocks of a packet. `failure` keeps what reading it raised: the HTTP library would hide it."""

    def __init__(self, source: Callable[[], BinaryIO], size: int) -> None:
        self._source = source
        self._size = size
        self.failure: Exception | None = None

    async def blocks(self) -> AsyncIterator[bytes]:
        try:
            with await asyncio.to_thread(self._source) as stream:
                left = self._size
                while block := await asyncio.to_thread(stream.read, BLOCK):
                    left -= len(block)
                    if left < 0:
                        break
                    yield block
            if left:
                raise PacketChanged(expected=self._size, found=self._size - left)
        except Exception as error:
            self.failure = error
            raise


async def fetch(
    connection: Connection, path: str, headers: Mapping[str, str], sink: BinaryIO, size: int, sha256: str
) -> None:
    """Write a packet into `sink`, going on where a broken connection stopped; DownloadDamaged, HubUnreachable."""
    digest = hashlib.sha256()
    arrived = resumed = 0
    while arrived < size:
        try:
            async with aclosing(_piece(connection, path, headers, arrived)) as blocks:
                async for block in blocks:
                    if arrived + len(block) > size:
                        raise DownloadDamaged(expected=size)
                    digest.update(block)
                    await asyncio.to_thread(sink.write, block)
                    arrived += len(block)
            if arrived < size:
                raise HubUnreachable(url=path, reason="short")
        except HubUnreachable:
            resumed += 1
            if resumed > _RESUMPTIONS or not arrived:
                raise
            await asyncio.sleep(resumed * 0.5)
    if digest.hexdigest() != sha256:
        raise DownloadDamaged(expected=sha256, found=digest.hexdigest())


async def _piece(
    connection: Connection, path: str, headers: Mapping[str, str], start: int
) -> AsyncGenerator[bytes, None]:
    ranged = {**headers, "Range": f"bytes={start}-"} if start else headers
    stall = connection.timeouts.stall
    async with connection.answer("GET", path, ranged, within=stall) as (response, watch):
        if start and not response.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
            raise DownloadDamaged(expected=start)
        async for block in response.content.iter_chunked(BLOCK):
            put_off(watch, stall)
            yield block
