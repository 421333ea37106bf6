"""The three ways in which signing can fail; each error carries a code and the facts, never words for people."""

from __future__ import annotations


class SigningError(Exception):
    """An error with a stable `code` (kebab-case) and the facts a sentence for people needs."""

    code = "signing-error"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = {name: str(value) for name, value in facts.items()}


class Refused(SigningError):
    """A rule of signing says no: wrong certificate, locked field, number does not fit."""

    code = "signing-refused"


class Unavailable(SigningError):
    """The world is in the way: time-stamp authority silent, token gone. Trying again may help."""

    code = "signing-unavailable"


class Unreadable(SigningError):
    """The input is not what it claims to be."""

    code = "signing-unreadable"
