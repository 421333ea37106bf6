"""The outer shape of an ASiC-E container by ETSI EN 319 162-1 clause 4.4 (a ZIP whose first entry is `mimetype`).

Read here as forgivingly as other programs read it; what a signature may be believed on is read by `layout`.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from signing.errors import Unreadable

MEDIA_TYPE = b"application/vnd.etsi.asic-e+zip"
MOST_ENTRIES = 100_000
LARGEST_CONTENT = 4 << 30
MOST_META = 100
"""Entries looked into when a file is only to be recognised."""
LARGEST_DIRECTORY = 32 << 20
"""In bytes; it is read into memory as a whole."""
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OverflowError,
    OSError,  # a directory may point before the file's first byte
)


class NotAContainer(Unreadable):
    """Not an ASiC-E container; fact `why` is one of not-zip, no-mimetype, damaged, too-large."""

    code = "not-an-asice-container"


@dataclass(frozen=True)
class Container:
    """Names of the entries of a sound ASiC-E container, in their order, without `mimetype`."""

    path: Path
    entries: tuple[str, ...]


def open_container(path: Path) -> Container:
    """Read the outer shape; every entry is unpacked once to check its CRC.

    Errors: NotAContainer; OSError when the file cannot be opened.
    """
    with path.open("rb") as file:
        try:
            _require_small_directory(file)
            with zipfile.ZipFile(file) as archive:
                return Container(path, _sound_entries(archive))
        except _DAMAGE as error:
            raise NotAContainer(why="not-zip") from error


def entries_as_others_see_them(path: Path, limit: int) -> dict[str, bytes]:
    """Names of all entries, with the content of those under META-INF of at most `limit` bytes; empty when broken.

    Only for telling what a file was meant to be; nothing read this way may be believed. Raises OSError when the file
    cannot be opened.
    """
    found: dict[str, bytes] = {}
    read = 0
    with path.open("rb") as file:
        try:
            _require_small_directory(file)
            with zipfile.ZipFile(file) as archive:
                for info in archive.infolist():
                    wanted = info.filename.startswith("META-INF/") and info.file_size <= limit and read < MOST_META
                    read += wanted
                    found[info.filename] = archive.read(info) if wanted else b""
        except (*_DAMAGE, NotAContainer):
            return found
    return found


def _sound_entries(archive: zipfile.ZipFile) -> tuple[str, ...]:
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > LARGEST_CONTENT:
        raise NotAContainer(why="too-large")
    first = infos[0] if infos else None
    if first is None or first.filename != "mimetype" or first.file_size != len(MEDIA_TYPE):
        raise NotAContainer(why="no-mimetype")
    if archive.read(first) != MEDIA_TYPE:
        raise NotAContainer(why="no-mimetype")
    if archive.testzip() is not None:
        raise NotAContainer(why="damaged")
    return tuple(info.filename for info in infos[1:])


def _require_small_directory(file: BinaryIO) -> None:
    """Refuse a large directory by its end records (APPNOTE 4.3.14, 4.3.16), before a library loads it."""
    end = file.seek(0, 2)
    file.seek(max(0, end - 22 - 65535))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        raise NotAContainer(why="not-zip")
    size = struct.unpack_from("<L", tail, at + 12)[0]
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if wide >= 0 and at - wide >= 56:
        size = max(size, struct.unpack_from("<Q", tail, wide + 40)[0])
    if size > LARGEST_DIRECTORY:
        raise NotAContainer(why="too-large")
