"""The client trusts one key, tells permanent from passing, and never hands out damaged bytes."""

from __future__ import annotations

import hashlib
import io
import socket
import threading
from collections.abc import Iterator
from uuid import uuid4

import pytest
from cutting_proxy import CuttingProxy
from hub_world import Packet, World, document

from docexchange.client.errors import HubKeyDiffers, HubUnreachable, NotLoggedIn, PacketChanged
from docexchange.client.hub_client import HubAddress, HubClient, Timeouts
from docexchange.protocol.errors import Refused, Unavailable
from docexchange.protocol.problem import understood
from docexchange.protocol.receipt import ReceiptNotBelieved, read_receipt, write_receipt


@pytest.fixture
def proxy(world: World) -> Iterator[CuttingProxy]:
    made = CuttingProxy(world.hub.port)
    yield made
    made.close()


@pytest.fixture
def through(world: World, proxy: CuttingProxy) -> Iterator[HubClient]:
    """A clerk of A whose way to the hub can be cut."""
    address = HubAddress(f"https://127.0.0.1:{proxy.port}", world.hub.address.fingerprint)
    with HubClient(address, timeouts=Timeouts(connect=2, answer=3, stall=1.5)) as client:
        client.login("clerk-a", world.keys["clerk-a"].statement)
        yield client


def large(size: int) -> Packet:
    packet = document(document_id=f"VB-{uuid4()}")
    return Packet(packet.content.replace(b"</edXML>", b"</edXML>" + b" " * size))


def test_another_key_gets_nothing(world: World):
    other = HubAddress(world.hub.address.url, "ab" * 32)
    with HubClient(other) as client, pytest.raises(HubKeyDiffers) as caught:
        client.login("clerk-a", lambda _: pytest.fail("nothing may be signed for a stranger"))
    assert caught.value.facts["fingerprint"] == world.hub.address.fingerprint
    assert isinstance(caught.value, Refused)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "127.0.0.1", "https://", "https://a/b", "https://a?b"])
def test_an_address_must_be_https(url: str):
    with pytest.raises(ValueError, match="https"):
        HubAddress(url, "ab" * 32)
    with pytest.raises(ValueError, match="fingerprint"):
        HubAddress("https://a", "AB" * 32)


def test_nobody_there_is_passing(world: World):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = HubAddress(f"https://127.0.0.1:{free.getsockname()[1]}", "ab" * 32)
        with HubClient(address) as client, pytest.raises(HubUnreachable) as caught:
            client.facts()
    assert isinstance(caught.value, Unavailable)


def test_a_silent_hub_is_passing(world: World):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = HubAddress(f"https://127.0.0.1:{silent.getsockname()[1]}", "ab" * 32)
        with HubClient(address, timeouts=Timeouts(1, 0.5, 0.5)) as client, pytest.raises(HubUnreachable):
            client.facts()


def test_calls_before_login_say_so(world: World):
    with HubClient(world.hub.address) as client, pytest.raises(NotLoggedIn):
        client.agencies()


def test_a_signing_error_reaches_the_caller_unchanged(world: World):
    class Cancelled(Exception):
        pass

    def cancelled(_: bytes) -> bytes:
        raise Cancelled

    with HubClient(world.hub.address) as client, pytest.raises(Cancelled):
        client.login("clerk-a", cancelled)


def test_a_packet_of_another_size_is_not_sent(world: World):
    client, packet, operation = world.client("clerk-a"), document(), uuid4()
    for size in (len(packet.content) + 1, len(packet.content) - 1):
        with pytest.raises(PacketChanged):
            client.submit(operation, packet.open, size, packet.sha256)
    assert client.receipt(operation) is None


def test_a_packet_that_cannot_be_read_is_the_callers_error(world: World):
    def unreadable() -> io.BytesIO:
        raise PermissionError(13, "no")

    with pytest.raises(PermissionError):
        world.client("clerk-a").submit(uuid4(), unreadable, 10, "ab" * 32)


def test_an_upload_cut_in_the_middle_leaves_nothing_and_can_be_repeated(
    world: World, through: HubClient, proxy: CuttingProxy
):
    packet, operation = large(3_000_000), uuid4()
    proxy.cut_after_sent(500_000)
    with pytest.raises(HubUnreachable):
        packet.submit(through, operation)
    assert world.client("clerk-a").receipt(operation) is None
    proxy.heal()
    receipt = read_receipt(packet.submit(through, operation), world.hub.address.fingerprint)
    assert receipt.sha256 == packet.sha256


def test_a_lost_answer_is_made_good_by_a_repeat(world: World, through: HubClient, proxy: CuttingProxy):
    packet, operation = document(), uuid4()
    through.facts()
    proxy.swallow_answers(after=400)
    with pytest.raises(HubUnreachable):
        packet.submit(through, operation)
    proxy.heal()
    accepted = world.client("clerk-a").receipt(operation)
    assert accepted is not None
    assert packet.submit(through, operation) == accepted


def test_a_download_cut_in_the_middle_goes_on_where_it_stopped(world: World, proxy: CuttingProxy):
    packet = large(3_000_000)
    packet.submit(world.client("clerk-a"))
    address = HubAddress(f"https://127.0.0.1:{proxy.port}", world.hub.address.fingerprint)
    with HubClient(address, timeouts=Timeouts(2, 3, 3)) as client:
        client.login("clerk-b", world.keys["clerk-b"].statement)
        delivery = next(one for one in client.lease(100) if one.sha256 == packet.sha256)
        proxy.cut_after_received(1_000_000, times=2)
        sink = io.BytesIO()
        client.download(delivery, sink)
        assert hashlib.sha256(sink.getvalue()).hexdigest() == packet.sha256
        assert proxy.cuts == 2
        client.acknowledge(delivery, "done")


def test_a_full_disk_of_the_desk_is_the_callers_error(world: World):
    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    document().submit(world.client("clerk-a"))
    (delivery, *_) = world.client("clerk-b").lease(100)
    with pytest.raises(OSError, match="No space") as caught:
        world.client("clerk-b").download(delivery, Full())
    assert caught.value.errno == 28


def test_one_client_serves_many_threads(world: World):
    client, failures = world.client("clerk-a"), []

    def work() -> None:
        try:
            for _ in range(5):
                document().submit(client)
                client.agencies()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_closing_twice_is_harmless_and_ends_the_thread(world: World):
    client = world.fresh_client()
    client.facts()
    client.close()
    client.close()
    assert not client._connection._thread.is_alive()


def test_a_receipt_of_another_key_or_changed_is_not_believed(world: World):
    signed = document().submit(world.client("clerk-a"))
    fingerprint = world.hub.address.fingerprint
    receipt = read_receipt(signed, fingerprint)
    forged = world.keys["clerk-b"].statement(write_receipt(receipt))
    for content in (forged, signed.replace(b"2026-", b"2027-", 1), signed[:-1], b""):
        with pytest.raises(ReceiptNotBelieved):
            read_receipt(content, fingerprint)
    with pytest.raises(ReceiptNotBelieved):
        read_receipt(signed, "ab" * 32)


def test_answers_without_a_problem_document_are_told_apart_by_status():
    assert isinstance(understood(502, b"<html>"), Unavailable)
    assert isinstance(understood(404, b""), Refused)
    assert isinstance(understood(400, b'{"type":"x","title":"","status":400,"code":"new","passing":true}'), Unavailable)
