"""The key store of the operating system, behind keyring; stores that keep secrets in clear are refused."""

from __future__ import annotations

import base64

import keyring
import keyring.backend
from keyring.errors import KeyringError

from ecabinet.adapters.persistence.errors import NoKeyStore

SERVICE = "ecabinet"
_REFUSED = ("fail", "null", "plaintext", "keyrings.alt", "chainer")


class SystemKeyStore:
    """Keeps one secret for each store id."""

    def put(self, store: str, secret: bytes) -> None:
        """NoKeyStore where there is no trustworthy store, or it says no."""
        backend = _trusted()
        try:
            backend.set_password(SERVICE, store, base64.b64encode(secret).decode())
        except KeyringError as error:
            raise NoKeyStore(reason=type(error).__name__) from error

    def get(self, store: str) -> bytes | None:
        """None where nothing is kept, or the store cannot be reached now."""
        try:
            kept = _trusted().get_password(SERVICE, store)
        except (NoKeyStore, KeyringError):
            return None
        return base64.b64decode(kept) if kept else None


def _trusted() -> keyring.backend.KeyringBackend:
    backend = keyring.get_keyring()
    candidates: list[keyring.backend.KeyringBackend] = [*getattr(backend, "backends", ())] or [backend]
    for one in candidates:
        name = f"{type(one).__module__}.{type(one).__qualname__}".lower()
        if not any(word in name for word in _REFUSED):
            return one
    raise NoKeyStore(reason=type(backend).__name__)
