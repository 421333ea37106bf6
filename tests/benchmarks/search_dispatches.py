"""How long a search takes in a desk of 100,000 dispatches: prints medians in milliseconds.

Run: python tests/benchmarks/search_dispatches.py [COUNT]. Target: under 100 ms, newest first (issue 2).
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[1]))

from fakes.desk_data import dispatch, identity

from ecabinet.adapters.persistence.store import create_store, open_store, prepare_home
from ecabinet.application.ports import SearchText
from ecabinet.domain.dispatches.dispatch import Box
from ecabinet.domain.folding import phrases

TEXT = """
quyết định ban hành kế hoạch thực hiện chỉ thị đường bộ giao thông vận tải tài chính ngân sách đất đai môi trường
nông nghiệp công nghệ thông tin dữ liệu chuyển đổi số báo cáo tình hình phối hợp giữa các cơ quan địa phương huyện
xã thành phố tỉnh hội nghị cuộc họp triển khai nhiệm vụ giải pháp trọng tâm năm giai đoạn dự án đầu tư công trình
"""
WORDS = TEXT.split()
QUERIES = (
    "quyet dinh", '"quyet dinh"', '"đường bộ" "ngân sách"', "77123/QĐ-VPCP", "deo da deo",
    "quyet dinh ban hanh ke hoach dau tu cong", "21/11/2026",
)  # fmt: skip
BATCH = 2_000


def main(count: int) -> None:
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        home, key = Path(folder) / "desk", os.urandom(32)
        prepare_home(home)
        create_store(home, key, identity(), [], [])
        store = open_store(home, key)
        begun = time.perf_counter()
        for start in range(0, count, BATCH):
            with store.records.writing() as unit:
                for number in range(start, min(start + BATCH, count)):
                    unit.dispatches.add(*_made(number, rng))
        size = sum(path.stat().st_size for path in home.glob("store.db*")) / 1e6
        print(f"{count} dispatches in {time.perf_counter() - begun:.1f} s, {size:.0f} MB")
        for query in QUERIES:
            _measured(store.records, query)
        _measured(store.records, "ngay", Box.OUT)  # the worst case: every dispatch fits, none is in the box
        store.close()


def _made(number: int, rng: random.Random) -> tuple:
    body = " ".join(rng.choices(WORDS, k=75))
    if number % 10_000 == 0:
        body += " đèo Đá Đẽo"
    one = replace(dispatch(number), id=UUID(int=(0x7000 << 64) + number), attachments=dispatch().attachments[:1])
    subject = "Về việc " + " ".join(rng.choices(WORDS, k=10))
    return one, SearchText(
        subject, body, "phụ lục", f"{number}/QĐ-VPCP Quyết định", "ngày 21 tháng 11 năm 2026 21/11/2026"
    )


def _measured(records, query: str, box: Box | None = None) -> None:
    times, found = [], 0
    for _ in range(9):
        begun = time.perf_counter()
        with records.reading() as unit:
            found = len(unit.dispatches.newest(box, phrases(query), 50))
        times.append((time.perf_counter() - begun) * 1000)
    print(
        f"{query!r} in {box or 'all'}: {found} shown,"
        f" median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
