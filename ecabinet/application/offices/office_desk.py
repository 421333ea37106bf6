"""A desk that takes part in an office: the desk itself, and what books need beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ecabinet.application.book_ports import BookChecker, HeadKeeper
from ecabinet.application.ports import Desk
from ecabinet.domain.offices.profile import OfficeProfile


@dataclass(frozen=True)
class OfficeDesk:
    """`profiles`: the rules of procedure at hand, by digest."""

    desk: Desk
    checker: BookChecker
    heads: HeadKeeper
    profiles: Mapping[str, OfficeProfile]
