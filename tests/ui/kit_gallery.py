"""Every part of the kit in every state on one page, as `design/screens/10-components.png` shows them."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.appearance import font, px
from ui.kit.avatar import Avatar
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.chips import ChipSign, chip_of
from ui.kit.empty_place import EmptyPlace
from ui.kit.filter_chip import FilterChip
from ui.kit.layouts import Line, column, framed, row
from ui.kit.list_row import ListRow
from ui.kit.progress_strip import ProgressStrip
from ui.kit.row_list import RowList
from ui.kit.row_table import Column, RowTable
from ui.kit.texts import Text
from ui.kit.time_line import Step, TimeLine
from ui.kit.verdict_card import Signer, VerdictCard
from ui.kit.vote_button import VoteButton

ROWS = (
    ListRow(
        "1",
        "1",
        "Bộ Nông nghiệp và Môi trường",
        "8412/BNNMT-ĐĐ",
        "Về việc ứng phó khẩn cấp bão số 14 và mưa lũ tại các tỉnh Trung Bộ",
        "07:14",
        ChipSign("express"),
        ChipSign("overdue", "Hôm nay 11:00"),
        "valid",
        2,
        True,
    ),
    ListRow(
        "2",
        "1",
        "Bộ Quốc phòng",
        "5120/BQP-TM",
        "Đề nghị điều động lực lượng, phương tiện cứu hộ cứu nạn tại Quân khu 4 và Quân khu 5",
        "08:02",
        ChipSign("most-urgent"),
        ChipSign("due-soon", "Hôm nay 17:00"),
        "valid",
        1,
        True,
    ),
    ListRow(
        "3",
        "1",
        "UBND tỉnh Quảng Ngãi",
        "3377/UBND-NNTN",
        "Báo cáo nhanh tình hình sơ tán dân cư vùng ven biển, cửa sông Trà Khúc",
        "08:35",
        ChipSign("most-urgent"),
        ChipSign("due-soon", "Hôm nay 17:00"),
        "valid-with-remarks",
        4,
        True,
    ),
    ListRow(
        "4",
        "1",
        "Bộ Tài chính",
        "15208/BTC-NSNN",
        "Phương án bổ sung dự phòng ngân sách trung ương năm 2026 cho các địa phương",
        "09:10",
        ChipSign("urgent"),
        ChipSign("due", "24/11 · còn 2 ngày"),
        "valid",
        3,
    ),
    ListRow(
        "5",
        "1",
        "Bộ Tư pháp",
        "2960/BTP-PLHSHC",
        "Thẩm định dự thảo Nghị định quy định về định danh và xác thực điện tử (sửa đổi)",
        "09:26",
        None,
        ChipSign("due", "30/11 · còn 6 ngày"),
        "undecided",
        5,
    ),
    ListRow(
        "6",
        "1",
        "UBND Thành phố Hồ Chí Minh",
        "7741/UBND-DA",
        "Kiến nghị tháo gỡ vướng mắc giải phóng mặt bằng tuyến metro số 2",
        "Hôm qua",
        None,
        ChipSign("due", "02/12 · còn 8 ngày"),
        "altered",
        2,
        True,
    ),
    ListRow(
        "7",
        "1",
        "Bộ Y tế",
        "4418/BYT-KCB",
        "Xin ý kiến dự thảo Chiến lược quốc gia về y tế số đến năm 2035",
        "Hôm qua",
        None,
        ChipSign("due", "04/12 · còn 10 ngày"),
        "valid",
        1,
    ),
    ListRow(
        "8",
        "1",
        "Ngân hàng Nhà nước Việt Nam",
        "9032/NHNN-TT",
        "Cung cấp thông tin phục vụ họp báo Chính phủ thường kỳ tháng 11",
        "18/11",
        None,
        None,
        "valid",
    ),
)
REGISTER = (
    ("6212", "20/11/2026", "3377/UBND-NNTN", "UBND tỉnh Quảng Ngãi", "Báo cáo nhanh tình hình sơ tán dân cư"),
    ("6213", "20/11/2026", "15208/BTC-NSNN", "Bộ Tài chính", "Phương án bổ sung dự phòng ngân sách"),
    ("6214", "20/11/2026", "2960/BTP-PLHSHC", "Bộ Tư pháp", "Thẩm định dự thảo Nghị định định danh"),
)
STEPS = (
    Step("07:13", "Đã gửi", "Trục liên thông quốc gia · 01"),
    Step("07:14", "Bị trả lại", "Thiếu phụ lục 2 · 02", "failed"),
    Step("nay", "Chờ gửi lại", "Văn thư: Lê Thu Hà", "now"),
    Step("", "Vào sổ", "Dự kiến số 6215", "next"),
)
SIGNERS = (
    Signer("Trịnh Quốc Bảo", "Thứ trưởng · chứng thư công vụ", "07:12:44 20/11/2026 · giờ tin cậy"),
    Signer("Bộ Nông nghiệp và Môi trường", "Con dấu số của cơ quan", "07:13:20 20/11/2026 · giờ tin cậy"),
)


def register_columns() -> tuple[Column[tuple[str, ...]], ...]:
    return (
        Column("number", "Số đến", lambda one: one[0], 72),
        Column("date", "Ngày đến", lambda one: one[1], 108),
        Column("reference", "Số, ký hiệu", lambda one: one[2], 150),
        Column("author", "Tác giả", lambda one: one[3], 150),
        Column("subject", "Trích yếu", lambda one: one[4], 120, takes_rest=True),
    )


def valid_card() -> VerdictCard:
    return VerdictCard("valid", "2 chữ ký, không bị sửa sau khi ký", SIGNERS)


class Gallery(QWidget):
    """The page; `focused` is the button that pictures 10 and 11 show with the ring."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.focused = Button("Tiêu điểm", "primary")
        content = row((self._left(), 5), (self._middle(), 8), (self._right(), 4), space=24, margins=(24, 20, 24, 18))
        self.setLayout(column((framed(content, name="panel"), 1), margins=(12, 12, 12, 12)))

    def _left(self) -> Line:
        shown, locked = Button("Khóa", "primary"), Button("Khóa")
        shown.forbid("Bản thảo đã gửi")
        locked.forbid("Bản thảo đã gửi")
        return column(
            _part(
                "Nút: nghỉ, rê, nhấn, tiêu điểm, khóa",
                row(
                    Button("Tiếp nhận", "primary"),
                    _as("hover", Button("Rê", "primary")),
                    _as("pressed", Button("Nhấn", "primary")),
                    self.focused,
                    shown,
                    0,
                ),
                row(
                    Button("Chuyển"),
                    _as("hover", Button("Rê")),
                    _as("pressed", Button("Nhấn")),
                    Button("Từ chối…", "danger"),
                    Button("Bỏ qua", "ghost"),
                    locked,
                    0,
                ),
            ),
            _part(
                "Độ khẩn (dấu, góc vuông)",
                row(
                    chip_of("urgent"),
                    chip_of("most-urgent"),
                    chip_of("express"),
                    chip_of("express-timed", "Hỏa tốc 14:00"),
                    chip_of("secret"),
                    0,
                ),
            ),
            _part(
                "Kết luận chữ ký",
                row(chip_of("valid"), chip_of("valid-with-remarks"), chip_of("undecided"), 0),
                row(chip_of("invalid"), chip_of("altered"), 0),
            ),
            _part(
                "Hạn xử lý",
                row(
                    chip_of("due", "30/11 · còn 6 ngày"),
                    chip_of("due-soon", "Hôm nay 17:00"),
                    chip_of("overdue", "Quá 2 ngày làm việc"),
                    0,
                ),
            ),
            _part(
                "Ô nhập",
                row((_field("Triển khai ứng phó bão số 14"), 1), (_as("focus", _field("Tiêu điểm")), 1)),
                row((_field("", hint="Gõ trích yếu…"), 1), (_field("Khóa bởi cơ quan", enabled=False), 1)),
            ),
            _part(
                "Người",
                row(
                    Avatar("Lê Thu Hà", 32),
                    Avatar("Phạm Thế Hưng", 32),
                    Avatar("Vũ Đức Thành", 32),
                    Avatar("Lương Gia Bách", 32, "absent"),
                    Avatar("Tạ Minh Châu", 32, "remote"),
                    0,
                ),
            ),
            _part("Tiến trình", TimeLine(STEPS)),
            0,
            space=14,
        )

    def _middle(self) -> Line:
        self.rows = RowList("Văn bản đến", ROWS[:5])
        self.rows.setCurrentIndex(self.rows.rows.index(1, 0))
        self.rows.setFixedHeight(px(108) * 2)
        self.register: RowTable[tuple[str, ...]] = RowTable("Sổ văn bản đến", register_columns(), REGISTER)
        self.register.setFixedHeight(px(36) * 4)
        return column(
            _part("Mật độ vừa: 108 px", framed(column(self.rows, margins=(0, 2, 0, 2)), card="plain")),
            _part("Bảng sổ", framed(column(self.register, margins=(1, 1, 1, 1)), card="plain")),
            _part(
                "Lọc",
                row(FilterChip("Chờ tiếp nhận", 7, chosen=True), FilterChip("Khẩn", 3), FilterChip("Có hạn", 12), 0),
            ),
            _part(
                "Dải báo",
                Banner("poll", "Đang biểu quyết nội dung 2", "còn 02:45 · bạn chưa bỏ phiếu", "Bỏ phiếu"),
                Banner("offline", "Ngoại tuyến", "Việc đã làm giữ trên máy, gửi khi có mạng", "Thử lại"),
                Banner("failure", "Không gửi được 1 văn bản", "Bản thảo còn nguyên · chứng thư hết hạn", "Xem"),
            ),
            0,
            space=14,
        )

    def _right(self) -> Line:
        chosen = VoteButton("circle-check", "Tán thành", "1")
        chosen.setChecked(True)
        progress = ProgressStrip("Tải tài liệu phiên họp · 18 / 24")
        progress.show_progress(0.75, left="còn 12 giây")
        return column(
            _part(
                "Nút bỏ phiếu: bằng nhau, không màu đúng sai", chosen, VoteButton("circle-x", "Không tán thành", "2")
            ),
            _part(
                "Trống",
                framed(
                    column(
                        EmptyPlace(
                            "Không có văn bản chờ ký", "Văn bản trình bạn ký sẽ hiện ở đây, khẩn nhất ở trên cùng."
                        )
                    ),
                    card="plain",
                ),
            ),
            _part("Kết luận", valid_card()),
            _part("Tiến độ", progress),
            0,
            space=14,
        )


