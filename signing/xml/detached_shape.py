"""The second strict shape: a detached XAdES signature (ETSI EN 319 132-1, level B-B or B-T) over digests of raw files.

It stands alone in `asic:XAdESSignatures` (ETSI EN 319 162-1, 4.4.3). As in the first shape everything follows from few
facts, so reading is: find the facts, write the file anew, compare byte for byte.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final
from urllib.parse import quote, unquote

from signing.xml.algorithms import ECDSA_SHA256, RSA_SHA256
from signing.xml.errors import (
    XmlCertificateNotBound,
    XmlContentAltered,
    XmlNotSigned,
    XmlOtherShape,
    XmlSignatureBroken,
)
from signing.xml.shape import DS, EXCLUSIVE_C14N, MAX_CERTIFICATES, XADES, fits

ASIC: Final = "http://uri.etsi.org/02918/v1.2.1#"
MOST_FILES: Final = 1000
LONGEST_NAME: Final = 255
"""Of a file's name in bytes of UTF-8."""
LARGEST_STAMP: Final = 64 << 10
MAX_DETACHED_BYTES: Final = 4 << 20

_DS_DECLARED = f' xmlns:ds="{DS}"'
_XADES_DECLARED = f' xmlns:xades="{XADES}"'
_BOTH_DECLARED = _DS_DECLARED + _XADES_DECLARED
_SHA256 = '<ds:DigestMethod{ds} Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>'
_FILE = (
    '<ds:Reference Id="file-{number}" URI="{uri}">'
    + _SHA256.format(ds="")
    + "<ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>"
)
_FORMAT = (
    '<xades:DataObjectFormat ObjectReference="#file-{number}">'
    "<xades:MimeType>{media_type}</xades:MimeType></xades:DataObjectFormat>"
)
_SIGNED_INFO = (
    "<ds:SignedInfo{ds}>"
    f'<ds:CanonicalizationMethod Algorithm="{EXCLUSIVE_C14N}"></ds:CanonicalizationMethod>'
    '<ds:SignatureMethod Algorithm="{method}"></ds:SignatureMethod>{files}'
    '<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#signature-properties">'
    f'<ds:Transforms><ds:Transform Algorithm="{EXCLUSIVE_C14N}"></ds:Transform></ds:Transforms>'
    + _SHA256.format(ds="")
    + "<ds:DigestValue>{properties}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
)
_PROPERTIES = (
    '<xades:SignedProperties{xades} Id="signature-properties"><xades:SignedSignatureProperties>'
    "<xades:SigningTime>{made}</xades:SigningTime>"
    "<xades:SigningCertificateV2>{digests}</xades:SigningCertificateV2></xades:SignedSignatureProperties>"
    "<xades:SignedDataObjectProperties>{formats}</xades:SignedDataObjectProperties></xades:SignedProperties>"
)
_CERTIFICATE_DIGEST = (
    "<xades:Cert><xades:CertDigest>" + _SHA256 + "<ds:DigestValue{ds}>{digest}</ds:DigestValue>"
    "</xades:CertDigest></xades:Cert>"
)
_VALUE = "<ds:SignatureValue{ds}>{value}</ds:SignatureValue>"
_STAMP = (
    "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>"
    '<xades:SignatureTimeStamp Id="signature-time-stamp">'
    f'<ds:CanonicalizationMethod Algorithm="{EXCLUSIVE_C14N}"></ds:CanonicalizationMethod>'
    "<xades:EncapsulatedTimeStamp>{stamp}</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp>"
    "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>"
)
_WHOLE = (
    f'<asic:XAdESSignatures xmlns:asic="{ASIC}"><ds:Signature{_DS_DECLARED} Id="signature">{{info}}'
    + _VALUE.format(ds="", value="{value}")
    + "<ds:KeyInfo><ds:X509Data>{certificates}</ds:X509Data></ds:KeyInfo>"
    f'<ds:Object><xades:QualifyingProperties{_XADES_DECLARED} Target="#signature">'
    "{properties}{stamp}</xades:QualifyingProperties></ds:Object></ds:Signature></asic:XAdESSignatures>"
)
MEDIA_TYPE: Final = re.compile(r"[a-z0-9][a-z0-9!#$^_.+-]{0,62}/[a-z0-9][a-z0-9!#$^_.+-]{0,126}")
"""A media type as it may be signed: RFC 6838, 4.2, in lower case and without `&`."""


