"""What can be wrong with a store, and the translation of the engine's own words into it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from ecabinet.domain.errors import Hindrance, Refusal, Unreadable


class StoreDamaged(Unreadable):
    """Bytes of the store are not what was written; nothing is changed any more."""

    code = "store-damaged"


class StoreMissing(Unreadable):
    code = "store-missing"


class StoreExists(Refusal):
    """A desk stands there already; it is never overwritten."""

    code = "store-exists"


class StoreTooNew(Refusal):
    """Written by a later version of the program."""

    code = "store-too-new"


class WrongPassphrase(Refusal):
    code = "wrong-store-passphrase"


class NoKeyStore(Hindrance):
    """No trustworthy system key store, and no passphrase was given."""

    code = "no-key-store"


class DiskFull(Hindrance):
    code = "disk-full"


class DiskFails(Hindrance):
    """The system could not read or write: a limit on file sizes, a disk that is going, a share that went away."""

    code = "disk-fails"


class StoreBusy(Hindrance):
    """Another process holds the store for longer than we wait."""

    code = "store-busy"


class FileDamaged(Unreadable):
    """An encrypted file is missing, cut or altered."""

    code = "stored-file-damaged"


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def store_errors(where: str) -> Iterator[None]:
    """Raises the engine's and the system's errors as ours; anything else passes as it is."""
    try:
        yield
    except DBAPIError as error:
        raise _translated(error, where) from error
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(where=where) from error
        raise


def _translated(error: DBAPIError, where: str) -> Exception:
    text = str(error.orig).lower()
    if "full" in text:
        return DiskFull(where=where)
    if "locked" in text or "busy" in text:
        return StoreBusy(where=where)
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return StoreDamaged(where=where)
    if "disk i/o" in text or "unable to open" in text or "readonly" in text:
        return DiskFails(where=where)
    return error
