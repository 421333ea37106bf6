"""Words for people: every error code of the packages below, in Vietnamese, and the exit status that goes with it."""

from __future__ import annotations

import importlib
import pkgutil

import ui.kit.words
from ui.kit.command_line import Exit, Usage
from ui.kit.world_words import names_no_readable_input


def _gathered(table: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for module in pkgutil.iter_modules(ui.kit.words.__path__):
        words |= getattr(importlib.import_module(f"ui.kit.words.{module.name}"), table, {})
    return words


ERRORS = _gathered("ERRORS")
FINDINGS = _gathered("FINDINGS")


class _Facts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "?"


def sentence(error: BaseException) -> str:
    """The Vietnamese sentence for an error that carries `code` and `facts`."""
    code = getattr(error, "code", "")
    return ERRORS.get(code, f"Không làm được ({code or type(error).__name__}).").format_map(
        _Facts(getattr(error, "facts", {}))
    )


def finding_sentence(code: str, facts: dict[str, str] | None = None) -> str:
    """The Vietnamese sentence for a finding's code."""
    return FINDINGS.get(code, code).format_map(_Facts(facts or {}))


def exit_status(error: BaseException) -> Exit | None:
    """The contract's exit status for an expected error; None means the error is our own bug."""
    if isinstance(error, Usage):
        return Exit.USAGE
    if isinstance(error, OSError):
        return Exit.UNREADABLE if names_no_readable_input(error) else Exit.HINDERED
    kinds = {kind.__name__ for kind in type(error).__mro__}
    for names, status in (
        ({"Refusal", "Refused"}, Exit.REFUSED),
        ({"Hindrance", "Unavailable"}, Exit.HINDERED),
        ({"Unreadable"}, Exit.UNREADABLE),
    ):
        if names & kinds:
            return status
    return None
