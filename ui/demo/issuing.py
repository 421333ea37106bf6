"""The sender's office: a decision from draft to dispatch, and a letter sent to the wrong agency."""

from __future__ import annotations

import hashlib

from ui.demo import papers
from ui.demo.plot import Plot
from ui.demo.stage import MINISTRY, OFFICE


class Issuing:
    """Acts at the Government Office."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._stage = plot.stage
        self._draft = ""

    def draft(self) -> str:
        work, handler = self._stage.work, OFFICE.handler
        data = self._plot.data("quyet-dinh", papers.decision())
        made = self._stage.done("typeset", data, "-o", work / "quyet-dinh.draft.pdf")
        findings = self._stage.done("layout", work / "quyet-dinh.draft.pdf")["findings"]
        self._plot.need(not [one for one in findings if one["severity"] == "error"], str(findings))
        papers.write_docx(work / "mau-bao-cao.docx")
        papers.write_xlsx(work / "nhiem-vu.xlsx")
        self._plot.sync(handler, "--no-mail")
        beside = [work / name for name in ("mau-bao-cao.docx", "nhiem-vu.xlsx")]
        self._draft = self._plot.say(handler, "draft", data, "--attach", *beside)["draft"]
        for path in beside:
            self._plot.enclosed[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
        return f"{made['pages']} trang, PDF/{made['pdfa'].upper()}, không lỗi thể thức"

    def approve_off_line(self) -> str:
        head = OFFICE.unit_head
        self._plot.sync(head)
        self._stage.pause_hub()
        self._stage.done("office", "approve", self._draft, "--note", "Nhất trí", desk=head, key=head)
        waiting = self._plot.office(head)
        cut = self._stage.command("office", "sync", desk=head, key=head)
        self._stage.resume_hub()
        self._plot.need(cut.status == 5 and len(waiting["pending"]) == 1, f"{cut.status} {waiting['pending']}")
        self._plot.sync(head)
        self._plot.sync(OFFICE.leader)
        seen = self._plot.office(OFFICE.leader)["drafts"][0]
        self._plot.need(seen["state"] == "approved", seen["state"])
        return f"{head.name} duyệt lần {len(seen['versions'])}; lãnh đạo đã thấy"

    def sign(self) -> str:
        leader = OFFICE.leader
        made = self._plot.say(leader, "sign", self._draft, "--level", "LT", "--stamp", self._stage.picture(leader))
        return f"{leader.name}, mức {made['level']}"

    def issue(self) -> str:
        clerk = OFFICE.clerk
        self._plot.sync(clerk)
        self._plot.say(clerk, "number", self._draft)
        number = self._plot.office(clerk)["drafts"][0]["number"]["number"]
        appendix = self._appendix(f"{number:02d}/{OFFICE_SYMBOL}")
        self._stage.done(
            "office", "issue", self._draft, "--to", MINISTRY.organ_id, "--attach", appendix, "--level", "LTA",
            "--stamp", self._stage.picture(OFFICE.seal), "--sync", desk=clerk, key=clerk, seal=OFFICE.seal,
        )  # fmt: skip
        draft = self._plot.office(clerk)["drafts"][0]
        self._plot.sent = self._stage.done("show", draft["issued"]["dispatch"], desk=clerk)
        self._plot.need(bool(self._plot.sent["receipt"]), "chưa có biên nhận của trục")
        issued = self._plot.keep_issued(clerk, self._draft, f"quyet-dinh-{number}.pdf")
        self._plot.enclosed[issued.name] = hashlib.sha256(issued.read_bytes()).hexdigest()
        return f"{self._plot.sent['code']['text']}, trục đã ký biên nhận"

    def status_at_sender(self, code: str) -> str:
        self._plot.sync(OFFICE.clerk)
        shown = self._stage.done("show", self._plot.sent["id"], desk=OFFICE.clerk)
        self._plot.need(shown["to"][0]["state"] == code, f"trạng thái {shown['to'][0]['state']}")
        return f"{MINISTRY.name}: {', '.join(one['code'] for one in shown['statuses'])}"

    def _appendix(self, reference: str) -> object:
        """The appendix in a file of its own: sealed, with number and symbol of the decision it belongs to."""
        work = self._stage.work
        data = self._plot.data("thuyet-minh", papers.annex())
        self._stage.done("typeset", data, "-o", work / "thuyet-minh.draft.pdf", "--no-fields")
        self._stage.done(
            "sign", work / "thuyet-minh.draft.pdf", "--role", "appendix", "--reference", reference, "--level", "LT",
            "--tsa", self._stage.pki.tsa_url, "--trust", self._stage.pki.trust, "-o", work / "thuyet-minh.pdf",
            key=OFFICE.seal,
        )  # fmt: skip
        self._plot.keep("documents", work / "thuyet-minh.pdf", "thuyet-minh.pdf")
        self._plot.enclosed["thuyet-minh.pdf"] = hashlib.sha256((work / "thuyet-minh.pdf").read_bytes()).hexdigest()
        return work / "thuyet-minh.pdf"


OFFICE_SYMBOL = papers.OFFICE["symbol"]


def issue_wrong_letter(plot: Plot) -> str:
    """A letter by the head of a unit under a mandate (TL.), sent to an agency it does not concern; its code."""
    stage, head, clerk = plot.stage, OFFICE.unit_head, OFFICE.clerk
    mandate = plot.say(
        OFFICE.leader, "mandate", "give", head.label, "--authority", "TL.", "--post", "Bộ trưởng, Chủ nhiệm",
        "--document", "05/QĐ-VPCP", "--scope", "Công văn hành chính",
    )["mandate"]  # fmt: skip
    data = plot.data("gui-nham", papers.annex() | {"number": None, "date": None})
    plot.sync(head)
    draft = plot.say(head, "draft", data)["draft"]
    plot.say(head, "approve", draft)
    plot.say(head, "sign", draft, "--mandate", mandate, "--level", "LT", "--stamp", stage.picture(head))
    plot.sync(clerk)
    plot.say(clerk, "number", draft)
    stage.done(
        "office", "issue", draft, "--to", MINISTRY.organ_id, "--level", "LT", desk=clerk, key=clerk, seal=OFFICE.seal,
        )  # fmt: skip
    plot.sync(clerk)
    sent = next(one for one in plot.office(clerk)["drafts"] if one["id"] == draft)
    plot.wrong = stage.done("show", sent["issued"]["dispatch"], desk=clerk)
    code: str = plot.wrong["code"]["text"]
    return code
