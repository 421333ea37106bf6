"""The body of a statement as a tree of named texts: one spelling for one content, no attributes, no mixed content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from docexchange.books.errors import StatementNotWritable
from docexchange.books.plain_xml import NAMESPACE, escaped, is_plain

Node = str | tuple[tuple[str, "Node"], ...]
"""A text, or further named children in order; a name may be repeated. No children at all is the same as no text."""
Body = tuple[tuple[str, Node], ...]

MAX_DEPTH: Final = 16
MAX_NODES: Final = 20_000
_NAME: Final = re.compile(r"[a-z][a-z0-9]{0,39}(?:-[a-z0-9]{1,40}){0,7}")
_PREFIX: Final = f"{{{NAMESPACE}}}"


def write_body(body: Body) -> str:
    """The children as canonical XML. Raises StatementNotWritable (part: the path from the body, reason)."""
    pieces = list(_written(body, "body", 1))
    if len(pieces) > 3 * MAX_NODES:
        raise StatementNotWritable(part="body", reason="too-many")
    return "".join(pieces)


def _written(children: Body, path: str, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH and children:
        raise StatementNotWritable(part=path, reason="too-deep")
    for name, node in children:
        if not _NAME.fullmatch(name):
            raise StatementNotWritable(part=path, reason="name")
        yield f"<{name}>"
        if isinstance(node, str):
            yield written_text(node, f"{path}/{name}")
        else:
            yield from _written(node, f"{path}/{name}", depth + 1)
        yield f"</{name}>"


def written_text(value: str, part: str) -> str:
    """One text, escaped; refused when it has unseen characters, or nothing but spaces, or another spelling in NFC."""
    # A leading U+0338 would compose with the ">" of the tag before it, and the document would not be in NFC.
    if not is_plain(value) or value[:1] == "\u0338":
        raise StatementNotWritable(part=part, reason="characters")
    if value and not value.strip(" "):
        raise StatementNotWritable(part=part, reason="only-spaces")
    return escaped(value)


def read_body(element: etree._Element) -> Body:
    """The children of an element; whoever calls writes them again and compares, so nothing is checked here."""
    return tuple((child.tag.removeprefix(_PREFIX), _node(child)) for child in element)


def _node(element: etree._Element) -> Node:
    return read_body(element) if len(element) else element.text or ""
