"""Self-signed keys for the people, seals and desks of the book tests: whom to trust is not asked by books."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from book_world import VPCP
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from signing.keys.key import SigningKey
from signing.keys.software import software_key

NAMES = {
    "head": "Nguyễn Văn An",
    "clerk": "Trần Thị Bình",
    "leader": "Phạm Đức Cường",
    "stranger": "Hoàng Văn Thu",
    "desk": "Máy 1",
}


def _key(*parts: tuple[x509.ObjectIdentifier, str]) -> SigningKey:
    private = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .sign(private, hashes.SHA256())
    )
    return software_key(private, certificate)


def _seal(name: str, organ_id: str) -> SigningKey:
    return _key(
        (NameOID.ORGANIZATION_NAME, name),
        (NameOID.ORGANIZATION_IDENTIFIER, organ_id),
        (NameOID.COMMON_NAME, name),
    )


def people() -> dict[str, SigningKey]:
    """By label: officials, seals, a stranger and a desk."""
    made = {label: _key((NameOID.COMMON_NAME, name)) for label, name in NAMES.items()}
    return made | {
        "seal": _seal("Văn phòng Chính phủ", VPCP),
        "other-seal": _seal("Bộ Tài chính", "000.00.00.G12"),
        "own-seal-2": _seal("Văn phòng Chính phủ", VPCP),
        "official-with-organ-id": _key(
            (NameOID.ORGANIZATION_NAME, "Văn phòng Chính phủ"),
            (NameOID.ORGANIZATION_IDENTIFIER, VPCP),
            (NameOID.COMMON_NAME, "Nguyễn Văn An"),
        ),
    }
