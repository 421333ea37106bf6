"""Works that share a commit keep their own fates, and are answered only when all is on the disk."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from shelf_world import ShelfWorld, digest_of
from sqlalchemy import Connection, text

from docexchange.books.acceptance import head_of
from docexchange.books.founding_bodies import RoleEnd, RoleGrant
from docexchange.hub.books import Books
from docexchange.hub.limits import Limits
from docexchange.hub.parts import open_parts
from docexchange.hub.store.group_commit import GroupCommit
from docexchange.hub.store.sessions import Caller
from docexchange.hub.store.sqlite import SqliteDatabase
from docexchange.protocol.problem import HubRefused, problem


class SlowDatabase:
    """The real store with a gate before each transaction, so that works come together; counts transactions."""

    def __init__(self, real: SqliteDatabase) -> None:
        self.real = real
        self.gate = threading.Event()
        self.transactions = 0
        self.failing = 0

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        self.gate.wait(5)
        self.transactions += 1
        with self.real.writing() as connection:
            yield connection
            if self.failing:
                self.failing -= 1
                raise OSError("disk")

    def reading(self):
        return self.real.reading()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SlowDatabase]:
    real = SqliteDatabase(tmp_path / "x.sqlite")
    with real.writing() as connection:
        connection.execute(text("CREATE TABLE note (word TEXT UNIQUE)"))
    yield SlowDatabase(real)
    real.close()


def note(word: str):
    def work(connection: Connection) -> str:
        connection.execute(text("INSERT INTO note VALUES (:word)"), {"word": word})
        if word.startswith("refused"):
            raise problem("hub-head-moved")
        if word.startswith("faulty"):
            raise ZeroDivisionError(word)
        return word

    return work


def words(database: SlowDatabase) -> list[str]:
    with database.reading() as connection:
        return sorted(connection.scalars(text("SELECT word FROM note")))


def together(database: SlowDatabase, *given: str) -> dict[str, object]:
    commits = GroupCommit(database)

    def one(word: str) -> object:
        try:
            return commits.run(note(word))
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(given)) as threads:
        running = {word: threads.submit(one, word) for word in given}
        time.sleep(0.2)
        database.gate.set()
        return {word: future.result(10) for word, future in running.items()}


def test_those_who_wait_share_a_commit(database: SlowDatabase):
    given = [f"w{number}" for number in range(12)]
    assert together(database, *given) == {word: word for word in given}
    assert words(database) == sorted(given)
    assert database.transactions <= 3


def test_a_refusal_undoes_one_work_alone(database: SlowDatabase):
    answers = together(database, "a", "refused 1", "b", "refused 2", "c")
    assert isinstance(answers["refused 1"], HubRefused) and isinstance(answers["refused 2"], HubRefused)
    assert (answers["a"], answers["b"], answers["c"]) == ("a", "b", "c")
    assert words(database) == ["a", "b", "c"]


def test_a_fault_of_one_work_does_not_fail_the_others(database: SlowDatabase):
    answers = together(database, "a", "faulty", "b", "refused", "c")
    assert isinstance(answers["faulty"], ZeroDivisionError)
    assert isinstance(answers["refused"], HubRefused)
    assert words(database) == ["a", "b", "c"]


def test_when_the_common_commit_fails_each_is_tried_alone(database: SlowDatabase):
    database.failing = 2
    answers = together(database, "a", "b", "c", "d")
    failed = {word for word, answer in answers.items() if isinstance(answer, OSError)}
    assert len(failed) <= 2
    assert words(database) == sorted(set(answers) - failed)


def test_nobody_is_answered_before_the_commit(database: SlowDatabase):
    database.gate.set()
    commits = GroupCommit(database)
    entered, leave = threading.Event(), threading.Event()

    def slow(connection: Connection) -> str:
        entered.set()
        leave.wait(5)
        return note("slow")(connection)

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(commits.run, slow)
        entered.wait(5)
        second = threads.submit(commits.run, note("second"))
        time.sleep(0.1)
        assert not first.done() and not second.done()
        leave.set()
        assert (first.result(5), second.result(5)) == ("slow", "second")


def test_statements_of_one_commit_see_each_other(own_shelf: ShelfWorld):
    """A role granted, used and ended in one transaction; a number taken twice under the same head."""
    own_shelf.hub.kill()
    parts = open_parts(own_shelf.hub.data, Limits())
    slow = SlowDatabase(parts.database)
    shelf = Books(replace(parts, database=slow), time.time)
    head, clerk = (Caller(n, "x", n, "clerk", digest_of(own_shelf.keys[n])) for n in ("head", "clerk"))
    first = head_of(
        Books(parts, time.time).append(head, own_shelf.book, own_shelf.comment("head"), None).accepted.record
    )

    def signed(body: RoleGrant | RoleEnd, kind: str) -> bytes:
        return own_shelf.sign(own_shelf.statement("head", type=kind, body=body.to_body()), "head")

    granted = signed(RoleGrant(own_shelf.member("outsider", "specialist")), "role.grant/1")
    ended = signed(RoleEnd("outsider", "x"), "role.end/1")
    order: list[tuple[Caller, bytes, str | None]] = [
        (head, granted, None),
        (head, own_shelf.comment("outsider", "Đang có quyền"), None),
        (head, ended, None),
        (head, own_shelf.comment("outsider", "Đã hết quyền"), None),
        (clerk, own_shelf.comment("clerk", "Số"), first),
    ]
    with ThreadPoolExecutor(len(order)) as threads:
        running = []
        for caller, raw, condition in order:
            running.append(threads.submit(shelf.append, caller, own_shelf.book, raw, condition))
            time.sleep(0.05)
        slow.gate.set()
        errors = [one.exception(10) for one in running]
    assert errors[:3] == [None, None, None]
    assert (errors[3].code, errors[3].facts["reason"]) == ("hub-book-refused", "book-role-ended")
    assert errors[4].code == "hub-head-moved"
    # one transaction for the first alone or none, one for the rest, one for the refusal's audit entry
    assert slow.transactions <= 3
    parts.database.close()
    own_shelf.hub.start()
    assert len(own_shelf.everything()) == 5