class Verdicts(QWidget):
    """The four other verdict cards."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        cards = (
            VerdictCard(
                "valid-with-remarks", "Chữ ký còn giữ, có điều cần biết", SIGNERS[:1], advice="Xem lưu ý rồi tiếp nhận."
            ),
            VerdictCard("undecided", "Chưa có dữ liệu thu hồi", SIGNERS[:1], advice="Nối mạng rồi kiểm tra lại."),
            VerdictCard(
                "invalid", "Chứng thư đã bị thu hồi trước khi ký", SIGNERS[:1], advice="Không tiếp nhận; báo nơi gửi."
            ),
            VerdictCard(
                "altered",
                "Nội dung thay đổi sau chữ ký thứ nhất",
                SIGNERS[:1],
                advice="Không dùng bản này; xem bản đã ký.",
            ),
        )
        self.setLayout(column(row(*((card, 1) for card in cards), space=16), 0, margins=(16, 16, 16, 16)))


def _part(title: str, *items) -> Line:
    return column(Text(title, "meta", weight=600, tone="3"), *items, space=8)


def _as(state: str, widget):
    widget.setProperty("shown", state)
    return widget


def _field(text: str, *, hint: str = "", enabled: bool = True) -> QLineEdit:
    field = QLineEdit(text)
    field.setFont(font("body"))
    field.setFixedHeight(px(34))
    field.setPlaceholderText(hint)
    field.setAccessibleName(hint or text)
    field.setEnabled(enabled)
    return field
