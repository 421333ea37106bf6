"""Why a document cannot be typeset."""

from __future__ import annotations

from ecabinet.domain.errors import Refusal, Unreadable


class DataUnreadable(Unreadable):
    """Not a JSON object in UTF-8."""

    code = "data-not-json"


class DataTooLarge(Unreadable):
    """More bytes or deeper nesting than any real document has."""

    code = "data-too-large"


class KeyUnknown(Unreadable):
    """A key the schema does not know: data that nobody would see printed."""

    code = "data-key-unknown"


class KeyMissing(Unreadable):
    """A key without which there is no document."""

    code = "data-key-missing"


class ValueWrong(Unreadable):
    """A value of the wrong shape or out of bounds."""

    code = "data-value-wrong"


class TextTooLong(Unreadable):
    """More letters or entries than the schema allows."""

    code = "data-too-long"


class NoRoom(Unreadable):
    """More text than the place on the page can hold."""

    code = "data-no-room"


class LetterUnknown(Unreadable):
    """A letter the official typeface does not have, or one that cannot be seen."""

    code = "data-letter-unknown"


class FigureUnreadable(Unreadable):
    """Not a PNG or JPEG picture of bearable size."""

    code = "figure-unreadable"


class TypesettingFailed(Unreadable):
    """The template could not set this data."""

    code = "typesetting-failed"


class TemplateMissing(Refusal):
    """No template for this type of document."""

    code = "template-missing"
