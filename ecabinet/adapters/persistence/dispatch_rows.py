"""Dispatches with their attachments, and the search over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from ecabinet.adapters.persistence.agency_values import agency, agency_facts
from ecabinet.adapters.persistence.values import day, day_text, facts, moment, moment_text, packed, unpacked
from ecabinet.application.ports import SearchText
from ecabinet.domain.dispatches.dispatch import (
    Attachment,
    Box,
    Dispatch,
    Handling,
    Operation,
    Remark,
    Signer,
    StoredFile,
)
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.documents.number import DocumentNumber
from ecabinet.domain.identity import DispatchId, OrganId

_INSERT = """insert into dispatch (
    id, box, operation, document_id, sender, sender_facts, addressees, number, notation, issued_on, type_name, subject,
    content, signer, priority, due_on, refs, packet_sha256, packet_size, verdict, remarks, entered_at, handling, despite
) values (
    :id, :box, :operation, :document_id, :sender, :sender_facts, :addressees, :number, :notation, :issued_on,
    :type_name, :subject, :content, :signer, :priority, :due_on, :refs, :packet_sha256, :packet_size, :verdict,
    :remarks, :entered_at, :handling, :despite
) returning seq"""


class DispatchRows:
    def __init__(self, connection: Connection) -> None:
        self._rows = connection

    def add(self, dispatch: Dispatch, search: SearchText) -> None:
        seq = self._rows.execute(text(_INSERT), _columns(dispatch)).scalar_one()
        for position, one in enumerate(dispatch.attachments):
            self._rows.execute(
                text(
                    "insert into attachment (dispatch, position, name, media_type, sha256, size, role, verdict) values"
                    " (:dispatch, :position, :name, :media_type, :sha256, :size, :role, :verdict)"
                ),
                {
                    "dispatch": str(dispatch.id),
                    "position": position,
                    "name": one.name,
                    "media_type": one.media_type,
                    "sha256": one.file.sha256,
                    "size": one.file.size,
                    "role": one.role,
                    "verdict": one.verdict.value if one.verdict else None,
                },
            )
        self._rows.execute(
            text(
                "insert into search_text (seq, subject, body, attachments, number, day, box)"
                " values (:seq, :subject, :body, :attachments, :number, :day, :box)"
            ),
            {"seq": seq, "box": dispatch.box.value, **asdict(search)},
        )

    def get(self, dispatch: DispatchId) -> Dispatch | None:
        row = (
            self._rows.execute(text("select * from dispatch where id = :id"), {"id": str(dispatch)}).mappings().first()
        )
        return self._dispatch(row) if row else None

    def save_handling(self, dispatch: Dispatch) -> None:
        self._rows.execute(
            text("update dispatch set handling = :handling, despite = :despite where id = :id"),
            {"id": str(dispatch.id), "handling": dispatch.handling.value, "despite": dispatch.despite},
        )

    def save_evidence(self, dispatch: Dispatch) -> None:
        self._rows.execute(
            text("update dispatch set verdict = :verdict, remarks = :remarks where id = :id"),
            {name: value for name, value in _columns(dispatch).items() if name in ("id", "verdict", "remarks")},
        )
        for position, one in enumerate(dispatch.attachments):
            self._rows.execute(
                text("update attachment set verdict = :verdict where dispatch = :id and position = :position"),
                {"id": str(dispatch.id), "position": position, "verdict": one.verdict.value if one.verdict else None},
            )

    def by_document_id(self, box: Box, document_id: str) -> tuple[DispatchId, ...]:
        return self._ids("box = :box and document_id = :document_id", box=box.value, document_id=document_id)

    def by_number(self, box: Box, sender: OrganId, number: DocumentNumber) -> tuple[DispatchId, ...]:
        return self._ids(
            "box = :box and sender = :sender and notation = :notation and number = :number",
            box=box.value,
            sender=sender,
            notation=number.notation,
            number=number.number,
        )

    def by_packet(self, box: Box, sha256: str) -> tuple[DispatchId, ...]:
        return self._ids("box = :box and packet_sha256 = :sha256", box=box.value, sha256=sha256)

    def by_prefix(self, prefix: str, limit: int) -> tuple[DispatchId, ...]:
        return self._ids("substr(id, 1, length(:prefix)) = :prefix", limit, prefix=prefix.lower())

    def newest(self, box: Box | None, phrases: Sequence[str], limit: int) -> tuple[Dispatch, ...]:
        values: dict[str, Any] = {"limit": limit, "box": box.value if box else None}
        if phrases:
            # Newest first straight from the index: `order by rowid desc` walks it backwards and stops at the limit.
            where = "from search join dispatch d on d.seq = search.rowid where search match :match and"
            order = "search.rowid"
            values["match"] = _match(phrases, box)
        else:
            where, order = "from dispatch d where", "d.seq"
        rows = self._rows.execute(
            text(f"select d.* {where} (:box is null or d.box = :box) order by {order} desc limit :limit"),
            values,
        ).mappings()
        return tuple(self._dispatch(row) for row in rows.all())

    def _ids(self, where: str, limit: int = 1000, **values: str) -> tuple[DispatchId, ...]:
        rows = self._rows.execute(
            text(f"select id from dispatch where {where} order by seq limit :limit"),  # noqa: S608  where is ours
            {"limit": limit, **values},
        )
        return tuple(DispatchId(UUID(row[0])) for row in rows)

    def _attachments(self, dispatch: str) -> tuple[Attachment, ...]:
        rows = self._rows.execute(
            text("select * from attachment where dispatch = :id order by position"), {"id": dispatch}
        ).mappings()
        return tuple(
            Attachment(
                row["name"],
                row["media_type"],
                StoredFile(row["sha256"], row["size"]),
                row["role"],
                Verdict(row["verdict"]) if row["verdict"] else None,
            )
            for row in rows
        )

    def _dispatch(self, row: RowMapping) -> Dispatch:
        return Dispatch(
            id=DispatchId(UUID(row["id"])),
            box=Box(row["box"]),
            operation=Operation(row["operation"]),
            document_id=row["document_id"],
            sender=agency(unpacked(row["sender_facts"])),
            addressees=tuple(agency(one) for one in unpacked(row["addressees"])),
            number=DocumentNumber(row["number"], row["notation"]),
            issued_on=day(row["issued_on"]),
            type_name=row["type_name"],
            subject=row["subject"],
            content=row["content"],
            signer=Signer(**unpacked(row["signer"])),
            priority=row["priority"],
            due_on=day(row["due_on"]),
            references=tuple(unpacked(row["refs"])),
            packet=StoredFile(row["packet_sha256"], row["packet_size"]),
            attachments=self._attachments(row["id"]),
            verdict=Verdict(row["verdict"]),
            remarks=tuple(Remark(**one) for one in unpacked(row["remarks"])),
            entered_at=moment(row["entered_at"]),
            handling=Handling(row["handling"]),
            despite=row["despite"],
        )


def _match(phrases: Sequence[str], box: Box | None) -> str:
    """An FTS5 expression; the box is a column of the index, so that a rare box is not searched for row by row."""
    wanted = " AND ".join(f'"{phrase}"' for phrase in phrases)
    within = f"{{subject body attachments number day}} : ({wanted})"
    return f'{within} AND box : "{box.value}"' if box else within


def _columns(dispatch: Dispatch) -> dict[str, Any]:
    return {
        "id": str(dispatch.id),
        "box": dispatch.box.value,
        "operation": int(dispatch.operation),
        "document_id": dispatch.document_id,
        "sender": dispatch.sender.organ_id,
        "sender_facts": packed(agency_facts(dispatch.sender)),
        "addressees": packed([agency_facts(one) for one in dispatch.addressees]),
        "number": dispatch.number.number,
        "notation": dispatch.number.notation,
        "issued_on": day_text(dispatch.issued_on),
        "type_name": dispatch.type_name,
        "subject": dispatch.subject,
        "content": dispatch.content,
        "signer": packed(asdict(dispatch.signer)),
        "priority": dispatch.priority,
        "due_on": day_text(dispatch.due_on),
        "refs": packed(list(dispatch.references)),
        "packet_sha256": dispatch.packet.sha256,
        "packet_size": dispatch.packet.size,
        "verdict": dispatch.verdict.value,
        "remarks": packed([_remark(one) for one in dispatch.remarks]),
        "entered_at": moment_text(dispatch.entered_at),
        "handling": dispatch.handling.value,
        "despite": dispatch.despite,
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "code": remark.code,
        "severity": remark.severity,
        "facts": facts(remark.facts),
        "about": remark.about,
    }
