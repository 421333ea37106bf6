"""The desk's files (packets, attachments): encrypted, content-addressed, durable before they have a name."""

from __future__ import annotations

import hashlib
import hmac
import io
import os
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from ecabinet.adapters.persistence.errors import FileDamaged, store_errors
from ecabinet.adapters.persistence.sealed_file import SealedReader, SealingWriter
from ecabinet.domain.dispatches.dispatch import StoredFile

_DAY_SECONDS = 24 * 3600


class EncryptedFiles:
    """Files under `folder`. Their names on disk are keyed digests, so that nobody can test for a known document."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key

    def create(self) -> EncryptedSink:
        with store_errors("files"):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return EncryptedSink(self)

    def open(self, file: StoredFile) -> BinaryIO:
        """A seekable stream of the clear bytes. FileDamaged where it is missing, cut or altered."""
        try:
            sealed = self.path(file.sha256).open("rb")
        except FileNotFoundError as error:
            raise FileDamaged(file=file.sha256) from error
        reader = SealedReader(sealed, self._key, file.sha256)
        if reader.size != file.size:
            reader.close()
            raise FileDamaged(file=file.sha256)
        return io.BufferedReader(reader, 65536)

    def path(self, sha256: str) -> Path:
        name = hmac.new(self._key, b"name:" + sha256.encode(), hashlib.sha256).hexdigest()
        return self._folder / name[:2] / name

    def sweep(self, referenced: Iterable[str]) -> int:
        """Remove what a killed process left behind: files over a day old that no row names. Gives how many."""
        kept = {self.path(digest) for digest in referenced}
        old = time.time() - _DAY_SECONDS
        gone = 0
        for path in self._folder.rglob("*"):
            if path.is_file() and path not in kept and path.stat().st_mtime < old:
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    @property
    def folder(self) -> Path:
        return self._folder

    @property
    def key(self) -> bytes:
        return self._key


class EncryptedSink:
    """Writes to a temporary file beside the final ones; `keep` makes it durable and names it."""

    def __init__(self, files: EncryptedFiles) -> None:
        self._files = files
        descriptor, name = tempfile.mkstemp(prefix="part-", dir=files.folder)
        self._path = Path(name)
        self._out: BinaryIO = os.fdopen(descriptor, "wb")
        self._writer = SealingWriter(self._out, files.key)
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes, /) -> int:
        with store_errors("files"):
            self._writer.write(data)
        self._digest.update(data)
        self._size += len(data)
        return len(data)

    def keep(self) -> StoredFile:
        file = StoredFile(self._digest.hexdigest(), self._size)
        try:
            with store_errors("files"):
                self._writer.finish()
                self._out.flush()
                os.fsync(self._out.fileno())
                self._out.close()
                self._name(self._files.path(file.sha256))
        except BaseException:
            self.drop()
            raise
        return file

    def drop(self) -> None:
        try:
            self._out.close()
        except OSError:  # a full disk also fails the flush of close; the file goes anyway
            os.close(self._out.fileno()) if not self._out.closed else None
        self._path.unlink(missing_ok=True)

    def _name(self, final: Path) -> None:
        final.parent.mkdir(exist_ok=True, mode=0o700)
        self._path.replace(final)
        for folder in (final.parent, final.parent.parent):
            _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no fsync of folders; its rename is journaled
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
