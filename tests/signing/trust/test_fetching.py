"""Fetching stays within its limits: schemes, sizes, time, number, and no redirects."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from signing.trust.fetching import FetchFailed, Web
from signing.trust.policy import POLICY


class Handler(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "/good")
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        if self.path == "/slow":
            for _ in range(50):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        self.wfile.write(b"y" * 300_000 if self.path == "/large" else b"good")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    Handler.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_answer_is_remembered(address: str) -> None:
    web = Web()
    assert web.ask(address + "/good") == web.ask(address + "/good") == b"good"
    assert Handler.asked == ["/good"]


@pytest.mark.parametrize("path", ["/away", "/large", "/slow"])
def test_redirects_and_excess_are_refused(address: str, path: str) -> None:
    web, started = Web(replace(POLICY, fetch_bytes=100_000, fetch_seconds=0.5)), time.monotonic()
    for _ in range(2):
        with pytest.raises(FetchFailed):
            web.ask(address + path)
    assert time.monotonic() - started < 2.5
    assert "/good" not in Handler.asked and len(Handler.asked) == 1


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/x", "ldap://127.0.0.1/x", "nonsense"])
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(FetchFailed):
        Web().ask(url)


def test_time_spent_on_dead_servers_is_limited(address: str) -> None:
    web = Web(replace(POLICY, fetch_seconds=0.3, fetch_total_seconds=0.2))
    with pytest.raises(FetchFailed):
        web.ask(address + "/slow")
    with pytest.raises(FetchFailed):
        web.ask(address + "/good")
    assert Handler.asked == ["/slow"]


def test_the_number_of_requests_is_limited(address: str) -> None:
    web = Web(replace(POLICY, fetch_requests=3))
    for number in range(3):
        web.ask(f"{address}/good?{number}")
    with pytest.raises(FetchFailed):
        web.ask(f"{address}/good?3")
