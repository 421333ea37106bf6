"""How large a packet may be; beyond, it is refused before memory or disk suffer."""

from __future__ import annotations

MIB = 1024 * 1024

CHUNK = 64 * 1024
"""Bytes fed at a time."""
LEADING_JUNK = 1024
"""Bytes before the XML declaration that are skipped."""
DEPTH = 32
ELEMENTS = 60_000
"""Elements outside payloads."""
HEADER_TEXT = 4 * MIB
"""Characters of text and attributes outside payloads."""
NAMESPACES = 64
"""Prefixes in force at one place."""
TEXT = 64 * 1024
"""Characters of one element outside payloads."""
RUN = 64
"""Charged on top for every run of text, so that a text in a million pieces is not put together a million times."""
TOKEN = 1 * MIB
"""Bytes of one tag, comment or other token; guards against the quadratic scanning of endless tokens."""
ATTACHMENTS = 1_000
ATTACHMENT = 600 * MIB
"""Bytes of one file, decoded and unwrapped."""
PAYLOADS = 4096 * MIB
"""Bytes of all files together."""
ZIP_DIRECTORY = 4 * MIB
"""Bytes of a zip's central directory that are looked at."""
ZIP_RATIO = 200
ZIP_RATIO_FREE = 10 * MIB
"""Up to this unpacked size any ratio is allowed."""
SPOOL = 1 * MIB
"""Bytes kept in memory before a temporary file is used."""
LISTED = 500
"""Findings and unknown elements that are listed one by one."""
