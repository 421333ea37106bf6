"""Files a command reads and leaves: bounded on the way in, whole or not at all on the way out."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


class CannotWrite(OSError):
    """The place where a command should leave its file does not take it; named is the final place."""


@contextlib.contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """What fails inside fails for want of a place at `path`."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(error.errno, error.strerror, str(path)) from error


def read_bounded(path: Path, limit: int) -> bytes:
    """The first `limit + 1` bytes at most, so that the reader can tell a file that is too large."""
    with path.open("rb") as source:
        return source.read(limit + 1)


def write_whole(path: Path, content: bytes) -> None:
    """Write beside `path`, sync, rename: under the final name stands the old file or the whole new one."""
    with writing_to(path):
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        unfinished = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            unfinished.chmod(0o666 & ~_umask())
            unfinished.replace(path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                unfinished.unlink()


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
