"""What may stand in the parts of a statement; the characters of texts are judged where they are written."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final, cast, get_args

from docexchange.books.errors import StatementNotWritable
from docexchange.books.model import FOUNDING, MAX_FILES, NO_HEAD, Authority, FileReference, Seen, Statement

LARGEST_NUMBER: Final = 2**53 - 1
"""Numbers stay exact in every language a verifier may be written in."""
LARGEST_FILE: Final = 1 << 40
MOST_LETTERS: Final = 200

DIGEST: Final = re.compile(r"[0-9a-f]{64}")
TYPE: Final = re.compile(r"[a-z]{1,30}(?:-[a-z]{1,30})*\.[a-z]{1,30}(?:-[a-z]{1,30})*/[1-9][0-9]?")
_MEDIA_TYPE: Final = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,100}")
_FURTHEST_ZONE: Final = timedelta(hours=14)
_NOT_IN_NAMES: Final = frozenset('/\\:*?"<>|')
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)


def check(statement: Statement) -> None:
    """Raises StatementNotWritable (part, reason) for the first part that breaks a rule."""
    _require("type", len(statement.type) <= MOST_LETTERS and TYPE.fullmatch(statement.type))
    if statement.type == FOUNDING:
        _require("book", not statement.book)
    else:
        _require("book", DIGEST.fullmatch(statement.book))
    _require("id", statement.id.version == 7)
    _require("by", statement.by and is_line(statement.by))
    _require("as/post", is_line(statement.mandate.post))
    _require("as/authority", statement.mandate.authority in get_args(Authority))
    _require("as/delegation", is_line(statement.mandate.delegation))
    _require("made", is_claimed_time(statement.made))
    _require("seen", _is_seen(statement.seen))
    _require("files", len(statement.files) <= MAX_FILES)
    for file in statement.files:
        _check_file(file)
    _require("files/name", len({file.name.casefold() for file in statement.files}) == len(statement.files))


def known_authority(written: str) -> Authority:
    """Raises StatementNotWritable."""
    _require("as/authority", written in get_args(Authority))
    return cast(Authority, written)


def is_line(text: str, most: int = MOST_LETTERS) -> bool:
    """A short text of one line, without spaces at its ends."""
    return len(text) <= most and text == text.strip()


def is_claimed_time(at: datetime) -> bool:
    """Aware, whole seconds, at most 14 hours and whole minutes from UTC."""
    offset = at.utcoffset()
    if offset is None or at.microsecond:
        return False
    return abs(offset) <= _FURTHEST_ZONE and offset % timedelta(minutes=1) == timedelta(0)


def _is_seen(seen: Seen) -> bool:
    if not (1 <= seen.epoch <= LARGEST_NUMBER and 0 <= seen.sequence <= LARGEST_NUMBER):
        return False
    return DIGEST.fullmatch(seen.head) is not None and (seen.sequence == 0) == (seen.head == NO_HEAD)


def _check_file(file: FileReference) -> None:
    _require("files/name", _is_safe_name(file.name))
    _require("files/media-type", _MEDIA_TYPE.fullmatch(file.media_type))
    _require("files/size", 0 <= file.size <= LARGEST_FILE)
    _require("files/sha256", DIGEST.fullmatch(file.sha256))


def _is_safe_name(name: str) -> bool:
    """A name that every disk takes and no path hides in."""
    if not name or not is_line(name) or len(name.encode(errors="replace")) > 240:
        return False
    return name[0] != "." and name[-1] != "." and _NOT_IN_NAMES.isdisjoint(name) and not _DEVICES.match(name)


def _require(part: str, holds: object) -> None:
    if not holds:
        raise StatementNotWritable(part=part, reason="not-allowed")
