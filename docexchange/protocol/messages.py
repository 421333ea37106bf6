"""The JSON messages between client and hub. Times are aware (RFC 3339), digests lower-case hexadecimal SHA-256."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, TypeVar

import msgspec

from docexchange.protocol.problem import problem

Short = Annotated[str, msgspec.Meta(max_length=200)]
Role = Literal["clerk", "leader", "specialist"]
PacketKind = Literal["document", "status"]
Outcome = Literal["done", "fail"]
LONGEST_WAIT = 60
"""Seconds a lease call may wait for news."""


class HubFacts(msgspec.Struct, frozen=True):
    """What anyone may know of a hub: its id, the fingerprint of its TLS key, the largest packet in bytes.

    `key`: the SubjectPublicKeyInfo in DER whose SHA-256 `tls` is; it signs receipts.
    """

    hub: str
    tls: str
    max_packet: int
    now: datetime
    key: bytes


class ChallengeRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An official asks for a nonce."""

    official: Short


class Challenge(msgspec.Struct, frozen=True):
    """What the login statement must name."""

    hub: str
    tls: str
    official: str
    nonce: str
    expires: datetime


class Session(msgspec.Struct, frozen=True):
    """A login that held. `token` is secret; it goes into the Authorization header."""

    token: str
    official: str
    organ_id: str
    name: str
    role: Role
    expires: datetime


class AgencyEntry(msgspec.Struct, frozen=True):
    """An agency of the directory. `capable`: its desk signs a manifest into every packet; certificates in DER."""

    organ_id: str
    name: str
    in_charge: str = ""
    email: str = ""
    capable: bool = False
    seal_certificates: tuple[bytes, ...] = ()


class LeaseRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for up to `limit` deliveries, waiting for news; the lease lasts `lease_seconds`."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 10
    wait_seconds: Annotated[float, msgspec.Meta(ge=0, le=LONGEST_WAIT)] = 0
    lease_seconds: Annotated[int, msgspec.Meta(ge=1, le=3600)] = 300


class Delivery(msgspec.Struct, frozen=True):
    """A leased delivery. `fence` grows with every lease; only its newest value acknowledges."""

    id: str
    fence: int
    sha256: str
    size: int
    sender: str
    kind: PacketKind
    document_id: str
    sequence: int
    accepted: datetime
    lease_until: datetime


class DeliveryState(msgspec.Struct, frozen=True):
    """What the sender may know: whether an addressee's desk has taken the packet (done), could not (fail, with why)."""

    organ_id: str
    sequence: int
    state: Literal["waiting", "leased", "done", "fail"]
    reason: str
    ended: datetime | None


class Acknowledgement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The holder of `fence` says the packet is stored safely (`done`) or can never be used (`fail`, with a reason)."""

    fence: int
    outcome: Outcome
    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""


Message = TypeVar("Message")


def decoded(body: bytes, shape: type[Message]) -> Message:
    """A message of this shape, or the problem `hub-request-unreadable`."""
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, ValueError) as error:
        raise problem("hub-request-unreadable", reason=str(error)) from error
