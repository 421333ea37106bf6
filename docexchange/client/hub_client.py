"""The hub as a desk sees it: synchronous calls, usable from any thread, over one pinned TLS key."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import BinaryIO, Self
from uuid import UUID

import msgspec

from docexchange.books.chain import HubKeys
from docexchange.client.book_client import BookClient
from docexchange.client.calls import Calls
from docexchange.client.connection import Connection, HubAddress, Timeouts
from docexchange.client.errors import HubAnswerUnreadable
from docexchange.client.transfer import fetch
from docexchange.protocol.errors import StatementUnreadable
from docexchange.protocol.login import LoginStatement, write_login
from docexchange.protocol.messages import (
    Acknowledgement,
    AgencyEntry,
    Challenge,
    ChallengeRequest,
    Delivery,
    DeliveryState,
    HubFacts,
    LeaseRequest,
    Outcome,
    Session,
)
from docexchange.protocol.problem import HubRefused
from docexchange.protocol.receipt import Receipt, ReceiptNotBelieved, read_receipt

__all__ = ["HubAddress", "HubClient", "Timeouts"]


class HubClient:
    """Every call raises HubRefused (permanent) or HubUnavailable (passing) with the hub's code, or `client.errors`."""

    def __init__(self, address: HubAddress, *, timeouts: Timeouts = Timeouts()) -> None:
        self.address = address
        self._connection = Connection(address, timeouts)
        self._calls = Calls(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def session(self) -> Session | None:
        """The session, once `login` gave one."""
        return self._calls.session

    def books(self, earlier: HubKeys | None = None) -> BookClient:
        """The calls of books, in this session; `earlier`: keys with which the hub signed receipts before this one."""
        return BookClient(self._calls, self.address.fingerprint, earlier)

    def facts(self) -> HubFacts:
        """What anyone may know of the hub."""
        return self._calls.message("GET", "/v1/hub", HubFacts, logged_in=False)

    def login(self, official: str, sign: Callable[[bytes], bytes]) -> Session:
        """Log in. `sign` gets the canonical login statement, built here, and gives it back signed (`sign_xml`)."""
        asked = msgspec.json.encode(ChallengeRequest(official))
        challenge = self._calls.message("POST", "/v1/login/challenge", Challenge, asked, logged_in=False)
        statement = LoginStatement(
            challenge.hub, self.address.fingerprint, official, challenge.nonce, challenge.expires
        )
        try:
            signed = sign(write_login(statement))
        except StatementUnreadable as error:
            raise HubAnswerUnreadable(reason="challenge") from error
        session = self._calls.message("POST", "/v1/login", Session, signed, logged_in=False)
        self._calls.session = session
        return session

    def logout(self) -> None:
        """End the session."""
        self._calls.call("DELETE", "/v1/login")
        self._calls.session = None

    def agencies(self) -> list[AgencyEntry]:
        """The directory, by code."""
        return self._calls.message("GET", "/v1/agencies", list[AgencyEntry])

    def submit(self, operation_id: UUID, packet: Callable[[], BinaryIO], size: int, sha256: str) -> bytes:
        """Send a packet; gives the hub's signed receipt, verified against the pinned key and against what was sent.

        Repeat with the same `operation_id` until it answers: the hub keeps one, and gives the same receipt again.
        `packet` opens the bytes anew for each attempt.
        """
        signed = self._calls.upload(f"/v1/submissions/{operation_id}", packet, size, sha256)
        receipt = self._believed(signed)
        if (receipt.sha256, receipt.size) != (sha256, size):
            raise ReceiptNotBelieved(reason="other-packet")
        return signed

    def receipt(self, operation_id: UUID) -> bytes | None:
        """The receipt of an earlier submission; None when the hub never accepted it."""
        try:
            signed = self._calls.call("GET", f"/v1/submissions/{operation_id}")
        except HubRefused as error:
            if error.code == "hub-not-found":
                return None
            raise
        self._believed(signed)
        return signed

    def deliveries(self, operation_id: UUID) -> list[DeliveryState]:
        """How far an own submission has come at each addressee; `hub-not-found` when it was never accepted."""
        return self._calls.message("GET", f"/v1/submissions/{operation_id}/deliveries", list[DeliveryState])

    def lease(self, limit: int = 10, wait_seconds: float = 0, lease_seconds: int = 300) -> list[Delivery]:
        """Deliveries for this agency, as soon as there are any; an empty list after `wait_seconds` (at most 60)."""
        asked = msgspec.json.encode(LeaseRequest(limit, wait_seconds, lease_seconds))
        return self._calls.message("POST", "/v1/mailbox/lease", list[Delivery], asked, more=wait_seconds)

    def download(self, delivery: Delivery, sink: BinaryIO) -> None:
        """Write the packet into `sink`; what was written may be used only if this returns (DownloadDamaged)."""
        path = f"/v1/deliveries/{delivery.id}/packet?fence={delivery.fence}"
        self._connection.run(fetch(self._connection, path, self._calls.headers(), sink, delivery.size, delivery.sha256))

    def acknowledge(self, delivery: Delivery, outcome: Outcome, reason: str = "") -> None:
        """Say that the packet is stored (`done`) or can never be used (`fail`); `hub-stale-fence`: others hold it."""
        told = msgspec.json.encode(Acknowledgement(delivery.fence, outcome, reason[:500]))
        self._calls.call("POST", f"/v1/deliveries/{delivery.id}/acknowledgement", told)

    def close(self) -> None:
        """Close connections; the session stays valid at the hub until it expires or `logout`."""
        self._connection.close()

    def _believed(self, signed: bytes) -> Receipt:
        receipt = read_receipt(signed, self.address.fingerprint)
        if self.session is not None and receipt.sender != self.session.organ_id:
            raise ReceiptNotBelieved(reason="other-sender")
        return receipt
