"""What a desk without network has said, carried on a stick by a colleague: once, as signed, or not at all."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from stories.office_world import an_office_world, office, shown, sync
from stories.world import VPCP, World
from ui.demo.papers import decision, write_docx
from ui.demo.pki import TestPki

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def world(pki: TestPki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with an_office_world(tmp_path_factory.mktemp("waiting"), pki, (VPCP,)) as made:
        yield made


def submitted(world: World, *words: object) -> str:
    data = world.folder / "draft.json"
    data.write_text(json.dumps(decision(), ensure_ascii=False))
    return office(world, "specialist", "draft", data, *words)["draft"]


def signed_draft(world: World) -> str:
    """A draft that waits for its number, known to all."""
    draft = submitted(world)
    for who, words in (("specialist", ()), ("unit-head", ("approve", draft)), ("minister", ("sign", draft))):
        sync(world, who)
        if words:
            office(world, who, *words)
            sync(world, who)
    for who in ("specialist", "clerk", "clerk-2"):
        sync(world, who)
    return draft


def exported(world: World, who: str, name: str) -> Path:
    path = world.folder / name
    reply = world.here("office", "export", path, "--pending", desk=who)
    assert reply.status == 0, reply
    return path


def imported(world: World, who: str, path: Path) -> dict:
    reply = world.here("office", "import", path, desk=who)
    assert reply.status == 0, reply
    return reply.data


def numbers(world: World, who: str) -> list[tuple[int, str]]:
    return [(one["number"], one["clerk"]) for one in shown(world, who)["numbers"]]


def test_nothing_waiting_writes_nothing(world: World):
    path = world.folder / "none.zip"
    assert world.here("office", "export", path, "--pending", desk="specialist").status == 4
    assert world.here("office", "export", path, "--pending", "--no-files", desk="specialist").status == 64
    assert not path.exists()


def test_a_colleague_carries_and_the_author_syncs_later(world: World):
    letter = world.folder / "mau.docx"
    write_docx(letter)
    draft = submitted(world, "--attach", letter)
    path = exported(world, "specialist", "cho.zip")
    refuse_every_alteration(world, path)

    (carried,) = imported(world, "unit-head", path)["pending"]
    assert (carried["by"], carried["carried"]) == ("specialist", True)
    again = imported(world, "unit-head", path)
    assert (again["pending"], again["known"]) == ([], 1)
    own = imported(world, "specialist", path)
    assert (own["pending"], own["known"]) == ([], 1)
    assert [one["carried"] for one in shown(world, "specialist")["pending"]] == [False]

    office(world, "unit-head", "approve", draft)  # relies on what he carries
    assert [one["carried"] for one in shown(world, "unit-head")["pending"]] == [True, False]
    assert world.here("office", "export", world.folder / "own.zip", "--pending", desk="unit-head").data["pending"] == 1
    told = sync(world, "unit-head")["offices"][0]
    assert [(one["by"], one["type"]) for one in told["sent"]] == [
        ("specialist", "draft.submit/1"), ("unit-head", "draft.approve/1")
    ]  # fmt: skip

    later = sync(world, "specialist")["offices"][0]
    assert (later["sent"], later["failed"], later["sequence"]) == ([], [], 3)
    data = shown(world, "specialist")
    assert [(one["id"], one["drafter"], one["state"]) for one in data["drafts"]] == [(draft, "specialist", "approved")]
    assert data["pending"] == data["set_aside"] == []
    assert imported(world, "unit-head", path)["known"] == 1
    sync(world, "clerk")
    files = world.here("office", "show", "--draft", draft, "--extract", world.folder / "got", desk="clerk")
    assert (world.folder / "got" / "mau.docx").read_bytes() == letter.read_bytes(), files


def refuse_every_alteration(world: World, path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        entries = {info.filename: archive.read(info) for info in archive.infolist()}
    chance = random.Random(11)
    for name, content in entries.items():
        place = chance.randrange(len(content))
        refused(world, entries | {name: content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]})
        refused(world, {other: bytes_ for other, bytes_ in entries.items() if other != name})
    first = entries["book/000001.xml"]
    refused(world, entries | {"book/000002.xml": first})
    refused(world, entries | {"book/000003.xml": first})
    refused(world, entries | {"files/" + "0" * 64: b"x"})
    refused(world, entries | {"../x": b"x"})
    assert shown(world, "unit-head")["pending"] == []


def refused(world: World, entries: dict[str, bytes]) -> None:
    path = world.folder / "altered.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    reply = world.here("office", "import", path, desk="unit-head")
    assert (reply.status, bool(reply.errors)) == (3, True), (sorted(entries), reply)


def test_a_number_whose_head_moved_is_dropped_and_asked_for_anew_by_its_author(world: World):
    draft = signed_draft(world)
    office(world, "clerk", "number", draft)
    path = exported(world, "clerk", "so.zip")
    imported(world, "clerk-2", path)
    assert [one["number"] for one in shown(world, "clerk-2")["expected"]["numbers"]] == [1]

    office(world, "specialist", "comment", draft, "--text", "Đã rà soát")
    sync(world, "specialist")
    told = sync(world, "clerk-2", status=4)["offices"][0]
    (failed,) = told["failed"]
    assert failed["error"]["code"] == "office-carried-head-moved"
    assert world.pki.people["clerk"].name in failed["error"]["message"]
    assert (told["sent"], told["replaced"], numbers(world, "clerk-2")) == ([], 0, [])
    assert imported(world, "clerk-2", path)["pending"] == []

    anew = sync(world, "clerk")["offices"][0]
    assert anew["replaced"] == 1
    sync(world, "clerk-2")
    assert numbers(world, "clerk") == numbers(world, "clerk-2") == [(1, "clerk")]


def test_a_number_at_the_present_head_goes_before_what_would_move_it(world: World):
    draft = signed_draft(world)
    office(world, "clerk", "number", draft)
    office(world, "clerk-2", "comment", draft, "--text", "Đã nhận")
    imported(world, "clerk-2", exported(world, "clerk", "so-2.zip"))
    told = sync(world, "clerk-2")["offices"][0]
    assert [one["type"] for one in told["sent"]] == ["number.take/1", "draft.comment/1"]
    mine = sync(world, "clerk")["offices"][0]
    assert (mine["sent"], mine["replaced"]) == ([], 0)
    assert numbers(world, "clerk") == numbers(world, "clerk-2") == [(1, "clerk"), (2, "clerk")]
    assert shown(world, "clerk")["pending"] == shown(world, "clerk-2")["pending"] == []


def test_who_has_left_the_circle_is_not_carried(world: World):
    draft = shown(world, "specialist")["drafts"][0]["id"]
    office(world, "specialist", "comment", draft, "--text", "Gửi sau")
    path = exported(world, "specialist", "muon.zip")
    sync(world, "minister")
    office(world, "minister", "end", "specialist", "--reason", "Chuyển công tác")
    sync(world, "minister")
    sync(world, "unit-head")
    reply = world.here("office", "import", path, desk="unit-head")
    assert reply.status == 4, reply
    assert shown(world, "unit-head")["pending"] == []
