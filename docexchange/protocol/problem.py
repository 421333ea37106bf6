"""Problems as the hub answers them (RFC 9457, application/problem+json): permanent, or worth another try."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from docexchange.protocol.errors import ProtocolError, Refused, Unavailable

MEDIA_TYPE = "application/problem+json"
_TYPE = "urn:ecabinet:problem:"


class Kind(NamedTuple):
    """HTTP status of a problem and whether trying again may help."""

    status: int
    passing: bool
    title: str


PROBLEMS: dict[str, Kind] = {
    "hub-request-unreadable": Kind(400, False, "The request is not as the protocol says"),
    "hub-digest-required": Kind(400, False, "Repr-Digest with sha-256 is required"),
    "hub-statement-unreadable": Kind(400, False, "The login statement is not as the protocol writes it"),
    "hub-signature-broken": Kind(401, False, "The signature of the login statement does not hold"),
    "hub-certificate-not-enrolled": Kind(401, False, "Not the certificate enrolled for this official"),
    "hub-certificate-expired": Kind(401, False, "The enrolled certificate is outside its validity"),
    "hub-login-elsewhere": Kind(401, False, "The login statement names another hub or another TLS key"),
    "hub-login-expired": Kind(401, True, "The login statement has expired"),
    "hub-nonce-used": Kind(401, True, "The nonce is unknown or already used"),
    "hub-session-ended": Kind(401, True, "No such session; log in again"),
    "hub-founding-refused": Kind(403, False, "The founding statement founds no book here"),
    "hub-book-refused": Kind(403, False, "The statement may not stand in this book"),
    "hub-role-not-allowed": Kind(403, False, "The official's role does not allow this"),
    "hub-sender-differs": Kind(403, False, "The sender in the packet is not the agency that is logged in"),
    "hub-not-found": Kind(404, False, "Nothing of that name for this caller"),
    "hub-method-not-allowed": Kind(405, False, "The call does not exist"),
    "hub-upload-broken": Kind(408, True, "The packet did not arrive whole"),
    "hub-operation-conflict": Kind(409, False, "The operation id was used for other bytes"),
    "hub-document-conflict": Kind(409, False, "The document id was used for other bytes"),
    "hub-book-conflict": Kind(409, False, "The statement id stands for another statement"),
    "hub-book-shorter": Kind(409, False, "The book ends before this place"),
    "hub-book-files-missing": Kind(409, True, "Files the statement refers to have not been brought in"),
    "hub-offer-refused": Kind(409, False, "The offered statement does not follow here"),
    "hub-stale-fence": Kind(409, False, "Somebody else holds the delivery now"),
    "hub-already-acknowledged": Kind(409, False, "The delivery was acknowledged with another outcome"),
    "hub-length-required": Kind(411, False, "Content-Length is required"),
    "hub-head-moved": Kind(412, False, "The book's head is another one"),
    "hub-packet-too-large": Kind(413, False, "The packet is larger than this hub accepts"),
    "hub-digest-differs": Kind(422, False, "The bytes do not have the declared digest"),
    "hub-packet-unreadable": Kind(422, False, "The packet's header cannot be read"),
    "hub-book-statement-broken": Kind(422, False, "The statement's form or signature does not hold"),
    "hub-book-file-differs": Kind(422, False, "A file does not have the size the statement names"),
    "hub-unknown-addressee": Kind(422, False, "An addressee is not in the directory"),
    "hub-too-many-requests": Kind(429, True, "Too many requests"),
    "hub-too-many-uploads": Kind(429, True, "Too many open uploads"),
    "hub-quota-reached": Kind(429, True, "The agency's daily quota is used up"),
    "hub-fault": Kind(500, True, "The hub failed"),
    "hub-busy": Kind(503, True, "The hub cannot answer now"),
    "hub-book-restored": Kind(503, True, "The hub was restored; the agency's seal must open a new epoch first"),
    "hub-disk-full": Kind(507, True, "The hub has no room"),
}
"""Every problem a hub may answer: the contract between hub and client."""


class Problem(msgspec.Struct, frozen=True):
    """The body of a problem answer."""

    type: str
    title: str
    status: int
    code: str
    passing: bool
    facts: dict[str, str] = {}


class HubRefused(Refused):
    """A permanent problem; `code` is the problem's own."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        super().__init__(**facts)


class HubUnavailable(Unavailable):
    """A passing problem; `code` is the problem's own, fact `retry_after` (seconds) when the hub named a time."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        super().__init__(**facts)


def problem(code: str, **facts: object) -> HubRefused | HubUnavailable:
    """The error for a code of the table."""
    return HubUnavailable(code, **facts) if PROBLEMS[code].passing else HubRefused(code, **facts)


def written(error: ProtocolError) -> Problem:
    """The answer for an error."""
    kind = PROBLEMS[error.code]
    return Problem(_TYPE + error.code, kind.title, kind.status, error.code, kind.passing, dict(error.facts))


def understood(status: int, body: bytes) -> HubRefused | HubUnavailable:
    """The error behind an answer; an answer without a problem document is passing from 500 on, else permanent."""
    try:
        told = msgspec.json.decode(body, type=Problem)
    except (msgspec.DecodeError, ValueError):
        code = "hub-busy" if status >= 500 else "hub-request-unreadable"
        return problem(code, status=status)
    kind = HubUnavailable if told.passing else HubRefused
    return kind(told.code, **told.facts)
