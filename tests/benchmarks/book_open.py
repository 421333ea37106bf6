"""Opening and verifying a book on one core: `python tests/benchmarks/book_open.py [statements]`.

Everything a reader does for each statement: XAdES signature (P-256), strict reading, record, receipt (P-256), chain and
circle. Beside it, interleaved in the same run, signxml's XAdES verify of the same bytes (signature only).
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "signing" / "xml"), str(ROOT / "tests" / "docexchange" / "books")]

import signxml.xades  # noqa: E402
from book_keys import people  # noqa: E402
from book_world import FILE, BookWorld  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402
from cryptography.hazmat.primitives.serialization import Encoding  # noqa: E402
from xml_samples import certify  # noqa: E402

from docexchange.books.acceptance import receipt_holds  # noqa: E402
from docexchange.books.chain import BookReader  # noqa: E402
from docexchange.books.statement import read_signed, read_statement, write_statement  # noqa: E402
from docexchange.hub.identity import open_hub_key  # noqa: E402
from signing.keys.software import software_key  # noqa: E402
from signing.xml.verify import verify_xml  # noqa: E402

ROUNDS, PIECE = 9, 40


def filled(folder: Path, count: int) -> tuple[BookWorld, Path]:
    """A book of `count` statements of about 1 KB of content, and the root that signxml shall trust."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = certify(root_key, "Root")
    (folder / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    private = ec.generate_private_key(ec.SECP256R1())
    clerk = software_key(private, certify(private, "Trần Thị Bình", (root_key, root)), (root,))
    book = BookWorld({**people(), "clerk": clerk}, open_hub_key(folder)).found()
    for _ in range(count - 1):
        book.say(files=(FILE,))
    return book, folder / "root.pem"


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def open_book(book: BookWorld) -> None:
    reader = BookReader(book.hub_keys)
    for one in book.accepted:
        assert reader.take(one).refusal is None


def parts(book: BookWorld) -> dict[str, float]:
    """Microseconds for one statement, each part alone."""
    one = book.accepted[-1]
    signed, key = read_signed(one.raw), book.hub.certificate.public_key()
    content = write_statement(signed.statement)
    work: dict[str, Callable[[], object]] = {
        "verify_xml": lambda: verify_xml(one.raw),
        "read_statement": lambda: read_statement(content),
        "receipt_holds": lambda: receipt_holds(one.record, one.receipt, key),
    }
    return {
        name: round(min(seconds(lambda call=call: [call() for _ in range(300)]) for _ in range(5)) / 300 * 1e6, 1)
        for name, call in work.items()
    }


def by_signxml(book: BookWorld, root_file: Path) -> None:
    configuration = signxml.xades.XAdESSignatureConfiguration(expect_references=2)
    for one in book.accepted[-PIECE:]:
        signxml.xades.XAdESVerifier().verify(one.raw, ca_pem_file=str(root_file), expect_config=configuration)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    with tempfile.TemporaryDirectory() as folder:
        book, root_file = filled(Path(folder), count)
        times: dict[str, list[float]] = {"open": [], "verify_xml": [], "read_signed": [], "signxml": []}
        for _ in range(ROUNDS):
            times["open"].append(seconds(lambda: open_book(book)) / count)
            times["verify_xml"].append(seconds(lambda: [verify_xml(one.raw) for one in book.accepted]) / count)
            times["read_signed"].append(seconds(lambda: [read_signed(one.raw) for one in book.accepted]) / count)
            times["signxml"].append(seconds(lambda: by_signxml(book, root_file)) / PIECE)
        took = {name: median(values) for name, values in times.items()}
        report = {
            "statements": count,
            "bytes_each": len(book.accepted[-1].raw),
            "opened_and_verified_per_second": round(1 / took["open"]),
            "best_round_per_second": round(1 / min(times["open"])),
            "verify_xml_ms": round(took["verify_xml"] * 1000, 3),
            "read_signed_ms": round(took["read_signed"] * 1000, 3),
            "signxml_verify_ms": round(took["signxml"] * 1000, 3),
            "signxml_over_verify_xml": round(took["signxml"] / took["verify_xml"], 1),
            "signxml_over_read_signed": round(took["signxml"] / took["read_signed"], 1),
            "signxml_over_whole_opening": round(took["signxml"] / took["open"], 1),
            "parts_us": parts(book),
        }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
