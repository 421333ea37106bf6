"""A book carried as a file: proven with the roots alone, taken in by another desk, every altered entry named."""

from __future__ import annotations

import json
import random
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from stories.office_world import an_office_world, office, shown, sync
from stories.world import VPCP, World
from ui.demo.papers import decision
from ui.demo.pki import TestPki

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def world(pki: TestPki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with an_office_world(tmp_path_factory.mktemp("carried"), pki, (VPCP,)) as made:
        yield made


@pytest.fixture(scope="module")
def exported(world: World) -> Path:
    """The office's book after a draft was approved and signed, stamped, its manifest sealed."""
    data = world.folder / "draft.json"
    data.write_text(json.dumps(decision(), ensure_ascii=False))
    draft = office(world, "specialist", "draft", data)["draft"]
    sync(world, "specialist")
    sync(world, "unit-head")
    office(world, "unit-head", "approve", draft)
    sync(world, "unit-head")
    path = world.folder / "so.asice"
    reply = world.here("office", "export", path, "--tsa", world.pki.tsa_url, desk="unit-head", key="seal")
    assert reply.status == 0, reply
    return path


def verify(world: World, path: Path):
    return world.here("book", "verify", path, "--trust", world.pki.trust)


def test_an_export_holds_with_the_roots_alone(world: World, exported: Path):
    reply = verify(world, exported)
    assert (reply.status, reply.data["verdict"], reply.data["statements"]) == (0, "holds", 3), reply
    assert reply.data["broken"] == reply.data["set_aside"] == reply.data["polls"] == []
    assert {one["verdict"] for one in reply.data["signers"]} == {"valid"}
    assert all(one["trusted_time"] for one in reply.data["signers"])
    told = world.here("book", "show", exported).data["office"]
    assert [one["state"] for one in told["drafts"]] == ["approved"]


def test_strangers_roots_leave_it_undecided(world: World, exported: Path, tmp_path: Path):
    (tmp_path / "roots").mkdir()
    shutil.copy(world.pki.folder / "trust" / "tsa" / "tsa-root.pem", tmp_path / "roots" / "other.pem")
    reply = world.here("book", "verify", exported, "--trust", tmp_path)
    assert (reply.status, reply.data["verdict"], reply.data["broken"]) == (2, "undecided", [])


def test_every_altered_entry_is_named(world: World, exported: Path, tmp_path: Path):
    with zipfile.ZipFile(exported) as archive:
        entries = {info.filename: archive.read(info) for info in archive.infolist()}
    chance = random.Random(7)
    altered = tmp_path / "altered.asice"
    for name, content in entries.items():
        if name == "mimetype":
            continue
        place = chance.randrange(len(content))
        flipped = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        with zipfile.ZipFile(altered, "w") as archive:
            for other, bytes_ in entries.items():
                archive.writestr(other, flipped if other == name else bytes_)
        reply = verify(world, altered)
        assert reply.status == 1, (name, place, reply)
        assert any(name.startswith(one["id"]) for one in reply.data["broken"]), (name, reply.data["broken"])


def test_a_desk_takes_a_book_from_a_stick_and_goes_on_from_there(world: World, exported: Path):
    shutil.copytree(world.folder / "clerk-2", world.folder / "clerk-2.before")
    taken = world.here("office", "import", exported, desk="clerk-2")
    assert (taken.status, taken.data["taken"], taken.data["same_history"]) == (0, 2, True), taken
    assert shown(world, "clerk-2")["drafts"] == shown(world, "unit-head")["drafts"]
    extracted = world.here("office", "show", "--draft", shown(world, "clerk-2")["drafts"][0]["id"],
                           "--extract", world.folder / "x", desk="clerk-2")  # fmt: skip
    assert extracted.data["extracted"]
    assert sync(world, "clerk-2")["offices"][0]["taken"] == 0


def test_a_desk_from_a_backup_notices_and_fetches_before_it_speaks(world: World, exported: Path):
    test_name = world.folder / "clerk-2.before"
    shutil.move(world.folder / "clerk-2" / "books.heads", world.folder / "heads")
    shutil.rmtree(world.folder / "clerk-2")
    shutil.copytree(test_name, world.folder / "clerk-2")
    shutil.move(world.folder / "heads", world.folder / "clerk-2" / "books.heads")
    reply = world.here("office", "show", desk="clerk-2")
    assert (reply.status, [one["code"] for one in reply.data["troubles"]]) == (1, ["book-desk-rolled-back"])
    data = world.folder / "draft.json"
    refused = world.here("office", "draft", data, desk="clerk-2", key="clerk-2")
    assert refused.status == 4
    assert "khôi phục" in refused.errors
    sync(world, "clerk-2")
    assert shown(world, "clerk-2")["troubles"] == []


def test_garbage_ends_in_a_sentence(world: World, tmp_path: Path):
    garbage = tmp_path / "x.asice"
    for content in (b"", b"PK\x03\x04 nothing", b"<xml/>"):
        garbage.write_bytes(content)
        assert verify(world, garbage).status == 3
        assert world.here("book", "show", garbage).status == 3
        assert world.here("office", "import", garbage, desk="clerk-2").status == 3
