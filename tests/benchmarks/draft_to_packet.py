"""From a draft's data to the sealed packet in the outbox, with software keys and authorities on loopback.

Run: python tests/benchmarks/draft_to_packet.py [REPEATS]. Targets (issue 2): B-T under 2 s, LT/LTA under 4 s, medians.
Peer in the same run: stock pyHanko (SimpleSigner) putting two B-T signatures on the same prepared file, nothing else.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from conftest import PEOPLE
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import HTTPTimeStamper
from stories.world import BTC, World, a_world

from ecabinet.bootstrap import typesetter
from ecabinet.domain.calendar import office_day
from signing.keys.software import open_pkcs12
from signing.pdf.seal import seal
from signing.pdf.sign import sign_leader
from signing.trust.store import load_trust
from ui.demo.papers import reply
from ui.demo.pki import TestPki, free_port
from ui.demo.pki_server import serve


def prepared() -> bytes:
    tool = typesetter()
    return tool.prepared(tool.typeset(reply("15/QĐ-VPCP", "21/11/2026") | {"issuer": {"name": "Văn phòng Chính phủ"}}))


class Run:
    """One world; each round issues the next number."""

    def __init__(self, world: World) -> None:
        self.world, self.number = world, 0
        self.trust = load_trust(world.pki.trust)
        self.minister = open_pkcs12(world.pki.p12("minister"), world.pki.pin("minister").encode())
        self.office = open_pkcs12(world.pki.p12("seal"), world.pki.pin("seal").encode())

    def draft_to_packet(self, leader_level: str, seal_level: str) -> None:
        self.number += 1
        url, trust = self.world.pki.tsa_url, self.trust
        signed = sign_leader(prepared(), self.minister, level=leader_level, tsa_url=url, trust=trust)
        day = office_day(datetime.now(UTC))
        sealed = seal(signed, self.office, number=str(self.number), day=day, level=seal_level, tsa_url=url, trust=trust)
        path = self.world.folder / f"{self.number}.pdf"
        path.write_bytes(sealed)
        sent = self.world.here("send", path, "--to", BTC, desk="a", key="seal")
        assert sent.status == 0, sent

    def stock(self) -> None:
        with contextlib.redirect_stderr(io.StringIO()):
            paper = prepared()
            for label, field in (("minister", "leader"), ("seal", "agency")):
                signer = signers.SimpleSigner.load_pkcs12(
                    str(self.world.pki.p12(label)), passphrase=self.world.pki.pin(label).encode()
                )
                meta = signers.PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES)
                stamper = HTTPTimeStamper(self.world.pki.tsa_url)
                writer = IncrementalPdfFileWriter(io.BytesIO(paper))
                signing = signers.PdfSigner(meta, signer, timestamper=stamper).async_sign_pdf(writer)
                paper = asyncio.run(signing).getvalue()


def median(repeats: int, act: Callable[[], None]) -> float:
    act()
    taken = []
    for _ in range(repeats):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main(repeats: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        pki = TestPki.create(Path(folder) / "pki", f"http://127.0.0.1:{port}", PEOPLE)
        server = serve(pki.folder, port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with a_world(Path(folder), pki) as world:
            run = Run(world)
            stock = median(repeats, run.stock)
            print(f"stock pyHanko, two B-T signatures only: {stock * 1000:.0f} ms")
            for leader, agency, target in (("T", "T", 2.0), ("LT", "LT", 4.0), ("LT", "LTA", 4.0)):
                ours = median(repeats, lambda leader=leader, agency=agency: run.draft_to_packet(leader, agency))
                print(
                    f"draft to packet, leader {leader}, agency {agency}: {ours * 1000:.0f} ms"
                    f" (target {target * 1000:.0f} ms; {stock / ours:.1f} times stock's speed)"
                )
        server.shutdown()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
