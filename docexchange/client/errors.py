"""What a desk meets on the way to its hub; the hub's own problems come from `protocol.problem`."""

from __future__ import annotations

from docexchange.protocol.errors import Refused, Unavailable


class HubUnreachable(Unavailable):
    """No connection, or it broke, or the hub was silent too long."""

    code = "hub-unreachable"


class HubKeyDiffers(Refused):
    """Whoever answers does not hold the pinned TLS key: nothing was sent to it."""

    code = "hub-key-differs"


class HubAnswerUnreadable(Unavailable):
    """The hub's answer is not what the protocol says."""

    code = "hub-answer-unreadable"


class DownloadDamaged(Unavailable):
    """The bytes that arrived do not have the digest the hub named; what the sink got must be thrown away."""

    code = "hub-download-damaged"


class PacketChanged(Refused):
    """The packet to send does not have the size it was said to have."""

    code = "hub-packet-changed"


class NotLoggedIn(Refused):
    """A call that needs a session came before `login`."""

    code = "hub-not-logged-in"
