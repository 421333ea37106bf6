"""The hub comes out of a backup: desks notice, give back what they hold, the seal opens a new epoch, work goes on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from stories.office_world import an_office_world, office, shown, sync
from stories.world import VPCP, World, administer
from ui.demo.papers import decision
from ui.demo.pki import TestPki

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture
def world(pki: TestPki, tmp_path: Path) -> Iterator[World]:
    with an_office_world(tmp_path, pki, (VPCP,)) as made:
        yield made


def go_back(world: World, backup: Path) -> None:
    world.stop_hub()
    shutil.rmtree(world.folder / "hub")
    administer("restore", backup, "--data", world.folder / "hub")
    world.start_hub()


def test_nothing_a_desk_holds_is_lost_when_the_hub_goes_back(world: World, tmp_path: Path):
    backup = tmp_path / "backup"
    administer("backup", "--data", world.folder / "hub", backup)
    data = tmp_path / "draft.json"
    data.write_text(json.dumps(decision(), ensure_ascii=False))
    draft = office(world, "specialist", "draft", data)["draft"]
    sync(world, "specialist")
    sync(world, "clerk")
    go_back(world, backup)

    told = sync(world, "specialist", status=1)["offices"][0]
    assert [one["code"] for one in told["troubles"]] == ["book-hub-restored"]
    opened = world.here("office", "epoch", desk="clerk", key="seal")
    assert (opened.status, opened.data["epoch"], opened.data["sequence"]) == (0, 2, 2), opened
    assert sync(world, "clerk")["offices"][0]["epoch"] == 2
    for who in ("unit-head", "specialist", "minister"):
        sync(world, who)
        assert shown(world, who)["drafts"] == shown(world, "clerk")["drafts"]
    office(world, "unit-head", "approve", draft, "--sync")
    assert shown(world, "unit-head")["drafts"][0]["state"] == "approved"
