"""Reading an evidence file strictly: everything in it is checked against everything else, what does not fit is named.

Whether the seal that founded the book, the signers and the time stamps are to be believed is another question.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from docexchange.books.chain import Taken
from docexchange.books.errors import EvidenceUnreadable, StatementUnreadable
from docexchange.books.evidence_beside import present_files, read_hub_keys, read_proofs, read_signers
from docexchange.books.evidence_chain import read_book
from docexchange.books.evidence_entries import NotedEntries
from docexchange.books.evidence_form import (
    LARGEST,
    MANIFEST,
    MIMETYPE,
    EvidenceManifest,
    Listed,
    read_manifest,
    statement_entry,
)
from docexchange.books.evidence_report import Broken, EvidenceReading
from docexchange.books.evidence_zip import EntryDamaged, EvidenceZip, opened
from signing.container.asice import MEDIA_TYPE


def read_evidence(source: Path | BinaryIO) -> EvidenceReading:
    """Read and check the whole container. Raises EvidenceUnreadable (reason, entry), OSError."""
    with opened(source) as entries:
        return _whole(NotedEntries(entries))


def extract_file(source: Path | BinaryIO, digest: str, sink: BinaryIO) -> None:
    """Copy the file with this SHA-256 to `sink`. Raises EvidenceUnreadable, also when its bytes are other ones."""
    name, found = f"files/{digest}", sha256()
    with opened(source) as entries:
        if name not in entries or entries.size(name) > LARGEST["file"]:
            raise EvidenceUnreadable(reason="no-file", entry=name)
        try:
            for piece in entries.pieces(name):
                found.update(piece)
                sink.write(piece)
        except EntryDamaged as error:
            raise EvidenceUnreadable(reason="other-bytes", entry=name) from error
    if found.hexdigest() != digest:
        raise EvidenceUnreadable(reason="other-bytes", entry=name)


def _whole(entries: NotedEntries) -> EvidenceReading:
    for name in entries.zip.odd:
        entries.note(name, Broken.UNLISTED)
    _check_mimetype(entries)
    content = entries.read(MANIFEST) or b""
    manifest = _manifest(entries, content)
    keys, present, proofs = read_hub_keys(entries), present_files(entries), tuple(read_proofs(entries))
    book = read_book(entries, keys, manifest)
    if manifest is not None:
        _compare_beside(entries, manifest)
        if book.flaw is None and book.taken:
            _compare_head(entries, manifest, book.taken)
    named = {file.sha256: file for one in book.taken for file in one.signed.statement.files}
    if book.flaw is None:
        for digest in sorted(present - set(named)):
            entries.note(f"files/{digest}", Broken.UNLISTED)
    signers = tuple(read_signers(entries, content, book.membership))
    return EvidenceReading(
        manifest=manifest,
        statements=book.taken,
        accepted=book.accepted,
        membership=book.membership,
        flaw=book.flaw,
        broken=entries.broken,
        files=present,
        withheld=tuple(file for digest, file in named.items() if f"files/{digest}" not in entries.zip),
        proofs=proofs,
        signers=signers,
    )


def _check_mimetype(entries: NotedEntries) -> None:
    try:
        if entries.zip.mimetype() != MEDIA_TYPE:
            entries.note(MIMETYPE, Broken.ALTERED)
    except EntryDamaged:
        entries.note(MIMETYPE, Broken.DAMAGED)


def _manifest(entries: NotedEntries, content: bytes) -> EvidenceManifest | None:
    if entries.noted(MANIFEST):
        return None
    try:
        return read_manifest(content)
    except StatementUnreadable as error:
        entries.note(MANIFEST, Broken.ALTERED, error.facts["reason"])
        return None


def _compare_beside(entries: NotedEntries, manifest: EvidenceManifest) -> None:
    """Hold the manifest against the entries beside the book; each listed name tells the digest as well."""
    for listed in manifest.beside:
        if listed.name in entries.zip:
            if not _fits(listed, entries.zip):
                entries.note(MANIFEST, Broken.ALTERED, listed.name)
        elif listed.sha256 in listed.name:
            entries.note(listed.name, Broken.MISSING)
        else:
            entries.note(MANIFEST, Broken.ALTERED, listed.name)
    # An altered name in the manifest must not be blamed on the entry that it no longer names.
    if entries.noted(MANIFEST):
        return
    named = entries.zip.named
    found = {*named["hub-key"].values(), *named["file"].values(), *named["proof"].values()}
    for name in sorted(found - {one.name for one in manifest.beside}):
        entries.note(name, Broken.UNLISTED)


def _compare_head(entries: NotedEntries, manifest: EvidenceManifest, taken: tuple[Taken, ...]) -> None:
    last, head = taken[-1].record, taken[-1].head
    told = (manifest.book, manifest.epoch, manifest.sequence, manifest.head)
    if told == (last.book, last.epoch, last.sequence, head):
        return
    if manifest.sequence > last.sequence and manifest.head != head:
        entries.note(statement_entry(last.sequence + 1), Broken.MISSING)
    elif manifest.sequence < last.sequence and manifest.head == taken[manifest.sequence - 1].head:
        entries.note(statement_entry(manifest.sequence + 1), Broken.UNLISTED)
    else:
        entries.note(MANIFEST, Broken.ALTERED, "head")


def _fits(listed: Listed, entries: EvidenceZip) -> bool:
    return listed.sha256 in listed.name and listed.size == entries.size(listed.name)
