"""The bytes of a container's ZIP, read so that no second reading is possible (APPNOTE 6.3.10).

Entries must tile the file from its first byte to the directory, the directory must reach to the end, and both must say
the same: nothing prepended, overlapping, between, behind or twice. Nothing but stored and deflated, no data descriptor,
no encryption, no ZIP64 (so less than 4 GiB).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO, Final

from signing.container.asice import MEDIA_TYPE
from signing.container.errors import ContainerFlawed, EntryDamaged
from signing.container.names import MIMETYPE, folded, name_flaw
from signing.xml.detached_shape import LONGEST_NAME, MOST_FILES

MOST_ENTRIES: Final = MOST_FILES + 50
LARGEST_CONTENT: Final = (4 << 30) - (16 << 20)
"""Of all entries unpacked, in bytes."""

_PIECE = 1 << 18
_UNPACKED_ANYWAY, _MOST_GROWTH = 256 << 20, 100
"""Bytes, and bytes unpacked for each byte of the file: documents pack by 2 to 20, bombs by 1000."""
_END, _CENTRAL, _LOCAL = struct.Struct("<4s4H2LH"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s5H3L2H")
_MOST_EXTRA = 128
_LARGEST_DIRECTORY = MOST_ENTRIES * (_CENTRAL.size + LONGEST_NAME + _MOST_EXTRA)
_STORED, _DEFLATED = 0, 8
_UTF8, _DEFLATE_OPTIONS = 0x800, 0x6
_HARMLESS_EXTRA = frozenset({0x5455, 0x7875})
"""Unix times and owner. Others can give a name or a size a second reading."""
_KIND, _REGULAR, _DOS_FOLDER = 0o170000, 0o100000, 0x10


@dataclass(frozen=True)
class Entry:
    """One file in the container: `at` is where its packed bytes begin; sizes in bytes."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    at: int


def read_layout(file: BinaryIO) -> tuple[Entry, ...]:
    """Every entry in order, `mimetype` first. Raises `ContainerFlawed`."""
    directory, start, count = _directory(file)
    entries: list[Entry] = []
    position = expected = 0
    for _ in range(count):
        entry, position, local = _central(directory, position)
        if local != expected:
            raise ContainerFlawed(why="prepended" if not entries else "gap", entry=entry.name)
        at = _local(file, entry, local)
        entries.append(Entry(entry.name, entry.method, entry.crc, entry.packed, entry.size, at))
        expected = at + entry.packed
    if position != len(directory) or expected != start:
        raise ContainerFlawed(why="gap", entry="")
    _require_whole(file, entries)
    return tuple(entries)


