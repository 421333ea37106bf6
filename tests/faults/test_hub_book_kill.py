"""SIGKILL of the hub while a book is written: what was answered is durable, with the same receipt; nothing doubles."""

from __future__ import annotations

import io
import random
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "docexchange" / "hub"))

from shelf_world import ShelfWorld, own_shelf, reference

from docexchange.books.acceptance import Accepted, head_of
from docexchange.books.chain import chain_flaw
from docexchange.client.errors import HubUnreachable
from docexchange.hub import administration, book_audit, copying
from docexchange.protocol.errors import Unavailable
from docexchange.protocol.problem import HubRefused

__all__ = ["own_shelf"]
HARNESS = str(Path(__file__).with_name("hub_dies_at.py"))
Result = TypeVar("Result")


def patiently(call: Callable[[], Result], seconds: float = 60) -> Result:
    ends = time.monotonic() + seconds
    while True:
        try:
            return call()
        except Unavailable:
            assert time.monotonic() < ends, "never answered"
            time.sleep(0.05)


def holds(shelf: ShelfWorld) -> bool:
    found = shelf.everything()
    same = all(shelf.books().append(shelf.book, one.raw) == one for one in found[1:])
    whole = book_audit.verify(shelf.hub.data) == (len(found), [])
    audited = administration.verify_audit(shelf.hub.data)[1] == []
    return same and whole and audited and chain_flaw(found, shelf.books().hub_keys()) is None


@pytest.mark.slow
def test_killed_at_each_durable_step_a_statement_with_its_file_stands_once(own_shelf: ShelfWorld, tmp_path: Path):
    books, armed = own_shelf.books(), tmp_path / "armed"
    said: list[Accepted] = []
    deaths = 0
    for step in range(1, 40):
        armed.unlink(missing_ok=True)
        own_shelf.hub.kill()
        own_shelf.hub.program = (HARNESS, str(step), str(armed))
        own_shelf.hub.start()
        content = f"Phu luc {step}".encode() * 1000
        file, signed = reference(content), own_shelf.comment(files=(reference(content),))
        armed.touch()
        early = None
        try:
            books.put_file(own_shelf.book, content)
            early = books.append(own_shelf.book, signed)
        except HubUnreachable:
            own_shelf.hub.process.wait(10)
        died = own_shelf.hub.process.poll() is not None
        armed.unlink()
        if died:
            deaths += 1
            own_shelf.hub.program = ("-m", "docexchange.hub.cli")
            own_shelf.hub.start()
        patiently(lambda content=content: books.put_file(own_shelf.book, content))
        accepted = patiently(lambda signed=signed: books.append(own_shelf.book, signed))
        assert early in (None, accepted)
        assert accepted.record.sequence == len(said) + 2
        sink = io.BytesIO()
        books.get_file(own_shelf.book, accepted.record.sequence, 0, sink, file)
        assert sink.getvalue() == content
        said.append(accepted)
        if not died:
            break
    assert deaths >= 6
    assert own_shelf.everything()[1:] == said
    assert holds(own_shelf)
    left = {path.name for path in (own_shelf.hub.data / "payloads").rglob("*") if path.is_file()}
    assert left == {one.sha256 for one in (reference(f"Phu luc {n}".encode() * 1000) for n in range(1, len(said) + 1))}


@pytest.mark.slow
def test_killed_at_each_durable_step_of_a_founding_there_is_one_book(own_shelf: ShelfWorld, tmp_path: Path):
    books, armed, deaths = own_shelf.books("head"), tmp_path / "armed", 0
    for step in range(1, 12):
        armed.unlink(missing_ok=True)
        own_shelf.hub.kill()
        own_shelf.hub.program = (HARNESS, str(step), str(armed))
        own_shelf.hub.start()
        founding = own_shelf.sign(own_shelf.founding_statement(), "seal")
        armed.touch()
        try:
            early = books.found(founding)
        except HubUnreachable:
            early = None
            own_shelf.hub.process.wait(10)
        died = own_shelf.hub.process.poll() is not None
        armed.unlink()
        if not died:
            break
        deaths += 1
        own_shelf.hub.program = ("-m", "docexchange.hub.cli")
        own_shelf.hub.start()
        accepted = patiently(lambda founding=founding: books.found(founding))
        assert early in (None, accepted)
        assert books.changes(accepted.record.book) == [accepted]
    assert deaths >= 2
    assert len(books.mine()) == deaths + 2


