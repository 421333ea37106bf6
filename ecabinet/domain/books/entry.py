"""One accepted statement of a book as a reader replays it, and one that counts for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ecabinet.domain.books.body import Node


@dataclass(frozen=True, slots=True)
class FileReference:
    """A file the statement speaks of; `sha256` in hex, of the raw bytes; size in bytes."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement whose signature, receipt and place in the chain have been verified.

    `sequence` is gapless from 1; `accepted_at` is the hub's time, aware; `made` is the author's claim. `by` is an
    official's id, or the agency's when `by_seal`. `post`, `authority` (TM., Q., KT., TL., TUQ. or empty) and
    `delegation` (id of the mandate) say in which capacity. `digest` is the statement's identity, `signer` the SHA-256
    of the signing certificate, both in hex.
    """

    sequence: int
    epoch: int
    accepted_at: datetime
    id: UUID
    type: str
    by: str
    post: str
    authority: str
    delegation: str
    made: datetime
    seen_sequence: int
    body: Node
    files: tuple[FileReference, ...]
    digest: str
    signer: str
    by_seal: bool

    def names_file(self, sha256: str) -> bool:
        """Whether the statement itself refers to the file, so that readers of the book may fetch it."""
        return any(file.sha256 == sha256 for file in self.files)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A statement that is kept and shown but changes nothing; `reason` is a finding's code."""

    sequence: int
    id: UUID
    type: str
    by: str
    reason: str
