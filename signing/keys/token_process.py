"""The other end of `token_child`: starts the process, asks it, and outlives whatever the driver does in there."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import Any, Final

from signing.keys.token_errors import TokenDriverFailed
from signing.keys.token_wire import WireBroken, receive, send

LOOK_SECONDS: Final = 30.0
LOGIN_SECONDS: Final = 120.0
"""A person may be typing on a PIN pad."""
SIGN_SECONDS: Final = 60.0
_END_SECONDS: Final = 2.0
CHILD_WORD: Final = "--token-process"
"""How a packaged program, which has no `-m`, is asked to be the child."""

Answer = tuple[dict[str, Any], bytearray]


class TokenProcess:
    """One driver in a process of its own; ended by `close`, by collection, or with this program."""

    def __init__(self) -> None:
        process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
        )
        self._process = process
        self._one_at_a_time = threading.Lock()
        self._end = weakref.finalize(self, _end, process)

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, header: dict[str, Any], content: bytes | bytearray = b"", *, seconds: float, label: str) -> Answer:
        """One question, one answer. Raises `TokenDriverFailed` when the process died or was silent for `seconds`."""
        with self._one_at_a_time:
            try:
                return self._answered(header, content, seconds, label)
            except BaseException:
                # Whoever stops waiting must never be given this answer for his next question.
                self.close()
                raise

    def _answered(self, header: dict[str, Any], content: bytes | bytearray, seconds: float, label: str) -> Answer:
        if self._process.poll() is not None or self._process.stdin is None:
            raise TokenDriverFailed(label=label, detail=self._how_it_ended())
        answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        threading.Thread(target=self._hear, args=(answers,), daemon=True).start()
        try:
            send(self._process.stdin.fileno(), header, content)
            answer = answers.get(timeout=seconds)
        except queue.Empty:
            raise TokenDriverFailed(label=label, detail="silent") from None
        except WireBroken:
            answer = None
        if answer is None:
            self.close()  # waits for its end, which is then known
            raise TokenDriverFailed(label=label, detail=self._how_it_ended())
        return answer

    def close(self) -> None:
        self._end()

    def _hear(self, answers: queue.SimpleQueue[Answer | None]) -> None:
        try:
            answers.put(receive(self._process.stdout.fileno()) if self._process.stdout else None)
        except (WireBroken, ValueError):
            answers.put(None)

    def _how_it_ended(self) -> str:
        code = self._process.poll()
        return "ended" if code is None or code >= 0 else f"signal {-code}"


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_WORD]
    # -P: the folder one happens to stand in must not provide modules to a process that gets a PIN.
    return [sys.executable, "-P", "-m", "signing.keys.token_child"]


def _end(process: subprocess.Popen[bytes]) -> None:
    """Hang up, which makes it log out; end it when the driver does not let go."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def existing_module(module: Path) -> str:
    """The module's full path, since a driver is never searched for along a path of folders."""
    return str(module.resolve())