@pytest.mark.slow
def test_killed_at_random_moments_under_load_no_number_is_lost_or_given_twice(own_shelf: ShelfWorld):
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    numbers: list[tuple[int, str]] = []
    said: dict[str, Accepted] = {}
    lock = threading.Lock()

    def comment(name: str) -> None:
        books = own_shelf.books(name)
        for number in range(60):
            signed = own_shelf.comment(name, f"{name} {number}")
            accepted = patiently(lambda signed=signed: books.append(own_shelf.book, signed))
            with lock:
                said[accepted.record.digest] = accepted

    def take(name: str) -> None:
        """Numbers, each under the condition that nothing came in between."""
        books, taken = own_shelf.books(name), 0
        while taken < 15:
            record, _ = patiently(lambda: books.head(own_shelf.book))
            signed = own_shelf.comment(name, f"Số sau mục {record.sequence}")
            try:
                accepted = patiently(lambda s=signed, r=record: books.append(own_shelf.book, s, head_of(r)))
            except HubRefused as refusal:
                assert refusal.code == "hub-head-moved"
                continue
            taken += 1
            with lock:
                numbers.append((accepted.record.sequence, name))
                said[accepted.record.digest] = accepted

    for name in ("head", "clerk", "clerk-2"):
        own_shelf.client(name)
    work = [(comment, "head"), (take, "clerk"), (take, "clerk-2")]
    threads = [threading.Thread(target=call, args=(name,)) for call, name in work]
    for thread in threads:
        thread.start()
    kills = 0
    while any(thread.is_alive() for thread in threads) and kills < 6:
        time.sleep(chance.uniform(0.05, 0.4))
        own_shelf.hub.kill()
        own_shelf.hub.start()
        kills += 1
    for thread in threads:
        thread.join(90)
    whole = own_shelf.everything()
    assert len(said) == 90 and len(whole) == 91, f"seed {seed}"
    assert {one.record.digest: one for one in whole[1:]} == said, f"seed {seed}"
    assert len({place for place, _ in numbers}) == 30, f"seed {seed}"
    assert holds(own_shelf), f"seed {seed}"
    assert kills >= 2


@pytest.mark.slow
def test_killed_at_each_durable_step_of_taking_back_all_or_nothing_is_there(own_shelf: ShelfWorld, tmp_path: Path):
    copying.back_up(own_shelf.hub.data, tmp_path / "copy")
    lost = [own_shelf.say(text=str(number)) for number in range(5)]
    own_shelf.hub.kill()
    copying.restore(tmp_path / "copy", tmp_path / "restored")
    own_shelf.hub.data = tmp_path / "restored"
    own_shelf.logged_in.clear()
    armed, deaths = tmp_path / "armed", 0
    for step in range(1, 12):
        own_shelf.hub.program = (HARNESS, str(step), str(armed))
        own_shelf.hub.start()
        books = own_shelf.books()
        armed.touch()
        try:
            books.offer(own_shelf.book, lost[: len(books.changes(own_shelf.book))])
        except HubUnreachable:
            own_shelf.hub.process.wait(10)
        armed.unlink()
        if own_shelf.hub.process.poll() is None:
            break
        deaths += 1
        own_shelf.hub.program = ("-m", "docexchange.hub.cli")
        own_shelf.hub.start()
        found = patiently(lambda: own_shelf.everything())
        assert found[1:] == lost[: len(found) - 1]
        own_shelf.hub.kill()
    assert deaths >= 2
    own_shelf.books().offer(own_shelf.book, lost)
    assert own_shelf.everything()[1:] == lost
