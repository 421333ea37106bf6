"""Leases behind fences, downloads by right, acknowledgements that count once."""

from __future__ import annotations

import io
import threading
import time
from uuid import uuid4

import psutil
import pytest
from hub_world import A, B, C, HubProcess, World, bearer, document, raw, repr_digest, status

from docexchange.client.hub_client import HubClient
from docexchange.protocol.messages import Delivery
from docexchange.protocol.problem import HubRefused


@pytest.fixture(autouse=True)
def empty_mailbox(world: World) -> None:
    for official in ("clerk-a", "clerk-b", "clerk-c"):
        client = world.client(official)
        while taken := client.lease(100):
            for delivery in taken:
                client.acknowledge(delivery, "done")


def fetched(client: HubClient, delivery: Delivery) -> bytes:
    sink = io.BytesIO()
    client.download(delivery, sink)
    return sink.getvalue()


def refused(action, *arguments) -> str:
    with pytest.raises(HubRefused) as caught:
        action(*arguments)
    return caught.value.code


def test_a_packet_is_leased_downloaded_and_acknowledged(world: World):
    packet, receiver = document(document_id="VB-way"), world.client("clerk-b")
    packet.submit(world.client("clerk-a"))
    (delivery,) = receiver.lease()
    assert (delivery.sender, delivery.kind, delivery.document_id) == (A, "document", "VB-way")
    assert (delivery.sha256, delivery.size) == (packet.sha256, len(packet.content))
    assert fetched(receiver, delivery) == packet.content
    receiver.acknowledge(delivery, "done")
    assert receiver.lease() == []


def test_every_addressee_has_its_own_delivery(world: World):
    document(to=(B, C)).submit(world.client("clerk-a"))
    (at_b,), (at_c,) = world.client("clerk-b").lease(), world.client("clerk-c").lease()
    assert at_b.id != at_c.id and at_b.sha256 == at_c.sha256
    world.client("clerk-b").acknowledge(at_b, "fail", "không đọc được")
    world.client("clerk-c").acknowledge(at_c, "done")


def test_the_sender_sees_how_far_its_packet_has_come(world: World):
    sender, operation = world.client("clerk-a"), uuid4()
    document(to=(B, C)).submit(sender, operation)
    assert {one.organ_id: one.state for one in sender.deliveries(operation)} == {B: "waiting", C: "waiting"}
    (at_b,), (at_c,) = world.client("clerk-b").lease(), world.client("clerk-c").lease()
    world.client("clerk-b").acknowledge(at_b, "fail", "không đọc được")
    seen = {one.organ_id: one for one in sender.deliveries(operation)}
    assert (seen[B].state, seen[B].reason, seen[C].state) == ("fail", "không đọc được", "leased")
    assert seen[B].ended is not None
    world.client("clerk-c").acknowledge(at_c, "done")
    assert refused(world.client("clerk-b").deliveries, operation) == "hub-not-found"


def test_packets_come_in_the_order_of_the_mailbox(world: World):
    for number in range(5):
        document(document_id=f"VB-order-{uuid4()}-{number}").submit(world.client("clerk-a"))
    first, second = world.client("clerk-b").lease(2), world.client("clerk-b").lease(10)
    sequences = [delivery.sequence for delivery in (*first, *second)]
    assert sequences == list(range(sequences[0], sequences[0] + 5))


def test_a_lease_is_exclusive_until_it_ends_and_a_late_holder_is_fenced_off(world: World):
    packet, receiver = document(), world.client("clerk-b")
    packet.submit(world.client("clerk-a"))
    (late,) = receiver.lease(lease_seconds=1)
    assert receiver.lease() == []
    (now,) = receiver.lease(wait_seconds=3)
    assert (now.id, now.fence) == (late.id, late.fence + 1)
    assert refused(receiver.acknowledge, late, "done") == "hub-stale-fence"
    assert refused(fetched, receiver, late) == "hub-stale-fence"
    assert fetched(receiver, now) == packet.content
    receiver.acknowledge(now, "done")


def test_the_holder_may_acknowledge_after_its_lease_while_nobody_else_took_it(world: World):
    document().submit(world.client("clerk-a"))
    (delivery,) = world.client("clerk-b").lease(lease_seconds=1)
    time.sleep(1.2)
    world.client("clerk-b").acknowledge(delivery, "done")
    assert world.client("clerk-b").lease() == []


def test_the_same_acknowledgement_again_is_fine_and_another_is_not(world: World):
    document().submit(world.client("clerk-a"))
    receiver = world.client("clerk-b")
    (delivery,) = receiver.lease()
    receiver.acknowledge(delivery, "done")
    receiver.acknowledge(delivery, "done")
    assert refused(receiver.acknowledge, delivery, "fail") == "hub-already-acknowledged"


def test_two_clerks_of_one_agency_never_get_the_same_delivery(world: World):
    for _ in range(12):
        document().submit(world.client("clerk-a"))
    taken: list[str] = []

    def work() -> None:
        while got := world.client("clerk-b").lease(2):
            taken.extend(delivery.id for delivery in got)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 12


