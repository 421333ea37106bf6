"""Submitting a packet, asking for its receipt, fetching one's own packet again."""

from __future__ import annotations

import base64
import binascii
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from docexchange.hub.admission import Admitted, admit, known_before
from docexchange.hub.gate import Gate
from docexchange.hub.parts import Parts
from docexchange.hub.payloads import Incoming
from docexchange.hub.routes.answers import PacketAnswer, json_answer
from docexchange.hub.store import audit, mailbox, submissions
from docexchange.hub.store.sessions import Caller
from docexchange.protocol.messages import DeliveryState
from docexchange.protocol.problem import HubRefused, problem

_BLOCK = 256 * 1024
_DAY = 24 * 3600
_DIGEST = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]{44}):")
_RECEIPT = "application/xml"


class Submissions:
    """The calls of a sender."""

    def __init__(self, parts: Parts, gate: Gate) -> None:
        self._parts = parts
        self._gate = gate
        self._open: Counter[str] = Counter()
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
        length, sha256 = self._declared(request)
        known = await run_in_threadpool(self._known, caller, operation, sha256)
        if known is not None:
            return Response(known, 200, media_type=_RECEIPT)
        try:
            with self._one_of_few(caller.organ_id):
                await run_in_threadpool(self._must_have_room, caller, length)
                admitted = await self._take(request, caller, operation, length, sha256)
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

    def _declared(self, request: Request) -> tuple[int, str]:
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

    def _must_have_room(self, caller: Caller, length: int) -> None:
        if self._parts.payloads.room() - length < self._parts.limits.reserve:
            raise problem("hub-disk-full", retry_after=300)
        with self._parts.database.reading() as connection:
            used = submissions.bytes_since(connection, caller.organ_id, time.time() - _DAY)
        if used + length > self._parts.limits.bytes_per_day:
            raise problem("hub-quota-reached", retry_after=3600, quota=self._parts.limits.bytes_per_day)

    async def _take(self, request: Request, caller: Caller, operation: UUID, length: int, sha256: str) -> Admitted:
        incoming = await run_in_threadpool(self._parts.payloads.begin)
        try:
            await self._receive(request, incoming, length)
            if incoming.sha256 != sha256:
                raise problem("hub-digest-differs", declared=sha256, found=incoming.sha256)
            return await run_in_threadpool(self._settled, caller, operation, incoming)
        finally:
            incoming.discard()

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

    def _settled(self, caller: Caller, operation: UUID, incoming: Incoming) -> Admitted:
        incoming.settle()
        return admit(self._parts, caller, operation, incoming, time.time)

    def _note_refusal(self, caller: Caller, operation: UUID, code: str) -> None:
        facts = {"code": code, "operation": str(operation), "sender": caller.organ_id}
        with self._parts.database.writing() as connection:
            audit.append(connection, time.time(), caller.official, "dispatch.refused", facts)
