"""Frames between this program and the process that holds the driver: a JSON header, then bytes that are not JSON.

Secrets and content travel as bytes only, read into memory that can be wiped.
"""

from __future__ import annotations

import json
import os
import struct
from typing import Any, Final

LARGEST_HEADER: Final = 4 << 20
LARGEST_CONTENT: Final = 64 << 20
_LENGTHS = struct.Struct(">II")


class WireBroken(Exception):
    """The other side ended or does not speak this language; never leaves `signing.keys`."""


def send(descriptor: int, header: dict[str, Any], content: bytes | bytearray = b"") -> None:
    """One frame. Raises `WireBroken`."""
    words = json.dumps(header).encode()
    if len(words) > LARGEST_HEADER or len(content) > LARGEST_CONTENT:
        raise WireBroken("too large")
    try:
        for part in (_LENGTHS.pack(len(words), len(content)), words, content):
            left = memoryview(part)
            while left:
                left = left[os.write(descriptor, left) :]
    except OSError as error:
        raise WireBroken from error


def receive(descriptor: int) -> tuple[dict[str, Any], bytearray]:
    """One frame: its header and its content. Raises `WireBroken`, also at the end."""
    words, content = _LENGTHS.unpack(_exactly(descriptor, _LENGTHS.size))
    if words > LARGEST_HEADER or content > LARGEST_CONTENT:
        raise WireBroken("too large")
    try:
        header = json.loads(_exactly(descriptor, words))
    except ValueError as error:
        raise WireBroken from error
    if not isinstance(header, dict):
        raise WireBroken("header")
    return header, _exactly(descriptor, content)


def wipe(secret: bytearray) -> None:
    """Zeros over the only copy."""
    for index in range(len(secret)):
        secret[index] = 0


def _exactly(descriptor: int, size: int) -> bytearray:
    # Read straight into the place that will be wiped; a `bytes` on the way would stay in memory.
    whole = bytearray(size)
    view, filled = memoryview(whole), 0
    try:
        with os.fdopen(descriptor, "rb", buffering=0, closefd=False) as raw:
            while filled < size:
                read = raw.readinto(view[filled:])
                if not read:
                    raise WireBroken("end")
                filled += read
    except OSError as error:
        raise WireBroken from error
    return whole
