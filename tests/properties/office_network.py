"""An office of five at a real hub's process: real desks with their stores, and wires that can be cut.

A desk is what `open_office` gives; only the PDFs are stand-ins (`PreparedPapers`), because typesetting a page for every
act of a random story would take most of the time and is tried elsewhere.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

sys.path.insert(0, str(Path(__file__).parents[1] / "docexchange" / "hub"))

from hub_world import HubProcess
from stories.world import NAMES, PASSPHRASE, VPCP, run_here

from docexchange.hub import administration
from docexchange.hub.store.directory import Agency, Official
from ecabinet.application.book_ports import AcceptedBytes, PaperOptions, Pen, RemoteBook, StatementJob
from ecabinet.application.file_intake import store_stream
from ecabinet.application.jobs import JobState
from ecabinet.application.offices.found_office import FoundOffice, found_office
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.push_statements import Pushed, push_foundings
from ecabinet.application.offices.read_office import OfficeReading, read_office
from ecabinet.application.offices.renumber import ARRIVAL_REGISTER
from ecabinet.application.offices.say import NamedFile, Words, say
from ecabinet.application.offices.sync_office import OfficesSynced, SyncOffice, sync_office
from ecabinet.application.ports import ExchangeOutOfReach
from ecabinet.bootstrap import desk_exchange, office_pen, open_office
from ecabinet.domain.books.entry import FileReference
from ecabinet.domain.calendar import office_day
from ecabinet.domain.offices.numbering import next_arrival_number
from ecabinet.domain.offices.profile import DECREE_30
from ecabinet.domain.offices.statements.arrival_register import ArrivalRegister
from ecabinet.domain.offices.statements.official_part import OfficialPart
from signing.keys.software import SoftwareKey, open_pkcs12
from ui.demo.pki import TestPki

ROLES = {
    "minister": ("head",),
    "unit-head": ("unit-head", "leader"),
    "specialist": ("specialist",),
    "clerk": ("clerk",),
    "clerk-2": ("clerk",),
}
"""The five, named as their keys of the test PKI, and as their desks' folders."""
HUB_ROLES = {"minister": "leader", "unit-head": "leader", "clerk": "clerk", "clerk-2": "clerk"}
DOWN = {"reason": "hub-unreachable"}


class Wire:
    """A desk's way to the books at the hub. Cut, nothing passes; `lose_answers`: so many writes arrive unanswered."""

    def __init__(self, office: OfficeDesk, key: SoftwareKey, stack: ExitStack) -> None:
        self.up = True
        self.lose_answers = 0
        self.only = ""
        self._office, self._key, self._stack = office, key, stack
        self._books: Any = None

    def mine(self) -> tuple[RemoteBook, ...]:
        """The book that is played just now; other examples' books stand at the same hub."""
        return tuple(one for one in self._over("mine") if one.id == self.only)

    def keys(self) -> tuple[bytes, ...]:
        return self._over("keys")

    def found(self, raw: bytes) -> None:
        self._written("found", raw)

    def append(self, book: str, raw: bytes, condition: str) -> None:
        self._written("append", book, raw, condition)

    def changes(self, book: str, since: int, limit: int, wait_seconds: float) -> tuple[AcceptedBytes, ...]:
        return self._over("changes", book, since, limit, wait_seconds)

    def put_file(self, book: str, open_file: Callable[[], BinaryIO]) -> None:
        self._over("put_file", book, open_file)

    def get_file(self, book: str, sequence: int, index: int, file: FileReference, sink: BinaryIO) -> None:
        self._over("get_file", book, sequence, index, file, sink)

    def offer(self, book: str, held: Sequence[AcceptedBytes]) -> None:
        self._over("offer", book, held)

    def _written(self, name: str, *arguments: Any) -> None:
        self._over(name, *arguments)
        if self.lose_answers:
            self.lose_answers -= 1
            raise ExchangeOutOfReach(**DOWN)

    def _over(self, name: str, *arguments: Any) -> Any:
        if not self.up:
            raise ExchangeOutOfReach(**DOWN)
        if self._books is None:
            gateway = self._stack.enter_context(desk_exchange(self._office.desk, self._key))
            self._books = gateway.books()
        return getattr(self._books, name)(*arguments)


class PreparedPapers:
    """Stand-in for typesetting: data as JSON, and one small PDF with the digest of what it was made from."""

    def checked(self, data: bytes) -> Mapping[str, object]:
        return json.loads(data)

    def signed(self, data: bytes, options: PaperOptions) -> bytes:
        return b"%PDF-1.7\n% " + sha256(data).hexdigest().encode() + b"\n%%EOF\n"

    def sealed(self, pdf: bytes, number: int, day: datetime, options: PaperOptions) -> bytes:
        return pdf + f"% {number}\n".encode()


@dataclass
class Seat:
    """Somebody at his desk. `settled`: own statements that the hub has answered for, by id and final state."""

    name: str
    home: Path
    office: OfficeDesk
    pen: Pen
    wire: Wire
    settled: dict[Any, JobState] = field(default_factory=dict)


