"""A fresh desk takes a whole office's book from a hub's process: `python tests/benchmarks/office_open.py [statements]`.

All that `office sync` does the first time: pages over TLS, every signature, receipt and place checked, rows written to
the encrypted store, the office replayed, trust in each signer judged. Prints JSON; statements a second of wall time and
of the desk's processor.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from conftest import PEOPLE  # noqa: E402
from properties.office_network import OfficeNetwork, PreparedPapers, Seat, an_office_network  # noqa: E402

from ecabinet.application.book_ports import Capacity, Saying  # noqa: E402
from ecabinet.application.offices.read_office import read_office  # noqa: E402
from ecabinet.application.offices.submit_draft import SubmitDraft, submit_draft  # noqa: E402
from ecabinet.application.ports import ExchangeOutOfReach  # noqa: E402
from ecabinet.domain.calendar import VIETNAM  # noqa: E402
from ecabinet.domain.offices.statements.draft_comment import DraftComment  # noqa: E402
from ui.demo.pki import TestPki, free_port  # noqa: E402
from ui.demo.pki_server import serve  # noqa: E402


def filled(network: OfficeNetwork, count: int) -> None:
    """Founding, one draft, and comments on it, each signed and appended as a desk does, without replay in between."""
    network.found()
    specialist, head = network["specialist"], network["minister"]
    command = SubmitDraft(network.book, network.paper("Kế hoạch năm"))
    draft = dict(submit_draft(command, specialist.office, PreparedPapers(), specialist.pen).entry.body)["draft"]
    network.sync("specialist")
    network.sync("minister")
    reading = network.read("minister")
    post = network.pki.people["minister"].post
    for number in range(count - len(reading.entries)):
        made = datetime.now(UTC).astimezone(VIETNAM).replace(microsecond=0)
        body = DraftComment(draft, 1, f"Ý kiến {number}").to_node()
        saying = Saying(
            *(network.book, head.office.desk.identifiers.new(), "draft.comment/1", "minister"),
            *(Capacity(post), made, reading.place, body),
        )
        _appended(head, network.book, head.pen.sign(saying).raw)


def _appended(seat: Seat, book: str, raw: bytes) -> None:
    while True:
        try:
            return seat.wire.append(book, raw, "")
        except ExchangeOutOfReach:  # the hub takes so many bytes a minute from one official
            time.sleep(1)


def measured(network: OfficeNetwork, count: int) -> dict[str, float]:
    """The other clerk's desk has the founding only; what it still lacks is fetched at once."""
    before = len(network.raw("clerk-2"))
    wall, processor = time.perf_counter(), time.process_time()
    synced = network.sync("clerk-2")
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    assert synced is not None
    assert (synced.offices[0].troubles, synced.offices[0].reading.set_aside) == ((), ())
    taken = len(network.raw("clerk-2")) - before
    assert taken == count - 1, taken
    start = time.perf_counter()
    read_office(network.book, network["clerk-2"].office)
    return {
        "statements": taken,
        "statements_a_second": round(taken / wall),
        "statements_a_second_of_processor": round(taken / processor),
        "read_again_seconds": round(time.perf_counter() - start, 2),
    }


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        pki = TestPki.create(folder / "pki", f"http://127.0.0.1:{port}", PEOPLE)
        server = serve(pki.folder, port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with an_office_network(folder, pki) as network:
            filled(network, count)
            print(json.dumps(measured(network, count)))
        server.shutdown()


if __name__ == "__main__":
    main()
