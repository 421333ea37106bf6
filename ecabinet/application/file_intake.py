"""Taking a file into the encrypted store."""

from __future__ import annotations

from typing import BinaryIO

from ecabinet.application.ports import Files
from ecabinet.domain.dispatches.dispatch import StoredFile

BLOCK = 256 * 1024


def store_stream(files: Files, stream: BinaryIO) -> StoredFile:
    """The kept file; memory stays constant whatever its size."""
    sink = files.create()
    try:
        while block := stream.read(BLOCK):
            sink.write(block)
    except BaseException:
        sink.drop()
        raise
    return sink.keep()
