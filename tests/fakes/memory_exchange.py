"""A hub in memory: mailboxes, repeats by operation id, leases, and bad luck on demand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from ecabinet.application.ports import Delivery, ExchangeOutOfReach, ExchangeRefused


@dataclass
class MemoryHub:
    agencies: list
    submitted: dict = field(default_factory=dict)  # (sender, operation) -> digest
    mailboxes: dict = field(default_factory=dict)  # organ id -> list of [delivery, bytes, outcome]
    sequence: int = 0


class MemoryExchange:
    """One agency's view of a hub. `address(packet) -> organ ids` tells where a packet goes."""

    def __init__(self, hub: MemoryHub, me: str, address) -> None:
        self.hub, self.me, self._address = hub, me, address
        self.trouble: list[Exception] = []
        """Raised one by one at the next calls that reach the hub; None lets one call through."""
        self.lose_answers = 0

    def agencies(self):
        return tuple(self.hub.agencies)

    def submit(self, operation, packet, open_packet):
        self._stumble()
        with open_packet() as stream:
            content = stream.read()
        digest = hashlib.sha256(content).hexdigest()
        known = self.hub.submitted.get((self.me, operation))
        if known and known != digest:
            raise ExchangeRefused(reason="operation-conflict")
        if not known:
            self._deliver(content, digest)
            self.hub.submitted[self.me, operation] = digest
        if self.lose_answers:
            self.lose_answers -= 1
            raise ExchangeOutOfReach(reason="connection-lost")
        return f"receipt {operation} {digest}".encode()

    def lease(self, limit, wait_seconds):
        self._stumble()
        waiting = [item for item in self.hub.mailboxes.get(self.me, []) if item[2] is None]
        return tuple(item[0] for item in waiting[:limit])

    def download(self, delivery, sink):
        self._stumble()
        sink.write(self._item(delivery)[1])

    def acknowledge(self, delivery, outcome, reason):
        self._stumble()
        self._item(delivery)[2] = (outcome, reason)

    def _deliver(self, content, digest):
        receivers = self._address(content)
        unknown = set(receivers) - {one.organ_id for one in self.hub.agencies}
        if unknown:
            raise ExchangeRefused(reason="unknown-addressee", organ_id=sorted(unknown)[0])
        for receiver in receivers:
            self.hub.sequence += 1
            delivery = Delivery(f"d{self.hub.sequence}", self.hub.sequence, self.me, digest, len(content))
            self.hub.mailboxes.setdefault(receiver, []).append([delivery, content, None])

    def _item(self, delivery):
        return next(item for item in self.hub.mailboxes[self.me] if item[0].id == delivery.id)

    def _stumble(self):
        if self.trouble:
            error = self.trouble.pop(0)
            if error is not None:
                raise error
