"""The calls of books: founding, appending, reading what is new, files, offers after a restore."""

from __future__ import annotations

import asyncio
import time

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from docexchange.books.acceptance import Accepted
from docexchange.books.errors import RecordUnreadable
from docexchange.books.statement import MAX_BYTES
from docexchange.books.statement_rules import DIGEST
from docexchange.hub.book_files import BookFiles
from docexchange.hub.book_offers import BookOffers
from docexchange.hub.book_placing import moment
from docexchange.hub.book_reading import BookReading, News
from docexchange.hub.books import Books, Taken
from docexchange.hub.gate import Gate, message, small_body
from docexchange.hub.parts import Parts
from docexchange.hub.routes.answers import PacketAnswer, json_answer
from docexchange.hub.routes.waiting import disconnected, first_of
from docexchange.hub.store.books import Standing
from docexchange.hub.uploads import Uploads
from docexchange.protocol.book_messages import (
    IF_HEAD,
    MOST_BYTES,
    MOST_STATEMENTS,
    AcceptedEntry,
    BookEntry,
    BookHead,
    Changes,
    Offer,
    Reached,
    accepted_of,
    entry_of,
)
from docexchange.protocol.messages import LONGEST_WAIT
from docexchange.protocol.problem import problem
from signing.xml.shape import MAX_SIGNATURE_BYTES

_STATEMENT = MAX_BYTES + MAX_SIGNATURE_BYTES
_OFFER = 2 * (MOST_BYTES + _STATEMENT)
"""Bytes of an offer's body: base64 makes a third more, records and receipts are small."""


