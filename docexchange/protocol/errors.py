"""The three ways in which talking to a hub can fail; errors carry a code and facts, never words for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from docexchange.books import errors as book_errors


class ProtocolError(Exception):
    """An error with a stable `code` (kebab-case) and the facts a sentence for people needs."""

    code = "hub-error"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = {name: str(value) for name, value in facts.items()}


class Refused(ProtocolError):
    """A rule of the exchange says no; the same request will be refused again."""

    code = "hub-refused"


class Unavailable(ProtocolError):
    """The hub or the way to it is in trouble; trying again may help."""

    code = "hub-unavailable"


class Unreadable(ProtocolError):
    """What arrived is not what the protocol allows."""

    code = "hub-unreadable"


class StatementUnreadable(Unreadable):
    """A login statement or a receipt that is not exactly as this protocol writes it."""

    code = "hub-statement-unreadable"


@contextmanager
def in_our_words() -> Iterator[None]:
    """The canonical XML is written and read by `docexchange.books`; here its refusals are the protocol's."""
    try:
        yield
    except book_errors.StatementUnreadable as error:
        raise StatementUnreadable(**error.facts) from error
