"""Packets up and down in blocks, in constant memory; reading and writing files happens beside the loop."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing
from typing import BinaryIO

from docexchange.client.connection import BLOCK, Connection, put_off
from docexchange.client.errors import DownloadDamaged, HubUnreachable, PacketChanged

_RESUMPTIONS = 5
_DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/=]{44}):")


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


async def fetch_described(connection: Connection, path: str, headers: Mapping[str, str], sink: BinaryIO) -> str:
    """The same in one go for bytes of which only the hub knows the digest; gives it once the bytes have it."""
    digest, stall = hashlib.sha256(), connection.timeouts.stall
    async with connection.answer("GET", path, headers, within=stall) as (response, watch):
        sha256 = _declared(response.headers.get("Repr-Digest", ""))
        async for block in response.content.iter_chunked(BLOCK):
            put_off(watch, stall)
            digest.update(block)
            await asyncio.to_thread(sink.write, block)
    if digest.hexdigest() != sha256:
        raise DownloadDamaged(expected=sha256, found=digest.hexdigest())
    return sha256


def _declared(header: str) -> str:
    named = _DIGEST.fullmatch(header)
    try:
        return base64.b64decode(named[1], validate=True).hex() if named else ""
    except binascii.Error:
        return ""


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
