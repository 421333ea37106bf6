"""Find what a person means in an office: drafts, arrivals, tasks, mandates, by the beginning of their id or number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ecabinet.domain.errors import Refusal
from ecabinet.domain.offices.draft import Draft
from ecabinet.domain.offices.office import Office
from ecabinet.domain.offices.register import Arrival, ArrivalNumber

_ARRIVAL = re.compile(r"([1-9]\d{0,9})(?:/(\d{4}))?")


class NotInOffice(Refusal):
    """Nothing of that name in the office's book. Facts: what, id."""

    code = "office-thing-unknown"


class SeveralInOffice(Refusal):
    """The beginning fits several. Facts: what, id."""

    code = "office-thing-ambiguous"


def find_draft(text: str, office: Office) -> Draft:
    return office.drafts[_only(text, office.drafts, "draft")]


def find_task(text: str, office: Office) -> str:
    return _only(text, office.tasks, "task")


def find_mandate(text: str, office: Office) -> str:
    return _only(text, office.mandates, "mandate")


def find_arrival(text: str, office: Office, year: int) -> Arrival:
    """By số đến, `12` of this year or `12/2026`."""
    parts = _ARRIVAL.fullmatch(text.strip())
    if parts is None:
        raise NotInOffice(what="arrival", id=text[:60])
    arrival = office.arrivals.get(ArrivalNumber(int(parts[2] or year), int(parts[1])))
    if arrival is None:
        raise NotInOffice(what="arrival", id=text[:60])
    return arrival


def _only(text: str, known: Iterable[str], what: str) -> str:
    """UUIDs of one desk begin alike, so that their endings are taken as well."""
    text = text.strip().lower()
    found = [one for one in known if text and (one.startswith(text) or one.endswith(text))]
    if not found:
        raise NotInOffice(what=what, id=text[:60])
    if len(found) > 1:
        raise SeveralInOffice(what=what, id=text)
    return found[0]
