"""Acknowledged, durable appends to books, over TCP with TLS: `python tests/benchmarks/book_append.py`.

One real hub process on SQLite; statements of about 3 KB signed beforehand; every append is acknowledged with the hub's
receipt after its commit reached the disk. Writers are processes of their own, as desks are: one alone, then eight at
once into one book, then eight into eight books. Beside it what the same disk can do: bare commits in one thread.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "docexchange" / "hub")]

from hub_world import HubAddress  # noqa: E402
from shelf_world import ShelfWorld, found_shelf  # noqa: E402

from docexchange.books.chain import chain_flaw  # noqa: E402
from docexchange.client.hub_client import HubClient  # noqa: E402
from docexchange.hub import book_audit  # noqa: E402

WRITERS, EACH, ALONE = 8, 250, 600
Times = list[tuple[float, float]]


def bare_commits(folder: Path, count: int = 300) -> float:
    """Commits a second of one row of 4 KB, as the hub's store makes them durable."""
    store = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    for line in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE t (x BLOB)"):
        store.execute(line)
    begun = time.perf_counter()
    for _ in range(count):
        store.execute("INSERT INTO t VALUES (?)", (os.urandom(4096),))
    took = time.perf_counter() - begun
    store.close()
    return count / took


def write(
    address: HubAddress, session: object, statements: list[tuple[str, bytes]], ready: Barrier, results: object
) -> None:
    """One desk: appends one after the other; tells when each began and ended."""
    client = HubClient(address)
    client._calls.session = session
    books = client.books()
    books.hub_keys()
    times: Times = []
    ready.wait()
    for book, raw in statements:
        begun = time.monotonic()
        books.append(book, raw)
        times.append((begun, time.monotonic()))
    results.put(times)
    client.close()


def run(shelf: ShelfWorld, shares: list[list[tuple[str, bytes]]]) -> dict[str, float]:
    """All shares at once; appends a second from the first beginning to the last end, and how long one took."""
    ready, results = multiprocessing.Barrier(len(shares)), multiprocessing.Queue()
    session = shelf.client("clerk").session
    writers = [
        multiprocessing.Process(target=write, args=(shelf.hub.address, session, share, ready, results))
        for share in shares
    ]
    spent = cpu_seconds(shelf)
    for writer in writers:
        writer.start()
    times = [one for _ in writers for one in results.get()]
    for writer in writers:
        writer.join()
    took = max(end for _, end in times) - min(begun for begun, _ in times)
    waits = sorted(end - begun for begun, end in times)
    return {
        "appends_per_second": round(len(times) / took, 1),
        "p50_ms": round(median(waits) * 1000, 2),
        "p99_ms": round(waits[len(waits) * 99 // 100] * 1000, 2),
        "hub_cpu_ms_each": round((cpu_seconds(shelf) - spent) / len(times) * 1000, 2),
    }


def cpu_seconds(shelf: ShelfWorld) -> float:
    fields = Path(f"/proc/{shelf.hub.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def signed(shelf: ShelfWorld, books: Iterable[str], count: int) -> list[tuple[str, bytes]]:
    names = list(books)
    return [
        (name, shelf.sign(shelf.statement("clerk", f"Kính trình lãnh đạo xem xét, lần {number}", book=name), "clerk"))
        for number in range(count)
        for name in (names[number % len(names)],)
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        shelf = found_shelf(Path(folder) / "data", "--requests-per-minute", "10000000")
        founded = [shelf.books("head").found(shelf.sign(shelf.founding_statement(), "seal")) for _ in range(WRITERS)]
        others = [one.record.book for one in founded]
        report: dict[str, object] = {
            "load": os.getloadavg()[0],
            "bare_commits_per_second": round(bare_commits(Path(folder))),
        }
        report["one writer"] = run(shelf, [signed(shelf, [shelf.book], ALONE)])
        shares = [signed(shelf, [shelf.book], EACH) for _ in range(WRITERS)]
        report["eight writers, one book"] = run(shelf, shares)
        shares = [signed(shelf, [book], EACH) for book in others]
        report["eight writers, eight books"] = run(shelf, shares)
        whole = shelf.everything()
        assert len(whole) == 1 + ALONE + WRITERS * EACH
        assert chain_flaw(whole, shelf.books().hub_keys()) is None
        assert book_audit.verify(shelf.hub.data) == (len(whole) + WRITERS * (EACH + 1), [])
        report["statement_bytes"] = len(whole[-1].raw)
        shelf.close()
        print(json.dumps(report, indent=1))


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main()
