"""The attachments of a packet as they flow past, and how they agree with the manifest in the packet's body."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO

from docexchange.envelope import limits
from docexchange.envelope.base64_stream import Base64Stream
from docexchange.envelope.element_stream import Element
from docexchange.envelope.errors import LimitExceeded
from docexchange.envelope.file_names import extension, safe_name, unique_name
from docexchange.envelope.file_types import UNKNOWN, damaged_by_text_handling, disagrees
from docexchange.envelope.incoming_file import Arrived, IncomingFile, Spool
from docexchange.envelope.model import DeclaredAttachment, ReadAttachment
from docexchange.envelope.notes import Notes

Sink = Callable[[int, str], BinaryIO]
_KNOWN = {
    "ContentId",
    "AttachmentName",
    "Description",
    "FieldName",
    "MimeType",
    "Format",
    "ContentType",
    "ContentTransferEncoded",
}


class AttachmentReader:
    """Takes payloads from an `ElementStream`; `read` lists what came, `elements` where it stood."""

    def __init__(self, open_sink: Sink | None, spool: Spool, notes: Notes, declared: Callable[[], list[str]]) -> None:
        """`declared` gives the names the body's manifest states, for attachments that have none of their own."""
        self.read: list[ReadAttachment] = []
        self.elements: list[Element] = []
        self._open_sink = open_sink
        self._spool = spool
        self._notes = notes
        self._declared = declared
        self._taken: set[str] = set()
        self._total = 0
        self._file: IncomingFile | None = None
        self._decoder = Base64Stream()
        self._name = ""
        self._ignoring = False

    def begin(self, attachment: Element) -> None:
        """A payload starts. A second one in the same attachment is not read."""
        self._ignoring = self._file is not None
        if self._ignoring:
            self._notes.add("attachment-content-repeated", "error", attachment)
            return
        if len(self.read) >= limits.ATTACHMENTS:
            raise LimitExceeded(what="attachments", limit=limits.ATTACHMENTS)
        own = _text(attachment, "AttachmentName")
        self._name = self._settle(own, attachment) if own else ""
        self._decoder = Base64Stream()
        self._file = IncomingFile(self._name or None, self._sink, self._spool)

    def data(self, text: str) -> None:
        """A piece of base64."""
        if self._file is not None and not self._ignoring:
            self._write(self._decoder.feed(text))

    def end(self) -> None:
        """The payload is complete; the rest of the attachment may still tell its name."""
        if not self._ignoring:
            self._write(self._decoder.finish())
        self._ignoring = False

    def attachment(self, attachment: Element) -> None:
        """The attachment is complete."""
        own = _text(attachment, "AttachmentName")
        name = self._name or self._settle(own or self._stated(), attachment)
        arrived: Arrived | None = None
        if self._file is None:
            self._notes.add("attachment-without-content", "error", attachment, name=name)
        else:
            arrived = self._file.finish(name)
            self._judge(arrived, attachment, name)
        self.elements.append(attachment)
        self.read.append(self._facts(attachment, name, own, arrived))
        for child in attachment.children:
            if child.name not in _KNOWN:
                self._notes.not_understood(child)
        self._file, self._name = None, ""

    def abandon(self) -> None:
        """Close what is open after an error."""
        if self._file is not None:
            self._file.abandon()

    def _write(self, data: bytes) -> None:
        self._total += len(data)
        if self._total > limits.PAYLOADS:
            raise LimitExceeded(what="payloads", limit=limits.PAYLOADS)
        if data and self._file is not None:
            self._file.write(data)

    def _sink(self, name: str) -> BinaryIO | None:
        return self._open_sink(len(self.read), name) if self._open_sink is not None else None

    def _stated(self) -> str:
        declared = self._declared()
        return declared[len(self.read)] if len(self.read) < len(declared) else ""

    def _settle(self, stated: str, attachment: Element) -> str:
        if not stated:
            self._notes.add("attachment-name-missing", "warning", attachment)
            stated = f"attachment-{len(self.read) + 1}"
        safe = safe_name(stated)
        if safe != stated:
            self._notes.add("attachment-name-unsafe", "warning", attachment, name=stated, used=safe)
        name = unique_name(safe, self._taken)
        if name != safe:
            self._notes.add("attachment-name-repeated", "warning", attachment, name=stated, used=name)
        return name

    def _judge(self, arrived: Arrived, attachment: Element, name: str) -> None:
        kind = extension(name)
        if self._decoder.broken:
            self._notes.add("base64-broken", "error", attachment, name=name)
        elif arrived.problem:
            self._notes.add(arrived.problem, "error", attachment, name=name)
        elif damaged_by_text_handling(arrived.head, kind):
            self._notes.add("attachment-damaged-by-sender", "error", attachment, name=name)
        elif not arrived.size:
            self._notes.add("attachment-empty", "error", attachment, name=name)
        elif disagrees(kind, arrived.detected):
            self._notes.add("attachment-type-disagrees", "warning", attachment, name=name, detected=arrived.detected)
        if self._decoder.unpadded and not self._decoder.broken:
            self._notes.add("base64-unpadded", "warning", attachment, name=name)

    def _facts(self, attachment: Element, name: str, own: str, arrived: Arrived | None) -> ReadAttachment:
        found = arrived or Arrived(0, _EMPTY_DIGEST, b"", UNKNOWN, False, "attachment-without-content")
        return ReadAttachment(
            name=name,
            declared_type=_text(attachment, "ContentType"),
            detected_type=found.detected,
            size=found.size,
            sha256=found.sha256,
            unwrapped=found.unwrapped,
            declared_name=own,
            content_id=content_id(attachment),
            description=_text(attachment, "Description"),
            intact=not found.problem and not (arrived is not None and self._decoder.broken),
        )


