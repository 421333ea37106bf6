"""A packet as a stream: a small tree of the elements outside payloads, while each payload's text flows past.

Expat without its own namespace handling is used on purpose: it keeps the prefixes as written (real consumers look at
them), gives exact lines, and lets an undeclared prefix be repaired instead of losing the packet.
"""

from __future__ import annotations

from typing import BinaryIO, Protocol
from xml.parsers import expat

from docexchange.envelope import limits
from docexchange.envelope.errors import DoctypeForbidden, LimitExceeded, PacketUnreadable

SIGNATURES = ("Signature", "DigitalSignature")


class Element:
    """One element: local `name`, `prefix` as written, resolved `namespace` (None when the prefix is undeclared)."""

    __slots__ = ("attributes", "children", "line", "name", "namespace", "parent", "prefix", "scope", "text")

    def __init__(
        self, name: str, prefix: str, parent: Element | None, scope: dict[str, str], attributes: list[str], line: int
    ) -> None:
        self.name = name
        self.prefix = prefix
        self.parent = parent
        self.scope = scope
        self.namespace = scope.get(prefix) if prefix else scope.get("", "")
        self.attributes = attributes
        self.line = line
        self.text = ""
        self.children: list[Element] = []

    @property
    def in_signature(self) -> bool:
        """It is a signature block or inside one."""
        return self.name in SIGNATURES or (self.parent is not None and self.parent.in_signature)

    @property
    def path(self) -> str:
        """From the root, local names, `[n]` where an element has like-named siblings."""
        if self.parent is None:
            return f"/{self.name}"
        alike = [sibling for sibling in self.parent.children if sibling.name == self.name]
        place = f"[{alike.index(self) + 1}]" if len(alike) > 1 else ""
        return f"{self.parent.path}/{self.name}{place}"

    def first(self, name: str) -> Element | None:
        """The first child of that local name."""
        return next((child for child in self.children if child.name == name), None)


class Payloads(Protocol):
    """Who takes the payloads of the attachments."""

    def begin(self, attachment: Element) -> None:
        """A payload starts; `attachment` holds what stood before it."""

    def data(self, text: str) -> None:
        """A piece of the payload's text."""

    def end(self) -> None:
        """The payload is complete."""

    def attachment(self, attachment: Element) -> None:
        """The whole attachment was read."""


_CARRIERS = ("AttachmentEncoded", "ContentTransferEncoded")


class _HeaderIsRead(Exception):
    pass


