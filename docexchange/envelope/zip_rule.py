"""The zip rule: which files travel inside a zip of one entry, and when a zip that arrives must be opened.

The platform's Java kit sends pdf, doc, docx and zip raw (`xsl` and `xslx` too: it misspells them) and everything else
inside a zip of one entry with a random name; on the way the platform may wrap a raw file as well.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from contextlib import closing
from dataclasses import dataclass
from typing import IO, BinaryIO

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
    """What a zip turned out to be: the `entries` it names, whether its only one must be taken out, what is wrong."""

    entries: tuple[str, ...] = ()
    is_wrapper: bool = False
    problem: str = ""


class _Refusal(Exception):
    pass


_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, struct.error, RuntimeError)


def examine(file: BinaryIO, name: str) -> Archive:
    """Decide whether `file`, which begins like a zip and came under `name`, must be unwrapped.

    `problem` is a finding code: `zip-broken`.
    """
    kind = extension(name)
    try:
        if _directory_size(file) > limits.ZIP_DIRECTORY:
            return Archive(problem="" if kind in _ZIP_BASED else "zip-broken")
        with closing(zipfile.ZipFile(file)) as archive:
            entries = tuple(info.filename for info in archive.infolist())
            return Archive(entries, _is_wrapper(kind, entries))
    except _Refusal as refusal:
        return Archive(problem=str(refusal))
    except _BROKEN:
        return Archive(problem="zip-broken")


def unwrap(file: BinaryIO, target: IO[bytes]) -> str:
    """Write the only entry of a wrapper to `target`. Returns a finding code, or nothing when all went well.

    Codes: `zip-broken`, `zip-encrypted`, `zip-method`, `zip-entry-path`, `zip-bomb`; then `target` holds rubbish.
    """
    try:
        with closing(zipfile.ZipFile(file)) as archive:
            _unwrap(archive, archive.infolist()[0], target)
    except _Refusal as refusal:
        return str(refusal)
    except _BROKEN:
        return "zip-broken"
    return ""


def _is_wrapper(kind: str, entries: tuple[str, ...]) -> bool:
    if len(entries) != 1 or kind == "zip":
        return False
    return kind not in _ZIP_BASED or extension(entries[0]) == kind


def _unwrap(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: IO[bytes]) -> None:
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
            target.write(piece)


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
