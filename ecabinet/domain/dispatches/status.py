"""Status reports between agencies, and the one state shown for all that were received.

Codes are those of the national platform's status packets. Order on the wire proves nothing, so every report is kept
and the shown state is derived.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ecabinet.domain.identity import DispatchId, OrganId


class StatusCode(StrEnum):
    """Two digits as text; 07-12 and 14 are not in use."""

    ARRIVED = "01"
    REFUSED = "02"
    REGISTERED = "03"
    ASSIGNED = "04"
    IN_WORK = "05"
    COMPLETED = "06"
    TAKE_BACK_ASKED = "13"
    TAKE_BACK_AGREED = "15"
    TAKE_BACK_DENIED = "16"


@dataclass(frozen=True)
class StatusReport:
    """What `reporter` said of a dispatch. `reported_at` is the reporter's own clock, aware."""

    dispatch: DispatchId
    reporter: OrganId
    code: StatusCode
    description: str
    staff: str
    reported_at: datetime


_PROGRESS = (
    StatusCode.ARRIVED,
    StatusCode.REGISTERED,
    StatusCode.ASSIGNED,
    StatusCode.IN_WORK,
    StatusCode.COMPLETED,
)
_TAKE_BACK = (StatusCode.TAKE_BACK_ASKED, StatusCode.TAKE_BACK_AGREED, StatusCode.TAKE_BACK_DENIED)


def shown_state(reports: Iterable[StatusReport]) -> StatusCode | None:
    """The state to show for one receiver, whatever order its reports came in; None when it reported nothing.

    An answered take-back wins over everything; a refusal holds until the receiver later reports progress beyond
    mere arrival; otherwise the furthest point of 01, 03, 04, 05, 06 ever reported is shown.
    """
    reports = tuple(reports)
    take_back = _last(one for one in reports if one.code in _TAKE_BACK)
    if take_back is StatusCode.TAKE_BACK_AGREED:
        return take_back
    decided = _last(one for one in reports if one.code in (StatusCode.REFUSED, *_PROGRESS[1:]))
    if decided is StatusCode.REFUSED:
        return decided
    if take_back is StatusCode.TAKE_BACK_ASKED:
        return take_back
    seen = {one.code for one in reports}
    return next((code for code in reversed(_PROGRESS) if code in seen), None)


def _last(reports: Iterable[StatusReport]) -> StatusCode | None:
    latest = max(reports, key=lambda one: (one.reported_at, one.code), default=None)
    return latest.code if latest else None
