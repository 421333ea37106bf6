"""The hub as a desk sees it: synchronous calls, usable from any thread, over one pinned TLS key."""

from __future__ import annotations

import base64
from collections.abc import Callable
from types import TracebackType
from typing import BinaryIO, Self, TypeVar
from uuid import UUID

import msgspec

from docexchange.client.connection import Connection, HubAddress, Timeouts, read_whole
from docexchange.client.errors import HubAnswerUnreadable, NotLoggedIn
from docexchange.client.transfer import Upload, fetch
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

Shape = TypeVar("Shape")


class HubClient:
    """Every call raises HubRefused (permanent) or HubUnavailable (passing) with the hub's code, or `client.errors`."""

    def __init__(self, address: HubAddress, *, timeouts: Timeouts = Timeouts()) -> None:
        self.address = address
        self.session: Session | None = None
        self._connection = Connection(address, timeouts)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def facts(self) -> HubFacts:
        """What anyone may know of the hub."""
        return self._message("GET", "/v1/hub", HubFacts, logged_in=False)

    def login(self, official: str, sign: Callable[[bytes], bytes]) -> Session:
        """Log in. `sign` gets the canonical login statement, built here, and gives it back signed (`sign_xml`)."""
        asked = msgspec.json.encode(ChallengeRequest(official))
        challenge = self._message("POST", "/v1/login/challenge", Challenge, asked, logged_in=False)
        statement = LoginStatement(
            challenge.hub, self.address.fingerprint, official, challenge.nonce, challenge.expires
        )
        try:
            signed = sign(write_login(statement))
        except StatementUnreadable as error:
            raise HubAnswerUnreadable(reason="challenge") from error
        self.session = self._message("POST", "/v1/login", Session, signed, logged_in=False)
        return self.session

    def logout(self) -> None:
        """End the session."""
        self._call("DELETE", "/v1/login")
        self.session = None

    def agencies(self) -> list[AgencyEntry]:
        """The directory, by code."""
        return self._message("GET", "/v1/agencies", list[AgencyEntry])

    def submit(self, operation_id: UUID, packet: Callable[[], BinaryIO], size: int, sha256: str) -> bytes:
        """Send a packet; gives the hub's signed receipt, verified against the pinned key and against what was sent.

        Repeat with the same `operation_id` until it answers: the hub keeps one, and gives the same receipt again.
        `packet` opens the bytes anew for each attempt.
        """
        return self._connection.run(self._submitted(operation_id, packet, size, sha256))

    def receipt(self, operation_id: UUID) -> bytes | None:
        """The receipt of an earlier submission; None when the hub never accepted it."""
        try:
            signed = self._call("GET", f"/v1/submissions/{operation_id}")
        except HubRefused as error:
            if error.code == "hub-not-found":
                return None
            raise
        self._believed(signed)
        return signed

    def deliveries(self, operation_id: UUID) -> list[DeliveryState]:
        """How far an own submission has come at each addressee; `hub-not-found` when it was never accepted."""
        return self._message("GET", f"/v1/submissions/{operation_id}/deliveries", list[DeliveryState])

    def lease(self, limit: int = 10, wait_seconds: float = 0, lease_seconds: int = 300) -> list[Delivery]:
        """Deliveries for this agency, as soon as there are any; an empty list after `wait_seconds` (at most 60)."""
        asked = msgspec.json.encode(LeaseRequest(limit, wait_seconds, lease_seconds))
        return self._message("POST", "/v1/mailbox/lease", list[Delivery], asked, more=wait_seconds)

    def download(self, delivery: Delivery, sink: BinaryIO) -> None:
        """Write the packet into `sink`; what was written may be used only if this returns (DownloadDamaged)."""
        path = f"/v1/deliveries/{delivery.id}/packet?fence={delivery.fence}"
        self._connection.run(fetch(self._connection, path, self._headers(), sink, delivery.size, delivery.sha256))

    def acknowledge(self, delivery: Delivery, outcome: Outcome, reason: str = "") -> None:
        """Say that the packet is stored (`done`) or can never be used (`fail`); `hub-stale-fence`: others hold it."""
        told = msgspec.json.encode(Acknowledgement(delivery.fence, outcome, reason[:500]))
        self._call("POST", f"/v1/deliveries/{delivery.id}/acknowledgement", told)

    def close(self) -> None:
        """Close connections; the session stays valid at the hub until it expires or `logout`."""
        self._connection.close()

    async def _submitted(self, operation_id: UUID, packet: Callable[[], BinaryIO], size: int, sha256: str) -> bytes:
        upload = Upload(packet, size)
        headers = {
            **self._headers(),
            "Content-Type": "application/octet-stream",
            "Content-Length": str(size),
            "Repr-Digest": f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:",
        }
        stall = self._connection.timeouts.stall
        path = f"/v1/submissions/{operation_id}"
        try:
            async with self._connection.answer("PUT", path, headers, upload.blocks(), within=stall, wait=True) as (
                response,
                _,
            ):
                signed = await read_whole(response)
        except Exception:
            if upload.failure is not None:
                raise upload.failure from None
            raise
        receipt = self._believed(signed)
        if (receipt.sha256, receipt.size) != (sha256, size):
            raise ReceiptNotBelieved(reason="other-packet")
        return signed

    def _believed(self, signed: bytes) -> Receipt:
        receipt = read_receipt(signed, self.address.fingerprint)
        if self.session is not None and receipt.sender != self.session.organ_id:
            raise ReceiptNotBelieved(reason="other-sender")
        return receipt

    def _message(
        self,
        method: str,
        path: str,
        shape: type[Shape],
        body: bytes | None = None,
        *,
        logged_in: bool = True,
        more: float = 0,
    ) -> Shape:
        answered = self._call(method, path, body, logged_in=logged_in, more=more)
        try:
            return msgspec.json.decode(answered, type=shape)
        except (msgspec.DecodeError, ValueError) as error:
            raise HubAnswerUnreadable(reason=str(error)) from error

    def _call(
        self, method: str, path: str, body: bytes | None = None, *, logged_in: bool = True, more: float = 0
    ) -> bytes:
        headers = self._headers() if logged_in else {}
        return self._connection.run(self._answered(method, path, headers, body, more))

    async def _answered(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None, more: float
    ) -> bytes:
        within = self._connection.timeouts.answer + more
        async with self._connection.answer(method, path, headers, body, within=within) as (response, _):
            return await read_whole(response)

    def _headers(self) -> dict[str, str]:
        if self.session is None:
            raise NotLoggedIn()
        return {"Authorization": f"Bearer {self.session.token}"}
