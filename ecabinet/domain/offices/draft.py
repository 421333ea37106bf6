"""A draft on its way to a signature: versions that never change, and what was said about each.

Decree 30/2020, Articles 10 to 13: whatever changes after an approval is a new version and needs approval again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from ecabinet.domain.books.entry import FileReference


class DraftState(StrEnum):
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SIGNED = "signed"
    NUMBERED = "numbered"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class Said:
    """Who said a thing about a version, when (hub's time), and in which entry."""

    by: str
    sequence: int
    at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """`digest`: SHA-256 (hex) of the draft's main file, one of `files`; `type`: abbreviation (QĐ, TB; CV a letter)."""

    number: int
    digest: str
    title: str
    type: str
    notation: str
    author: str
    files: tuple[FileReference, ...]
    sequence: int
    at: datetime
    approvals: tuple[Said, ...] = ()
    returned: Said | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    version: int
    said: Said
    files: tuple[FileReference, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """`revision` is the digest of the file the leader signed, empty until then and again after a return."""

    id: str
    drafter: str
    versions: tuple[DraftVersion, ...]
    comments: tuple[Comment, ...] = ()
    revision: str = ""

    @property
    def latest(self) -> DraftVersion:
        return self.versions[-1]

    def version(self, number: int) -> DraftVersion | None:
        """Versions count from 1 without gaps."""
        return self.versions[number - 1] if 1 <= number <= len(self.versions) else None

    def with_latest(self, version: DraftVersion) -> Draft:
        return replace(self, versions=(*self.versions[:-1], version))


@dataclass(frozen=True, slots=True)
class Revision:
    """The bytes a leader signed, for one approved version. It gets one number, ever."""

    digest: str
    draft: str
    version: int
    signed: Said
    post: str
    authority: str
    delegation: str
    number: RegisterNumber | None = None
    sealed: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class RegisterNumber:
    """A place in an outgoing register: series and year (in Viet Nam), number from 1."""

    series: str
    year: int
    number: int