def test_waiting_ends_within_a_second_of_the_news(world: World):
    arrived: list[float] = []

    def wait() -> None:
        assert world.client("clerk-b").lease(wait_seconds=20)
        arrived.append(time.monotonic())

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.7)
    sent = time.monotonic()
    document().submit(world.client("clerk-a"))
    thread.join(10)
    assert arrived and arrived[0] - sent < 1


def test_waiting_without_news_ends_in_time_and_costs_nothing(world: World):
    before = _cpu(world.hub)
    begun = time.monotonic()
    assert world.client("clerk-b").lease(wait_seconds=1.5) == []
    assert 1.4 < time.monotonic() - begun < 4
    assert _cpu(world.hub) - before < 0.5


def test_somebody_who_left_while_waiting_takes_nothing_away(world: World):
    leaving = world.fresh_client("clerk-b")
    thread = threading.Thread(target=lambda: _quietly(leaving.lease, 10, 20))
    thread.start()
    time.sleep(0.5)
    leaving._connection.run(leaving._connection._session.close())
    thread.join(5)
    time.sleep(0.2)
    document().submit(world.client("clerk-a"))
    assert len(world.client("clerk-b").lease(wait_seconds=1)) == 1


def test_nobody_learns_of_deliveries_of_others(world: World):
    packet = document(to=(B,))
    packet.submit(world.client("clerk-a"))
    (delivery,) = world.client("clerk-b").lease()
    for official in ("clerk-c", "clerk-a"):
        other = world.client(official)
        assert refused(fetched, other, delivery) == "hub-not-found"
        assert refused(other.acknowledge, delivery, "done") == "hub-not-found"
    missing = f"/v1/deliveries/999999/packet?fence={delivery.fence}"
    assert raw(world.hub, "GET", missing, headers=bearer(world.client("clerk-b"))).problem == "hub-not-found"
    assert fetched(world.client("clerk-b"), delivery) == packet.content


def test_a_packet_cannot_be_fetched_before_it_is_leased(world: World):
    document().submit(world.client("clerk-a"))
    (delivery,) = world.client("clerk-b").lease()
    document().submit(world.client("clerk-a"))
    path = f"/v1/deliveries/{int(delivery.id) + 1}/packet?fence=0"
    assert raw(world.hub, "GET", path, headers=bearer(world.client("clerk-b"))).problem == "hub-stale-fence"


def test_ranges_are_served(world: World):
    packet = document()
    packet.submit(world.client("clerk-a"))
    (delivery,) = world.client("clerk-b").lease()
    path = f"/v1/deliveries/{delivery.id}/packet?fence={delivery.fence}"
    headers = bearer(world.client("clerk-b"))
    part = raw(world.hub, "GET", path, headers={**headers, "Range": "bytes=100-199"})
    assert (part.status, part.body) == (206, packet.content[100:200])
    whole = raw(world.hub, "GET", path, headers=headers)
    assert whole.headers["repr-digest"] == repr_digest(packet.content)
    assert raw(world.hub, "GET", path, headers={**headers, "Range": "bytes=999999999-"}).status == 416


def test_only_the_clerk_opens_the_mailbox(world: World):
    assert refused(world.client("leader-a").lease) == "hub-role-not-allowed"


def test_a_status_packet_arrives_at_the_sender_of_the_document(world: World):
    packet = status(to=A, document_id="VB-9", code="01")
    packet.submit(world.client("clerk-b"))
    (delivery,) = world.client("clerk-a").lease()
    assert (delivery.kind, delivery.sender, delivery.document_id) == ("status", B, "VB-9")


def test_unreadable_leases_and_acknowledgements(world: World):
    headers = bearer(world.client("clerk-b"))
    for body in (
        b"",
        b'{"limit": 0}',
        b'{"limit": 101}',
        b'{"wait_seconds": 61}',
        b'{"lease_seconds": 0}',
        b'{"x": 1}',
    ):
        assert raw(world.hub, "POST", "/v1/mailbox/lease", body, headers).problem == "hub-request-unreadable"
    for body in (b"{}", b'{"fence": 1, "outcome": "maybe"}', b'{"fence": "1", "outcome": "done"}'):
        path = "/v1/deliveries/1/acknowledgement"
        assert raw(world.hub, "POST", path, body, headers).problem == "hub-request-unreadable"
    for fence in ("", "x", "-1", "9" * 30):
        path = f"/v1/deliveries/1/packet?fence={fence}"
        assert raw(world.hub, "GET", path, headers=headers).problem == "hub-request-unreadable"


def _cpu(hub: HubProcess) -> float:
    times = psutil.Process(hub.process.pid).cpu_times()
    return times.user + times.system


def _quietly(action, *arguments) -> None:
    try:
        action(*arguments)
    except Exception as error:
        assert error is not None
