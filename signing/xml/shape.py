"""The one shape: an enveloped XAdES-B-B signature (ETSI EN 319 132-1), byte for byte, as last child of the root.

Everything in the element follows from few facts (`Shape` and the signature value), so reading is: find the facts, write
the element anew, compare. Whatever is added, dropped, reordered or spelled otherwise gives other bytes and is refused.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Final

from signing.xml.algorithms import ECDSA_SHA256, RSA_SHA256
from signing.xml.errors import (
    XmlCertificateNotBound,
    XmlContentAltered,
    XmlNotSigned,
    XmlOtherShape,
    XmlSignatureBroken,
)

DS: Final = "http://www.w3.org/2000/09/xmldsig#"
XADES: Final = "http://uri.etsi.org/01903/v1.3.2#"
EXCLUSIVE_C14N: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"

MAX_CERTIFICATES: Final = 6
MAX_CERTIFICATE_BYTES: Final = 16 << 10
"""Of one certificate in DER; some are kept in memory, so their size must have an end."""
MAX_SIGNATURE_BYTES: Final = 140 << 10
"""Of the element: the most and largest certificates in base64, and the rest."""

_OPENING = b'<ds:Signature xmlns:ds="' + DS.encode() + b'" Id="signature">'
_DIGEST_METHOD = '<ds:DigestMethod{ds} Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>'
_EXCLUSIVE = f'<ds:Transform Algorithm="{EXCLUSIVE_C14N}"></ds:Transform>'

# The reference to SignedProperties names its canonicalisation, or other verifiers would fall back to the inclusive one.
_SIGNED_INFO = (
    "<ds:SignedInfo{ds}>"
    f'<ds:CanonicalizationMethod Algorithm="{EXCLUSIVE_C14N}"></ds:CanonicalizationMethod>'
    '<ds:SignatureMethod Algorithm="{method}"></ds:SignatureMethod>'
    '<ds:Reference Id="signature-content" URI=""><ds:Transforms>'
    f'<ds:Transform Algorithm="{DS}enveloped-signature"></ds:Transform>{_EXCLUSIVE}</ds:Transforms>'
    + _DIGEST_METHOD.format(ds="")
    + "<ds:DigestValue>{content}</ds:DigestValue></ds:Reference>"
    '<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#signature-properties">'
    f"<ds:Transforms>{_EXCLUSIVE}</ds:Transforms>"
    + _DIGEST_METHOD.format(ds="")
    + "<ds:DigestValue>{properties}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
)
_PROPERTIES = (
    '<xades:SignedProperties{xades} Id="signature-properties"><xades:SignedSignatureProperties>'
    "<xades:SigningTime>{made}</xades:SigningTime>"
    "<xades:SigningCertificateV2>{digests}</xades:SigningCertificateV2></xades:SignedSignatureProperties>"
    '<xades:SignedDataObjectProperties><xades:DataObjectFormat ObjectReference="#signature-content">'
    "<xades:MimeType>text/xml</xades:MimeType></xades:DataObjectFormat></xades:SignedDataObjectProperties>"
    "</xades:SignedProperties>"
)
_CERTIFICATE_DIGEST = (
    "<xades:Cert><xades:CertDigest>" + _DIGEST_METHOD + "<ds:DigestValue{ds}>{digest}</ds:DigestValue>"
    "</xades:CertDigest></xades:Cert>"
)
_ELEMENT = (
    _OPENING.decode() + "{info}<ds:SignatureValue>{value}</ds:SignatureValue>"
    "<ds:KeyInfo><ds:X509Data>{certificates}</ds:X509Data></ds:KeyInfo>"
    f'<ds:Object><xades:QualifyingProperties xmlns:xades="{XADES}" Target="#signature">'
    "{properties}</xades:QualifyingProperties></ds:Object></ds:Signature>"
)
_DS_DECLARED = f' xmlns:ds="{DS}"'
_XADES_DECLARED = f' xmlns:xades="{XADES}"'


@dataclass(frozen=True)
class Shape:
    """The facts of a signature but for its value: `certificates` in DER, the signer's first; `made` aware."""

    method: str
    content_digest: bytes
    certificates: tuple[bytes, ...]
    made: datetime

    @cached_property
    def properties_digest(self) -> str:
        """SHA-256 of SignedProperties in exclusive canonical form, in base64."""
        return _base64(sha256(self._properties(_DS_DECLARED, _XADES_DECLARED).encode()).digest())

    def signed_info(self) -> bytes:
        """SignedInfo in exclusive canonical form: what the key signs."""
        return self._signed_info(_DS_DECLARED).encode()

    def element(self, value: bytes) -> bytes:
        """The whole ds:Signature as it stands in the document."""
        certificates = (f"<ds:X509Certificate>{_spelled(c)[0]}</ds:X509Certificate>" for c in self.certificates)
        return _ELEMENT.format(
            info=self._signed_info(""),
            value=_base64(value),
            certificates="".join(certificates),
            properties=self._properties("", ""),
        ).encode()

    def _signed_info(self, ds: str) -> str:
        return _SIGNED_INFO.format(
            ds=ds, method=self.method, content=_base64(self.content_digest), properties=self.properties_digest
        )

    def _properties(self, ds: str, xades: str) -> str:
        """SignedProperties: with the declarations in exclusive canonical form, without them as it stands in place."""
        digests = (_CERTIFICATE_DIGEST.format(ds=ds, digest=_spelled(c)[1]) for c in self.certificates)
        made = self.made.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
        return _PROPERTIES.format(xades=xades, made=made + "Z", digests="".join(digests))