class ElementStream:
    """Feeds a packet through expat and keeps `root`; hostile sizes, depths and document types end in an error."""

    def __init__(self, payloads: Payloads | None) -> None:
        """Without `payloads` reading stops where the attachments begin.

        `namespaces` keeps the first element of each namespace; None stands for an undeclared prefix.
        """
        self.root: Element | None = None
        self.leading_junk = 0
        self.trailing_junk = False
        self.namespaces: dict[str | None, Element] = {}
        self.nested_in_payload: list[Element] = []
        self.declared_encoding: str | None = None
        self.byte_order_mark = False
        self._payloads = payloads
        self._in_payload = False
        self._current: Element | None = None
        self._depth = self._elements = self._characters = 0
        self._parser = self._prepared()

    def read(self, stream: BinaryIO) -> None:
        """Read all of `stream`. Raises Unreadable errors of this package."""
        fed = 0
        try:
            piece = self._without_junk(stream.read(limits.CHUNK))
            while piece:
                self._parser.Parse(piece, False)
                fed += len(piece)
                self._check_size(fed)
                piece = stream.read(limits.CHUNK)
            self._parser.Parse(b"", True)
        except _HeaderIsRead:
            return
        except expat.ExpatError as error:
            self._failed(error)
        except (ValueError, LookupError) as error:
            if self.root is not None:
                raise  # not the parser's: only an encoding nobody knows, before the root, ends so
            raise PacketUnreadable(line=1, detail="encoding") from error

    def release(self) -> None:
        """Untie parents from children, so that memory is free at once and not when cycles are looked for."""
        waiting = [self.root] if self.root is not None else []
        while waiting:
            element = waiting.pop()
            element.parent = None
            if element.children:
                waiting += element.children
        del self._parser

    def _check_size(self, fed: int) -> None:
        """Once per piece, as a piece cannot add much."""
        if fed - max(self._parser.CurrentByteIndex, 0) > limits.TOKEN:
            raise LimitExceeded(what="token", limit=limits.TOKEN)
        if self._elements > limits.ELEMENTS:
            raise LimitExceeded(what="elements", limit=limits.ELEMENTS)
        if self._characters > limits.HEADER_TEXT:
            raise LimitExceeded(what="header-text", limit=limits.HEADER_TEXT)

    def _prepared(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = limits.CHUNK
        parser.ordered_attributes = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        return parser

    def _without_junk(self, first: bytes) -> bytes:
        self.byte_order_mark = first.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
        if self.byte_order_mark:
            return first
        mark = first.find(b"<")
        if 0 < mark <= limits.LEADING_JUNK:
            self.leading_junk = mark
            return first[mark:]
        return first

    def _failed(self, error: expat.ExpatError) -> None:
        if self._depth == 0 and self.root is not None:
            self.trailing_junk = True
            return
        raise PacketUnreadable(line=error.lineno, detail=expat.ErrorString(error.code)) from error

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.declared_encoding = encoding

    def _doctype(self, *_: object) -> None:
        raise DoctypeForbidden(line=self._parser.CurrentLineNumber)

    def _start(self, tag: str, attributes: list[str]) -> None:
        parent = self._current
        prefix, colon, name = tag.partition(":")
        if not colon:
            prefix, name = "", tag
        scope = self._scope(parent, attributes) if attributes or parent is None else parent.scope
        element = Element(name, prefix, parent, scope, attributes, self._parser.CurrentLineNumber)
        if parent is None:
            self.root = element
        else:
            parent.children.append(element)
        self._current = element
        self._elements += 1
        self._depth = depth = self._depth + 1
        if depth > limits.DEPTH:
            raise LimitExceeded(what="depth", limit=limits.DEPTH)
        namespace = element.namespace
        if namespace not in self.namespaces:
            self.namespaces[namespace] = element
        if name in _CARRIERS or self._in_payload:
            self._at_attachments(element)

    def _at_attachments(self, element: Element) -> None:
        if self._payloads is None and _is_carrier(element):
            raise _HeaderIsRead
        if self._in_payload:
            self.nested_in_payload.append(element)
        elif self._payloads is not None and _is_payload(element):
            self._in_payload = True
            self._parser.CharacterDataHandler = self._payloads.data
            self._payloads.begin(element.parent or element)

    def _end(self, _tag: str) -> None:
        element = self._current
        if element is None:
            return
        self._depth -= 1
        self._current = element.parent
        if self._payloads is None:
            return
        if self._in_payload:
            if _is_payload(element):
                self._in_payload = False
                self._parser.CharacterDataHandler = self._text
                self._payloads.end()
        elif element.name == "Attachment" and _is_carrier(element.parent):
            self._payloads.attachment(element)

    def _text(self, text: str) -> None:
        if text.isspace():
            return
        element = self._current
        if element is not None:
            self._characters += len(text) + limits.RUN
            element.text += text
            if len(element.text) > limits.TEXT:
                raise LimitExceeded(what="text", limit=limits.TEXT)

    def _scope(self, parent: Element | None, attributes: list[str]) -> dict[str, str]:
        inherited = parent.scope if parent is not None else {}
        self._characters += sum(map(len, attributes))
        declared = {
            name[6:]: value
            for name, value in zip(attributes[::2], attributes[1::2], strict=True)
            if name == "xmlns" or name.startswith("xmlns:")
        }
        if not declared:
            return inherited
        scope = inherited | declared
        if len(scope) > limits.NAMESPACES:
            raise LimitExceeded(what="namespaces", limit=limits.NAMESPACES)
        return scope


def _is_carrier(element: Element | None) -> bool:
    """Only beside the envelope: one hidden in the header would end it early for who reads the header alone."""
    return (
        element is not None
        and element.name == "AttachmentEncoded"
        and element.parent is not None
        and element.parent.parent is None
    )


def _is_payload(element: Element) -> bool:
    attachment = element.parent
    return (
        element.name == "ContentTransferEncoded"
        and attachment is not None
        and attachment.name == "Attachment"
        and _is_carrier(attachment.parent)
    )
