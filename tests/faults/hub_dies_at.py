"""`hub_dies_at.py N FILE serve …`: the hub, killed at its N-th durable step after FILE has appeared.

Steps are every fsync, every rename, and both sides of every commit; what was counted is written beside FILE.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import Connection

from docexchange.hub.cli import main

_last, _armed = int(sys.argv[1]), Path(sys.argv[2])
_count = 0


def step() -> None:
    global _count
    if not _armed.exists():
        return
    _count += 1
    if _count == _last:
        os.kill(os.getpid(), signal.SIGKILL)


def around(function):
    def stepping(*arguments, **names):
        step()
        result = function(*arguments, **names)
        step()
        return result

    return stepping


os.fsync = around(os.fsync)
Path.replace = around(Path.replace)
_commit = Connection._commit_impl


def commit(self: Connection) -> None:
    if self.get_execution_options().get("immediate"):
        step()
        _commit(self)
        step()
    else:
        _commit(self)


Connection._commit_impl = commit
sys.exit(main(sys.argv[3:]))
