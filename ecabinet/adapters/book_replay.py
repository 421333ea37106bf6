"""The office in an evidence file, replayed from what holds in it."""

from __future__ import annotations

from collections.abc import Iterable

from ecabinet.application.book_ports import FOUNDING, HeldEntry
from ecabinet.domain.books.body import MalformedBody
from ecabinet.domain.books.entry import SetAside
from ecabinet.domain.offices.office import Office
from ecabinet.domain.offices.profile import DECREE_30
from ecabinet.domain.offices.replay import Replaying
from ecabinet.domain.offices.statements.book_found import BookFound


def kind_of(entries: Iterable[HeldEntry]) -> str:
    """`office` or `meeting`, by the founding; empty where there is none."""
    founding = next(iter(entries), None)
    if founding is None or founding.entry.type != FOUNDING:
        return ""
    try:
        return BookFound.from_node(founding.entry.body).kind
    except MalformedBody:
        return ""


def replayed_office(entries: Iterable[HeldEntry]) -> tuple[Office, tuple[SetAside, ...]]:
    """The office, and everything set aside: by its rules, or because its author was not of the book's circle."""
    replaying, beside = Replaying(DECREE_30), []
    for one in entries:
        if one.refusal:
            entry = one.entry
            beside.append(SetAside(entry.sequence, entry.id, entry.type, entry.by, one.refusal))
        else:
            replaying.add(one.entry)
    office = replaying.office()
    return office, tuple(sorted((*office.set_aside, *beside), key=lambda one: one.sequence))
