"""Strangers' bytes at the hub's door: it answers or hangs up, and serves on."""

from __future__ import annotations

import random
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from hub_world import World, bearer, descriptor_count, document, memory_now, raw, repr_digest, wait_for

from docexchange.protocol.problem import HubUnavailable

MB = 1024 * 1024


@contextmanager
def line(world: World) -> Iterator[ssl.SSLSocket]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", world.hub.port), timeout=10) as plain,
        context.wrap_socket(plain) as opened,
    ):
        yield opened


def begun_upload(opened: ssl.SSLSocket, headers: dict[str, str], packet: bytes, sent: int) -> None:
    head = {**headers, "Host": "x", "Content-Length": str(len(packet)), "Repr-Digest": repr_digest(packet)}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    opened.sendall(f"PUT /v1/submissions/{uuid4()} HTTP/1.1\r\n{lines}\r\n".encode() + packet[:sent])


def incoming(world: World) -> int:
    return len(list((world.hub.data / "payloads" / "incoming").iterdir()))


def test_garbage_on_the_line_is_no_fault(world: World):
    chance = random.Random(20261121)
    for length in (1, 10, 1000, 100_000):
        with line(world) as opened:
            try:
                opened.sendall(chance.randbytes(length) + b"\r\n\r\n")
                assert b" 400 " in opened.recv(4096)[:20]
            except OSError:
                pass
    with socket.create_connection(("127.0.0.1", world.hub.port)) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\n\r\n")
    assert raw(world.hub, "GET", "/v1/hub").status == 200
    assert "Traceback" not in (world.hub.data.parent / "data.log").read_text()


def test_an_endless_head_is_refused_and_fills_no_memory(world: World):
    before = memory_now(world.hub.process.pid)
    with line(world) as opened:
        opened.sendall(b"GET /v1/hub HTTP/1.1\r\n")
        answered = b""
        try:
            for _ in range(4000):
                opened.sendall(b"X-Long: " + b"y" * 16_000 + b"\r\n")
            answered = opened.recv(4096)
        except OSError:
            pass
    assert answered == b"" or b" 400 " in answered[:20]
    assert memory_now(world.hub.process.pid) - before < 20 * MB


def test_odd_paths_and_values_are_no_fault(world: World):
    headers = bearer(world.client("clerk-a"))
    for path in (
        "/v1/submissions/..%2f..",
        "/v1/submissions/not-a-uuid",
        "/v1/deliveries/99999999999999999999999/packet?fence=1",
    ):
        answer = raw(world.hub, "GET", path, headers=headers)
        assert answer.status == 404, path
    for token in ("", "x" * 10_000, "%00", "Bearer"):
        assert raw(world.hub, "GET", "/v1/agencies", headers={"Authorization": f"Bearer {token}"}).status == 401


def test_broken_uploads_leave_no_open_files(world: World):
    client, packet = world.client("clerk-a"), document().content + b" " * MB
    raw(world.hub, "GET", "/v1/hub")
    before = descriptor_count(world.hub.process.pid)
    for _ in range(12):
        with line(world) as opened:
            begun_upload(opened, bearer(client), packet, 300_000)
    wait_for(lambda: incoming(world) == 0 and descriptor_count(world.hub.process.pid) <= before + 3)


@pytest.mark.parametrize("own_world", [("--open-uploads", "1")], indirect=True)
def test_open_uploads_are_counted_and_a_broken_one_leaves_nothing(own_world: World):
    client, packet = own_world.client("clerk-a"), document().content + b" " * MB
    with line(own_world) as opened:
        begun_upload(opened, bearer(client), packet, 600_000)
        wait_for(lambda: incoming(own_world) == 1)
        with pytest.raises(HubUnavailable) as caught:
            document().submit(client)
        assert (caught.value.code, caught.value.facts["retry_after"]) == ("hub-too-many-uploads", "10")
        document(sender="000.00.00.C03").submit(own_world.client("clerk-c"))
    wait_for(lambda: incoming(own_world) == 0)
    document().submit(client)
