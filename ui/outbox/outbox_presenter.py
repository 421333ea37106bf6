"""What the outbox asks of the desk, in lanes: rows, one dispatch with its jobs, files, one more try. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from ecabinet.application.jobs import Job
from ecabinet.application.ports import Desk
from ecabinet.application.queries.dispatch_page import dispatch_page
from ecabinet.application.queries.dispatch_rows import DispatchRow, dispatch_list
from ecabinet.domain.dispatches.dispatch import Attachment, Box
from ecabinet.domain.identity import DispatchId
from ui.kit.command_runner import CommandRunner, Task

ROW_LIMIT = 500
"""Newest dispatches in the list; older ones are found by searching."""
SHOWN_SIZE_LIMIT = 256 * (1 << 20)


@dataclass(frozen=True)
class SentDispatch:
    """A dispatch with every job about it, the hub's receipt (XML) if one came, and whether evidence is kept."""

    row: DispatchRow
    jobs: tuple[Job, ...]
    receipt: bytes | None
    has_evidence: bool


@dataclass(frozen=True)
class FileContent:
    """A file of a dispatch with its bytes; None where it is too large to be shown."""

    place: int
    attachment: Attachment
    content: bytes | None


class OutboxPresenter(QObject):
    """Signals carry DispatchRow tuples, a SentDispatch, FileContent, and errors."""

    listed = Signal(object)
    opened = Signal(object)
    content = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: CommandRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self.rows: tuple[DispatchRow, ...] = ()
        self.sent: SentDispatch | None = None
        self.search = ""
        self._asked: dict[str, Task[Any]] = {}

    def load(self, search: str | None = None) -> None:
        """The list, for the present or another search."""
        self.search = self.search if search is None else search
        desk, wanted = self._desk, self.search
        self._ask("rows", lambda: dispatch_list(desk, Box.OUT, wanted, ROW_LIMIT), self._show_rows)

    def open(self, dispatch: DispatchId) -> None:
        """One dispatch as it stands now."""
        desk = self._desk
        self._drop("file")
        self._ask("row", lambda: _sent(desk, dispatch), self._show_sent)

    def read(self, place: int) -> None:
        """The bytes of one of the open dispatch's files."""
        if self.sent is not None and 0 <= place < len(self.sent.row.dispatch.attachments):
            desk, attachment = self._desk, self.sent.row.dispatch.attachments[place]
            self._ask("file", lambda: _content(desk, place, attachment), self.content.emit)

    def _ask(self, name: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """A newer question of the same name makes the older one's answer void."""
        self._drop(name)
        self._asked[name] = self._runner.run(
            "records", lambda _progress: work(), screen=self, done=done, failed=self.failed.emit
        )

    def _drop(self, name: str) -> None:
        if name in self._asked:
            self._asked.pop(name).cancel()

    def _show_rows(self, rows: tuple[DispatchRow, ...]) -> None:
        self.rows = rows
        self.listed.emit(rows)

    def _show_sent(self, sent: SentDispatch) -> None:
        self.sent = sent
        self.opened.emit(sent)


def _sent(desk: Desk, dispatch: DispatchId) -> SentDispatch:
    page = dispatch_page(desk, str(dispatch))
    with desk.records.reading() as unit:
        jobs = unit.jobs.of(dispatch)
    return SentDispatch(page.row, jobs, page.receipt, page.evidence is not None)


def _content(desk: Desk, place: int, attachment: Attachment) -> FileContent:
    if attachment.file.size > SHOWN_SIZE_LIMIT:
        return FileContent(place, attachment, None)
    with desk.files.open(attachment.file) as stream:
        return FileContent(place, attachment, stream.read())
