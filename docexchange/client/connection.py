"""One hub over HTTPS in an asyncio loop of its own thread; every failure becomes a typed error."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import aiohttp

from docexchange.client.errors import HubAnswerUnreadable, HubKeyDiffers, HubUnreachable
from docexchange.client.pinned_key import PinnedKey
from docexchange.protocol.problem import understood

BLOCK = 256 * 1024
_LARGEST_ANSWER = 64 * 1024 * 1024
_LARGEST_PROBLEM = 64 * 1024
Result = TypeVar("Result")


@dataclass(frozen=True)
class HubAddress:
    """`url`: https://HOST:PORT; `fingerprint`: SHA-256 of the hub's public key, 64 hexadecimal digits. ValueError."""

    url: str
    fingerprint: str

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme != "https" or not parts.hostname or parts.path not in ("", "/") or parts.query:
            raise ValueError("a hub's address is https://HOST:PORT")
        if len(self.fingerprint) != 64 or set(self.fingerprint) - set("0123456789abcdef"):
            raise ValueError("a fingerprint has 64 lower-case hexadecimal digits")


@dataclass(frozen=True)
class Timeouts:
    """Seconds: to connect, to get an answer, and without any progress of a transfer."""

    connect: float = 10.0
    answer: float = 60.0
    stall: float = 60.0


class Connection:
    """Requests to one hub. `run` is called from any thread, everything else inside the loop."""

    def __init__(self, address: HubAddress, timeouts: Timeouts) -> None:
        self.timeouts = timeouts
        self._address = address
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="hub", daemon=True)
        self._thread.start()
        self._session = self.run(self._open())

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Do this in the loop and wait for it; an interrupt of the waiting thread cancels it."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def close(self) -> None:
        """Close connections and end the thread; twice is harmless."""
        if self._thread.is_alive():
            self.run(self._session.close())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    @asynccontextmanager
    async def answer(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        data: object = None,
        *,
        within: float,
        wait: bool = False,
    ) -> AsyncIterator[tuple[aiohttp.ClientResponse, asyncio.Timeout]]:
        """A good answer, not yet read, with the watch that ends it `within` seconds unless it is put off.

        `wait`: send the body only when the hub asks for it (Expect: 100-continue). Raises the hub's problem,
        HubUnreachable, HubKeyDiffers.
        """
        try:
            async with (
                asyncio.timeout(within) as watch,
                self._session.request(
                    method, self._address.url.rstrip("/") + path, headers=headers, data=_watched(data, watch, within),
                    expect100=wait, allow_redirects=False,
                ) as response,
            ):  # fmt: skip
                if response.status >= 300:
                    raise understood(response.status, await read_whole(response, _LARGEST_PROBLEM))
                yield response, watch
        except aiohttp.ServerFingerprintMismatch as error:
            raise HubKeyDiffers(url=self._address.url, fingerprint=error.got.hex()) from error
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
            raise HubUnreachable(url=self._address.url, reason=str(error) or type(error).__name__) from error

    async def _open(self) -> aiohttp.ClientSession:
        pin = PinnedKey(bytes.fromhex(self._address.fingerprint))
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=pin, limit=16),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self.timeouts.connect),
            read_bufsize=BLOCK,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
        )


async def read_whole(response: aiohttp.ClientResponse, limit: int = _LARGEST_ANSWER) -> bytes:
    """The body, or HubAnswerUnreadable when it is larger than `limit` bytes."""
    body = bytearray()
    async for block in response.content.iter_chunked(BLOCK):
        body += block
        if len(body) > limit:
            raise HubAnswerUnreadable(reason="too-long")
    return bytes(body)


def put_off(watch: asyncio.Timeout, seconds: float) -> None:
    """There was progress: the watch begins anew."""
    watch.reschedule(asyncio.get_running_loop().time() + seconds)


def _watched(data: object, watch: asyncio.Timeout, within: float) -> object:
    if not isinstance(data, AsyncIterator):
        return data

    async def blocks() -> AsyncIterator[bytes]:
        async for block in data:
            put_off(watch, within)
            yield block

    return blocks()
