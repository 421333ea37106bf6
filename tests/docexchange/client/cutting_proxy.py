"""A TCP proxy on loopback that cuts connections after so many bytes, or swallows the answers."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading


class CuttingProxy:
    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.heal()
        threading.Thread(target=self._accept, daemon=True).start()

    def heal(self) -> None:
        self._most_sent = self._most_received = self._swallow_after = None
        self.cuts = self._cuts_left = 0

    def cut_after_sent(self, count: int) -> None:
        """From now on a connection dies after so many bytes from the client."""
        self._cuts_left, self._most_sent = 10**6, count

    def cut_after_received(self, count: int, times: int) -> None:
        """The next so many connections die after so many bytes from the hub, counted from now."""
        self._cuts_left, self._most_received = times, count

    def swallow_answers(self, after: int) -> None:
        """Whatever the hub says beyond so many bytes never arrives."""
        self._swallow_after = after

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                hub = socket.create_connection(("127.0.0.1", self._target))
                for source, goal, sending in ((client, hub, True), (hub, client, False)):
                    threading.Thread(target=self._carry, args=(source, goal, sending), daemon=True).start()

    def _carry(self, source: socket.socket, goal: socket.socket, sending: bool) -> None:
        carried, rules = 0, None
        with contextlib.suppress(OSError):
            while block := source.recv(65536):
                now = (self._most_sent, self._most_received, self._swallow_after)
                if now != rules:
                    carried, rules = 0, now
                carried += len(block)
                most = self._most_sent if sending else self._most_received
                if most is not None and carried > most and self._cuts_left > 0:
                    self._cuts_left -= 1
                    self.cuts += 1
                    break
                if not sending and self._swallow_after is not None and carried > self._swallow_after:
                    continue
                goal.sendall(block)
        for one in (source, goal):
            with contextlib.suppress(OSError):
                # a reset, as a broken line gives, and not an orderly end
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                one.shutdown(socket.SHUT_RDWR)
            one.close()
