"""SIGKILL of the hub, at any moment: a repeated submission ends with one document and one receipt."""

from __future__ import annotations

import io
import random
import sys
import threading
import time
from pathlib import Path
from uuid import UUID, uuid4

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "docexchange" / "hub"))

from hub_world import B, Packet, World, document, own_world

from docexchange.client.errors import HubUnreachable
from docexchange.client.hub_client import HubClient
from docexchange.hub import administration
from docexchange.protocol.errors import Unavailable
from docexchange.protocol.messages import Delivery

__all__ = ["own_world"]
HARNESS = str(Path(__file__).with_name("hub_dies_at.py"))


def until_accepted(client: HubClient, packet: Packet, operation: UUID, seconds: float = 60) -> bytes:
    ends = time.monotonic() + seconds
    while True:
        try:
            return packet.submit(client, operation)
        except Unavailable:
            assert time.monotonic() < ends, "never accepted"
            time.sleep(0.05)


def received(world: World) -> list[Delivery]:
    """Everything in B's mailbox, downloaded and acknowledged."""
    client, all_of_it = world.client("clerk-b"), []
    while taken := client.lease(100):
        for delivery in taken:
            client.download(delivery, io.BytesIO())
            client.acknowledge(delivery, "done")
        all_of_it += taken
    return all_of_it


def audit_holds(world: World) -> bool:
    return administration.verify_audit(world.hub.data)[1] == []


def payload_files(world: World) -> set[str]:
    return {path.name for path in (world.hub.data / "payloads").rglob("*") if path.is_file()}


@pytest.mark.slow
def test_killed_at_each_durable_step_there_is_one_document(own_world: World, tmp_path: Path):
    client, armed = own_world.client("clerk-a"), tmp_path / "armed"
    own_world.client("clerk-b")
    sent, deaths = [], 0
    for step in range(1, 40):
        armed.unlink(missing_ok=True)
        own_world.hub.kill()
        own_world.hub.program = (HARNESS, str(step), str(armed))
        own_world.hub.start()
        packet, operation = document(to=(B,)), uuid4()
        armed.touch()
        try:
            early = packet.submit(client, operation)
        except HubUnreachable:
            early = None
            own_world.hub.process.wait(10)
        died = own_world.hub.process.poll() is not None
        armed.unlink()
        if died:
            deaths += 1
            own_world.hub.program = ("-m", "docexchange.hub.cli")
            own_world.hub.start()
        receipt = until_accepted(client, packet, operation)
        assert early in (None, receipt)
        assert packet.submit(client, operation) == receipt == client.receipt(operation)
        sent.append(packet.sha256)
        if not died:
            break
    assert deaths >= 8
    assert sorted(one.sha256 for one in received(own_world)) == sorted(sent)
    assert payload_files(own_world) == set(sent)
    assert audit_holds(own_world)


@pytest.mark.slow
def test_killed_at_random_moments_under_load_nothing_is_lost_or_doubled(own_world: World):
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    client = own_world.client("clerk-a")
    sent: dict[str, bytes] = {}
    finished = threading.Event()

    def send() -> None:
        for _ in range(40):
            packet = Packet(document(to=(B,)).content + b" " * chance.randrange(400_000))
            sent[packet.sha256] = until_accepted(client, packet, uuid4())
        finished.set()

    senders = [threading.Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    kills = 0
    while any(sender.is_alive() for sender in senders) and kills < 6:
        time.sleep(chance.uniform(0.02, 0.5))
        own_world.hub.kill()
        own_world.hub.start()
        kills += 1
    for sender in senders:
        sender.join(90)
    assert len(sent) == 80, f"seed {seed}"
    got = received(own_world)
    assert sorted(one.sha256 for one in got) == sorted(sent), f"seed {seed}"
    assert sorted(one.sequence for one in got) == list(range(1, 81)), f"seed {seed}"
    assert audit_holds(own_world)
    assert kills >= 3


def test_a_lease_outlives_the_hub(own_world: World):
    packet = document()
    packet.submit(own_world.client("clerk-a"))
    (delivery,) = own_world.client("clerk-b").lease()
    own_world.hub.kill()
    own_world.hub.start()
    client = own_world.client("clerk-b")
    assert client.lease() == []
    sink = io.BytesIO()
    client.download(delivery, sink)
    assert sink.getvalue() == packet.content
    client.acknowledge(delivery, "done")
    own_world.hub.kill()
    own_world.hub.start()
    assert own_world.client("clerk-b").lease() == []
