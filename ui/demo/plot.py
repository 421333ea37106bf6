"""What all acts of the story share: the stage, what has happened so far, and the office's commands in short."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ui.demo.pki import Person
from ui.demo.stage import Agency, Stage


class Unexpected(Exception):
    """What the story finds is not what it needs."""


@dataclass
class Plot:
    """`sent`: the decision as its sender's desk shows it; `arrived`: the same at the receiver; `wrong`: a letter sent
    to the wrong agency. `enclosed`: SHA-256 of every file sent with the decision.
    """

    stage: Stage
    out: Path
    sent: dict[str, Any] = field(default_factory=dict)
    arrived: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, Any] = field(default_factory=dict)
    enclosed: dict[str, str] = field(default_factory=dict)

    def open_hub(self, agencies: tuple[Agency, ...]) -> str:
        self.stage.open_hub(agencies)
        return f"{self.stage.hub_url}, khóa {self.stage.fingerprint[:16]}…"

    def make_desks(self, agencies: tuple[Agency, ...]) -> str:
        for agency in agencies:
            for person, role, _ in agency.people:
                self.stage.make_desk(agency, person, role)
        return ", ".join(f"{len(agency.people)} bàn tại {agency.name}" for agency in agencies)

    def found_offices(self, agencies: tuple[Agency, ...]) -> str:
        for agency in agencies:
            listed = [
                {
                    "id": person.label,
                    "name": person.name,
                    "post": person.post,
                    "roles": roles,
                    "certificate": str(self.stage.pki.certificate(person.label)),
                }
                for person, _, roles in agency.people
            ]
            circle = self.stage.work / f"{agency.organ_id}.json"
            circle.write_text(json.dumps(listed, ensure_ascii=False))
            self.stage.done("office", "found", circle, "--title", agency.name, desk=agency.clerk, key=agency.seal)
            self.sync(agency.clerk, "--no-mail")
        return ", ".join(f"{agency.name}: {len(agency.people)} người" for agency in agencies)

    def say(self, who: Person, *words: object) -> dict[str, Any]:
        """`ecabinet office WORDS --sync` by somebody at his desk."""
        return self.stage.done("office", *words, "--sync", desk=who, key=who)

    def sync(self, who: Person, *words: object) -> dict[str, Any]:
        """`ecabinet office sync`; what became of the one office there is."""
        told = self.stage.done("office", "sync", *words, desk=who, key=who)
        office: dict[str, Any] = told["offices"][0]
        return office | {"mail": told["mail"]}

    def office(self, who: Person) -> dict[str, Any]:
        """The office as somebody's desk holds it."""
        return self.stage.done("office", "show", desk=who)

    def only(self, who: Person, box: str, code: str) -> dict[str, Any]:
        """The one dispatch of that number and notation at somebody's desk."""
        rows = [row for row in self.listed(who, box, code) if row["code"]["text"] == code]
        self.need(len(rows) == 1, f"{len(rows)} văn bản {code} tại {who.name}")
        return self.stage.done("show", rows[0]["id"], desk=who)

    def listed(self, who: Person, box: str, words: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.stage.done("list", "--box", box, "--search", words, desk=who)["dispatches"]
        return rows

    def data(self, name: str, content: dict[str, Any]) -> Path:
        path = self.stage.work / f"{name}.json"
        path.write_text(json.dumps(content, ensure_ascii=False))
        return path

    def keep(self, kind: str, source: Path, name: str) -> None:
        """Leave a copy under `out`."""
        folder = self.out / kind
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / name)

    def keep_packet(self, who: Person, dispatch: str, name: str) -> None:
        """The packet, and beside it what keeps its signed manifest provable without the network."""
        folder = self.stage.work / f"lay-ra-{name}"
        self.stage.done("show", dispatch, "--extract", folder, desk=who)
        self.keep("packets", folder / "packet.edxml", name)
        self.keep("packets", folder / "packet.edxml.evidence", f"{name}.evidence")

    def keep_issued(self, who: Person, draft: str, name: str) -> Path:
        """The issued document out of the book."""
        folder = self.stage.work / f"ban-hanh-{name}"
        told = self.stage.done("office", "show", "--draft", draft, "--extract", folder, desk=who)
        issued = Path(told["extracted"][-1])
        self.keep("documents", issued, name)
        return issued

    def need(self, holds: bool, seen: str) -> None:
        if not holds:
            raise Unexpected(seen)