def fits(certificates: Sequence[bytes]) -> bool:
    """Whether a signature may carry these certificates."""
    return 0 < len(certificates) <= MAX_CERTIFICATES and max(map(len, certificates)) <= MAX_CERTIFICATE_BYTES


def join(content: bytes, element: bytes) -> bytes:
    """The signed document: the element goes before the root's closing tag."""
    at = content.rindex(b"</")
    return content[:at] + element + content[at:]


def split(signed: bytes) -> tuple[bytes, bytes]:
    """Content without its signature, and the ds:Signature element.

    Raises `XmlNotSigned`, and `XmlOtherShape` when the one signature is not the root's last child.
    """
    start, end = signed.find(_OPENING), signed.rfind(b"</")
    if start < 0:
        raise XmlOtherShape() if DS.encode() in signed else XmlNotSigned()
    element = signed[start:end]
    if not element.endswith(b"</ds:Signature>") or len(element) > MAX_SIGNATURE_BYTES:
        raise XmlOtherShape()
    return signed[:start] + signed[end:], element


def read(element: bytes) -> tuple[Shape, bytes]:
    """The facts of a ds:Signature and its SignatureValue.

    Raises `XmlOtherShape`; `XmlCertificateNotBound`, `XmlContentAltered` when a digest inside does not hold.
    """
    match = _READING.fullmatch(element)
    if match is None:
        raise XmlOtherShape()
    method, content, properties, value, certificates, made, digests = (group.decode() for group in match.groups())
    try:
        shape = Shape(
            method=method,
            content_digest=b64decode(content, validate=True),
            certificates=tuple(b64decode(c, validate=True) for c in _between(certificates, "ds:X509Certificate")),
            made=datetime.fromisoformat(made),
        )
        raw_value = b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise XmlOtherShape() from error
    if not fits(shape.certificates):
        raise XmlOtherShape()
    if shape.element(raw_value) != element:
        raise _difference(shape, properties, digests)
    return shape, raw_value


def _difference(shape: Shape, properties: str, digests: str) -> XmlSignatureBroken:
    """What to call it when the facts found do not give the bytes found."""
    bound = [_spelled(certificate)[1] for certificate in shape.certificates]
    if _between(digests, "ds:DigestValue") != bound:
        return XmlCertificateNotBound()
    return XmlContentAltered() if properties != shape.properties_digest else XmlOtherShape()


def _between(text: str, tag: str) -> list[str]:
    return re.findall(f"<{tag}>([^<]*)</{tag}>", text)


@lru_cache(maxsize=256)
def _spelled(certificate: bytes) -> tuple[str, str]:
    """A certificate and its SHA-256, both in base64; kept, because the same few people sign again and again."""
    return _base64(certificate), _base64(sha256(certificate).digest())


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()


def _reading() -> re.Pattern[bytes]:
    """The element as a pattern, made from the very templates that write it."""
    base64, digest = "[A-Za-z0-9+/]+={0,2}", "[A-Za-z0-9+/]{43}="
    slots = {
        "@info@": _SIGNED_INFO.format(ds="", method="@method@", content="@content@", properties="@digest@"),
        "@properties@": _PROPERTIES.format(xades="", made="@made@", digests="@digests@"),
    }
    pattern = re.escape(
        _ELEMENT.format(info="@info@", value="@value@", certificates="@certificates@", properties="@properties@")
    )
    for slot, inner in slots.items():
        pattern = pattern.replace(slot, re.escape(inner))
    certificate = f"<ds:X509Certificate>{base64}</ds:X509Certificate>"
    named = re.escape(_CERTIFICATE_DIGEST.format(ds="", digest="@digest@")).replace("@digest@", digest)
    for slot, inner in {
        "@method@": f"({re.escape(RSA_SHA256)}|{re.escape(ECDSA_SHA256)})",
        "@content@": f"({digest})",
        "@digest@": f"({digest})",
        "@value@": f"({base64})",
        "@certificates@": f"((?:{certificate}){{1,{MAX_CERTIFICATES}}})",
        "@made@": r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)",
        "@digests@": f"((?:{named}){{1,{MAX_CERTIFICATES}}})",
    }.items():
        pattern = pattern.replace(slot, inner)
    return re.compile(pattern.encode())


_READING = _reading()
