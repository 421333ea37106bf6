"""How a key asks for its PIN or passphrase; screens and the command line each bring their own."""

from __future__ import annotations

from typing import Protocol


class Prompt(Protocol):
    """Asks a person. The answer is wiped by whoever asked for it, and never kept, logged or put in a message."""

    def ask(self, key: str) -> bytearray:
        """The PIN or passphrase of the key named `key`, as UTF-8."""
        ...
