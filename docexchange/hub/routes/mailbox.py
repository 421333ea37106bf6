"""An agency's mailbox: lease, download, acknowledge."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from docexchange.hub import deliveries
from docexchange.hub.gate import Gate, message
from docexchange.hub.parts import Parts
from docexchange.hub.routes.answers import PacketAnswer, json_answer
from docexchange.hub.routes.waiting import disconnected, first_of
from docexchange.hub.store.mailbox import Held
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
        gone = asyncio.create_task(disconnected(request))
        try:
            with self._parts.bells.listening(caller.organ_id) as bell:
                while True:
                    bell.clear()
                    held = await run_in_threadpool(deliveries.take, self._parts, caller, asked, time.time())
                    left = ends - time.monotonic()
                    if held or left <= 0 or gone.done() or self._parts.bells.closed:
                        return json_answer([_delivery(one) for one in held])
                    expiry = await run_in_threadpool(deliveries.wait_for_expiry, self._parts, caller, time.time())
                    await first_of(bell, gone, min(left, expiry))
        finally:
            gone.cancel()

    async def packet(self, request: Request) -> Response:
        """The packet, for the holder of the newest fence of this agency; Range is understood."""
        caller = await self._gate.caller(request, clerk=True)
        fence = request.query_params.get("fence", "")
        if not fence.isascii() or not fence.isdigit() or len(fence) > 15:
            raise problem("hub-request-unreadable", reason="fence")
        number = request.path_params["number"]
        held = await run_in_threadpool(deliveries.held_by, self._parts, caller, number, int(fence))
        return PacketAnswer(self._parts.payloads.found(held.sha256), held.sha256)

    async def acknowledge(self, request: Request) -> Response:
        """The same acknowledgement again is fine; an older fence is not."""
        caller = await self._gate.caller(request, clerk=True)
        told = await message(request, Acknowledgement)
        number = request.path_params["number"]
        await run_in_threadpool(deliveries.end, self._parts, caller, number, told, time.time())
        return Response(status_code=204)


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
