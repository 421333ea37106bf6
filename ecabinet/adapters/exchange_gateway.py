"""The hub behind the port Exchange: calls in the desk's words, errors as permanent or passing."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import BinaryIO, cast
from uuid import UUID

from docexchange.books.acceptance import read_hub_key
from docexchange.client.hub_client import HubAddress, HubClient
from docexchange.protocol import messages, retry
from docexchange.protocol.errors import ProtocolError, Unavailable
from ecabinet.adapters.book_gateway import BookGateway
from ecabinet.adapters.causes import caused
from ecabinet.application.ports import Delivery, DeskIdentity, ExchangeOutOfReach, ExchangeRefused, FileSink
from ecabinet.domain.dispatches.dispatch import Agency, StoredFile
from ecabinet.domain.identity import OrganId


class JitteredRetry:
    """The protocol's schedule, with this machine's chance."""

    def next_try(self, attempts: int, first_try: datetime, now: datetime) -> datetime | None:
        return retry.next_try(attempts, first_try, now, random.random())  # noqa: S311  spreads load, hides nothing


class ExchangeGateway:
    """One logged-in session with the hub of a desk. Close it."""

    def __init__(self, client: HubClient) -> None:
        self._client = client

    def agencies(self) -> tuple[Agency, ...]:
        with _translated():
            return tuple(_agency(one) for one in self._client.agencies())

    def submit(self, operation: UUID, packet: StoredFile, open_packet: Callable[[], BinaryIO]) -> bytes:
        with _translated():
            return self._client.submit(operation, open_packet, packet.size, packet.sha256)

    def lease(self, limit: int, wait_seconds: float) -> tuple[Delivery, ...]:
        wait = min(max(wait_seconds, 0.0), messages.LONGEST_WAIT)
        with _translated():
            return tuple(
                Delivery(one.id, one.sequence, one.sender, one.sha256, one.size, token=one)
                for one in self._client.lease(limit, wait)
            )

    def download(self, delivery: Delivery, sink: FileSink) -> None:
        with _translated():
            self._client.download(cast(messages.Delivery, delivery.token), cast(BinaryIO, sink))

    def acknowledge(self, delivery: Delivery, outcome: str, reason: str) -> None:
        with _translated():
            self._client.acknowledge(cast(messages.Delivery, delivery.token), cast(messages.Outcome, outcome), reason)

    def books(self, earlier: Sequence[bytes] = ()) -> BookGateway:
        """Books in the same session; `earlier`: keys (DER) with which the hub signed receipts before."""
        return BookGateway(self._client.books(dict(read_hub_key(der) for der in earlier)))

    def close(self) -> None:
        self._client.close()


def log_in(identity: DeskIdentity, sign: Callable[[bytes], bytes]) -> ExchangeGateway:
    """A session for the desk's official; `sign` signs the login statement. Raises as every call of Exchange."""
    with _translated():
        try:
            client = HubClient(HubAddress(identity.hub, identity.fingerprint))
        except ValueError as error:
            raise ExchangeRefused(reason="hub-address") from error
        try:
            session = client.login(identity.official.id, sign)
        except BaseException:
            client.close()
            raise
    if session.organ_id != identity.official.agency:
        client.close()
        raise ExchangeRefused(reason="hub-knows-another-agency", agency=session.organ_id)
    return ExchangeGateway(client)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except ProtocolError as error:
        kind = ExchangeOutOfReach if isinstance(error, Unavailable) else ExchangeRefused
        raise kind(**caused(error.code, error.facts)) from error


def _agency(entry: messages.AgencyEntry) -> Agency:
    return Agency(
        OrganId(entry.organ_id),
        entry.name,
        entry.in_charge,
        email=entry.email,
        capable=entry.capable,
        seals=tuple(hashlib.sha256(one).hexdigest() for one in entry.seal_certificates),
    )
