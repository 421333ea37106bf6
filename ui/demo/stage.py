"""The stage of the demonstration: a test PKI, a hub, the desks of two agencies; each a process of its own over TCP."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ui.demo.pki import Person, TestPki, free_port
from ui.demo.processes import ProcessFailed, Reply, Server, run
from ui.demo.stamps import write_hand, write_seal

_PATIENCE = 20


@dataclass(frozen=True)
class Agency:
    """One agency of the story; its people's labels name their keys, their logins and their desks."""

    organ_id: str
    name: str
    leader: Person
    unit_head: Person
    handler: Person
    clerk: Person
    second_clerk: Person
    seal: Person

    @property
    def people(self) -> tuple[tuple[Person, str, tuple[str, ...]], ...]:
        """Everybody with a desk: his role at the hub, his roles in the office."""
        return (
            (self.leader, "leader", ("head", "leader")),
            (self.unit_head, "leader", ("unit-head", "leader")),
            (self.handler, "specialist", ("specialist",)),
            (self.clerk, "clerk", ("clerk",)),
            (self.second_clerk, "clerk", ("clerk",)),
        )


def _agency(organ_id: str, name: str, tag: str, *people: tuple[str, str]) -> Agency:
    """People in the order leader, head of unit, specialist, two clerks; each by name and post."""
    labels = ("lanhdao", "truongdonvi", "chuyenvien", "vanthu", "vanthu2")
    leader, unit_head, handler, clerk, second = (
        Person(f"{label}-{tag}", person, name, organ_id, post=post)
        for label, (person, post) in zip(labels, people, strict=True)
    )
    seal = Person(f"condau-{tag}", name, name, organ_id, key="rsa3072")
    return Agency(organ_id, name, leader, unit_head, handler, clerk, second, seal)


OFFICE = _agency(
    "000.00.00.G22",
    "Văn phòng Chính phủ",
    "vpcp",
    ("Nguyễn Văn An", "Bộ trưởng, Chủ nhiệm"),
    ("Đặng Thị Em", "Vụ trưởng Vụ Hành chính"),
    ("Ngô Thị Phương", "Chuyên viên"),
    ("Trần Thị Bình", "Văn thư"),
    ("Lý Văn Giang", "Văn thư"),
)
MINISTRY = _agency(
    "000.00.00.G12",
    "Bộ Tài chính",
    "btc",
    ("Phạm Đức Cường", "Bộ trưởng"),
    ("Vũ Thị Khánh", "Cục trưởng Cục Tin học và Thống kê tài chính"),
    ("Hồ Thị Hạnh", "Chuyên viên"),
    ("Lê Thị Dung", "Văn thư"),
    ("Mai Văn Ích", "Văn thư"),
)


@dataclass
class Stage:
    """Everything under `work`; `trust` is where the PKI's roots are left for those who check afterwards."""

    work: Path
    pki: TestPki
    servers: list[Server] = field(default_factory=list)
    hub_url: str = ""
    fingerprint: str = ""
    passphrases: dict[str, str] = field(default_factory=dict)
    hub: Server | None = None

    @classmethod
    def build(cls, work: Path, agencies: tuple[Agency, ...]) -> Stage:
        """Make keys and certificates for everybody, and start the authorities' process."""
        port = free_port()
        people = [one for agency in agencies for one in (*(person for person, _, _ in agency.people), agency.seal)]
        pki = TestPki.create(work / "pki", f"http://127.0.0.1:{port}", people)
        stage = cls(work, pki)
        command = ["-m", "ui.demo.pki_server", "--folder", str(pki.folder), "--port", str(port)]
        stage.servers.append(Server(command, work / "pki.log"))
        for number, agency in enumerate(agencies, 1):
            write_hand(stage.picture(agency.leader), number)
            write_hand(stage.picture(agency.unit_head), number + 2)
            write_seal(stage.picture(agency.seal), agency.name)
        return stage

    def picture(self, person: Person) -> Path:
        """The drawn hand or seal of this holder."""
        return self.work / f"{person.label}.png"

    def open_hub(self, agencies: tuple[Agency, ...]) -> None:
        """Enter agencies and officials, then start the hub's process."""
        data = str(self.work / "hub")
        for agency in agencies:
            seal = str(self.pki.certificate(agency.seal.label))
            _administer("agency", "add", "--data", data, agency.organ_id, "--name", agency.name, "--capable",
                        "--seal-cert", seal)  # fmt: skip
            for person, role, _ in agency.people:
                _administer("official", "add", "--data", data, person.label, "--agency", agency.organ_id, "--name",
                            person.name, "--role", role, "--cert", str(self.pki.certificate(person.label)))  # fmt: skip
        self.resume_hub()

    def resume_hub(self) -> None:
        """Start the hub's process, at the address it had before if it had one."""
        listen = self.hub_url.removeprefix("https://") or "127.0.0.1:0"
        serve = ["-m", "docexchange.hub.cli", "serve", "--listen", listen, "--data", str(self.work / "hub"), "--json"]
        for _ in range(_PATIENCE):
            self.hub = Server(serve, self.work / "hub.log")
            told = json.loads(self.hub.first_line)
            if "address" in told:
                self.hub_url, self.fingerprint = told["address"], told["fingerprint"]
                return
            self.pause_hub()
            time.sleep(1)
        raise ProcessFailed(f"hub: {self.hub_url}")

    def pause_hub(self) -> None:
        """As if the line were cut: every desk goes on alone."""
        if self.hub is not None:
            self.hub.stop()
            self.hub = None

    def make_desk(self, agency: Agency, person: Person, role: str) -> None:
        """`ecabinet desk create` for one person."""
        self.passphrases[person.label] = secrets.token_urlsafe(12)
        self.done("desk", "create", "--agency", agency.organ_id, "--name", agency.name, "--official", person.label,
                  "--role", role, "--hub", self.hub_url, "--fingerprint", self.fingerprint,
                  "--trust", self.pki.trust, "--tsa", self.pki.tsa_url, desk=person)  # fmt: skip

    def done(
        self, *words: object, desk: Person | None = None, key: Person | None = None, seal: Person | None = None
    ) -> dict[str, Any]:
        """Run `ecabinet WORDS` as a process; its answer, or ProcessFailed with its sentence."""
        reply = self.command(*words, desk=desk, key=key, seal=seal)
        if reply.status != 0:
            raise ProcessFailed(f"{' '.join(map(str, words[:2]))}: {reply.errors or reply.data or reply.status}")
        return reply.data

    def command(
        self, *words: object, desk: Person | None = None, key: Person | None = None, seal: Person | None = None
    ) -> Reply:
        """Run `ecabinet WORDS` as a process at somebody's desk, with somebody's key, and with a seal."""
        arguments, told = [str(word) for word in words], []
        if desk:
            home = self.work / "desks" / desk.label
            arguments += ["--home", str(home), "--passphrase-fd", "{secrets}"]
            told.append(self.passphrases[desk.label])
        if key:
            arguments += ["--key", f"p12:{self.pki.p12(key.label)}", "--pin-fd", "{secrets}"]
            told.append(self.pki.pin(key.label))
        if seal:
            arguments += ["--seal", f"p12:{self.pki.p12(seal.label)}", "--seal-pin-fd", "{secrets}"]
            told.append(self.pki.pin(seal.label))
        return run(arguments, secrets=told)

    def close(self) -> None:
        """End every process."""
        self.pause_hub()
        while self.servers:
            self.servers.pop().stop()


def _administer(*words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "docexchange.hub.cli", *words], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise ProcessFailed(done.stderr.strip())
