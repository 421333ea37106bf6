"""Entries of books as JSON and back; the signed bytes beside them stay the truth."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from ecabinet.adapters.persistence.values import packed, unpacked
from ecabinet.domain.books.body import Node
from ecabinet.domain.books.entry import Entry, FileReference


def entry_text(entry: Entry) -> str:
    return packed(
        {
            "sequence": entry.sequence,
            "epoch": entry.epoch,
            "accepted_at": entry.accepted_at.isoformat(),
            "id": str(entry.id),
            "type": entry.type,
            "by": entry.by,
            "post": entry.post,
            "authority": entry.authority,
            "delegation": entry.delegation,
            "made": entry.made.isoformat(),
            "seen_sequence": entry.seen_sequence,
            "body": entry.body,
            "files": [[one.name, one.media_type, one.size, one.sha256] for one in entry.files],
            "digest": entry.digest,
            "signer": entry.signer,
            "by_seal": entry.by_seal,
        }
    )


def entry_of(text: str) -> Entry:
    kept: dict[str, Any] = unpacked(text)
    moments = {name: datetime.fromisoformat(kept[name]) for name in ("accepted_at", "made")}
    return Entry(
        **(
            kept
            | moments
            | {
                "id": UUID(kept["id"]),
                "body": _node(kept["body"]),
                "files": tuple(FileReference(*one) for one in kept["files"]),
            }
        )
    )


def _node(value: Any) -> Node:
    """Lists back into tuples: JSON knows no difference."""
    return value if isinstance(value, str) else tuple((name, _node(child)) for name, child in value)
