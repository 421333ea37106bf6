"""The parts a running hub is made of, opened from one folder."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from docexchange.hub.bells import Bells
from docexchange.hub.errors import NoSuchHub
from docexchange.hub.identity import HubKey, open_hub_key
from docexchange.hub.limits import Limits
from docexchange.hub.payloads import Payloads
from docexchange.hub.store.interface import Database
from docexchange.hub.store.sqlite import SqliteDatabase

STORE = "hub.sqlite"
PAYLOADS = "payloads"


@dataclass(frozen=True)
class Parts:
    """`settling` is held while a packet gets its final name and its record, so that a failure can undo both."""

    key: HubKey
    database: Database
    payloads: Payloads
    limits: Limits
    bells: Bells
    settling: threading.Lock = field(default_factory=threading.Lock)


def open_parts(folder: Path, limits: Limits) -> Parts:
    """Open or make a hub in this folder."""
    database = open_store(folder, create=True)
    return Parts(open_hub_key(folder), database, Payloads(folder / PAYLOADS), limits, Bells(limits.open_polls))


def open_store(folder: Path, *, create: bool) -> SqliteDatabase:
    """The store alone, as the commands beside `serve` need it; NoSuchHub unless it may be made."""
    if create:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    elif not (folder / STORE).is_file():
        raise NoSuchHub(path=folder)
    return SqliteDatabase(folder / STORE)
