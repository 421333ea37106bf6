"""The two signature methods of the profile, each pinned to its kind of key; XML spells ECDSA values as raw r||s."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from signing.xml.errors import XmlCertificateUnreadable, XmlKeyNotAccepted, XmlValueWrong

RSA_SHA256: Final = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
ECDSA_SHA256: Final = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"

LEAST_RSA_BITS: Final = 2048
MOST_RSA_BITS: Final = 8192
"""Above, one verification costs enough to be an attack."""

_ORDERS: Final = {
    "secp256r1": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "secp384r1": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
}
"""Group orders of P-256 and P-384 (NIST SP 800-186, 3.2.1)."""

_PKCS1 = padding.PKCS1v15()
_SHA256 = SHA256()
_ECDSA = ec.ECDSA(_SHA256)

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


@lru_cache(maxsize=256)
def read_certificate(der: bytes) -> x509.Certificate:
    """Raises `XmlCertificateUnreadable`. Kept, because the same few people sign again and again."""
    try:
        return x509.load_der_x509_certificate(der)
    except (ValueError, UnsupportedAlgorithm, x509.InvalidVersion) as error:
        raise XmlCertificateUnreadable() from error


@lru_cache(maxsize=256)
def public_key(certificate: x509.Certificate) -> PublicKey:
    """The certificate's key, if the profile accepts it. Raises `XmlKeyNotAccepted`, `XmlCertificateUnreadable`."""
    try:
        key = certificate.public_key()
    except (ValueError, UnsupportedAlgorithm) as error:
        raise XmlCertificateUnreadable() from error
    if isinstance(key, rsa.RSAPublicKey):
        if not LEAST_RSA_BITS <= key.key_size <= MOST_RSA_BITS:
            raise XmlKeyNotAccepted(key=f"RSA-{key.key_size}")
        return key
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in _ORDERS:
        return key
    raise XmlKeyNotAccepted(key=key.curve.name if isinstance(key, ec.EllipticCurvePublicKey) else type(key).__name__)


def method(key: PublicKey) -> str:
    """The one SignatureMethod for a key."""
    return RSA_SHA256 if isinstance(key, rsa.RSAPublicKey) else ECDSA_SHA256


def to_xml_value(key: PublicKey, signature: bytes) -> bytes:
    """From the shape of `SigningKey.sign` to SignatureValue: DER becomes r||s with low S (XMLDSig 1.1, 6.4.3).

    Raises ValueError when it is not DER.
    """
    if isinstance(key, rsa.RSAPublicKey):
        return signature
    order, size = _ORDERS[key.curve.name], (key.curve.key_size + 7) // 8
    r, s = decode_dss_signature(signature)
    if not (0 < r < order and 0 < s < order):
        raise ValueError("r or s outside the group")
    return r.to_bytes(size, "big") + min(s, order - s).to_bytes(size, "big")


def check_value(key: PublicKey, data: bytes, value: bytes) -> None:
    """Raises `XmlValueWrong` unless `value` is the key's signature over `data` in its only accepted spelling."""
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(value, data, _PKCS1, _SHA256)
        else:
            key.verify(_to_der(key, value), data, _ECDSA)
    except InvalidSignature as error:
        raise XmlValueWrong() from error


def _to_der(key: ec.EllipticCurvePublicKey, value: bytes) -> bytes:
    order, size = _ORDERS[key.curve.name], (key.curve.key_size + 7) // 8
    r, s = int.from_bytes(value[:size], "big"), int.from_bytes(value[size:], "big")
    # (r, n-s) verifies as well as (r, s); only the lower may stand, or one statement would have two digests.
    if len(value) != 2 * size or not 0 < r < order or not 0 < s <= order // 2:
        raise XmlValueWrong()
    return encode_dss_signature(r, s)
