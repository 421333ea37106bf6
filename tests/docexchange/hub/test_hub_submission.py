"""One document per (sender, operation), one receipt, from the right sender to known agencies."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from hub_world import A, B, C, Packet, World, bearer, document, raw, repr_digest, status

from docexchange.protocol.problem import HubRefused, HubUnavailable
from docexchange.protocol.receipt import read_receipt


def put(world: World, client, packet: bytes, operation: UUID | None = None, **headers: str):
    sent = {**bearer(client), "Repr-Digest": repr_digest(packet), **headers}
    return raw(world.hub, "PUT", f"/v1/submissions/{operation or uuid4()}", packet, sent)


def refusal(world: World, packet: Packet, official: str = "clerk-a") -> HubRefused:
    with pytest.raises(HubRefused) as caught:
        packet.submit(world.client(official))
    return caught.value


def deliveries(world: World, packet: Packet) -> int:
    with sqlite3.connect(world.hub.data / "hub.sqlite") as store:
        return store.execute(
            "SELECT count(*) FROM delivery JOIN submission ON submission.id = submission WHERE sha256 = ?",
            (packet.sha256,),
        ).fetchone()[0]


def files(world: World) -> set[str]:
    return {path.name for path in (world.hub.data / "payloads").rglob("*") if path.is_file()}


def test_the_receipt_names_what_was_accepted(world: World):
    operation, packet = uuid4(), document(to=(C, B, B), document_id="VB-receipt")
    receipt = read_receipt(packet.submit(world.client("clerk-a"), operation), world.hub.address.fingerprint)
    assert (receipt.operation, receipt.sender, receipt.document_id) == (operation, A, "VB-receipt")
    assert (receipt.sha256, receipt.size, receipt.kind) == (packet.sha256, len(packet.content), "document")
    assert [placed.organ_id for placed in receipt.addressees] == [B, C]
    assert receipt.hub == world.hub.facts["hub"]


def test_a_repeat_gets_the_stored_receipt_and_makes_nothing(world: World):
    client, operation, packet = world.client("clerk-a"), uuid4(), document()
    first = put(world, client, packet.content, operation)
    again = put(world, client, packet.content, operation)
    assert (first.status, again.status) == (201, 200)
    assert first.body == again.body == client.receipt(operation)
    assert deliveries(world, packet) == 1


def test_a_repeat_heals_a_packet_the_disk_has_lost(world: World):
    client, operation, packet = world.client("clerk-a"), uuid4(), document(to=(C,))
    receipt = packet.submit(client, operation)
    (world.hub.data / "payloads" / packet.sha256[:2] / packet.sha256).unlink()
    lost = raw(world.hub, "GET", f"/v1/submissions/{operation}/packet", headers=bearer(client))
    assert (lost.status, lost.problem) == (500, "hub-fault")
    assert packet.submit(client, operation) == receipt
    assert raw(world.hub, "GET", f"/v1/submissions/{operation}/packet", headers=bearer(client)).body == packet.content
    assert deliveries(world, packet) == 1


def test_twenty_repeats_at_once_make_one_document(world: World):
    operation, packet = uuid4(), document()
    client = world.client("clerk-a")

    def attempt(_: int) -> bytes:
        while True:
            try:
                return packet.submit(client, operation)
            except HubUnavailable as error:
                assert error.code == "hub-too-many-uploads"

    with ThreadPoolExecutor(20) as pool:
        receipts = set(pool.map(attempt, range(20)))
    assert len(receipts) == 1
    assert deliveries(world, packet) == 1


def test_other_bytes_under_one_operation_conflict(world: World):
    client, operation = world.client("clerk-a"), uuid4()
    document().submit(client, operation)
    with pytest.raises(HubRefused) as caught:
        document().submit(client, operation)
    assert caught.value.code == "hub-operation-conflict"


def test_other_bytes_under_one_document_id_conflict_and_the_same_bytes_do_not(world: World):
    client, packet = world.client("clerk-a"), document(document_id="VB-once")
    receipt = packet.submit(client)
    assert packet.submit(client) == receipt
    assert refusal(world, document(document_id="VB-once", subject="khác")).code == "hub-document-conflict"
    assert deliveries(world, packet) == 1


def test_two_agencies_may_use_the_same_ids(world: World):
    operation = uuid4()
    one = document(document_id="VB-same").submit(world.client("clerk-a"), operation)
    other = document(sender=C, document_id="VB-same").submit(world.client("clerk-c"), operation)
    assert one != other


def test_the_sender_in_the_packet_must_be_the_agency_logged_in(world: World):
    before = files(world)
    error = refusal(world, document(sender=B, to=(C,)))
    assert (error.code, error.facts["in_packet"], error.facts["logged_in"]) == ("hub-sender-differs", B, A)
    assert files(world) == before


def test_an_unknown_addressee_is_named_and_nobody_gets_anything(world: World):
    before = files(world)
    packet = document(to=(B, "000.99.99.X99"))
    error = refusal(world, packet)
    assert (error.code, error.facts["organ_id"]) == ("hub-unknown-addressee", "000.99.99.X99")
    assert deliveries(world, packet) == 0
    assert files(world) == before


def test_a_mailbox_counts_without_gaps_also_after_refusals(world: World):
    client = world.client("clerk-a")

    def sequence() -> int:
        receipt = read_receipt(document(to=(B,)).submit(client), world.hub.address.fingerprint)
        return receipt.addressees[0].sequence

    first = sequence()
    refusal(world, document(to=(B, "000.99.99.X99")))
    assert sequence() == first + 1


def test_only_a_clerk_submits(world: World):
    assert refusal(world, document(), "leader-a").code == "hub-role-not-allowed"


def test_a_status_packet_goes_to_the_agency_it_answers(world: World):
    client = world.client("clerk-b")
    one, two = (status(to=A, document_id="VB-7", code=code) for code in ("01", "03"))
    for packet in (one, two):
        receipt = read_receipt(packet.submit(client), world.hub.address.fingerprint)
        assert (receipt.kind, receipt.document_id, receipt.addressees[0].organ_id) == ("status", "VB-7", A)


def test_a_status_packet_may_name_its_document_by_number_alone(world: World):
    packet = status(to=A, document_id="")
    assert read_receipt(packet.submit(world.client("clerk-b")), world.hub.address.fingerprint).document_id == ""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"garbage" * 1000,
        b"<edXML/>",
        document().content.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1),
        document().content.replace(b"To>", b"Too>"),
        document(to=("",)).content,
        document(document_id="a&#x202e;b").content,
        document().content[:400],
    ],
    ids=["empty", "garbage", "other-xml", "doctype", "nobody", "empty-addressee", "hidden-characters", "cut"],
)
def test_what_is_no_packet_is_refused_and_leaves_nothing(world: World, content: bytes):
    before = files(world)
    answer = put(world, world.client("clerk-a"), content)
    assert (answer.status, answer.problem) == (422, "hub-packet-unreadable")
    assert files(world) == before


def test_ten_megabytes_of_garbage_are_refused(world: World):
    answer = put(world, world.client("clerk-a"), b"\xff\x00<" * (10 * 1024 * 1024 // 3))
    assert answer.problem == "hub-packet-unreadable"


def test_the_declared_digest_is_checked(world: World):
    client, packet = world.client("clerk-a"), document()
    answer = put(world, client, packet.content, **{"Repr-Digest": repr_digest(b"other")})
    assert (answer.status, answer.problem) == (422, "hub-digest-differs")
    for digest in ("", "sha-256=:AA==:", "md5=:AAAA:", "sha-256=:" + "!" * 44 + ":"):
        assert put(world, client, packet.content, **{"Repr-Digest": digest}).problem == "hub-digest-required"
    assert deliveries(world, packet) == 0


def test_a_body_without_length_is_refused(world: World):
    headers = {**bearer(world.client("clerk-a")), "Repr-Digest": repr_digest(b"x"), "Transfer-Encoding": "chunked"}
    answer = raw(world.hub, "PUT", f"/v1/submissions/{uuid4()}", b"1\r\nx\r\n0\r\n\r\n", headers)
    assert (answer.status, answer.problem) == (411, "hub-length-required")


@pytest.mark.parametrize("own_world", [("--max-packet", "64K")], indirect=True)
def test_a_packet_over_the_limit_is_refused_before_it_is_sent(own_world: World):
    packet = Packet(document().content + b" " * 5_000_000)
    read = []

    class Watched:
        def __init__(self) -> None:
            self.stream = packet.open()

        def __enter__(self):
            return self

        def __exit__(self, *_: object) -> None:
            self.stream.close()

        def read(self, size: int) -> bytes:
            read.append(size)
            return self.stream.read(size)

    with pytest.raises(HubRefused) as caught:
        own_world.client("clerk-a").submit(uuid4(), Watched, len(packet.content), packet.sha256)
    assert (caught.value.code, caught.value.facts["largest"]) == ("hub-packet-too-large", "65536")
    assert read == []


@pytest.mark.parametrize("own_world", [("--quota-per-day", "3K")], indirect=True)
def test_the_daily_quota_counts_bytes_of_the_agency(own_world: World):
    client = own_world.client("clerk-a")
    with pytest.raises(HubUnavailable) as caught:
        for _ in range(4):
            document().submit(client)
    assert caught.value.code == "hub-quota-reached"
    document(sender=C).submit(own_world.client("clerk-c"))


@pytest.mark.parametrize("own_world", [("--requests-per-minute", "20")], indirect=True)
def test_a_hasty_official_is_slowed_down(own_world: World):
    client = own_world.client("clerk-a")
    with pytest.raises(HubUnavailable) as caught:
        for _ in range(25):
            client.agencies()
    assert caught.value.code == "hub-too-many-requests"
    assert int(caught.value.facts["retry_after"]) >= 1
    own_world.client("clerk-b").agencies()


@pytest.mark.parametrize("own_world", [("--reserve", "9000G")], indirect=True)
def test_no_room_is_said_before_the_upload(own_world: World):
    with pytest.raises(HubUnavailable) as caught:
        document().submit(own_world.client("clerk-a"))
    assert caught.value.code == "hub-disk-full"
    assert files(own_world) == set()


def test_the_sender_may_fetch_its_own_packet_and_nobody_else(world: World):
    client, operation, packet = world.client("clerk-a"), uuid4(), document()
    packet.submit(client, operation)
    path = f"/v1/submissions/{operation}/packet"
    assert raw(world.hub, "GET", path, headers=bearer(client)).body == packet.content
    for other in ("clerk-b", "clerk-c"):
        assert raw(world.hub, "GET", path, headers=bearer(world.client(other))).problem == "hub-not-found"
    assert raw(world.hub, "GET", f"/v1/submissions/{packet.sha256}", headers=bearer(client)).problem == "hub-not-found"
