"""The three ways in which work on a packet can fail; errors carry a code and facts, never words for people."""

from __future__ import annotations


class EnvelopeError(Exception):
    """An error with a stable `code` (kebab-case) and the facts a sentence for people needs."""

    code = "envelope-error"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = {name: str(value) for name, value in facts.items()}


class Refused(EnvelopeError):
    """A rule of the envelope says no: a fact is missing, a text too long, a file name unsafe."""

    code = "envelope-refused"


class Unavailable(EnvelopeError):
    """The world is in the way. Trying again may help."""

    code = "envelope-unavailable"


class Unreadable(EnvelopeError):
    """The input is not what it claims to be."""

    code = "envelope-unreadable"


class PacketUnreadable(Unreadable):
    """Not XML, or XML that is no edXML packet. Facts: `line`, `detail` (the parser's own words)."""

    code = "packet-unreadable"


class NotAPacket(Unreadable):
    """Well-formed XML, but of another kind. Facts: `root`, the name of its first element."""

    code = "not-a-packet"


class DoctypeForbidden(Unreadable):
    """The packet declares a document type, which no honest packet needs. Facts: `line`."""

    code = "doctype-forbidden"


class LimitExceeded(Unreadable):
    """The packet is larger, deeper or longer than any packet may be. Facts: `what`, `limit`."""

    code = "packet-limit-exceeded"


class AttachmentsBeforeHeader(Unreadable):
    """The attachments come before the header, so nobody can say whose they are without reading them all."""

    code = "attachments-before-header"


class FactMissing(Refused):
    """A required fact is empty. Facts: `path`."""

    code = "envelope-fact-missing"


class TextTooLong(Refused):
    """Facts: `path`, `limit` and `length` in characters."""

    code = "envelope-text-too-long"


class TextForbidden(Refused):
    """Control characters, or the words `null` and `N/A` in place of a value. Facts: `path`, `value`."""

    code = "envelope-text-forbidden"


class ValueForbidden(Refused):
    """A value outside its list or grammar. Facts: `path`, `value`."""

    code = "envelope-value-forbidden"


class NameUnsafe(Refused):
    """An attachment name no disk should see, or one that occurs twice. Facts: `name`."""

    code = "attachment-name-refused"


class AttachmentMissing(Refused):
    """A new document needs at least one file."""

    code = "attachment-missing"


class AttachmentEmpty(Refused):
    """A file without a byte. Facts: `name`."""

    code = "attachment-has-no-bytes"


class TooManyAttachments(Refused):
    """Facts: `limit`."""

    code = "attachments-too-many"


class AttachmentTooLarge(Refused):
    """Facts: `name`, `limit` in bytes."""

    code = "attachment-too-large"


class PacketNotCanonical(Refused):
    """The header just written does not satisfy the schema. Facts: `line`, `detail`."""

    code = "packet-not-canonical"


class MetaUnreadable(Unreadable):
    """A META file that is no JSON. Facts: `line`, `detail`."""

    code = "meta-unreadable"


class MetaKeyUnknown(Refused):
    """Facts: `path` of the key."""

    code = "meta-key-unknown"


class MetaValueWrong(Refused):
    """Facts: `path` of the value."""

    code = "meta-value-wrong"


class AttachmentDiffers(Refused):
    """A file is not the one the META file lists. Facts: `name`."""

    code = "attachment-differs"
