"""Replay of an office's book without signatures: `python tests/benchmarks/office_replay.py`.

Years of an office in the proportions of its work: every third draft is changed after approval, two clerks race for
every tenth number, each arrival is directed, reported and closed. Medians of rounds, entries per second.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from properties.office_pen import OfficeBook, arrival_body, digest, identity  # noqa: E402

from ecabinet.domain.books.entry import Entry  # noqa: E402
from ecabinet.domain.offices.profile import DECREE_30  # noqa: E402
from ecabinet.domain.offices.replay import Replaying, after, replay  # noqa: E402
from ecabinet.domain.offices.statements.directive_give import DirectiveGive  # noqa: E402
from ecabinet.domain.offices.statements.document_issued import DocumentIssued  # noqa: E402
from ecabinet.domain.offices.statements.document_signed import DocumentSigned  # noqa: E402
from ecabinet.domain.offices.statements.draft_approve import DraftApprove  # noqa: E402
from ecabinet.domain.offices.statements.draft_comment import DraftComment  # noqa: E402
from ecabinet.domain.offices.statements.draft_submit import DraftSubmit  # noqa: E402
from ecabinet.domain.offices.statements.number_take import NumberTake  # noqa: E402
from ecabinet.domain.offices.statements.task_close import TaskClose  # noqa: E402
from ecabinet.domain.offices.statements.task_report import TaskReport  # noqa: E402
from ecabinet.domain.offices.task import Progress  # noqa: E402

DOCUMENTS, ROUNDS, TARGET = 2_000, 5, 20_000


def submit(book: OfficeBook, name: str, version: int) -> str:
    main = digest((name, version))
    book.say("bich", DraftSubmit(identity(name), version, main, f"Dự thảo {name}", "QĐ", "QĐ-VPCP"), files=(main,))
    return identity(name)


def write_document(book: OfficeBook, number: int) -> None:
    name = f"draft {number}"
    draft = submit(book, name, 1)
    book.say("khoa", DraftComment(draft, 1, "Đề nghị rà soát lại căn cứ pháp lý và thời hạn thực hiện."))
    version = 2 if number % 3 == 0 else 1
    if version == 2:
        book.say("dung", DraftApprove(draft, 1, digest((name, 1))))
        submit(book, name, 2)
    revision, sealed = digest((name, "signed")), digest((name, "sealed"))
    book.say("dung", DraftApprove(draft, version, digest((name, version))))
    book.say("an", DocumentSigned(draft, version, digest((name, version)), revision), files=(revision,))
    book.say("lan", NumberTake("chung", 2026, number, revision))
    if number % 10 == 0:
        book.say("mai", NumberTake("chung", 2026, number, revision))
    body = DocumentIssued(revision, sealed, "chung", 2026, number, ("000.00.00.G12",), identity((name, "dispatch")))
    book.say("lan", body, files=(sealed,))


def write_arrival(book: OfficeBook, number: int) -> None:
    task = identity(("task", number))
    book.say("lan", arrival_body(number))
    book.say("an", DirectiveGive(task, 2026, number, "bich", ("khoa",), date(2026, 12, 31), "Giao chủ trì xử lý."))
    book.say("bich", TaskReport(task, Progress.IN_WORK, "Đang nghiên cứu."))
    book.say("bich", TaskReport(task, Progress.DONE, "Đã trình văn bản trả lời."))
    book.say("an", TaskClose(task))


def years() -> list[Entry]:
    book = OfficeBook()
    for number in range(1, DOCUMENTS + 1):
        write_document(book, number)
        write_arrival(book, number)
    return book.entries


def main() -> int:
    entries = years()
    full: list[float] = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        office = replay(entries, DECREE_30)
        full.append(len(entries) / (time.perf_counter() - begun))
    snapshot = replay(entries[:-1], DECREE_30)
    begun = time.perf_counter()
    last = after(snapshot, entries[-1])
    one_more = time.perf_counter() - begun
    assert last == office
    replaying = Replaying.resumed(snapshot)
    begun = time.perf_counter()
    replaying.add(entries[-1])
    live = time.perf_counter() - begun
    assert len(office.issues) == len(office.arrivals) == DOCUMENTS and len(office.set_aside) == DOCUMENTS // 10
    found = {
        "entries": len(entries),
        "replay_per_second": round(median(full)),
        "slowest_round": round(min(full)),
        "one_entry_on_a_snapshot_ms": round(one_more * 1e3, 2),
        "one_entry_on_a_replay_in_progress_ms": round(live * 1e3, 3),
        "target_per_second": TARGET,
    }
    print(json.dumps(found))
    return 0 if median(full) >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
