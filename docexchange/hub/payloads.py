"""The packets' bytes: files named by their SHA-256, written beside, synced, and renamed into place.

They are given out by right (see the routes), never by digest.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from docexchange.hub.errors import PayloadLost


class Incoming:
    """A packet on its way in: a temporary file that counts and digests what is written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self._digest = hashlib.sha256()
        self._file = path.open("xb", buffering=0)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def write(self, block: bytes) -> None:
        view = memoryview(block)
        while view:
            # an unbuffered write may take only part of the block
            view = view[self._file.write(view) :]
        self._digest.update(block)
        self.size += len(block)

    def settle(self) -> None:
        """Bring the bytes to the disk."""
        os.fsync(self._file.fileno())
        self._file.close()

    def discard(self) -> None:
        """Leave nothing; harmless after the file was kept."""
        self._file.close()
        self.path.unlink(missing_ok=True)


class Payloads:
    """`folder`/ab/abcd…: one file for each digest; `folder`/incoming: unfinished uploads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"
        for made in (folder, self._incoming):
            made.mkdir(mode=0o700, parents=True, exist_ok=True)

    def begin(self) -> Incoming:
        """A fresh temporary file."""
        return Incoming(self._incoming / secrets.token_hex(16))

    def keep(self, incoming: Incoming) -> bool:
        """Give a settled file its final name, durably; tells whether these bytes are new here."""
        target = self.path(incoming.sha256)
        new = not self.has(incoming.sha256)
        target.parent.mkdir(exist_ok=True)
        incoming.path.replace(target)
        for folder in (target.parent, self._folder):
            _sync(folder)
        return new

    def path(self, sha256: str) -> Path:
        """Where the bytes of this digest stand."""
        return self._folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Whether the bytes stand here."""
        return self.path(sha256).is_file()

    def found(self, sha256: str) -> Path:
        """The same, or PayloadLost."""
        if not self.has(sha256):
            raise PayloadLost(sha256=sha256)
        return self.path(sha256)

    def remove(self, sha256: str) -> None:
        """Forget bytes that nothing refers to."""
        with contextlib.suppress(FileNotFoundError):
            self.path(sha256).unlink()

    def room(self) -> int:
        """Free bytes on the file system."""
        return shutil.disk_usage(self._folder).free

    def sweep(self, is_known: Callable[[str], bool]) -> int:
        """Remove unfinished uploads and files nothing refers to; only before the hub answers. Gives how many."""
        leftovers = [path for path in self._incoming.iterdir() if path.is_file()]
        leftovers += [path for path in self._folder.glob("[0-9a-f][0-9a-f]/*") if not is_known(path.name)]
        for path in leftovers:
            path.unlink()
        return len(leftovers)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
