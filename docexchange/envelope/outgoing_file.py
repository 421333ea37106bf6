"""One attachment on its way out: raw or wrapped by the zip rule, base64 in pieces, nothing held whole in memory."""

from __future__ import annotations

import binascii
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Literal, cast
from uuid import uuid4

from docexchange.envelope import limits, zip_rule
from docexchange.envelope.errors import AttachmentEmpty, AttachmentTooLarge
from docexchange.envelope.file_names import extension
from docexchange.envelope.incoming_file import Spool

ZipRule = Literal["sdk", "raw"]

_PIECE = 48 * 1024
_ALREADY_DENSE = {"xlsx", "pptx", "png", "jpg", "jpeg", "gif", "odt", "ods", "odp", "mp3", "mp4", "rar", "7z", "gz"}
_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/doc",
    "docx": "application/docx",
    "xsl": "application/xsl",
    "xslx": "application/xslx",
    "zip": "application/zip",
    "xml": "application/xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain",
}


@dataclass(frozen=True)
class AttachmentSource:
    """A file to attach. `open` gives a fresh stream of its bytes each time; it is closed after use."""

    name: str
    open: Callable[[], BinaryIO]
    description: str = ""
    content_id: str = field(default_factory=lambda: str(uuid4()))


@dataclass(frozen=True)
class Outgoing:
    """A source with what was decided about it."""

    source: AttachmentSource
    wrapped: bool

    @property
    def content_type(self) -> str:
        """As the platform's kit names it."""
        if self.wrapped:
            return "application/zip"
        return _TYPES.get(extension(self.source.name), "application/octet-stream")


class Output:
    """Hashes and counts what is written."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self._out.write(data)
        self._digest.update(data)
        self.size += len(data)
        return len(data)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def decide(source: AttachmentSource, rule: ZipRule, spool: Spool) -> Outgoing:
    """Raw or wrapped. A raw file that readers would take for a wrapper is wrapped, so that they get it back whole."""
    kind = extension(source.name)
    if rule == "sdk" and kind not in zip_rule.RAW_EXTENSIONS:
        return Outgoing(source, wrapped=True)
    with source.open() as stream:
        head = stream.read(len(zip_rule.ZIP_START))
        if head != zip_rule.ZIP_START or kind == "zip":
            return Outgoing(source, wrapped=False)
        with spool() as copy:
            copy.write(head)
            while piece := stream.read(limits.CHUNK):
                copy.write(piece)
            archive = zip_rule.examine(cast(BinaryIO, copy), source.name)
    return Outgoing(source, wrapped=archive.is_wrapper or bool(archive.problem))


def write_payload(outgoing: Outgoing, out: Output, spool: Spool) -> None:
    """Base64 without line breaks. Raises AttachmentEmpty, AttachmentTooLarge."""
    encoder = _Encoder(out)
    if not outgoing.wrapped:
        for piece in _bytes_of(outgoing.source):
            encoder.write(piece)
    elif extension(outgoing.source.name) in _ALREADY_DENSE:
        _wrap(outgoing.source, cast(BinaryIO, encoder), level=0)
    else:
        _write_compressed(outgoing.source, encoder, spool)
    encoder.finish()


def _write_compressed(source: AttachmentSource, encoder: _Encoder, spool: Spool) -> None:
    """Compressed, unless so well that a careful reader would take the packet for a zip bomb."""
    with spool() as kept:
        size = _wrap(source, cast(BinaryIO, kept), level=6)
        if size > kept.tell() * (limits.ZIP_RATIO // 2):
            kept.seek(0)
            kept.truncate()
            _wrap(source, cast(BinaryIO, kept), level=0)
        kept.seek(0)
        while piece := kept.read(limits.CHUNK):
            encoder.write(piece)


def _wrap(source: AttachmentSource, target: BinaryIO, level: int) -> int:
    """One entry under a name of no meaning; always "deflated", as Java cannot stream stored entries of unknown size."""
    kind = extension(source.name)
    entry = zipfile.ZipInfo(f"{source.content_id}.{kind}" if kind else source.content_id)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    size = 0
    with zipfile.ZipFile(target, "w") as archive:
        entry._compresslevel = level  # type: ignore[attr-defined]
        with archive.open(entry, "w") as inner:
            for piece in _bytes_of(source):
                size += inner.write(piece)
    return size


def _bytes_of(source: AttachmentSource) -> Iterator[bytes]:
    size = 0
    with source.open() as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > limits.ATTACHMENT:
                raise AttachmentTooLarge(name=source.name, limit=limits.ATTACHMENT)
            yield piece
    if not size:
        raise AttachmentEmpty(name=source.name)


class _Encoder(io.RawIOBase):
    """A write-only stream that passes base64 on; `zipfile` writes into it without seeking."""

    def __init__(self, out: Output) -> None:
        super().__init__()
        self._out = out
        self._rest = b""

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def write(self, data: bytes) -> int:  # type: ignore[override]
        held = self._rest + data
        whole = len(held) - len(held) % 3
        self._rest = held[whole:]
        self._out.write(binascii.b2a_base64(held[:whole], newline=False))
        return len(data)

    def finish(self) -> None:
        self._out.write(binascii.b2a_base64(self._rest, newline=False))
        self._rest = b""
