"""Evidence as a value and as a file: a plain ZIP, entries stored and not compressed, in one fixed order.

    mimetype                 application/vnd.ecabinet.evidence+zip
    signed.sha256            SHA-256 of the exact signed bytes, 64 lower-case hex digits, newline
    stamp.tst                RFC 3161 TimeStampToken (DER) over that digest; left out when there is none
    crls/1.crl               CRLs (DER), counted from 1
    ocsps/1.ocsp             OCSPResponses (DER)
    certificates/1.crt       certificates (DER) that paths may need, the signer's first

Nothing in the file is believed for standing there: every piece is signed by its issuer. Other programs read it with
`unzip`, `openssl ts -verify`, `openssl crl`, `openssl ocsp`.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from signing.evidence.errors import EvidenceUnreadable

MEDIA_TYPE: Final = b"application/vnd.ecabinet.evidence+zip"
LARGEST_EVIDENCE: Final = 32 << 20
"""Of the whole file in bytes; as nothing is compressed, of everything in it."""
MOST_PIECES: Final = 50
"""Of each kind."""

_STAMP = "stamp.tst"
_DIGEST = "signed.sha256"
_KINDS = (("crls", "crl"), ("ocsps", "ocsp"), ("certificates", "crt"))
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, OverflowError)


@dataclass(frozen=True)
class Evidence:
    """What proves a signature later. `digest`: SHA-256 in hex of the exact signed bytes; everything else is DER.

    `stamp` is empty when there is none. A piece may be anything until it is judged.
    """

    digest: str
    stamp: bytes = b""
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    certificates: tuple[bytes, ...] = ()


def write_evidence(evidence: Evidence) -> bytes:
    """The file; the same evidence always gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in _entries(evidence):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def read_evidence(raw: bytes) -> Evidence:
    """Exactly what `write_evidence` lays down: names, order, no compression. Raises `EvidenceUnreadable`."""
    if len(raw) > LARGEST_EVIDENCE:
        raise EvidenceUnreadable(why="too-large")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = _checked_names(archive.infolist())
            contents = [archive.read(name) for name in names]
    except _DAMAGE as error:
        raise EvidenceUnreadable(why="not-zip") from error
    return _evidence(names, contents)


def _entries(evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    yield "mimetype", MEDIA_TYPE
    yield _DIGEST, evidence.digest.encode() + b"\n"
    if evidence.stamp:
        yield _STAMP, evidence.stamp
    for (folder, ending), pieces in zip(_KINDS, _pieces(evidence), strict=True):
        for number, piece in enumerate(pieces, 1):
            yield f"{folder}/{number}.{ending}", piece


def _pieces(evidence: Evidence) -> tuple[tuple[bytes, ...], ...]:
    return evidence.crls, evidence.ocsps, evidence.certificates


def _checked_names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    names = [info.filename for info in infos]
    plain = all(info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 1 for info in infos)
    # Entries may overlap in a hostile ZIP, so the sum has a limit of its own.
    small = sum(info.file_size for info in infos) <= LARGEST_EVIDENCE
    if not plain or not small or names != _expected_names(names):
        raise EvidenceUnreadable(why="entries")
    return names


def _expected_names(names: Sequence[str]) -> list[str]:
    """What the names must be, given how many of each kind there are."""
    expected = ["mimetype", _DIGEST] + ([_STAMP] if _STAMP in names else [])
    for folder, ending in _KINDS:
        count = sum(name.startswith(folder + "/") for name in names)
        expected += [f"{folder}/{number}.{ending}" for number in range(1, min(count, MOST_PIECES) + 1)]
    return expected


def _evidence(names: Sequence[str], contents: Sequence[bytes]) -> Evidence:
    by_name = dict(zip(names, contents, strict=True))
    digest = re.fullmatch(rb"([0-9a-f]{64})\n", by_name[_DIGEST])
    if by_name["mimetype"] != MEDIA_TYPE or digest is None:
        raise EvidenceUnreadable(why="digest" if digest is None else "entries")
    crls, ocsps, certificates = (
        tuple(content for name, content in by_name.items() if name.startswith(folder + "/")) for folder, _ in _KINDS
    )
    return Evidence(digest[1].decode(), by_name.get(_STAMP, b""), crls, ocsps, certificates)
