"""The one shape of a signing key, whatever holds it."""

from __future__ import annotations

from typing import Protocol

from cryptography import x509


class SigningKey(Protocol):
    """A private key that never leaves its holder, with its certificate and the issuers above it, nearest first."""

    @property
    def certificate(self) -> x509.Certificate: ...

    @property
    def chain(self) -> tuple[x509.Certificate, ...]: ...

    def sign(self, data: bytes) -> bytes:
        """Signature over SHA-256 of `data`: RSA PKCS#1 v1.5, or ECDSA in DER with low S."""
        ...
