"""The receiver's office: two clerks, a leader who directs, a handler who reports and drafts the answer."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ui.demo import papers
from ui.demo.issuing import issue_wrong_letter
from ui.demo.plot import Plot
from ui.demo.stage import MINISTRY, OFFICE

_HANOI = timezone(timedelta(hours=7))


class Handling:
    """Acts at the Ministry of Finance."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._stage = plot.stage
        self._task = ""

    def fetch(self) -> str:
        clerk = MINISTRY.clerk
        self._plot.sync(clerk, "--wait", 2)
        arrived = self._plot.only(clerk, "in", self._plot.sent["code"]["text"])
        self._plot.arrived = arrived
        self._plot.need(arrived["verdict"] == "valid" and not arrived["remarks"], str(arrived["remarks"]))
        digests = {one["name"]: one["sha256"] for one in arrived["attachments"]}
        self._plot.need(self._plot.enclosed.items() <= digests.items(), f"tệp nhận được khác tệp đã gửi: {digests}")
        self._plot.keep_packet(clerk, arrived["id"], "quyet-dinh.edxml")
        return f"hợp lệ, {len(digests)} tệp đúng mã băm, có bản kê khai ký số"

    def refuse(self) -> str:
        """The first clerk asks for a number and loses the line; meanwhile the second one goes on in the same book."""
        first, second = MINISTRY.clerk, MINISTRY.second_clerk
        self._stage.done("office", "arrive", self._plot.arrived["id"], desk=first, key=first)
        code = issue_wrong_letter(self._plot)
        self._plot.sync(second)
        came = self._plot.only(second, "in", code)
        reason = "Không thuộc thẩm quyền của Bộ Tài chính"
        self._plot.say(second, "refuse", came["id"], "--reason", reason)
        self._plot.sync(OFFICE.clerk)
        shown = self._stage.done("show", self._plot.wrong["id"], desk=OFFICE.clerk)
        told = (shown["to"][0]["state"], shown["statuses"][-1]["description"])
        self._plot.need(told == ("02", reason), str(shown["statuses"]))
        return f"{code} ký thừa lệnh; {second.name} trả lại: {reason}"

    def register(self) -> str:
        """The number asked for off line is asked for anew where the book stands now; never two for one document."""
        first, second = MINISTRY.clerk, MINISTRY.second_clerk
        synced = self._plot.sync(first)
        self._plot.need(synced["replaced"] == 1 and synced["reports"] == ["03"], str(synced))
        self._plot.sync(second)
        (arrival,) = self._plot.office(second)["arrivals"]
        self._plot.need(arrival["by"] == first.label, str(arrival))
        self._plot.sync(OFFICE.clerk)
        shown = self._stage.done("show", self._plot.sent["id"], desk=OFFICE.clerk)
        self._plot.need(shown["to"][0]["state"] == "03", str(shown["statuses"]))
        return f"số đến {arrival['number']} năm {arrival['year']}, {second.name} thấy {first.name} đã vào sổ"

    def direct(self) -> str:
        leader, handler = MINISTRY.leader, MINISTRY.handler
        self._plot.sync(leader)
        deadline = (datetime.now(_HANOI) + timedelta(days=7)).date()
        self._task = self._plot.say(
            leader, "direct", 1, "--lead", handler.label, "--support", MINISTRY.unit_head.label, "--deadline",
            deadline, "--text", "Giao Cục Tin học và Thống kê tài chính tham mưu công văn trả lời",
        )["task"]  # fmt: skip
        self._plot.sync(handler)
        folder = self._stage.work / "xu-ly"
        self._stage.done("office", "show", "--arrival", 1, "--extract", folder, desk=handler)
        judged = self._stage.done("verify", folder / "goi-tin.edxml", "--trust", self._stage.pki.trust)["files"][0]
        self._plot.need(judged["verdict"] == "valid", str(judged.get("findings", judged)))
        self._plot.say(handler, "report", self._task, "--progress", "in-work", "--text", "Đang dự thảo")
        reports = self._plot.sync(MINISTRY.clerk)["reports"]
        self._plot.need(reports == ["04", "05"], str(reports))
        return f"{leader.name} giao {handler.name}, hạn {deadline:%d/%m/%Y}"

    def answer(self) -> str:
        handler, leader, clerk = MINISTRY.handler, MINISTRY.leader, MINISTRY.clerk
        code = self._plot.sent["code"]["text"]
        data = self._plot.data("cong-van", papers.reply(code, f"{datetime.now(_HANOI):%d/%m/%Y}"))
        draft = self._plot.say(handler, "draft", data)["draft"]
        self._plot.sync(leader)
        self._plot.say(leader, "approve", draft)
        self._plot.say(leader, "sign", draft, "--level", "LT", "--stamp", self._stage.picture(leader))
        self._plot.sync(clerk)
        self._plot.say(clerk, "number", draft)
        self._stage.done(
            "office", "issue", draft, "--to", OFFICE.organ_id, "--reply-to", self._plot.sent["document_id"],
            "--level", "LTA", "--stamp", self._stage.picture(MINISTRY.seal), "--sync", desk=clerk, key=clerk,
            seal=MINISTRY.seal,
        )  # fmt: skip
        self._plot.keep_issued(clerk, draft, "cong-van.pdf")
        self._plot.say(
            handler, "report", self._task, "--progress", "done", "--answer", draft, "--text", "Đã có công văn trả lời"
        )
        self._plot.sync(OFFICE.clerk, "--wait", 2)
        issued = next(one for one in self._plot.office(clerk)["drafts"] if one["id"] == draft)
        number = f"{issued['number']['number']:02d}/{issued['notation']}"
        came = self._plot.only(OFFICE.clerk, "in", number)
        self._plot.need(came["verdict"] == "valid", str(came["remarks"]))
        self._plot.keep_packet(OFFICE.clerk, came["id"], "cong-van.edxml")
        self._plot.say(OFFICE.clerk, "arrive", came["id"])
        return f"{number} trả lời {code}"

    def complete(self) -> str:
        self._plot.sync(MINISTRY.leader)
        self._plot.say(MINISTRY.leader, "close", self._task, "--note", "Đạt yêu cầu")
        reports = self._plot.sync(MINISTRY.clerk)["reports"]
        self._plot.sync(OFFICE.clerk)
        shown = self._stage.done("show", self._plot.sent["id"], desk=OFFICE.clerk)
        codes = [one["code"] for one in shown["statuses"]]
        self._plot.need(reports == ["06"] and codes == ["01", "03", "04", "05", "06"], f"{reports} {codes}")
        return f"{MINISTRY.name}: {', '.join(codes)}"

    def search(self) -> str:
        clerk, arrived = MINISTRY.clerk, self._plot.arrived
        rows = self._plot.listed(clerk, "in", "quyet dinh ke hoach gui nhan")
        self._plot.need([row["id"] for row in rows] == [arrived["id"]], f"{len(rows)} kết quả")
        inside = self._plot.listed(clerk, "in", "chi tieu thuc hien")
        self._plot.need(arrived["id"] in [row["id"] for row in inside], "không tìm được chữ trong tệp DOCX")
        return f"quyet dinh ke hoach gui nhan → {arrived['subject']}"