def pieces(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """The entry's bytes, piece by piece, never more than the directory says. Raises `EntryDamaged`."""
    unpack = _inflated if entry.method == _DEFLATED else _packed
    crc = size = 0
    for piece in unpack(file, entry):
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        if size > entry.size:
            raise EntryDamaged(entry=entry.name)
        yield piece
    if (size, crc) != (entry.size, entry.crc):
        raise EntryDamaged(entry=entry.name)


def read_entry(file: BinaryIO, entry: Entry, limit: int) -> bytes:
    """A small entry as a whole. Raises `EntryDamaged`, also when it is larger than `limit` bytes."""
    if entry.size > limit:
        raise EntryDamaged(entry=entry.name)
    return b"".join(pieces(file, entry))


def digest_entry(file: BinaryIO, entry: Entry) -> bytes:
    """SHA-256, streamed. Raises `EntryDamaged`."""
    digest = sha256()
    for piece in pieces(file, entry):
        digest.update(piece)
    return digest.digest()


def _directory(file: BinaryIO) -> tuple[bytes, int, int]:
    """The central directory, where it starts, how many entries it claims."""
    length = file.seek(0, 2)
    if length < _END.size:
        raise ContainerFlawed(why="end", entry="")
    file.seek(length - _END.size)
    magic, disk, first_disk, here, count, size, start, comment = _END.unpack(file.read(_END.size))
    if magic != b"PK\x05\x06" or disk or first_disk or here != count or comment:
        raise ContainerFlawed(why="end", entry="")
    if count > MOST_ENTRIES or size > _LARGEST_DIRECTORY:
        raise ContainerFlawed(why="too-many", entry="")
    if start + size != length - _END.size:
        raise ContainerFlawed(why="directory", entry="")
    file.seek(start)
    directory = file.read(size)
    # Where other readers look for the locator of a ZIP64 directory, an extra field of the last entry could hold one.
    if directory[-20:-16] == b"PK\x06\x07":
        raise ContainerFlawed(why="directory", entry="")
    return directory, start, count


def _central(directory: bytes, position: int) -> tuple[Entry, int, int]:
    """The entry at `position` (its `at` not yet known), the next position, where its local header should be."""
    if position + _CENTRAL.size > len(directory):
        raise ContainerFlawed(why="directory", entry="")
    fields = _CENTRAL.unpack_from(directory, position)
    magic, _, _, flags, method, _, _, crc, packed, size, named, extra, comment, disk, _, mode, local = fields
    behind = position + _CENTRAL.size + named
    raw = directory[position + _CENTRAL.size : behind]
    if magic != b"PK\x01\x02" or behind + extra + comment > len(directory) or comment or disk:
        raise ContainerFlawed(why="directory", entry="")
    name = _name(raw, flags)
    _require_plain(name, flags, method, packed, size)
    _require_extra(name, directory[behind : behind + extra])
    if mode >> 16 & _KIND not in (0, _REGULAR) or mode & _DOS_FOLDER:
        raise ContainerFlawed(why="attributes", entry=name)
    return Entry(name, method, crc, packed, size, 0), behind + extra, local


def _local(file: BinaryIO, entry: Entry, offset: int) -> int:
    """Where the packed bytes begin, when the local header says what the directory said."""
    file.seek(offset)
    header = file.read(_LOCAL.size)
    if len(header) != _LOCAL.size:
        raise ContainerFlawed(why="header", entry=entry.name)
    magic, _, flags, method, _, _, crc, packed, size, named, extra = _LOCAL.unpack(header)
    raw = file.read(named)
    same = (method, crc, packed, size) == (entry.method, entry.crc, entry.packed, entry.size)
    if magic != b"PK\x03\x04" or not same or len(raw) != named or _name(raw, flags) != entry.name:
        raise ContainerFlawed(why="header", entry=entry.name)
    _require_plain(entry.name, flags, method, packed, size)
    _require_extra(entry.name, file.read(extra))
    return offset + _LOCAL.size + len(raw) + int(extra)


def _name(raw: bytes, flags: int) -> str:
    try:
        name = raw.decode()
    except UnicodeDecodeError as error:
        raise ContainerFlawed(why="name", entry="") from error
    flaw = name_flaw(name)
    if flaw is not None or (not raw.isascii() and not flags & _UTF8):
        raise ContainerFlawed(why="name", entry=name if flaw is None else ascii(name))
    return name


def _require_plain(name: str, flags: int, method: int, packed: int, size: int) -> None:
    if flags & ~(_UTF8 | _DEFLATE_OPTIONS):
        raise ContainerFlawed(why="flags", entry=name)
    if method not in (_STORED, _DEFLATED) or (method == _STORED and packed != size):
        raise ContainerFlawed(why="method", entry=name)


def _require_extra(name: str, extra: bytes) -> None:
    while extra:
        kind, size = struct.unpack_from("<2H", extra) if len(extra) >= 4 else (0, 0)
        if kind not in _HARMLESS_EXTRA or 4 + size > len(extra):
            raise ContainerFlawed(why="extra", entry=name)
        extra = extra[4 + size :]


def _require_whole(file: BinaryIO, entries: list[Entry]) -> None:
    most = min(LARGEST_CONTENT, _UNPACKED_ANYWAY + _MOST_GROWTH * file.seek(0, 2))
    if sum(entry.size for entry in entries) > most:
        raise ContainerFlawed(why="too-large", entry="")
    seen: set[str] = set()
    for entry in entries:
        if folded(entry.name) in seen:
            raise ContainerFlawed(why="duplicate", entry=entry.name)
        seen.add(folded(entry.name))
    first = entries[0] if entries else None
    # By EN 319 162-1, A.1 the media type stands at byte 38, so that it is seen without reading a ZIP.
    if first is None or first.name != MIMETYPE or first.at != 38 or first.method != _STORED:
        raise ContainerFlawed(why="mimetype", entry=MIMETYPE)
    if first.size != len(MEDIA_TYPE) or b"".join(_packed(file, first)) != MEDIA_TYPE:
        raise ContainerFlawed(why="mimetype", entry=MIMETYPE)


def _packed(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    file.seek(entry.at)
    left = entry.packed
    while left:
        piece = file.read(min(left, _PIECE))
        if not piece:
            raise EntryDamaged(entry=entry.name)
        left -= len(piece)
        yield piece


def _inflated(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for waiting in _packed(file, entry):
            if inflater.eof:
                raise EntryDamaged(entry=entry.name)
            while waiting:
                yield inflater.decompress(waiting, _PIECE)
                waiting = inflater.unconsumed_tail
            if inflater.unused_data:
                raise EntryDamaged(entry=entry.name)
        while not inflater.eof and (rest := inflater.decompress(b"", _PIECE)):
            yield rest
    except zlib.error as error:
        raise EntryDamaged(entry=entry.name) from error
    if not inflater.eof:
        raise EntryDamaged(entry=entry.name)
