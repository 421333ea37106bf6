"""Large files a command leaves, streamed: whole under their final name or not at all, only in the folder named."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from docexchange.envelope.file_names import safe_name, unique_name
from ui.kit.output_file import writing_to

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class SavedFiles:
    """Files on their way into `folder`; on leaving, what was not kept is gone. Nothing there is overwritten."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: list[tuple[Path, str]] = []

    def __enter__(self) -> Self:
        with writing_to(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for unfinished, _ in self._waiting:
            unfinished.unlink(missing_ok=True)

    def open(self, _index: int, name: str) -> BinaryIO:
        """A new unnamed file that is to become `name`; synced to disk when closed."""
        unfinished = self._folder / f".{secrets.token_hex(8)}.part"
        self._waiting.append((unfinished, name))
        return _Synced(os.open(unfinished, _NEW, 0o666))

    def keep(self, intact: Sequence[bool]) -> list[str | None]:
        """Give the intact ones their names, or the nearest free ones; where each stands, None for the others."""
        taken: set[str] = set()
        for other in self._folder.iterdir():
            unique_name(other.name, taken)
        return [
            str(_named(unfinished, self._folder, name, taken)) if whole else None
            for (unfinished, name), whole in zip(self._waiting, intact, strict=True)
        ]


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write beside `path`, sync, rename: under the final name stands the old file or the whole new one."""
    unfinished = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with writing_to(path):
            descriptor = os.open(unfinished, _NEW, 0o666)
        with _Synced(descriptor) as out:
            yield out
        with writing_to(path):
            unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


class _Synced(io.BufferedWriter):
    """A file whose bytes are on the disk when it is closed."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(io.FileIO(descriptor, "wb"))

    def close(self) -> None:
        if not self.closed:
            self.flush()
            os.fsync(self.fileno())
        super().close()


def _named(unfinished: Path, folder: Path, name: str, taken: set[str]) -> Path:
    while True:
        target = folder / unique_name(safe_name(name), taken)
        if _moved(unfinished, target):
            return target


def _moved(unfinished: Path, target: Path) -> bool:
    """Rename without overwriting; false when the name was taken in the meantime."""
    try:
        os.link(unfinished, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV):
            raise
        if target.exists():
            return False
        unfinished.rename(target)
        return True
    unfinished.unlink()
    return True
