"""What a token may be asked to sign: the two kinds of content a signature of this house consists of, told by form.

A token signs whatever it is given; here is the last place that can tell a document's signature from a stranger's login.
"""

from __future__ import annotations

from typing import Final, Literal

from asn1crypto import cms

Purpose = Literal["pdf", "xml"]
PURPOSES: Final[tuple[Purpose, ...]] = ("pdf", "xml")

_NEEDED: Final = frozenset({"1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.16.2.47"})
"""contentType, messageDigest (RFC 5652, 11), signingCertificateV2 (RFC 5035); names depend on what is loaded."""
_XML_OPENING = b'<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:CanonicalizationMethod Algorithm="'
_XML_CLOSING = b"</ds:Reference></ds:SignedInfo>"


def purpose_of(content: bytes | bytearray) -> Purpose | None:
    """`pdf`: the signed attributes of a CMS signature (RFC 5652, 5.4); `xml`: a canonical ds:SignedInfo; else None."""
    if content.startswith(_XML_OPENING) and content.endswith(_XML_CLOSING):
        return "xml"
    return "pdf" if content[:1] == b"\x31" and _are_signed_attributes(bytes(content)) else None


def _are_signed_attributes(content: bytes) -> bool:
    try:
        attributes = cms.CMSAttributes.load(content, strict=True)
        kinds = [attribute["type"].dotted for attribute in attributes]
    except (ValueError, TypeError, KeyError):
        return False
    return set(kinds) >= _NEEDED and len(kinds) == len(set(kinds))
