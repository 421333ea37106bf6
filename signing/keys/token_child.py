"""The process that holds a vendor's driver: takes purpose and content, computes the digest itself, gives a signature.

A driver that crashes takes nothing else down, and the PIN never is in a process that can be dumped.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Callable
from typing import Any, Final

from signing.keys.token_driver import Driver, Failure, failure_of
from signing.keys.token_purpose import purpose_of
from signing.keys.token_wire import WireBroken, receive, send, wipe

if sys.platform != "win32":
    import resource

_PR_GET_DUMPABLE: Final = 3
_PR_SET_DUMPABLE: Final = 4

Reply = tuple[dict[str, Any], bytes]


def main() -> int:
    """Serve one program over the descriptors of standard input and output until it hangs up."""
    asked, answered = _private_descriptors()
    service = _Service(_without_dumps())
    while True:
        try:
            header, content = receive(asked)
            try:
                reply, result = service.answer(header, content)
            finally:
                wipe(content)
            send(answered, reply, result)
        except WireBroken:
            service.close()
            return 0


class _Service:
    """The few things that may be asked."""

    def __init__(self, guarded: dict[str, Any]) -> None:
        self._guarded = guarded
        self._driver: Driver | None = None
        self._purposes: frozenset[str] = frozenset()
        self._verbs: dict[str, Callable[[dict[str, Any], bytearray], Reply]] = {
            "look": self._look,
            "login": self._login,
            "sign": self._sign,
        }

    def answer(self, header: dict[str, Any], content: bytearray) -> Reply:
        try:
            verb = self._verbs.get(str(header.get("verb")))
            if verb is None:
                raise Failure("driver", "verb")
            return verb(header, content)
        except Exception as error:  # noqa: BLE001  a driver may raise anything; the other side must hear of it
            failure = failure_of(error)
            reply = {"failure": failure.word, "detail": failure.detail}
            if failure.word == "pin-wrong" and "slot" in header:
                reply |= self._state_after(int(header["slot"]))
            return reply, b""

    def close(self) -> None:
        if self._driver is not None:
            with contextlib.suppress(Exception):
                self._driver.close()

    def _look(self, header: dict[str, Any], _content: bytearray) -> Reply:
        self._driver = self._driver or Driver(str(header["module"]))
        return {"tokens": self._driver.look(), "guarded": self._guarded}, b""

    def _login(self, header: dict[str, Any], pin: bytearray) -> Reply:
        if self._purposes:
            # What a key was opened for is fixed before the PIN is given, once.
            raise Failure("driver", "second login")
        self._purposes = frozenset(header["purposes"])
        given = None if header["pad"] else pin
        return self._opened().login(int(header["slot"]), bytes.fromhex(header["key_id"]), given), b""

    def _sign(self, header: dict[str, Any], content: bytearray) -> Reply:
        # With keys that ask each time the PIN stands before the content.
        length = int(header.get("pin_length", 0))
        pin, signed = content[:length], content[length:]
        try:
            purpose = header.get("purpose")
            if purpose not in self._purposes or purpose_of(signed) != purpose:
                raise Failure("purpose")
            return {}, self._opened().sign(signed, pin if length else None)
        finally:
            wipe(pin)

    def _opened(self) -> Driver:
        if self._driver is None:
            raise Failure("driver", "no module")
        return self._driver

    def _state_after(self, slot: int) -> dict[str, Any]:
        try:
            return self._opened().state(slot)
        except Exception as error:  # noqa: BLE001  the wrong PIN is what has to be told, with or without its count
            return {"detail": type(error).__name__}


def _private_descriptors() -> tuple[int, int]:
    """Both descriptors moved away, so that a driver that prints or reads cannot disturb the conversation."""
    asked, answered = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    return asked, answered


def _without_dumps() -> dict[str, Any]:
    """No core file, and nobody of the same user may look into this memory; says what the system confirms."""
    confirmed: dict[str, Any] = {}
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        confirmed["core"] = resource.getrlimit(resource.RLIMIT_CORE)[0]
    if sys.platform == "linux":
        system = ctypes.CDLL(None)
        system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        confirmed["dumpable"] = system.prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0)
    return confirmed


if __name__ == "__main__":
    raise SystemExit(main())