_EMPTY_DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def content_id(element: Element) -> str:
    """`ContentId` without its leading `cid:`."""
    return _text(element, "ContentId").removeprefix("cid:")


def declared_attachments(references: Sequence[Element]) -> tuple[DeclaredAttachment, ...]:
    """The manifest in the packet's body."""
    return tuple(
        DeclaredAttachment(
            content_id(reference),
            _text(reference, "AttachmentName"),
            _text(reference, "ContentType"),
            _text(reference, "Description"),
        )
        for reference in references
    )


def compare(
    declared: Sequence[DeclaredAttachment],
    references: Sequence[Element],
    read: Sequence[ReadAttachment],
    elements: Sequence[Element],
    notes: Notes,
) -> None:
    """Match references and attachments by ContentId, else by name, else by place; what stays alone is an error."""
    left, alone = _pair(declared, read, lambda one, other: bool(one.content_id) and one.content_id == other.content_id)
    for rule in ("name", "place"):
        matched: list[int] = []
        for place in list(alone):
            partner = _partner(rule, place, declared, read, left)
            if partner is not None:
                notes.add(f"attachment-matched-by-{rule}", "warning", elements[place], name=read[place].name)
                left.remove(partner)
                matched.append(place)
        alone = [place for place in alone if place not in matched]
    for place in alone:
        notes.add("attachment-not-declared", "error", elements[place], name=read[place].name)
    for place in left:
        notes.add("attachment-not-carried", "error", references[place], name=declared[place].name)


def _pair(
    declared: Sequence[DeclaredAttachment],
    read: Sequence[ReadAttachment],
    same: Callable[[DeclaredAttachment, ReadAttachment], bool],
) -> tuple[list[int], list[int]]:
    left = list(range(len(declared)))
    alone: list[int] = []
    for place, attachment in enumerate(read):
        partner = next((number for number in left if same(declared[number], attachment)), None)
        if partner is None:
            alone.append(place)
        else:
            left.remove(partner)
    return left, alone


def _partner(
    rule: str, place: int, declared: Sequence[DeclaredAttachment], read: Sequence[ReadAttachment], left: list[int]
) -> int | None:
    if rule == "place":
        return place if place in left and (not read[place].content_id or not declared[place].content_id) else None
    wanted = read[place].declared_name
    return next((number for number in left if wanted and declared[number].name == wanted), None)


def _text(element: Element, name: str) -> str:
    child = element.first(name)
    return child.text.strip() if child is not None else ""