@dataclass(frozen=True)
class FileDigest:
    """One signed file: its name in the container, its media type, SHA-256 of its raw bytes."""

    name: str
    media_type: str
    digest: bytes


@dataclass(frozen=True)
class DetachedShape:
    """The facts of a signature but for its value and stamp. `certificates` in DER, the signer's first; `made` aware."""

    method: str
    files: tuple[FileDigest, ...]
    certificates: tuple[bytes, ...]
    made: datetime

    def signed_info(self) -> bytes:
        """SignedInfo in exclusive canonical form: what the key signs."""
        return self._signed_info(_DS_DECLARED).encode()

    def whole(self, value: bytes, stamp: bytes = b"") -> bytes:
        """The signature file; `stamp` is a time-stamp token in DER over `stamped_bytes(value)`, or empty."""
        certificates = (f"<ds:X509Certificate>{_base64(one)}</ds:X509Certificate>" for one in self.certificates)
        return _WHOLE.format(
            info=self._signed_info(""),
            value=_base64(value),
            certificates="".join(certificates),
            properties=self._properties("", ""),
            stamp=_STAMP.format(stamp=_base64(stamp)) if stamp else "",
        ).encode()

    def properties_digest(self) -> str:
        """SHA-256 of SignedProperties in exclusive canonical form, in base64."""
        return _base64(sha256(self._properties(_DS_DECLARED, _XADES_DECLARED).encode()).digest())

    def _signed_info(self, ds: str) -> str:
        files = (
            _FILE.format(number=number, uri=uri_of(one.name), digest=_base64(one.digest))
            for number, one in enumerate(self.files, 1)
        )
        return _SIGNED_INFO.format(ds=ds, method=self.method, files="".join(files), properties=self.properties_digest())

    def _properties(self, ds: str, xades: str) -> str:
        """With the declarations as in exclusive canonical form, without them as it stands in place."""
        digests = (_CERTIFICATE_DIGEST.format(ds=ds, digest=_digest_of(one)) for one in self.certificates)
        formats = (_FORMAT.format(number=number, media_type=one.media_type) for number, one in enumerate(self.files, 1))
        made = self.made.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
        return _PROPERTIES.format(xades=xades, made=made + "Z", digests="".join(digests), formats="".join(formats))


def uri_of(name: str) -> str:
    """A file's name as the relative reference that names it (RFC 3986; ETSI EN 319 162-1, A.6)."""
    return quote(name, safe="/")


def stamped_bytes(value: bytes) -> bytes:
    """What a SignatureTimeStamp covers: ds:SignatureValue in exclusive canonical form (EN 319 132-1, 5.3)."""
    return _VALUE.format(ds=_DS_DECLARED, value=_base64(value)).encode()


def read(raw: bytes) -> tuple[DetachedShape, bytes, bytes]:
    """The facts of a signature file, its SignatureValue, and the time-stamp token in DER (empty without).

    Raises `XmlNotSigned`, `XmlOtherShape`; `XmlCertificateNotBound`, `XmlContentAltered` when a digest inside does not
    hold.
    """
    match = _READING.fullmatch(raw) if len(raw) <= MAX_DETACHED_BYTES else None
    if match is None:
        raise XmlOtherShape() if DS.encode() in raw else XmlNotSigned()
    found = {name: (text or b"").decode() for name, text in match.groupdict().items()}
    try:
        shape = DetachedShape(
            method=found["method"],
            files=_files(found["files"], found["formats"]),
            certificates=tuple(b64decode(one, validate=True) for one in _between(found["certs"], "ds:X509Certificate")),
            made=datetime.fromisoformat(found["made"]),
        )
        value, stamp = b64decode(found["value"], validate=True), b64decode(found["stamp"], validate=True)
    except (binascii.Error, ValueError) as error:
        raise XmlOtherShape() from error
    if not fits(shape.certificates) or len(stamp) > LARGEST_STAMP:
        raise XmlOtherShape()
    if shape.whole(value, stamp) != raw:
        raise _difference(shape, found["properties"], found["digests"])
    return shape, value, stamp


