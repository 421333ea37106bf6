"""The store key: 32 random bytes, wrapped once in each key slot of a small file beside the store.

A slot is opened by a passphrase (Argon2id) or by a random key that the system's key store keeps. The slot file is
written twice, since losing it loses the store.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ecabinet.adapters.persistence.errors import NoKeyStore, StoreDamaged, StoreMissing, WrongPassphrase, store_errors
from ecabinet.adapters.system_key_store import SystemKeyStore
from ecabinet.settings import ARGON2_ITERATIONS, ARGON2_LANES, ARGON2_MEMORY_KIB

NAMES = ("keys.json", "keys.copy.json")
_MEMORY_LIMIT_KIB = 4 * 1024 * 1024
_SIZE_LIMIT = 64 * 1024


class Vault:
    """The slots of the desk in `home`."""

    def __init__(self, home: Path, system: SystemKeyStore) -> None:
        self._home = home
        self._system = system

    def create(self, store: str, passphrase: bytes | bytearray | None) -> bytes:
        """A new store key in one slot: under the passphrase, or in the system key store when there is none.

        `store` is the store's own id. Raises NoKeyStore.
        """
        key = os.urandom(32)
        slot = self._system_slot(store, key) if passphrase is None else _passphrase_slot(store, key, passphrase)
        self._write({"format": 1, "store": store, "slots": [slot]})
        return key

    def forget(self) -> None:
        """Remove the slots of a store that was never finished, so that making it may be tried again."""
        for name in NAMES:
            (self._home / name).unlink(missing_ok=True)
            (self._home / (name + ".part")).unlink(missing_ok=True)

    def add_passphrase(self, key: bytes, passphrase: bytes | bytearray) -> None:
        """One more way in; the key stays the same."""
        found = self._read()
        found["slots"] = [one for one in found["slots"] if one["kind"] != "passphrase"]
        found["slots"].append(_passphrase_slot(found["store"], key, passphrase))
        self._write(found)

    def open(self, ask: Callable[[], bytes | bytearray] | None) -> bytes:
        """The store key. `ask` is called only when the system key store does not have it.

        Raises StoreMissing, StoreDamaged, WrongPassphrase, NoKeyStore.
        """
        found = self._read()
        slots = {slot["kind"]: slot for slot in found["slots"]}
        if "system" in slots:
            wrapping = self._system.get(found["store"])
            if wrapping is not None:
                return _unwrapped(found["store"], slots["system"], wrapping)
        if "passphrase" not in slots or ask is None:
            raise NoKeyStore(home=self._home.name)
        return _unwrapped(found["store"], slots["passphrase"], _derived(slots["passphrase"], ask()))

    def _system_slot(self, store: str, key: bytes) -> dict[str, Any]:
        wrapping = os.urandom(32)
        self._system.put(store, wrapping)
        return _wrapped(store, {"kind": "system"}, key, wrapping)

    def _read(self) -> dict[str, Any]:
        """The first whole copy of the slot file."""
        paths = [self._home / name for name in NAMES]
        if not any(path.exists() for path in paths):
            raise StoreMissing(home=self._home.name)
        for path in paths:
            content = _checked(path)
            if content is not None:
                return content
        raise StoreDamaged(where=NAMES[0])

    def _write(self, content: dict[str, Any]) -> None:
        text = json.dumps(content | {"check": _check(content)}, indent=1, sort_keys=True)
        with store_errors("keys"):
            for name in NAMES:
                temporary = self._home / (name + ".part")
                with temporary.open("w", encoding="ascii") as out:
                    out.write(text)
                    out.flush()
                    os.fsync(out.fileno())
                temporary.replace(self._home / name)


def _passphrase_slot(store: str, key: bytes, passphrase: bytes | bytearray) -> dict[str, Any]:
    slot = {
        "kind": "passphrase",
        "kdf": "argon2id",
        "salt": _text(os.urandom(16)),
        "memory_kib": ARGON2_MEMORY_KIB,
        "iterations": ARGON2_ITERATIONS,
        "lanes": ARGON2_LANES,
    }
    return _wrapped(store, slot, key, _derived(slot, passphrase))


def _derived(slot: dict[str, Any], passphrase: bytes | bytearray) -> bytes:
    memory = int(slot["memory_kib"])
    if memory > _MEMORY_LIMIT_KIB:
        raise StoreDamaged(where=NAMES[0])
    kdf = Argon2id(
        salt=_bytes(slot["salt"]),
        length=32,
        iterations=int(slot["iterations"]),
        lanes=int(slot["lanes"]),
        memory_cost=memory,
    )
    return kdf.derive(bytes(passphrase))


def _wrapped(store: str, slot: dict[str, Any], key: bytes, wrapping: bytes) -> dict[str, Any]:
    nonce = os.urandom(12)
    sealed = AESGCM(wrapping).encrypt(nonce, key, f"{store}:{slot['kind']}".encode())
    return slot | {"nonce": _text(nonce), "key": _text(sealed)}


def _unwrapped(store: str, slot: dict[str, Any], wrapping: bytes) -> bytes:
    try:
        return AESGCM(wrapping).decrypt(_bytes(slot["nonce"]), _bytes(slot["key"]), f"{store}:{slot['kind']}".encode())
    except InvalidTag as error:
        # The file's own check held, so it is the key that does not fit.
        raise WrongPassphrase() from error


def _check(content: dict[str, Any]) -> str:
    bare = {name: value for name, value in content.items() if name != "check"}
    return hashlib.sha256(json.dumps(bare, sort_keys=True).encode()).hexdigest()


def _checked(path: Path) -> dict[str, Any] | None:
    """The content of a slot file, or None where it is missing, cut or altered."""
    try:
        with path.open("rb") as file:
            content = json.loads(file.read(_SIZE_LIMIT))
    except (FileNotFoundError, ValueError):
        return None
    if not isinstance(content, dict) or content.get("format") != 1 or content.get("check") != _check(content):
        return None
    return content


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
