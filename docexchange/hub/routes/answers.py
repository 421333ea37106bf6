"""How the hub answers: JSON messages, packets with ranges, problems."""

from __future__ import annotations

import base64
from pathlib import Path

import msgspec
from starlette.responses import FileResponse, Response

from docexchange.protocol.errors import ProtocolError
from docexchange.protocol.problem import MEDIA_TYPE, written


def json_answer(content: object, status: int = 200) -> Response:
    """A message."""
    return Response(msgspec.json.encode(content), status, media_type="application/json")


def problem_answer(error: ProtocolError) -> Response:
    """A problem (RFC 9457), with Retry-After when a time is known."""
    told = written(error)
    headers = {"Retry-After": told.facts["retry_after"]} if "retry_after" in told.facts else {}
    if told.status in (408, 411, 413):
        # the rest of the body is not wanted
        headers["Connection"] = "close"
    return Response(msgspec.json.encode(told), told.status, headers, MEDIA_TYPE)


class PacketAnswer(FileResponse):
    """A packet, whole or in ranges (RFC 9110, 14), in pieces of 256 KB, with its digest (RFC 9530)."""

    chunk_size = 256 * 1024

    def __init__(self, path: Path, sha256: str) -> None:
        headers = {
            "Etag": f'"{sha256}"',
            "Repr-Digest": f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:",
            "Cache-Control": "no-store",
        }
        super().__init__(path, headers=headers, media_type="application/octet-stream")
