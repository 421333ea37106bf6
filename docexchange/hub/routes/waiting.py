"""Calls that wait: for a bell, for the caller's leaving, for time, whichever comes first."""

from __future__ import annotations

import asyncio
import contextlib

from starlette.requests import Request


async def disconnected(request: Request) -> None:
    """Ends when the caller has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def first_of(bell: asyncio.Event, gone: asyncio.Task[None], seconds: float) -> None:
    """Wait for news, or until the caller has gone, or for so many seconds."""
    rung = asyncio.create_task(bell.wait())
    try:
        await asyncio.wait({rung, gone}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        rung.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await rung
