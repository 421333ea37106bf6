"""Numbers are taken where the book stands: the next one of its register, whatever was asked for before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from ecabinet.domain.books.body import Node
from ecabinet.domain.books.entry import Entry
from ecabinet.domain.calendar import office_day
from ecabinet.domain.offices.numbering import next_arrival_number, next_number
from ecabinet.domain.offices.office import OfficeState
from ecabinet.domain.offices.statements.arrival_register import ArrivalRegister
from ecabinet.domain.offices.statements.number_take import NumberTake

NUMBER_TAKE: Final = "number.take/1"
ARRIVAL_REGISTER: Final = "arrival.register/1"
CONDITIONAL: Final = frozenset({NUMBER_TAKE, ARRIVAL_REGISTER})
"""Types that are accepted only while the book has the head their author saw (Decree 30/2020, Articles 15 and 22)."""


def renumbered(entry: Entry, office: OfficeState, now: datetime) -> Node:
    """The body with the next number of its register in the year of `now`."""
    year = office_day(now).year
    if entry.type == NUMBER_TAKE:
        take = NumberTake.from_node(entry.body)
        return replace(take, year=year, number=next_number(office, take.series, year)).to_node()
    if entry.type == ARRIVAL_REGISTER:
        register = ArrivalRegister.from_node(entry.body)
        return replace(register, year=year, arrival=next_arrival_number(office, year)).to_node()
    return entry.body
