"""The story the demonstration plays: a decision leaves one agency, is registered at another, and is answered.

Each step's `ok` is read from the *other* side: the receiver's store for what was sent, the sender's for what came back.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from ui.demo import papers
from ui.demo.processes import ProcessFailed
from ui.demo.stage import MINISTRY, OFFICE, Agency, Stage

_HANOI = timezone(timedelta(hours=7))
_AGENCIES = (OFFICE, MINISTRY)


@dataclass(frozen=True)
class Step:
    """One step: `ok` says that it holds, `detail` what was seen."""

    name: str
    ok: bool
    detail: str


class Unexpected(Exception):
    """What the story finds is not what it needs."""


@dataclass
class Story:
    """Plays on a stage and leaves documents, packets and trust under `out`."""

    stage: Stage
    out: Path
    tell: Callable[[Step], None]
    steps: list[Step] = field(default_factory=list)
    sent: dict[str, Any] = field(default_factory=dict)
    arrived: dict[str, Any] = field(default_factory=dict)
    enclosed: dict[str, str] = field(default_factory=dict)

    def play(self) -> list[Step]:
        """All steps in their order; after one that does not hold the rest is not played."""
        acts: tuple[tuple[str, Callable[[], str]], ...] = (
            ("Lập trục trao đổi và danh bạ", self.open_hub),
            ("Lập bàn làm việc của hai cơ quan", self.make_desks),
            ("Soạn quyết định nhiều trang có bảng", lambda: self.draft(papers.decision(), "quyet-dinh")),
            ("Kiểm thể thức", lambda: self.check_layout("quyet-dinh")),
            ("Lãnh đạo ký số", lambda: self.sign(OFFICE, "quyet-dinh")),
            ("Văn thư cho số, ngày và đóng dấu", lambda: self.seal(OFFICE, "quyet-dinh", 15)),
            ("Chuẩn bị ba tệp kèm theo", self.enclose),
            ("Gửi quyết định cùng ba tệp kèm theo", self.send),
            ("Bên nhận lấy về và kiểm chữ ký", self.fetch),
            ("Bên gửi biết văn bản đã đến (01)", lambda: self.status_at_sender("01")),
            ("Bên nhận vào sổ văn bản đến", self.register),
            ("Bên gửi biết văn bản đã được tiếp nhận (03)", lambda: self.status_at_sender("03")),
            ("Bên nhận trả lời bằng công văn", self.answer),
            ("Văn bản gửi nhầm bị từ chối có lý do (02)", self.refuse),
            ("Tìm không dấu ra văn bản", self.search),
            ("Kiểm lại khi mọi dịch vụ đã dừng", self.prove_alone),
        )
        for name, act in acts:
            try:
                step = Step(name, True, act())
            except (Unexpected, ProcessFailed, KeyError, IndexError) as error:
                step = Step(name, False, f"{error}" or type(error).__name__)
            self.steps.append(step)
            self.tell(step)
            if not step.ok:
                break
        return self.steps

    def open_hub(self) -> str:
        self.stage.open_hub(_AGENCIES)
        return f"{self.stage.hub_url}, khóa {self.stage.fingerprint[:16]}…"

    def make_desks(self) -> str:
        for agency in _AGENCIES:
            self.stage.make_desk(agency, agency.clerk, "clerk")
        return ", ".join(f"{agency.clerk.name} ({agency.name})" for agency in _AGENCIES)

    def draft(self, data: dict[str, Any], name: str, *options: str) -> str:
        source = self.stage.work / f"{name}.json"
        source.write_text(json.dumps(data, ensure_ascii=False))
        made = self.stage.done("typeset", source, "-o", self._paper(name, "draft"), *options)
        self._need(not [one for one in made["findings"] if one["severity"] == "error"], str(made["findings"]))
        return f"{made['pages']} trang, PDF/{made['pdfa'].upper()}"

    def check_layout(self, name: str) -> str:
        findings = self.stage.done("layout", self._paper(name, "draft"))["findings"]
        self._need(not [one for one in findings if one["severity"] == "error"], str(findings))
        return f"không lỗi, {len(findings)} lưu ý"

    def sign(self, agency: Agency, name: str) -> str:
        picture = self.stage.picture(agency.leader)
        made = self.stage.done(
            "sign", self._paper(name, "draft"), "--role", "leader", "--stamp", picture, "--level", "LT",
            *self._authorities(), "-o", self._paper(name, "signed"), key=agency.leader,
        )  # fmt: skip
        return f"{made['signature']['signer']}, mức {made['signature']['level']}"

    def seal(self, agency: Agency, name: str, number: int) -> str:
        picture = self.stage.picture(agency.seal)
        day = datetime.now(_HANOI).date().isoformat()
        self.stage.done(
            "seal", self._paper(name, "signed"), "--number", number, "--date", day, "--stamp", picture,
            "--level", "LTA", *self._authorities(), "-o", self._paper(name, "issued"), key=agency.seal,
        )  # fmt: skip
        judged = self.stage.done("verify", self._paper(name, "issued"), "--trust", self.stage.pki.trust)["files"][0]
        self._need(judged["verdict"] == "valid", str(judged))
        self._keep("documents", self._paper(name, "issued"), f"{name}-{number}.pdf")
        return f"số {number}, {len(judged['signatures'])} chữ ký hợp lệ"

    def enclose(self) -> str:
        work = self.stage.work
        self.draft(papers.annex(), "thuyet-minh", "--no-fields")
        papers.write_docx(work / "mau-bao-cao.docx")
        papers.write_xlsx(work / "nhiem-vu.xlsx")
        self.stage.done(
            "sign", self._paper("thuyet-minh", "draft"), "--role", "appendix", "--reference", "15/QĐ-VPCP",
            "--level", "LT", *self._authorities(), "-o", work / "thuyet-minh.pdf", key=OFFICE.seal,
        )  # fmt: skip
        self._keep("documents", work / "thuyet-minh.pdf", "thuyet-minh.pdf")
        for name in ("thuyet-minh.pdf", "mau-bao-cao.docx", "nhiem-vu.xlsx"):
            self.enclosed[name] = hashlib.sha256((work / name).read_bytes()).hexdigest()
        return ", ".join(self.enclosed)

    def send(self) -> str:
        main = self.stage.work / "quyet-dinh-15.pdf"
        shutil.copyfile(self._paper("quyet-dinh", "issued"), main)
        self.enclosed[main.name] = hashlib.sha256(main.read_bytes()).hexdigest()
        attached = [self.stage.work / name for name in self.enclosed if name != main.name]
        self.sent = self.stage.done("send", main, "--to", MINISTRY.organ_id, "--attach", *attached,
                                    desk=OFFICE.clerk, key=OFFICE.seal)  # fmt: skip
        self._push(OFFICE)
        receipt = self.stage.done("show", self.sent["id"], desk=OFFICE.clerk)["receipt"]
        self._need(bool(receipt), "chưa có biên nhận của trục")
        return f"{self.sent['code']}, trục đã ký biên nhận"

    def fetch(self) -> str:
        self._pull(MINISTRY)
        self.arrived = self._only(MINISTRY, "in", self.sent["code"])
        self._need(self.arrived["verdict"] == "valid" and not self.arrived["remarks"], str(self.arrived["remarks"]))
        digests = {one["name"]: one["sha256"] for one in self.arrived["attachments"]}
        self._need(self.enclosed.items() <= digests.items(), f"tệp nhận được khác tệp đã gửi: {digests}")
        folder = self.stage.work / "lay-ra"
        self.stage.done("show", self.arrived["id"], "--extract", folder, desk=MINISTRY.clerk)
        self._keep_packet(folder, "quyet-dinh-15.edxml")
        return f"hợp lệ, {len(digests)} tệp đúng mã băm, có bản kê khai ký số"

    def status_at_sender(self, code: str) -> str:
        self._push(MINISTRY)
        self._pull(OFFICE)
        shown = self.stage.done("show", self.sent["id"], desk=OFFICE.clerk)
        self._need(shown["to"][0]["state"] == code, f"trạng thái {shown['to'][0]['state']}")
        return f"{MINISTRY.name}: {', '.join(one['code'] for one in shown['statuses'])}"

    def register(self) -> str:
        self.stage.done("receive", self.arrived["id"], "--accept", desk=MINISTRY.clerk)
        entry = self.stage.done("register", self.arrived["id"], desk=MINISTRY.clerk)
        return f"số đến {entry['arrival']['number']} năm {entry['arrival']['year']}"

    def answer(self) -> str:
        today = datetime.now(_HANOI).date()
        self.draft(papers.reply(self.sent["code"], f"{today:%d/%m/%Y}"), "cong-van")
        self.sign(MINISTRY, "cong-van")
        self.seal(MINISTRY, "cong-van", 208)
        answer = self.stage.done(
            "send", self._paper("cong-van", "issued"), "--to", OFFICE.organ_id, "--reply-to",
            self.sent["document_id"], desk=MINISTRY.clerk, key=MINISTRY.seal,
        )  # fmt: skip
        self._push(MINISTRY)
        self._pull(OFFICE)
        came = self._only(OFFICE, "in", answer["code"])
        self._need(came["verdict"] == "valid", str(came["remarks"]))
        folder = self.stage.work / "tra-loi"
        self.stage.done("show", came["id"], "--extract", folder, desk=OFFICE.clerk)
        self._keep_packet(folder, "cong-van-208.edxml")
        return f"{came['code']['text']} trả lời {self.sent['code']}"

    def refuse(self) -> str:
        self.draft(papers.annex() | {"number": None, "date": None}, "gui-nham")
        self.sign(OFFICE, "gui-nham")
        self.seal(OFFICE, "gui-nham", 119)
        wrong = self.stage.done("send", self._paper("gui-nham", "issued"), "--to", MINISTRY.organ_id,
                                desk=OFFICE.clerk, key=OFFICE.seal)  # fmt: skip
        self._push(OFFICE)
        self._pull(MINISTRY)
        came = self._only(MINISTRY, "in", wrong["code"])
        reason = "Không thuộc thẩm quyền của Bộ Tài chính"
        self.stage.done("receive", came["id"], "--refuse", "--reason", reason, desk=MINISTRY.clerk)
        self._push(MINISTRY)
        self._pull(OFFICE)
        shown = self.stage.done("show", wrong["id"], desk=OFFICE.clerk)
        self._need(shown["to"][0]["state"] == "02" and shown["statuses"][-1]["description"] == reason, str(shown["to"]))
        return f"{wrong['code']}: {reason}"

    def search(self) -> str:
        rows = self._listed(MINISTRY, "in", "quyet dinh ke hoach gui nhan")
        self._need([row["id"] for row in rows] == [self.arrived["id"]], f"{len(rows)} kết quả")
        inside = self._listed(MINISTRY, "in", "chi tieu thuc hien")
        self._need(self.arrived["id"] in [row["id"] for row in inside], "không tìm được chữ trong tệp DOCX")
        return f"quyet dinh ke hoach gui nhan → {self.arrived['subject']}"

    def prove_alone(self) -> str:
        shutil.copytree(self.stage.pki.trust, self.out / "trust", dirs_exist_ok=True)
        self.stage.close()
        files = [*sorted((self.out / "documents").glob("*.pdf")), *sorted((self.out / "packets").glob("*.edxml"))]
        judged = self.stage.done("verify", *files, "--trust", self.out / "trust", "--offline")["files"]
        self._need(all(one["verdict"] == "valid" for one in judged), str([(j["path"], j["verdict"]) for j in judged]))
        return f"{len(judged)} tệp hợp lệ, không cần mạng"

    def _push(self, agency: Agency) -> None:
        self.stage.done("sync", desk=agency.clerk, key=agency.clerk)

    def _pull(self, agency: Agency) -> None:
        self.stage.done("sync", "--wait", 5, "--once", desk=agency.clerk, key=agency.clerk)

    def _only(self, agency: Agency, box: str, code: str) -> dict[str, Any]:
        rows = [row for row in self._listed(agency, box, code) if row["code"]["text"] == code]
        self._need(len(rows) == 1, f"{len(rows)} văn bản {code} tại {agency.name}")
        found: dict[str, Any] = self.stage.done("show", rows[0]["id"], desk=agency.clerk)
        return found

    def _listed(self, agency: Agency, box: str, words: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.stage.done("list", "--box", box, "--search", words, desk=agency.clerk)[
            "dispatches"
        ]
        return rows

    def _authorities(self) -> tuple[object, ...]:
        return ("--tsa", self.stage.pki.tsa_url, "--trust", self.stage.pki.trust)

    def _paper(self, name: str, state: str) -> Path:
        return self.stage.work / f"{name}.{state}.pdf"

    def _keep(self, kind: str, source: Path, name: str) -> None:
        folder = self.out / kind
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / name)

    def _keep_packet(self, extracted: Path, name: str) -> None:
        """The packet, and beside it what keeps its signed manifest provable without the network."""
        self._keep("packets", extracted / "packet.edxml", name)
        self._keep("packets", extracted / "packet.edxml.evidence", f"{name}.evidence")

    def _need(self, holds: bool, seen: str) -> None:
        if not holds:
            raise Unexpected(seen)


@contextmanager
def _stage() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="ecabinet-demo-") as work:
        stage = Stage.build(Path(work), _AGENCIES)
        try:
            yield stage
        finally:
            stage.close()


def play(out: Path, tell: Callable[[Step], None]) -> list[Step]:
    """Play the whole story; what it leaves under `out` stays provable after its processes have ended."""
    out.mkdir(parents=True, exist_ok=True)
    with _stage() as stage:
        return Story(stage, out, tell).play()
