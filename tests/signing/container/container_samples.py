"""Containers made by the real writer, and ways to take them apart and pack them anew."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from signing.container.names import media_type_of
from signing.container.write import Source, write_container
from signing.keys.key import SigningKey
from signing.pdf.timestamping import TimestampAuthority

REPORT, TABLE = "Báo cáo số 1.docx", "phu-luc/bảng lương.xlsx"
FILES = {REPORT: b"PK\x03\x04 not really a report" * 40, TABLE: bytes(range(256)) * 300}
SIGNATURE, MANIFEST = "META-INF/signatures001.xml", "META-INF/manifest.xml"


def made(key: SigningKey, files: Mapping[str, bytes] = FILES, authority: TimestampAuthority | None = None) -> bytes:
    out = io.BytesIO()
    sources = [
        Source(name, media_type_of(name), lambda content=content: io.BytesIO(content))  # type: ignore[misc]
        for name, content in files.items()
    ]
    write_container(out, sources, key, made=datetime.now(UTC), authority=authority)
    return out.getvalue()


def unpacked(container: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(container)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(entries: Mapping[str, bytes] | list[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    """Any entries as a well-formed ZIP, `mimetype` stored."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in entries.items() if isinstance(entries, Mapping) else entries:
            info = zipfile.ZipInfo(name, (2026, 11, 21, 8, 0, 0))
            info.external_attr = 0o100644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else method
            archive.writestr(info, content)
    return out.getvalue()


def changed(container: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    entries = unpacked(container)
    change(entries)
    return packed(entries)


def written(folder: Path, container: bytes, name: str = "a.asice") -> Path:
    path = folder / name
    path.write_bytes(container)
    return path
