"""One attachment on its way in: bytes flow to the caller's sink, by a temporary file when they may be a zip."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from docexchange.envelope import limits, zip_rule
from docexchange.envelope.errors import LimitExceeded
from docexchange.envelope.file_types import HEAD, detect

Spool = Callable[[], IO[bytes]]
OpenSink = Callable[[str], BinaryIO | None]


def memory_then_disk() -> IO[bytes]:
    """The default temporary file: in memory while small, then an unnamed file on disk."""
    return cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=limits.SPOOL))


@dataclass(frozen=True)
class Arrived:
    """What a finished file turned out to be; `problem` is a finding code of the zip rule or empty."""

    size: int
    sha256: str
    head: bytes
    detected: str
    unwrapped: bool
    problem: str = ""


class _Measured:
    """Hashes and counts what it hands on to a sink."""

    def __init__(self, sink: BinaryIO | None) -> None:
        self._sink = sink
        self._digest = hashlib.sha256()
        self.size = 0
        self.head = b""

    def write(self, data: bytes) -> None:
        if len(self.head) < HEAD:
            self.head += data[: HEAD - len(self.head)]
        self.size += len(data)
        self._digest.update(data)
        if self._sink is not None:
            self._sink.write(data)

    def close(self) -> None:
        if self._sink is not None:
            self._sink.close()
            self._sink = None

    def arrived(self, detected: str = "", *, unwrapped: bool = False, problem: str = "") -> Arrived:
        kind = detected or detect(self.head)
        return Arrived(self.size, self._digest.hexdigest(), self.head, kind, unwrapped, problem)


class IncomingFile:
    """Takes decoded bytes in order. `name` None: not known before the end, so nothing can be decided yet."""

    def __init__(self, name: str | None, open_sink: OpenSink, spool: Spool) -> None:
        self._name = name
        self._open_sink = open_sink
        self._spool = spool
        self._held = b""
        self._taken = 0
        self._direct: _Measured | None = None
        self._kept: IO[bytes] | None = None

    def write(self, data: bytes) -> None:
        """Raises LimitExceeded beyond the size of any attachment."""
        self._taken += len(data)
        if self._taken > limits.ATTACHMENT:
            raise LimitExceeded(what="attachment", limit=limits.ATTACHMENT)
        if self._direct is not None:
            self._direct.write(data)
        elif self._kept is not None:
            self._kept.write(data)
        else:
            self._held += data
            if len(self._held) >= len(zip_rule.ZIP_START):
                self._choose(self._name)

    def finish(self, name: str) -> Arrived:
        """All bytes are here; `name` is the file's final, safe name."""
        if self._direct is None and self._kept is None:
            self._choose(name)
        if self._direct is not None:
            self._direct.close()
            return self._direct.arrived()
        kept = cast(IO[bytes], self._kept)
        try:
            return self._settled(kept, name)
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Close what is open."""
        if self._direct is not None:
            self._direct.close()
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _choose(self, name: str | None) -> None:
        held, self._held = self._held, b""
        if name is None or held.startswith(zip_rule.ZIP_START):
            self._kept = self._spool()
            self._kept.write(held)
        else:
            self._direct = _Measured(self._open_sink(name))
            self._direct.write(held)

    def _settled(self, kept: IO[bytes], name: str) -> Arrived:
        file = cast(BinaryIO, kept)
        file.seek(0)
        if file.read(4) != zip_rule.ZIP_START:
            return self._handed_on(_pieces(file), name)
        archive = zip_rule.examine(file, name)
        problem = archive.problem
        if archive.is_wrapper:
            with self._spool() as inner:
                problem = zip_rule.unwrap(file, inner)
                inside = cast(BinaryIO, inner)
                if not problem:
                    return self._handed_on(_pieces(inside), name, _kind(inside), unwrapped=True)
        return self._handed_on(_pieces(file), name, detect(zip_rule.ZIP_START, archive.entries), problem)

    def _handed_on(
        self, pieces: Iterable[bytes], name: str, detected: str = "", problem: str = "", *, unwrapped: bool = False
    ) -> Arrived:
        self._direct = _Measured(self._open_sink(name))
        for piece in pieces:
            self._direct.write(piece)
        self._direct.close()
        return self._direct.arrived(detected, unwrapped=unwrapped, problem=problem)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(limits.CHUNK):
        yield piece


def _kind(file: BinaryIO) -> str:
    file.seek(0)
    head = file.read(HEAD)
    entries = zip_rule.examine(file, ".zip").entries if head.startswith(zip_rule.ZIP_START) else ()
    return detect(head, entries)
