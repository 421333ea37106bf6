"""The three ways in which a use case can end without its result; codes and facts only, words are made in `ui`."""

from __future__ import annotations


class EcabinetError(Exception):
    """An error with a stable `code` (kebab-case) and the facts a sentence for people needs."""

    code = "ecabinet-error"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = {name: str(value) for name, value in facts.items()}


class Refusal(EcabinetError):
    """A rule of procedure said no (exit status 4)."""

    code = "refusal"


class Hindrance(EcabinetError):
    """The world is in the way; trying again may help (exit status 5)."""

    code = "hindrance"


class Unreadable(EcabinetError):
    """The input is not what it should be (exit status 3)."""

    code = "unreadable"
