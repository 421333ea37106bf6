"""The place "Chữ ký": drop or choose a file; its pages, its verdict, every signature, the signed revision."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QStackedWidget, QWidget

from ecabinet.domain.documents.evidence import FileReport, Verdict
from ui.kit.act_row import ActRow
from ui.kit.actions import Action
from ui.kit.buttons import Button
from ui.kit.empty_place import EmptyPlace
from ui.kit.evidence_panel import EvidencePanel, view_of
from ui.kit.fact_list import FactList
from ui.kit.filter_chip import FilterChip
from ui.kit.formats import clock, size
from ui.kit.layouts import Item, Line, column, framed, row
from ui.kit.measures import READING_PANE, SIDE_PANE
from ui.kit.page import Page
from ui.kit.page_services import PageServices
from ui.kit.panes import Pane, Panes
from ui.kit.paper_pane import PaperPane
from ui.kit.phrases import Words, say
from ui.kit.progress_strip import ProgressStrip
from ui.kit.sheet import Sheet
from ui.kit.texts import ElidedText, Text, horizontal_line
from ui.signatures.signatures_presenter import CheckedFile, FileTools, SignaturesPresenter
from ui.signatures.signatures_rows import enclosed_facts, file_kind, issue_facts, signature_facts

GROUP = say("Chữ ký")


class SignaturesPage(Page):
    """One file at a time; the next one dropped takes its place."""

    def __init__(self, tools: FileTools, services: PageServices) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.presenter = SignaturesPresenter(tools, services.runner, self)
        self._services = services
        self.open = Button(say("Chọn tệp…"), "primary", icon="folder-open")
        self.another = Button(say("Chọn tệp khác…"), icon="folder-open")
        self.again = Button(say("Kiểm tra lại"), icon="refresh-cw")
        self.network = FilterChip(say("Hỏi tình trạng thu hồi qua mạng"), chosen=True)
        self.paper, self.panel = PaperPane(services.runner), EvidencePanel()
        self.facts, self.enclosed = FactList(), FactList()
        self._name, self._state = ElidedText("", "title", weight=600, size=19), Text("", "meta", tone="2", wrap=True)
        self._enclosed_title = Text(say("Tệp bên trong"), "h3", weight=600)
        self.progress = ProgressStrip(say("Đang kiểm tra chữ ký"))
        self._field = ""
        self._stack = QStackedWidget()
        how = say(
            "Kéo tệp PDF, gói tin edXML, XML hoặc ASiC-E vào đây. Tệp chỉ được đọc, không bị sửa và không gửi đi."
        )
        self.empty = EmptyPlace(say("Kiểm tra chữ ký của một tệp bất kỳ"), how, self.open)
        self._stack.addWidget(self.empty)
        self.split = Panes(
            "signatures",
            (
                Pane(say("Nội dung tệp"), self._middle(), READING_PANE, 700),
                Pane(say("Kết quả kiểm tra chữ ký"), self._side(), *SIDE_PANE),
            ),
            services.remembered,
        )
        self._stack.addWidget(self.split)
        self.setLayout(column((self._stack, 1), space=0))
        self._listen()

    # what the frame asks

    def panes(self) -> tuple[QWidget, ...]:
        shown = tuple(pane.widget for pane in self.split.panes)
        return shown if self._stack.currentIndex() else (self.empty,)

    def first_focus(self) -> QWidget:
        return self.another if self._stack.currentIndex() else self.open

    def told_in(self) -> QWidget:
        return self.split.panes[0].widget if self._stack.currentIndex() else self

    def offers(self) -> tuple[Action, ...]:
        return (
            Action("check-file", say("Kiểm tra chữ ký của một tệp…"), GROUP, self.choose_file, "folder-open"),
            Action("check-again", say("Kiểm tra lại"), GROUP, self.presenter.again, "refresh-cw", self._has_file),
            Action("signed-revision", say("Xem bản đã ký"), GROUP, self.show_signed, "eye", self._has_revision),
            Action("signature-details", say("Chi tiết chữ ký"), GROUP, self.show_details, "info", self._has_file),
            Action("back", say("Trở lại danh sách"), GROUP, lambda: self.split.show_pane(0)),
            *self.paper.offers(),
        )

    # acts

    def choose_file(self) -> None:
        """The system's own window; it does not stop ours."""
        dialog = QFileDialog(self, str(say("Chọn tệp cần kiểm tra")))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["PDF, edXML, XML, ASiC-E (*.pdf *.edxml *.xml *.asice *.sce)", "* (*)"])
        dialog.fileSelected.connect(lambda chosen: self.presenter.check(Path(chosen)))
        dialog.open()

    def show_signed(self) -> None:
        """The last signature's revision, or the whole file again when that is in view."""
        checked = self.presenter.file
        if checked is None:
            return
        if self._field:
            self._show_whole(checked)
        elif self._has_revision():
            self.presenter.show_revision(checked.report.signatures[0].field)

    def show_details(self) -> None:
        """Every signature in full."""
        checked = self.presenter.file
        if checked is not None:
            close = Button(say("Đã rõ"), "primary", height=42)
            sheet = Sheet(self.window(), say("Chi tiết chữ ký"), checked.path.name, self._details(checked), act=close)
            close.clicked.connect(sheet.dismiss)

    # building

    def _middle(self) -> QFrame:
        acts = ActRow((self.another, self.again))
        head = column(self._name, self._state, acts, self.progress, space=8, margins=(22, 16, 16, 12))
        return framed(column(head, horizontal_line(), (self.paper, 1), space=0))

    def _side(self) -> QFrame:
        inner = framed(
            column(
                self.panel, self.network, self.facts, self._enclosed_title, self.enclosed, 0,
                space=12, margins=(16, 16, 16, 12),
            )
        )  # fmt: skip
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(str(say("Kết quả kiểm tra chữ ký")))
        scroll.setWidget(inner)
        return framed(column((scroll, 1), space=0))

    def _listen(self) -> None:
        self.open.clicked.connect(self.choose_file)
        self.another.clicked.connect(self.choose_file)
        self.again.clicked.connect(self.presenter.again)
        self.network.toggled.connect(self._set_network)
        self.progress.stopped.connect(self._stop)
        self.panel.signed_wanted.connect(self.show_signed)
        self.panel.details_wanted.connect(self.show_details)
        self.paper.wanted.connect(self._turn)
        self.presenter.started.connect(self._begin)
        self.presenter.checked.connect(self._show)
        self.presenter.revision.connect(self._show_revision)
        self.presenter.failed.connect(self._fail)

    # answers

    def _begin(self, path: Path) -> None:
        self._stack.setCurrentIndex(1)
        self._field = ""
        self._name.say(path.name)
        self._state.say("")
        self.progress.show_progress(None)
        self.progress.show()
        self.panel.show_nothing()
        self.facts.show_facts(())
        self.enclosed.show_facts(())
        self._enclosed_title.hide()
        self.again.forbid(say("Đang kiểm tra"))
        self.paper.show_files(())
        self.paper.say(say("Đang mở tệp…"))

    def _show(self, checked: CheckedFile) -> None:
        report = checked.report
        self.progress.hide()
        self.again.allow()
        self.panel.show_view(view_of(report))
        facts = (
            (say("Loại"), file_kind(report)),
            (say("Dung lượng"), size(checked.size) if checked.sha256 else ""),
            *issue_facts(report),
            (say("Mã băm"), _in_groups(checked.sha256)),
        )
        self.facts.show_facts(facts)
        self.enclosed.show_facts(enclosed_facts(report))
        self._enclosed_title.setVisible(bool(report.attachments))
        self._state.say(_state_words(checked))
        self._show_whole(checked)

    def _show_whole(self, checked: CheckedFile) -> None:
        self._field = ""
        if checked.content:
            self.paper.show_files((str(say("Cả tệp")),))
            self.paper.mark(0)
            self.paper.show_pdf(checked.content)
        else:
            self.paper.show_files(())
            self.paper.say(_no_pages(checked.report))

    def _show_revision(self, field: str, content: bytes) -> None:
        self._field = field
        self.paper.show_files((str(say("Cả tệp")), str(say("Bản đã ký"))))
        self.paper.mark(1)
        self.paper.show_pdf(content)

    def _turn(self, place: int) -> None:
        """A chip was pressed: the whole file, or the revision shown before."""
        checked = self.presenter.file
        if checked is not None and place == 0:
            self._show_whole(checked)
        elif checked is not None:
            self.presenter.show_revision(self._field)

    def _fail(self, error: Exception) -> None:
        self.progress.hide()
        self.again.allow()
        self._services.notifier.failed(error, again=self.presenter.again if self.presenter.file else None)
        if self.presenter.file is None:
            self.paper.say(say("Chưa kiểm tra được tệp này."))

    def _stop(self) -> None:
        self.presenter.stop()
        self.progress.hide()
        self.paper.say(say("Đã dừng; chưa có kết luận nào về tệp này."))

    def _set_network(self, online: bool) -> None:
        self.presenter.online = online
        self.presenter.again()

    def _has_file(self) -> bool:
        return self.presenter.file is not None

    def _has_revision(self) -> bool:
        checked = self.presenter.file
        return checked is not None and bool(checked.content) and bool(checked.report.signatures)

    def _details(self, checked: CheckedFile) -> Line:
        parts: list[Item] = []
        for one in checked.report.signatures:
            facts = FactList()
            facts.show_facts(signature_facts(one))
            parts.append(framed(column(facts, margins=(14, 12, 14, 12)), card="quiet"))
            if checked.content and one.verdict is not Verdict.UNREADABLE:
                look = Button(say("Xem bản đã ký"), "link", icon="eye")
                look.clicked.connect(partial(self._look, one.field))
                parts.append(row(look, 0))
        return column(*parts, 0, space=10)

    def _look(self, field: str) -> None:
        for sheet in self.window().findChildren(Sheet):
            sheet.dismiss()
        self.presenter.show_revision(field)

    # files dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.presenter.check(path)


