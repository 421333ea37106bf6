"""SIGKILL of a desk before and after each commit and after each network write: nothing lost, nothing doubled."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from stories.world import BTC, World, a_world, secrets_on_a_pipe

from ui.demo.pki import TestPki

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
KILLER = Path(__file__).with_name("desk_killed.py")


@pytest.fixture(scope="module")
def world(pki: TestPki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with a_world(tmp_path_factory.mktemp("killed"), pki) as made:
        assert made.here("sync", desk="a", key="clerk").status == 0
        yield made


def killed(world: World, number: int, *words: object, desk: str, key: str | None = None) -> tuple[bool, list[str]]:
    """Whether the command died at that point, and the points it passed; it waits where the hub counts logins."""
    while True:
        status, points = _killed_once(world, number, *words, desk=desk, key=key)
        if status in (0, -signal.SIGKILL):
            return status != 0, points
        assert status == 5, status
        time.sleep(2)


def _killed_once(world: World, number: int, *words: object, desk: str, key: str | None) -> tuple[int, list[str]]:
    arguments, secrets = world.words(*words, desk=desk, key=key)
    report = world.folder / "points.txt"
    report.unlink(missing_ok=True)
    with secrets_on_a_pipe(secrets) as descriptor:
        given = [word.replace("{secrets}", str(descriptor)) for word in arguments]
        done = subprocess.run(
            [sys.executable, str(KILLER), str(number), str(report), *given, "--json"],
            pass_fds=(descriptor,), capture_output=True, check=False, text=True,
        )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    points = report.read_text().split("\n")[:-1] if report.exists() else []
    return done.returncode, points


def sync(world: World, desk: str, *words: str) -> None:
    """A whole sync; patient, because the hub counts logins."""
    for _ in range(40):
        reply = world.here("sync", *words, desk=desk, key="clerk" if desk == "a" else "clerk-b")
        if reply.status == 0:
            return
        assert reply.status == 5, reply
        time.sleep(2)
    raise AssertionError(reply)


def release_leases(world: World) -> None:
    """As if the time of every lease were up: a dead desk does not give back what it held."""
    with closing(sqlite3.connect(world.folder / "hub" / "hub.sqlite", timeout=20)) as store, store:
        store.execute("update delivery set lease_until = 0 where state = 'leased'")


def rows(world: World, desk: str, box: str) -> list[dict]:
    return world.here("list", "--box", box, "--limit", 1000, desk=desk).data["dispatches"]


def test_send_dies_at_every_point(world: World):
    number = 100
    for point in range(1, 50):
        number += 1
        issued = world.issued(number)
        died, points = killed(world, point, "send", issued, "--to", BTC, desk="a", key="seal")
        standing = [one for one in rows(world, "a", "out") if one["code"]["number"] == str(number)]
        if not died:
            break
        # Before the commit nothing stands, after it everything: the dispatch, its number, its job.
        assert len(standing) == points.count("after commit")
        assert all(one["outgoing"]["number"] == number and one["submission"] for one in standing)
        again = world.here("send", issued, "--to", BTC, desk="a", key="seal")
        assert again.status == (4 if standing else 0), again
    assert points.count("after commit") == 1
    numbers = [one["code"]["number"] for one in rows(world, "a", "out")]
    assert sorted(numbers) == [str(one) for one in range(101, number + 1)]
    sync(world, "a")
    sync(world, "b", "--offline")
    assert sorted(one["code"]["number"] for one in rows(world, "b", "in")) == sorted(numbers)


def test_the_sending_sync_dies_at_every_point(world: World):
    before, number = len(rows(world, "b", "in")), 200
    kinds: set[str] = set()
    for point in range(1, 80):
        number += 1
        assert world.here("send", world.issued(number), "--to", BTC, desk="a", key="seal").status == 0
        died, points = killed(world, point, "sync", desk="a", key="clerk")
        kinds |= set(points)
        sync(world, "a")
        if not died:
            break
    assert not died
    assert kinds == {"before commit", "after commit", "network write"}
    sync(world, "b", "--offline")
    numbers = [one["code"]["number"] for one in rows(world, "b", "in")]
    assert len(numbers) == len(set(numbers)) == before + number - 200
    assert [one["submission"]["state"] for one in rows(world, "a", "out") if one["submission"]["state"] != "done"] == []


def test_the_receiving_sync_dies_at_every_point(world: World):
    sync(world, "b", "--offline")
    before, number = len(rows(world, "b", "in")), 300
    for point in range(1, 120):
        number += 1
        assert world.here("send", world.issued(number), "--to", BTC, desk="a", key="seal").status == 0
        sync(world, "a")
        died, _ = killed(world, point, "sync", "--offline", desk="b", key="clerk-b")
        release_leases(world)
        sync(world, "b", "--offline")
        standing = [one for one in rows(world, "b", "in") if one["code"]["number"] == str(number)]
        assert len(standing) == 1, (point, standing)
        assert [one["code"] for one in standing[0]["statuses"]] == ["01"]
        if not died:
            break
    assert not died
    assert len(rows(world, "b", "in")) == before + number - 300
    assert world.here("list", "--box", "jobs", "--limit", 1000, desk="b").data["quarantined"] == []
    sync(world, "a")
    latest = [one for one in rows(world, "a", "out") if int(one["code"]["number"]) > 300]
    assert {tuple(status["code"] for status in one["statuses"]) for one in latest} == {("01",)}
