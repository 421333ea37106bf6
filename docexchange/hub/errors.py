"""What can go wrong when a hub is set up or looked after; problems of the wire are in `protocol.problem`."""

from __future__ import annotations

from docexchange.protocol.errors import Refused, Unavailable, Unreadable


class AgencyExists(Refused):
    """The code is already in the directory."""

    code = "hub-agency-exists"


class AgencyUnknown(Refused):
    """The code is not in the directory."""

    code = "hub-agency-unknown"


class OfficialExists(Refused):
    """The official is enrolled; a renewal must be asked for."""

    code = "hub-official-exists"


class OfficialUnknown(Refused):
    """No such official."""

    code = "hub-official-unknown"


class NameNotAllowed(Refused):
    """A code or name is empty, too long, or holds control characters."""

    code = "hub-name-not-allowed"


class CertificateUnreadable(Unreadable):
    """The file holds no certificate in PEM or DER."""

    code = "hub-certificate-unreadable"


class ListUnreadable(Unreadable):
    """The CSV file is not as the manual says."""

    code = "hub-list-unreadable"


class StoreDamaged(Unreadable):
    """The store is not a database, or is broken."""

    code = "hub-store-damaged"


class StoreOfOtherVersion(Refused):
    """The store was written by another version of the hub."""

    code = "hub-store-version"


class KeyUnreadable(Unreadable):
    """The hub's own key or certificate cannot be read."""

    code = "hub-key-unreadable"


class HubIsRunning(Unavailable):
    """Another hub process uses this folder."""

    code = "hub-is-running"


class NoSuchHub(Unavailable):
    """There is no hub in this folder."""

    code = "hub-not-there"


class AddressInUse(Unavailable):
    """The address cannot be listened on."""

    code = "hub-address-unusable"


class TargetExists(Refused):
    """A backup never writes over something."""

    code = "hub-target-exists"


class PayloadLost(Unavailable):
    """A packet that the store refers to is not on disk."""

    code = "hub-payload-lost"
