"""Files in memory, by digest."""

from __future__ import annotations

import hashlib
import io

from ecabinet.adapters.persistence.errors import FileDamaged
from ecabinet.domain.dispatches.dispatch import StoredFile


class MemoryFiles:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def create(self):
        return _Sink(self.kept)

    def open(self, file):
        content = self.kept.get(file.sha256)
        if content is None or len(content) != file.size:
            raise FileDamaged(file=file.sha256)
        return io.BytesIO(content)


class _Sink:
    def __init__(self, kept) -> None:
        self._kept = kept
        self._bytes = bytearray()

    def write(self, data):
        self._bytes += data
        return len(data)

    def keep(self):
        file = StoredFile(hashlib.sha256(self._bytes).hexdigest(), len(self._bytes))
        self._kept[file.sha256] = bytes(self._bytes)
        return file

    def drop(self):
        self._bytes.clear()
