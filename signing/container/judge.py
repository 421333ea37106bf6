"""Judging a container: every signature in it, every file, and whether they cover each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from signing.container.errors import EntryDamaged
from signing.container.layout import Entry, digest_entry, read_entry, read_layout
from signing.container.manifest import MANIFEST, write_manifest
from signing.container.names import META, MIMETYPE, media_type_of
from signing.container.signer import judge_detached_signer, no_judgement
from signing.trust.store import TrustSet
from signing.verdict import Finding, Indication, SignatureJudgement
from signing.xml.detached import VerifiedDetached, verify_detached
from signing.xml.detached_shape import MAX_DETACHED_BYTES
from signing.xml.errors import XmlSignatureBroken

MOST_SIGNATURES: Final = 20
_SIGNATURE = re.compile(r"META-INF/[^/]*signatures[^/]*\.xml")
_OTHER_SIGNATURE = re.compile(r"META-INF/[^/]*(?:\.p7s|\.tst|ASiCManifest[^/]*\.xml|ASiCArchiveManifest[^/]*\.xml)")
ALTERED: Final = frozenset({"container-file-missing", "container-file-changed", "container-file-uncovered"})
"""Codes of findings that say: these are not the files that were signed."""


@dataclass(frozen=True)
class ContainerFile:
    """One file: its size in bytes, its SHA-256 (empty when damaged), and which signatures hold over it, by place.

    `media_type` is the signed one where a signature holds, else what the name's ending suggests.
    """

    name: str
    media_type: str
    size: int
    digest: bytes
    signed_by: tuple[int, ...] = ()


@dataclass(frozen=True)
class ContainerJudgement:
    """All signatures in the order of their entries, all files, and what is wrong beside the signatures."""

    signatures: tuple[SignatureJudgement, ...]
    files: tuple[ContainerFile, ...]
    findings: tuple[Finding, ...]


def judge_container(path: Path, trust: TrustSet, *, at: datetime | None = None, fetch: bool) -> ContainerJudgement:
    """Judge as of `at` (aware; None: now); with `fetch` revocation lists may be asked for.

    Raises `ContainerFlawed` when the ZIP could be read in two ways or is none, and `OSError`; nothing else, whatever
    the container holds. Memory does not grow with the files. Not to be called from inside a running event loop.
    """
    with path.open("rb") as file:
        entries = read_layout(file)
        files = {entry.name: _file(file, entry) for entry in entries if not _is_meta(entry)}
        signatures = [entry for entry in entries if _SIGNATURE.fullmatch(entry.name)]
        verified = [_verified(file, entry) for entry in signatures[:MOST_SIGNATURES]]
        findings = [*_unknown_entries(entries), *_manifest(file, entries, files, verified)]
    if len(signatures) > MOST_SIGNATURES:
        findings.append(Finding("container-too-many-signatures", "error", {"count": str(len(signatures))}))
    judged = [
        _judged(entry.name, one, files, trust, at, fetch) for entry, one in zip(signatures, verified, strict=False)
    ]
    covered = tuple(_with_signers(one, verified) for one in files.values())
    if any(isinstance(one, VerifiedDetached) for one in verified):
        findings += [_uncovered(one) for one in covered if not _is_named(one.name, verified)]
    return ContainerJudgement(tuple(judged), covered, tuple(findings))


def _is_meta(entry: Entry) -> bool:
    return entry.name == MIMETYPE or entry.name.startswith(META)


def _file(file: BinaryIO, entry: Entry) -> ContainerFile:
    try:
        digest = digest_entry(file, entry)
    except EntryDamaged:
        digest = b""
    return ContainerFile(entry.name, media_type_of(entry.name), entry.size, digest)


def _verified(file: BinaryIO, entry: Entry) -> VerifiedDetached | XmlSignatureBroken | EntryDamaged:
    try:
        return verify_detached(read_entry(file, entry, MAX_DETACHED_BYTES))
    except (XmlSignatureBroken, EntryDamaged) as error:
        return error


def _unknown_entries(entries: tuple[Entry, ...]) -> list[Finding]:
    found: list[Finding] = []
    for entry in entries:
        name = {"name": entry.name}
        if _OTHER_SIGNATURE.fullmatch(entry.name):
            found.append(Finding("container-foreign-signature", "error", name))
        elif entry.name.startswith(META) and entry.name != MANIFEST and not _SIGNATURE.fullmatch(entry.name):
            found.append(Finding("container-entry-unknown", "error", name))
    return found


def _manifest(
    file: BinaryIO,
    entries: tuple[Entry, ...],
    files: Mapping[str, ContainerFile],
    verified: list[VerifiedDetached | XmlSignatureBroken | EntryDamaged],
) -> list[Finding]:
    """Whether the list of files is what the signatures say; only asked when there is a signature of ours."""
    signed = {one.name: one.media_type for it in verified if isinstance(it, VerifiedDetached) for one in it.files}
    if not signed:
        return []
    entry = next((one for one in entries if one.name == MANIFEST), None)
    if entry is None:
        return [Finding("container-manifest-missing", "error")]
    expected = write_manifest([(name, signed.get(name, one.media_type)) for name, one in files.items()])
    try:
        same = read_entry(file, entry, len(expected)) == expected
    except EntryDamaged:
        same = False
    return [] if same else [Finding("container-manifest-differs", "error")]


def _judged(
    field: str,
    verified: VerifiedDetached | XmlSignatureBroken | EntryDamaged,
    files: Mapping[str, ContainerFile],
    trust: TrustSet,
    at: datetime | None,
    fetch: bool,
) -> SignatureJudgement:
    if not isinstance(verified, VerifiedDetached):
        return no_judgement(field, verified)
    judged = judge_detached_signer(verified, field, trust, at=at, fetch=fetch)
    broken = [found for one in verified.files if (found := _broken(one.name, one.digest, files)) is not None]
    if broken:
        return replace(
            judged,
            indication=Indication.FAILED,
            sub_indication="HASH_FAILURE",
            integrity=False,
            findings=(*broken, *judged.findings),
        )
    left = sorted(set(files) - {one.name for one in verified.files})
    if left:
        partial = Finding("container-signature-partial", "warning", {"files": ", ".join(left[:10])})
        return replace(judged, covers="part", findings=(*judged.findings, partial))
    return judged


def _broken(name: str, digest: bytes, files: Mapping[str, ContainerFile]) -> Finding | None:
    if name not in files:
        return Finding("container-file-missing", "error", {"name": name})
    return None if files[name].digest == digest else Finding("container-file-changed", "error", {"name": name})


def _with_signers(
    file: ContainerFile, verified: list[VerifiedDetached | XmlSignatureBroken | EntryDamaged]
) -> ContainerFile:
    holding = tuple(
        place
        for place, it in enumerate(verified)
        if isinstance(it, VerifiedDetached)
        and any((one.name, one.digest) == (file.name, file.digest) for one in it.files)
    )
    stated = (
        one.media_type
        for place in holding
        if isinstance(it := verified[place], VerifiedDetached)
        for one in it.files
        if one.name == file.name
    )
    return replace(file, signed_by=holding, media_type=next(stated, file.media_type))


def _is_named(name: str, verified: list[VerifiedDetached | XmlSignatureBroken | EntryDamaged]) -> bool:
    return any(name == one.name for it in verified if isinstance(it, VerifiedDetached) for one in it.files)


def _uncovered(file: ContainerFile) -> Finding:
    return Finding("container-file-uncovered", "error", {"name": file.name})
