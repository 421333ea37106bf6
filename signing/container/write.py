"""Making an ASiC-E container: digests first, then the signature, then every file copied and held against its digest."""

from __future__ import annotations

import asyncio
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO, Final

from signing.container.asice import MEDIA_TYPE
from signing.container.errors import ContainerNotWritable
from signing.container.layout import LARGEST_CONTENT
from signing.container.manifest import MANIFEST, write_manifest
from signing.container.names import META, MIMETYPE, folded, name_flaw
from signing.keys.key import SigningKey
from signing.pdf.timestamping import TimestampAuthority
from signing.xml.detached import sign_detached
from signing.xml.detached_shape import MOST_FILES, FileDigest

_PIECE = 1 << 18
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every entry; when it was signed is in the signature, the file's own time is nobody's business."""


@dataclass(frozen=True)
class Source:
    """A file to be signed: its name in the container, its media type, and how to open it (twice)."""

    name: str
    media_type: str
    open: Callable[[], BinaryIO]


def write_container(
    out: BinaryIO,
    sources: Sequence[Source],
    key: SigningKey,
    *,
    made: datetime,
    authority: TimestampAuthority | None = None,
) -> None:
    """Write a container with one signature over all `sources`; level T with a time-stamp `authority`, else B.

    `out` must be seekable; what stands in it after an error is no container. `made` is the claimed time, aware. Memory
    does not grow with the files. Raises `ContainerNotWritable`, the errors of `sign_detached` and `TimestampAuthority`,
    and what key and streams raise. Not to be called from inside a running event loop.
    """
    _require_names([source.name for source in sources])
    files = [FileDigest(source.name, source.media_type, _digest(source)) for source in sources]
    signature = sign_detached(files, key, made=made)
    stamp = time_stamp(authority, signature.stamped) if authority else b""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        archive.writestr(entry_info(MIMETYPE), MEDIA_TYPE)
        left = LARGEST_CONTENT
        for source, file in zip(sources, files, strict=True):
            left -= _copy(archive, source, file.digest, left)
        archive.writestr(entry_info(MANIFEST), write_manifest([(one.name, one.media_type) for one in files]))
        archive.writestr(entry_info(signature_name(1)), signature.file(stamp))


def _require_names(names: Sequence[str]) -> None:
    if not 0 < len(names) <= MOST_FILES:
        raise ContainerNotWritable(why="too-many", file="")
    seen: set[str] = set()
    for name in names:
        flaw = name_flaw(name)
        if flaw is None and (folded(name) == MIMETYPE or folded(name).startswith(folded(META))):
            flaw = "name-reserved"
        if flaw is None and folded(name) in seen:
            flaw = "duplicate"
        if flaw is not None:
            raise ContainerNotWritable(why=flaw, file=name)
        seen.add(folded(name))


def _digest(source: Source) -> bytes:
    digest = sha256()
    with source.open() as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.digest()


def time_stamp(authority: TimestampAuthority, stamped: bytes) -> bytes:
    """A time-stamp token in DER over the SHA-256 of `stamped`. Raises the errors of `TimestampAuthority`."""
    token: bytes = asyncio.run(authority.async_timestamp(sha256(stamped).digest(), "sha256")).dump()
    return token


def _copy(archive: zipfile.ZipFile, source: Source, expected: bytes, left: int) -> int:
    """The number of bytes copied, at most `left`."""
    digest, size = sha256(), 0
    with source.open() as stream, archive.open(entry_info(source.name), "w") as target:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > left:
                raise ContainerNotWritable(why="too-large", file=source.name)
            digest.update(piece)
            target.write(piece)
    if digest.digest() != expected:
        raise ContainerNotWritable(why="changed", file=source.name)
    return size


def signature_name(number: int) -> str:
    """The entry of the signature with this number, from 1."""
    return f"META-INF/signatures{number:03d}.xml"


def entry_info(name: str) -> zipfile.ZipInfo:
    """An entry's header with nothing in it that depends on when or where it was made."""
    info = zipfile.ZipInfo(name, _EARLIEST)
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    return info
