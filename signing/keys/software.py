"""Keys in PKCS#12 files, for tests and low roles: loaded and checked once, then used many times."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from signing.errors import Refused, Unreadable

LARGEST_KEY_FILE = 1 << 20
LEAST_RSA_BITS = 2048
CURVES = ("secp256r1", "secp384r1")

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class WrongPassphrase(Refused):
    """The file is a PKCS#12 file, but this passphrase does not open it."""

    code = "wrong-passphrase"


class KeyUnreadable(Unreadable):
    """Not a PKCS#12 file, or one without exactly one private key with its certificate."""

    code = "key-unreadable"


class KeyTooWeak(Refused):
    """RSA under 2048 bits, or a curve other than P-256 and P-384 (`signing.md` 5.1, 5)."""

    code = "key-too-weak"


def open_pkcs12(path: Path, passphrase: bytes | bytearray) -> SoftwareKey:
    """The key of a PKCS#12 file of at most 1 MiB.

    Raises `WrongPassphrase`, `KeyUnreadable`, `KeyTooWeak`, and `OSError` when the file cannot be read.
    """
    with path.open("rb") as file:
        blob = file.read(LARGEST_KEY_FILE + 1)
    if len(blob) > LARGEST_KEY_FILE or not _is_pkcs12(blob):
        raise KeyUnreadable(file=path.name)
    try:
        # The library insists on `bytes`; this copy lives as long as the call.
        contents = pkcs12.load_pkcs12(blob, bytes(passphrase))
    except ValueError as error:
        raise WrongPassphrase(file=path.name) from error
    private, leaf = contents.key, contents.cert
    if private is None or leaf is None:
        raise KeyUnreadable(file=path.name)
    return software_key(
        private, leaf.certificate, tuple(other.certificate for other in contents.additional_certs), file=path.name
    )


def software_key(
    private: object, certificate: x509.Certificate, others: tuple[x509.Certificate, ...] = (), *, file: str = ""
) -> SoftwareKey:
    """A key from its parts; `others` in any order. Raises `KeyUnreadable`, `KeyTooWeak`."""
    if not isinstance(private, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey)):
        raise KeyTooWeak(file=file, kind=type(private).__name__)
    if private.public_key() != certificate.public_key():
        raise KeyUnreadable(file=file)
    strong = private.key_size >= LEAST_RSA_BITS if isinstance(private, rsa.RSAPrivateKey) else _good_curve(private)
    if not strong:
        raise KeyTooWeak(file=file, kind=f"{type(private).__name__} {private.key_size}")
    return SoftwareKey(private, certificate, _issuers_first(certificate, others))


@dataclass(frozen=True, repr=False)
class SoftwareKey:
    """A `SigningKey` in memory; the private part is loaded and checked once and never shown."""

    _private: PrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    def sign(self, data: bytes) -> bytes:
        """Signature over SHA-256 of `data`: RSA PKCS#1 v1.5, or ECDSA in DER with low S."""
        if isinstance(self._private, rsa.RSAPrivateKey):
            return self._private.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return _low_s(self._private.sign(data, ec.ECDSA(hashes.SHA256())), self._private.curve.group_order)


def _is_pkcs12(blob: bytes) -> bool:
    try:
        outer = asn1_pkcs12.Pfx.load(blob, strict=True)
        return outer["version"].native == "v3" and outer["auth_safe"]["content_type"].native in ("data", "signed_data")
    except (ValueError, TypeError, KeyError):
        return False


def _good_curve(private: ec.EllipticCurvePrivateKey) -> bool:
    return private.curve.name in CURVES


def _low_s(signature: bytes, order: int) -> bytes:
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, min(s, order - s))


def _issuers_first(leaf: x509.Certificate, others: tuple[x509.Certificate, ...]) -> tuple[x509.Certificate, ...]:
    chain: list[x509.Certificate] = []
    left = {other.public_bytes(Encoding.DER): other for other in others}
    current = leaf
    while current.issuer != current.subject:
        found = next((key for key, other in left.items() if other.subject == current.issuer), None)
        if found is None:
            break
        current = left.pop(found)
        chain.append(current)
    return tuple(chain)
