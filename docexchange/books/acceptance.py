"""What the hub adds to a statement: its place in the book, chained by heads and signed as the receipt (R3).

An acceptance record is written as seven lines of ASCII, and the head is the SHA-256 of exactly these bytes:

    ecabinet.head/1
    EPOCH
    BOOK
    SEQUENCE
    TIME
    PREVIOUS HEAD
    CONTENT DIGEST

each ended by a line feed; numbers in decimal, time as 2026-11-21T08:30:00.123Z, the rest 64 hexadecimal digits.
The receipt is ECDSA P-256 with SHA-256 over `ecabinet.receipt/1`, line feed, the head in hexadecimal, line feed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from docexchange.books.errors import HubKeyUnreadable, ReceiptKeyRefused, RecordUnreadable
from docexchange.books.statement_rules import DIGEST, LARGEST_NUMBER
from signing.keys.key import SigningKey

HEAD_DOMAIN: Final = "ecabinet.head/1"
RECEIPT_DOMAIN: Final = "ecabinet.receipt/1"
RECEIPT_BYTES: Final = 64
MAX_RECORD_BYTES: Final = 512
MAX_KEY_BYTES: Final = 512

_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Order of P-256 (NIST SP 800-186, 3.2.1.3)."""
_TIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_ECDSA: Final = ec.ECDSA(SHA256())


@dataclass(frozen=True)
class AcceptanceRecord:
    """`sequence` from 1 without gaps through all epochs; `time` aware, in UTC, whole milliseconds, never going back.

    `previous`: head of the record before, `statement.NO_HEAD` at the start; `digest`: the statement's identity.
    """

    book: str
    epoch: int
    sequence: int
    time: datetime
    previous: str
    digest: str


@dataclass(frozen=True)
class Accepted:
    """A record, the hub's receipt for it, and the signed statement's bytes as received."""

    record: AcceptanceRecord
    receipt: bytes
    raw: bytes


def write_record(record: AcceptanceRecord) -> bytes:
    """The seven lines. Raises RecordUnreadable for facts that no record may have."""
    numbers = (record.epoch, record.sequence)
    digests = (record.book, record.previous, record.digest)
    if not all(1 <= number <= LARGEST_NUMBER for number in numbers) or not all(map(DIGEST.fullmatch, digests)):
        raise RecordUnreadable(reason="values")
    if record.time.utcoffset() is None or record.time.microsecond % 1000:
        raise RecordUnreadable(reason="time")
    time = record.time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
    lines = (HEAD_DOMAIN, record.epoch, record.book, record.sequence, time + "Z", record.previous, record.digest)
    return "".join(f"{line}\n" for line in lines).encode()


def read_record(written: bytes) -> AcceptanceRecord:
    """Strictly: `write_record` of the result gives the same bytes, or RecordUnreadable."""
    if len(written) > MAX_RECORD_BYTES or not written.isascii():
        raise RecordUnreadable(reason="form")
    lines = written.decode("ascii").split("\n")
    if len(lines) != 8 or lines[0] != HEAD_DOMAIN or not _TIME.fullmatch(lines[4]):
        raise RecordUnreadable(reason="form")
    _, epoch, book, sequence, time, previous, digest, _ = lines
    try:
        record = AcceptanceRecord(book, int(epoch), int(sequence), datetime.fromisoformat(time), previous, digest)
    except ValueError as error:
        raise RecordUnreadable(reason="values") from error
    if write_record(record) != written:
        raise RecordUnreadable(reason="not-canonical")
    return record


def head_of(record: AcceptanceRecord) -> str:
    """The head after this record, in hex: SHA-256 of the seven lines."""
    return sha256(write_record(record)).hexdigest()


def whole_milliseconds(at: datetime) -> datetime:
    """An aware time as records carry it: UTC, cut to milliseconds."""
    return at.astimezone(UTC).replace(microsecond=at.microsecond // 1000 * 1000)


def sign_head(record: AcceptanceRecord, key: SigningKey) -> bytes:
    """The receipt: r and s of 32 bytes each, s in the lower half. Raises ReceiptKeyRefused; what the key raises."""
    public = key.certificate.public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey) or not isinstance(public.curve, ec.SECP256R1):
        raise ReceiptKeyRefused(key=type(public).__name__)
    r, s = decode_dss_signature(key.sign(_receipt_text(record)))
    return r.to_bytes(32, "big") + min(s, _ORDER - s).to_bytes(32, "big")


def receipt_holds(record: AcceptanceRecord, receipt: bytes, hub_key: ec.EllipticCurvePublicKey) -> bool:
    """Whether the hub's key made this receipt over this record, in its only spelling (low S)."""
    r, s = int.from_bytes(receipt[:32], "big"), int.from_bytes(receipt[32:], "big")
    if len(receipt) != RECEIPT_BYTES or not 0 < r < _ORDER or not 0 < s <= _ORDER // 2:
        return False
    try:
        hub_key.verify(encode_dss_signature(r, s), _receipt_text(record), _ECDSA)
    except InvalidSignature:
        return False
    return True


def _receipt_text(record: AcceptanceRecord) -> bytes:
    return f"{RECEIPT_DOMAIN}\n{head_of(record)}\n".encode()


def hub_key_bytes(certificate: x509.Certificate) -> bytes:
    """The SubjectPublicKeyInfo in DER, whose SHA-256 in hex names the hub's key in a founding statement."""
    return certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def read_hub_key(der: bytes) -> tuple[str, ec.EllipticCurvePublicKey]:
    """The name (SHA-256 in hex) of a SubjectPublicKeyInfo, and the key. Raises HubKeyUnreadable unless P-256."""
    try:
        key = load_der_public_key(der) if len(der) <= MAX_KEY_BYTES else None
    except (ValueError, UnsupportedAlgorithm) as error:
        raise HubKeyUnreadable() from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise HubKeyUnreadable()
    return sha256(der).hexdigest(), key
