"""What a signed manifest says of one dispatch, and how that follows from the document."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from docexchange.envelope.errors import Refused, Unreadable
from docexchange.envelope.model import Document

MANIFEST_NAME: Final = "manifest.xml"

ReferenceKind = Literal["answers", "withdraws", "updates", "replaces"]


class ManifestRefused(Refused):
    """These facts cannot be bound by a manifest. Facts: what (an element's name, `size`, or a flaw of strict form)."""

    code = "manifest-refused"


class ManifestUnreadable(Unreadable):
    """Not exactly what `write_manifest` writes. Facts: reason (an element's name, `size`, or a flaw of strict form)."""

    code = "manifest-unreadable"


@dataclass(frozen=True)
class ManifestFile:
    """A file beside the manifest: `size` in bytes and `sha256` in hex are of the raw file, never of a wrapping zip."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Reference:
    """Another document, by its DocumentId, and what this one does to it."""

    kind: ReferenceKind
    document_id: str


@dataclass(frozen=True)
class Manifest:
    """`operation`: 0 new, 1 withdraw, 2 update, 3 replace (BussinessDocType). Texts in NFC; order is the sender's."""

    document_id: str
    sender: str
    addressees: tuple[str, ...]
    operation: int
    references: tuple[Reference, ...]
    number: str
    notation: str
    date: date
    subject: str
    files: tuple[ManifestFile, ...]


def manifest_of(document: Document, files: Sequence[ManifestFile]) -> Manifest:
    """The manifest that binds a document to its files. Raises `ManifestRefused` when it has no date."""
    if document.date is None:
        raise ManifestRefused(what="date")
    return Manifest(
        document_id=one_line(document.document_id),
        sender=one_line(document.sender.organ_id),
        addressees=tuple(one_line(addressee.organ_id) for addressee in document.to),
        operation=document.business.operation,
        references=references_of(document),
        number=one_line(document.code.number),
        notation=one_line(document.code.notation),
        date=document.date,
        subject=one_line(document.subject),
        files=tuple(files),
    )


def references_of(document: Document) -> tuple[Reference, ...]:
    """What the document answers, withdraws, updates or replaces; each once, in the packet's order.

    A withdrawal without a target of its own withdraws the document whose id it repeats.
    """
    business = document.business
    found = [Reference("answers", answered.document_id) for answered in document.response_for]
    if business.operation == 1:
        found.append(Reference("withdraws", business.document_id or document.document_id))
    elif business.operation == 2:
        found.append(Reference("updates", business.document_id))
    elif business.operation == 3:
        found += [Reference("replaces", replaced.document_id) for replaced in business.replaces]
    plain = (Reference(one.kind, one_line(one.document_id)) for one in found)
    return tuple(dict.fromkeys(one for one in plain if one.document_id))


def one_line(text: str) -> str:
    """Text as a manifest spells it: NFC, every run of white space one space, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())
