"""The three ways in which work on a book can fail; errors carry a code and facts, never words for people."""

from __future__ import annotations


class BookError(Exception):
    """An error with a stable `code` (kebab-case) and the facts a sentence for people needs."""

    code = "book-error"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = {name: str(value) for name, value in facts.items()}


class Refused(BookError):
    """A rule of books says no: not a member, not the form, not this key."""

    code = "book-refused"


class Unavailable(BookError):
    """The world is in the way. Trying again may help."""

    code = "book-unavailable"


class Unreadable(BookError):
    """The input is not what it claims to be."""

    code = "book-unreadable"


class StatementUnreadable(Unreadable):
    """A statement, receipt or other small document that is not exactly as we write it. Facts: reason."""

    code = "book-statement-unreadable"


class StatementNotWritable(Refused):
    """These facts cannot stand in a statement. Facts: part, reason."""

    code = "book-statement-not-writable"


class RecordUnreadable(Unreadable):
    """An acceptance record that is not exactly as we write it. Facts: reason."""

    code = "book-record-unreadable"


class ReceiptKeyRefused(Refused):
    """Receipts are signed with P-256 and nothing else. Facts: key."""

    code = "book-receipt-key-refused"


class HubKeyUnreadable(Unreadable):
    """Not the public key of a hub that could have signed receipts."""

    code = "book-hub-key-unreadable"


class NotFounded(Refused):
    """The founding statement founds nothing. Facts: reason (`docexchange.books.membership.REASONS`)."""

    code = "book-not-founded"


class ChainBroken(Unreadable):
    """What the hub gave is not one unbroken book. Facts: flaw (`docexchange.books.chain.Flaw`), sequence."""

    code = "book-chain-broken"


class EvidenceUnreadable(Unreadable):
    """Not an evidence file of a book. Facts: reason, entry."""

    code = "book-evidence-unreadable"


class EvidenceNotWritable(Refused):
    """This cannot be put into an evidence file. Facts: reason, entry."""

    code = "book-evidence-not-writable"


class WaitingUnreadable(Unreadable):
    """Not a file of statements on their way, or altered. Facts: reason, entry."""

    code = "book-waiting-unreadable"
