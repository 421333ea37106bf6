"""Writing an evidence file: a book on a stick, streamed, the same bytes for the same book."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO

from docexchange.books.acceptance import AcceptanceRecord, Accepted, read_hub_key, write_record
from docexchange.books.chain import BookReader
from docexchange.books.errors import EvidenceNotWritable
from docexchange.books.evidence_form import (
    EARLIEST,
    LARGEST_BOOK,
    LARGEST_PROOFS,
    MANIFEST,
    MIMETYPE,
    MOST_BESIDE,
    MOST_SIGNERS,
    MOST_STATEMENTS,
    EvidenceManifest,
    Listed,
    ProofKind,
    receipt_entry,
    record_entry,
    signature_entry,
    statement_entry,
    write_manifest,
)
from docexchange.books.statement_rules import DIGEST
from signing.container.asice import MEDIA_TYPE
from signing.keys.key import SigningKey
from signing.xml.sign import sign_xml

_PIECE = 1 << 18


@dataclass(frozen=True)
class EvidenceFile:
    """The raw bytes of a file that a statement refers to; `sha256` in hex. Restricted files are left out."""

    sha256: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True)
class Proof:
    """Evidence beside the statements: a time-stamp token over a record, revocation data, certificates, the profile."""

    kind: ProofKind
    content: bytes

    @property
    def entry(self) -> str:
        return f"evidence/{sha256(self.content).hexdigest()}.{self.kind}"


def write_evidence(
    out: BinaryIO,
    accepted: Iterable[Accepted],
    hub_keys: Iterable[bytes],
    *,
    files: Iterable[EvidenceFile] = (),
    proofs: Iterable[Proof] = (),
    signers: Sequence[SigningKey] = (),
    made: datetime | None = None,
) -> EvidenceManifest:
    """Write the whole book from its founding, in order; `hub_keys` as SubjectPublicKeyInfo in DER.

    Every statement, record and receipt is checked on the way, every file held against its digest. `signers` sign the
    manifest at `made` (aware). What was written to `out` before an error is no evidence file.
    Raises ChainBroken, HubKeyUnreadable, EvidenceNotWritable (reason, entry), what keys and streams raise.
    """
    keys = {read_hub_key(der)[0]: der for der in hub_keys}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        put_entry(archive, MIMETYPE, MEDIA_TYPE, zipfile.ZIP_STORED)
        last, head, named = _put_book(archive, accepted, keys)
        beside = [_put_listed(archive, f"hub/{name}.der", der) for name, der in sorted(keys.items())]
        beside += put_files(archive, files, named)
        beside += _put_proofs(archive, proofs)
        if len(beside) > MOST_BESIDE:
            raise EvidenceNotWritable(reason="too-many", entry=MANIFEST)
        listed = tuple(sorted(beside, key=lambda one: one.name))
        manifest = EvidenceManifest(last.book, last.epoch, last.sequence, head, listed)
        content = write_manifest(manifest)
        put_entry(archive, MANIFEST, content)
        for number, signature in enumerate(_signatures(content, signers, made), 1):
            put_entry(archive, signature_entry(number), signature)
    return manifest


def _put_book(
    archive: zipfile.ZipFile, accepted: Iterable[Accepted], keys: dict[str, bytes]
) -> tuple[AcceptanceRecord, str, set[str]]:
    """The last record, its head, and the digests of all files that statements name."""
    reader, named, size = BookReader({name: read_hub_key(der)[1] for name, der in keys.items()}), set[str](), 0
    for one in accepted:
        taken = reader.take(one)
        sequence, size = one.record.sequence, size + len(one.raw)
        if sequence > MOST_STATEMENTS or size > LARGEST_BOOK:
            raise EvidenceNotWritable(reason="too-large", entry=statement_entry(sequence))
        named |= {file.sha256 for file in taken.signed.statement.files}
        put_entry(archive, statement_entry(sequence), one.raw)
        put_entry(archive, record_entry(sequence), write_record(one.record))
        put_entry(archive, receipt_entry(sequence), one.receipt, zipfile.ZIP_STORED)
    if reader.last is None:
        raise EvidenceNotWritable(reason="empty", entry=statement_entry(1))
    return reader.last, reader.head, named


def put_files(archive: zipfile.ZipFile, files: Iterable[EvidenceFile], named: set[str]) -> Iterator[Listed]:
    """Stream the files that `named` knows into the archive, each once. Raises EvidenceNotWritable (reason, entry)."""
    written: set[str] = set()
    for file in files:
        entry = f"files/{file.sha256}"
        if file.sha256 not in named or not DIGEST.fullmatch(file.sha256):
            raise EvidenceNotWritable(reason="not-named", entry=entry)
        if file.sha256 in written:
            continue
        written.add(file.sha256)
        digest, size = sha256(), 0
        with file.open() as source, archive.open(_info(entry), "w", force_zip64=True) as sink:
            while piece := source.read(_PIECE):
                digest.update(piece)
                size += len(piece)
                sink.write(piece)
        if digest.hexdigest() != file.sha256:
            raise EvidenceNotWritable(reason="other-bytes", entry=entry)
        yield Listed(entry, size, file.sha256)


def _put_proofs(archive: zipfile.ZipFile, proofs: Iterable[Proof]) -> Iterator[Listed]:
    found = {proof.entry: proof.content for proof in proofs}
    if sum(map(len, found.values())) > LARGEST_PROOFS:
        raise EvidenceNotWritable(reason="too-large", entry="evidence/")
    for entry, content in sorted(found.items()):
        yield _put_listed(archive, entry, content)


def _put_listed(archive: zipfile.ZipFile, entry: str, content: bytes) -> Listed:
    put_entry(archive, entry, content)
    return Listed(entry, len(content), sha256(content).hexdigest())


def _signatures(content: bytes, signers: Sequence[SigningKey], made: datetime | None) -> Iterator[bytes]:
    if len(signers) > MOST_SIGNERS:
        raise EvidenceNotWritable(reason="too-many", entry=signature_entry(MOST_SIGNERS + 1))
    for key in signers:
        if made is None:
            raise ValueError("signers need a time")
        yield sign_xml(content, key, made=made)


def put_entry(archive: zipfile.ZipFile, entry: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    """An entry that is the same bytes whenever it is written."""
    archive.writestr(_info(entry), content, compress_type=method)


def _info(entry: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(entry, EARLIEST)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    return info
