"""The place "Văn bản đến": list, document, verdict and history; receive, refuse, register."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from ecabinet.application.ports import Desk
from ecabinet.application.queries.dispatch_rows import DispatchRow
from ecabinet.domain.dispatches.dispatch import Dispatch, Handling
from ecabinet.domain.documents.evidence import Verdict
from ui.inbox.inbox_presenter import ROW_LIMIT, FileContent, InboxPresenter, Registered, may_decide
from ui.inbox.inbox_rows import FILTERS, count, evidence, facts, fits, list_row, steps
from ui.inbox.inbox_sheets import ask_despite, ask_number, ask_refusal, cannot_be_taken_in, needs_despite
from ui.kit.act_row import ActRow
from ui.kit.actions import Action
from ui.kit.buttons import Button
from ui.kit.dispatch_head import DispatchHead
from ui.kit.dispatch_words import remark_words, verdict_words
from ui.kit.empty_place import EmptyPlace
from ui.kit.evidence_panel import EvidencePanel
from ui.kit.fact_list import FactList
from ui.kit.layouts import Item, Line, column, framed
from ui.kit.list_pane import ListPane
from ui.kit.list_row import ListRow
from ui.kit.measures import LIST_PANE, READING_PANE, SIDE_PANE
from ui.kit.page import Page
from ui.kit.page_services import PageServices
from ui.kit.panes import Pane, Panes
from ui.kit.paper_pane import PaperPane
from ui.kit.phrases import Words, say
from ui.kit.sheet import Sheet
from ui.kit.texts import Text, horizontal_line
from ui.kit.time_line import TimeLine

GROUP = say("Văn bản đến")


class InboxPage(Page):
    """Three panes over one desk. `desk` is used in lanes only."""

    def __init__(self, desk: Desk, services: PageServices) -> None:
        super().__init__()
        self._services, self._now = services, desk.clock.now
        self.presenter = InboxPresenter(desk, services.runner, self)
        how = say("Văn bản của các cơ quan gửi đến hiện ở đây sau khi đồng bộ; chữ ký được kiểm tra ngay khi đến.")
        empty = EmptyPlace(say("Chưa có văn bản đến"), how)
        self.list = ListPane(GROUP, say("Tìm trong văn bản đến"), FILTERS, empty)
        self.head = DispatchHead()
        self.accept = Button(say("Tiếp nhận"), "primary", icon="check")
        self.register = Button(say("Vào sổ"), icon="book-open")
        self.refuse = Button(say("Từ chối…"), "danger", icon="x")
        self.judge = Button(say("Kiểm tra lại"), icon="refresh-cw")
        self.paper, self.panel, self.line, self.facts = (
            PaperPane(services.runner), EvidencePanel(), TimeLine(), FactList())  # fmt: skip
        self._reading = QStackedWidget()
        nothing = EmptyPlace(say("Chưa chọn văn bản"), say("Chọn một dòng ở danh sách để xem nội dung."))
        self._reading.addWidget(nothing)
        self._reading.addWidget(self._document())
        self._side = QStackedWidget()
        self._side.addWidget(QFrame())
        self._side.addWidget(self._about())
        self.split = Panes(
            "inbox",
            (
                Pane(say("Danh sách"), self.list, *LIST_PANE),
                Pane(say("Nội dung"), self._reading, READING_PANE, 538),
                Pane(say("Thông tin"), self._side, *SIDE_PANE, rank=1),
            ),
            services.remembered,
        )
        self.setLayout(column((self.split, 1), space=0))
        self._listen()
        self.list.say(say("Đang mở danh sách…"))
        self.presenter.load()

    # what the frame asks

    def panes(self) -> tuple[QWidget, ...]:
        return tuple(pane.widget for pane in self.split.panes)

    def first_focus(self) -> QWidget:
        return self.list.rows

    def told_in(self) -> QWidget:
        return self._reading if self._reading.isVisible() else self.list

    def entered(self) -> None:
        self.presenter.load()

    def offers(self) -> tuple[Action, ...]:
        enter, why = say("Vào sổ văn bản đến"), say("Kết quả kiểm tra từng tệp")
        return (
            Action("accept", say("Tiếp nhận văn bản"), GROUP, self.accept.click, "check", self._can(self.accept)),
            Action("register", enter, GROUP, self.register.click, "book-open", self._can(self.register)),
            Action("refuse", say("Từ chối văn bản…"), GROUP, self.refuse.click, "x", self._can(self.refuse)),
            Action("judge-again", say("Kiểm tra lại"), GROUP, self.judge.click, "refresh-cw", self._can(self.judge)),
            Action("verdict", why, GROUP, self.show_details, "shield-check", self._has_row),
            Action("find-in-list", say("Tìm trong văn bản đến"), GROUP, self.list.field.setFocus, "search"),
            Action("back", say("Trở lại danh sách"), GROUP, self.go_back, "arrow-left"),
            *self.paper.offers(),
        )  # fmt: skip

    def tell_link(self, *, online: bool, since: str = "") -> None:
        """Whether the hub is in reach; off line the list says what it cannot show."""
        words = say("Ngoại tuyến từ {since}; văn bản mới sẽ hiện khi có mạng.", since=since)
        self.list.tell_state("" if online else words)

    # acts

    def accept_now(self) -> None:
        row = self.presenter.row
        if row is None:
            return
        if needs_despite(row.dispatch):
            ask_despite(self.window(), row.dispatch, self.presenter.accept)
        else:
            self.presenter.accept()

    def refuse_now(self) -> None:
        if self.presenter.row is not None:
            ask_refusal(self.window(), self.presenter.row.dispatch, self.presenter.refuse)

    def register_now(self) -> None:
        if self.presenter.row is not None:
            ask_number(self.window(), self.presenter.row.dispatch, self.presenter.register)

    def show_details(self) -> None:
        """The verdict of every file of the packet, and every remark."""
        if self.presenter.row is not None:
            close = Button(say("Đã rõ"), "primary", height=42)
            one = self.presenter.row.dispatch
            sheet = Sheet(self.window(), say("Kết quả kiểm tra từng tệp"), one.number.text, _details(one), act=close)
            close.clicked.connect(sheet.dismiss)

    def go_back(self) -> None:
        self.split.show_pane(0)
        self.list.rows.setFocus()

    # building

    def _document(self) -> QFrame:
        acts = ActRow((self.accept, self.register, self.refuse), (self.judge,))
        head = column(self.head, 2, acts, margins=(22, 16, 16, 14))
        return framed(column(head, horizontal_line(), (self.paper, 1), space=0))

    def _about(self) -> QFrame:
        parts: list[Item] = [
            self.panel,
            8,
            Text(say("Tiến trình"), "h3", weight=600),
            self.line,
            4,
            horizontal_line(),
            4,
        ]
        parts += [Text(say("Thông tin"), "h3", weight=600), self.facts, 0]
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(str(say("Thông tin")))
        scroll.setWidget(framed(column(*parts, space=6, margins=(16, 16, 16, 12))))
        return framed(column((scroll, 1), space=0))

    def _listen(self) -> None:
        self.list.searched.connect(self.presenter.load)
        self.list.filtered.connect(self._show_rows)
        self.list.rows.when_chosen(self._choose)
        self.list.rows.when_opened(lambda _row: self._go_in())
        self.head.back.clicked.connect(self.go_back)
        self.head.verdict_wanted.connect(self.show_details)
        self.split.narrowed.connect(self.head.show_back)
        self.accept.clicked.connect(self.accept_now)
        self.refuse.clicked.connect(self.refuse_now)
        self.register.clicked.connect(self.register_now)
        self.judge.clicked.connect(self.presenter.judge_again)
        self.panel.details_wanted.connect(self.show_details)
        self.paper.wanted.connect(self.presenter.read)
        self.presenter.listed.connect(lambda _rows: self._show_rows())
        self.presenter.opened.connect(self._show_row)
        self.presenter.content.connect(self._show_content)
        self.presenter.accepting.connect(self._tell_accepting)
        self.presenter.refused.connect(self._tell_refused)
        self.presenter.registered.connect(self._tell_registered)
        self.presenter.failed.connect(self._services.notifier.failed)

    # answers

    def _show_rows(self) -> None:
        rows = self.presenter.rows
        for key, chip in self.list.chips.items():
            chip.show_count(count(rows, key))
        now, pending = self._now(), self.presenter.pending
        shown = [list_row(row, now, pending) for row in rows if fits(row, self.list.chosen)]
        self.list.show_rows(shown)
        if not shown and (rows or self.presenter.search):
            self.list.say(say("Không có văn bản nào khớp. Hãy bỏ bớt bộ lọc hoặc đổi từ tìm."))
        elif shown and not self.list.rows.currentIndex().isValid() and not self.split.single:
            self.list.rows.setCurrentIndex(self.list.rows.rows.index(0, 0))
        if len(rows) == ROW_LIMIT:
            self.list.tell_state(
                say("Đang hiện {count} văn bản mới nhất; tìm để thấy văn bản cũ hơn.", count=ROW_LIMIT), "info"
            )

    def _choose(self, row: ListRow) -> None:
        found = next((one for one in self.presenter.rows if str(one.dispatch.id) == row.key), None)
        if found is not None and (self.presenter.row is None or self.presenter.row.dispatch.id != found.dispatch.id):
            self.presenter.open(found.dispatch.id)

    def _go_in(self) -> None:
        self.split.show_pane(1)
        self.paper.take_keyboard()

    def _show_row(self, row: DispatchRow) -> None:
        one, now = row.dispatch, self._now()
        before = self._shown_id
        self._shown_id = str(one.id)
        self.head.show_dispatch(one, now, deadline_matters=one.handling in (Handling.ARRIVED, Handling.ACCEPTED))
        self.panel.show_view(evidence(one))
        self.line.show_steps(steps(row, now))
        self.facts.show_facts(facts(row))
        self._reading.setCurrentIndex(1)
        self._side.setCurrentIndex(1)
        self._guard(one)
        if before != self._shown_id:
            self.paper.show_files([file.name for file in one.attachments])
            main = next((place for place, file in enumerate(one.attachments) if file.role == "main"), 0)
            if one.attachments:
                self.paper.choose(main)

    _shown_id = ""

    def _show_content(self, found: FileContent) -> None:
        if found.content is None:
            self.paper.say(say("Tệp quá lớn để xem ở đây; hãy lưu ra đĩa rồi mở bằng chương trình khác."))
        elif found.content[:1024].find(b"%PDF-") >= 0:
            self.paper.show_pdf(found.content)
        else:
            self.paper.say(say("Loại tệp này không xem được ở đây: {name}", name=found.attachment.name))

    def _guard(self, one: Dispatch) -> None:
        """Buttons say no for the same reasons as the commands."""
        clerk = may_decide(self.presenter.official)
        waiting = one.handling is Handling.ARRIVED and one.id != self.presenter.pending
        open_still = one.handling in (Handling.ARRIVED, Handling.ACCEPTED)
        who: Words = "" if clerk else say("Chỉ văn thư được làm việc này")
        decided: Words = "" if open_still else say("Văn bản này đã được xử lý")
        proof: Words = say("Kết quả kiểm tra không đạt: chỉ có thể từ chối") if cannot_be_taken_in(one) else ""
        _permit(self.accept, who, decided, proof, "" if waiting else say("Văn bản này đã được tiếp nhận"))
        _permit(self.register, who, decided, proof)
        _permit(self.refuse, who, decided)
        sure = one.verdict is not Verdict.UNDECIDED
        _permit(self.judge, say("Chỉ cần khi kết quả là chưa xác định") if sure else "")

    def _tell_accepting(self, one: Dispatch) -> None:
        self._guard(one)
        self._show_rows()
        words = say("Tiếp nhận {number}", number=one.number.text)
        self._services.notifier.tell(words, lambda: self._undo(one))

    def _undo(self, one: Dispatch) -> None:
        if not self.presenter.take_back(one.id):
            self._services.notifier.tell(say("Việc này đã ghi xong, không hoàn tác được nữa"))

    def _tell_refused(self, one: Dispatch) -> None:
        self._services.notifier.tell(say("Đã từ chối {number}; sẽ báo nơi gửi khi đồng bộ", number=one.number.text))

    def _tell_registered(self, found: Registered) -> None:
        number = found.dispatch.number.text
        self._services.notifier.tell(say("Đã vào sổ {number}, số đến {entry}", number=number, entry=found.entry.number))

    def _has_row(self) -> bool:
        return self.presenter.row is not None

    def _can(self, button: Button) -> Callable[[], bool]:
        return lambda: self.presenter.row is not None and button.isEnabled()

    def hideEvent(self, event: QHideEvent) -> None:
        """Who leaves the place has decided: what could be undone is written."""
        self.presenter.settle()
        super().hideEvent(event)


def _permit(button: Button, *reasons: Words) -> None:
    """Enabled unless there is a reason against it; the first one is told."""
    why = next((one for one in reasons if str(one)), None)
    if why is None:
        button.allow()
    else:
        button.forbid(why)


def _details(one: Dispatch) -> Line:
    verdicts, remarks = FactList(), FactList()
    verdicts.show_facts(
        [
            (file.name, verdict_words(file.verdict) if file.verdict else say("Không có chữ ký"))
            for file in one.attachments
        ]
    )
    remarks.show_facts([(remark.about or say("Gói tin"), remark_words(remark)) for remark in one.remarks])
    return column(verdicts, horizontal_line(), remarks, 0, space=10)