def _files(references: str, formats: str) -> tuple[FileDigest, ...]:
    found = re.findall(r' URI="([^"]*)">.*?<ds:DigestValue>([^<]*)<', references)
    media_types = _between(formats, "xades:MimeType")
    if not 0 < len(found) <= MOST_FILES or len({uri for uri, _ in found}) != len(found):
        raise ValueError("files")
    return tuple(
        FileDigest(unquote(uri, errors="strict"), media_type, b64decode(digest, validate=True))
        for (uri, digest), media_type in zip(found, media_types, strict=True)
    )


def _difference(shape: DetachedShape, properties: str, digests: str) -> XmlSignatureBroken:
    """What to call it when the facts found do not give the bytes found."""
    if _between(digests, "ds:DigestValue") != [_digest_of(one) for one in shape.certificates]:
        return XmlCertificateNotBound()
    return XmlContentAltered() if properties != shape.properties_digest() else XmlOtherShape()


def _between(text: str, tag: str) -> Sequence[str]:
    return re.findall(f"<{tag}>([^<]*)</{tag}>", text)


def _digest_of(certificate: bytes) -> str:
    return _base64(sha256(certificate).digest())


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()


def _reading() -> re.Pattern[bytes]:
    """The file as a pattern, made from the very templates that write it."""
    base64, digest, number = "[A-Za-z0-9+/]+={0,2}", "[A-Za-z0-9+/]{43}=", "[1-9][0-9]{0,3}"
    info = _SIGNED_INFO.format(ds="", method="@method@", files="@files@", properties="@properties@")
    stated = _PROPERTIES.format(xades="", made="@made@", digests="@digests@", formats="@formats@")
    stamp = _escaped(_STAMP.format(stamp="@@"), {"@@": f"(?P<stamp>{base64})"})
    one_file = _escaped(
        _FILE.format(number="@n@", uri="@uri@", digest="@digest@"),
        {"@n@": number, "@uri@": f"[A-Za-z0-9_.~%/-]{{1,{3 * LONGEST_NAME}}}", "@digest@": digest},
    )
    one_format = _escaped(
        _FORMAT.format(number="@n@", media_type="@type@"), {"@n@": number, "@type@": MEDIA_TYPE.pattern}
    )
    named = _escaped(_CERTIFICATE_DIGEST.format(ds="", digest="@@"), {"@@": digest})
    certificate = f"<ds:X509Certificate>{base64}</ds:X509Certificate>"
    pattern = _escaped(
        _WHOLE.format(info=info, value="@value@", certificates="@certs@", properties=stated, stamp="@stamp@"),
        {
            "@method@": f"(?P<method>{re.escape(RSA_SHA256)}|{re.escape(ECDSA_SHA256)})",
            "@files@": f"(?P<files>(?:{one_file})+)",
            "@properties@": f"(?P<properties>{digest})",
            "@value@": f"(?P<value>{base64})",
            "@certs@": f"(?P<certs>(?:{certificate}){{1,{MAX_CERTIFICATES}}})",
            "@made@": r"(?P<made>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)",
            "@digests@": f"(?P<digests>(?:{named}){{1,{MAX_CERTIFICATES}}})",
            "@formats@": f"(?P<formats>(?:{one_format})+)",
            "@stamp@": f"(?:{stamp})?",
        },
    )
    return re.compile(pattern.encode())


def _escaped(template: str, slots: dict[str, str]) -> str:
    pattern = re.escape(template)
    for slot, inner in slots.items():
        pattern = pattern.replace(re.escape(slot), inner)
    return pattern


_READING = _reading()
