"""What can stop the making of a PDF signature; judging one never raises for a bad signature."""

from __future__ import annotations

from signing.errors import Refused, Unavailable, Unreadable


class PdfHasActiveContent(Refused):
    """Scripts, actions, layers, attached files or XFA: what is seen may differ from what is signed."""

    code = "pdf-active-content"


class PdfHasForm(Refused):
    """The file has form fields already: it was prepared before, or it is somebody else's form."""

    code = "pdf-has-form"


class PdfAlreadySigned(Refused):
    """The file bears signatures, and what is asked for must come before any."""

    code = "pdf-already-signed"


class PlaceOutsidePage(Refused):
    """A named place does not lie on the page, or the page is turned or scaled so that places cannot be named on it."""

    code = "place-outside-page"


class PlaceUnknown(Refused):
    """A place is named twice, is not one of the four fields of the file format, or an agency place is missing."""

    code = "place-unknown"


class TextTooWide(Refused):
    """The text does not fit into its field; nothing is written."""

    code = "text-too-wide"


class FieldMissing(Refused):
    """The file was not prepared: a field of the file format is missing, doubled or of another shape."""

    code = "field-missing"


class FieldAlreadySigned(Refused):
    """This signature field is signed already."""

    code = "field-already-signed"


class NumberWrong(Refused):
    """The number is not 1 to 6 digits of a value above zero."""

    code = "number-wrong"


class NumberMissing(Refused):
    """Number and date were left open for the clerk, so the agency must fill them while it signs."""

    code = "number-missing"


class AlreadyNumbered(Refused):
    """Number or date are filled or sealed already; a wrong one is redone from the leader's file, never filled twice."""

    code = "already-numbered"


class LeaderNotSigned(Refused):
    """The person with authority has not signed; the agency signs last (Decree 30/2020, Articles 14 and 32)."""

    code = "leader-not-signed"


class LeaderSignatureBroken(Refused):
    """The leader's signature does not hold, or allows no filling, or the file was changed after it."""

    code = "leader-signature-broken"


class StampUnreadable(Unreadable):
    """The picture is not a PNG of sensible size."""

    code = "stamp-unreadable"


class TimestampAddressWrong(Refused):
    """The time-stamp address is not an http or https address."""

    code = "tsa-address-wrong"


class LevelNeedsTimestamp(Refused):
    """Levels T, LT and LTA need a time-stamp authority."""

    code = "level-needs-timestamp"


class ClockDisagrees(Refused):
    """This computer's clock and the time-stamp authority's differ by more than five minutes."""

    code = "clock-disagrees"


class TimestampAuthoritySilent(Unavailable):
    """No answer within the time allowed, or no connection."""

    code = "tsa-silent"


class TimestampAuthorityRefused(Unavailable):
    """The authority answered that it will not stamp."""

    code = "tsa-refused"


class TimestampAuthorityWrong(Unavailable):
    """The authority's answer is garbage, or stamps something else than what was asked."""

    code = "tsa-answer-wrong"


class RevocationUnavailable(Unavailable):
    """LT and LTA embed revocation data, and it could not be fetched."""

    code = "revocation-unavailable"


class SignerNotTrusted(Refused):
    """No path from the certificate to a trusted root."""

    code = "signer-not-trusted"


class SignerRevoked(Refused):
    """The certificate is revoked."""

    code = "signer-revoked"
