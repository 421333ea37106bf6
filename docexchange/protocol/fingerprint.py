"""The name of a TLS key: SHA-256 of its SubjectPublicKeyInfo, in lower-case hexadecimal."""

from __future__ import annotations

import hashlib

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def key_fingerprint(certificate: x509.Certificate) -> str:
    """64 hexadecimal digits; stays the same when the certificate is renewed over the same key."""
    return hashlib.sha256(
        certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ).hexdigest()


def certificate_digest(certificate: x509.Certificate) -> str:
    """SHA-256 of the whole DER certificate: how the directory names an enrolled certificate."""
    return hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest()
