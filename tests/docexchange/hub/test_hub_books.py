"""Appending: gapless, chained, idempotent, conditional; only the circle, only its own book (R1 to R3 of books.md)."""

from __future__ import annotations

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hub_world import A, B, bearer, raw
from shelf_world import ShelfWorld, digest_of, in_days, seen

from docexchange.books.acceptance import head_of
from docexchange.books.chain import chain_flaw
from docexchange.books.founding_bodies import DeskEnd, DeskEnrol, EpochOpen, RoleEnd, RoleGrant
from docexchange.books.statement import NO_HEAD
from docexchange.client.hub_client import HubClient
from docexchange.hub import administration
from docexchange.protocol.errors import ProtocolError


def refused(call, *arguments, **names) -> ProtocolError:
    with pytest.raises(ProtocolError) as caught:
        call(*arguments, **names)
    return caught.value


def audit(shelf: ShelfWorld, action: str) -> list[dict]:
    with sqlite3.connect(shelf.hub.data / "hub.sqlite") as store:
        rows = store.execute("SELECT facts FROM audit WHERE action = ? ORDER BY sequence", (action,))
        return [json.loads(row[0]) for row in rows]


def test_a_founded_book_takes_statements_in_one_chain(own_shelf: ShelfWorld):
    said = [own_shelf.say("clerk", f"Lần {number}") for number in range(5)]
    assert [one.record.sequence for one in said] == [2, 3, 4, 5, 6]
    whole = own_shelf.everything("head")
    assert whole[1:] == said
    assert whole[0].raw == own_shelf.founding
    record, receipt = own_shelf.books().head(own_shelf.book)
    assert (record, receipt) == (said[-1].record, said[-1].receipt)
    (entry,) = own_shelf.books().mine()
    assert (entry.book, entry.kind, entry.agency, entry.sequence, entry.restored) == (
        *(own_shelf.book, "office", A, 6),
        False,
    )
    assert own_shelf.reader().membership.title == entry.title == "Sổ Văn phòng"


def test_times_never_go_back_and_have_milliseconds(shelf: ShelfWorld):
    times = [one.record.time for one in shelf.everything()]
    assert times == sorted(times)
    assert all(at.utcoffset() is not None and at.microsecond % 1000 == 0 for at in times)


def test_many_writers_at_once_leave_no_gap(own_shelf: ShelfWorld):
    def write(name: str) -> list[int]:
        return [own_shelf.say(name, f"{name} {number}").record.sequence for number in range(25)]

    for name in ("head", "clerk", "clerk-2"):
        own_shelf.client(name)
    with ThreadPoolExecutor(6) as threads:
        taken = [one for part in threads.map(write, ("head", "clerk", "clerk-2") * 2) for one in part]
    assert sorted(taken) == list(range(2, 152))
    assert [one.record.sequence for one in own_shelf.everything()] == list(range(1, 152))


def test_of_two_clerks_with_the_same_head_one_wins(own_shelf: ShelfWorld):
    own_shelf.client("clerk"), own_shelf.client("clerk-2")
    with ThreadPoolExecutor(2) as threads:
        for _ in range(15):
            record, _ = own_shelf.books().head(own_shelf.book)
            head = head_of(record)

            def take(name: str, head: str = head) -> ProtocolError | int:
                try:
                    return own_shelf.say(name, "Lấy số", if_head=head).record.sequence
                except ProtocolError as error:
                    return error

            won, lost = sorted(threads.map(take, ("clerk", "clerk-2")), key=lambda one: not isinstance(one, int))
            assert won == record.sequence + 1
            assert (lost.code, lost.facts["sequence"]) == ("hub-head-moved", str(won))
            assert lost.facts["head"] == head_of(own_shelf.books().head(own_shelf.book)[0])


def test_a_conditional_append_is_idempotent_too(shelf: ShelfWorld):
    head = head_of(shelf.books().head(shelf.book)[0])
    statement = shelf.comment(text="Một lần")
    first = shelf.books().append(shelf.book, statement, head)
    shelf.say(text="Sau đó")
    assert shelf.books().append(shelf.book, statement, head) == first
    assert refused(shelf.say, text="Lạc", if_head=NO_HEAD).code == "hub-head-moved"
    answer = raw(
        shelf.hub, "POST", f"/v1/books/{shelf.book}/statements", statement,
        bearer(shelf.client("clerk")) | {"If-Head": "x"},
    )  # fmt: skip
    assert (answer.status, answer.problem) == (400, "hub-request-unreadable")


