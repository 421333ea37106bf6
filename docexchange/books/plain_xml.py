"""The small canonical XML of statements and receipts: read only if it is exactly what we would write."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from lxml import etree

from docexchange.books.errors import StatementUnreadable

NAMESPACE: Final = "urn:ecabinet:statement:1"
LIMIT: Final = 16 << 20
"""Bytes; a circular to 22,000 agencies has a receipt of about 1.5 MB."""

_UNSEEN: Final = {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}
_UNSEEN_SINCE: Final = "\u00ad\u200b"
"""Soft hyphen and zero-width space, which Unicode 3.2 still counted among the visible."""
_PICTOGRAPHS: Final = range(0x1F000, 0x1FB00)


def is_plain(text: str) -> bool:
    """Whether a text may stand in a signed statement: NFC, no control, bidirectional or invisible characters.

    The repertoire is that of Unicode 3.2 and the pictographs U+1F000 to U+1FAFF, not that of the running Python: by the
    stability policy of Unicode (UAX 15, section 3) every version then normalises alike, so that no two desks differ.
    """
    return all(map(_is_seen, set(text))) and unicodedata.is_normalized("NFC", text)


@lru_cache(maxsize=4096)
def _is_seen(character: str) -> bool:
    if ord(character) in _PICTOGRAPHS:
        return True
    return unicodedata.ucd_3_2_0.category(character) not in _UNSEEN and character not in _UNSEEN_SINCE


def text(value: str) -> str:
    """Character data, escaped as exclusive canonical XML does. Raises StatementUnreadable."""
    if not is_plain(value):
        raise StatementUnreadable(reason="characters")
    return escaped(value)


def escaped(value: str) -> str:
    """The same for a text already known to be plain."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def element(name: str, content: str, attributes: Mapping[str, str] | None = None) -> str:
    """One element in canonical XML; `content` is already XML, attributes come in alphabetical order."""
    written = "".join(f' {key}="{_escaped_value(value)}"' for key, value in sorted((attributes or {}).items()))
    return f"<{name}{written}>{content}</{name}>"


def root(name: str, kind: str, content: str) -> bytes:
    """A whole document: root element in our namespace with its versioned type."""
    return f'<{name} xmlns="{NAMESPACE}" type="{_escaped_value(kind)}">{content}</{name}>'.encode()


def _escaped_value(value: str) -> str:
    if not is_plain(value):
        raise StatementUnreadable(reason="characters")
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def parse_any(content: bytes, name: str, *, limit: int = LIMIT) -> tuple[etree._Element, str]:
    """The root of a document of this name, and its type; nothing but elements, attributes and text may be in it."""
    if len(content) > limit or b"<!" in content or b"<?" in content:
        raise StatementUnreadable(reason="form")
    try:
        found = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as error:
        raise StatementUnreadable(reason="xml") from error
    if found.tag != f"{{{NAMESPACE}}}{name}":
        raise StatementUnreadable(reason="type")
    return found, found.get("type", "")


def parse(content: bytes, name: str, kind: str) -> etree._Element:
    """The root of a document of this name and type. Raises StatementUnreadable."""
    found, found_kind = parse_any(content, name)
    if found_kind != kind:
        raise StatementUnreadable(reason="type")
    return found


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def parts(parent: etree._Element, *names: str) -> list[etree._Element]:
    """The children, which must have exactly these names in this order."""
    children = list(parent)
    if [child.tag for child in children] != [f"{{{NAMESPACE}}}{name}" for name in names]:
        raise StatementUnreadable(reason="parts")
    return children


def moment(written: str) -> datetime:
    """A time in UTC, whole seconds, with the letter Z."""
    try:
        return datetime.strptime(written, _FORM).replace(tzinfo=UTC)
    except ValueError as error:
        raise StatementUnreadable(reason="time") from error


def written_moment(at: datetime) -> str:
    """An aware time in that form; parts of a second are dropped."""
    return at.astimezone(UTC).strftime(_FORM)


_FORM = "%Y-%m-%dT%H:%M:%SZ"
