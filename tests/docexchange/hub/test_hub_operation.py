"""The hub's own command line: directory, state, audit, backup; always a sentence and the contract's exit status."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hub_world import A, B, HubProcess, Key, World, document, found_world

from docexchange.hub import words
from docexchange.hub.cli import COMMANDS, main
from docexchange.hub.store import audit
from docexchange.protocol.errors import ProtocolError
from docexchange.protocol.problem import PROBLEMS
from docexchange.protocol.receipt import read_receipt
from ui.kit.error_words import ERRORS


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict]:
    status = main([*(str(one) for one in arguments), "--json"])
    written = capsys.readouterr()
    assert "Traceback" not in written.err
    return status, json.loads(written.out)


def test_agencies_and_officials_are_added_and_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    data, key = tmp_path / "truc", Key("lan")
    file = key.write(tmp_path / "lan.pem")
    added = run(capsys, "agency", "add", "--data", data, A, "--name", "UBND tỉnh", "--seal-cert", file, "--capable")
    assert added[0] == 0
    official = ("official", "add", "--data", data, "lan", "--agency", A, "--name", "Lan", "--role", "clerk", "--cert")
    assert run(capsys, *official, file)[0] == 0
    status, listed = run(capsys, "agency", "list", "--data", data)
    assert status == 0
    assert listed["agencies"][0]["name"] == "UBND tỉnh"
    assert len(listed["agencies"][0]["seal_certificates"]) == 1
    assert run(capsys, "official", "list", "--data", data)[1]["officials"][0]["role"] == "clerk"
    assert run(capsys, *official, file)[0] == 4
    assert run(capsys, "agency", "add", "--data", data, A, "--name", "Tên mới", "--renew")[0] == 0
    (renewed,) = run(capsys, "agency", "list", "--data", data)[1]["agencies"]
    assert (renewed["name"], renewed["capable"], renewed["seal_certificates"]) == ("Tên mới", False, [])
    assert run(capsys, *official, Key("lan-2").write(tmp_path / "2.pem"), "--renew")[0] == 0
    assert run(capsys, "official", "remove", "--data", data, "lan")[0] == 0
    assert run(capsys, "official", "list", "--data", data)[1]["officials"] == []


def test_bad_input_gets_a_sentence_and_a_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    data = tmp_path / "truc"
    bad = tmp_path / "bad"
    bad.write_bytes(os.urandom(5000))
    add = ("agency", "add", "--data", data)
    assert run(capsys, *add, A, "--name", "x")[0] == 0
    assert run(capsys, *add, A, "--name", "x")[0] == 4
    assert run(capsys, *add, "000\u202e", "--name", "x")[0] == 4
    assert run(capsys, *add, "0" * 36, "--name", "x")[0] == 4
    assert run(capsys, *add, B, "--name", "x", "--seal-cert", bad)[0] == 3
    assert run(capsys, *add, B, "--name", "x", "--seal-cert", tmp_path / "none")[0] == 5
    assert run(capsys, "agency", "import", "--data", data, bad)[0] == 3
    official = ("official", "add", "--data", data, "y", "--name", "y", "--role", "clerk", "--cert")
    assert run(capsys, *official, bad, "--agency", A)[0] == 3
    assert run(capsys, *official, Key("y").write(tmp_path / "y"), "--agency", "000.9")[1]["error"]["code"] == (
        "hub-agency-unknown"
    )
    assert run(capsys, "status", "--data", tmp_path / "none")[0] == 5
    assert run(capsys, "official", "remove", "--data", data, "nobody")[0] == 4
    for words_used in (["serve", "--listen", "x"], ["serve", "--max-packet", "-1"], ["agency"], ["nonsense"]):
        with pytest.raises(SystemExit) as ended:
            main(words_used)
        assert ended.value.code == 64


def test_agencies_are_imported_all_or_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    data, file = tmp_path / "truc", tmp_path / "list.csv"
    file.write_text("organ_id,name,in_charge,email,capable\n" + f"{A},Một,,,x\n{B},Hai,Chủ quản,a@b,\n")
    command = ("agency", "import", "--data", data, file)
    assert run(capsys, *command) == (0, {"added": 2, "known": 0})
    assert run(capsys, *command) == (0, {"added": 0, "known": 2})
    listed = run(capsys, "agency", "list", "--data", data)[1]["agencies"]
    assert [one["capable"] for one in listed] == [True, False]
    for content in (
        "",
        "a,b\n1,2\n",
        f"organ_id,name\n{A}\n",
        "organ_id,name\nX,Tên\nX,Tên\n",
        "organ_id,name\n,Tên\n",
    ):
        file.write_text(content)
        assert run(capsys, *command)[0] in (3, 4)
    assert len(run(capsys, "agency", "list", "--data", data)[1]["agencies"]) == 2


def test_a_damaged_store_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "hub.sqlite").write_bytes(b"garbage" * 4000)
    status, answer = run(capsys, "status", "--data", tmp_path)
    assert (status, answer["error"]["code"]) == (3, "hub-store-damaged")


def test_a_store_with_broken_pages_is_named(used_hub: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    data = altered(used_hub.hub, tmp_path / "broken")
    with closing(sqlite3.connect(data / "hub.sqlite")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    store = bytearray((data / "hub.sqlite").read_bytes())
    store[4096:] = os.urandom(len(store) - 4096)
    (data / "hub.sqlite").write_bytes(store)
    status, answer = run(capsys, "audit", "verify", "--data", data)
    assert (status, answer["error"]["code"]) == (3, "hub-store-damaged")


def test_only_one_process_serves_a_folder_and_an_address(world: World, tmp_path: Path):
    def second(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "docexchange.hub.cli", "serve", *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=30)

    same_folder = second("--data", str(world.hub.data), "--listen", "127.0.0.1:0")
    same_port = second("--data", str(tmp_path / "x"), "--listen", f"127.0.0.1:{world.hub.port}")
    assert (same_folder.returncode, same_port.returncode) == (5, 5)
    assert "Traceback" not in same_folder.stderr + same_port.stderr
    assert "đang phục vụ" in same_folder.stderr


def test_the_key_stays_over_restarts_and_the_hub_ends_well(own_world: World):
    before = own_world.hub.facts["fingerprint"], own_world.hub.facts["hub"]
    assert own_world.hub.stop() == 0
    own_world.hub.start()
    assert (own_world.hub.facts["fingerprint"], own_world.hub.facts["hub"]) == before
    assert own_world.client("clerk-a").facts().tls == before[0]
    for name in ("hub-key.pem", "hub.sqlite", "payloads"):
        assert (own_world.hub.data / name).stat().st_mode & 0o077 == 0


def test_a_removed_official_is_out_at_once(own_world: World, capsys: pytest.CaptureFixture[str]):
    client = own_world.client("clerk-a")
    assert run(capsys, "official", "remove", "--data", own_world.hub.data, "clerk-a")[0] == 0
    with pytest.raises(ProtocolError) as caught:
        client.agencies()
    assert caught.value.code == "hub-session-ended"


@pytest.fixture(scope="module")
def used_hub(tmp_path_factory: pytest.TempPathFactory):
    """A stopped hub with some history."""
    world = found_world(tmp_path_factory.mktemp("used") / "data")
    for _ in range(4):
        document().submit(world.client("clerk-a"))
    for delivery in world.client("clerk-b").lease():
        world.client("clerk-b").acknowledge(delivery, "done")
    world.close()
    return world


def altered(hub: HubProcess, target: Path, *statements: str) -> Path:
    target.mkdir()
    for path in hub.data.iterdir():
        if path.is_file():
            (target / path.name).write_bytes(path.read_bytes())
    with closing(sqlite3.connect(target / "hub.sqlite", isolation_level=None)) as store:
        for statement in ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete", *statements):
            store.execute(statement)
    return target


def test_the_audit_holds_and_refuses_change(used_hub: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    status, answer = run(capsys, "audit", "verify", "--data", used_hub.hub.data)
    assert status == 0 and answer["ok"] and answer["entries"] > 15
    with sqlite3.connect(used_hub.hub.data / "hub.sqlite") as store:
        for statement in ("UPDATE audit SET actor = 'x'", "DELETE FROM audit"):
            with pytest.raises(sqlite3.IntegrityError):
                store.execute(statement)


_DISPATCH = "(SELECT max(sequence) FROM audit WHERE action = 'dispatch.accepted')"


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (f"UPDATE audit SET actor = 'x' WHERE sequence = {_DISPATCH}", "altered"),
        (f"UPDATE audit SET facts = '{{}}' WHERE sequence = {_DISPATCH}", "altered"),
        (f"UPDATE audit SET time = 'now' WHERE sequence = {_DISPATCH}", "altered"),
        (f"DELETE FROM audit WHERE sequence = {_DISPATCH}", "missing"),
        (f"DELETE FROM audit WHERE sequence >= {_DISPATCH}", "missing"),
    ],
)
def test_an_altered_audit_is_named(
    used_hub: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], statement: str, what: str
):
    with sqlite3.connect(used_hub.hub.data / "hub.sqlite") as store:
        sequence = store.execute(f"SELECT {_DISPATCH}").fetchone()[0]
    data = altered(used_hub.hub, tmp_path / "altered", statement)
    status, answer = run(capsys, "audit", "verify", "--data", data)
    assert status == 1
    assert {"sequence": sequence, "what": what} in answer["faults"]


def test_a_rewritten_chain_is_betrayed_by_the_receipts(
    used_hub: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    data = altered(used_hub.hub, tmp_path / "rewritten")
    with sqlite3.connect(data / "hub.sqlite") as store:
        rows = store.execute("SELECT sequence, time, actor, action, facts FROM audit ORDER BY sequence").fetchall()
        previous = audit.START
        for sequence, time, actor, action, facts in rows:
            actor = "x" if action == "agency.added" else actor
            head = audit._head(sequence, time, actor, action, facts, previous)
            store.execute(
                "UPDATE audit SET actor = ?, previous = ?, head = ? WHERE sequence = ?",
                (actor, previous, head, sequence),
            )
            previous = head
    status, answer = run(capsys, "audit", "verify", "--data", data)
    assert status == 1
    assert {fault["what"] for fault in answer["faults"]} == {"receipt"}


def test_a_backup_taken_while_serving_is_a_whole_hub(
    own_world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    packet = document()
    receipt = packet.submit(own_world.client("clerk-a"))
    target = tmp_path / "copy"
    status, answer = run(capsys, "backup", "--data", own_world.hub.data, target)
    assert (status, answer["packets"]) == (0, 1)
    document().submit(own_world.client("clerk-a"))
    own_world.hub.kill()
    restored = HubProcess(target, port=own_world.hub.port)
    own_world.hub = restored
    with pytest.raises(ProtocolError) as caught:
        own_world.client("clerk-a").agencies()
    assert caught.value.code == "hub-session-ended"
    own_world.logged_in.clear()
    operation = read_receipt(receipt, restored.facts["fingerprint"]).operation
    assert own_world.client("clerk-a").receipt(operation) == receipt
    (delivery,) = own_world.client("clerk-b").lease()
    assert delivery.sha256 == packet.sha256
    assert run(capsys, "audit", "verify", "--data", target)[0] == 0
    assert run(capsys, "backup", "--data", target, target)[0] == 4


def test_a_backup_with_a_lost_packet_says_so_and_leaves_nothing(
    own_world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    packet = document()
    packet.submit(own_world.client("clerk-a"))
    stored = own_world.hub.data / "payloads" / packet.sha256[:2] / packet.sha256
    stored.write_bytes(packet.content[:-1] + b"x")
    status, answer = run(capsys, "backup", "--data", own_world.hub.data, tmp_path / "copy")
    assert (status, answer["error"]["code"]) == (5, "hub-payload-lost")
    assert not (tmp_path / "copy").exists() and not (tmp_path / ".copy.unfinished").exists()


def test_unfinished_files_are_swept_at_start_and_packets_stay(own_world: World):
    packet = document()
    packet.submit(own_world.client("clerk-a"))
    own_world.hub.kill()
    payloads = own_world.hub.data / "payloads"
    (payloads / "incoming" / "left").write_bytes(b"half")
    (payloads / "ab").mkdir(exist_ok=True)
    (payloads / "ab" / ("ab" + "0" * 62)).write_bytes(b"orphan")
    own_world.hub.start()
    assert {path.name for path in payloads.rglob("*") if path.is_file()} == {packet.sha256}


def test_every_command_has_an_example_that_parses_and_every_problem_has_words():
    for command in COMMANDS:
        assert command.example.startswith(f"ecabinet-hub {command.name}")
    assert [code for code in PROBLEMS if code not in ERRORS] == []

    def deeper(kind: type) -> set[type]:
        return {kind} | {one for direct in kind.__subclasses__() for one in deeper(direct)}

    own = [kind for kind in deeper(ProtocolError) if kind.__module__ == "docexchange.hub.errors"]
    assert own and [kind.code for kind in own if kind.code not in words.ERRORS] == []