def test_the_same_statement_is_accepted_once(own_shelf: ShelfWorld):
    statement = own_shelf.statement()
    first, again = own_shelf.sign(statement, "clerk"), own_shelf.sign(statement, "clerk")
    assert first != again
    accepted = own_shelf.books().append(own_shelf.book, first)
    assert own_shelf.books().append(own_shelf.book, first) == accepted
    # the signature is no part of a statement's identity, so the same content again gives what was accepted (R1)
    assert own_shelf.books().append(own_shelf.book, again) == accepted
    assert own_shelf.books("head").append(own_shelf.book, first) == accepted
    other = own_shelf.sign(replace(statement, body=(("text", "Khác"),)), "clerk")
    assert refused(own_shelf.books().append, own_shelf.book, other).code == "hub-book-conflict"
    assert len(own_shelf.everything()) == 2
    assert audit(own_shelf, "statement.refused")[0]["code"] == "hub-book-conflict"


def test_answers_have_the_statuses_of_the_protocol(shelf: ShelfWorld):
    headers, path = bearer(shelf.client("clerk")), f"/v1/books/{shelf.book}/statements"
    statement = shelf.statement()
    signed = shelf.sign(statement, "clerk")
    assert raw(shelf.hub, "POST", path, signed, headers).status == 201
    again = raw(shelf.hub, "POST", path, signed, headers)
    assert (again.status, json.loads(again.body)["raw"]) == (200, "")
    other = shelf.sign(replace(statement, body=()), "clerk")
    assert raw(shelf.hub, "POST", path, other, headers).status == 409
    moved = raw(shelf.hub, "POST", path, shelf.comment(), headers | {"If-Head": NO_HEAD})
    assert (moved.status, moved.problem, json.loads(moved.body)["passing"]) == (412, "hub-head-moved", False)
    assert raw(shelf.hub, "POST", path, shelf.sign(shelf.statement("head"), "clerk"), headers).status == 403
    assert raw(shelf.hub, "POST", path, b"x", headers).status == 422
    assert raw(shelf.hub, "POST", path, b"x" * (1_300_000), headers).status == 400


@pytest.mark.parametrize("damage", [b"", b"<statement/>", b"x" * 5000])
def test_what_is_no_statement_is_named(shelf: ShelfWorld, damage: bytes):
    answer = raw(shelf.hub, "POST", f"/v1/books/{shelf.book}/statements", damage, bearer(shelf.client("clerk")))
    assert (answer.status, answer.problem) == (422, "hub-book-statement-broken")


def test_altered_or_otherwise_spelled_statements_are_refused(shelf: ShelfWorld):
    signed, before = shelf.comment(text="Đồng ý"), len(shelf.everything())
    for changed in (
        signed.replace("Đồng ý".encode(), "Phản đối".encode()),
        signed.replace(b"<by>", b"<by >"),
        signed.replace(b"</statement>", b"\n</statement>"),
        b'<?xml version="1.0"?>' + signed,
    ):
        assert changed != signed
        answer = raw(shelf.hub, "POST", f"/v1/books/{shelf.book}/statements", changed, bearer(shelf.client("clerk")))
        assert answer.problem == "hub-book-statement-broken"
    assert len(shelf.everything()) == before


def test_a_statement_replayed_into_another_book_is_refused(own_shelf: ShelfWorld):
    theirs = own_shelf.comment()
    founding = own_shelf.sign(own_shelf.founding_statement(), "seal")
    other = own_shelf.books("head").found(founding).record.book
    error = refused(own_shelf.books().append, other, theirs)
    assert (error.code, error.facts["reason"]) == ("hub-book-refused", "book-other-book")
    assert refused(own_shelf.books().append, own_shelf.book, founding).facts["reason"] == "book-already-founded"
    assert {one.book for one in own_shelf.books().mine()} == {own_shelf.book, other}


def test_strangers_learn_nothing(shelf: ShelfWorld):
    nowhere = "ab" * 32
    for name in ("outsider", "stranger"):
        assert shelf.books(name).mine() == []
        headers = bearer(shelf.client(name))
        for method, rest, body in (
            ("GET", "head", None),
            ("GET", "changes?since=0&wait=1", None),
            ("GET", "changes?since=999999", None),
            ("POST", "statements", shelf.comment()),
            ("POST", "statements", b"x"),
            ("PUT", "files", b"x"),
            ("GET", "statements/1/files/0", None),
            ("POST", "offer", b'{"accepted":[{"record":"","receipt":"","raw":""}]}'),
        ):
            answers = [
                raw(shelf.hub, method, f"/v1/books/{book}/{rest}", body, headers)
                for book in (shelf.book, nowhere, "../x")
            ]
            assert {answer.status for answer in answers} == {404}, (name, rest)
            assert len({answer.body for answer in answers}) == 1
    assert raw(shelf.hub, "GET", f"/v1/books/{shelf.book}/head").status == 401


