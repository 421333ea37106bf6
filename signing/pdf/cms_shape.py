"""The parts of a CMS object that no signature covers must still be what they have to be (RFC 5652, 5.1 and 5.3).

Parsers forgive wrong lengths, versions and algorithm lists there; a file whose bytes were changed in such a place
would pass for untouched.
"""

from __future__ import annotations

from asn1crypto import cms, parser, x509

_DEEPEST = 40
_CONSTRUCTED = 0x20
_INDEFINITE = 0x80


def cms_fault(contents: bytes, signed_data: cms.SignedData, certificate: x509.Certificate) -> str | None:
    """None when sound, else which part is wrong. `contents` may be followed by zeros; `certificate` is the signer's."""
    return "lengths" if not _filled(contents[: parser.peek(contents)], 0) else shape_fault(signed_data, certificate)


def shape_fault(signed_data: cms.SignedData, certificate: x509.Certificate) -> str | None:
    """The same without the lengths, for an object inside another whose lengths were looked at."""
    signer = signed_data["signer_infos"][0]
    by_serial = signer["sid"].name == "issuer_and_serial_number"
    if signer["version"].native != ("v1" if by_serial else "v3"):
        return "signer-version"
    if signed_data["version"].native != _version(signed_data, by_serial):
        return "version"
    algorithms = {one["algorithm"].native for one in signed_data["digest_algorithms"]}
    if algorithms != {signer["digest_algorithm"]["algorithm"].native}:
        return "digest-algorithms"
    if by_serial and signer["sid"].chosen["issuer"].dump() != certificate.issuer.dump():
        return "signer-name"
    return None


def _version(signed_data: cms.SignedData, by_serial: bool) -> str:
    choices = {one.name for one in signed_data["certificates"]}
    if "other" in choices:
        return "v5"
    if "v2_attr_cert" in choices:
        return "v4"
    plain = signed_data["encap_content_info"]["content_type"].native == "data" and by_serial
    return "v1" if plain and "v1_attr_cert" not in choices else "v3"


def _filled(element: bytes, depth: int) -> bool:
    """Whether children fill every constructed element exactly; indefinite lengths are left to the parser."""
    if depth > _DEEPEST or len(element) < 2 or element[0] == 0:
        return False
    if not element[0] & _CONSTRUCTED or element[1] == _INDEFINITE:
        return True
    try:
        _, _, _, _, content, _ = parser.parse(element, strict=True)
        while content:
            length = parser.peek(content)
            if not _filled(content[:length], depth + 1):
                return False
            content = content[length:]
    except ValueError:
        return False
    return True
