"""A hub that comes out of a backup: nothing new until the agency opens a new epoch, and what desks hold comes back."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hub_world import A, HubProcess, bearer, raw
from shelf_world import ShelfWorld, found_shelf, in_days, reference
from test_hub_books import audit, refused

from docexchange.books.acceptance import Accepted, head_of, receipt_holds, sign_head
from docexchange.books.chain import Flaw, chain_flaw, is_fork
from docexchange.books.errors import ChainBroken
from docexchange.books.founding_bodies import RoleGrant
from docexchange.books.statement import read_signed
from docexchange.hub import book_audit
from docexchange.hub.cli import main
from docexchange.hub.identity import open_hub_key


def command(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict]:
    status = main([*(str(one) for one in arguments), "--json"])
    return status, json.loads(capsys.readouterr().out)


def backed_up(shelf: ShelfWorld, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    target = tmp_path / "backup"
    assert command(capsys, "backup", "--data", shelf.hub.data, target)[0] == 0
    return target


def go_back(shelf: ShelfWorld, backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The hub dies, and another one stands up from the backup under the same address."""
    shelf.hub.kill()
    data = backup.with_name("restored")
    status, answer = command(capsys, "restore", backup, "--data", data)
    assert (status, answer["path"]) == (0, str(data))
    shelf.hub = HubProcess(data, *shelf.hub.options, port=shelf.hub.port)
    shelf.logged_in.clear()


