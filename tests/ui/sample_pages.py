"""Pages made of the kit's parts only, to try the frame with; they show what the pictures show."""

from __future__ import annotations

from kit_gallery import ROWS, valid_card
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from ui.kit.act_row import ActRow
from ui.kit.actions import Action
from ui.kit.appearance import appearance, px
from ui.kit.buttons import Button
from ui.kit.chips import chip_of
from ui.kit.filter_chip import FilterChip
from ui.kit.layouts import column, framed, row
from ui.kit.measures import LIST_PANE, READING_PANE, SIDE_PANE
from ui.kit.page import Page, Place
from ui.kit.painting import drum
from ui.kit.panes import Pane, Panes
from ui.kit.remembered import Remembered
from ui.kit.row_list import RowList
from ui.kit.texts import Icon, Text, horizontal_line
from ui.kit.time_line import Step, TimeLine
from ui.shell.status_line import StatusFact
from ui.shell.top_line import Person
from ui.shell.window import Window, make_window

STEPS = (
    Step("07:12", "Ký tại nơi gửi", "Thứ trưởng Trịnh Quốc Bảo"),
    Step("07:13", "Đã gửi", "Trục liên thông quốc gia · 01"),
    Step("07:14", "Đã đến", "Kiểm tra gói tin và chữ ký: đạt"),
    Step("nay", "Chờ tiếp nhận", "Văn thư: Lê Thu Hà · còn 34 phút", "now"),
    Step("", "Vào sổ, lấy số đến", "Sổ văn bản đến 2026 · dự kiến số 6215", "next"),
    Step("", "Chuyển xử lý", "Gợi ý: Vụ Nông nghiệp", "next"),
)


class InboxPage(Page):
    """List, reading pane, side panel."""

    def __init__(self, remembered: Remembered) -> None:
        super().__init__()
        self.done: list[str] = []
        self.list = RowList("Văn bản đến", ROWS)
        self.list.setCurrentIndex(self.list.rows.index(0, 0))
        self.split = Panes(
            "inbox",
            (
                Pane("Danh sách", self._list_pane(), *LIST_PANE),
                Pane("Nội dung", self._reading_pane(), READING_PANE, 538),
                Pane("Thông tin", self._side_pane(), *SIDE_PANE, rank=1),
            ),
            remembered,
        )
        self.setLayout(column((self.split, 1), space=0))

    def panes(self) -> tuple[QWidget, ...]:
        return tuple(pane.widget for pane in self.split.panes)

    def first_focus(self) -> QWidget:
        return self.list

    def told_in(self) -> QWidget:
        return self.split.panes[1].widget

    def offers(self) -> tuple[Action, ...]:
        return (Action("accept", "Tiếp nhận văn bản", "Văn bản đến", lambda: self.done.append("accept"), "check"),)

    def _list_pane(self) -> QWidget:
        tools = row(
            Text("Văn bản đến", "title", weight=600),
            0,
            Button("Lọc", "tool", icon="list-filter"),
            Button("Sắp xếp", "tool", icon="arrow-up-down"),
            space=2,
        )
        chips = row(
            FilterChip("Chờ tiếp nhận", 7, chosen=True), FilterChip("Khẩn", 3), FilterChip("Có hạn", 12), 0, space=6
        )
        head = column(tools, chips, space=10, margins=(18, 14, 12, 10))
        return framed(column(head, horizontal_line(), (self.list, 1), space=0))

    def _reading_pane(self) -> QWidget:
        acts = ActRow(
            (
                Button("Tiếp nhận", "primary", icon="check"),
                Button("Chuyển", icon="forward"),
                Button("Trả lời", icon="reply"),
                Button("Từ chối…", "danger", icon="x"),
            ),
            (Button("In", icon="printer"),),
        )
        facts = row(
            Text("8412/BNNMT-ĐĐ", "meta", weight=600, tabular=True),
            Text("·", "meta", tone="3"),
            Text("Bộ Nông nghiệp và Môi trường", "meta", tone="2"),
            Text("·", "meta", tone="3"),
            Text("20/11/2026", "meta", tone="2", tabular=True),
            0,
            space=6,
        )
        head = column(
            row(chip_of("express"), chip_of("overdue", "Hạn hôm nay 11:00 · còn 34 phút"), 0),
            Text(
                "Về việc ứng phó khẩn cấp bão số 14 và mưa lũ tại các tỉnh Trung Bộ",
                "title",
                weight=600,
                wrap=True,
                size=19,
            ),
            facts,
            2,
            acts,
            margins=(22, 16, 16, 14),
        )
        self.paper = QFrame()
        return framed(column(head, (self.paper, 1), space=0))

    def _side_pane(self) -> QWidget:
        return framed(
            column(
                valid_card(),
                8,
                Text("Tiến trình", "h3", weight=600),
                TimeLine(STEPS),
                0,
                space=6,
                margins=(16, 16, 16, 12),
            )
        )


