"""The two registers. Uniqueness is the table's own key, so two processes cannot give one number twice."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, RowMapping, text
from sqlalchemy.exc import IntegrityError

from ecabinet.adapters.persistence.values import moment, moment_text
from ecabinet.domain.dispatches.register import ArrivalNumberTaken, IncomingEntry, NumberTaken, OutgoingEntry
from ecabinet.domain.identity import DispatchId, OrganId


class RegisterRows:
    def __init__(self, connection: Connection) -> None:
        self._rows = connection

    def outgoing(self, agency: OrganId, series: str, year: int, number: int) -> OutgoingEntry | None:
        row = self._one(
            "select * from outgoing_entry where agency = :agency and series = :series and year = :year"
            " and number = :number",
            agency=agency,
            series=series,
            year=year,
            number=number,
        )
        return _outgoing(row) if row else None

    def outgoing_of(self, dispatch: DispatchId) -> OutgoingEntry | None:
        row = self._one("select * from outgoing_entry where dispatch = :dispatch", dispatch=str(dispatch))
        return _outgoing(row) if row else None

    def enter_outgoing(self, entry: OutgoingEntry) -> None:
        key = {"agency": entry.agency, "series": entry.series, "year": entry.year, "number": entry.number}
        values = key | {
            "dispatch": str(entry.dispatch),
            "main": entry.main_sha256,
            "at": moment_text(entry.entered_at),
        }
        try:
            # The rule has decided before that a row for the same sealed file may pass to a new dispatch; no other may.
            changed = self._rows.execute(
                text(
                    "insert into outgoing_entry (agency, series, year, number, dispatch, main_sha256, entered_at)"
                    " values (:agency, :series, :year, :number, :dispatch, :main, :at)"
                    " on conflict (agency, series, year, number) do update"
                    " set dispatch = excluded.dispatch, entered_at = excluded.entered_at"
                    " where main_sha256 = excluded.main_sha256"
                ),
                values,
            ).rowcount
        except IntegrityError as error:
            raise NumberTaken(number=entry.number, year=entry.year, series=entry.series) from error
        if changed != 1:
            raise NumberTaken(number=entry.number, year=entry.year, series=entry.series)

    def incoming_of(self, dispatch: DispatchId) -> IncomingEntry | None:
        row = self._one("select * from incoming_entry where dispatch = :dispatch", dispatch=str(dispatch))
        if row is None:
            return None
        return IncomingEntry(
            row["year"],
            row["number"],
            DispatchId(UUID(row["dispatch"])),
            row["official"],
            row["despite"],
            moment(row["entered_at"]),
        )

    def last_arrival(self, year: int) -> int:
        return int(
            self._rows.execute(
                text("select coalesce(max(number), 0) from incoming_entry where year = :year"), {"year": year}
            ).scalar_one()
        )

    def arrival_taken(self, year: int, number: int) -> bool:
        return (
            self._one("select 1 from incoming_entry where year = :year and number = :number", year=year, number=number)
            is not None
        )

    def enter_incoming(self, entry: IncomingEntry) -> None:
        try:
            self._rows.execute(
                text(
                    "insert into incoming_entry (year, number, dispatch, official, despite, entered_at)"
                    " values (:year, :number, :dispatch, :official, :despite, :at)"
                ),
                {
                    "year": entry.year,
                    "number": entry.number,
                    "dispatch": str(entry.dispatch),
                    "official": entry.official,
                    "despite": entry.despite,
                    "at": moment_text(entry.entered_at),
                },
            )
        except IntegrityError as error:
            raise ArrivalNumberTaken(number=entry.number) from error

    def _one(self, statement: str, **values: object) -> RowMapping | None:
        return self._rows.execute(text(statement), values).mappings().first()


def _outgoing(row: RowMapping) -> OutgoingEntry:
    return OutgoingEntry(
        OrganId(row["agency"]),
        row["series"],
        row["year"],
        row["number"],
        DispatchId(UUID(row["dispatch"])),
        row["main_sha256"],
        moment(row["entered_at"]),
    )
