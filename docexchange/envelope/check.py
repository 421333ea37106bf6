"""The strict check: does a packet stand exactly as our own writer would write it?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from docexchange.envelope import limits
from docexchange.envelope.canonical_schema import breaches
from docexchange.envelope.element_stream import Element, ElementStream
from docexchange.envelope.elements import NAMESPACE, PREFIX
from docexchange.envelope.findings import Finding
from docexchange.envelope.read import read_elements

_TOLERATED = {
    "attachment-type-disagrees",
    "base64-unpadded",
    "reason-missing",
    "signer-missing",
    "update-without-target",
}
"""Warnings of the reader about content, not form."""
_TOLD_BY_SCHEMA = {
    "element-repeated",
    "namespace-wrong",
    "number-unreadable",
    "priority-unknown",
    "status-code-unknown",
    "truth-unreadable",
}


def check_packet(stream: BinaryIO) -> tuple[Finding, ...]:
    """Every way in which the packet leaves the canonical profile; empty means it holds. Memory stays constant.

    Raises Unreadable for what is no packet at all.
    """
    reading, source = read_elements(stream)
    root = source.root
    if root is None:
        return ()
    found = [*_outside(source), *islice(_prefixes(root), limits.LISTED)]
    found += breaches(root)
    known = {finding.path for finding in found}
    for finding in reading.findings:
        if finding.severity == "info" and finding.code != "date-form":
            continue
        if finding.code in _TOLERATED or (finding.code in _TOLD_BY_SCHEMA and found):
            continue
        if finding.code == "date-form" and finding.path in known:
            continue
        found.append(finding)
    return tuple(sorted(found, key=lambda finding: finding.line))


def _outside(source: ElementStream) -> Iterator[Finding]:
    if source.declared_encoding is None or source.declared_encoding.upper() != "UTF-8":
        yield Finding("encoding-not-utf-8", "error", "", 1, {"encoding": source.declared_encoding or ""})
    if source.byte_order_mark:
        yield Finding("byte-order-mark", "error", "", 1)


def _prefixes(root: Element) -> Iterator[Finding]:
    """Consumers look elements up by the literal `edXML:Name`; what stands outside the envelope has no prefix."""
    waiting = [(root, "")]
    while waiting:
        element, expected = waiting.pop()
        if element.name == "edXMLEnvelope":
            expected = PREFIX
        elif element.name in ("AttachmentEncoded", "Signature"):
            expected = ""
        wrong = element.prefix != expected and element.name != "ContentTransferEncoded"
        if wrong and element.namespace in (NAMESPACE, None):
            facts = {"element": element.name, "prefix": element.prefix, "expected": expected}
            yield Finding("prefix-not-canonical", "error", element.path, element.line, facts)
        waiting.extend((child, expected) for child in reversed(element.children))
