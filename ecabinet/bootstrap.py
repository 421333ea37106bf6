"""The only place where the parts meet: builds file tools (no store) and desks (a store, a hub)."""

from __future__ import annotations

from ecabinet.adapters.draft_import import ImportedDraft, import_docx
from ecabinet.adapters.typesetter.typesetter import Typesetter


def typesetter() -> Typesetter:
    """Official documents in type; opens no store."""
    return Typesetter()


def draft_from_docx(raw: bytes, name: str, kind: str) -> ImportedDraft:
    """A drafter's DOCX as data to be completed and typeset; opens no store."""
    return import_docx(raw, name, kind)
