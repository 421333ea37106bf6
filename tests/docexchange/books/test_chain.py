"""Nobody alters, inserts, drops or reorders unseen (R3); what a bending hub tries is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from book_world import BookWorld, member

from docexchange.books.acceptance import Accepted, head_of, hub_key_bytes, read_hub_key, sign_head
from docexchange.books.chain import BookReader, Flaw, FoundFlaw, chain_flaw, is_fork
from docexchange.books.errors import ChainBroken
from docexchange.books.founding_bodies import EpochOpen, RoleEnd, RoleGrant
from docexchange.books.membership import Membership, Reason
from docexchange.books.model import NO_HEAD
from docexchange.books.statement import read_signed
from docexchange.hub.identity import open_hub_key


@pytest.fixture
def book(world) -> BookWorld:
    return world.filled(5)


def reader_of(book: BookWorld, count: int | None = None) -> BookReader:
    reader = BookReader(book.hub_keys)
    for one in book.accepted[:count]:
        reader.take(one)
    return reader


def flaw_of(book: BookWorld, accepted: list[Accepted]) -> FoundFlaw | None:
    return chain_flaw(accepted, book.hub_keys)


def resealed(world: BookWorld, accepted: Accepted, **changes: object) -> Accepted:
    """The hub signs another record over the same statement."""
    record = replace(accepted.record, **changes)
    return Accepted(record, sign_head(record, world.hub), accepted.raw)


def test_an_honest_book_has_no_flaw(book):
    assert flaw_of(book, book.accepted) is None
    reader = BookReader(book.hub_keys)
    assert (reader.head, reader.last, reader.membership) == (NO_HEAD, None, None)
    taken = [reader.take(one) for one in book.accepted]
    assert [one.head for one in taken] == [head_of(one.record) for one in book.accepted]
    assert [one.refusal for one in taken] == [None] * 6
    assert not any(one.seen_elsewhere for one in taken)
    assert reader.last == book.accepted[-1].record and reader.head == head_of(reader.last)


def test_an_edited_statement(book):
    raw = book.accepted[3].raw
    edited = [*book.accepted]
    edited[3] = replace(book.accepted[3], raw=raw.replace(b"<version>2<", b"<version>3<"))
    assert flaw_of(book, edited) == FoundFlaw(Flaw.STATEMENT, 4, "xml-content-altered")
    # Another statement, honestly signed by the same official, in the place of the first.
    edited[3] = replace(book.accepted[3], raw=book.sign(book.statement(), "clerk"))
    assert flaw_of(book, edited) == FoundFlaw(Flaw.CONTENT, 4)
    edited[3] = replace(book.accepted[3], raw=b"<x></x>")
    assert flaw_of(book, edited).flaw is Flaw.STATEMENT


@pytest.mark.parametrize(
    "changes",
    [{"time": timedelta(seconds=1)}, {"previous": "00" * 32}, {"digest": "00" * 32}, {"epoch": 2}, {"book": "00" * 32}],
)
def test_an_edited_record(book, changes):
    edited = [*book.accepted]
    if "time" in changes:
        changes = {"time": edited[3].record.time + changes["time"]}
    edited[3] = replace(edited[3], record=replace(edited[3].record, **changes))
    assert flaw_of(book, edited).sequence == 4


def test_an_edited_record_that_is_none(book):
    edited = replace(book.accepted[1], record=replace(book.accepted[1].record, digest="x"))
    assert flaw_of(book, [book.accepted[0], edited]).flaw is Flaw.RECORD


def test_an_edited_receipt(book):
    edited = [*book.accepted]
    edited[3] = replace(edited[3], receipt=edited[2].receipt)
    assert flaw_of(book, edited) == FoundFlaw(Flaw.RECEIPT, 4)


@pytest.mark.parametrize("dropped", range(5))
def test_a_dropped_row(book, dropped):
    left = book.accepted[:dropped] + book.accepted[dropped + 1 :]
    assert flaw_of(book, left) == FoundFlaw(Flaw.GAP, dropped + 2)


def test_a_row_given_twice(book):
    assert flaw_of(book, [*book.accepted[:3], book.accepted[2]]) == FoundFlaw(Flaw.REPEATED, 3)


def test_swapped_rows(book):
    a, b = book.accepted[2:4]
    swapped = [*book.accepted[:2], b, a, *book.accepted[4:]]
    assert flaw_of(book, swapped) == FoundFlaw(Flaw.GAP, 4)
    renumbered = [
        replace(one, record=replace(one.record, sequence=number)) for number, one in enumerate(swapped, 1)
    ]  # fmt: skip
    assert flaw_of(book, renumbered) == FoundFlaw(Flaw.RECEIPT, 3)


@pytest.mark.parametrize("bend", ["drop", "swap"])
def test_a_history_signed_anew_is_a_fork_for_who_has_seen_the_old(book, bend):
    reader = reader_of(book)
    rows = [*book.accepted]
    if bend == "drop":
        del rows[2]
    else:
        rows[2], rows[3] = rows[3], replace(rows[2], record=replace(rows[2].record, time=rows[3].record.time))
    bent = book.resigned(rows)
    with pytest.raises(ChainBroken) as caught:
        reader.take(bent[2])
    assert caught.value.facts["flaw"] == Flaw.FORK
    # A row chained to the other history, offered as the next one.
    last = book.accepted[-1]
    following = resealed(book, book.say(), previous=head_of(bent[-1].record), sequence=last.record.sequence + 1)
    with pytest.raises(ChainBroken) as caught:
        reader.take(following)
    assert caught.value.facts["flaw"] == Flaw.FORK
    assert is_fork(book.accepted[2].record, bent[2].record)
    assert not is_fork(book.accepted[1].record, bent[1].record)


def test_two_heads_shown_to_two_people(book):
    common = [*book.accepted]
    one = book.say()
    book.accepted[:] = common
    other = book.say()
    for shown in (one, other):
        assert flaw_of(book, [*common, shown]) is None
    assert is_fork(one.record, other.record)
    assert flaw_of(book, [*common, one, other]) == FoundFlaw(Flaw.FORK, 7)
    # Without the hub's hand it is no proof against the hub.
    forged = replace(other, receipt=one.receipt)
    assert flaw_of(book, [*common, one, forged]) == FoundFlaw(Flaw.RECEIPT, 7)


def test_two_acceptance_times_for_one_statement(book):
    again = resealed(book, book.accepted[3], time=book.accepted[3].record.time + timedelta(milliseconds=1))
    assert is_fork(book.accepted[3].record, again.record)
    assert flaw_of(book, [*book.accepted[:4], again]) == FoundFlaw(Flaw.FORK, 4)
    # The same statement in two places of one chain.
    later = book.accept(book.accepted[3].raw)
    assert flaw_of(book, book.accepted) == FoundFlaw(Flaw.TWICE, 7, flaw_of(book, book.accepted).detail)
    assert later.record.sequence == 7


def test_the_same_id_with_other_words(book):
    first = book.statement()
    for text in ("một", "hai"):
        book.accept(book.sign(replace(first, body=(("text", text),)), "clerk"))
    assert flaw_of(book, book.accepted).flaw is Flaw.TWICE


def test_time_never_goes_back(book):
    earlier = book.accepted[-1].record.time - timedelta(milliseconds=1)
    book.accept(book.sign(book.statement(), "clerk"), time=earlier)
    assert flaw_of(book, book.accepted) == FoundFlaw(Flaw.TIME, 7)
    book.accepted.pop()
    book.accept(book.sign(book.statement(), "clerk"), time=book.accepted[-1].record.time)
    assert flaw_of(book, book.accepted) is None


def test_rows_of_another_book(book, book_keys, hub_identity):
    other = BookWorld(book_keys, hub_identity).filled(2)
    mixed = [*book.accepted[:2], other.accepted[2]]
    assert flaw_of(book, mixed) == FoundFlaw(Flaw.OTHER_BOOK, 3)
    alien = resealed(book, book.accepted[0], book=other.book)
    assert flaw_of(book, [alien]) == FoundFlaw(Flaw.OTHER_BOOK, 1)


def test_a_statement_replayed_into_another_book(book, book_keys, hub_identity):
    other = BookWorld(book_keys, hub_identity).found()
    other.accept(book.accepted[2].raw)
    reader = BookReader(other.hub_keys)
    reader.take(other.accepted[0])
    assert reader.take(other.accepted[1]).refusal is Reason.OTHER_BOOK


def test_a_book_begins_with_its_founding(book):
    assert flaw_of(book, [resealed(book, book.accepted[1], sequence=1, previous=NO_HEAD)]).flaw is Flaw.NOT_FOUNDED
    unsealed = BookWorld(book.keys, book.hub)
    unsealed.accept(book.sign(unsealed.founding(), "head"))
    assert flaw_of(unsealed, unsealed.accepted) == FoundFlaw(Flaw.NOT_FOUNDED, 1, Reason.SEAL_MISSING)
    assert flaw_of(book, [resealed(book, book.accepted[0], previous="11" * 32)]).flaw is Flaw.FORK


def test_the_key_of_another_hub(book, tmp_path):
    other = open_hub_key(tmp_path)
    assert flaw_of(book, book.resigned(book.accepted, other)) == FoundFlaw(Flaw.RECEIPT, 1)
    name, key = read_hub_key(hub_key_bytes(other.certificate))
    assert chain_flaw(book.accepted, {name: key}) == FoundFlaw(Flaw.HUB_KEY, 1, book.hub_name)
    assert chain_flaw(book.resigned(book.accepted, other), {name: key}).flaw is Flaw.HUB_KEY


def test_what_a_stranger_says_stands_in_its_place_with_the_reason(book):
    book.say(by="o-clerk", key="stranger")
    book.say()
    reader = reader_of(book, 6)
    assert reader.take(book.accepted[6]).refusal is Reason.OTHER_CERTIFICATE
    assert reader.take(book.accepted[7]).refusal is None


def test_the_circle_is_folded_along(book):
    granted = RoleGrant(member("o-new", book.keys["stranger"], "clerk")).to_body()
    book.say(by="o-new", key="stranger")
    book.say("role.grant/1", "o-head", "head", body=granted)
    book.say(by="o-new", key="stranger")
    book.say("role.end/1", "o-head", "head", body=RoleEnd("o-new", "x").to_body())
    book.say(by="o-new", key="stranger")
    reader = reader_of(book, 6)
    refusals = [reader.take(one).refusal for one in book.accepted[6:]]
    assert refusals == [Reason.UNKNOWN_OFFICIAL, None, None, None, Reason.ROLE_ENDED]


def test_a_refused_row_leaves_the_reader_as_it_was(book):
    reader = reader_of(book, 3)
    for bad in (
        book.accepted[5],
        replace(book.accepted[3], raw=b"x"),
        replace(book.accepted[3], receipt=bytes(64)),
        resealed(book, book.accepted[3], previous="00" * 32),
    ):
        with pytest.raises(ChainBroken):
            reader.take(bad)
    for one in book.accepted[3:]:
        reader.take(one)


def test_a_reader_goes_on_where_it_stopped(book):
    first = reader_of(book, 4)
    heads = [head_of(one.record) for one in book.accepted[:4]]
    ids = [read_signed(one.raw).statement.id for one in book.accepted[:4]]
    reader = BookReader.resumed(book.hub_keys, first.membership, first.last, heads, ids)
    assert [reader.take(one).refusal for one in book.accepted[4:]] == [None, None]
    with pytest.raises(ChainBroken) as caught:
        reader.take(book.accept(book.accepted[2].raw))
    assert caught.value.facts["flaw"] == Flaw.TWICE
    with pytest.raises(ChainBroken):
        BookReader.resumed(book.hub_keys, first.membership, first.last, heads[:3], [])
    with pytest.raises(ChainBroken):
        BookReader.resumed(book.hub_keys, first.membership, first.last, [*heads[:3], "00" * 32], [])


def test_an_author_who_saw_another_chain_is_noticed(book):
    reader = reader_of(book)
    seen = replace(book.seen, head="11" * 32)
    ahead = replace(book.seen, sequence=99)
    for at, noticed in ((seen, True), (ahead, True), (book.seen, False)):
        taken = reader.take(book.say(seen=at))
        assert (taken.seen_elsewhere, taken.refusal) == (noticed, None)


def opening(book: BookWorld, **changes: object) -> tuple:
    opened = EpochOpen(2, book.seen.sequence, book.seen.head, book.hub_name)
    return replace(opened, **changes).to_body()


def test_a_restored_hub_opens_a_sealed_epoch(book):
    raw = book.sign(book.statement("epoch.open/1", book.agency, body=opening(book)), "seal")
    book.accept(raw, epoch=2)
    book.say()
    assert book.accepted[-1].record.epoch == 2
    assert flaw_of(book, book.accepted) is None


def test_a_restored_hub_may_have_another_key(book, tmp_path):
    new = open_hub_key(tmp_path)
    name, key = read_hub_key(hub_key_bytes(new.certificate))
    old_hub, old_keys = book.hub, book.hub_keys
    statement = book.statement("epoch.open/1", book.agency, body=opening(book, hub=name))
    book.hub = new
    book.accept(book.sign(statement, "seal"), epoch=2)
    book.say()
    assert chain_flaw(book.accepted, {**old_keys, name: key}) is None
    # The old key signs nothing any more.
    book.hub = old_hub
    book.say()
    assert chain_flaw(book.accepted, {**old_keys, name: key}) == FoundFlaw(Flaw.RECEIPT, 9)


@pytest.mark.parametrize(
    ("key", "changes", "epoch"),
    [
        ("seal", {}, 1),
        ("seal", {}, 3),
        ("seal", {"sequence": 5}, 2),
        ("seal", {"head": "00" * 32}, 2),
        ("seal", {"epoch": 3}, 2),
        ("head", {}, 2),
    ],
)
def test_no_other_way_into_an_epoch(book, key, changes, epoch):
    by = book.agency if key == "seal" else "o-head"
    raw = book.sign(book.statement("epoch.open/1", by, body=opening(book, **changes)), key)
    book.accept(raw, epoch=epoch)
    assert flaw_of(book, book.accepted) == FoundFlaw(Flaw.EPOCH, 7)


def test_an_epoch_does_not_begin_by_itself(book):
    book.accept(book.sign(book.statement(), "clerk"), epoch=2)
    assert flaw_of(book, book.accepted) == FoundFlaw(Flaw.EPOCH, 7)


def test_reader_and_hub_fold_alike(book):
    book.say("role.grant/1", "o-head", "head", body=RoleGrant(member("o-new", book.keys["stranger"])).to_body())
    reader = reader_of(book)
    taken = BookReader(book.hub_keys)
    folded = Membership.founded_by(taken.take(book.accepted[0]).signed)
    for one in book.accepted[1:]:
        folded = folded.after(taken.take(one).signed, at=one.record.time)
    assert folded == reader.membership
