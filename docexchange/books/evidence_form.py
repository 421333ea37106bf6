"""The form of an evidence file: which entries a book's container may have, and the manifest that sums them up.

Told for strangers in `docs/evidence.md`. The head in the manifest covers every record and, through their digests, every
statement; entries beside the chain are listed with their own digests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from docexchange.books import plain_xml
from docexchange.books.acceptance import RECEIPT_BYTES
from docexchange.books.errors import StatementUnreadable
from docexchange.books.model import MAX_BYTES
from docexchange.books.statement_rules import DIGEST, LARGEST_FILE, LARGEST_NUMBER
from signing.xml.shape import MAX_SIGNATURE_BYTES

MIMETYPE: Final = "mimetype"
MANIFEST: Final = "META-INF/evidence.xml"
TYPE: Final = "evidence/1"

MOST_STATEMENTS: Final = 100_000
MOST_BESIDE: Final = 10_000
"""Files, proofs and keys together."""
MOST_SIGNERS: Final = 16
MOST_ENTRIES: Final = 3 * MOST_STATEMENTS + MOST_BESIDE + MOST_SIGNERS + 2
LARGEST_BOOK: Final = 512 << 20
"""Bytes of all statements together: they are held in memory while they are read."""
LARGEST_PROOFS: Final = 64 << 20
LARGEST_MANIFEST: Final = 4 << 20
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every entry, so that the same book gives the same bytes."""

ProofKind = Literal["tst", "crl", "ocsp", "cer", "toml"]
"""Time-stamp token (RFC 3161), CRL, OCSP response, certificate, rule profile."""
EntryKind = Literal["statement", "record", "receipt", "hub-key", "file", "proof", "manifest", "signature"]

_FORMS: Final[dict[EntryKind, re.Pattern[str]]] = {
    "statement": re.compile(r"book/([0-9]{6})\.xml"),
    "record": re.compile(r"acceptance/([0-9]{6})\.txt"),
    "receipt": re.compile(r"acceptance/([0-9]{6})\.sig"),
    "hub-key": re.compile(r"hub/([0-9a-f]{64})\.der"),
    "file": re.compile(r"files/([0-9a-f]{64})"),
    "proof": re.compile(r"evidence/([0-9a-f]{64}\.(?:tst|crl|ocsp|cer|toml))"),
    "manifest": re.compile(r"META-INF/(evidence\.xml)"),
    "signature": re.compile(r"META-INF/evidence-([1-9][0-9]?)\.xml"),
}
LARGEST: Final[dict[EntryKind, int]] = {
    "statement": MAX_BYTES + MAX_SIGNATURE_BYTES,
    "record": 512,
    "receipt": RECEIPT_BYTES,
    "hub-key": 512,
    "file": LARGEST_FILE,
    "proof": LARGEST_PROOFS,
    "manifest": LARGEST_MANIFEST,
    "signature": LARGEST_MANIFEST + MAX_SIGNATURE_BYTES,
}


def kind_of(entry: str) -> tuple[EntryKind, str] | None:
    """What an entry is by its name, with the part of the name that tells it apart; None for a name not of the form."""
    for kind, form in _FORMS.items():
        found = form.fullmatch(entry)
        if found is not None:
            return kind, found[1]
    return None


def statement_entry(sequence: int) -> str:
    return f"book/{sequence:06d}.xml"


def record_entry(sequence: int) -> str:
    return f"acceptance/{sequence:06d}.txt"


def receipt_entry(sequence: int) -> str:
    return f"acceptance/{sequence:06d}.sig"


def signature_entry(number: int) -> str:
    return f"META-INF/evidence-{number}.xml"


@dataclass(frozen=True)
class Listed:
    """An entry beside the chain: its name in the container, size in bytes, SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class EvidenceManifest:
    """What the container holds: the book up to this head, and the entries beside it in the order of their names."""

    book: str
    epoch: int
    sequence: int
    head: str
    beside: tuple[Listed, ...]


def write_manifest(manifest: EvidenceManifest) -> bytes:
    """Canonical XML, ready to be signed."""
    beside = "".join(
        f"<entry><name>{plain_xml.text(one.name)}</name><size>{one.size}</size><sha256>{one.sha256}</sha256></entry>"
        for one in manifest.beside
    )
    return plain_xml.root(
        "evidence",
        TYPE,
        f"<book>{manifest.book}</book><epoch>{manifest.epoch}</epoch><sequence>{manifest.sequence}</sequence>"
        f"<head>{manifest.head}</head><entries>{beside}</entries>",
    )


def read_manifest(content: bytes) -> EvidenceManifest:
    """Strictly: `write_manifest` of the result gives the same bytes, or StatementUnreadable."""
    root = plain_xml.parse(content, "evidence", TYPE)
    book, epoch, sequence, head, entries = plain_xml.parts(root, "book", "epoch", "sequence", "head", "entries")
    try:
        manifest = EvidenceManifest(
            book.text or "",
            int(epoch.text or ""),
            int(sequence.text or ""),
            head.text or "",
            tuple(_listed(entry) for entry in entries),
        )
    except ValueError as error:
        raise StatementUnreadable(reason="values") from error
    numbers, names = (manifest.epoch, manifest.sequence), [one.name for one in manifest.beside]
    if not DIGEST.fullmatch(manifest.book) or not DIGEST.fullmatch(manifest.head) or names != sorted(set(names)):
        raise StatementUnreadable(reason="values")
    if not all(1 <= number <= LARGEST_NUMBER for number in numbers) or write_manifest(manifest) != content:
        raise StatementUnreadable(reason="not-canonical")
    return manifest


def _listed(entry: etree._Element) -> Listed:
    name, size, digest = (part.text or "" for part in plain_xml.parts(entry, "name", "size", "sha256"))
    if kind_of(name) is None or not DIGEST.fullmatch(digest):
        raise ValueError(name)
    return Listed(name, int(size), digest)
