"""Which file holds the evidence for a dispatch's signed manifest."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, text

from ecabinet.adapters.persistence.values import moment_text
from ecabinet.domain.dispatches.dispatch import StoredFile
from ecabinet.domain.identity import DispatchId


class EvidenceRows:
    def __init__(self, connection: Connection) -> None:
        self._rows = connection

    def keep(self, dispatch: DispatchId, file: StoredFile, at: datetime) -> None:
        """The first evidence stays: it has the earliest stamp."""
        self._rows.execute(
            text(
                "insert into evidence (dispatch, sha256, size, collected_at) values (:dispatch, :sha256, :size, :at)"
                " on conflict do nothing"
            ),
            {"dispatch": str(dispatch), "sha256": file.sha256, "size": file.size, "at": moment_text(at)},
        )

    def of(self, dispatch: DispatchId) -> StoredFile | None:
        row = self._rows.execute(
            text("select sha256, size from evidence where dispatch = :id"), {"id": str(dispatch)}
        ).first()
        return StoredFile(row[0], row[1]) if row else None
