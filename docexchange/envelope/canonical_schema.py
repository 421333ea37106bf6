"""The strict schema applied to the elements of a packet, payloads left out; each breach at its exact element."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import Any

from lxml import etree

from docexchange.envelope import limits
from docexchange.envelope.element_stream import Element
from docexchange.envelope.findings import Finding

_QUOTED = re.compile(r"'([^']*)'")
_EXPECTED = re.compile(r"Expected is (?:one of )?\((.*?)\)")
_FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")


@cache
def _schema() -> etree.XMLSchema:
    text = files("docexchange.envelope").joinpath("schemas/edxml.xsd").read_bytes()
    return etree.XMLSchema(etree.fromstring(text, etree.XMLParser(no_network=True, load_dtd=False)))


def breaches(root: Element) -> list[Finding]:
    """Where the packet differs from the schema: code, path, line, and the facts a sentence needs.

    Codes: `schema-element-unexpected`, `schema-element-missing`, `schema-text-too-long`, `schema-value`,
    `schema-attribute`, `schema-other`.
    """
    order: list[Element] = []
    tree = _mirrored(root, order)
    schema = _schema()
    if schema.validate(tree):
        return []
    found: dict[tuple[int, str], Finding] = {}
    log: Any = schema.error_log
    for entry in islice(log, limits.LISTED):
        finding = _finding(entry, order[entry.line - 1] if 0 < entry.line <= len(order) else root)
        found.setdefault((entry.line, finding.code), finding)
    return list(found.values())


def _mirrored(root: Element, order: list[Element]) -> etree._Element:
    """The same tree for libxml2; its line numbers carry each element's place in `order`, to trace errors back."""
    mirror = etree.Element(_tag(root))
    waiting = [(root, mirror)]
    while waiting:
        element, copy = waiting.pop()
        order.append(element)
        copy.sourceline = len(order)  # type: ignore[assignment]  # the stubs know only reading it
        if element.text and element.name != "ContentTransferEncoded":
            copy.text = _FORBIDDEN.sub("?", element.text)
        _attributes(element, copy)
        waiting.extend((child, etree.SubElement(copy, _tag(child))) for child in element.children)
    return mirror


def _tag(element: Element) -> str:
    return _qualified(element.namespace or "", element.name)


@lru_cache(maxsize=512)
def _qualified(namespace: str, name: str) -> str:
    """What libxml2 cannot name is named `_`: the schema refuses it under any name."""
    try:
        return str(etree.Element(f"{{{namespace}}}{name}" if namespace else name).tag)
    except ValueError:
        return "_"


def _attributes(element: Element, copy: etree._Element) -> None:
    for place in range(0, len(element.attributes), 2):
        name, value = element.attributes[place : place + 2]
        prefix, colon, local = name.rpartition(":")
        if name == "xmlns" or prefix == "xmlns":
            continue
        space = element.scope.get(prefix, "")
        copy.set(_qualified(space if colon else "", local), _FORBIDDEN.sub("?", value))


def _finding(entry: etree._LogEntry, element: Element) -> Finding:
    message = re.sub(r"\{http[^}]*\}", "", entry.message)
    quoted = _QUOTED.findall(message)
    expected = _EXPECTED.search(message)
    facts = {"element": element.name, "detail": message[:300]}
    if expected is not None:
        facts["expected"] = " ".join(expected.group(1).replace(",", " ").split())
    kind = entry.type_name
    if kind == "SCHEMAV_ELEMENT_CONTENT":
        code = "schema-element-missing" if "Missing child" in message else "schema-element-unexpected"
        facts.setdefault("expected", "-")
    elif kind == "SCHEMAV_CVC_MAXLENGTH_VALID":
        code = "schema-text-too-long"
        facts["length"], facts["limit"] = [*re.findall(r"'(\d+)'", message), "?", "?"][:2]
    elif kind.startswith("SCHEMAV_CVC_COMPLEX_TYPE_3"):
        code = "schema-attribute"
        facts["attribute"] = quoted[1] if len(quoted) > 1 else ""
    elif "DATATYPE" in kind or "FACET" in kind or "_VALID" in kind or "ENUMERATION" in kind:
        code = "schema-value"
        facts["value"] = element.text.strip()[:100]
    else:
        code = "schema-other"
    return Finding(code, "error", element.path, element.line, facts)
