"""A hub's process, a test PKI, and two agencies with a desk each: what stories and faults happen in."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ecabinet.domain.calendar import office_day
from signing.keys.software import open_pkcs12
from signing.pdf.seal import seal
from signing.pdf.sign import sign_leader
from ui.cli import main
from ui.demo.papers import decision
from ui.demo.pki import TestPki
from ui.demo.processes import Reply, Server, run

VPCP, BTC = "000.00.00.G22", "000.00.00.G12"
NAMES = {VPCP: "Văn phòng Chính phủ", BTC: "Bộ Tài chính"}
PASSPHRASE = "một mật khẩu dài"


@dataclass
class World:
    """Desk `a` is the Government Office's clerk, `b` the Ministry of Finance's. Officials are named as their keys."""

    folder: Path
    pki: TestPki
    address: str = ""
    fingerprint: str = ""
    hub: Server | None = None
    drafts: dict[str, bytes] = field(default_factory=dict)

    def words(self, *words: object, desk: str | None = None, key: str | None = None) -> tuple[list[str], list[str]]:
        """Arguments with `{secrets}` for the descriptor, and the secrets to write there."""
        arguments, secrets = [str(word) for word in words], []
        if desk:
            arguments += ["--home", str(self.folder / desk), "--passphrase-fd", "{secrets}"]
            secrets.append(PASSPHRASE)
        if key:
            arguments += ["--key", f"p12:{self.pki.p12(key)}", "--pin-fd", "{secrets}"]
            secrets.append(self.pki.pin(key))
        return arguments, secrets

    def command(self, *words: object, desk: str | None = None, key: str | None = None) -> Reply:
        """`ecabinet WORDS --json` as a process of its own."""
        arguments, secrets = self.words(*words, desk=desk, key=key)
        reply = run(arguments, secrets=secrets)
        assert "Traceback" not in reply.errors, reply.errors
        return reply

    def done(self, *words: object, desk: str | None = None, key: str | None = None) -> dict:
        reply = self.command(*words, desk=desk, key=key)
        assert reply.status == 0, (words, reply)
        return reply.data

    def here(self, *words: object, desk: str | None = None, key: str | None = None) -> Reply:
        """The same within this process: quicker where the process is not what is tried."""
        return run_here(*self.words(*words, desk=desk, key=key))

    def issued(self, number: int) -> Path:
        """A decision under that number of today, signed by the minister and sealed."""
        if "signed" not in self.drafts:
            self.drafts["signed"] = self._signed()
        sealed = seal(
            self.drafts["signed"], self._key("seal"), number=str(number), day=office_day(datetime.now(UTC)),
            tsa_url=self.pki.tsa_url,
        )  # fmt: skip
        path = self.folder / f"qd-{number}.pdf"
        path.write_bytes(sealed)
        return path

    def _signed(self) -> bytes:
        data, draft = self.folder / "draft.json", self.folder / "draft.pdf"
        data.write_text(json.dumps(decision(), ensure_ascii=False))
        assert self.here("typeset", data, "-o", draft).status == 0
        return sign_leader(draft.read_bytes(), self._key("minister"), tsa_url=self.pki.tsa_url)

    def _key(self, label: str):
        return open_pkcs12(self.pki.p12(label), self.pki.pin(label).encode())

    def start_hub(self) -> None:
        command = ["-m", "docexchange.hub.cli", "serve", "--data", str(self.folder / "hub"), "--json"]
        listen = self.address.removeprefix("https://") or "127.0.0.1:0"
        for _ in range(20):
            self.hub = Server([*command, "--listen", listen], self.folder / "hub.log")
            told = json.loads(self.hub.first_line)
            if "address" in told:
                break
            self.hub.stop()  # somebody's connection still has the port
            time.sleep(1)
        self.address, self.fingerprint = told["address"], told["fingerprint"]

    def stop_hub(self) -> None:
        if self.hub is not None:
            self.hub.stop()
            self.hub = None


def run_here(arguments: list[str], secrets: list[str]) -> Reply:
    """`ecabinet ARGUMENTS --json` within this process."""
    with secrets_on_a_pipe(secrets) as descriptor:
        out, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
            status = main([word.replace("{secrets}", str(descriptor)) for word in arguments] + ["--json"])
    assert "Traceback" not in errors.getvalue()
    return Reply(status, json.loads(out.getvalue()), errors.getvalue().strip())


@contextmanager
def secrets_on_a_pipe(secrets: list[str]) -> Iterator[int]:
    reader, writer = os.pipe()
    os.write(writer, "".join(f"{secret}\n" for secret in secrets).encode())
    os.close(writer)
    try:
        yield reader
    finally:
        os.close(reader)


@contextmanager
def a_world(folder: Path, pki: TestPki) -> Iterator[World]:
    """Both agencies and their clerks in the directory, the hub running, both desks made."""
    data = folder / "hub"
    for organ_id, sealed in ((VPCP, "seal"), (BTC, "seal-b")):
        administer(
            "agency", "add", "--data", data, organ_id, "--name", NAMES[organ_id], "--capable",
            "--seal-cert", pki.certificate(sealed),
        )  # fmt: skip
    for official, organ_id in (("clerk", VPCP), ("clerk-b", BTC)):
        administer(
            "official", "add", "--data", data, official, "--agency", organ_id, "--name", official,
            "--role", "clerk", "--cert", pki.certificate(official),
        )  # fmt: skip
    world = World(folder, pki)
    world.start_hub()
    try:
        for name, organ_id, official in (("a", VPCP, "clerk"), ("b", BTC, "clerk-b")):
            make_desk(world, name, organ_id, official)
        yield world
    finally:
        world.stop_hub()


def make_desk(world: World, name: str, organ_id: str, official: str, role: str = "clerk") -> None:
    world.done(
        "desk", "create", "--agency", organ_id, "--name", NAMES[organ_id], "--official", official, "--role", role,
        "--hub", world.address, "--fingerprint", world.fingerprint, "--trust", world.pki.trust, desk=name,
    )  # fmt: skip


def administer(*words: object) -> None:
    command = [sys.executable, "-m", "docexchange.hub.cli", *(str(word) for word in words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
