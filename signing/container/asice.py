"""The outer shape of an ASiC-E container by ETSI EN 319 162-1 clause 4.4 (a ZIP whose first entry is `mimetype`)."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from signing.errors import Unreadable

MEDIA_TYPE = b"application/vnd.etsi.asic-e+zip"
MOST_ENTRIES = 100_000
LARGEST_CONTENT = 4 << 30


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
    try:
        with zipfile.ZipFile(path) as archive:
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
            return Container(path, tuple(info.filename for info in infos[1:]))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise NotAContainer(why="not-zip") from error
