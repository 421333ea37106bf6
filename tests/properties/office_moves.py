"""Random work in an office: moves that mostly fit where the book stands, and often enough do not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from ecabinet.domain.books.entry import Entry
from ecabinet.domain.offices.mandate import Authority
from ecabinet.domain.offices.numbering import next_arrival_number, next_number
from ecabinet.domain.offices.statements.arrival_refuse import ArrivalRefuse
from ecabinet.domain.offices.statements.catalogue import RULES
from ecabinet.domain.offices.statements.desk_enrol import DeskEnrol
from ecabinet.domain.offices.statements.directive_give import DirectiveGive
from ecabinet.domain.offices.statements.document_issued import DocumentIssued
from ecabinet.domain.offices.statements.document_signed import DocumentSigned
from ecabinet.domain.offices.statements.draft_approve import DraftApprove
from ecabinet.domain.offices.statements.draft_comment import DraftComment
from ecabinet.domain.offices.statements.draft_return import DraftReturn
from ecabinet.domain.offices.statements.draft_submit import DraftSubmit
from ecabinet.domain.offices.statements.head_seen import HeadIsSeen
from ecabinet.domain.offices.statements.mandate_end import MandateEnd
from ecabinet.domain.offices.statements.number_take import NumberTake
from ecabinet.domain.offices.statements.role_end import RoleEnd
from ecabinet.domain.offices.statements.role_grant import RoleGrant
from ecabinet.domain.offices.statements.task_close import TaskClose
from ecabinet.domain.offices.statements.task_report import TaskReport
from ecabinet.domain.offices.task import Outcome, Progress
from properties.office_pen import (
    NOON,
    ROLES,
    SEAL,
    OfficeBook,
    arrival_body,
    digest,
    identity,
    mandate_body,
    official_part,
)

Move = tuple[str, int, int, int]
"""What is done, and three numbers that say to what, how well aimed, and by whom."""

KINDS = (
    *("submit", "approve", "sign", "take", "issue", "whole", "take") * 4,
    *("comment", "return", "register", "refuse", "direct", "report", "close") * 2,
    *("mandate", "unmandate", "grant", "end", "enrol", "seen", "noise", "repeat", "year"),
)
NODES = st.recursive(
    st.text(max_size=6) | st.sampled_from(["1", digest("x"), identity("x"), "2026-12-01", "done"]),
    lambda nodes: st.lists(
        st.tuples(st.sampled_from(["draft", "version", "digest", "official", "id", "roles", "x", ""]), nodes),
        max_size=5,
    ).map(tuple),
    max_leaves=12,
)
_MOVE = st.tuples(st.sampled_from(KINDS), st.integers(0, 3), st.integers(0, 5), st.integers(0, 9))
MOVES = st.lists(_MOVE, max_size=20) | st.lists(_MOVE, min_size=50, max_size=90)
"""Short books, whose failures are easy to read, and long ones that come as far as issued documents."""
_EXPECTED = {
    **{"submit": "bich", "approve": "dung", "sign": "an", "take": "lan", "issue": "mai", "comment": "khoa"},
    **{"return": "dung", "register": "mai", "refuse": "lan", "direct": "an", "report": "bich", "close": "an"},
    **{"mandate": "an", "unmandate": "an", "grant": "an", "end": SEAL, "enrol": "bich", "seen": "bich"},
}


def played(moves: list[Move]) -> OfficeBook:
    book = OfficeBook()
    for kind, which, aim, who in moves:
        if kind == "year":
            book.now += timedelta(days=20)
            continue
        if kind == "whole":
            _signed_at_once(book)
            continue
        by = _EXPECTED.get(kind, "bich") if who < 8 else [*ROLES, SEAL, "stranger"][(which + aim + who) % 9]
        body, facts = _body(book, kind, which, aim, by)
        book.say(by, body, **facts)
    return book


def _signed_at_once(book: OfficeBook) -> None:
    """Submitted, approved and signed without a hitch, so that registers have something to do."""
    name = f"whole {len(book.entries)}"
    main, revision = digest((name, 1)), digest((name, "signed"))
    book.say("bich", DraftSubmit(identity(name), 1, main, name, "QĐ"), files=(main,))
    book.say("dung", DraftApprove(identity(name), 1, main))
    book.say("an", DocumentSigned(identity(name), 1, main, revision), files=(revision,))


def _body(book: OfficeBook, kind: str, which: int, aim: int, by: str) -> tuple[Any, dict[str, Any]]:
    if kind in ("submit", "approve", "sign", "return", "comment"):
        return _about_draft(book, kind, which, aim)
    if kind in ("take", "issue"):
        return _about_number(book, kind, which, aim)
    if kind in ("register", "refuse", "direct", "report", "close"):
        return _about_arrival(book, kind, which, aim), {}
    return _about_circle(book, kind, which, aim, by)


def _about_draft(book: OfficeBook, kind: str, which: int, aim: int) -> tuple[Any, dict[str, Any]]:
    name = f"d{which}"
    draft = book.office.drafts.get(identity(name))
    latest = draft.latest.number if draft else 0
    version = max(1, latest + (1 if kind == "submit" else 0) + (0, 0, 0, 0, 1, -1)[aim])
    main, revision = digest((name, version)), digest((name, version, "signed", len(book.entries)))
    match kind:
        case "submit":
            return DraftSubmit(identity(name), version, main, name, "QĐ"), {"files": (main,)}
        case "approve":
            return DraftApprove(identity(name), version, main if aim < 5 else digest("other")), {}
        case "return":
            return DraftReturn(identity(name), version, "Sai." if aim < 5 else ""), {}
        case "comment":
            return DraftComment(identity(name), version, "Ý kiến."), {}
    acting = {"authority": "KT.", "delegation": identity("m0")} if aim == 3 else {}
    return DocumentSigned(identity(name), version, main, revision), {"files": (revision,), **acting}


def _about_number(book: OfficeBook, kind: str, which: int, aim: int) -> tuple[Any, dict[str, Any]]:
    known = [*reversed(book.office.revisions), digest("never signed")]
    revision = known[which % len(known)]
    series, year = ("chung", "mat")[aim == 4], book.now.year + (aim == 5)
    if kind == "take":
        return NumberTake(series, year, next_number(book.office, series, year) + (aim == 3), revision), {}
    found = book.office.revisions.get(revision)
    place = found.number if found else None
    sealed = digest((revision, "sealed", aim))
    series, year, number = (place.series, place.year, place.number) if place and aim < 5 else ("chung", 2026, 1)
    return DocumentIssued(revision, sealed, series, year, number), {"files": (sealed,)}


def _about_arrival(book: OfficeBook, kind: str, which: int, aim: int) -> Any:
    packet, task, year = digest(("packet", which)), identity(f"t{which}"), book.now.year
    if aim < 3:
        packet = digest(("packet", len(book.entries)))
    match kind:
        case "register":
            number = next_arrival_number(book.office, year) + (aim == 5)
            return arrival_body(number, packet=packet, year=year)
        case "refuse":
            return ArrivalRefuse(packet, "A", "x", "Sai nơi nhận.")
        case "direct":
            return DirectiveGive(task, year, which + 1, "bich", ("khoa",)[: aim % 2], date(2027, 1, 1), "Xử lý.")
        case "report":
            return TaskReport(task, Progress.DONE if aim % 2 else Progress.IN_WORK, "Đang làm.")
    return TaskClose(task, Outcome.DONE if aim < 4 else Outcome.DROPPED, "Xong.")


def _about_circle(book: OfficeBook, kind: str, which: int, aim: int, by: str) -> tuple[Any, dict[str, Any]]:
    official = ("khoa", "cuong")[which % 2]
    match kind:
        case "mandate":
            return mandate_body(f"m{which}", official, authority=[*Authority][aim % 5]), {}
        case "unmandate":
            return MandateEnd(identity(f"m{which}"), "Hết."), {}
        case "grant":
            return RoleGrant(official_part(official, *(("clerk", "leader"), ("specialist",))[aim % 2])), {}
        case "end":
            return RoleEnd("khoa" if aim < 5 else "cuong", "Nghỉ."), {}
        case "enrol":
            return DeskEnrol(by, digest(f"desk {which}"), NOON + timedelta(days=aim)), {}
        case "seen":
            return HeadIsSeen(1, len(book.entries) + (aim == 5), digest("head")), {"signer": digest(f"desk {which}")}
        case "repeat":
            entry: Entry = book.entries[(which * 7 + aim) % len(book.entries)]
            return entry.body, {"type": entry.type, "id": entry.id}
    return (("draft", identity("d0")), ("version", "1")), {"type": [*RULES][(which * 6 + aim) % len(RULES)]}
