"""Making the one XML signature this house knows."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from signing.keys.key import SigningKey
from signing.xml.algorithms import PublicKey, check_value, method, public_key, to_xml_value
from signing.xml.canonical import content_flaw
from signing.xml.errors import (
    XmlCertificateUnreadable,
    XmlKeyNotAccepted,
    XmlKeyRefused,
    XmlNotSignable,
    XmlValueWrong,
)
from signing.xml.shape import Shape, fits, join


def sign_xml(unsigned: bytes, key: SigningKey, *, made: datetime) -> bytes:
    """`unsigned` with an enveloped XAdES-B-B signature as last child of its root.

    `unsigned` must be in strict form (`signing.xml.canonical.content_flaw`); `made` is the claimed time, aware, written
    in UTC to the second. Apart from the signature value the result depends on nothing else.
    Raises `XmlNotSignable`, `XmlKeyRefused`, and whatever the key raises.
    """
    if made.tzinfo is None:
        raise ValueError("made must be an aware time")
    flaw = content_flaw(unsigned)
    if flaw is not None:
        raise XmlNotSignable(flaw=flaw)
    public = _accepted_key(key.certificate)
    certificates = tuple(one.public_bytes(Encoding.DER) for one in (key.certificate, *key.chain))
    if not fits(certificates):
        raise XmlKeyRefused(key="chain-too-long")
    shape = Shape(method(public), sha256(unsigned).digest(), certificates, made)
    return join(unsigned, shape.element(_value(key, public, shape.signed_info())))


def _accepted_key(certificate: x509.Certificate) -> PublicKey:
    try:
        return public_key(certificate)
    except (XmlKeyNotAccepted, XmlCertificateUnreadable) as error:
        raise XmlKeyRefused(key=error.facts.get("key", "?")) from error


def _value(key: SigningKey, public: PublicKey, data: bytes) -> bytes:
    """The signature, believed only after it verified: a token may hold another key than its certificate says."""
    try:
        value = to_xml_value(public, key.sign(data))
        check_value(public, data, value)
    except (ValueError, XmlValueWrong) as error:
        raise XmlKeyRefused(key="mismatch") from error
    return value
