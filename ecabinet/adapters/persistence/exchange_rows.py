"""What passes between the desk and the exchange: statuses, jobs, receipts, deliveries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, RowMapping, bindparam, text

from ecabinet.adapters.persistence.values import facts, moment, moment_text, packed, unpacked
from ecabinet.application.jobs import SUBMISSIONS, Job, JobError, JobKind, JobState
from ecabinet.application.ports import DeliveryRecord
from ecabinet.domain.dispatches.dispatch import StoredFile
from ecabinet.domain.dispatches.status import StatusCode, StatusReport
from ecabinet.domain.identity import DispatchId, OrganId


class StatusRows:
    def __init__(self, connection: Connection) -> None:
        self._rows = connection

    def add(self, report: StatusReport) -> bool:
        added = self._rows.execute(
            text(
                "insert into status (dispatch, reporter, code, description, staff, reported_at)"
                " values (:dispatch, :reporter, :code, :description, :staff, :at) on conflict do nothing"
            ),
            {
                "dispatch": str(report.dispatch),
                "reporter": report.reporter,
                "code": report.code.value,
                "description": report.description,
                "staff": report.staff,
                "at": moment_text(report.reported_at),
            },
        ).rowcount
        return added == 1

    def of(self, dispatch: DispatchId) -> tuple[StatusReport, ...]:
        rows = self._rows.execute(
            text("select * from status where dispatch = :id order by seq"), {"id": str(dispatch)}
        ).mappings()
        return tuple(
            StatusReport(
                dispatch,
                OrganId(row["reporter"]),
                StatusCode(row["code"]),
                row["description"],
                row["staff"],
                moment(row["reported_at"]),
            )
            for row in rows
        )


class JobRows:
    def __init__(self, connection: Connection) -> None:
        self._rows = connection

    def add(self, job: Job) -> None:
        self._rows.execute(
            text(
                "insert into job (id, kind, dispatch, packet_sha256, packet_size, state, attempts, created_at,"
                " first_try, next_try, last_error) values (:id, :kind, :dispatch, :sha256, :size, :state,"
                " :attempts, :created_at, :first_try, :next_try, :last_error)"
            ),
            {
                "kind": job.kind.value,
                "dispatch": str(job.dispatch),
                "sha256": job.packet.sha256,
                "size": job.packet.size,
                "created_at": moment_text(job.created_at),
                **_progress(job),
            },
        )

    def save(self, job: Job) -> None:
        self._rows.execute(
            text(
                "update job set state = :state, attempts = :attempts, first_try = :first_try, next_try = :next_try,"
                " last_error = :last_error where id = :id"
            ),
            _progress(job),
        )

    def queued(self, due: datetime | None, limit: int, kinds: Sequence[JobKind] = SUBMISSIONS) -> tuple[Job, ...]:
        wanted = text(
            "select * from job where state = 'queued' and kind in :kinds and (:due is null or next_try <= :due)"
            " order by seq limit :limit"
        ).bindparams(bindparam("kinds", expanding=True))
        rows = self._rows.execute(
            wanted,
            {"due": moment_text(due) if due else None, "limit": limit, "kinds": [kind.value for kind in kinds]},
        ).mappings()
        return tuple(_job(row) for row in rows)

    def of(self, dispatch: DispatchId) -> tuple[Job, ...]:
        rows = self._rows.execute(
            text("select * from job where dispatch = :id order by seq"), {"id": str(dispatch)}
        ).mappings()
        return tuple(_job(row) for row in rows)

    def newest(self, limit: int) -> tuple[Job, ...]:
        rows = self._rows.execute(text("select * from job order by seq desc limit :limit"), {"limit": limit}).mappings()
        return tuple(_job(row) for row in rows)


class ReceiptRows:
    def __init__(self, connection: Connection) -> None:
        self._rows = connection

    def add(self, operation: UUID, receipt: bytes) -> None:
        self._rows.execute(
            text("insert into receipt (operation, statement) values (:id, :statement) on conflict do nothing"),
            {"id": str(operation), "statement": receipt},
        )

    def get(self, operation: UUID) -> bytes | None:
        kept = self._rows.execute(
            text("select statement from receipt where operation = :id"), {"id": str(operation)}
        ).scalar()
        return bytes(kept) if kept is not None else None


class DeliveryRows:
    def __init__(self, connection: Connection) -> None:
        self._rows = connection

    def get(self, delivery: str) -> DeliveryRecord | None:
        row = self._rows.execute(text("select * from delivery where id = :id"), {"id": delivery}).mappings().first()
        return _delivery(row) if row else None

    def add(self, record: DeliveryRecord) -> None:
        self._rows.execute(
            text(
                "insert into delivery"
                " (id, sequence, sender, packet_sha256, packet_size, outcome, reason, dispatch, stored_at)"
                " values (:id, :sequence, :sender, :sha256, :size, :outcome, :reason, :dispatch, :at)"
            ),
            {
                "id": record.id,
                "sequence": record.sequence,
                "sender": record.sender,
                "sha256": record.packet.sha256,
                "size": record.packet.size,
                "outcome": record.outcome,
                "reason": record.reason,
                "dispatch": str(record.dispatch) if record.dispatch else None,
                "at": moment_text(record.stored_at),
            },
        )

    def quarantined(self, limit: int) -> tuple[DeliveryRecord, ...]:
        rows = self._rows.execute(
            text("select * from delivery where outcome = 'fail' order by sequence desc limit :limit"), {"limit": limit}
        ).mappings()
        return tuple(_delivery(row) for row in rows)


def _progress(job: Job) -> dict[str, object]:
    error = job.last_error
    return {
        "id": str(job.id),
        "state": job.state.value,
        "attempts": job.attempts,
        "first_try": moment_text(job.first_try) if job.first_try else None,
        "next_try": moment_text(job.next_try),
        "last_error": packed({"code": error.code, "facts": facts(error.facts)}) if error else None,
    }


def _job(row: RowMapping) -> Job:
    error = unpacked(row["last_error"]) if row["last_error"] else None
    return Job(
        id=UUID(row["id"]),
        kind=JobKind(row["kind"]),
        dispatch=DispatchId(UUID(row["dispatch"])),
        packet=StoredFile(row["packet_sha256"], row["packet_size"]),
        created_at=moment(row["created_at"]),
        next_try=moment(row["next_try"]),
        state=JobState(row["state"]),
        attempts=row["attempts"],
        first_try=moment(row["first_try"]) if row["first_try"] else None,
        last_error=JobError(error["code"], error["facts"]) if error else None,
    )


def _delivery(row: RowMapping) -> DeliveryRecord:
    return DeliveryRecord(
        id=row["id"],
        sequence=row["sequence"],
        sender=row["sender"],
        packet=StoredFile(row["packet_sha256"], row["packet_size"]),
        outcome=row["outcome"],
        reason=row["reason"],
        dispatch=DispatchId(UUID(row["dispatch"])) if row["dispatch"] else None,
        stored_at=moment(row["stored_at"]),
    )
