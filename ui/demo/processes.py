"""Starting and ending the demonstration's processes: servers that say when they answer, and single commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

_START_SECONDS = 60
_COMMAND_SECONDS = 240


class ProcessFailed(Exception):
    """A process of the demonstration ended otherwise than the story needs."""


@dataclass(frozen=True)
class Reply:
    """What a command answered."""

    status: int
    data: dict[str, Any]
    errors: str


def run(arguments: Sequence[str], *, secrets: Sequence[str] = ()) -> Reply:
    """Run `ecabinet ARGUMENTS --json` as a process of its own.

    `secrets` are handed over a pipe, one line each; the word `{secrets}` in the arguments becomes its descriptor.
    """
    reader, writer = os.pipe()
    try:
        os.write(writer, "".join(f"{secret}\n" for secret in secrets).encode())
        os.close(writer)
        command = [argument.replace("{secrets}", str(reader)) for argument in arguments]
        done = subprocess.run(
            [sys.executable, "-m", "ui.cli", *command, "--json"],
            pass_fds=(reader,),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_COMMAND_SECONDS,
            check=False,
        )
    finally:
        os.close(reader)
    try:
        data = json.loads(done.stdout)
    except ValueError:
        data = {}
    return Reply(done.returncode, data, done.stderr.strip())


class Server:
    """A server process; `first_line` is what it printed once it answered."""

    def __init__(self, arguments: Sequence[str], log: Path) -> None:
        self._log: IO[bytes] = log.open("wb")
        self._process = subprocess.Popen(  # the interpreter and modules of this program, no shell
            [sys.executable, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        self.first_line = self._wait_for_line()

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    def stop(self) -> None:
        """End the process, by force if it does not go."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def _wait_for_line(self) -> str:
        lines: list[str] = []
        output = self._process.stdout
        assert output is not None
        reader = threading.Thread(target=lambda: lines.append(output.readline()), daemon=True)
        reader.start()
        reader.join(_START_SECONDS)
        if not lines or not lines[0].strip():
            self._process.kill()
            raise ProcessFailed(f"{Path(self._log.name).name}: no answer within {_START_SECONDS} s")
        threading.Thread(target=output.read, daemon=True).start()
        return lines[0].strip()
