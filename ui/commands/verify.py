"""`ecabinet verify`: the evidence in any signed files, for machines and for people."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from ecabinet.bootstrap import evidence_checker
from ecabinet.domain.documents.evidence import EvidenceFinding, FileReport, SignatureReport, Verdict, worst
from ui.kit.command_line import Answer, Command, Exit, Usage
from ui.kit.error_words import ERRORS, FINDINGS, finding_sentence
from ui.kit.words.verify import ADVICE, FIELDS, VERDICTS
from ui.kit.world_words import reason

VIETNAM = timezone(timedelta(hours=7))
CLOCK = "%H:%M:%S ngày %d/%m/%Y"
MOMENTS = frozenset({"revoked_at", "until", "since", "claimed", "time"})

STATUS = {
    Verdict.VALID: Exit.DONE,
    Verdict.VALID_WITH_REMARKS: Exit.DONE,
    Verdict.UNDECIDED: Exit.UNDECIDED,
    Verdict.INVALID: Exit.DOES_NOT_HOLD,
    Verdict.ALTERED: Exit.DOES_NOT_HOLD,
    Verdict.UNSIGNED: Exit.DOES_NOT_HOLD,
    Verdict.UNREADABLE: Exit.UNREADABLE,
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP", help="PDF, XML, gói tin edXML, gói ASiC-E")
    parser.add_argument(
        "--trust", type=Path, metavar="THƯ_MỤC", help="chỉ tin các chứng thư gốc trong thư mục này (roots/, tsa/)"
    )
    parser.add_argument(
        "--at", metavar="THỜI_ĐIỂM", help="xét tại thời điểm này (ISO 8601; không ghi múi giờ là +07:00)"
    )
    parser.add_argument("--offline", action="store_true", help="không tải gì từ mạng")


def _run(parsed: argparse.Namespace) -> Answer:
    checker = evidence_checker(parsed.trust, fetch=not parsed.offline)
    at = _moment(parsed.at)
    reports = []
    for path in parsed.files:
        try:
            reports.append(checker.check(path, at))
        except OSError as error:
            facts = {"file": path.name, "reason": reason(error)}
            finding = EvidenceFinding("file-not-found", "error", facts)
            reports.append(FileReport(str(path), "unknown", Verdict.UNREADABLE, findings=(finding,)))
    return Answer(
        data={"files": [_file(report) for report in reports]},
        lines=tuple(line for report in reports for line in _lines(report)),
        status=STATUS[worst(report.verdict for report in reports)],
    )


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Usage("--at cần thời điểm dạng ISO 8601, ví dụ 2026-11-21T10:00:00+07:00") from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=VIETNAM)


def _file(report: FileReport) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "path": report.path,
        "kind": report.kind,
        "verdict": str(report.verdict),
        "signatures": [_signature(one) for one in report.signatures],
        "attachments": [
            {"name": one.name, "sha256": one.sha256, "verdict": str(one.verdict)} for one in report.attachments
        ],
        "findings": [_finding(one) for one in report.findings],
    }
    if report.kind == "pdf":
        shown |= {"issued": report.issued, "so": report.so, "ngay": report.ngay}
    return shown


def _signature(one: SignatureReport) -> dict[str, Any]:
    return {
        "field": one.field,
        "signer": one.signer,
        "organisation": one.organisation,
        "serial": one.serial,
        "issuer": one.issuer,
        "verdict": str(one.verdict),
        "level": one.level,
        "claimed_time": one.claimed_time.isoformat() if one.claimed_time else None,
        "trusted_time": one.trusted_time.isoformat() if one.trusted_time else None,
        "covers": one.covers,
        "findings": [_finding(finding) for finding in one.findings],
    }


def _finding(one: EvidenceFinding) -> dict[str, str]:
    return {"code": one.code, "severity": one.severity, "message": _message(one)}


def _message(one: EvidenceFinding) -> str:
    facts = {name: _told(name, value) for name, value in one.facts.items()}
    if one.code in ERRORS and one.code not in FINDINGS:
        # What stops a reader elsewhere is a finding here.
        return ERRORS[one.code].format_map(defaultdict(lambda: "?", facts))
    return finding_sentence(one.code, facts)


def _told(name: str, value: str) -> str:
    """Names of fields and moments as people say them."""
    if name == "field":
        return FIELDS.get(value, value)
    if name in MOMENTS and "T" in value:
        return datetime.fromisoformat(value).astimezone(VIETNAM).strftime(CLOCK)
    return value


def _lines(report: FileReport, indent: str = "") -> Iterator[str]:
    yield f"{indent}{report.path}: {VERDICTS[report.verdict]}"
    if report.so or report.ngay:
        state = "đã ban hành" if report.issued else "chưa được bảo đảm"
        yield f"{indent}  Số {report.so or '…'}, {report.ngay or 'chưa có ngày'} ({state})"
    for one in report.signatures:
        yield f"{indent}  {VERDICTS[one.verdict]}: {_who(one)}; {_when(one)}; mức {one.level}"
        yield from (f"{indent}    {_message(finding)}" for finding in one.findings)
    told = {finding for one in report.signatures for finding in map(_message, one.findings)}
    for finding in report.findings:
        if _message(finding) not in told:
            yield f"{indent}  {_message(finding)}"
    for attachment in report.attachments:
        if attachment.report is not None and attachment.verdict is not Verdict.UNSIGNED:
            yield from _lines(attachment.report, indent + "  ")
        else:
            yield f"{indent}  {attachment.name}: {VERDICTS[attachment.verdict]}"
    if not indent and ADVICE[report.verdict]:
        yield f"  → {ADVICE[report.verdict]}"


def _who(one: SignatureReport) -> str:
    if not one.signer:
        return one.field
    return one.signer if one.organisation in ("", one.signer) else f"{one.signer} ({one.organisation})"


def _when(one: SignatureReport) -> str:
    moment = one.trusted_time or one.claimed_time
    if moment is None:
        return "không rõ thời điểm ký"
    shown = moment.astimezone(VIETNAM).strftime(CLOCK)
    return f"dấu thời gian {shown}" if one.trusted_time else f"người ký ghi {shown}"


COMMANDS = (
    Command(
        name="verify",
        summary="Kiểm tra chữ ký số trên tệp PDF, XML, gói tin edXML",
        example="ecabinet verify cong-van.pdf --trust chung-thu-goc --offline",
        arguments=_arguments,
        run=_run,
    ),
)
