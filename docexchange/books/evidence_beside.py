"""What stands beside the book in an evidence file: the hub's keys, files, proofs, and signatures over the manifest."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import cast

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from docexchange.books.acceptance import read_hub_key
from docexchange.books.errors import HubKeyUnreadable
from docexchange.books.evidence_entries import NotedEntries
from docexchange.books.evidence_form import LARGEST, MOST_SIGNERS, ProofKind, signature_entry
from docexchange.books.evidence_report import Broken, EvidenceSigner
from docexchange.books.evidence_write import Proof
from docexchange.books.membership import Membership
from signing.xml.verify import VerifiedXml, XmlSignatureBroken, verify_xml


def read_hub_keys(entries: NotedEntries) -> dict[str, ec.EllipticCurvePublicKey]:
    """The keys whose name is the digest of their bytes."""
    keys: dict[str, ec.EllipticCurvePublicKey] = {}
    for name, entry in sorted(entries.zip.named["hub-key"].items()):
        der = entries.read(entry)
        if der is None:
            continue
        try:
            found, key = read_hub_key(der)
        except HubKeyUnreadable:
            entries.note(entry, Broken.ALTERED)
            continue
        if found == name:
            keys[name] = key
        else:
            entries.note(entry, Broken.ALTERED)
    return keys


def present_files(entries: NotedEntries) -> frozenset[str]:
    """The digests of the files whose bytes are those named."""
    present: set[str] = set()
    for name, entry in sorted(entries.zip.named["file"].items()):
        found = entries.digest(entry)
        if found == name:
            present.add(name)
        elif found is not None:
            entries.note(entry, Broken.ALTERED)
    return frozenset(present)


def read_proofs(entries: NotedEntries) -> Iterator[Proof]:
    """The proofs whose name is the digest of their bytes."""
    for name, entry in sorted(entries.zip.named["proof"].items()):
        content = entries.read(entry)
        if content is None:
            continue
        proof = Proof(cast(ProofKind, name.rpartition(".")[2]), content)
        if proof.entry == entry:
            yield proof
        else:
            entries.note(entry, Broken.ALTERED)


def read_signers(entries: NotedEntries, manifest: bytes, membership: Membership | None) -> Iterator[EvidenceSigner]:
    """Who signed exactly this manifest."""
    numbers = sorted(int(number) for number in entries.zip.named["signature"])
    for number in numbers[MOST_SIGNERS:]:
        entries.note(signature_entry(number), Broken.UNLISTED)
    for number in range(1, min(max(numbers, default=0), MOST_SIGNERS) + 1):
        verified = _verified(entries, signature_entry(number))
        if verified is None:
            continue
        if verified.content != manifest:
            entries.note(signature_entry(number), Broken.OTHER_MANIFEST)
            continue
        official = _official(verified.certificate, membership)
        yield EvidenceSigner(verified.certificate, verified.intermediates, official, verified.claimed_time)


def _verified(entries: NotedEntries, entry: str) -> VerifiedXml | None:
    signed = entries.read(entry)
    if signed is None:
        return None
    try:
        return verify_xml(signed, limit=LARGEST["signature"])
    except XmlSignatureBroken as error:
        entries.note(entry, Broken.ALTERED, error.code)
        return None


def _official(certificate: x509.Certificate, membership: Membership | None) -> str:
    digest = sha256(certificate.public_bytes(Encoding.DER)).hexdigest()
    if membership is None:
        return ""
    if digest == membership.seal:
        return membership.agency
    found = (one.id for one in membership.officials.values() if digest in one.certificates)
    return next(found, "")
