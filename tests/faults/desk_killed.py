"""Runs one `ecabinet` command, killed (SIGKILL) at the n-th point: before or after a commit, after a network write.

Usage: desk_killed.py N REPORT COMMAND... ; N = 0 kills never. REPORT gets one line for each point that was passed.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path

from sqlalchemy.engine.default import DefaultDialect

from ui.cli import main

number, report = int(sys.argv[1]), Path(sys.argv[2])
passed = 0


def point(name: str) -> None:
    global passed
    passed += 1
    with report.open("a") as out:
        out.write(name + "\n")
    if passed == number:
        os.kill(os.getpid(), signal.SIGKILL)


commit, send = DefaultDialect.do_commit, socket.socket.send


def commit_watched(self, connection):
    point("before commit")
    commit(self, connection)
    point("after commit")


def send_watched(self, *arguments):
    sent = send(self, *arguments)
    if self.family in (socket.AF_INET, socket.AF_INET6):
        point("network write")
    return sent


DefaultDialect.do_commit = commit_watched
socket.socket.send = send_watched
sys.exit(main(sys.argv[3:]))