def _dropped(event: QDropEvent) -> Path | None:
    """The first local file among what is being dropped."""
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(urls[0].toLocalFile()) if urls else None


def _state_words(checked: CheckedFile) -> Words:
    """Truthful about the network: allowed is not the same as answered."""
    at = clock(checked.checked_at)
    report = checked.report
    found = {one.code for one in (*report.findings, *(one for part in report.signatures for one in part.findings))}
    if not checked.online:
        return say("Kiểm tra lúc {at}, không hỏi mạng: tình trạng thu hồi chỉ theo bằng chứng có sẵn trong tệp.", at=at)
    if "revocation-unknown" in found:
        return say("Kiểm tra lúc {at}: không liên lạc được nơi cấp chứng thư nên chưa biết tình trạng thu hồi.", at=at)
    return say("Kiểm tra lúc {at}, được phép hỏi nơi cấp chứng thư qua mạng.", at=at)


def _no_pages(report: FileReport) -> Words:
    if report.kind == "pdf":
        return say("Không hiện được trang của tệp này: tệp hỏng, bị khóa hoặc quá lớn.")
    return say("Loại tệp này không có trang để xem; kết quả kiểm tra ở bên phải.")


def _in_groups(digest: str) -> str:
    """A digest in groups of eight, so that it wraps and can be compared by eye."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
