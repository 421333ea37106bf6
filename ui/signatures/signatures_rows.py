"""Signatures and enclosed files of a checked file, as rows and facts."""

from __future__ import annotations

from ecabinet.domain.documents.evidence import FileReport, SignatureReport
from ui.kit.dispatch_words import verdict_words
from ui.kit.evidence_words import finding_words, integrity, signer_kind, signer_name, signing_moment, trust
from ui.kit.fact_list import Fact
from ui.kit.formats import moment
from ui.kit.phrases import Words, say
from ui.kit.words.verify import FIELDS

_COVERS: dict[str, Words] = {
    "whole-file": say("Cả tệp"),
    "revision": say("Bản tại lúc ký; sau đó tệp có thêm phần"),
    "part": say("Một phần của tệp"),
}
_KIND: dict[str, Words] = {
    "pdf": "PDF",
    "xml": "XML",
    "statement": say("Phát biểu đã ký (XML)"),
    "asice": say("Gói ASiC-E"),
    "edxml": say("Gói tin edXML"),
    "unknown": say("Không rõ"),
}


def file_kind(report: FileReport) -> Words:
    return _KIND.get(report.kind, report.kind)


def signature_facts(one: SignatureReport) -> tuple[Fact, ...]:
    """Everything that is known of one signature."""
    return (
        (say("Người ký"), signer_name(one)),
        (say("Tổ chức"), signer_kind(one)),
        (say("Kết luận"), verdict_words(one.verdict)),
        (say("Toàn vẹn"), integrity(one).words),
        (say("Tin cậy"), trust(one).words),
        (say("Thời điểm"), signing_moment(one)),
        (say("Giờ tự khai"), moment(one.claimed_time) if one.claimed_time and one.trusted_time else ""),
        (say("Phạm vi"), _COVERS.get(one.covers, one.covers)),
        (say("Mức"), "" if one.level == "none" else one.level),
        (say("Ô chữ ký"), FIELDS.get(one.field, one.field)),
        (say("Nơi cấp"), one.issuer),
        (say("Số sê-ri"), one.serial),
        *((say("Ghi nhận"), finding_words(finding)) for finding in one.findings),
    )


def issue_facts(report: FileReport) -> tuple[Fact, ...]:
    """Number and day of a document of our own form, and whether the seal guarantees them."""
    if not (report.so or report.ngay):
        return ()
    state = say("đã ban hành") if report.issued else say("chưa được bảo đảm")
    return (
        (say("Số"), say("{number} ({state})", number=report.so or "…", state=state)),
        (say("Ngày"), report.ngay or ""),
    )


def enclosed_facts(report: FileReport) -> tuple[Fact, ...]:
    """The files of a packet or container and the verdict of each."""
    return tuple((verdict_words(one.verdict), one.name) for one in report.attachments)
