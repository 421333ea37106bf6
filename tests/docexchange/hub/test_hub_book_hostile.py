"""Odd requests about books: a problem each, never a fault, and the book stands as it stood."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hub_world import bearer, memory_now, raw, wait_for
from shelf_world import ShelfWorld
from test_hub_books import refused

from docexchange.books.model import MAX_BYTES
from docexchange.protocol.book_messages import MOST_STATEMENTS
from docexchange.protocol.problem import PROBLEMS


@pytest.mark.parametrize(
    "query",
    ["since=-1", "since=x", "since=" + "9" * 17, "since=%D9%A1", "limit=501", "limit=1e3", "wait=61", "wait=0.5"],
)
def test_odd_numbers_are_refused(shelf: ShelfWorld, query: str):
    answer = raw(shelf.hub, "GET", f"/v1/books/{shelf.book}/changes?{query}", headers=bearer(shelf.client("clerk")))
    assert (answer.status, answer.problem) == (400, "hub-request-unreadable")


def test_a_cursor_beyond_the_book_is_told_where_it_ends(shelf: ShelfWorld):
    last, _ = shelf.books().head(shelf.book)
    error = refused(shelf.books().changes, shelf.book, last.sequence + 1)
    assert (error.code, error.facts["sequence"]) == ("hub-book-shorter", str(last.sequence))
    assert refused(shelf.books().changes, shelf.book, 2**53).code == "hub-book-shorter"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"accepted":[]}',
        b'{"accepted":[{}]}',
        b'{"accepted":[{"record":"?","receipt":"","raw":""}]}',
        b'{"accepted":[{"record":"eA==","receipt":"","raw":""}]}',
        b'{"accepted":[{"record":"","receipt":"","raw":"","more":1}]}',
        json.dumps({"accepted": [{"record": "", "receipt": "", "raw": ""}] * (MOST_STATEMENTS + 1)}).encode(),
        b'{"accepted":' + b"[" * 100_000,
    ],
)
def test_odd_offers_are_refused(shelf: ShelfWorld, body: bytes):
    answer = raw(shelf.hub, "POST", f"/v1/books/{shelf.book}/offer", body, bearer(shelf.client("clerk")))
    assert (answer.status, answer.problem) == (400, "hub-request-unreadable")


def test_a_hub_that_was_not_restored_takes_no_offers(shelf: ShelfWorld):
    error = refused(shelf.books().offer, shelf.book, shelf.everything())
    assert (error.code, error.facts["reason"]) == ("hub-offer-refused", "not-restored")


@pytest.mark.parametrize("name", ["", "x", "AB" * 32, "ab" * 33, "..%2f", "%00", "ab" * 32 + "%0a"])
def test_odd_names_are_not_found(shelf: ShelfWorld, name: str):
    headers = bearer(shelf.client("clerk"))
    for method, rest in (("GET", "/head"), ("POST", "/statements"), ("PUT", "/files")):
        assert raw(shelf.hub, method, f"/v1/books/{name}{rest}", b"", headers).problem in (
            *("hub-not-found", "hub-method-not-allowed"),
        )


def test_large_bodies_end_and_cost_no_memory(shelf: ShelfWorld):
    headers, path = bearer(shelf.client("clerk")), f"/v1/books/{shelf.book}/statements"
    before = memory_now(shelf.hub.process.pid)
    for _ in range(5):
        for route in (path, "/v1/books"):
            answer = raw(shelf.hub, "POST", route, b"<statement>" + b"x" * MAX_BYTES, headers)
            assert answer.problem == "hub-book-statement-broken"
            answer = raw(shelf.hub, "POST", route, b"y" * (MAX_BYTES + 200_000), headers)
            assert answer.problem == "hub-request-unreadable"
    assert memory_now(shelf.hub.process.pid) - before < 60 * 1024 * 1024


def test_whoever_fills_books_is_slowed_down(own_shelf: ShelfWorld):
    headers, path = bearer(own_shelf.client("clerk")), f"/v1/books/{own_shelf.book}/statements"
    answers = [raw(own_shelf.hub, "POST", path, b"x" * 1_000_000, headers) for _ in range(26)]
    problems = [answer.problem for answer in answers]
    assert problems[:20] == ["hub-book-statement-broken"] * 20
    assert problems[-1] == "hub-too-many-requests"
    assert own_shelf.say("head").record.sequence == 2


def test_garbage_from_many_at_once_leaves_the_book_as_it_is(shelf: ShelfWorld):
    headers, before = bearer(shelf.client("clerk")), shelf.everything()
    good = shelf.comment()
    bodies = [good[: len(good) * step // 40] for step in range(40)] + [
        good.replace(b"0", bytes([n])) for n in range(40)
    ]
    path = f"/v1/books/{shelf.book}/statements"
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda body: raw(shelf.hub, "POST", path, body, headers), bodies))
    assert {answer.problem for answer in answers} == {"hub-book-statement-broken"}
    assert shelf.everything() == before


def test_one_members_waiting_calls_do_not_shut_out_the_others(own_shelf: ShelfWorld):
    headers, path = bearer(own_shelf.client("clerk")), f"/v1/books/{own_shelf.book}/changes?since=1&wait=40"
    own_shelf.client("head")
    with ThreadPoolExecutor(55) as threads:
        waiting = [threads.submit(raw, own_shelf.hub, "GET", path, None, headers) for _ in range(55)]
        wait_for(lambda: sum(one.done() for one in waiting) == 5, 30)
        assert own_shelf.books("head").changes(own_shelf.book, since=1, wait=1) == []
        own_shelf.say("head")
        statuses = [one.result(20).status for one in waiting]
    assert statuses.count(429) == 5 and statuses.count(200) == 50


def test_every_problem_of_books_is_in_the_protocols_page():
    page = (Path(__file__).parents[3] / "docs" / "protocol.md").read_text()
    assert [code for code in PROBLEMS if f"`{code}`" not in page] == []
