"""Running the hub: one process, TLS 1.3 with its own key, announced once it answers."""

from __future__ import annotations

import fcntl
import logging
import signal
import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from docexchange.hub.app import build_app
from docexchange.hub.errors import AddressInUse, HubIsRunning
from docexchange.hub.limits import Limits
from docexchange.hub.parts import Parts, open_parts
from docexchange.hub.store import payload_use

_MOST_CONNECTIONS = 2000


@dataclass(frozen=True)
class Serving:
    """Where the hub answers, and the fingerprint that desks pin."""

    address: str
    fingerprint: str
    hub: str


def serve(folder: Path, host: str, port: int, limits: Limits, announce: Callable[[Serving], None]) -> None:
    """Serve until told to stop (SIGTERM, SIGINT); HubIsRunning, AddressInUse. Port 0 takes a free one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with only_one(folder):
        parts = open_parts(folder, limits)
        with _listening(host, port) as listener:
            _sweep(parts)
            where = f"[{host}]" if ":" in host else host
            serving = Serving(f"https://{where}:{listener.getsockname()[1]}", parts.key.fingerprint, parts.key.hub)
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
            _Server(parts, lambda: announce(serving)).run(sockets=[listener])
        parts.database.close()


def _sweep(parts: Parts) -> None:
    with parts.database.reading() as connection:
        removed = parts.payloads.sweep(lambda sha256: payload_use.is_known(connection, sha256))
    if removed:
        logging.getLogger("ecabinet.hub").warning("removed %d unfinished files", removed)


class _Server(uvicorn.Server):
    """uvicorn, which says when it answers and wakes waiting calls when it stops."""

    def __init__(self, parts: Parts, announce: Callable[[], None]) -> None:
        # h11 and not httptools: it bounds the size of a request's head
        config = uvicorn.Config(
            build_app(parts),
            http="h11",
            ws="none",
            lifespan="off",
            access_log=False,
            log_level="warning",
            proxy_headers=False,
            server_header=False,
            ssl_keyfile=parts.key.key_file,
            ssl_certfile=parts.key.certificate_file,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=10,
            h11_max_incomplete_event_size=32 * 1024,
        )
        config.load()
        if config.ssl is not None:
            config.ssl.minimum_version = ssl.TLSVersion.TLSv1_3
        super().__init__(config)
        self._parts = parts
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._parts.bells.close()
        await super().shutdown(sockets)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Nobody else serves the folder meanwhile; HubIsRunning."""
    with (folder / "hub.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise HubIsRunning(path=folder) from error
        yield


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        family, kind, number, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, number)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(512)
    except (OSError, OverflowError) as error:
        raise AddressInUse(address=f"{host}:{port}") from error
    with listener:
        yield listener
