"""Naming a key in one word: `p12:PATH`."""

from __future__ import annotations

from pathlib import Path

from signing.errors import Refused
from signing.keys.prompt import Prompt
from signing.keys.software import SoftwareKey, open_pkcs12


class KeyReferenceUnknown(Refused):
    """The word does not name a key in a form this program knows; `known` lists the forms."""

    code = "key-reference-unknown"


def key_file(reference: str) -> Path:
    """The file behind `p12:PATH`. Raises `KeyReferenceUnknown`."""
    scheme, _, rest = reference.partition(":")
    if scheme != "p12" or not rest:
        raise KeyReferenceUnknown(reference=reference, known="p12:PATH")
    return Path(rest)


def open_key(reference: str, prompt: Prompt) -> SoftwareKey:
    """Open the key, asking for its passphrase once and wiping it. Raises as `key_file` and `open_pkcs12`."""
    path = key_file(reference)
    passphrase = prompt.ask(path.name)
    try:
        return open_pkcs12(path, passphrase)
    finally:
        for index in range(len(passphrase)):
            passphrase[index] = 0
