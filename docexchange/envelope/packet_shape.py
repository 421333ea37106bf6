"""Which generation a packet is of, and where its parts stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docexchange.envelope.element_stream import SIGNATURES, Element
from docexchange.envelope.elements import FOREIGN_PURPOSE, G0B_NAMESPACE
from docexchange.envelope.errors import NotAPacket
from docexchange.envelope.model import Generation
from docexchange.envelope.notes import Notes

_OLD_NAMES = {"Date": "PromulgationDate", "Function": "Position", "Author": "SignerInfo"}


@dataclass(frozen=True)
class Shape:
    """The parts of a packet; `references` are those of the manifest in its body."""

    generation: Generation
    header: Element
    traces: Element | None
    signatures: list[Element] = field(default_factory=list)
    references: list[Element] = field(default_factory=list)


def recognise(root: Element | None, notes: Notes) -> Shape:
    """Find generation and parts. Raises NotAPacket."""
    if root is None:
        raise NotAPacket(root="")
    if root.name == "edXML":
        envelope = _only(root, "edXMLEnvelope", notes)
        _rest(root, ("edXMLEnvelope", "AttachmentEncoded"), notes)
    elif root.name == "edXMLEnvelope":
        notes.add("root-missing", "warning", root)
        envelope = root
    elif root.name == "Envelope":
        return _old(root, notes)
    else:
        raise NotAPacket(root=root.name[:100])
    if envelope is None:
        raise NotAPacket(root=root.name)
    return _current(root, envelope, notes)


def references_of(root: Element | None) -> list[Element]:
    """The manifest's entries read so far, without judging anything."""
    envelope = root if root is None or root.name == "edXMLEnvelope" else root.first("edXMLEnvelope")
    body = envelope.first("edXMLBody") if envelope is not None else None
    manifest = body.first("edXMLManifest") if body is not None else None
    return [child for child in manifest.children if child.name == "Reference"] if manifest is not None else []


def _current(root: Element, envelope: Element, notes: Notes) -> Shape:
    outer = _only(envelope, "edXMLHeader", notes)
    body = _only(envelope, "edXMLBody", notes)
    header = _only(outer, "MessageHeader", notes) if outer is not None else None
    if outer is None or header is None:
        raise NotAPacket(root=root.name)
    _rest(envelope, ("edXMLHeader", "edXMLBody", "AttachmentEncoded"), notes)
    _rest(outer, ("MessageHeader", "TraceHeaderList", *SIGNATURES), notes)
    if body is not None:
        manifest = _only(body, "edXMLManifest", notes)
        _rest(body, ("edXMLManifest",), notes)
        if manifest is not None:
            _rest(manifest, ("Reference",), notes)
    signatures = [child for child in outer.children if child.name in SIGNATURES]
    return Shape("G1", header, _only(outer, "TraceHeaderList", notes), signatures, references_of(root))


def _old(root: Element, notes: Notes) -> Shape:
    """The SOAP generations: named, their header mapped where names agree, never to be accepted."""
    outer = root.first("Header")
    header = outer.first("MessageHeader") if outer is not None else None
    if outer is None or header is None or header.namespace == FOREIGN_PURPOSE:
        raise NotAPacket(root=root.name)
    generation: Generation = "G0b" if header.namespace == G0B_NAMESPACE else "G0"
    notes.add("generation-old", "error", root, generation=generation)
    for element in _walk(header):
        element.name = _OLD_NAMES.get(element.name, element.name)
    return Shape(generation, header, outer.first("TraceHeaderList"))


def _only(parent: Element, name: str, notes: Notes) -> Element | None:
    """The first child of that name; a second one could tell another reader another story, so it is an error."""
    found = [child for child in parent.children if child.name == name]
    for extra in found[1:]:
        notes.add("element-repeated", "error", extra, name=name)
    return found[0] if found else None


def _rest(parent: Element, known: tuple[str, ...], notes: Notes) -> None:
    for child in parent.children:
        if child.name not in known:
            notes.not_understood(child)


def _walk(element: Element) -> Iterator[Element]:
    """Every element except inside signatures, parents first."""
    waiting = [element]
    while waiting:
        found = waiting.pop()
        if found.name in SIGNATURES:
            continue
        yield found
        waiting.extend(reversed(found.children))