@dataclass
class OfficeNetwork:
    """`book`: the one that is played; a new one for each example, at the same hub and the same desks."""

    folder: Path
    pki: TestPki
    hub: HubProcess
    seats: dict[str, Seat] = field(default_factory=dict)
    book: str = ""

    def __getitem__(self, who: str) -> Seat:
        return self.seats[who]

    def found(self) -> None:
        """A new office of the five; everybody has heard of it."""
        clerk = self["clerk"]
        with_names = [
            OfficialPart(one, self.pki.people[one].name, self.pki.people[one].post, roles, self[one].pen.certificate)
            for one, roles in ROLES.items()
        ]
        seal = office_pen(clerk.office.desk, open_pkcs12(self.pki.p12("seal"), self.pki.pin("seal").encode()))
        self.book = found_office(FoundOffice(NAMES[VPCP], with_names, DECREE_30), clerk.office, seal).book
        for seat in self.seats.values():
            seat.wire.up, seat.wire.lose_answers, seat.wire.only = True, 0, self.book
            seat.settled.clear()
        pushed = Pushed()
        push_foundings(clerk.office, clerk.wire, pushed)
        assert pushed.sent and not pushed.failed
        for who in self.seats:
            assert self.sync(who) is not None

    def sync(self, who: str) -> OfficesSynced | None:
        """None where the wire is down."""
        seat = self[who]
        try:
            synced = sync_office(SyncOffice(), seat.office, seat.wire, seat.pen)
        except ExchangeOutOfReach:
            return None
        finally:
            self._settle(seat)
        return synced

    def _settle(self, seat: Seat) -> None:
        with seat.office.desk.records.reading() as unit:
            for job in unit.books.jobs(self.book, queued_only=False):
                if job.state is not JobState.QUEUED:
                    seat.settled[job.id] = job.state

    def heal(self) -> None:
        """All wires up; everybody syncs until nobody has anything left to say or to hear."""
        for seat in self.seats.values():
            seat.wire.up, seat.wire.lose_answers = True, 0
        for _ in range(6):
            for who in self.seats:
                assert self.sync(who) is not None, who
            readings = [self.read(who) for who in self.seats]
            if len({one.place for one in readings}) == 1 and not any(one.jobs for one in readings):
                return
        raise AssertionError("never at rest")

    def read(self, who: str) -> OfficeReading:
        return read_office(self.book, self[who].office)

    def raw(self, who: str) -> tuple[AcceptedBytes, ...]:
        with self[who].office.desk.records.reading() as unit:
            return unit.books.bytes_of(self.book, 0, 100_000)

    def jobs(self, who: str) -> tuple[StatementJob, ...]:
        with self[who].office.desk.records.reading() as unit:
            return unit.books.jobs(self.book, queued_only=False)

    def paper(self, title: str) -> bytes:
        signer = {"name": self.pki.people["unit-head"].name}
        return json.dumps({"symbol": "QĐ-VPCP", "subject": title, "signer": signer}, ensure_ascii=False).encode()

    def register(self, who: str, content: bytes) -> StatementJob:
        """The clerk enters a packet that reached both clerks, as `register_arrival` does once it was judged."""
        office = self[who].office
        reading = read_office(self.book, office)
        kept = store_stream(office.desk.files, BytesIO(content))
        year = office_day(office.desk.clock.now()).year
        number = next_arrival_number(reading.expected, year)
        body = ArrivalRegister(year, number, kept.sha256, "000.00.00.G12", "G12-1", subject="Báo cáo", verdict="valid")
        packet = NamedFile("goi-tin.edxml", "application/xml", kept)
        return say(Words(ARRIVAL_REGISTER, body.to_node(), (packet,)), reading, office, self[who].pen)

    def restart_hub(self) -> None:
        """SIGKILL, and started again at the same address."""
        self.hub.kill()
        self.hub.start()


@contextmanager
def an_office_network(folder: Path, pki: TestPki) -> Iterator[OfficeNetwork]:
    """The hub with the five in its directory, and a desk for each."""
    data = folder / "hub"
    seal = administration.read_certificate(pki.certificate("seal"))
    administration.add_agency(data, Agency(VPCP, NAMES[VPCP], "", "", True, (seal,)))
    for one in ROLES:
        digest, der = administration.read_certificate(pki.certificate(one))
        role = HUB_ROLES.get(one, "specialist")
        administration.add_official(data, Official(one, VPCP, one, role, der, digest), renew=False)
    hub = HubProcess(data, "--requests-per-minute", "1000000")
    with ExitStack() as stack:
        stack.callback(lambda: hub.kill())
        network = OfficeNetwork(folder, pki, hub)
        for one in ROLES:
            network.seats[one] = _seat(one, network, stack)
        yield network


def _seat(one: str, network: OfficeNetwork, stack: ExitStack) -> Seat:
    home, address, trust = network.folder / one, network.hub.address, network.pki.trust
    made = run_here(
        ["desk", "create", "--agency", VPCP, "--name", NAMES[VPCP], "--official", one,
         "--role", HUB_ROLES.get(one, "specialist"), "--hub", address.url, "--fingerprint", address.fingerprint,
         "--trust", str(trust), "--home", str(home), "--passphrase-fd", "{secrets}"],
        [PASSPHRASE],
    )  # fmt: skip
    assert made.status == 0, made
    office = stack.enter_context(open_office(home, PASSPHRASE.encode, trust=trust, fetch=False))
    key = open_pkcs12(network.pki.p12(one), network.pki.pin(one).encode())
    return Seat(one, home, office, office_pen(office.desk, key), Wire(office, key, stack))
