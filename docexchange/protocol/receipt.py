"""The dispatch receipt: what the hub has accepted, durably, signed by the hub's own key.

A repeated submission gets the stored receipt again, byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from docexchange.books import plain_xml
from docexchange.protocol.errors import Refused, StatementUnreadable, in_our_words
from docexchange.protocol.fingerprint import key_fingerprint
from signing.errors import SigningError
from signing.xml.verify import verify_xml

TYPE = "dispatch-receipt/1"
_PARTS = ("hub", "operation", "sender", "kind", "document", "addressees", "packet", "accepted", "audit")


class ReceiptNotBelieved(Refused):
    """The receipt is not signed by the hub's pinned key, or speaks of something else than was sent."""

    code = "hub-receipt-not-believed"


@dataclass(frozen=True)
class Placed:
    """Where the packet went: the agency and its place in that agency's mailbox (from 1, without gaps)."""

    organ_id: str
    sequence: int


@dataclass(frozen=True)
class Receipt:
    """`document_id`: the document's own, or for a status packet the one it speaks of. `accepted`: aware, whole seconds.

    `audit_sequence` and `audit_head` name the hub's audit entry, so that senders hold proof of the chain.
    """

    hub: str
    operation: UUID
    sender: str
    kind: str
    document_id: str
    addressees: tuple[Placed, ...]
    sha256: str
    size: int
    accepted: datetime
    audit_sequence: int
    audit_head: str


@in_our_words()
def write_receipt(receipt: Receipt) -> bytes:
    """The unsigned canonical XML."""
    addressees = "".join(
        plain_xml.element("addressee", plain_xml.text(placed.organ_id), {"sequence": str(placed.sequence)})
        for placed in receipt.addressees
    )
    contents = {
        "hub": plain_xml.text(receipt.hub),
        "operation": str(receipt.operation),
        "sender": plain_xml.text(receipt.sender),
        "kind": plain_xml.text(receipt.kind),
        "document": plain_xml.text(receipt.document_id),
        "addressees": addressees,
        "packet": "",
        "accepted": plain_xml.written_moment(receipt.accepted),
        "audit": "",
    }
    attributes = {
        "packet": {"sha256": receipt.sha256, "size": str(receipt.size)},
        "audit": {"head": receipt.audit_head, "sequence": str(receipt.audit_sequence)},
    }
    content = "".join(plain_xml.element(name, contents[name], attributes.get(name)) for name in _PARTS)
    return plain_xml.root("receipt", TYPE, content)


def read_receipt(signed: bytes, fingerprint: str) -> Receipt:
    """Verify a signed receipt against the pinned key and read it; ReceiptNotBelieved, StatementUnreadable."""
    try:
        verified = verify_xml(signed)
    except SigningError as error:
        raise ReceiptNotBelieved(reason=error.code) from error
    if key_fingerprint(verified.certificate) != fingerprint:
        raise ReceiptNotBelieved(reason="other-key")
    return receipt_of(verified.content)


@in_our_words()
def receipt_of(content: bytes) -> Receipt:
    """Read verified content strictly: `write_receipt` of the result gives the same bytes."""
    found = dict(
        zip(_PARTS, plain_xml.parts(plain_xml.parse(content, "receipt", TYPE), *_PARTS), strict=True),
    )
    words = {name: part.text or "" for name, part in found.items()}
    try:
        receipt = Receipt(
            hub=words["hub"],
            operation=UUID(words["operation"]),
            sender=words["sender"],
            kind=words["kind"],
            document_id=words["document"],
            addressees=tuple(Placed(part.text or "", int(part.get("sequence", ""))) for part in found["addressees"]),
            sha256=found["packet"].get("sha256", ""),
            size=int(found["packet"].get("size", "")),
            accepted=plain_xml.moment(words["accepted"]),
            audit_sequence=int(found["audit"].get("sequence", "")),
            audit_head=found["audit"].get("head", ""),
        )
    except ValueError as error:
        raise StatementUnreadable(reason="values") from error
    if write_receipt(receipt) != content:
        raise StatementUnreadable(reason="not-canonical")
    return receipt
