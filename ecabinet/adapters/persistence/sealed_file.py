"""One encrypted file: chunked AES-256-GCM in the STREAM construction that age uses (docs/decisions/0003).

Layout: `ecf1`, 16 bytes of salt, then chunks of 64 KiB, each followed by its 16-byte tag. The file key is
HKDF-SHA256(store's file key, salt). The nonce is the chunk's number (11 bytes, big endian) and one byte that is 1 for
the last chunk only, so chunks can be neither cut off, reordered nor appended unseen.
"""

from __future__ import annotations

import io
import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ecabinet.adapters.persistence.errors import FileDamaged

MAGIC = b"ecf1"
CHUNK = 64 * 1024
_TAG = 16
_HEAD = len(MAGIC) + 16


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=b"ecabinet file 1").derive(key))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


class SealingWriter:
    """Encrypts what is written to it; `finish` seals the last chunk. Holds one chunk of clear text."""

    def __init__(self, out: BinaryIO, key: bytes) -> None:
        salt = os.urandom(16)
        self._out = out
        self._cipher = _cipher(key, salt)
        self._pending = bytearray()
        self._number = 0
        out.write(MAGIC + salt)

    def write(self, data: bytes) -> None:
        self._pending += data
        # The last chunk is marked, so a full chunk waits until more is known to follow.
        start = 0
        while len(self._pending) - start > CHUNK:
            self._seal(bytes(self._pending[start : start + CHUNK]), last=False)
            start += CHUNK
        del self._pending[:start]

    def finish(self) -> None:
        self._seal(bytes(self._pending), last=True)
        self._pending.clear()

    def _seal(self, clear: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last), clear, MAGIC))
        self._number += 1


class SealedReader(io.RawIOBase):
    """Reads and seeks in the clear text of a sealed file. FileDamaged where a chunk is not what was written."""

    def __init__(self, sealed: BinaryIO, key: bytes, name: str) -> None:
        super().__init__()
        self._sealed = sealed
        self._name = name
        head = sealed.read(_HEAD)
        body = sealed.seek(0, io.SEEK_END) - _HEAD
        if len(head) != _HEAD or head[: len(MAGIC)] != MAGIC or body < _TAG:
            raise FileDamaged(file=name)
        self._cipher = _cipher(key, head[len(MAGIC) :])
        self._chunks = max(1, -(-body // (CHUNK + _TAG)))
        self.size = body - self._chunks * _TAG
        self._position = 0
        self._loaded = -1
        self._clear = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        self._position = max(0, start + offset)
        return self._position

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        number, inside = divmod(self._position, CHUNK)
        if self._position >= self.size:
            self._load(self._chunks - 1)
            return 0
        self._load(number)
        piece = self._clear[inside : inside + len(view)]
        view[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def close(self) -> None:
        self._sealed.close()
        super().close()

    def _load(self, number: int) -> None:
        if number == self._loaded:
            return
        self._sealed.seek(_HEAD + number * (CHUNK + _TAG))
        sealed = self._sealed.read(CHUNK + _TAG)
        try:
            self._clear = self._cipher.decrypt(_nonce(number, number == self._chunks - 1), sealed, MAGIC)
        except (InvalidTag, ValueError) as error:
            raise FileDamaged(file=self._name) from error
        self._loaded = number
