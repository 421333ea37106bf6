"""The strict form of XML that may be signed: one spelling for one content, so that bytes and meaning cannot part."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from lxml import etree

from signing.xml.errors import XmlNotStrict

MAX_CONTENT_BYTES: Final = 8 << 20
MAX_ELEMENTS: Final = 100_000
MAX_DEPTH: Final = 64
MAX_ATTRIBUTES: Final = 64
MAX_NAMESPACES: Final = 64
RESERVED_IDS: Final = ("signature", "signature-content", "signature-properties")
"""Ids of the signature itself; other tools resolve references by Id, so the content must not use them."""

_PRINTABLE = bytes(range(0x20, 0x7F))
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_FORBIDDEN = frozenset(
    chr(point)
    for first, last in (
        (0x80, 0x9F),  # C1 controls
        (0x061C, 0x061C),  # bidirectional marks, embeddings, overrides, isolates
        (0x200E, 0x200F),
        (0x202A, 0x202E),
        (0x2066, 0x2069),
        (0x2028, 0x2029),  # line and paragraph separator
        (0xFEFF, 0xFEFF),  # byte order mark
        (0xFFF9, 0xFFFB),  # interlinear annotation
        (0xE0000, 0xE007F),  # tag characters
    )
    for point in range(first, last + 1)
)
_HARMLESS = bytes(set(range(0x100)) - {character.encode()[0] for character in _FORBIDDEN})
"""Bytes that begin no forbidden character in UTF-8: most text has none but these, and needs no closer look."""
_SPACE_NODE = re.compile(rb"> +<")
_RESERVED_NAMESPACE = re.compile(rb'="http://(?:www\.w3\.org/2000/09/xmldsig#|uri\.etsi\.org/01903/)')
_ESCAPED_THEN_OVERLAY = re.compile("&[lg]t;\u0338")

_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    dtd_validation=False,
    attribute_defaults=False,
    huge_tree=False,
    recover=False,
    remove_blank_text=False,
    strip_cdata=False,
)
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")
_TOO_MANY_ATTRIBUTES = etree.XPath(f"boolean(//@*[{MAX_ATTRIBUTES + 1}])")
_RESERVED_ID = etree.XPath(
    "boolean(//@*[translate(local-name(), 'ID', 'id') = 'id'][" + " or ".join(f". = '{i}'" for i in RESERVED_IDS) + "])"
)


def content_flaw(content: bytes) -> str | None:
    """The first reason why `content` is not in strict form, as a kebab-case word; None when it is.

    Strict: UTF-8 in NFC without byte order mark; equal to its own exclusive canonical form (W3C REC exc-c14n, without
    comments); no DOCTYPE, comment, processing instruction, CDATA or character reference; no control or bidirectional
    characters; no white space alone between tags; nothing of the XML signature namespaces or Ids; within the limits.
    """
    found = _tree_or_flaw(content)
    return found if isinstance(found, str) else None


def strict_tree(content: bytes) -> etree._Element:
    """The root of `content`, for reading what it says. Raises `XmlNotStrict` when it is not in strict form."""
    found = _tree_or_flaw(content)
    if isinstance(found, str):
        raise XmlNotStrict(flaw=found)
    return found


def _byte_flaw(content: bytes) -> str | None:
    """What can be found without a parser is found before any parser sees the bytes."""
    if len(content) > MAX_CONTENT_BYTES:
        return "too-large"
    if not content.startswith(b"<"):
        return "not-xml"
    # In canonical XML every "<" and "&" of the text is escaped, so these can only be the constructs themselves.
    # One byte is found much faster than two, and this runs for every signature.
    for construct, flaw in _CONSTRUCTS:
        if construct[1:2] in content and construct in content:
            return flaw
    if len(content) > MAX_ELEMENTS * len("<a></a>") and content.count(b"</") > MAX_ELEMENTS:
        return "too-many-elements"
    if content.count(b" xmlns") > MAX_NAMESPACES:
        return "too-many-namespaces"
    if _SPACE_NODE.search(content):
        return "white-space"
    if _RESERVED_NAMESPACE.search(content):
        return "reserved-namespace"
    return _character_flaw(content)


_CONSTRUCTS = (
    (b"<!DOCTYPE", "doctype"),
    (b"<!--", "comment"),
    (b"<!", "markup-declaration"),
    (b"<?", "processing-instruction"),
    (b"&#", "character-reference"),
)


def _character_flaw(content: bytes) -> str | None:
    if content.translate(None, _PRINTABLE + _BEYOND_ASCII):
        return "control-character"
    if content.isascii():
        return None
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return "not-utf-8"
    leads = content.translate(None, _HARMLESS)
    if leads and not _FORBIDDEN.isdisjoint(content.translate(None, _PRINTABLE).decode()):
        return "control-character"
    # "<" and ">" compose with U+0338, which escaping hides from a check of the whole text.
    if not unicodedata.is_normalized("NFC", text) or ("\u0338" in text and _ESCAPED_THEN_OVERLAY.search(text)):
        return "not-nfc"
    return None


def _tree_or_flaw(content: bytes) -> etree._Element | str:
    flaw = _byte_flaw(content)
    if flaw is not None:
        return flaw
    try:
        root = etree.fromstring(content, _PARSER)
        flaw = _tree_flaw(root, content)
    except etree.LxmlError:
        return "not-well-formed"
    return root if flaw is None else flaw


def _tree_flaw(root: etree._Element, content: bytes) -> str | None:
    # Before canonicalisation, whose cost grows with the square of an element's attributes.
    if _TOO_DEEP(root):
        return "too-deep"
    if _TOO_MANY_ATTRIBUTES(root):
        return "too-many-attributes"
    if b'="signature' in content and _RESERVED_ID(root):
        return "reserved-id"
    return None if canonical_form(root) == content else "not-canonical"


def canonical_form(root: etree._Element) -> bytes:
    """Exclusive canonical form without comments (http://www.w3.org/2001/10/xml-exc-c14n#)."""
    return etree.tostring(root, method="c14n", exclusive=True, with_comments=False)
