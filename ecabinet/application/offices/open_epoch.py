"""Open a new epoch: the hub came out of a backup, and the agency's seal says from where the book goes on."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.application.book_ports import Pen, StatementJob
from ecabinet.application.offices.office_desk import OfficeDesk
from ecabinet.application.offices.read_office import read_office
from ecabinet.application.offices.say import Words, say
from ecabinet.domain.offices.statements.epoch_open import EpochOpen

EPOCH_OPEN = "epoch.open/1"


@dataclass(frozen=True)
class OpenEpoch:
    book: str


def open_epoch(command: OpenEpoch, office_desk: OfficeDesk, seal: Pen) -> StatementJob:
    """From the head this desk holds; desks should have synced first, so that the hub has all of it again.

    Raises what `say` raises.
    """
    reading = read_office(command.book, office_desk)
    with office_desk.desk.records.reading() as unit:
        hub = unit.desk.load().fingerprint
    body = EpochOpen(reading.office.epoch + 1, reading.place.sequence, reading.place.head, hub)
    return say(Words(EPOCH_OPEN, body.to_node()), reading, office_desk, seal)
