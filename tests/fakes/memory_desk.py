"""A whole desk in memory, and its way to a hub in memory."""

from __future__ import annotations

from ecabinet.application.ports import Desk
from ecabinet.domain.people.official import Role
from fakes.desk_data import FINANCE, OFFICE, identity
from fakes.memory_exchange import MemoryExchange, MemoryHub
from fakes.memory_files import MemoryFiles
from fakes.memory_records import MemoryRecords
from fakes.plain_envelopes import PlainEnvelopes, receivers
from fakes.steady_world import CountedIdentifiers, EveryMinute, SteadyClock
from fakes.telling_files import TellingJudge, TellingReader


def memory_desk(agency=OFFICE, role: Role = Role.CLERK, clock: SteadyClock | None = None, start: int = 0) -> Desk:
    files = MemoryFiles()
    return Desk(
        records=MemoryRecords(identity(agency, role)),
        files=files,
        clock=clock or SteadyClock(),
        identifiers=CountedIdentifiers((0x01A1_0000_0000_7000_8000_0000_0000_0000) + start),
        reader=TellingReader(),
        judge=TellingJudge(),
        envelopes=PlainEnvelopes(files),
        schedule=EveryMinute(),
    )


class Pair:
    """Two desks and a hub: the Government Office (a) and the Ministry of Finance (b)."""

    def __init__(self) -> None:
        self.clock = SteadyClock()
        self.hub = MemoryHub([OFFICE, FINANCE])
        self.a, self.b = memory_desk(OFFICE, clock=self.clock), memory_desk(FINANCE, clock=self.clock, start=1 << 40)
        self.way_a = MemoryExchange(self.hub, OFFICE.organ_id, receivers)
        self.way_b = MemoryExchange(self.hub, FINANCE.organ_id, receivers)
