"""The machine's clock and its source of identifiers."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class TimeOrderedIdentifiers:
    def new(self) -> UUID:
        return uuid7()