def test_after_a_restore_desks_give_back_and_the_seal_opens_a_new_epoch(
    own_shelf: ShelfWorld, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    own_shelf.say()
    backup = backed_up(own_shelf, tmp_path, capsys)
    content = b"Phu luc kem theo"
    own_shelf.books().put_file(own_shelf.book, content)
    lost = [
        own_shelf.change(RoleGrant(own_shelf.member("outsider", "specialist"))),
        own_shelf.say("outsider", "Của người mới"),
        own_shelf.say("clerk", "Kèm tệp", files=(reference(content),)),
        own_shelf.say("head", "Sau cùng"),
    ]
    whole = own_shelf.everything()
    go_back(own_shelf, backup, capsys)

    assert own_shelf.books().is_restored(own_shelf.book)
    assert [one.restored for one in own_shelf.books().mine()] == [True]
    error = refused(own_shelf.books().changes, own_shelf.book, len(whole))
    assert (error.code, error.facts["sequence"]) == ("hub-book-shorter", "2")
    assert refused(own_shelf.say).code == "hub-book-restored"
    # his role is among what was lost
    assert refused(own_shelf.books("outsider").head, own_shelf.book).code == "hub-not-found"

    assert refused(own_shelf.books().offer, own_shelf.book, lost).code == "hub-book-files-missing"
    assert len(own_shelf.everything()) == 2
    own_shelf.books().put_file(own_shelf.book, content)
    reached = own_shelf.books().offer(own_shelf.book, lost[:3])
    assert (reached.taken, reached.sequence, reached.epoch) == (3, 5, 1)
    # another desk offers all it has: what stands is skipped, what is missing is taken
    reached = own_shelf.books("outsider").offer(own_shelf.book, whole)
    assert (reached.taken, reached.sequence, reached.head) == (1, 6, head_of(whole[-1].record))
    assert own_shelf.everything() == whole
    assert refused(own_shelf.say).code == "hub-book-restored"

    opened = own_shelf.open_epoch(whole[-1])
    assert (opened.record.epoch, opened.record.sequence) == (2, 7)
    assert own_shelf.say("outsider").record.epoch == 2
    assert not own_shelf.books().is_restored(own_shelf.book)
    assert refused(own_shelf.books().offer, own_shelf.book, lost).facts["reason"] == "not-restored"
    assert own_shelf.reader().membership.epoch == 2
    assert len(audit(own_shelf, "book.offered")) == 2
    assert command(capsys, "audit", "verify", "--data", own_shelf.hub.data)[1]["ok"]


def test_what_nobody_gave_back_is_said_again_in_the_new_epoch(
    own_shelf: ShelfWorld, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    backup = backed_up(own_shelf, tmp_path, capsys)
    lost = own_shelf.say()
    founding = own_shelf.everything()[0]
    go_back(own_shelf, backup, capsys)
    own_shelf.open_epoch(founding)
    again = own_shelf.books().append(own_shelf.book, lost.raw)
    assert (again.record.epoch, again.record.sequence) == (2, 3)
    assert again.record.digest == lost.record.digest
    assert len(own_shelf.everything()) == 3


def test_an_epoch_that_opens_too_early_does_not_hide_what_was_offered(
    own_shelf: ShelfWorld, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    backup = backed_up(own_shelf, tmp_path, capsys)
    lost = [own_shelf.say()]
    founding = own_shelf.everything()[0]
    go_back(own_shelf, backup, capsys)
    own_shelf.books().offer(own_shelf.book, lost)
    error = refused(own_shelf.open_epoch, founding)
    assert (error.code, error.facts["head"]) == ("hub-head-moved", head_of(lost[0].record))
    own_shelf.open_epoch(lost[0])


def bent(shelf: ShelfWorld, accepted: Accepted, key=None, **changes) -> Accepted:
    record = replace(accepted.record, **changes)
    return Accepted(record, sign_head(record, key or open_hub_key(shelf.hub.data)), accepted.raw)


def test_only_the_hubs_own_unbroken_receipts_are_taken_back(
    own_shelf: ShelfWorld, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    backup = backed_up(own_shelf, tmp_path, capsys)
    first, second = own_shelf.say(text="Một"), own_shelf.say(text="Hai")
    other = own_shelf.comment(text="Chưa từng nhận")
    go_back(own_shelf, backup, capsys)
    (founding,) = own_shelf.everything()
    for offered, sequence, reason in (
        ([second], 3, "place"),
        ([bent(own_shelf, first, own_shelf.keys["clerk"])], 2, "receipt"),
        ([replace(first, receipt=bytes(64))], 2, "receipt"),
        ([replace(first, raw=other)], 2, "statement"),
        ([bent(own_shelf, first, epoch=2)], 2, "epoch"),
        ([bent(own_shelf, first, previous="ab" * 32)], 2, "place"),
        ([bent(own_shelf, first, book="ab" * 32)], 2, "place"),
        ([bent(own_shelf, first, time=in_days(-9))], 2, "place"),
        ([bent(own_shelf, founding, sequence=2, previous=head_of(founding.record))], 2, "statement"),
        ([first, bent(own_shelf, first, sequence=3, previous=head_of(first.record))], 3, "statement"),
        ([replace(founding, record=replace(founding.record, time=in_days(-9)))], 1, "receipt"),
        ([bent(own_shelf, founding, time=in_days(-9))], 1, "fork"),
    ):
        error = refused(own_shelf.books().offer, own_shelf.book, offered)
        assert (error.code, error.facts["sequence"], error.facts["reason"]) == (
            *("hub-offer-refused", str(sequence)),
            reason,
        )
        assert len(own_shelf.everything()) == 1
    outside = bent(own_shelf, replace(first, raw=own_shelf.comment("outsider")))
    outside = bent(own_shelf, outside, digest=read_signed(outside.raw).digest)
    assert refused(own_shelf.books().offer, own_shelf.book, [outside]).facts["reason"] == "book-unknown-official"
    # two histories signed by this hub: kept in the audit, not hidden
    assert audit(own_shelf, "book.fork") == [{"book": own_shelf.book, "sequence": "1"}]
    own_shelf.books().offer(own_shelf.book, [first, second])
    assert len(own_shelf.everything()) == 3


def test_a_backup_served_as_it_is_waits_for_the_new_epoch_too(
    own_shelf: ShelfWorld, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    backup = backed_up(own_shelf, tmp_path, capsys)
    own_shelf.hub.kill()
    own_shelf.hub = HubProcess(backup, *own_shelf.hub.options, port=own_shelf.hub.port)
    own_shelf.logged_in.clear()
    assert refused(own_shelf.say).code == "hub-book-restored"
    own_shelf.open_epoch(own_shelf.everything()[0])
    own_shelf.say()
    own_shelf.hub.kill()
    own_shelf.hub.start()
    own_shelf.say()


def test_a_disk_image_served_without_restore_is_caught_by_every_desk(own_shelf: ShelfWorld, tmp_path: Path):
    """No mark, so the hub signs a second history: the desks' copies name it, and prove it with two receipts."""
    own_shelf.say()
    own_shelf.hub.kill()
    shutil.copytree(own_shelf.hub.data, tmp_path / "image")
    own_shelf.hub.start()
    mine = [own_shelf.say(text="Thật"), own_shelf.say(text="Cũng thật")]
    reader = own_shelf.reader()
    own_shelf.hub.kill()
    own_shelf.hub = HubProcess(tmp_path / "image", *own_shelf.hub.options, port=own_shelf.hub.port)
    assert refused(own_shelf.books().changes, own_shelf.book, 4).code == "hub-book-shorter"
    for number in range(3):
        own_shelf.say(text=f"Lịch sử khác {number}")
    (first, *_), after = own_shelf.books().changes(own_shelf.book, 2), own_shelf.books().changes(own_shelf.book, 4)
    with pytest.raises(ChainBroken) as caught:
        reader.take(after[0])
    assert caught.value.facts["flaw"] == Flaw.FORK
    (key,) = own_shelf.books().hub_keys().values()
    assert is_fork(mine[0].record, first.record)
    assert receipt_holds(mine[0].record, mine[0].receipt, key) and receipt_holds(first.record, first.receipt, key)


def test_the_operator_sees_which_books_wait(own_shelf: ShelfWorld, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    last = own_shelf.say()
    status, answer = command(capsys, "book", "list", "--data", own_shelf.hub.data)
    assert status == 0
    (told,) = answer["books"]
    assert (told["id"], told["title"], told["agency"], told["sequence"], told["restored"]) == (
        *(own_shelf.book, "Sổ Văn phòng", A, last.record.sequence),
        False,
    )
    backup = backed_up(own_shelf, tmp_path, capsys)
    assert command(capsys, "book", "list", "--data", backup)[1]["books"][0]["restored"]


def test_the_hub_that_goes_on_serving_is_not_marked(
    own_shelf: ShelfWorld, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    backed_up(own_shelf, tmp_path, capsys)
    own_shelf.say()
    status, answer = command(capsys, "status", "--data", own_shelf.hub.data)
    assert (status, answer["books"], answer["books_restored"]) == (0, 1, 0)
    assert command(capsys, "status", "--data", tmp_path / "backup")[1]["books_restored"] == 1


def test_a_restore_ends_all_sessions_and_writes_over_nothing(
    own_shelf: ShelfWorld, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    backup = backed_up(own_shelf, tmp_path, capsys)
    headers = bearer(own_shelf.client("clerk"))
    go_back(own_shelf, backup, capsys)
    assert raw(own_shelf.hub, "GET", "/v1/books", headers=headers).problem == "hub-session-ended"
    assert command(capsys, "restore", backup, "--data", own_shelf.hub.data)[0] == 4
    status, answer = command(capsys, "restore", tmp_path / "none", "--data", tmp_path / "new")
    assert (status, answer["error"]["code"]) == (5, "hub-not-there")
    (backup / "hub-key.pem").unlink()
    assert command(capsys, "restore", backup, "--data", tmp_path / "new")[1]["error"]["code"] == "hub-not-there"
    assert not (tmp_path / "new").exists()


def test_a_damaged_backup_is_not_restored(own_shelf: ShelfWorld, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    own_shelf.books().put_file(own_shelf.book, b"tep")
    own_shelf.say(files=(reference(b"tep"),))
    backup = backed_up(own_shelf, tmp_path, capsys)
    stored = backup / "payloads" / reference(b"tep").sha256[:2] / reference(b"tep").sha256
    stored.write_bytes(b"tEp")
    status, answer = command(capsys, "restore", backup, "--data", tmp_path / "new")
    assert (status, answer["error"]["code"]) == (5, "hub-payload-lost")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("statement", "flaw"),
    [
        ("UPDATE book_statement SET raw = cast(replace(raw, 'trình', 'trinh') AS blob) WHERE sequence = 3",
         "book-chain-statement"),
        ("UPDATE book_statement SET raw = (SELECT raw FROM book_statement WHERE sequence = 4) WHERE sequence = 3",
         "book-chain-content"),
        ("DELETE FROM book_statement WHERE sequence = 3", "book-chain-gap"),
        ("DELETE FROM book_statement WHERE sequence = 5", "tail"),
        ("UPDATE book_statement SET receipt = zeroblob(64) WHERE sequence = 2", "book-chain-receipt"),
        ("UPDATE book_statement SET record = x'00' WHERE sequence = 2", "book-chain-record"),
        ("UPDATE book SET head = 'x'", "tail"),
    ],
)  # fmt: skip
def test_the_operators_audit_names_a_bent_book(stopped_shelf: Path, tmp_path: Path, statement: str, flaw: str):
    data = tmp_path / "bent"
    shutil.copytree(stopped_shelf, data)
    assert book_audit.verify(data) == (5, [])
    with sqlite3.connect(data / "hub.sqlite") as store:
        store.execute("DROP TRIGGER book_statement_no_update")
        store.execute("DROP TRIGGER book_statement_no_delete")
        store.execute(statement)
    ((found,), number) = book_audit.verify(data)[::-1]
    assert found.flaw == flaw and number < 6


@pytest.fixture(scope="module")
def stopped_shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = found_shelf(tmp_path_factory.mktemp("stopped") / "data")
    for number in range(4):
        made.say(text=f"Kính trình {number}")
    made.hub.stop()
    for client in made.clients:
        client.close()
    return made.hub.data


def test_a_store_of_the_first_version_gets_its_books(own_shelf: ShelfWorld, capsys: pytest.CaptureFixture[str]):
    tables = ("book_reference", "book_upload", "book_reader", "book_statement", "book")
    own_shelf.hub.kill()
    with sqlite3.connect(own_shelf.hub.data / "hub.sqlite") as store:
        for table in tables:
            store.execute(f"DROP TABLE {table}")
        store.execute("PRAGMA user_version = 1")
    command = ("upgrade", "--data", str(own_shelf.hub.data), "--json")
    assert main(list(command)) == 0
    assert json.loads(capsys.readouterr().out) == {"from": 1, "to": 2}
    assert main(list(command)) == 0
    assert json.loads(capsys.readouterr().out) == {"from": 2, "to": 2}
    own_shelf.hub.start()
    assert main(list(command)) == 5
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "hub-is-running"
    assert own_shelf.books().mine() == []
    own_shelf.found()
    own_shelf.say()
    assert chain_flaw(own_shelf.everything(), own_shelf.books().hub_keys()) is None
    assert A in {one.agency for one in own_shelf.books().mine()}
