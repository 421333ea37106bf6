"""What a checked file says, in words: the verdict's sentence, integrity and trust apart, reasons, signers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ecabinet.domain.documents.evidence import EvidenceFinding, FileReport, SignatureReport, Verdict
from ui.kit.error_words import ERRORS, FINDINGS, finding_sentence
from ui.kit.formats import moment
from ui.kit.phrases import Words, say
from ui.kit.words.verify import FIELDS

Standing = Literal["holds", "unknown", "broken"]
_SHAPELESS = {"signature-malformed", "cannot-be-judged", "unsupported-signature-format"}
"""Findings after which nobody knows whether the content is whole."""
_MOMENTS = {"revoked_at", "until", "since", "claimed", "time"}


@dataclass(frozen=True)
class Holding:
    """One of the two questions of a signature, answered: is the content whole, is the signer to be believed."""

    standing: Standing
    words: Words


def integrity(one: SignatureReport) -> Holding:
    """Whether what was signed is what is here; says nothing of who signed."""
    if one.verdict is Verdict.ALTERED:
        return Holding("broken", say("Nội dung đã bị sửa sau khi ký"))
    if any(finding.code in _SHAPELESS for finding in one.findings):
        return Holding("unknown", say("Chưa xét được nội dung có nguyên vẹn hay không"))
    if one.covers == "whole-file":
        return Holding("holds", say("Nội dung nguyên vẹn, chữ ký bao trùm cả tệp"))
    return Holding("holds", say("Nội dung nguyên vẹn ở bản đã ký"))


def trust(one: SignatureReport) -> Holding:
    """Whether the signer's certificate is to be believed; says nothing of the content."""
    if one.verdict.holds:
        return Holding("holds", say("Chứng thư số tin cậy"))
    if one.verdict is Verdict.UNDECIDED:
        return Holding("unknown", say("Chưa đủ căn cứ để tin chứng thư số"))
    if one.verdict is Verdict.ALTERED:
        return Holding("unknown", say("Không xét người ký vì nội dung đã bị sửa"))
    return Holding("broken", say("Chữ ký không được chấp nhận"))


def sentence_of(report: FileReport) -> Words:
    """One sentence under the verdict's word."""
    count = len(report.signatures)
    if report.verdict is Verdict.UNSIGNED:
        return say("Trong tệp không có chữ ký số nào.")
    if report.verdict is Verdict.UNREADABLE:
        return say("Không kiểm tra được tệp này.")
    if report.verdict is Verdict.ALTERED:
        return say("Nội dung đang xem không phải nội dung đã ký.")
    if report.verdict is Verdict.UNDECIDED:
        return say("{count} chữ ký; còn điều chưa kiểm tra được", count=count)
    if report.verdict is Verdict.INVALID:
        return say("{count} chữ ký; có điều không đạt", count=count)
    return say("{count} chữ ký, không bị sửa sau khi ký", count=count)


def finding_words(one: EvidenceFinding) -> str:
    """The sentence for a finding, with fields and moments as people say them."""
    facts = {name: _told(name, value) for name, value in one.facts.items()}
    if one.code in ERRORS and one.code not in FINDINGS:
        return ERRORS[one.code].format_map(defaultdict(lambda: "?", facts))
    return finding_sentence(one.code, facts)


def reasons(report: FileReport) -> tuple[str, ...]:
    """Every finding of the file and its signatures that is more than a note, each sentence once, gravest first."""
    found = [*report.findings, *(finding for one in report.signatures for finding in one.findings)]
    order = {"error": 0, "warning": 1, "info": 2}
    grave = sorted((one for one in found if one.severity != "info"), key=lambda one: order[one.severity])
    return tuple(dict.fromkeys(map(finding_words, grave)))


def signer_name(one: SignatureReport) -> str:
    return one.signer or one.organisation or FIELDS.get(one.field, one.field)


def signer_kind(one: SignatureReport) -> Words:
    """What kind of certificate: an agency's seal or an official's, as far as it says."""
    if one.organisation in ("", one.signer):
        return say("Con dấu số của cơ quan") if one.organisation else say("Chứng thư số")
    return one.organisation


def signing_moment(one: SignatureReport) -> Words:
    """When, and by whose clock."""
    if one.trusted_time is not None:
        return say("{moment} · giờ tin cậy", moment=moment(one.trusted_time))
    if one.claimed_time is not None:
        return say("{moment} · giờ tự khai", moment=moment(one.claimed_time))
    return say("Không rõ thời điểm ký")


def _told(name: str, value: str) -> str:
    if name == "field":
        return FIELDS.get(value, value)
    if name in _MOMENTS and "T" in value:
        return moment(datetime.fromisoformat(value))
    return value
