"""Made-up arrivals and sent dispatches in a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from fakes.desk_data import FINANCE, OFFICE, dispatch, text

from ecabinet.application.jobs import Job, JobError, JobKind, JobState
from ecabinet.application.ports import Desk
from ecabinet.domain.calendar import office_day
from ecabinet.domain.dispatches.dispatch import Agency, Attachment, Box, Dispatch, Handling, Remark, StoredFile
from ecabinet.domain.dispatches.register import OutgoingEntry
from ecabinet.domain.dispatches.status import StatusCode, StatusReport
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.documents.number import DocumentNumber
from ecabinet.domain.identity import DispatchId, OrganId


def kept(desk: Desk, content: bytes) -> StoredFile:
    sink = desk.files.create()
    sink.write(content)
    return sink.keep()


def numbered(number: int) -> DispatchId:
    return DispatchId(UUID(int=(0x01A1_0000_0000_7000_8000 << 48) + number))


ARRIVALS = (
    ("Bộ Nông nghiệp và Môi trường", "8412", "BNNMT-ĐĐ", 3, 0, Verdict.VALID,
     "Về việc ứng phó khẩn cấp bão số 14 và mưa lũ tại các tỉnh Trung Bộ"),
    ("Bộ Quốc phòng", "5120", "BQP-TM", 2, 1, Verdict.VALID_WITH_REMARKS,
     "Đề nghị điều động lực lượng, phương tiện cứu hộ cứu nạn tại Quân khu 4 và Quân khu 5"),
    ("UBND tỉnh Quảng Ngãi", "3377", "UBND-NNTN", 1, 4, Verdict.UNDECIDED,
     "Báo cáo nhanh tình hình sơ tán dân cư vùng ven biển, cửa sông Trà Khúc"),
    ("Bộ Tư pháp", "2960", "BTP-PLHSHC", 0, 9, Verdict.ALTERED,
     "Thẩm định dự thảo Nghị định quy định về định danh và xác thực điện tử (sửa đổi)"),
    ("Bộ Y tế", "4418", "BYT-KCB", 0, None, Verdict.UNSIGNED,
     "Xin ý kiến dự thảo Chiến lược quốc gia về y tế số đến năm 2035"),
)  # fmt: skip


def fill_inbox(desk: Desk, paper: bytes, count: int = len(ARRIVALS)) -> list[Dispatch]:
    """Arrivals in the store, newest first in the list; the first is the most urgent."""
    now = desk.clock.now()
    file, table, packet = kept(desk, paper), kept(desk, b"PK\x03\x04 table"), kept(desk, b"<edXML/>")
    made = []
    with desk.records.writing() as unit:
        for place in reversed(range(count)):
            name, number, notation, priority, left, verdict, subject = ARRIVALS[place % len(ARRIVALS)]
            one = replace(
                dispatch(place + 1),
                id=numbered(count - place),
                document_id=f"d{place}",
                sender=Agency(OrganId(f"000.00.00.H{place % 90 + 10}"), name),
                addressees=(OFFICE,),
                number=DocumentNumber(number, notation),
                subject=subject,
                priority=priority,
                due_on=office_day(now) + timedelta(days=left) if left is not None else None,
                verdict=verdict,
                remarks=_remarks(verdict),
                packet=packet,
                attachments=(
                    Attachment("cong-van.pdf", "application/pdf", file, "main", verdict),
                    Attachment("phu-luc-1.xlsx", "application/vnd.ms-excel", table, "attached", None),
                ),
                entered_at=now - timedelta(minutes=31 * place + 2),
                handling=Handling.ARRIVED,
            )
            unit.dispatches.add(one, text(subject, number=one.number.text, body=name))
            made.insert(0, one)
    return made


def _remarks(verdict: Verdict) -> tuple[Remark, ...]:
    if verdict is Verdict.UNDECIDED:
        return (Remark("revocation-unknown", "warning", {"holder": "Lê Văn Tám"}, "cong-van.pdf"),)
    if verdict is Verdict.ALTERED:
        return (Remark("digest-mismatch", "error", {}, "cong-van.pdf"),)
    if verdict is Verdict.VALID_WITH_REMARKS:
        return (Remark("manifest-missing", "warning", {}),)
    return ()


SUBJECTS = (
    "Về việc ban hành Kế hoạch gửi, nhận văn bản điện tử năm 2027",
    "Về việc kiện toàn Tổ công tác",
    "Về việc phân công nhiệm vụ",
    "Về việc phê duyệt đề án",
)
HEALTH = Agency(OrganId("000.00.00.G24"), "Bộ Y tế")


def fill_outbox(desk: Desk, paper: bytes) -> list[Dispatch]:
    """Four sent dispatches: answered by one of two, refused, waiting after two tries, failed for good."""
    now = desk.clock.now().replace(microsecond=0)
    file, packet = kept(desk, paper), kept(desk, b"<edXML/>")
    away = JobError("exchange-out-of-reach", {"reason": "hub-unreachable", "url": "https://truc.example"})
    no = JobError("exchange-refused", {"reason": "packet-unreadable"})
    cases = (
        (JobState.DONE, None, (FINANCE, HEALTH), (("01", FINANCE, ""), ("03", FINANCE, ""))),
        (JobState.DONE, None, (HEALTH,), (("01", HEALTH, ""), ("02", HEALTH, "Gửi nhầm cơ quan"))),
        (JobState.QUEUED, away, (FINANCE,), ()),
        (JobState.FAILED, no, (FINANCE,), ()),
    )  # fmt: skip
    made = []
    with desk.records.writing() as unit:
        for place, (state, error, addressees, reports) in reversed(list(enumerate(cases))):
            at = now - timedelta(hours=place + 1)
            one = replace(
                dispatch(place + 1), id=numbered(100 - place), box=Box.OUT, sender=OFFICE, addressees=addressees,
                document_id=f"o{place}", number=DocumentNumber(f"{40 + place}", "QĐ-VPCP"), packet=packet,
                attachments=(Attachment("quyet-dinh.pdf", "application/pdf", file, "main", Verdict.VALID),),
                subject=SUBJECTS[place],
                entered_at=at, handling=Handling.SENT, remarks=(), priority=0, due_on=None,
            )  # fmt: skip
            unit.dispatches.add(one, text(one.subject, number=one.number.text))
            unit.registers.enter_outgoing(
                OutgoingEntry(OFFICE.organ_id, "chung", at.year, 40 + place, one.id, "vanthu.vpcp", at)
            )
            job = Job(
                UUID(int=(0x01A1_0000_0000_7000_9000 << 48) + place), JobKind.SUBMIT_DOCUMENT, one.id, packet, at, at
            )
            unit.jobs.add(job)
            later = now + timedelta(minutes=7) if state is JobState.QUEUED else at
            tries = 2 if error else 1
            unit.jobs.save(replace(job, state=state, attempts=tries, first_try=at, last_error=error, next_try=later))
            for minutes, (code, who, words) in enumerate(reports):
                told = at + timedelta(minutes=5 + minutes)
                unit.statuses.add(StatusReport(one.id, who.organ_id, StatusCode(code), words, "", told))
            made.insert(0, one)
    return made
