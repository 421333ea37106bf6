"""The outer shape of an evidence file: a ZIP with closed names and sizes, read without trusting its directory."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from docexchange.books.errors import EvidenceUnreadable
from docexchange.books.evidence_form import (
    LARGEST,
    LARGEST_BOOK,
    LARGEST_PROOFS,
    MANIFEST,
    MIMETYPE,
    MOST_ENTRIES,
    EntryKind,
    kind_of,
    statement_entry,
)

_PIECE: Final = 1 << 18
_LARGEST_DIRECTORY: Final = MOST_ENTRIES * 150
"""Bytes; it is read into memory as a whole."""
_HIGHEST_RATIO: Final = 250
_FREE: Final = 16 << 20
"""Unpacking costs time in proportion to the file: real papers shrink 2 to 50 times, a ZIP bomb a thousand times."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError)


class EntryDamaged(Exception):
    """The entry's bytes are not those that were packed; never leaves this package."""


class EvidenceZip:
    """The entries of the form, by kind and number or digest; `odd` are those that have no place here."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self.named: dict[EntryKind, dict[str, str]] = {kind: {} for kind in LARGEST}
        self.odd: list[str] = []
        for info in _sound_infos(archive)[1:]:
            found = kind_of(info.filename)
            self._infos[info.filename] = info
            if found is None:
                self.odd.append(info.filename)
            else:
                self.named[found[0]][found[1]] = info.filename
        if MANIFEST not in self._infos and statement_entry(1) not in self._infos:
            raise EvidenceUnreadable(reason="not-evidence", entry=MANIFEST)
        self._require_size("statement", LARGEST_BOOK)
        self._require_size("proof", LARGEST_PROOFS)

    def _require_size(self, kind: EntryKind, most: int) -> None:
        if sum(self._infos[name].file_size for name in self.named[kind].values()) > most:
            raise EvidenceUnreadable(reason="too-large", entry=kind)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def size(self, name: str) -> int:
        return self._infos[name].file_size

    def mimetype(self) -> bytes:
        info = self._archive.infolist()[0]
        return self._whole(info) if info.file_size <= 200 else b""

    def read(self, name: str) -> bytes:
        """The whole entry. Raises EntryDamaged, also when it is larger than its kind may be."""
        found, info = kind_of(name), self._infos[name]
        if found is None or info.file_size > LARGEST[found[0]]:
            raise EntryDamaged(name)
        return self._whole(info)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The entry piece by piece. Raises EntryDamaged."""
        try:
            with self._archive.open(self._infos[name]) as source:
                while piece := source.read(_PIECE):
                    yield piece
        except _DAMAGE as error:
            raise EntryDamaged(name) from error

    def digest(self, name: str) -> str:
        """SHA-256 in hex, streamed. Raises EntryDamaged."""
        digest = sha256()
        for piece in self.pieces(name):
            digest.update(piece)
        return digest.hexdigest()

    def _whole(self, info: zipfile.ZipInfo) -> bytes:
        try:
            return self._archive.read(info)
        except _DAMAGE as error:
            raise EntryDamaged(info.filename) from error


@contextmanager
def opened(source: Path | BinaryIO) -> Iterator[EvidenceZip]:
    """The container, open as long as the block. Raises EvidenceUnreadable; OSError when the file cannot be opened."""
    with source.open("rb") if isinstance(source, Path) else nullcontext(source) as file:
        try:
            _require_small_directory(file)
            archive = zipfile.ZipFile(file)
        except _DAMAGE as error:
            raise EvidenceUnreadable(reason="not-zip", entry="") from error
        with archive:
            yield EvidenceZip(archive)


def _sound_infos(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    infos = archive.infolist()
    if not infos or infos[0].filename != MIMETYPE:
        raise EvidenceUnreadable(reason="no-mimetype", entry=MIMETYPE)
    if len(infos) > MOST_ENTRIES:
        raise EvidenceUnreadable(reason="too-large", entry="")
    packed, unpacked = sum(info.compress_size for info in infos), sum(info.file_size for info in infos)
    if unpacked > _HIGHEST_RATIO * packed + _FREE:
        raise EvidenceUnreadable(reason="too-large", entry="")
    names: set[str] = set()
    for info in infos:
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.flag_bits & 1:
            raise EvidenceUnreadable(reason="method", entry=info.filename)
        if info.filename in names:
            raise EvidenceUnreadable(reason="twice", entry=info.filename)
        names.add(info.filename)
    return infos


def _require_small_directory(file: BinaryIO) -> None:
    """Refuse a directory larger than ours can be, by the end records (APPNOTE 4.3.14, 4.3.16), before it is loaded."""
    end = file.seek(0, 2)
    file.seek(max(0, end - 22 - 65535))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        raise zipfile.BadZipFile
    size = struct.unpack_from("<L", tail, at + 12)[0]
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if wide >= 0 and at - wide >= 56:
        size = max(size, struct.unpack_from("<Q", tail, wide + 40)[0])
    if size > _LARGEST_DIRECTORY:
        raise EvidenceUnreadable(reason="too-large", entry="")
