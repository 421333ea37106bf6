"""What comes out of the typesetter."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.domain.documents.place import Place


@dataclass(frozen=True)
class Typeset:
    """A document in type: `places` are its open text fields and its signature areas.

    `remarks`: (code, key) of data that the form has no place for.
    """

    pdf: bytes
    pages: int
    places: tuple[Place, ...]
    remarks: tuple[tuple[str, str], ...] = ()