class Hero(QFrame):
    """The Today card with the faint drum."""

    def paintEvent(self, _event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), px(12), px(12))
        painter.fillPath(path, QColor(appearance().palette.accent_tint))
        painter.setClipPath(path)
        drum(painter, QPointF(self.width() - px(48), px(4)), px(200), QColor(appearance().palette.accent), 0.075)


class TodayPage(Page):
    """The minister's cards."""

    def __init__(self) -> None:
        super().__init__()
        hero = Hero()
        self._corner = row(space=0)
        hero.setLayout(
            row(
                (
                    column(
                        Text("Phiên họp Chính phủ thường kỳ tháng 11", "title", weight=600, wrap=True),
                        Text("14:00 hôm nay · còn 4 giờ 32 phút", "body", tone="2", tabular=True),
                        row(
                            Icon("circle-check", "ok"),
                            Text("Tài liệu đủ 24 / 24", "meta", weight=600, tone="ok"),
                            0,
                            space=6,
                        ),
                        space=3,
                    ),
                    1,
                ),
                Button("Mở tài liệu", "primary", icon="book-open-text", icon_size=20),
                space=12,
                margins=(20, 16, 18, 16),
            )
        )
        self.act = Button("Xem và ký", "primary")
        self.setLayout(
            column(
                row(Text("Thứ Sáu, 20 tháng 11", "title", weight=600, size=25), 0, self._corner),
                hero,
                2,
                row(
                    Text("Chờ ký", "h2", weight=600),
                    Text("3", "h2", weight=500, tone="3"),
                    0,
                    Button("Xem tất cả", "link"),
                    space=6,
                ),
                _card("signature", "Công văn phối hợp ứng phó bão số 14", "hạn 11:00 hôm nay", "express", self.act),
                _card(
                    "signature",
                    "Tờ trình về dự án Luật Đường sắt đô thị",
                    "hạn 17:00 hôm nay",
                    "most-urgent",
                    Button("Xem và ký"),
                ),
                0,
                space=8,
                margins=(22, 16, 22, 10),
            )
        )

    def first_focus(self) -> QWidget:
        return self.act

    def corner(self) -> QBoxLayout:
        return self._corner


def _card(icon: str, title: str, sub: str, chip, act: Button) -> QFrame:
    tile = QFrame()
    tile.setProperty("tile", "1")
    tile.setFixedSize(px(40), px(40))
    tile.setLayout(row(0, Icon(icon, "accent_text", 20), 0, space=0))
    words = column(Text(title, "body", weight=600), row(chip_of(chip), Text(sub, "meta", tone="2"), 0), space=3)
    return framed(row(tile, (words, 1), act, space=12, margins=(12, 11, 12, 11)), card="plain")


def sample_window(remembered: Remembered | None = None) -> Window:
    kept = remembered or Remembered()
    places = (
        Place("inbox", "inbox", "Văn bản đến", lambda: InboxPage(kept)),
        Place("today", "sun", "Hôm nay", TodayPage, tile=True),
        Place("outbox", "send", "Văn bản đi", Page),
        Place("drafting", "file-pen-line", "Soạn thảo", Page),
        Place("registers", "book-open", "Sổ", Page),
        Place("meetings", "landmark", "Phiên họp", Page, group="other", tile=True),
        Place("opinions", "message-square-text", "Xin ý kiến", Page, group="other", tile=True),
        Place("signatures", "signature", "Chữ ký", Page, group="other", tile=True, tile_words="Ký"),
        Place("search", "search", "Tìm", Page, group="other", tile=True),
        Place("preferences", "settings", "Thiết lập", Page, group="foot"),
    )
    window = make_window(places, Person("Lê Thu Hà", "Văn thư · Văn phòng Chính phủ"), kept)
    online = StatusFact("online", "wifi", "Trực tuyến", "ok")
    key = StatusFact("key", "key-round", "Khóa ký: Đỗ Thị Mai Hương · hết hạn 14/03/2028")
    window.show_facts(
        (
            online,
            StatusFact("sync", "refresh-cw", "Đồng bộ 3 phút trước"),
            StatusFact("out", "send", "Hộp chuyển: trống"),
        ),
        (key, StatusFact("clock", "clock", "Lệch giờ 0,2 giây")),
        (online, StatusFact("key", "key-round", "Khóa đang cắm")),
    )
    window.show_count("inbox", 7)
    window.show_count("outbox", 3)
    window.show_count("signatures", 3, urgent=True)
    window.show_count("opinions", 2)
    return window
