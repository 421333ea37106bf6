"""One dispatch through real processes: hub, PKI, two desks; typeset, sign, seal, send, sync, receive, register, answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ecabinet.domain.calendar import office_day
from ui.demo.papers import decision, write_docx, write_xlsx
from ui.demo.pki import TestPki
from ui.demo.processes import Reply, Server, run

VPCP, BTC = "000.00.00.G22", "000.00.00.G12"
PASSPHRASE = "một mật khẩu dài"
NAMES = {VPCP: "Văn phòng Chính phủ", BTC: "Bộ Tài chính"}


@dataclass
class World:
    """Everything of the story: folders, the hub's process, the PKI."""

    folder: Path
    pki: TestPki
    hub: Server
    address: str
    fingerprint: str

    def desk(self, name: str) -> Path:
        return self.folder / name

    def command(self, *words: object, desk: str | None = None, key: str | None = None) -> Reply:
        arguments, secrets = [str(word) for word in words], []
        if desk:
            arguments += ["--home", str(self.desk(desk)), "--passphrase-fd", "{secrets}"]
            secrets.append(PASSPHRASE)
        if key:
            arguments += ["--key", f"p12:{self.pki.p12(key)}", "--pin-fd", "{secrets}"]
            secrets.append(self.pki.pin(key))
        reply = run(arguments, secrets=secrets)
        assert "Traceback" not in reply.errors, reply.errors
        return reply

    def done(self, *words: object, desk: str | None = None, key: str | None = None) -> dict:
        reply = self.command(*words, desk=desk, key=key)
        assert reply.status == 0, (words, reply)
        return reply.data


@pytest.fixture(scope="module")
def world(pki: TestPki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("story")
    data = folder / "hub"
    hub_command = ["-m", "docexchange.hub.cli"]
    for organ_id, seal in ((VPCP, "seal"), (BTC, "seal-b")):
        _administer(
            "agency", "add", "--data", data, organ_id, "--name", NAMES[organ_id], "--capable",
            "--seal-cert", pki.certificate(seal),
        )  # fmt: skip
    for official, organ_id in (("clerk", VPCP), ("clerk-b", BTC)):
        _administer(
            "official", "add", "--data", data, official, "--agency", organ_id, "--name", official,
            "--role", "clerk", "--cert", pki.certificate(official),
        )  # fmt: skip
    hub = Server([*hub_command, "serve", "--listen", "127.0.0.1:0", "--data", str(data), "--json"], folder / "hub.log")
    told = json.loads(hub.first_line)
    made = World(folder, pki, hub, told.get("address") or told.get("url"), told["fingerprint"])
    for name, organ_id, official in (("a", VPCP, "clerk"), ("b", BTC, "clerk-b")):
        made.done(
            "desk", "create", "--agency", organ_id, "--name", NAMES[organ_id], "--official", official, "--role",
            "clerk", "--hub", made.address, "--fingerprint", made.fingerprint, "--trust", pki.trust, desk=name,
        )  # fmt: skip
    yield made
    hub.stop()


def _administer(*words: object) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "docexchange.hub.cli", *(str(word) for word in words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def issued(world: World) -> Path:
    """A decision, typeset, signed by the minister, numbered and sealed by the clerk."""
    return issue(world, 12)


def issue(world: World, number: int, **changes: object) -> Path:
    data, draft, signed, sealed = (world.folder / f"{number}.{end}" for end in ("json", "1.pdf", "2.pdf", "pdf"))
    data.write_text(json.dumps(decision() | changes, ensure_ascii=False))
    world.done("typeset", data, "-o", draft)
    trusted = ["--trust", world.pki.trust, "--tsa", world.pki.tsa_url, "--level", "T"]
    world.done("sign", draft, "--role", "leader", *trusted, "-o", signed, key="minister")
    day = office_day(datetime.now(UTC)).isoformat()
    world.done("seal", signed, "--number", number, "--date", day, *trusted, "-o", sealed, key="seal")
    return sealed


@pytest.mark.slow
def test_a_decision_goes_from_one_register_into_another(world: World, issued: Path):
    table, letter = world.folder / "phu-luc.xlsx", world.folder / "thuyet-minh.docx"
    write_xlsx(table)
    write_docx(letter)

    sent = world.done("send", issued, "--to", BTC, "--attach", table, letter, desk="a", key="seal")
    assert sent["register"]["number"] == 12
    assert sent["code"] == "12/QĐ-VPCP"
    assert sent["subject"] == "Về việc ban hành Kế hoạch gửi, nhận văn bản điện tử năm 2027"

    pushed = world.done("sync", desk="a", key="clerk")
    assert [job["kind"] for job in pushed["sent"]] == ["submit-document"]

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
    assert "<" in shown["receipt"]
    assert (world.folder / "out" / issued.name).read_bytes() == issued.read_bytes()

    extracted = world.done("show", arrived["id"], "--extract", world.folder / "in", desk="b")
    assert (world.folder / "in" / issued.name).read_bytes() == issued.read_bytes()
    assert (world.folder / "in" / "phu-luc.xlsx").read_bytes() == table.read_bytes()
    packet = world.folder / "in" / "packet.edxml"
    judged = world.done("verify", packet, "--trust", world.pki.trust)
    assert judged["files"][0]["verdict"] == extracted["verdict"] == "valid"
