"""A recorded mandate: who may act for whom, in what, until when (Decree 30/2020, Article 13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Authority(StrEnum):
    """The prefix above a signature: thay mặt, quyền, ký thay, thừa lệnh, thừa ủy quyền."""

    TM = "TM."
    Q = "Q."
    KT = "KT."
    TL = "TL."
    TUQ = "TUQ."


@dataclass(frozen=True, slots=True)
class Mandate:
    """`post` is the one acted for; `document` the written delegation or the rules of work it stands in.

    Valid from `since` until `until`, both inclusive, or without end. `types` limits it to types of document (the
    abbreviations of Appendix III; empty: all), `scope` says in words what it covers.
    """

    id: str
    giver: str
    official: str
    authority: Authority
    post: str
    document: str
    since: datetime
    until: datetime | None
    types: tuple[str, ...]
    scope: str
    ended: bool = False
