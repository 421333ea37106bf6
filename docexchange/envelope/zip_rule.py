"""The zip rule: which files travel inside a zip of one entry, and when a zip that arrives must be opened.

The platform's Java kit sends pdf, doc, docx and zip raw (`xsl` and `xslx` too: it misspells them) and everything else
inside a zip of one entry with a random name; on the way the platform may wrap a raw file as well.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

from docexchange.envelope import limits
from docexchange.envelope.file_names import extension

RAW_EXTENSIONS = frozenset({"pdf", "doc", "docx", "xsl", "xslx", "zip"})
ZIP_START = b"PK\x03\x04"

_ZIP_BASED = frozenset(
    {
        "zip",
        "docx",
        "docm",
        "dotx",
        "xlsx",
        "xlsm",
        "xltx",
        "pptx",
        "pptm",
        "odt",
        "ods",
        "odp",
        "odg",
        "asice",
        "asics",
    }
    | {"jar", "epub", "kmz", "vsdx"}
)
_END = b"PK\x05\x06"
_LOCATOR_64 = b"PK\x06\x07"
_END_64 = b"PK\x06\x06"


@dataclass(frozen=True)
class Archive:
    """What a zip turned out to be: the `entries` it names, the one to take out, what is wrong with it."""

    entries: tuple[str, ...] = ()
    wrapped: str | None = None
    size: int = 0
    problem: str = ""


class _Refusal(Exception):
    pass


def examine(file: BinaryIO, name: str) -> Archive:
    """Decide whether `file`, which begins like a zip and came under `name`, must be unwrapped; `size` is of the entry.

    `problem` is a finding code: `zip-broken`, `zip-encrypted`, `zip-method`, `zip-entry-path`, `zip-bomb`.
    """
    kind = extension(name)
    try:
        if _directory_size(file) > limits.ZIP_DIRECTORY:
            return Archive(problem="" if kind in _ZIP_BASED else "zip-broken")
        with closing(zipfile.ZipFile(file)) as archive:
            infos = archive.infolist()
            entries = tuple(info.filename for info in infos)
            if not _is_wrapper(kind, entries):
                return Archive(entries)
            return Archive(entries, infos[0].filename, _measured(archive, infos[0]))
    except _Refusal as refusal:
        return Archive(problem=str(refusal))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, struct.error, RuntimeError):
        return Archive(problem="zip-broken")


def unwrapped(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of the only entry of a zip that `examine` found to be a wrapper."""
    with closing(zipfile.ZipFile(file)) as archive, archive.open(archive.infolist()[0]) as entry:
        while piece := entry.read(limits.CHUNK):
            yield piece


def _is_wrapper(kind: str, entries: tuple[str, ...]) -> bool:
    if len(entries) != 1 or kind == "zip":
        return False
    return kind not in _ZIP_BASED or extension(entries[0]) == kind


def _measured(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> int:
    """The entry's true size; reads it whole once: bad checksum or bomb are known before anything is handed on."""
    if info.flag_bits & 0x1:
        raise _Refusal("zip-encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _Refusal("zip-method")
    if "/" in info.filename or "\\" in info.filename or info.is_dir():
        raise _Refusal("zip-entry-path")
    most = max(limits.ZIP_RATIO_FREE, info.compress_size * limits.ZIP_RATIO)
    size = 0
    with archive.open(info) as entry:
        while piece := entry.read(limits.CHUNK):
            size += len(piece)
            if size > min(most, limits.ATTACHMENT):
                raise _Refusal("zip-bomb")
    return size


def _directory_size(file: BinaryIO) -> int:
    """Bytes of the central directory as the end record states them, before `zipfile` reads it into memory."""
    file.seek(0, 2)
    length = file.tell()
    file.seek(max(0, length - 65_557))
    tail = file.read(65_557)
    place = tail.rfind(_END)
    if place < 0 or len(tail) - place < 22:
        raise _Refusal("zip-broken")
    (size,) = struct.unpack_from("<L", tail, place + 12)
    if place >= 76 and tail.startswith(_LOCATOR_64, place - 20) and tail.startswith(_END_64, place - 76):
        (size,) = struct.unpack_from("<Q", tail, place - 76 + 40)
    file.seek(0)
    return int(size)
