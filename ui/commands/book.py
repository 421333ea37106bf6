"""`ecabinet book verify` and `book show`: an evidence file, off line, with trusted roots and nothing else."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from docexchange.books.chain import Flaw
from docexchange.books.evidence import BrokenEntry
from ecabinet.adapters.book_evidence import JudgedBook
from ecabinet.adapters.book_replay import kind_of, replayed_office
from ecabinet.bootstrap import book_verifier
from ecabinet.domain.documents.evidence import Verdict
from ui.kit.command_line import Answer, Command, Exit
from ui.kit.desk_words import moment
from ui.kit.error_words import finding_sentence
from ui.kit.office_words import office_data, set_aside_data

_SIGNATURE = (Flaw.STATEMENT, Flaw.CONTENT, Flaw.NOT_FOUNDED)
_ORDER = (Flaw.GAP, Flaw.REPEATED, Flaw.TIME, Flaw.TWICE)
_NO_MEETING: dict[str, Any] = {"title": None, "profile": None, "members": 0, "quorum": []}
_STATUS = {"holds": Exit.DONE, "does-not-hold": Exit.DOES_NOT_HOLD, "undecided": Exit.UNDECIDED}
_WORDS = {
    "holds": "hồ sơ toàn vẹn, mọi chữ ký đều được tin",
    "does-not-hold": "hồ sơ KHÔNG đạt",
    "undecided": "hồ sơ toàn vẹn nhưng chưa đủ căn cứ để tin mọi chữ ký",
}


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP", help="hồ sơ chứng cứ (.asice)")
    parser.add_argument("--trust", type=Path, metavar="THƯ-MỤC", help="chứng thư gốc được tin")


def _verify(arguments: argparse.Namespace) -> Answer:
    judged = book_verifier(arguments.trust).judge(arguments.file)
    kind = kind_of(judged.entries)
    office, set_aside = replayed_office(judged.entries) if kind == "office" else (None, ())
    broken = _broken(judged)
    verdict = _verdict(judged, kind, broken)
    membership = judged.reading.membership
    data: dict[str, Any] = {
        "book": membership.book if membership else None,
        "verdict": verdict,
        "finality": "provisional",
        "statements": len(judged.entries),
        "set_aside": [set_aside_data(one) for one in set_aside],
        "broken": broken,
        "meeting": dict(_NO_MEETING),
        "polls": [],
        "title": membership.title if membership else None,
        "stamped_at": moment(judged.stamped_at),
        "signers": [_signer(one) for one in judged.signers],
        "files": len(judged.reading.files),
        "withheld": [one.name for one in judged.reading.withheld],
        "numbers": len(office.numbers) if office else 0,
        "findings": [_not_judged()] if kind not in ("office", "") else [],
    }
    return Answer(data, tuple(_lines(arguments.file, data)), _STATUS[verdict])


def _verdict(judged: JudgedBook, kind: str, broken: list[dict[str, str]]) -> str:
    if broken or judged.trust is Verdict.INVALID:
        return "does-not-hold"
    # Only offices can be replayed so far: the bytes of a meeting's book hold, its results are not recomputed.
    return "holds" if judged.trust is Verdict.VALID and kind == "office" else "undecided"


def _broken(judged: JudgedBook) -> list[dict[str, str]]:
    found = [_named(one) for one in judged.reading.broken]
    flaw = judged.reading.flaw
    if flaw is not None:
        what = "signature" if flaw.flaw in _SIGNATURE else "order" if flaw.flaw in _ORDER else "chain"
        words = finding_sentence(flaw.flaw, {"entry": f"{flaw.sequence:06d}"})
        found.append({"id": f"book/{flaw.sequence:06d}", "what": what, "code": str(flaw.flaw), "detail": words})
    for one in judged.signers:
        if one.verdict is Verdict.INVALID:
            words = f"{one.name}: {finding_sentence(one.code, {'holder': one.name})}"
            found.append({"id": one.certificate, "what": "signature", "code": one.code, "detail": words})
    return found


def _named(one: BrokenEntry) -> dict[str, str]:
    folder = one.entry.partition("/")[0]
    what = {"files": "file", "evidence": "file", "book": "signature", "META-INF": "signature"}.get(folder, "chain")
    words = finding_sentence(one.reason, {"entry": one.entry})
    if one.detail:
        words += f" ({finding_sentence(one.detail)})"
    return {"id": one.entry, "what": what, "code": str(one.reason), "detail": words}


def _signer(one: Any) -> dict[str, Any]:
    return {
        "name": one.name,
        "certificate": one.certificate,
        "verdict": one.verdict.value,
        "code": one.code or None,
        "trusted_time": moment(one.trusted_time),
    }


def _not_judged() -> dict[str, str]:
    return {"code": "book-not-judged", "severity": "warning", "message": finding_sentence("book-not-judged")}


def _lines(path: Path, data: dict[str, Any]) -> list[str]:
    lines = [f"{path}: {_WORDS[data['verdict']]}; {data['statements']} mục, {data['files']} tệp."]
    lines += [f"  ! {one['detail']}" for one in data["broken"]]
    lines += [f"  không có hiệu lực, mục {one['sequence']}: {one['message']}" for one in data["set_aside"]]
    lines += [
        f"  {one['name']}: {finding_sentence(one['code'] or '', {'holder': one['name']})}"
        for one in data["signers"]
        if one["verdict"] == "undecided"
    ]
    return lines + [f"  {one['message']}" for one in data["findings"]]


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP", help="hồ sơ chứng cứ (.asice)")


def _show(arguments: argparse.Namespace) -> Answer:
    judged = book_verifier(None).judge(arguments.file)
    membership = judged.reading.membership
    data: dict[str, Any] = {"meeting": None, "office": None, "holds": judged.reading.holds}
    lines = [f"{membership.title if membership else arguments.file}: {len(judged.entries)} mục"]
    if kind_of(judged.entries) == "office":
        office, set_aside = replayed_office(judged.entries)
        title = membership.title if membership else None
        data["office"] = {
            "book": membership.book if membership else None,
            "title": title,
            **office_data(office),
            "set_aside": [set_aside_data(one) for one in set_aside],
        }
        lines += [f"  dự thảo {one['title']} [{one['state']}]" for one in data["office"]["drafts"]]
        lines += [f"  số đến {one['number']}: {one['subject']}" for one in data["office"]["arrivals"]]
    return Answer(data, tuple(lines), Exit.DONE if judged.reading.holds else Exit.DOES_NOT_HOLD)


COMMANDS = (
    Command(
        "book verify",
        "Kiểm hồ sơ chứng cứ của một sổ, không cần mạng",
        "ecabinet book verify phien-hop.asice --trust tin-cay/",
        _verify_arguments,
        _verify,
    ),
    Command(
        "book show",
        "Xem sổ trong hồ sơ chứng cứ: dự thảo, số, văn bản đến, nhiệm vụ",
        "ecabinet book show so-co-quan.asice --json",
        _show_arguments,
        _show,
    ),
)
