"""Naming a key in one word: `p12:PATH`, `token:LABEL` or `token:LABEL#SERIAL`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from signing.errors import Refused
from signing.keys.prompt import Prompt
from signing.keys.software import SoftwareKey, open_pkcs12
from signing.keys.token import PinRemark, TokenKey, open_token
from signing.keys.token_errors import TokenModuleMissing

MODULE_VARIABLE: Final = "ECABINET_PKCS11_MODULE"
"""Of the environment: the path of the PKCS#11 module when none is named otherwise."""
_SERIAL = re.compile(r"[0-9A-Fa-f]{1,40}")


class KeyReferenceUnknown(Refused):
    """The word does not name a key in a form this program knows; `known` lists the forms."""

    code = "key-reference-unknown"


@dataclass(frozen=True)
class TokenReference:
    """A certificate on a token: the token's label, and the certificate's serial in hex or nothing."""

    label: str
    serial: str


def key_file(reference: str) -> Path:
    """The file behind `p12:PATH`. Raises `KeyReferenceUnknown`."""
    scheme, _, rest = reference.partition(":")
    if scheme != "p12" or not rest:
        raise KeyReferenceUnknown(reference=reference, known="p12:PATH")
    return Path(rest)


def read_reference(reference: str) -> Path | TokenReference:
    """What the word names, either form. Raises `KeyReferenceUnknown`."""
    scheme, _, rest = reference.partition(":")
    if scheme == "token" and rest:
        label, mark, serial = rest.rpartition("#")
        # A label may hold "#" itself; only a number behind the last one is a serial.
        return TokenReference(label, serial) if mark and _SERIAL.fullmatch(serial) else TokenReference(rest, "")
    if scheme != "p12" or not rest:
        raise KeyReferenceUnknown(reference=reference, known="p12:PATH, token:LABEL, token:LABEL#SERIAL")
    return Path(rest)


def open_key(reference: str, prompt: Prompt) -> SoftwareKey:
    """Open a key file, asking for its passphrase once and wiping it. Raises as `key_file` and `open_pkcs12`."""
    path = key_file(reference)
    passphrase = prompt.ask(path.name)
    try:
        return open_pkcs12(path, passphrase)
    finally:
        for index in range(len(passphrase)):
            passphrase[index] = 0


def open_file_or_token(
    reference: str,
    prompt: Prompt,
    *,
    module: Path | None,
    told: Callable[[PinRemark], None] = lambda remark: None,
    attended: bool = True,
) -> SoftwareKey | TokenKey:
    """Open a key of either form; `module` is the PKCS#11 module for tokens, `told` and `attended` as `open_token` has
    them. Raises as `open_key` and `open_token`, and `TokenModuleMissing`."""
    named = read_reference(reference)
    if isinstance(named, Path):
        return open_key(reference, prompt)
    if module is None:
        raise TokenModuleMissing()
    return open_token(module, named.label, named.serial, prompt, told=told, attended=attended)
