"""A document through two offices: drafted, approved, signed, numbered, sealed, sent; registered, directed, handled."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from stories.office_world import an_office_world, issue, office, shown, sync
from stories.world import BTC, World
from ui.demo.papers import decision, write_docx
from ui.demo.pki import TestPki

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def world(pki: TestPki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with an_office_world(tmp_path_factory.mktemp("office"), pki) as made:
        yield made


def drafted(world: World, name: str = "draft.json", **changes: object) -> str:
    path = world.folder / name
    path.write_text(json.dumps(decision() | changes, ensure_ascii=False))
    return str(path)


def test_a_document_goes_through_two_offices(world: World):
    letter = world.folder / "mau.docx"
    write_docx(letter)
    draft = office(world, "specialist", "draft", drafted(world), "--attach", letter)["draft"]
    assert shown(world, "specialist")["expected"]["drafts"][0]["state"] == "submitted"
    assert shown(world, "specialist")["drafts"] == []
    sync(world, "specialist")

    sync(world, "unit-head")
    office(world, "unit-head", "approve", draft)
    office(world, "minister", "sign", draft, status=4)  # this desk has not heard of the draft
    sync(world, "unit-head")

    sync(world, "minister")
    office(world, "minister", "sign", draft)
    sync(world, "minister")

    sync(world, "clerk")
    issue(world, "clerk", draft, "--to", BTC, seal="seal", status=4)  # no number yet
    office(world, "clerk", "number", draft)
    issue(world, "clerk", draft, "--to", BTC, seal="seal", status=4)  # asked for, not given
    sync(world, "clerk")
    issued = issue(world, "clerk", draft, "--to", BTC, seal="seal")
    assert issued["number"] == 1
    (held,) = world.here("list", "--box", "jobs", desk="clerk").data["jobs"]
    assert held["state"] == "held"
    sent = sync(world, "clerk")
    assert [job["kind"] for job in sent["mail"]["sent"]] == ["submit-document"]
    assert shown(world, "clerk")["drafts"][0]["state"] == "issued"

    arrived = sync(world, "clerk-b", "--wait", "2")["mail"]["received"]
    assert len(arrived) == 1
    assert world.here("register", arrived[0], desk="clerk-b").status == 4
    office(world, "clerk-b", "arrive", arrived[0])
    told = sync(world, "clerk-b")["offices"][0]
    assert told["reports"] == ["03"]

    sync(world, "minister-b")
    task = office(world, "minister-b", "direct", "1", "--lead", "specialist-b", "--text", "Nghiên cứu, thực hiện")[
        "task"
    ]
    sync(world, "minister-b")
    sync(world, "specialist-b")
    got = world.folder / "got"
    assert world.here("office", "show", "--arrival", "1", "--extract", got, desk="specialist-b").status == 0
    judged = world.done("verify", got / "goi-tin.edxml", "--trust", world.pki.trust)["files"][0]
    assert judged["verdict"] == "valid"
    office(world, "specialist-b", "report", task, "--progress", "done", "--text", "Đã triển khai")
    sync(world, "specialist-b")
    sync(world, "minister-b")
    office(world, "minister-b", "close", task)
    sync(world, "minister-b")
    assert sync(world, "clerk-b")["offices"][0]["reports"] == ["04", "05", "06"]
    sync(world, "clerk")
    page = world.here("show", issued["dispatch"], desk="clerk").data
    assert [one["code"] for one in page["statuses"]] == ["01", "03", "04", "05", "06"]

    for people in (("clerk", "minister", "specialist", "unit-head", "clerk-2"), ("clerk-b", "minister-b", "clerk-b2")):
        pages = []
        for who in people:
            sync(world, who)
            data = shown(world, who)
            assert {one["verdict"] for one in data["signers"]} == {"valid"}
            pages.append({name: value for name, value in data.items() if name != "signers"})
        assert all(page == pages[0] for page in pages)
        assert pages[0]["set_aside"] == pages[0]["troubles"] == []
