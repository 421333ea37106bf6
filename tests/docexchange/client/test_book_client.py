"""What a desk believes of a hub about books: receipts of the pinned key, pieces of one chain, files as referred to."""

from __future__ import annotations

import io
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hub_world import HubAddress, HubProcess
from shelf_world import ShelfWorld, reference

from docexchange.books.acceptance import Accepted, head_of, sign_head
from docexchange.books.chain import BookReader
from docexchange.books.founding_bodies import RoleEnd
from docexchange.client.book_client import BookClient
from docexchange.client.errors import HubAnswerUnreadable, NotLoggedIn, PacketChanged
from docexchange.client.hub_client import HubClient
from docexchange.hub import copying
from docexchange.hub.identity import open_hub_key
from docexchange.protocol.book_messages import AcceptedEntry, Changes, entry_of
from docexchange.protocol.errors import ProtocolError
from docexchange.protocol.messages import HubFacts
from docexchange.protocol.receipt import ReceiptNotBelieved


class LyingCalls:
    """A hub's answers with one thing changed: what a bent hub could say to a desk that pinned its key."""

    def __init__(self, honest, change) -> None:
        self.honest, self.change = honest, change

    def message(self, method, path, shape, *arguments, **names):
        answered = self.honest.message(method, path, shape, *arguments, **names)
        return answered if shape is HubFacts else self.change(answered)


@pytest.fixture(scope="module")
def told(shelf: ShelfWorld) -> list[Accepted]:
    for number in range(4):
        shelf.say(text=f"Kính trình {number}")
    return shelf.everything()


def lied_to(shelf: ShelfWorld, change) -> BookClient:
    return BookClient(LyingCalls(shelf.client("clerk")._calls, change), shelf.hub.address.fingerprint)


def test_a_reader_takes_what_the_client_gives(shelf: ShelfWorld, told: list[Accepted]):
    reader = BookReader(shelf.books().hub_keys())
    for accepted in shelf.books().changes(shelf.book, limit=2) + shelf.books().changes(shelf.book, since=2):
        reader.take(accepted)
    assert reader.head == head_of(told[-1].record)
    assert shelf.books().changes(shelf.book, since=len(told)) == []
    assert len(shelf.books().changes(shelf.book, limit=0)) == 1


def test_pieces_that_do_not_hang_together_are_not_believed(shelf: ShelfWorld, told: list[Accepted]):
    hub, wrong = open_hub_key(shelf.hub.data), shelf.keys["clerk"]

    def resigned(one: Accepted, key=hub, **changes) -> AcceptedEntry:
        record = replace(one.record, **changes)
        return entry_of(Accepted(record, sign_head(record, key), one.raw))

    for change in (
        lambda found: found[1:],
        lambda found: [found[0], *found[2:]],
        lambda found: [found[1], found[0], *found[2:]],
        lambda found: [*found[:-1], resigned(told[-1], wrong)],
        lambda found: [*found[:-1], resigned(told[-1], previous="ab" * 32)],
        lambda found: [resigned(told[0], book="ab" * 32), *found[1:]],
        lambda found: [resigned(told[0], time=told[-1].record.time), *found[1:]],
    ):
        books = lied_to(shelf, lambda answered, change=change: Changes(change(answered.accepted), answered.more))
        with pytest.raises(ReceiptNotBelieved):
            books.changes(shelf.book)
    books = lied_to(shelf, lambda answered: Changes([AcceptedEntry(b"x", b"", b"")], more=False))
    with pytest.raises(HubAnswerUnreadable):
        books.changes(shelf.book)


def test_an_acceptance_of_something_else_is_not_believed(shelf: ShelfWorld, told: list[Accepted]):
    raw = shelf.comment()
    last = entry_of(told[-1])
    for change in (
        lambda _: last,
        lambda _: entry_of(replace(told[-1], raw=b"")),
        lambda answered: AcceptedEntry(answered.record, bytes(64), answered.raw),
        lambda answered: AcceptedEntry(answered.record, answered.receipt, told[-1].raw),
    ):
        with pytest.raises(ReceiptNotBelieved):
            lied_to(shelf, change).append(shelf.book, raw)
    assert shelf.books().append(shelf.book, raw).raw == raw


def test_a_head_of_another_book_or_key_is_not_believed(own_shelf: ShelfWorld):
    other = own_shelf.books("head").found(own_shelf.sign(own_shelf.founding_statement(), "seal")).record.book
    honest = own_shelf.client("clerk")._calls
    theirs = own_shelf.books()._head(other)
    with pytest.raises(ReceiptNotBelieved):
        lied_to(own_shelf, lambda _: theirs).head(own_shelf.book)
    with pytest.raises(ReceiptNotBelieved):
        BookClient(honest, "ab" * 32).head(own_shelf.book)


