"""Any file checked in the window: the verdicts, integrity and trust apart, the very bytes, the signed revision."""

from __future__ import annotations

from pathlib import Path

import pytest
from event_loop_watchdog import watching
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.kit.sheet import Sheet
from ui.shell.window import Window
from ui.signatures.signatures_page import SignaturesPage


@pytest.fixture
def window(tools, show) -> Window:
    return show(lambda services: SignaturesPage(tools, services), "Chữ ký", "signature")


@pytest.fixture
def page(window: Window) -> SignaturesPage:
    return window.current_page()


@pytest.fixture
def check(page: SignaturesPage, tmp_path: Path, qtbot):
    def run(content: bytes, name: str = "quyet-dinh.pdf"):  # type: ignore[no-untyped-def]
        path = tmp_path / name
        path.write_bytes(content)
        with qtbot.waitSignal(page.presenter.checked, timeout=20_000) as told:
            page.presenter.check(path)
        return told.args[0]

    return run


def words_in(part: QWidget) -> str:
    QCoreApplication.processEvents()  # what was just put into a layout is shown by the loop
    return " | ".join(one.text() for one in part.findChildren(QLabel) if one.isVisible())


def test_a_dropped_file_is_judged_and_shown_whole(window: Window, page: SignaturesPage, papers, tmp_path, qtbot):
    path = tmp_path / "quyet-dinh.pdf"
    path.write_bytes(papers.issued)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, left, none)
    page.presenter.check(path)  # the judge's libraries are loaded once, at a desk when the window has been painted
    qtbot.waitUntil(lambda: page.presenter.file is not None, timeout=20_000)
    with watching() as blocks, qtbot.waitSignal(page.presenter.checked, timeout=20_000):
        page.dropEvent(event)
    qtbot.waitUntil(lambda: page.paper.view.page_count > 0, timeout=5000)
    assert page.presenter.file.content == papers.issued
    assert "15" in words_in(page.facts)
    assert "Nguyễn Văn An" in words_in(page.panel) and "giờ tin cậy" in words_in(page.panel)
    assert blocks.found == [], str(blocks)


def test_on_line_it_is_valid_and_off_line_the_state_is_truthful(page: SignaturesPage, check, papers, qtbot):
    assert check(papers.issued).report.verdict == "valid"
    assert "Chứng thư số tin cậy" in words_in(page.panel)
    with qtbot.waitSignal(page.presenter.checked, timeout=20_000):
        page.network.click()
    assert page.presenter.file.report.verdict == "undecided"
    told = words_in(page.panel)
    assert "Nội dung nguyên vẹn" in told and "Chưa đủ căn cứ để tin" in told and "nối mạng" in told
    assert "không hỏi mạng" in page._state.text()


def test_altered_says_so_and_does_not_speak_of_trust(page: SignaturesPage, check, papers):
    check(papers.altered)
    told = words_in(page.panel)
    assert "Nội dung đã bị sửa sau khi ký" in told and "Chứng thư số tin cậy" not in told
    assert "gửi lại bản gốc" in told


def test_the_signed_revision_is_what_the_leader_signed(page: SignaturesPage, check, papers, qtbot):
    check(papers.issued)
    with qtbot.waitSignal(page.presenter.revision) as told:
        page.show_signed()
    field, content = told.args
    assert field == "leader"
    assert content == papers.signed[: len(content)] and papers.issued.startswith(content)
    assert len(content) < len(papers.issued)
    qtbot.waitUntil(lambda: page.paper.view.page_count > 0)
    assert [chip.isChecked() for chip in page.paper.files] == [False, True]
    page.show_signed()
    assert [chip.isChecked() for chip in page.paper.files] == [True]


@pytest.mark.parametrize("content, name", [(b"MZ nothing", "a.exe"), (b"%PDF-1.7 nothing", "b.pdf"), (b"", "c.pdf"),
                                           (b"<a/>", "d.xml")])  # fmt: skip
def test_what_is_no_signed_file_is_said_in_words(page: SignaturesPage, check, content: bytes, name: str):
    checked = check(content, name)
    assert checked.report.verdict in ("unreadable", "unsigned")
    assert words_in(page.panel)
    assert page.paper.view.page_count == 0


def test_an_unsigned_pdf_is_shown_and_named_unsigned(page: SignaturesPage, check, draft, qtbot):
    check(draft)
    assert "Không có chữ ký" in words_in(page.panel)
    qtbot.waitUntil(lambda: page.paper.view.page_count > 0)


def test_a_file_that_is_gone_or_a_folder_is_said_in_words(page: SignaturesPage, tmp_path, qtbot):
    for path in (tmp_path / "gone.pdf", tmp_path):
        with qtbot.waitSignal(page.presenter.checked, timeout=5000):
            page.presenter.check(path)
        assert page.presenter.file.report.verdict == "unreadable"
        assert "Không đọc được" in words_in(page.panel)


def test_details_and_keys(window: Window, page: SignaturesPage, check, papers, qtbot):
    assert window.focusWidget() is page.open
    check(papers.issued)
    page.show_details()
    sheet = next(one for one in window.findChildren(Sheet) if one.isVisible())
    assert "Số sê-ri" in words_in(sheet)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert {"signed-revision", "check-again"} <= {one.key for one in window.actions_here() if one.possible()}
