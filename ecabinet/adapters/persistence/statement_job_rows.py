"""Statements on their way into books: this desk's own, and those it carries for colleagues."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from ecabinet.adapters.persistence.entry_values import entry_of, entry_text
from ecabinet.adapters.persistence.values import facts, moment, moment_text, packed, unpacked
from ecabinet.application.book_ports import StatementJob
from ecabinet.application.jobs import JobError, JobState


class StatementJobRows:
    def __init__(self, connection: Connection) -> None:
        self._jobs = connection

    def add_job(self, job: StatementJob) -> None:
        self._jobs.execute(
            text(
                "insert into statement_job (id, book, entry, raw, condition, state, attempts, created_at, first_try,"
                " next_try, last_error, carried) values (:id, :book, :entry, :raw, :condition, :state, :attempts,"
                " :created_at, :first_try, :next_try, :last_error, :carried)"
            ),
            {
                "book": job.book,
                "entry": entry_text(job.entry),
                "raw": job.raw,
                "condition": job.condition,
                "created_at": moment_text(job.created_at),
                "carried": int(job.carried),
                **_progress(job),
            },
        )

    def save_job(self, job: StatementJob) -> None:
        self._jobs.execute(
            text(
                "update statement_job set state = :state, attempts = :attempts, first_try = :first_try,"
                " next_try = :next_try, last_error = :last_error where id = :id"
            ),
            _progress(job),
        )

    def job(self, statement: UUID) -> StatementJob | None:
        row = (
            self._jobs.execute(text("select * from statement_job where id = :id"), {"id": str(statement)})
            .mappings()
            .first()
        )
        return _job(row) if row else None

    def jobs(self, book: str | None, *, queued_only: bool) -> tuple[StatementJob, ...]:
        rows = self._jobs.execute(
            text(
                "select * from statement_job where (:book is null or book = :book)"
                " and (:every = 1 or state = 'queued') order by seq"
            ),
            {"book": book, "every": 0 if queued_only else 1},
        ).mappings()
        return tuple(_job(row) for row in rows)


def _progress(job: StatementJob) -> dict[str, object]:
    error = job.last_error
    return {
        "id": str(job.id),
        "state": job.state.value,
        "attempts": job.attempts,
        "first_try": moment_text(job.first_try) if job.first_try else None,
        "next_try": moment_text(job.next_try),
        "last_error": packed({"code": error.code, "facts": facts(error.facts)}) if error else None,
    }


def _job(row: RowMapping) -> StatementJob:
    error = unpacked(row["last_error"]) if row["last_error"] else None
    return StatementJob(
        id=UUID(row["id"]),
        book=row["book"],
        entry=entry_of(row["entry"]),
        raw=bytes(row["raw"]),
        condition=row["condition"],
        created_at=moment(row["created_at"]),
        next_try=moment(row["next_try"]),
        state=JobState(row["state"]),
        attempts=row["attempts"],
        first_try=moment(row["first_try"]) if row["first_try"] else None,
        last_error=JobError(error["code"], error["facts"]) if error else None,
        carried=bool(row["carried"]),
    )
