"""The place "Văn bản đi": what was sent, the state shown for each addressee, and what waits or failed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ecabinet.application.ports import Desk
from ecabinet.application.queries.dispatch_rows import DispatchRow
from ui.kit.actions import Action
from ui.kit.chips import Chip
from ui.kit.dispatch_head import DispatchHead
from ui.kit.empty_place import EmptyPlace
from ui.kit.fact_list import FactList
from ui.kit.layouts import Item, column, framed, row
from ui.kit.list_pane import ListPane
from ui.kit.list_row import ListRow
from ui.kit.measures import LIST_PANE, READING_PANE, SIDE_PANE
from ui.kit.page import Page
from ui.kit.page_services import PageServices
from ui.kit.panes import Pane, Panes
from ui.kit.paper_pane import PaperPane
from ui.kit.phrases import say
from ui.kit.texts import Icon, Text, horizontal_line
from ui.kit.time_line import TimeLine
from ui.outbox.outbox_presenter import ROW_LIMIT, FileContent, OutboxPresenter, SentDispatch
from ui.outbox.outbox_rows import FILTERS, Trouble, count, facts, fits, list_row, reached_sign, steps, troubles

GROUP = say("Văn bản đi")
_MOST_ADDRESSEES = 200


class OutboxPage(Page):
    """Three panes over one desk. `desk` is used in lanes only."""

    def __init__(self, desk: Desk, services: PageServices) -> None:
        super().__init__()
        self._services, self._now = services, desk.clock.now
        self.presenter = OutboxPresenter(desk, services.runner, self)
        how = say("Văn bản đã ban hành và gửi đi hiện ở đây, cùng trạng thái ở từng nơi nhận.")
        self.list = ListPane(GROUP, say("Tìm trong văn bản đi"), FILTERS, EmptyPlace(say("Chưa có văn bản đi"), how))
        self.head, self.paper = DispatchHead(), PaperPane(services.runner)
        self.line, self.facts = TimeLine(), FactList()
        self._jobs, self._receivers = _Holder(), _Holder()
        self._shown_id = ""
        self._reading, self._side = QStackedWidget(), QStackedWidget()
        nothing = EmptyPlace(say("Chưa chọn văn bản"), say("Chọn một dòng ở danh sách để xem nội dung."))
        self._reading.addWidget(nothing)
        self._reading.addWidget(self._document())
        self._side.addWidget(QFrame())
        self._side.addWidget(self._about())
        self.split = Panes(
            "outbox",
            (
                Pane(say("Danh sách"), self.list, *LIST_PANE),
                Pane(say("Nội dung"), self._reading, READING_PANE, 538),
                Pane(say("Tiến trình"), self._side, *SIDE_PANE, rank=1),
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
        if self.presenter.sent is not None:
            self.presenter.open(self.presenter.sent.row.dispatch.id)

    def offers(self) -> tuple[Action, ...]:
        return (
            Action("find-in-list", say("Tìm trong văn bản đi"), GROUP, self.list.field.setFocus, "search"),
            Action("back", say("Trở lại danh sách"), GROUP, self.go_back, "arrow-left"),
            *self.paper.offers(),
        )

    def tell_link(self, *, online: bool, since: str = "") -> None:
        """Whether the hub is in reach; off line what is sent waits, and states stand still."""
        words = say("Ngoại tuyến từ {since}; văn bản chờ gửi và trạng thái sẽ cập nhật khi có mạng.", since=since)
        self.list.tell_state("" if online else words)

    def go_back(self) -> None:
        self.split.show_pane(0)
        self.list.rows.setFocus()

    # building

    def _document(self) -> QFrame:
        top = column(self.head, self._jobs, space=10, margins=(22, 16, 16, 14))
        return framed(column(top, horizontal_line(), (self.paper, 1), space=0))

    def _about(self) -> QFrame:
        parts: list[Item] = [Text(say("Nơi nhận"), "h3", weight=600), self._receivers, 8]
        parts += [Text(say("Tiến trình"), "h3", weight=600), self.line, 4, horizontal_line(), 4]
        parts += [Text(say("Thông tin"), "h3", weight=600), self.facts, 0]
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(str(say("Tiến trình")))
        scroll.setWidget(framed(column(*parts, space=6, margins=(16, 16, 16, 12))))
        return framed(column((scroll, 1), space=0))

    def _listen(self) -> None:
        self.list.searched.connect(self.presenter.load)
        self.list.filtered.connect(self._show_rows)
        self.list.rows.when_chosen(self._choose)
        self.list.rows.when_opened(lambda _row: self._go_in())
        self.head.back.clicked.connect(self.go_back)
        self.head.why.hide()
        self.split.narrowed.connect(self.head.show_back)
        self.paper.wanted.connect(self.presenter.read)
        self.presenter.listed.connect(lambda _rows: self._show_rows())
        self.presenter.opened.connect(self._show_sent)
        self.presenter.content.connect(self._show_content)
        self.presenter.failed.connect(self._services.notifier.failed)

    # answers

    def _show_rows(self) -> None:
        rows = self.presenter.rows
        for key, chip in self.list.chips.items():
            chip.show_count(count(rows, key))
        now = self._now()
        shown = [list_row(one, now) for one in rows if fits(one, self.list.chosen)]
        self.list.show_rows(shown)
        if not shown and (rows or self.presenter.search):
            self.list.say(say("Không có văn bản nào khớp. Hãy bỏ bớt bộ lọc hoặc đổi từ tìm."))
        elif shown and not self.list.rows.currentIndex().isValid() and not self.split.single:
            self.list.rows.setCurrentIndex(self.list.rows.rows.index(0, 0))
        if len(rows) == ROW_LIMIT:
            words = say("Đang hiện {count} văn bản mới nhất; tìm để thấy văn bản cũ hơn.", count=ROW_LIMIT)
            self.list.tell_state(words, "info")

    def _choose(self, chosen: ListRow) -> None:
        found: DispatchRow | None = next(
            (one for one in self.presenter.rows if str(one.dispatch.id) == chosen.key), None
        )
        if found is not None and self._shown_id != chosen.key:
            self.presenter.open(found.dispatch.id)

    def _go_in(self) -> None:
        self.split.show_pane(1)
        self.paper.take_keyboard()

    def _show_sent(self, sent: SentDispatch) -> None:
        one, now, before = sent.row.dispatch, self._now(), self._shown_id
        self._shown_id = str(one.id)
        self.head.show_dispatch(one, now, deadline_matters=False)
        self._jobs.show_parts([_trouble(found) for found in troubles(sent, now)])
        self._receivers.show_parts([_receiver(reached.agency.name, Chip(reached_sign(reached)))
                                    for reached in sent.row.reached[:_MOST_ADDRESSEES]])  # fmt: skip
        self.line.show_steps(steps(sent, now))
        self.facts.show_facts(facts(sent))
        self._reading.setCurrentIndex(1)
        self._side.setCurrentIndex(1)
        if before != self._shown_id:
            self.paper.show_files([file.name for file in one.attachments])
            main = next((place for place, file in enumerate(one.attachments) if file.role == "main"), 0)
            if one.attachments:
                self.paper.choose(main)

    def _show_content(self, found: FileContent) -> None:
        if found.content is None:
            self.paper.say(say("Tệp quá lớn để xem ở đây; hãy lưu ra đĩa rồi mở bằng chương trình khác."))
        elif found.content[:1024].find(b"%PDF-") >= 0:
            self.paper.show_pdf(found.content)
        else:
            self.paper.say(say("Loại tệp này không xem được ở đây: {name}", name=found.attachment.name))


class _Holder(QFrame):
    """Parts that are replaced together; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QVBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._held: QFrame | None = None
        self.hide()

    def show_parts(self, parts: list[Item]) -> None:
        if self._held is not None:
            self._line.removeWidget(self._held)
            self._held.hide()
            self._held.deleteLater()
        self._held = framed(column(*parts, space=8))
        self._line.addWidget(self._held)
        self.setVisible(bool(parts))


def _receiver(name: str, chip: Chip) -> Item:
    """Name above, state beneath: both may be long."""
    return column(Text(name, "meta", weight=500, wrap=True), row(chip, 0), space=3)


def _trouble(one: Trouble) -> Item:
    """What waits or failed, why, and what to do."""
    icon, ink = ("circle-alert", "bad") if one.grave else ("clock", "note")
    words: list[Item] = [Text(one.title, "meta", weight=600, wrap=True)]
    words += [Text(told, "meta", tone="2", wrap=True) for told in (one.reason, one.advice) if str(told)]
    line = row(
        column(2, Icon(icon, ink, 16), 0, space=0), (column(*words, space=2), 1), space=10, margins=(12, 8, 12, 8)
    )
    return framed(line, card="bad" if one.grave else "note")
