"""Made-up agencies, officials and dispatches for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from ecabinet.application.ports import DeskIdentity, SearchText
from ecabinet.domain.dispatches.dispatch import (
    Agency,
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
from ecabinet.domain.people.official import Official, Role

OFFICE = Agency(OrganId("000.00.00.G22"), "Văn phòng Chính phủ", capable=True, seals=("ab" * 32,))
FINANCE = Agency(OrganId("000.00.00.G12"), "Bộ Tài chính", capable=True)
NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


def identity(agency: Agency = OFFICE, role: Role = Role.CLERK) -> DeskIdentity:
    return DeskIdentity(
        Official("vanthu.vpcp", role, agency.organ_id, agency.name), "", "https://127.0.0.1:1", "ab" * 32
    )


def dispatch(number: int = 1, **changes) -> Dispatch:
    facts = {
        "id": DispatchId(UUID(int=(0x7000 << 64) + number)),
        "box": Box.IN,
        "operation": Operation.NEW,
        "document_id": f"000.00.00.G22,2026/11/20,{number:02d}/QĐ-VPCP",
        "sender": OFFICE,
        "addressees": (FINANCE,),
        "number": DocumentNumber(f"{number:02d}", "QĐ-VPCP"),
        "issued_on": date(2026, 11, 20),
        "type_name": "Quyết định",
        "subject": "Về việc ban hành quy chế",
        "content": "Về việc ban hành quy chế",
        "signer": Signer("Nguyễn Văn An", "Bộ trưởng", "TM."),
        "priority": 1,
        "due_on": date(2026, 12, 1),
        "references": ("000.00.00.G12,2026/10/01,09/BTC-KH",),
        "packet": StoredFile("ab" * 32, 1234),
        "attachments": (
            Attachment("quyet-dinh.pdf", "application/pdf", StoredFile("cd" * 32, 99), "main", Verdict.VALID),
            Attachment("phu-luc.xlsx", "application/xlsx", StoredFile("ef" * 32, 7), "attached", Verdict.UNSIGNED),
        ),
        "verdict": Verdict.VALID,
        "remarks": (Remark("manifest-missing", "warning", {"sender": "Văn phòng"}, "manifest.xml"),),
        "entered_at": NOON,
        "handling": Handling.ARRIVED,
    }
    return Dispatch(**(facts | changes))


def text(subject: str = "Về việc ban hành quy chế", **changes) -> SearchText:
    facts = {"subject": subject, "body": "", "attachments": "", "number": "", "day": ""}
    return SearchText(**(facts | changes))
