"""Submitting a packet, asking for its receipt, fetching one's own packet again."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from uuid import UUID

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from docexchange.hub.admission import Admitted, admit, known_before
from docexchange.hub.gate import Gate
from docexchange.hub.parts import Parts
from docexchange.hub.payloads import Incoming
from docexchange.hub.routes.answers import PacketAnswer, json_answer
from docexchange.hub.store import audit, mailbox, submissions
from docexchange.hub.store.sessions import Caller
from docexchange.hub.uploads import Uploads
from docexchange.protocol.messages import DeliveryState
from docexchange.protocol.problem import HubRefused, problem

_RECEIPT = "application/xml"


class Submissions:
    """The calls of a sender."""

    def __init__(self, parts: Parts, gate: Gate, uploads: Uploads) -> None:
        self._parts = parts
        self._gate = gate
        self._uploads = uploads
        self.routes = [
            Route("/v1/submissions/{operation:uuid}", self.submit, methods=["PUT"]),
            Route("/v1/submissions/{operation:uuid}", self.receipt, methods=["GET"]),
            Route("/v1/submissions/{operation:uuid}/packet", self.packet, methods=["GET"]),
            Route("/v1/submissions/{operation:uuid}/deliveries", self.deliveries, methods=["GET"]),
        ]

    async def submit(self, request: Request) -> Response:
        """Everything that can be refused is refused before the first byte of the body is asked for."""
        caller = await self._gate.caller(request, clerk=True)
        operation: UUID = request.path_params["operation"]
        _, sha256 = self._uploads.declared(request)
        known = await run_in_threadpool(self._known, caller, operation, sha256)
        if known is not None:
            return Response(known, 200, media_type=_RECEIPT)
        try:
            async with self._uploads.received(request, caller.organ_id) as incoming:
                admitted = await run_in_threadpool(self._settled, caller, operation, incoming)
        except HubRefused as refusal:
            await run_in_threadpool(self._note_refusal, caller, operation, refusal.code)
            raise
        self._parts.bells.ring(admitted.addressees)
        return Response(admitted.receipt, 201 if admitted.addressees else 200, media_type=_RECEIPT)

    async def receipt(self, request: Request) -> Response:
        """The stored receipt, for a sender that never saw the answer."""
        caller = await self._gate.caller(request, clerk=True)
        found = await run_in_threadpool(self._found, caller, request.path_params["operation"])
        return Response(found.receipt, media_type=_RECEIPT)

    async def packet(self, request: Request) -> Response:
        """The sender's own packet."""
        caller = await self._gate.caller(request, clerk=True)
        found = await run_in_threadpool(self._found, caller, request.path_params["operation"])
        return PacketAnswer(self._parts.payloads.found(found.sha256), found.sha256)

    async def deliveries(self, request: Request) -> Response:
        """Whether each addressee has taken the packet: a failure must not stay unknown to the sender."""
        caller = await self._gate.caller(request, clerk=True)
        operation: UUID = request.path_params["operation"]
        await run_in_threadpool(self._found, caller, operation)
        return json_answer(await run_in_threadpool(self._reached, caller, operation))

    def _reached(self, caller: Caller, operation: UUID) -> list[DeliveryState]:
        with self._parts.database.reading() as connection:
            reached = mailbox.of_submission(connection, caller.organ_id, str(operation))
        return [
            DeliveryState(
                one.organ_id,
                one.sequence,
                one.state,
                one.reason or "",
                None if one.ended is None else datetime.fromtimestamp(one.ended, UTC),
            )
            for one in reached
        ]

    def _known(self, caller: Caller, operation: UUID, sha256: str) -> bytes | None:
        with self._parts.database.reading() as connection:
            receipt = known_before(connection, caller.organ_id, operation, sha256)
        return receipt if self._parts.payloads.has(sha256) else None

    def _found(self, caller: Caller, operation: UUID) -> submissions.Accepted:
        with self._parts.database.reading() as connection:
            found = submissions.by_operation(connection, caller.organ_id, str(operation))
        if found is None:
            raise problem("hub-not-found")
        return found

    def _settled(self, caller: Caller, operation: UUID, incoming: Incoming) -> Admitted:
        incoming.settle()
        return admit(self._parts, caller, operation, incoming, time.time)

    def _note_refusal(self, caller: Caller, operation: UUID, code: str) -> None:
        facts = {"code": code, "operation": str(operation), "sender": caller.organ_id}
        with self._parts.database.writing() as connection:
            audit.append(connection, time.time(), caller.official, "dispatch.refused", facts)
