"""Reading packets beside merely walking them, in one run: `python tests/benchmarks/envelope_header.py`.

Header: from bytes to the model with all its findings, beside walking the same elements: with the same parser and empty
handlers (the target is 5 times that), and with lxml's tree. Packet: a 300 KB attachment decoded, hashed and judged,
beside lxml and base64 alone; and 100 MB streamed. Medians of interleaved rounds.
"""

from __future__ import annotations

import base64
import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from xml.parsers import expat

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "docexchange" / "envelope")]

from envelope_packets import DOCUMENT, packet  # noqa: E402
from lxml import etree  # noqa: E402

from docexchange.envelope.element_stream import ElementStream  # noqa: E402
from docexchange.envelope.header_reader import read_document  # noqa: E402
from docexchange.envelope.notes import Notes  # noqa: E402
from docexchange.envelope.packet_shape import recognise  # noqa: E402
from docexchange.envelope.read import read_header, read_packet  # noqa: E402

ROUNDS, REPEATS = 75, 10
TARGET = 5.0


def medians(subjects: dict[str, Callable[[], object]], repeats: int = REPEATS) -> dict[str, float]:
    """Seconds for one call of each, taken in turns so that a busy machine is unfair to none."""
    taken: dict[str, list[float]] = {name: [] for name in subjects}
    for _ in range(ROUNDS):
        for name, subject in subjects.items():
            started = time.perf_counter()
            for _ in range(repeats):
                subject()
            taken[name].append((time.perf_counter() - started) / repeats)
    return {name: median(times) for name, times in taken.items()}


def walk(header: bytes) -> int:
    """Every element by expat, doing nothing with it."""
    count = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: None
    parser.CharacterDataHandler = lambda _text: None
    parser.Parse(header, True)
    return count


def walk_tree(header: bytes) -> int:
    return sum(1 for element in etree.fromstring(header).iter() if element.tag and element.text != "")


def header_figures() -> dict[str, float]:
    whole = packet()
    header = whole[: whole.index(b"  <AttachmentEncoded>")] + b"</edXML>"
    source = ElementStream(None)
    source.read(io.BytesIO(header))
    shape = recognise(source.root, Notes())
    took = medians(
        {
            "walk_expat": lambda: walk(header),
            "walk_lxml": lambda: walk_tree(header),
            "read_header": lambda: read_header(io.BytesIO(header)),
            "map_only": lambda: read_document(shape.header, shape.traces, Notes()),
        }
    )
    return {
        "elements": walk(header),
        **{f"{name}_us": round(seconds * 1e6, 1) for name, seconds in took.items()},
        "header_times_walk": round(took["read_header"] / took["walk_expat"], 2),
        "header_times_lxml_walk": round(took["read_header"] / took["walk_lxml"], 2),
    }


def packet_figures() -> dict[str, float]:
    content = packet(DOCUMENT, {"a.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 1200})

    def plain() -> bytes:
        tree = etree.fromstring(content, etree.XMLParser(huge_tree=True))
        return base64.b64decode(tree.findtext(".//{*}ContentTransferEncoded"))

    took = medians({"lxml_and_base64": plain, "read_packet": lambda: read_packet(io.BytesIO(content))})
    large = packet(DOCUMENT, {"a.pdf": b"%PDF-1.7\n" + bytes(100_000_000)})
    started = time.perf_counter()
    read_packet(io.BytesIO(large))
    return {
        "packet_kb": round(len(content) / 1000),
        **{f"{name}_us": round(seconds * 1e6, 1) for name, seconds in took.items()},
        "packet_times_lxml": round(took["read_packet"] / took["lxml_and_base64"], 2),
        "read_100_mb_s": round(time.perf_counter() - started, 2),
    }


def main() -> int:
    figures = {"header": header_figures(), "packet": packet_figures()}
    print(json.dumps(figures, indent=2))
    within = figures["header"]["header_times_walk"] <= TARGET
    print(f"a header takes {figures['header']['header_times_walk']} times a walk of its elements (target {TARGET})")
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
