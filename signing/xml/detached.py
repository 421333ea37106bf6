"""Making and judging the second strict shape: a detached signature over digests of raw files.

Trust in the signer, and whether the files at hand have these digests, is judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from signing.keys.key import SigningKey
from signing.xml.algorithms import PublicKey, check_value, method, public_key, read_certificate, to_xml_value
from signing.xml.detached_shape import (
    MEDIA_TYPE,
    MOST_FILES,
    DetachedShape,
    FileDigest,
    read,
    stamped_bytes,
)
from signing.xml.errors import (
    XmlAlgorithmMismatch,
    XmlCertificateUnreadable,
    XmlKeyNotAccepted,
    XmlKeyRefused,
    XmlNotSignable,
    XmlValueWrong,
)
from signing.xml.shape import fits


@dataclass(frozen=True)
class DetachedSignature:
    """A signature just made; `stamped` is what a time stamp must cover."""

    shape: DetachedShape
    value: bytes

    @property
    def stamped(self) -> bytes:
        return stamped_bytes(self.value)

    def file(self, stamp: bytes = b"") -> bytes:
        """The signature file, with a time-stamp token (DER) when there is one."""
        return self.shape.whole(self.value, stamp)


@dataclass(frozen=True)
class VerifiedDetached:
    """What a signature that holds says. `stamp` (DER, unjudged, may be empty) must cover `stamped`.

    `certificate` is the signer's, not yet believed; `intermediates` the issuers sent along, bound by the signature;
    `claimed_time` what the signer says, aware.
    """

    files: tuple[FileDigest, ...]
    certificate: x509.Certificate
    intermediates: tuple[x509.Certificate, ...]
    claimed_time: datetime
    stamp: bytes
    stamped: bytes


def sign_detached(files: Sequence[FileDigest], key: SigningKey, *, made: datetime) -> DetachedSignature:
    """Sign the digests of `files`; `made` is the claimed time, aware, written in UTC to the second.

    Raises `XmlNotSignable`, `XmlKeyRefused`, and whatever the key raises.
    """
    if made.tzinfo is None:
        raise ValueError("made must be an aware time")
    if not 0 < len(files) <= MOST_FILES or len({one.name for one in files}) != len(files):
        raise XmlNotSignable(flaw="files")
    if any(len(one.digest) != 32 or not MEDIA_TYPE.fullmatch(one.media_type) for one in files):
        raise XmlNotSignable(flaw="media-type")
    public = _accepted_key(key.certificate)
    certificates = tuple(one.public_bytes(Encoding.DER) for one in (key.certificate, *key.chain))
    if not fits(certificates):
        raise XmlKeyRefused(key="chain-too-long")
    shape = DetachedShape(method(public), tuple(files), certificates, made)
    return DetachedSignature(shape, _value(key, public, shape.signed_info()))


def verify_detached(raw: bytes) -> VerifiedDetached:
    """Accept exactly what `DetachedSignature.file` writes; raises a kind of `XmlSignatureBroken` otherwise."""
    shape, value, stamp = read(raw)
    certificate, *issuers = (read_certificate(der) for der in shape.certificates)
    key = public_key(certificate)
    if shape.method != method(key):
        raise XmlAlgorithmMismatch(algorithm=shape.method)
    check_value(key, shape.signed_info(), value)
    return VerifiedDetached(shape.files, certificate, tuple(issuers), shape.made, stamp, stamped_bytes(value))


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
