"""Judging the one XML signature this house knows: integrity and shape only, trust is `signing.trust.path`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from cryptography import x509

from signing.xml.algorithms import check_value, method, public_key, read_certificate
from signing.xml.canonical import MAX_CONTENT_BYTES, content_flaw
from signing.xml.errors import (
    XmlAlgorithmMismatch,
    XmlContentAltered,
    XmlNotStrict,
    XmlSignatureBroken,
    XmlTooLarge,
)
from signing.xml.shape import MAX_SIGNATURE_BYTES, read, split

MAX_BYTES: Final = MAX_CONTENT_BYTES + MAX_SIGNATURE_BYTES

__all__ = ["MAX_BYTES", "VerifiedXml", "XmlSignatureBroken", "verify_xml"]


@dataclass(frozen=True)
class VerifiedXml:
    """What a signature that holds says. Consumers read `content` and nothing else of the file.

    `content`: canonical bytes of the document without its signature; `digest`: their SHA-256 in hex, the identity of a
    statement; `certificate`: the signer's, not yet believed; `intermediates`: the issuers sent along, bound by the
    signature; `claimed_time`: what the signer says, aware.
    """

    content: bytes
    certificate: x509.Certificate
    intermediates: tuple[x509.Certificate, ...]
    claimed_time: datetime
    digest: str


def verify_xml(signed: bytes, *, limit: int = MAX_BYTES) -> VerifiedXml:
    """Accept exactly what `sign_xml` writes, up to `limit` bytes; raises a kind of `XmlSignatureBroken` otherwise.

    The rules of `signing.md` 5.1: fixed place, fixed shape, no choice of algorithm, key only from the certificate bound
    by SigningCertificateV2, one spelling of every value.
    """
    if len(signed) > limit:
        raise XmlTooLarge(size=len(signed), limit=limit)
    content, element = split(signed)
    shape, value = read(element)
    # The digest first: altered bytes are "altered", whatever form they have now, and no parser sees them.
    digest = sha256(content)
    if digest.digest() != shape.content_digest:
        raise XmlContentAltered()
    flaw = content_flaw(content)
    if flaw is not None:
        raise XmlNotStrict(flaw=flaw)
    certificate, *issuers = (read_certificate(der) for der in shape.certificates)
    key = public_key(certificate)
    if shape.method != method(key):
        raise XmlAlgorithmMismatch(algorithm=shape.method)
    check_value(key, shape.signed_info(), value)
    return VerifiedXml(content, certificate, tuple(issuers), shape.made, digest.hexdigest())
