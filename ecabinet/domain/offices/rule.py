"""What every type of statement brings: how its body is read, who may say it, when it holds, what it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ecabinet.domain.books.body import Node
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.draft import Said
from ecabinet.domain.offices.office import OfficeState, OfficeTables
from ecabinet.domain.offices.reasons import Reason

Body = TypeVar("Body")


@dataclass(frozen=True, slots=True)
class StatementRule(Generic[Body]):
    """`read` raises MalformedBody; `right` and `precondition` give the reason against, or None; only then `apply`.

    `acting`: whether the prefix and post it is said under must fit a mandate. Not so for what changes the circle, which
    the hub judges too, and by nothing but roles: else hub and desks would not see the same circle.
    """

    type: str
    read: Callable[[Node], Body]
    right: Callable[[OfficeState, Entry, Body], Reason | None]
    precondition: Callable[[OfficeState, Entry, Body], Reason | None]
    apply: Callable[[OfficeTables, Entry, Body], None]
    acting: bool = True


def said(entry: Entry, text: str = "") -> Said:
    return Said(entry.by, entry.sequence, entry.accepted_at, text)
