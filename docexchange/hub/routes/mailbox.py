"""An agency's mailbox: lease, download, acknowledge."""

from __future__ import annotations

import asyncio
import contextlib
import time
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from docexchange.hub.gate import Gate, message
from docexchange.hub.parts import Parts
from docexchange.hub.routes.answers import PacketAnswer, json_answer
from docexchange.hub.store import audit, mailbox
from docexchange.hub.store.mailbox import Held
from docexchange.hub.store.sessions import Caller
from docexchange.protocol.messages import Acknowledgement, Delivery, LeaseRequest
from docexchange.protocol.problem import problem


class Mailbox:
    """The calls of a receiver."""

    def __init__(self, parts: Parts, gate: Gate) -> None:
        self._parts = parts
        self._gate = gate
        self.routes = [
            Route("/v1/mailbox/lease", self.lease, methods=["POST"]),
            Route("/v1/deliveries/{number:int}/packet", self.packet, methods=["GET"]),
            Route("/v1/deliveries/{number:int}/acknowledgement", self.acknowledge, methods=["POST"]),
        ]

    async def lease(self, request: Request) -> Response:
        """Deliveries as soon as there are any, or an empty list when the wait is over."""
        caller = await self._gate.caller(request, clerk=True)
        asked = await message(request, LeaseRequest)
        ends = time.monotonic() + asked.wait_seconds
        gone = asyncio.create_task(_disconnected(request))
        try:
            with self._parts.bells.listening(caller.organ_id) as bell:
                while True:
                    bell.clear()
                    held = await run_in_threadpool(self._leased, caller, asked)
                    left = ends - time.monotonic()
                    if held or left <= 0 or gone.done() or self._parts.bells.closed:
                        return json_answer([_delivery(one) for one in held])
                    expiry = await run_in_threadpool(self._next_expiry, caller)
                    await _first_of(bell, gone, min(left, expiry))
        finally:
            gone.cancel()

    async def packet(self, request: Request) -> Response:
        """The packet, for the holder of the newest fence of this agency; Range is understood."""
        caller = await self._gate.caller(request, clerk=True)
        fence = request.query_params.get("fence", "")
        if not fence.isascii() or not fence.isdigit() or len(fence) > 15:
            raise problem("hub-request-unreadable", reason="fence")
        held = await run_in_threadpool(self._read, caller, request.path_params["number"])
        if held.fence != int(fence) or held.state == "waiting":
            raise problem("hub-stale-fence")
        return PacketAnswer(self._parts.payloads.found(held.sha256), held.sha256)

    async def acknowledge(self, request: Request) -> Response:
        """The same acknowledgement again is fine; an older fence is not."""
        caller = await self._gate.caller(request, clerk=True)
        told = await message(request, Acknowledgement)
        await run_in_threadpool(self._ended, caller, request.path_params["number"], told)
        return Response(status_code=204)

    def _leased(self, caller: Caller, asked: LeaseRequest) -> tuple[Held, ...]:
        now = time.time()
        with self._parts.database.reading() as connection:
            if not mailbox.has_free(connection, caller.organ_id, now):
                return ()
        with self._parts.database.writing() as connection:
            held = mailbox.lease(
                connection, caller.organ_id, caller.official, asked.limit, now, now + asked.lease_seconds
            )
            if held:
                facts = {"agency": caller.organ_id, "deliveries": {str(one.id): one.fence for one in held}}
                audit.append(connection, now, caller.official, "mailbox.leased", facts)
        return held

    def _next_expiry(self, caller: Caller) -> float:
        with self._parts.database.reading() as connection:
            expiry = mailbox.next_expiry(connection, caller.organ_id)
        return max(0.05, expiry - time.time()) if expiry is not None else float("inf")

    def _read(self, caller: Caller, number: int) -> Held:
        with self._parts.database.reading() as connection:
            return _own(mailbox.find(connection, number, caller.organ_id))

    def _ended(self, caller: Caller, number: int, told: Acknowledgement) -> None:
        now = time.time()
        with self._parts.database.writing() as connection:
            held = _own(mailbox.find(connection, number, caller.organ_id))
            if held.fence != told.fence or held.state == "waiting":
                raise problem("hub-stale-fence")
            if held.state != "leased":
                if held.state != told.outcome:
                    raise problem("hub-already-acknowledged", outcome=held.state)
                return
            mailbox.end(connection, number, told.outcome, told.reason, now)
            facts = {"delivery": number, "agency": caller.organ_id, "outcome": told.outcome, "reason": told.reason}
            audit.append(connection, now, caller.official, "delivery.ended", facts)


def _own(held: Held | None) -> Held:
    # the same answer for "not yours" and "not there": nobody learns what others received
    if held is None:
        raise problem("hub-not-found")
    return held


def _delivery(held: Held) -> Delivery:
    return Delivery(
        id=str(held.id),
        fence=held.fence,
        sha256=held.sha256,
        size=held.size,
        sender=held.sender,
        kind="status" if held.kind == "status" else "document",
        document_id=held.document_id,
        sequence=held.sequence,
        accepted=datetime.fromtimestamp(held.accepted, UTC),
        lease_until=datetime.fromtimestamp(held.lease_until or 0, UTC),
    )


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _first_of(bell: asyncio.Event, gone: asyncio.Task[None], seconds: float) -> None:
    rung = asyncio.create_task(bell.wait())
    try:
        await asyncio.wait({rung, gone}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        rung.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await rung
