"""What can go wrong with evidence that is kept beside a file."""

from __future__ import annotations

from signing.errors import Refused, Unreadable


class EvidenceUnreadable(Unreadable):
    """Not an evidence file, or over its limits; fact `why` is one of too-large, not-zip, entries, digest, damaged."""

    code = "evidence-unreadable"


class StampNotBelieved(Refused):
    """The authority's time stamp does not lead to a trusted time-stamp root, so it would prove nothing."""

    code = "stamp-not-believed"
