"""One dispatch through real processes: hub, PKI, two desks; from typesetting to the answers in the sender's store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ecabinet.domain.calendar import office_day
from stories.world import BTC, VPCP, World, a_world
from ui.demo.papers import decision, write_docx, write_xlsx
from ui.demo.pki import TestPki

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def world(pki: TestPki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with a_world(tmp_path_factory.mktemp("story"), pki) as made:
        yield made


def issued_by_commands(world: World, number: int) -> Path:
    """Typeset, signed by the minister, numbered and sealed by the clerk; each by its own command."""
    data, draft, signed, sealed = (world.folder / f"{number}.{end}" for end in ("json", "1.pdf", "2.pdf", "pdf"))
    data.write_text(json.dumps(decision(), ensure_ascii=False))
    world.done("typeset", data, "-o", draft)
    trusted = ["--trust", world.pki.trust, "--tsa", world.pki.tsa_url, "--level", "T"]
    world.done("sign", draft, "--role", "leader", *trusted, "-o", signed, key="minister")
    day = office_day(datetime.now(UTC)).isoformat()
    world.done("seal", signed, "--number", number, "--date", day, *trusted, "-o", sealed, key="seal")
    return sealed


def test_a_decision_goes_from_one_register_into_another(world: World):
    for desk in ("a", "b"):
        assert world.done("desk", "set", "--tsa", world.pki.tsa_url, desk=desk) == {"tsa": world.pki.tsa_url}
    issued = issued_by_commands(world, 12)
    table, letter = world.folder / "phu-luc.xlsx", world.folder / "thuyet-minh.docx"
    write_xlsx(table)
    write_docx(letter)

    sent = world.done("send", issued, "--to", BTC, "--attach", table, letter, desk="a", key="seal")
    assert sent["register"]["number"] == 12
    assert sent["code"] == "12/QĐ-VPCP"
    assert sent["subject"] == "Về việc ban hành Kế hoạch gửi, nhận văn bản điện tử năm 2027"

    pushed = world.done("sync", desk="a", key="clerk")
    assert [job["kind"] for job in pushed["sent"]] == ["submit-document"]
    assert [(job["kind"], job["state"]) for job in pushed["evidence"]] == [("collect-evidence", "done")]

    fetched = world.done("sync", "--wait", 10, desk="b", key="clerk-b")
    assert [one["kind"] for one in fetched["received"]] == ["document"]
    assert [job["kind"] for job in fetched["sent"]] == ["submit-status"]

    (arrived,) = world.done("list", "--box", "in", "--search", "quyet dinh ke hoach", desk="b")["dispatches"]
    assert (arrived["code"]["text"], arrived["from"]["organ_id"], arrived["verdict"]) == ("12/QĐ-VPCP", VPCP, "valid")
    assert arrived["remarks"] == []
    assert [one["role"] for one in arrived["attachments"]] == ["main", "attached", "attached", "manifest"]

    world.done("receive", arrived["id"], "--accept", desk="b")
    entry = world.done("register", arrived["id"][:13], desk="b")
    assert entry["arrival"]["number"] == 1

    world.done("sync", desk="b", key="clerk-b")
    world.done("sync", "--wait", 10, desk="a", key="clerk")
    shown = world.done("show", sent["id"], "--extract", world.folder / "out", desk="a")
    assert [status["code"] for status in shown["statuses"]] == ["01", "03"]
    assert shown["to"][0]["state"] == "03"
    assert shown["receipt"].startswith("<")
    assert (world.folder / "out" / issued.name).read_bytes() == issued.read_bytes()

    world.done("show", arrived["id"], "--extract", world.folder / "in", desk="b")
    assert (world.folder / "in" / issued.name).read_bytes() == issued.read_bytes()
    assert (world.folder / "in" / "phu-luc.xlsx").read_bytes() == table.read_bytes()
    packet = world.folder / "in" / "packet.edxml"
    assert world.done("verify", packet, "--trust", world.pki.trust)["files"][0]["verdict"] == "valid"

    for name in ("out", "in"):
        packet = world.folder / name / "packet.edxml"
        for verdict, level in (("valid", "LT"), ("undecided", "B")):
            judged = world.here("verify", packet, "--trust", world.pki.trust, "--offline").data["files"][0]
            (signature,) = judged["signatures"]
            assert (signature["verdict"], signature["level"]) == (verdict, level)
            packet.with_name("packet.edxml.evidence").unlink(missing_ok=True)


def test_bad_input_ends_in_a_sentence_and_the_status_of_the_contract(world: World):
    issued = world.issued(30)
    nowhere = {"--to": "000.00.00.H99"}
    draft = world.folder / "draft.pdf"
    garbage = world.folder / "garbage.pdf"
    garbage.write_bytes(b"%PDF-1.7 nothing")
    secret = world.folder / "secret.json"
    secret.write_text('{"secrecy": "Mật"}')
    broken = world.folder / "broken.json"
    broken.write_text('{"subject": [1]}')
    world.here("sync", desk="a", key="clerk")
    for status, words in (
        (4, [draft, "--to", BTC]),
        (4, [garbage, "--to", BTC]),
        (4, [issued, "--to", nowhere["--to"]]),
        (4, [issued, "--to", BTC, "--number", "31"]),
        (4, [issued, "--to", BTC, "--meta", secret]),
        (3, [issued, "--to", BTC, "--meta", broken]),
        (3, [issued, "--to", "không phải mã"]),
        (3, [world.folder / "missing.pdf", "--to", BTC]),
        (64, [issued]),
    ):
        reply = world.here("send", *words, desk="a", key="seal")
        assert (reply.status, words) == (status, words), reply
        assert reply.errors.endswith((".", ")", "--to", "!")), reply.errors
    assert world.here("send", issued, "--to", BTC, desk="a", key="minister").status == 4
    assert world.here("send", issued, "--to", BTC, desk="a", key="seal-b").status == 4
    assert "con dấu" in world.here("send", issued, "--to", BTC, desk="a", key="seal-revoked").errors
    foreign = world.here("send", issued, "--to", VPCP, desk="b", key="seal-b")
    assert (foreign.status, foreign.data["error"]["code"]) == (4, "sealed-by-another-agency")
    assert world.here("list", "--box", "jobs", desk="a").data["jobs"][0]["state"] == "done"

    assert world.here("show", "ffffffff", desk="a").status == 4
    assert world.here("list", "--home", world.folder / "none", "--passphrase-fd", "0").status in (3, 64)
    wrong = world.here("sync", desk="a", key="clerk-b")
    assert wrong.status == 4
    assert "trục liên thông" in wrong.errors.lower()


def test_what_could_not_be_checked_off_line_is_checked_when_registered(world: World):
    world.here("send", world.issued(50), "--to", BTC, desk="a", key="seal")
    world.here("sync", desk="a", key="clerk")
    assert world.here("sync", "--offline", "--wait", "10", desk="b", key="clerk-b").status == 0
    (found,) = world.here("list", "--box", "in", "--search", "50/QĐ-VPCP", desk="b").data["dispatches"]
    assert found["verdict"] == "undecided"
    assert world.here("register", found["id"], desk="b").data["despite"] is None
    assert world.here("show", found["id"], desk="b").data["verdict"] == "valid"


def test_a_hub_that_is_away_hinders_and_nothing_is_lost(world: World):
    issued = world.issued(40)
    sent = world.here("send", issued, "--to", BTC, desk="a", key="seal").data
    world.stop_hub()
    reply = world.command("sync", desk="a", key="clerk")
    assert reply.status == 5
    world.start_hub()
    assert [job["dispatch"] for job in world.done("sync", desk="a", key="clerk")["sent"]] == [sent["id"]]
    world.done("sync", "--wait", 10, desk="b", key="clerk-b")
    found = world.done("list", "--box", "in", "--search", "40/QĐ-VPCP", desk="b")["dispatches"]
    assert len(found) == 1
    refused = world.done("receive", found[0]["id"], "--refuse", "--reason", "Gửi nhầm cơ quan", desk="b")
    assert refused["handling"] == "refused"
    world.done("sync", desk="b", key="clerk-b")
    world.done("sync", "--wait", 10, desk="a", key="clerk")
    states = world.done("show", sent["id"], desk="a")
    assert states["to"][0]["state"] == "02"
    assert states["statuses"][-1]["description"] == "Gửi nhầm cơ quan"


def test_evidence_that_cannot_be_had_is_a_job_the_clerk_sees(world: World):
    world.done("desk", "set", "--tsa", world.pki.base_url + "/tsa-refused", desk="a")
    sent = world.here("send", world.issued(20), "--to", BTC, desk="a", key="seal").data
    pushed = world.done("sync", desk="a", key="clerk")
    assert [job["dispatch"] for job in pushed["sent"]] == [sent["id"]]
    (waiting,) = [job for job in world.done("list", "--box", "jobs", desk="a")["jobs"] if job["state"] == "queued"]
    assert (waiting["kind"], waiting["error"]["code"]) == ("collect-evidence", "tsa-refused")
    assert "sẽ được thử lại khi đồng bộ" in waiting["error"]["message"]
    assert world.done("show", sent["id"], desk="a")["evidence"] is None
    assert world.here("desk", "set", "--tsa", "file:///tsa", desk="a").status == 64
    assert world.done("desk", "set", "--tsa", "", desk="a") == {"tsa": None}
