"""What carrying statements by file needs: the file of what is not accepted yet, written and strictly read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from ecabinet.domain.books.entry import Entry
from ecabinet.domain.dispatches.dispatch import StoredFile
from ecabinet.domain.errors import Refusal


class NotOfThisCircle(Refusal):
    """A statement in the file may not stand in the book, as far as this desk knows it. Facts: by, type, reason."""

    code = "office-carried-refused"


@dataclass(frozen=True)
class WaitingStatement:
    """As it was signed. `entry`: as it would stand; `seen_head`: the head its author had when he signed."""

    entry: Entry
    raw: bytes
    seen_head: str


@dataclass(frozen=True)
class WaitingFile:
    """Statements of one book in their author's order; the files they name are in the desk's store."""

    book: str
    statements: tuple[WaitingStatement, ...]
    files: tuple[StoredFile, ...]


CircleOf = Callable[[str], Sequence[tuple[bytes, datetime]]]
"""Signed bytes and time of acceptance of what makes a book's circle, its founding first; raises for unknown books."""


class WaitingFiles(Protocol):
    def is_waiting(self, path: Path) -> bool:
        """Whether the file carries statements rather than a book. Raises Unreadable kinds."""
        ...

    def write(self, out: BinaryIO, statements: Sequence[bytes], files: Iterable[StoredFile]) -> None: ...
    def read(self, path: Path, circle_of: CircleOf, now: datetime) -> WaitingFile:
        """Everything in it checked. Raises NotOfThisCircle, Unreadable kinds, what `circle_of` raises."""
        ...
