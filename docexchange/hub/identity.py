"""Who the hub is: one P-256 key for TLS and receipts, a self-signed certificate that carries the hub's id.

Desks pin the key's fingerprint; the certificate proves nothing by itself.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.x509.oid import NameOID

from docexchange.hub.errors import KeyUnreadable
from docexchange.protocol.fingerprint import key_fingerprint

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Order of P-256 (SEC 2, 2.4.2), for low S."""
_TERM = timedelta(days=20 * 365)


@dataclass(frozen=True)
class HubKey:
    """The hub's key as a `signing.keys.key.SigningKey`; `hub` is the hub's id."""

    private: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    key_file: Path
    certificate_file: Path

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        return ()

    @property
    def hub(self) -> str:
        return str(self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)

    @property
    def fingerprint(self) -> str:
        return key_fingerprint(self.certificate)

    def sign(self, data: bytes) -> bytes:
        """ECDSA over SHA-256 of `data`, DER, low S."""
        r, s = decode_dss_signature(self.private.sign(data, ec.ECDSA(hashes.SHA256())))
        return encode_dss_signature(r, min(s, _ORDER - s))


def open_hub_key(folder: Path) -> HubKey:
    """The hub's key and certificate, made at first use; KeyUnreadable when what stands there is not usable."""
    key_file, certificate_file = folder / "hub-key.pem", folder / "hub-certificate.pem"
    try:
        private = _private_key(key_file)
        if not certificate_file.exists():
            _write_whole(certificate_file, _new_certificate(private), 0o644)
        certificate = x509.load_pem_x509_certificate(certificate_file.read_bytes())
        key = HubKey(private, certificate, key_file, certificate_file)
        if not key.hub or certificate.public_key() != private.public_key():
            raise KeyUnreadable(path=certificate_file)
    except (ValueError, TypeError, IndexError) as error:
        raise KeyUnreadable(path=folder) from error
    return key


def _private_key(path: Path) -> ec.EllipticCurvePrivateKey:
    if not path.exists():
        new = ec.generate_private_key(ec.SECP256R1())
        encoded = new.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        _write_whole(path, encoded, 0o600)
    found = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(found, ec.EllipticCurvePrivateKey) or not isinstance(found.curve, ec.SECP256R1):
        raise KeyUnreadable(path=path)
    return found


def _new_certificate(key: ec.EllipticCurvePrivateKey) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"hub-{uuid4()}")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + _TERM)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("ecabinet-hub")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write_whole(path: Path, content: bytes, mode: int) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