def test_only_who_the_book_names_may_speak(shelf: ShelfWorld):
    for by, key, reason in (
        ("outsider", "outsider", "book-unknown-official"),
        ("head", "clerk", "book-other-certificate"),
        (A, "false-seal", "book-other-certificate"),
        (A, "clerk", "book-other-certificate"),
        ("clerk", "desk", "book-other-certificate"),
    ):
        error = refused(shelf.books().append, shelf.book, shelf.sign(shelf.statement(by), key))
        assert (error.code, error.facts["reason"]) == ("hub-book-refused", reason)


def test_the_directory_changes_nobody_in_the_book(own_shelf: ShelfWorld):
    """The hub swaps a certificate: its own directory says so, the book does not (R2)."""
    file = own_shelf.keys["outsider"].write(own_shelf.hub.data.parent / "swap.pem")
    digest, der = administration.read_certificate(file)
    official = administration.Official("clerk", A, "clerk", "clerk", der, digest)
    administration.add_official(own_shelf.hub.data, official, renew=True)
    own_shelf.keys["clerk"] = own_shelf.keys["outsider"]
    client = own_shelf.fresh_client("clerk")
    assert client.books().mine() == []
    assert refused(client.books().append, own_shelf.book, own_shelf.comment()).code == "hub-not-found"
    error = refused(own_shelf.books("head").append, own_shelf.book, own_shelf.comment())
    assert error.facts["reason"] == "book-other-certificate"


def test_a_statement_may_be_carried_in_by_another_member(shelf: ShelfWorld):
    signed = shelf.comment("clerk-2", "Mang hộ")
    accepted = shelf.books("head").append(shelf.book, signed)
    assert shelf.books("clerk-2").append(shelf.book, signed) == accepted


def test_a_role_granted_opens_the_book_and_a_role_ended_closes_it(own_shelf: ShelfWorld):
    assert refused(own_shelf.books("outsider").head, own_shelf.book).code == "hub-not-found"
    own_shelf.change(RoleGrant(own_shelf.member("outsider", "specialist")))
    assert own_shelf.say("outsider").record.sequence == 3
    assert len(own_shelf.everything("outsider")) == 3
    own_shelf.change(RoleEnd("outsider", "Chuyển công tác"))
    for call in (own_shelf.books("outsider").head, own_shelf.books("outsider").changes):
        assert refused(call, own_shelf.book).code == "hub-not-found"
    assert refused(own_shelf.say, "outsider").code == "hub-not-found"
    assert own_shelf.books("outsider").mine() == []
    error = refused(own_shelf.books("head").append, own_shelf.book, own_shelf.comment("outsider"))
    assert error.facts["reason"] == "book-role-ended"
    own_shelf.hub.kill()
    own_shelf.hub.start()
    error = refused(own_shelf.books("head").append, own_shelf.book, own_shelf.comment("outsider"))
    assert error.facts["reason"] == "book-role-ended"
    assert own_shelf.reader().membership.officials["outsider"].ended


def test_a_role_whose_term_is_over_opens_nothing(own_shelf: ShelfWorld):
    own_shelf.change(RoleGrant(own_shelf.member("outsider", "specialist", until=in_days(-1))))
    assert refused(own_shelf.books("outsider").head, own_shelf.book).code == "hub-not-found"
    error = refused(own_shelf.books("head").append, own_shelf.book, own_shelf.comment("outsider"))
    assert error.facts["reason"] == "book-role-expired"


def test_only_the_head_or_the_seal_changes_the_circle(shelf: ShelfWorld):
    grant = RoleGrant(shelf.member("outsider", "head"))
    error = refused(shelf.change, grant, by="clerk", carrier="clerk")
    assert (error.code, error.facts["reason"]) == ("hub-book-refused", "book-no-right")
    assert error.facts["reason"] in {one["reason"] for one in audit(shelf, "statement.refused")}


