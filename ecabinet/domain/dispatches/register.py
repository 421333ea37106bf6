"""The registers: outgoing numbers unique per agency, series and year; arrival numbers running through the year.

Decree 30/2020, Articles 15 and 22.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ecabinet.domain.errors import Refusal
from ecabinet.domain.identity import DispatchId, OrganId

COMMON_SERIES = "chung"
"""The one running series of an agency; a council using the agency's seal has a series of its own."""


class NumberTaken(Refusal):
    """The number already stands in that series and year, for another document."""

    code = "number-taken"


class ArrivalNumberTaken(Refusal):
    code = "arrival-number-taken"


@dataclass(frozen=True)
class OutgoingEntry:
    """`main_sha256` names the sealed document that bears the number."""

    agency: OrganId
    series: str
    year: int
    number: int
    dispatch: DispatchId
    main_sha256: str
    entered_at: datetime

    def reused_for(self, main_sha256: str, *, never_left: bool) -> None:
        """The same sealed file may be sent anew where its first dispatch never left; else it is a second document.

        Raises NumberTaken.
        """
        if self.main_sha256 != main_sha256 or not never_left:
            raise NumberTaken(number=self.number, year=self.year, series=self.series)


@dataclass(frozen=True)
class IncomingEntry:
    """`despite` is the reason for registering what could not be decided, empty otherwise."""

    year: int
    number: int
    dispatch: DispatchId
    official: str
    despite: str
    entered_at: datetime


def arrival_number(wanted: int | None, last: int, taken: bool) -> int:
    """The next arrival number, or the one the clerk names where it is still free. `last` is 0 in a new year."""
    if wanted is None:
        return last + 1
    if taken or wanted < 1:
        raise ArrivalNumberTaken(number=wanted)
    return wanted
