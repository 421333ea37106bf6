"""Our keys as pyHanko wants them; the key stays loaded, so that a signature costs one operation (`signing.md` 0.7)."""

from __future__ import annotations

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.keys.key import SigningKey

_LARGEST_SIGNATURE = 512


class KeySigner(Signer):
    """Signs with any `SigningKey`, SHA-256 only; roots are left out, a verifier has its own."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key
        super().__init__(
            signing_cert=asn1_certificate(key.certificate),
            cert_registry=SimpleCertificateStore.from_certs([asn1_certificate(issuer) for issuer in key.chain]),
            embed_roots=False,
        )

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Raw signature over `data`."""
        if digest_algorithm != "sha256":
            raise ValueError(digest_algorithm)
        return bytes(_LARGEST_SIGNATURE) if dry_run else self._key.sign(data)


def asn1_certificate(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The same certificate as asn1crypto sees it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