def test_a_desk_key_logs_in_and_reads_but_does_not_speak(own_shelf: ShelfWorld):
    client = HubClient(own_shelf.hub.address)
    own_shelf.clients.append(client)
    assert refused(client.login, "clerk", own_shelf.keys["desk"].statement).code == "hub-certificate-not-enrolled"
    desk = digest_of(own_shelf.keys["desk"])
    own_shelf.change(DeskEnrol("clerk", desk, in_days(30)), by="clerk", carrier="clerk")
    assert refused(client.login, "head", own_shelf.keys["desk"].statement).code == "hub-certificate-not-enrolled"
    client.login("clerk", own_shelf.keys["desk"].statement)
    assert len(client.books().changes(own_shelf.book)) == 2
    carried = client.books().append(own_shelf.book, own_shelf.comment())
    heard = own_shelf.statement(type="head.seen/1", seen=seen(carried), body=())
    client.books().append(own_shelf.book, own_shelf.sign(heard, "desk"))
    spoken = own_shelf.sign(own_shelf.statement(), "desk")
    assert refused(client.books().append, own_shelf.book, spoken).facts["reason"] == "book-desk-key-limited"
    end = DeskEnd("clerk", desk)
    ended = own_shelf.sign(own_shelf.statement(type="desk.end/1", body=end.to_body()), "clerk")
    own_shelf.books().append(own_shelf.book, ended)
    assert refused(client.books().mine).code == "hub-session-ended"


def test_only_an_agencys_own_enrolled_seal_founds_a_book_naming_this_hub(shelf: ShelfWorld):
    good, books = shelf.founding_statement(), shelf.books("head")
    for statement, key, reason in (
        (good, "false-seal", "book-seal-missing"),
        (good, "clerk", "book-seal-missing"),
        (shelf.founding_statement(hub="ab" * 32), "seal", "other-hub"),
        (shelf.founding_statement(agency=B), "seal-b", "other-agency"),
        (shelf.statement(), "clerk", "book-not-founding"),
    ):
        error = refused(books.found, shelf.sign(statement, key))
        assert (error.code, error.facts["reason"]) == ("hub-founding-refused", reason)
    assert refused(shelf.books("stranger").found, shelf.sign(good, "seal")).facts["reason"] == "other-agency"


def test_founding_twice_gives_the_same_book(shelf: ShelfWorld):
    again = shelf.books("clerk").found(shelf.founding)
    assert (again.record.book, again.record.sequence) == (shelf.book, 1)
    assert again == shelf.everything()[0]


def test_an_epoch_opens_only_by_the_seal_at_the_very_place(own_shelf: ShelfWorld):
    last = own_shelf.say()
    opened = EpochOpen(2, last.record.sequence, head_of(last.record), own_shelf.hub.address.fingerprint)
    assert refused(own_shelf.change, opened, by="head").facts["reason"] == "book-no-right"
    for wrong, code in (
        (replace(opened, sequence=1), "hub-head-moved"),
        (replace(opened, head="ab" * 32), "hub-head-moved"),
        (replace(opened, hub="ab" * 32), "hub-book-refused"),
        (replace(opened, epoch=3), "hub-book-refused"),
    ):
        assert refused(own_shelf.change, wrong, by=A, key="seal").code == code
    accepted = own_shelf.change(opened, by=A, key="seal")
    assert (accepted.record.epoch, accepted.record.sequence) == (2, 3)
    assert own_shelf.say().record.epoch == 2
    assert own_shelf.reader().membership.epoch == 2


def test_the_store_is_append_only_and_bending_it_is_seen(own_shelf: ShelfWorld, tmp_path):
    for _ in range(4):
        own_shelf.say()
    whole = own_shelf.everything()
    keys = own_shelf.books().hub_keys()
    own_shelf.hub.kill()
    with sqlite3.connect(own_shelf.hub.data / "hub.sqlite") as store:
        for statement in ("UPDATE book_statement SET carrier = 'x'", "DELETE FROM book_statement"):
            with pytest.raises(sqlite3.IntegrityError):
                store.execute(statement)
    assert chain_flaw([*whole[:2], *whole[3:]], keys) is not None
    own_shelf.hub.start()


def test_concurrent_books_do_not_mix(own_shelf: ShelfWorld):
    others = [own_shelf.books("head").found(own_shelf.sign(own_shelf.founding_statement(), "seal")) for _ in range(3)]
    names = [own_shelf.book, *(one.record.book for one in others)]

    def write(name: str) -> None:
        for _ in range(10):
            own_shelf.books().append(name, own_shelf.sign(own_shelf.statement(book=name), "clerk"))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, names))
    for name in names:
        found = own_shelf.books().changes(name, limit=500)
        assert [one.record.sequence for one in found] == list(range(1, 12))
        assert chain_flaw(found, own_shelf.books().hub_keys()) is None
