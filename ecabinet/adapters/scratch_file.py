"""A temporary file that is never clear on the disk: AES-CTR under a key that dies with the process.

Only secrecy is asked of it, and random access; whoever could change it under our hands could change our memory too.
"""

from __future__ import annotations

import io
import os
import tempfile
from typing import IO, cast

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_BLOCK = 16


class ScratchFile(io.RawIOBase):
    """Readable, writable, seekable; gone when closed."""

    def __init__(self) -> None:
        super().__init__()
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed by close
        self._key = os.urandom(32)
        self._start = int.from_bytes(os.urandom(8), "big") << 64

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def truncate(self, size: int | None = None) -> int:
        return self._file.truncate(size)

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        position = self._file.tell()
        sealed = self._file.read(len(view))
        view[: len(sealed)] = self._mixed(position, sealed)
        return len(sealed)

    def write(self, data: object) -> int:
        clear = bytes(memoryview(data).cast("B"))  # type: ignore[arg-type]
        position = self._file.tell()
        return self._file.write(self._mixed(position, clear))

    def close(self) -> None:
        self._file.close()
        super().close()

    def _mixed(self, position: int, data: bytes) -> bytes:
        """CTR mode both ways: `data` standing at `position`."""
        first, inside = divmod(position, _BLOCK)
        counter = (self._start + first).to_bytes(16, "big")
        cipher = Cipher(algorithms.AES(self._key), modes.CTR(counter)).encryptor()
        cipher.update(bytes(inside))
        return cipher.update(data)


def scratch() -> IO[bytes]:
    return cast(IO[bytes], ScratchFile())
