"""`META-INF/manifest.xml`: the list of files as in OpenDocument 1.2, part 3, known to ASiC-E (EN 319 162-1, 4.4.3).

Nothing believes it: the signatures name files and media types themselves, and the list must be what follows from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from signing.container.asice import MEDIA_TYPE

MANIFEST: Final = "META-INF/manifest.xml"
_OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
)


def write_manifest(files: Sequence[tuple[str, str]]) -> bytes:
    """The one spelling of the list; `files` as name and media type in the order of the container."""
    entries = (
        f"<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type={quoteattr(media_type)}/>"
        for name, media_type in (("/", MEDIA_TYPE.decode()), *files)
    )
    return f"{_OPENING}{''.join(entries)}</manifest:manifest>\n".encode()
