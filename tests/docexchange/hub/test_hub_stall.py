"""A sender that falls silent in the middle of a packet is let go, and nothing of it stays."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from uuid import uuid4

from hub_world import A, Key, repr_digest

from docexchange.hub import administration
from docexchange.hub.app import build_app
from docexchange.hub.limits import Limits
from docexchange.hub.logins import token_digest
from docexchange.hub.parts import open_parts
from docexchange.hub.store import sessions
from docexchange.hub.store.directory import Agency, Official


def test_a_silent_sender_is_let_go(tmp_path: Path):
    data = tmp_path / "hub"
    administration.add_agency(data, Agency(A, "A", "", "", False))
    digest, der = administration.read_certificate(Key("a").write(tmp_path / "a.pem"))
    administration.add_official(data, Official("a", A, "a", "clerk", der, digest), renew=False)
    parts = open_parts(data, Limits(stall_seconds=0.3))
    with parts.database.writing() as connection:
        sessions.open_session(connection, token_digest("token"), "a", digest, time.time() + 60)
    headers = {"authorization": "Bearer token", "content-length": "100", "repr-digest": repr_digest(b"x" * 100)}
    sent: list[dict] = []
    pieces = iter([{"type": "http.request", "body": b"x" * 50, "more_body": True}])

    async def receive() -> dict:
        for piece in pieces:
            return piece
        await asyncio.sleep(30)
        raise AssertionError("the hub waited too long")

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "PUT",
        "path": f"/v1/submissions/{uuid4()}",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
    }
    begun = time.monotonic()
    asyncio.run(build_app(parts)(scope, receive, send))
    parts.database.close()

    assert time.monotonic() - begun < 5
    assert sent[0]["status"] == 408
    assert json.loads(sent[1]["body"])["code"] == "hub-upload-broken"
    assert [path for path in (data / "payloads").rglob("*") if path.is_file()] == []