def test_news_ring_at_those_who_wait(own_shelf: ShelfWorld):
    own_shelf.client("head")
    with ThreadPoolExecutor(3) as threads:
        begun = time.monotonic()
        waiting = [threads.submit(own_shelf.books("head").changes, own_shelf.book, 1, 10, 20) for _ in range(3)]
        time.sleep(0.5)
        assert not any(one.done() for one in waiting)
        said = own_shelf.say()
        assert [one.result(15) for one in waiting] == [[said]] * 3
        assert time.monotonic() - begun < 15


def test_a_wait_ends_in_time_and_when_the_hub_stops(own_shelf: ShelfWorld):
    begun = time.monotonic()
    assert own_shelf.books().changes(own_shelf.book, since=1, wait=0.2) == []
    assert 0.9 < time.monotonic() - begun < 15
    stopped: list[int] = []
    waiting = threading.Thread(target=lambda: own_shelf.books().changes(own_shelf.book, since=1, wait=30))
    waiting.start()
    time.sleep(0.5)
    stopped.append(own_shelf.hub.stop())
    waiting.join(10)
    assert not waiting.is_alive() and stopped == [0]


def test_an_ended_role_ends_a_running_wait(own_shelf: ShelfWorld):
    own_shelf.client("clerk-2")
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(own_shelf.books("clerk-2").changes, own_shelf.book, 1, 10, 20)
        time.sleep(0.5)
        own_shelf.change(RoleEnd("clerk-2", "Nghỉ hưu"))
        with pytest.raises(ProtocolError) as caught:
            waiting.result(15)
    assert caught.value.code == "hub-not-found"


def test_answers_are_limited_by_bytes(own_shelf: ShelfWorld):
    for _ in range(9):
        own_shelf.say(text="x" * 600_000)
    pieces, since = [], 0
    while found := own_shelf.books().changes(own_shelf.book, since, 500):
        pieces.append(len(found))
        since += len(found)
    assert since == 10 and max(pieces) < 8 and len(pieces) >= 2
    assert len(own_shelf.everything()) == 10


def test_an_offer_travels_in_pieces_the_hub_takes(own_shelf: ShelfWorld, tmp_path: Path):
    copying.back_up(own_shelf.hub.data, tmp_path / "copy")
    for _ in range(9):
        own_shelf.say(text="x" * 600_000)
    whole = own_shelf.everything()
    own_shelf.hub.kill()
    own_shelf.hub = HubProcess(tmp_path / "copy", port=own_shelf.hub.port)
    own_shelf.logged_in.clear()
    reached = own_shelf.books().offer(own_shelf.book, whole)
    assert (reached.taken, reached.sequence) == (9, 10)
    assert own_shelf.everything() == whole


def test_files_go_up_from_anything_that_can_be_opened_twice(shelf: ShelfWorld):
    content = b"tep dinh kem " * 50_000
    opened: list[io.BytesIO] = []

    def opener() -> io.BytesIO:
        opened.append(io.BytesIO(content))
        return opened[-1]

    file = reference(content)
    assert shelf.books().put_file(shelf.book, opener) == (file.size, file.sha256)
    assert len(opened) == 2 and all(one.closed for one in opened)
    empty = reference(b"", "Trống.txt")
    assert shelf.books().put_file(shelf.book, b"") == (0, empty.sha256)
    sequence = shelf.say(files=(file, empty)).record.sequence
    sink = io.BytesIO()
    assert shelf.books("head").get_file(shelf.book, sequence, 0, sink) == file.sha256
    assert sink.getvalue() == content
    assert shelf.books("head").get_file(shelf.book, sequence, 1, io.BytesIO()) == empty.sha256


def test_a_file_that_changes_between_two_readings_is_named(shelf: ShelfWorld):
    contents = iter((b"mot hai ba", b"mot hai"))
    with pytest.raises(PacketChanged):
        shelf.books().put_file(shelf.book, lambda: io.BytesIO(next(contents)))


def test_books_need_a_session(shelf: ShelfWorld):
    with HubClient(HubAddress(shelf.hub.address.url, shelf.hub.address.fingerprint)) as client:
        with pytest.raises(NotLoggedIn):
            client.books().mine()
        assert set(client.books().hub_keys()) == {shelf.hub.address.fingerprint}
