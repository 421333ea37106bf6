"""The registers of an office: numbers given to what leaves, arrival numbers of what came (Decree 30/2020)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ecabinet.domain.books.entry import FileReference
from ecabinet.domain.offices.draft import RegisterNumber, Said


@dataclass(frozen=True, slots=True)
class OutgoingNumber:
    """One line of the outgoing register; `day` is the document's date, the day of acceptance in Viet Nam."""

    place: RegisterNumber
    revision: str
    clerk: str
    day: date
    sequence: int


@dataclass(frozen=True, slots=True)
class Issue:
    """A sealed document that left; `addressees` are organ ids, `dispatch` the desk's own name for the sending."""

    sealed: str
    revision: str
    place: RegisterNumber
    addressees: tuple[str, ...]
    dispatch: str
    said: Said
    files: tuple[FileReference, ...]


@dataclass(frozen=True, slots=True)
class ArrivalNumber:
    """Số đến: runs through the year (in Viet Nam) over all clerks."""

    year: int
    number: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """One line of the incoming register. `packet`: SHA-256 (hex) of the packet as received; `document`, `number`,
    `notation`, `day`, `subject` as the sender wrote them; `verdict` and `despite`: what the check gave, and why it was
    taken in nevertheless.
    """

    place: ArrivalNumber
    packet: str
    sender: str
    document: str
    number: str
    notation: str
    day: date | None
    subject: str
    verdict: str
    despite: str
    said: Said
    files: tuple[FileReference, ...]


@dataclass(frozen=True, slots=True)
class RefusedArrival:
    packet: str
    sender: str
    document: str
    said: Said
