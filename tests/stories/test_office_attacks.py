"""Attacks on an office's book through the whole stack: each ends refused, or named in words a clerk understands.

The hub's own key is in the attacker's hands wherever a hub lies; desks, commands and sentences are the real ones.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import threading
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from properties.office_network import ROLES, OfficeNetwork, an_office_network

from docexchange.books.errors import StatementUnreadable
from docexchange.books.statement import read_statement
from docexchange.client.hub_client import HubClient
from docexchange.hub import copying
from docexchange.protocol.errors import ProtocolError
from docexchange.protocol.login import read_login
from docexchange.protocol.messages import Challenge
from ecabinet.adapters.book_gateway import BookGateway
from ecabinet.adapters.book_pen import BookPen
from ecabinet.application.offices.take_number import TakeNumber, take_number
from ecabinet.application.ports import ExchangeOutOfReach, ExchangeRefused
from ecabinet.domain.books.entry import FileReference
from signing.errors import SigningError
from signing.keys.software import open_pkcs12
from signing.xml.verify import verify_xml
from stories.office_attackers import (
    LyingHub,
    attackers_key,
    command,
    comments,
    in_words,
    listed,
    logged_in,
    saying,
    signed,
    submitted,
    told,
    words_of,
)
from stories.world import run_here
from ui.demo.pki import TestPki
from ui.kit.error_words import sentence

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def office(pki: TestPki, tmp_path: Path) -> Iterator[OfficeNetwork]:
    with an_office_network(tmp_path, pki) as made:
        made.found()
        yield made


# Who speaks (R2)


def test_a_certificate_that_the_hub_swaps_opens_no_book_and_speaks_for_nobody(office: OfficeNetwork, tmp_path: Path):
    draft = submitted(office)
    false = attackers_key("Trần Thị Bình")
    listed(office, "clerk", false, tmp_path, renew=True)
    raw = BookPen(false, lambda: datetime.now(UTC)).sign(saying(office, draft)).raw
    with HubClient(office.hub.address) as client:
        client.login("clerk", logged_in(false))
        gateway = BookGateway(client.books())
        assert gateway.mine() == ()
        with pytest.raises(ExchangeRefused) as refusal:
            gateway.append(office.book, raw, "")
        in_words(words_of(refusal.value), "không")
    LyingHub(office).add(raw)
    for who in ("specialist", "minister"):
        command(office, who, "sync", "--no-mail")
        _, data, wrong = told(office, who)
        assert [one["by"] for one in data["set_aside"]] == ["clerk"]
        in_words(wrong, "Chứng thư số đã ký không phải của người này theo sổ")
        assert "Tôi đồng ý" not in str(data["drafts"])
    assert office.read("minister").set_aside == office.read("specialist").set_aside


# Order (R3)


def edited(rows: list[dict[str, Any]], hub: LyingHub) -> list[dict[str, Any]]:
    rows[-2]["raw"] = rows[-2]["raw"].replace("Ý kiến".encode(), "Ý khiến".encode())
    assert rows[-2]["raw"] != hub.rows()[-2]["raw"]
    return rows


def exchanged(rows: list[dict[str, Any]], hub: LyingHub) -> list[dict[str, Any]]:
    """Another true statement of the same author under the record of this one."""
    rows[-2]["raw"] = rows[-1]["raw"]
    return rows


def dropped(rows: list[dict[str, Any]], hub: LyingHub) -> list[dict[str, Any]]:
    return [*rows[:-2], rows[-1]]


def dropped_and_closed_up(rows: list[dict[str, Any]], hub: LyingHub) -> list[dict[str, Any]]:
    return [*rows[:-2], rows[-1] | {"sequence": rows[-2]["sequence"]}]


def swapped(rows: list[dict[str, Any]], hub: LyingHub) -> list[dict[str, Any]]:
    first, second = rows[-2]["sequence"], rows[-1]["sequence"]
    return [*rows[:-2], rows[-1] | {"sequence": first}, rows[-2] | {"sequence": second}]


def without_receipt(rows: list[dict[str, Any]], hub: LyingHub) -> list[dict[str, Any]]:
    rows[-2]["receipt"] = rows[-1]["receipt"]
    return rows


@pytest.mark.parametrize("lie", [edited, exchanged, dropped, dropped_and_closed_up, swapped, without_receipt])
def test_a_row_that_the_hub_bends_is_named_and_nothing_after_it_believed(office: OfficeNetwork, lie: Any):
    draft = submitted(office)
    office.sync("clerk")
    office.sync("minister")
    comments(office, "minister", draft, "Ý kiến 1", "Ý kiến 2", "Ý kiến 3")
    hub, whole = LyingHub(office), office.raw("minister")
    hub.become(lie(hub.rows(), hub))
    reply = command(office, "clerk", "sync", "--no-mail")
    assert reply.status != 0, reply
    believed = office.raw("clerk")
    assert len(believed) <= len(whole) - 2, "more was believed than holds"
    assert believed == whole[: len(believed)]
    status, data, wrong = told(office, "clerk")
    in_words(wrong or reply.errors)
    if data["troubles"]:
        assert status == 1
        refused = command(office, "clerk", "comment", draft, "--text", "Thêm")
        assert refused.status == 4
        in_words(refused.errors, "tạm dừng ký")


def test_a_history_that_the_hub_chains_anew_is_a_fork_for_all_who_saw_the_first(office: OfficeNetwork):
    draft = submitted(office)
    office.sync("minister")
    comments(office, "minister", draft, "Ý kiến 1", "Ý kiến 2")
    office.sync("clerk")
    hub = LyingHub(office)
    raws = [one["raw"] for one in hub.rows()]
    hub.become(hub.chained([*raws[:-2], raws[-1]]))
    reply = command(office, "clerk", "sync", "--no-mail")
    assert reply.status == 1, reply
    status, _, wrong = told(office, "clerk")
    assert status == 1
    in_words(wrong, "hai lịch sử")
    assert office.raw("clerk")[-1].raw == raws[-1] and len(office.raw("clerk")) == len(raws)


def test_two_heads_shown_to_two_desks_are_named_kept_and_shown(office: OfficeNetwork, tmp_path: Path):
    draft = submitted(office)
    for who in ROLES:
        office.sync(who)
    office.hub.stop()
    first, second = office.hub.data, tmp_path / "second"
    shutil.copytree(first, second)
    office.hub.start()
    comments(office, "minister", draft, "Cho người thứ nhất")
    office.hub.stop()
    office.hub.data = second
    office.hub.start()
    comments(office, "unit-head", draft, "Cho người thứ hai")
    other = office.folder / "so-kia.asice"
    assert command(office, "unit-head", "export", other, key=False).status == 0

    by_stick = command(office, "minister", "import", other, key=False)
    assert (by_stick.status, by_stick.data["same_history"], by_stick.data["taken"]) == (1, False, 0)
    in_words("\n".join(one["message"] for one in by_stick.data["troubles"]), "hai lịch sử")
    with office["minister"].office.desk.records.reading() as unit:
        (kept,) = unit.books.forks(office.book)
    assert kept.bytes.raw == office.raw("unit-head")[-1].raw

    office.hub.stop()
    office.hub.data = first
    office.hub.start()
    for who in ("unit-head", "minister"):
        synced = command(office, who, "sync", "--no-mail")
        assert synced.status == 1, who
        status, data, wrong = told(office, who)
        assert (status, [one["code"] for one in data["troubles"]]) == (1, ["book-chain-fork"]), who
        in_words(wrong, "hai lịch sử", "báo người quản trị")
        refused = command(office, who, "comment", draft, "--text", "Thêm")
        assert refused.status == 4
        in_words(refused.errors, "hai lịch sử", "tạm dừng ký")


# Loss (house.md 2, books.md 3 and 4)


def test_a_desk_put_back_to_a_backup_speaks_only_after_it_has_fetched(office: OfficeNetwork, tmp_path: Path):
    draft = signed(office)
    with ExitStack() as closed:
        backup = tmp_path / "clerk.before"
        closed.callback(shutil.rmtree, backup, ignore_errors=True)
        shutil.copytree(office["clerk"].home, backup)
        office.sync("minister")
        comments(office, "minister", draft, "Ý kiến sau bản sao lưu")
        office.sync("clerk")
        home = tmp_path / "clerk-restored"
        shutil.copytree(backup, home)
        shutil.copy(office["clerk"].home / "books.heads", home / "books.heads")
        office["clerk"].home = home
        status, _, wrong = told(office, "clerk")
        assert status == 1
        in_words(wrong, "khôi phục", "Hãy đồng bộ trước khi ký")
        refused = command(office, "clerk", "number", draft)
        assert refused.status == 4
        in_words(refused.errors, "khôi phục", "tạm dừng ký")
        assert command(office, "clerk", "sync", "--no-mail").status == 0
        assert command(office, "clerk", "number", draft).status == 0
        assert command(office, "clerk", "sync", "--no-mail").status == 0
        assert told(office, "clerk")[1]["numbers"][0]["number"] == 1


def test_a_hub_put_back_to_a_backup_takes_back_what_desks_hold_and_waits_for_the_seal(office: OfficeNetwork):
    draft = submitted(office)
    backup, restored = office.folder / "backup", office.folder / "restored"
    copying.back_up(office.hub.data, backup)
    office.sync("minister")
    comments(office, "minister", draft, "Ý kiến sau bản sao lưu")
    held = office.raw("minister")
    office.hub.stop()
    copying.restore(backup, restored)
    office.hub.data = restored
    office.hub.start()
    reply = command(office, "minister", "sync", "--no-mail")
    assert reply.status == 1, reply
    lines = "\n".join(one["message"] for one in reply.data["offices"][0]["troubles"])
    in_words(lines, "khôi phục từ bản sao lưu", "Con dấu cơ quan phải mở thời kỳ mới")
    assert [one["raw"] for one in LyingHub(office).rows()] == [one.raw for one in held]
    said = command(office, "specialist", "comment", draft, "--text", "Trước thời kỳ mới")
    assert said.status == 0
    reply = command(office, "specialist", "sync", "--no-mail")
    assert reply.status in (1, 5), reply
    found = reply.data["offices"][0]
    assert not found["sent"]
    words = [one["message"] for one in found["troubles"]] + [one["error"]["message"] for one in found["put_off"]]
    in_words("\n".join(words), "thời kỳ")


def test_a_hub_that_hides_its_going_back_is_named(office: OfficeNetwork):
    """A bare copy of the folder instead of a backup: nothing in it says that it went back."""
    draft = submitted(office)
    office.hub.stop()
    old = office.folder / "old"
    shutil.copytree(office.hub.data, old)
    office.hub.start()
    office.sync("minister")
    comments(office, "minister", draft, "Ý kiến mà trục đã biên nhận")
    held = office.raw("minister")
    office.hub.stop()
    office.hub.data = old
    office.hub.start()
    reply = command(office, "minister", "sync", "--no-mail")
    assert reply.status == 1, reply
    in_words("\n".join(one["message"] for one in reply.data["offices"][0]["troubles"]), "trục đã mất dữ liệu")
    assert office.raw("minister") == held


# Section 7


def test_a_login_signs_nothing_that_could_stand_in_a_book(office: OfficeNetwork, monkeypatch: pytest.MonkeyPatch):
    """A hub offers a statement, and its digest, where a nonce belongs; and brings the login itself into the book."""
    pen = office["minister"].pen
    statement = pen.sign(saying(office, "d" * 36, "minister"))
    made: list[bytes] = []
    key = open_pkcs12(office.pki.p12("minister"), office.pki.pin("minister").encode())

    def sign(unsigned: bytes) -> bytes:
        made.append(logged_in(key)(unsigned))
        return made[-1]

    for nonce in (statement.digest, statement.raw.decode(), "</nonce><type>draft.approve/1</type><nonce>"):
        offered = Challenge(
            office.hub.facts["fingerprint"], office.hub.address.fingerprint, "minister", nonce, in_a_minute()
        )
        with HubClient(office.hub.address) as client:
            monkeypatch.setattr(client._calls, "message", answering(client._calls.message, offered))
            with pytest.raises((ProtocolError, SigningError)) as refusal:
                client.login("minister", sign)
            in_words(sentence(refusal.value))
    assert made, "nothing was ever signed"
    for one in made:
        content = verify_xml(one).content
        assert read_login(content).official == "minister"
        with pytest.raises(StatementUnreadable):
            read_statement(content)
        gateway = office["minister"].wire
        with pytest.raises(ExchangeRefused):
            gateway.append(office.book, one, "")
    assert len(LyingHub(office).rows()) == 1


def in_a_minute() -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=1)


def answering(ask: Any, offered: Challenge) -> Any:
    return lambda method, path, *rest, **names: (
        offered if path.endswith("/challenge") else ask(method, path, *rest, **names)
    )


def test_files_are_given_by_right_and_never_for_a_digest(office: OfficeNetwork, tmp_path: Path):
    submitted(office)
    (entry,) = [one for one in office.read("specialist").entries if one.entry.files]
    file = entry.entry.files[0]
    stranger = attackers_key("Người ngoài sổ")
    listed(office, "stranger", stranger, tmp_path, renew=False)
    with HubClient(office.hub.address) as client:
        client.login("stranger", logged_in(stranger))
        books = BookGateway(client.books())
        for sequence, book in ((entry.entry.sequence, office.book), (1, "a" * 64)):
            with pytest.raises(ExchangeRefused) as refusal:
                books.get_file(book, sequence, 0, file, io.BytesIO())
            in_words(words_of(refusal.value))
        with pytest.raises(ExchangeRefused):
            books.changes(office.book, 0, 10, 0)
        with pytest.raises(ExchangeRefused):
            books.put_file(office.book, lambda: io.BytesIO(b"x"))
    # a member refers to a file that he knows by its digest only
    secret = FileReference("bi-mat.pdf", "application/pdf", 7, hashlib.sha256(b"bi mat!").hexdigest())
    raw = office["clerk"].pen.sign(saying(office, "d" * 36, files=(secret,))).raw
    with pytest.raises(ExchangeOutOfReach) as refusal:
        office["clerk"].wire.append(office.book, raw, "")
    in_words(words_of(refusal.value))


def test_a_statement_of_one_book_counts_in_no_other(office: OfficeNetwork):
    draft = submitted(office)
    office.sync("minister")
    comments(office, "minister", draft, "Đồng ý trong sổ này")
    said, first = office.raw("minister")[-1].raw, office.book
    office.found()
    assert office.book != first
    with pytest.raises(ExchangeRefused) as refusal:
        office["minister"].wire.append(office.book, said, "")
    in_words(words_of(refusal.value), "sổ khác")
    LyingHub(office).add(said)
    office.sync("clerk")
    reading = office.read("clerk")
    reply = command(office, "clerk", "show", "--book", office.book, key=False)
    assert reading.office.drafts == {}
    wrong = [one["message"] for one in (*reply.data["set_aside"], *reply.data["troubles"])]
    in_words("\n".join(wrong), "sổ khác")


def test_two_clerks_at_once_get_one_number_for_one_revision(office: OfficeNetwork):
    draft = signed(office)
    for who in ("clerk", "clerk-2"):
        take_number(TakeNumber(office.book, draft), office[who].office, office[who].pen)
    together = threading.Barrier(2)

    def race(who: str) -> None:
        together.wait()
        office.sync(who)

    threads = [threading.Thread(target=race, args=(who,)) for who in ("clerk", "clerk-2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    office.heal()
    assert [one.number for one in office.read("minister").office.numbers] == [1]
    ends = Counter(
        job.state.value for who in ("clerk", "clerk-2") for job in office.jobs(who) if job.entry.type == "number.take/1"
    )
    assert (ends["done"], ends["failed"], ends["queued"]) == (1, 1, 0), ends
    assert len([row for row in LyingHub(office).rows() if row["type"] == "number.take/1"]) == 1


def test_the_clerk_who_asked_off_line_later_is_told_who_was_first(office: OfficeNetwork):
    draft = signed(office)
    for who in ("clerk", "clerk-2"):
        assert command(office, who, "number", draft).data["number"] == 1
    assert command(office, "clerk-2", "sync", "--no-mail").status == 0
    reply = command(office, "clerk", "sync", "--no-mail")
    assert reply.status == 4
    (failed,) = reply.data["offices"][0]["failed"]
    in_words(failed["error"]["message"], office.pki.people["clerk-2"].name, "số 1", "một văn bản chỉ có một số")
    again = command(office, "clerk", "number", draft)
    assert again.status == 4
    in_words(again.errors, "một văn bản chỉ có một số")
    assert len([row for row in LyingHub(office).rows() if row["type"] == "number.take/1"]) == 1


# Section 6


def test_what_is_taken_out_put_in_or_exchanged_in_an_export_is_named(office: OfficeNetwork, tmp_path: Path):
    draft = submitted(office)
    office.sync("minister")
    comments(office, "minister", draft, "Ý kiến 1", "Ý kiến 2")
    path = tmp_path / "so.asice"
    assert command(office, "minister", "export", path, key=False).status == 0
    with zipfile.ZipFile(path) as archive:
        entries = {info.filename: archive.read(info) for info in archive.infolist()}
    file = next(name for name in entries if name.startswith("files/"))
    books = sorted(name for name in entries if name.startswith("book/"))
    for name in (books[1], books[-1], file):
        _is_named(office, tmp_path, {one: raw for one, raw in entries.items() if one != name}, name)
    _is_named(office, tmp_path, entries | {"files/" + "a" * 64: b"x"}, "files/" + "a" * 64)
    _is_named(office, tmp_path, entries | {books[2]: entries[books[3]], books[3]: entries[books[2]]}, books[2])
    _is_named(office, tmp_path, entries | {file: entries[file] + b" "}, file)


def _is_named(office: OfficeNetwork, folder: Path, entries: dict[str, bytes], name: str) -> None:
    altered = folder / "altered.asice"
    with zipfile.ZipFile(altered, "w") as archive:
        for one, raw in entries.items():
            archive.writestr(one, raw)
    reply = run_here(["book", "verify", str(altered), "--trust", str(office.pki.trust)], [])
    assert (reply.status, reply.data["verdict"]) == (1, "does-not-hold"), name
    named = [one for one in reply.data["broken"] if one["id"].startswith(name) or name in one["detail"]]
    assert named, (name, reply.data["broken"])
    in_words(named[0]["detail"])
