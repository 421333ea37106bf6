"""The small canonical XML of login statements and receipts: read only if it is exactly what we would write."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime

from lxml import etree

from docexchange.protocol.errors import StatementUnreadable

NAMESPACE = "urn:ecabinet:statement:1"
_LIMIT = 16 * 1024 * 1024
"""Bytes; a circular to 22,000 agencies has a receipt of about 1.5 MB."""


def is_plain(text: str) -> bool:
    """Whether a text may stand in a signed statement: NFC, no control or invisible formatting characters."""
    return unicodedata.is_normalized("NFC", text) and not any(unicodedata.category(c) in _UNSEEN for c in text)


_UNSEEN = {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}


def element(name: str, content: str, attributes: Mapping[str, str] | None = None) -> str:
    """One element in canonical XML; `content` is already XML, attributes come in alphabetical order."""
    written = "".join(f' {key}="{_escaped_value(value)}"' for key, value in sorted((attributes or {}).items()))
    return f"<{name}{written}>{content}</{name}>"


def root(name: str, kind: str, content: str) -> bytes:
    """A whole statement: root element in our namespace with its versioned type."""
    return f'<{name} xmlns="{NAMESPACE}" type="{_escaped_value(kind)}">{content}</{name}>'.encode()


def text(value: str) -> str:
    """Character data, escaped as exclusive canonical XML does."""
    if not is_plain(value):
        raise StatementUnreadable(reason="characters")
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _escaped_value(value: str) -> str:
    if not is_plain(value):
        raise StatementUnreadable(reason="characters")
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def parse(content: bytes, name: str, kind: str) -> etree._Element:
    """The root of a statement of this name and type; nothing but elements, attributes and text may be in it."""
    if len(content) > _LIMIT or b"<!" in content or b"<?" in content:
        raise StatementUnreadable(reason="form")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        found = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise StatementUnreadable(reason="xml") from error
    if found.tag != f"{{{NAMESPACE}}}{name}" or found.get("type") != kind:
        raise StatementUnreadable(reason="type")
    return found


def parts(parent: etree._Element, *names: str) -> list[etree._Element]:
    """The children, which must have exactly these names in this order."""
    children = list(parent)
    if [child.tag for child in children] != [f"{{{NAMESPACE}}}{name}" for name in names]:
        raise StatementUnreadable(reason="parts")
    return children


def moment(written: str) -> datetime:
    """A time as statements write it: UTC, whole seconds, with the letter Z."""
    try:
        return datetime.strptime(written, _FORM).replace(tzinfo=UTC)
    except ValueError as error:
        raise StatementUnreadable(reason="time") from error


def written_moment(at: datetime) -> str:
    """An aware time in that form; parts of a second are dropped."""
    return at.astimezone(UTC).strftime(_FORM)


_FORM = "%Y-%m-%dT%H:%M:%SZ"
