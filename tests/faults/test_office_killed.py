"""SIGKILL of a desk at commits and network writes of an office's work: one number each, nothing lost."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from stories.office_world import an_office_world, office, shown
from stories.world import VPCP, World, secrets_on_a_pipe

from ui.demo.papers import decision
from ui.demo.pki import TestPki

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
KILLER = Path(__file__).with_name("desk_killed.py")


@pytest.fixture(scope="module")
def world(pki: TestPki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with an_office_world(tmp_path_factory.mktemp("office-killed"), pki, (VPCP,)) as made:
        yield made


def killed(world: World, number: int, *words: object, who: str) -> bool:
    """Whether the command died at its `number`th commit or network write."""
    for _ in range(40):
        arguments, secrets = world.words("office", *words, desk=who, key=who)
        report = world.folder / "points.txt"
        with secrets_on_a_pipe(secrets) as descriptor:
            given = [word.replace("{secrets}", str(descriptor)) for word in arguments]
            done = subprocess.run(
                [sys.executable, str(KILLER), str(number), str(report), *given, "--json"],
                pass_fds=(descriptor,), capture_output=True, check=False, text=True,
            )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        if done.returncode in (0, -signal.SIGKILL):
            return done.returncode != 0
        assert done.returncode == 5, done
        time.sleep(2)
    raise AssertionError("the hub counts logins")


def sync(world: World, who: str) -> dict:
    """A whole sync; patient, because the hub counts logins."""
    for _ in range(40):
        reply = world.here("office", "sync", desk=who, key=who)
        if reply.status != 5:
            break
        time.sleep(2)
    assert reply.status == 0, reply
    return reply.data


def signed(world: World, count: int) -> list[str]:
    """So many documents, signed by the minister and known to the clerk."""
    data = world.folder / "short.json"
    short = decision()
    data.write_text(json.dumps(short | {"body": short["body"][:1], "attachments": []}, ensure_ascii=False))
    drafts = [office(world, "specialist", "draft", data)["draft"] for _ in range(count)]
    sync(world, "specialist")
    sync(world, "unit-head")
    for draft in drafts:
        office(world, "unit-head", "approve", draft)
    sync(world, "unit-head")
    sync(world, "minister")
    for draft in drafts:
        office(world, "minister", "sign", draft)
    sync(world, "minister")
    sync(world, "clerk")
    return drafts


def test_taking_and_carrying_numbers_dies_at_every_point(world: World):
    waiting = signed(world, 8)
    died_at = 0
    for step in range(1, 8):
        draft = waiting.pop()
        point = step * 3
        died = killed(world, point, "number", draft, "--sync", who="clerk")
        died_at += died
        again = world.here("office", "number", draft, desk="clerk", key="clerk")
        assert again.status in (0, 4), again  # refused where the first one was already queued
        told = sync(world, "clerk")["offices"][0]
        assert told["troubles"] == []
    assert died_at >= 5
    data = shown(world, "clerk")
    assert data["pending"] == []
    assert [one["number"] for one in data["numbers"]] == list(range(1, len(data["numbers"]) + 1))
    assert len({one["revision"] for one in data["numbers"]}) == len(data["numbers"]) == 7


def test_fetching_dies_at_every_point_and_the_replica_goes_on(world: World):
    for point in range(1, 12, 2):
        office(world, "specialist", "draft", world.folder / "short.json")
        sync(world, "specialist")
        killed(world, point, "sync", who="clerk-2")
        told = sync(world, "clerk-2")["offices"][0]
        assert told["troubles"] == []
        sync(world, "specialist")
        ours, theirs = shown(world, "clerk-2"), shown(world, "specialist")
        assert (ours["head"], ours["drafts"]) == (theirs["head"], theirs["drafts"])