class BookShelf:
    """The calls of a book's circle; everybody else hears `hub-not-found`."""

    def __init__(self, parts: Parts, gate: Gate, uploads: Uploads) -> None:
        self._parts = parts
        self._gate = gate
        self._uploads = uploads
        self._books = Books(parts, time.time)
        self._reading = BookReading(parts, time.time)
        self._files = BookFiles(parts, time.time)
        self._offers = BookOffers(parts, self._books, time.time)
        one = "/v1/books/{book}"
        self.routes = [
            Route("/v1/books", self.found, methods=["POST"]),
            Route("/v1/books", self.mine, methods=["GET"]),
            Route(f"{one}/head", self.head, methods=["GET"]),
            Route(f"{one}/changes", self.changes, methods=["GET"]),
            Route(f"{one}/statements", self.append, methods=["POST"]),
            Route(f"{one}/files", self.bring_file, methods=["PUT"]),
            Route(f"{one}/statements/{{sequence:int}}/files/{{number:int}}", self.file, methods=["GET"]),
            Route(f"{one}/offer", self.offer, methods=["POST"]),
        ]

    async def found(self, request: Request) -> Response:
        """A founding statement; again gives the stored acceptance."""
        caller = await self._gate.caller(request)
        raw = await small_body(request, _STATEMENT)
        self._gate.pace_statement(caller, len(raw))
        return _taken(await run_in_threadpool(self._books.found, caller, raw), raw)

    async def mine(self, request: Request) -> Response:
        """The books the caller belongs to."""
        caller = await self._gate.caller(request)
        found = await run_in_threadpool(self._reading.mine, caller)
        return json_answer([_entry(one) for one in found])

    async def head(self, request: Request) -> Response:
        """The last record with its receipt."""
        caller = await self._gate.caller(request)
        standing, last = await run_in_threadpool(self._reading.newest, caller, _book(request))
        return json_answer(BookHead(standing.restored, last.record, last.receipt))

    async def append(self, request: Request) -> Response:
        """The next statement; with If-Head only if the book still has that head."""
        caller = await self._gate.caller(request)
        book, if_head = _book(request), request.headers.get(IF_HEAD)
        if if_head is not None and not DIGEST.fullmatch(if_head):
            raise problem("hub-request-unreadable", reason=IF_HEAD)
        raw = await small_body(request, _STATEMENT)
        self._gate.pace_statement(caller, len(raw))
        taken = await run_in_threadpool(self._books.append, caller, book, raw, if_head)
        if taken.new:
            self._parts.bells.ring((book,))
        return _taken(taken, raw)

    async def changes(self, request: Request) -> Response:
        """What stands after `since`, as soon as there is any; nothing when the wait is over."""
        caller = await self._gate.caller(request)
        book = _book(request)
        since, limit = _number(request, "since", 0, 2**53), _number(request, "limit", 100, MOST_STATEMENTS)
        ends = time.monotonic() + _number(request, "wait", 0, LONGEST_WAIT)
        gone = asyncio.create_task(disconnected(request))
        try:
            with (
                # one member's desks must not take up all places
                self._parts.bells.listening(f"{book} {caller.official}"),
                self._parts.bells.listening(book, self._parts.limits.open_polls_of_a_book) as bell,
            ):
                while True:
                    bell.clear()
                    news = await run_in_threadpool(self._reading.news, caller, book, since, max(limit, 1))
                    left = ends - time.monotonic()
                    if news.found or left <= 0 or gone.done() or self._parts.bells.closed:
                        return await run_in_threadpool(_changes, news)
                    await first_of(bell, gone, left)
        finally:
            gone.cancel()

    async def bring_file(self, request: Request) -> Response:
        """A file that a statement will refer to; everything that can be refused is refused before the body."""
        caller = await self._gate.caller(request)
        book = _book(request)
        await run_in_threadpool(self._books.must_be_member, caller, book)
        _, sha256 = self._uploads.declared(request)
        if await run_in_threadpool(self._files.is_here, caller, book, sha256):
            return Response(status_code=200)
        async with self._uploads.received(request, caller.organ_id) as incoming:
            await run_in_threadpool(self._files.keep, caller, book, incoming)
        return Response(status_code=201)

    async def file(self, request: Request) -> Response:
        """A file by its place in an accepted statement; Range is understood."""
        caller = await self._gate.caller(request)
        sequence, number = request.path_params["sequence"], request.path_params["number"]
        if sequence >= 2**53 or number >= 2**31:
            raise problem("hub-not-found")
        path, sha256 = await run_in_threadpool(self._files.find, caller, _book(request), sequence, number)
        return PacketAnswer(path, sha256)

    async def offer(self, request: Request) -> Response:
        """Statements that the hub had accepted before it went back to a backup."""
        caller = await self._gate.caller(request)
        book = _book(request)
        await run_in_threadpool(self._books.must_be_member, caller, book)
        offered = [_offered(one) for one in (await message(request, Offer, _OFFER)).accepted]
        regained = await run_in_threadpool(self._offers.take, caller, book, offered)
        if regained.taken:
            self._parts.bells.ring((book,))
        standing = regained.standing
        at = moment(standing.time)
        return json_answer(Reached(standing.epoch, standing.sequence, standing.head, regained.taken, at))


def _book(request: Request) -> str:
    book: str = request.path_params["book"]
    if not DIGEST.fullmatch(book):
        raise problem("hub-not-found")
    return book


def _number(request: Request, name: str, otherwise: int, most: int) -> int:
    written = request.query_params.get(name, str(otherwise))
    if not written.isascii() or not written.isdigit() or len(written) > 16 or int(written) > most:
        raise problem("hub-request-unreadable", reason=name)
    return int(written)


def _taken(taken: Taken, raw: bytes) -> Response:
    entry = entry_of(taken.accepted, with_raw=taken.accepted.raw != raw)
    return json_answer(entry, 201 if taken.new else 200)


def _entry(one: Standing) -> BookEntry:
    return BookEntry(one.id, one.kind, one.title, one.agency, one.epoch, one.sequence, one.head, one.restored)


def _changes(news: News) -> Response:
    return json_answer(Changes([AcceptedEntry(one.record, one.receipt, one.raw) for one in news.found], news.more))


def _offered(entry: AcceptedEntry) -> Accepted:
    try:
        return accepted_of(entry)
    except RecordUnreadable as error:
        raise problem("hub-request-unreadable", reason=error.code) from error
