"""Content and certificates for the XML signature tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

MADE = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
CONTENT = (
    '<statement xmlns="urn:ecabinet:statement:1" type="login/1"><by id="o-1">Nguyễn Văn An</by>'
    "<amount>1000</amount><note>A &amp; B &lt; C</note></statement>"
).encode()

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def certify(
    private: PrivateKey, name: str, issuer: tuple[PrivateKey, x509.Certificate] | None = None
) -> x509.Certificate:
    """A certificate for signing, or a CA certificate when there is no issuer."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(
        digital_signature=issuer is not None,
        content_commitment=issuer is not None,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issuer is None,
        crl_sign=issuer is None,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[1].subject if issuer else subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=30))
        .not_valid_after(datetime.now(UTC) + timedelta(days=365))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(issuer[0] if issuer else private, hashes.SHA256())
    )
