"""The lenient reader: any packet that can be understood is, every repair is a finding, memory stays constant.

Findings of severity `error` mean "understood, but must not be accepted". What is no packet at all raises Unreadable.
"""

from __future__ import annotations

from typing import BinaryIO

from docexchange.envelope import limits
from docexchange.envelope.attachment_reader import AttachmentReader, Sink, compare, declared_attachments
from docexchange.envelope.codes import Operation
from docexchange.envelope.element_stream import Element, ElementStream
from docexchange.envelope.elements import MISTAKEN_NAMESPACES, NAMESPACE
from docexchange.envelope.errors import AttachmentsBeforeHeader, LimitExceeded
from docexchange.envelope.findings import Severity
from docexchange.envelope.header_reader import keep_signature, read_document, read_status
from docexchange.envelope.header_rules import judge_document, judge_status
from docexchange.envelope.incoming_file import Spool, memory_then_disk
from docexchange.envelope.model import Document, Reading
from docexchange.envelope.notes import Notes
from docexchange.envelope.packet_shape import Shape, recognise, references_of


def read_packet(stream: BinaryIO, open_sink: Sink | None = None, *, spool: Spool = memory_then_disk) -> Reading:
    """Read a whole packet in constant memory.

    `open_sink(index, name)` is called once per attachment, `index` from 0, `name` safe and unique; it gets the file's
    own bytes (decoded, unwrapped) and is closed by the reader. After an error its bytes must be thrown away. `spool`
    makes the temporary files in which possible zips wait; who keeps nothing in clear on disk gives its own.

    Raises PacketUnreadable, NotAPacket, DoctypeForbidden, LimitExceeded.
    """
    reading, source = read_elements(stream, open_sink, spool)
    source.release()
    return reading


def read_header(stream: BinaryIO) -> Reading:
    """Read up to the attachments, which stay unread: `attachments` is empty, `declared` says what the body announces.

    Raises as `read_packet`, and AttachmentsBeforeHeader.
    """
    notes = Notes()
    source = ElementStream(None)
    source.read(stream)
    root = source.root
    if root is not None and root.name == "edXML" and root.first("edXMLEnvelope") is None and root.children:
        raise AttachmentsBeforeHeader()
    reading, _ = _understood(source, recognise(root, notes), notes)
    source.release()
    return _closed(reading, notes)


def read_elements(
    stream: BinaryIO, open_sink: Sink | None = None, spool: Spool = memory_then_disk
) -> tuple[Reading, ElementStream]:
    """As `read_packet`, with the elements as they stood in the packet, payloads left out."""
    notes = Notes()

    def declared() -> list[str]:
        return [one.name for one in declared_attachments(references_of(source.root)[: limits.ATTACHMENTS])]

    carrier = AttachmentReader(open_sink, spool, notes, declared)
    source = ElementStream(carrier)
    try:
        source.read(stream)
    finally:
        carrier.abandon()
    shape = recognise(source.root, notes)
    reading, references = _understood(source, shape, notes)
    for element in source.nested_in_payload:
        notes.add("element-in-payload", "error", element)
    if shape.generation == "G1":
        compare(reading.declared, references, carrier.read, carrier.elements, notes)
        _expect_attachments(reading, carrier, shape, notes)
    return _closed(reading, notes, carrier), source


def _understood(source: ElementStream, shape: Shape, notes: Notes) -> tuple[Reading, list[Element]]:
    _note_repairs(source, shape, notes)
    references = shape.references
    if len(references) > limits.ATTACHMENTS:
        raise LimitExceeded(what="attachments", limit=limits.ATTACHMENTS)
    declared = declared_attachments(references)
    for signature in shape.signatures:
        keep_signature(signature, notes)
    if shape.header.first("StatusCode") is not None:
        status = read_status(shape.header, notes)
        judge_status(status, shape.header, notes)
        return Reading("status", shape.generation, None, status, declared=declared), references
    document = read_document(shape.header, shape.traces, notes)
    judge_document(document, shape.header, notes)
    return Reading("document", shape.generation, document, None, declared=declared), references


def _closed(reading: Reading, notes: Notes, carrier: AttachmentReader | None = None) -> Reading:
    return Reading(
        reading.kind,
        reading.generation,
        reading.document,
        reading.status,
        tuple(carrier.read) if carrier is not None else (),
        tuple(notes.unknown),
        tuple(notes.findings),
        reading.declared,
    )


def _note_repairs(source: ElementStream, shape: Shape, notes: Notes) -> None:
    if source.leading_junk:
        notes.add("leading-junk", "warning", source.root, bytes=source.leading_junk)
    if source.trailing_junk:
        notes.add("trailing-junk", "warning", source.root)
    if shape.generation != "G1":
        return
    for namespace, element in source.namespaces.items():
        if namespace is None:
            notes.add("prefix-undeclared", "warning", element)
        elif namespace != NAMESPACE and not element.in_signature:
            wrong = namespace in MISTAKEN_NAMESPACES or element.parent is None
            notes.add("namespace-wrong" if wrong else "namespace-foreign", "warning", element, namespace=namespace)


def _expect_attachments(reading: Reading, carrier: AttachmentReader, shape: Shape, notes: Notes) -> None:
    if reading.document is None:
        if carrier.read:
            notes.add("status-with-attachments", "warning", shape.header)
        return
    if not carrier.read and not reading.declared:
        notes.add("attachments-missing", _gravity(reading.document), shape.header)


def _gravity(document: Document) -> Severity:
    carries = document.business.operation in (Operation.NEW, Operation.REPLACE)
    return "error" if carries else "warning"
