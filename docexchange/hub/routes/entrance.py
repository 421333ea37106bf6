"""Facts of the hub, login, logout, directory."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from docexchange.books.acceptance import hub_key_bytes
from docexchange.hub.gate import Gate, bearer, message, small_body
from docexchange.hub.logins import Logins
from docexchange.hub.parts import Parts
from docexchange.hub.routes.answers import json_answer
from docexchange.hub.store import directory
from docexchange.protocol.messages import AgencyEntry, ChallengeRequest, HubFacts


class Entrance:
    """The calls before and around a session."""

    def __init__(self, parts: Parts, gate: Gate) -> None:
        self._parts = parts
        self._gate = gate
        self._logins = Logins(parts)
        self.routes = [
            Route("/v1/hub", self.facts, methods=["GET"]),
            Route("/v1/login/challenge", self.challenge, methods=["POST"]),
            Route("/v1/login", self.login, methods=["POST"]),
            Route("/v1/login", self.logout, methods=["DELETE"]),
            Route("/v1/agencies", self.agencies, methods=["GET"]),
        ]

    async def facts(self, _request: Request) -> Response:
        key = self._parts.key
        told = HubFacts(
            key.hub, key.fingerprint, self._parts.limits.max_packet, datetime.now(UTC), hub_key_bytes(key.certificate)
        )
        return json_answer(told)

    async def challenge(self, request: Request) -> Response:
        self._gate.pace_address(request)
        asked = await message(request, ChallengeRequest)
        self._gate.pace_login(request, asked.official)
        return json_answer(self._logins.challenge(asked.official, datetime.now(UTC)))

    async def login(self, request: Request) -> Response:
        self._gate.pace_address(request)
        signed = await small_body(request)
        return json_answer(await run_in_threadpool(self._logins.enter, signed, datetime.now(UTC)))

    async def logout(self, request: Request) -> Response:
        await self._gate.caller(request)
        await run_in_threadpool(self._logins.leave, bearer(request))
        return Response(status_code=204)

    async def agencies(self, request: Request) -> Response:
        await self._gate.caller(request)
        return json_answer(await run_in_threadpool(self._listed))

    def _listed(self) -> list[AgencyEntry]:
        with self._parts.database.reading() as connection:
            return [
                AgencyEntry(
                    found.organ_id,
                    found.name,
                    found.in_charge,
                    found.email,
                    found.capable,
                    tuple(der for _, der in found.seals),
                )
                for found in directory.agencies(connection)
            ]
