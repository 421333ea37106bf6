"""What the inbox asks of the desk, in lanes: rows, one dispatch, its files, the clerk's acts. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ecabinet.application.dispatches.judge_again import JudgeAgain, judge_again
from ecabinet.application.dispatches.receive_dispatch import (
    AcceptDispatch,
    RefuseDispatch,
    accept_dispatch,
    refuse_dispatch,
)
from ecabinet.application.dispatches.register_dispatch import RegisterDispatch, register_dispatch
from ecabinet.application.ports import Desk
from ecabinet.application.queries.dispatch_page import dispatch_page
from ecabinet.application.queries.dispatch_rows import DispatchRow, dispatch_list
from ecabinet.domain.dispatches.dispatch import Attachment, Box, Dispatch
from ecabinet.domain.dispatches.register import IncomingEntry
from ecabinet.domain.identity import DispatchId
from ecabinet.domain.people.official import Official, OnlyTheClerk
from ui.kit.command_runner import CommandRunner, LaneName, Task
from ui.kit.measures import UNDO_MS

ROW_LIMIT = 500
"""Newest dispatches in the list; older ones are found by searching."""
SHOWN_SIZE_LIMIT = 256 * (1 << 20)


@dataclass(frozen=True)
class FileContent:
    """A file of a dispatch with its bytes; None where it is too large to be shown."""

    place: int
    attachment: Attachment
    content: bytes | None


class InboxPresenter(QObject):
    """Signals carry DispatchRow tuples, a DispatchRow, FileContent, Dispatch or IncomingEntry, and errors."""

    listed = Signal(object)
    opened = Signal(object)
    content = Signal(object)
    accepting = Signal(object)
    accepted = Signal(object)
    refused = Signal(object)
    registered = Signal(object)
    judged = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: CommandRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self.rows: tuple[DispatchRow, ...] = ()
        self.row: DispatchRow | None = None
        self.official: Official | None = None
        self.search = ""
        self._asked: dict[str, Task[Any]] = {}
        self._pending: AcceptDispatch | None = None
        self._wait = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._wait.timeout.connect(self.settle)

    # reading

    def load(self, search: str | None = None) -> None:
        """The list, for the present or another search."""
        self.search = self.search if search is None else search
        desk, wanted = self._desk, self.search
        self._ask("rows", lambda: _listed(desk, wanted), self._show_rows)

    def open(self, dispatch: DispatchId) -> None:
        """One dispatch as it stands now."""
        desk = self._desk
        self._drop("file")
        self._ask("row", lambda: dispatch_page(desk, str(dispatch)).row, self._show_row)

    def read(self, place: int) -> None:
        """The bytes of one of the open dispatch's files."""
        if self.row is not None and 0 <= place < len(self.row.dispatch.attachments):
            desk, attachment = self._desk, self.row.dispatch.attachments[place]
            self._ask("file", lambda: _content(desk, place, attachment), self.content.emit)

    # acts

    def accept(self, despite: str = "") -> None:
        """Take the open dispatch in. It is written when the time to undo has passed, or when something else is done."""
        if self.row is not None:
            self.settle()
            self._pending = AcceptDispatch(self.row.dispatch.id, despite)
            self._wait.start()
            self.accepting.emit(self.row.dispatch)

    def take_back(self, dispatch: DispatchId) -> bool:
        """Undo an acceptance; False when it is written already."""
        if self.pending != dispatch:
            return False
        self._wait.stop()
        self._pending = None
        self._again()
        return True

    def settle(self) -> None:
        """Write the acceptance that still could have been undone."""
        self._wait.stop()
        command, self._pending = self._pending, None
        if command is not None:
            desk = self._desk
            self._act("records", lambda: accept_dispatch(command, desk), self.accepted.emit)

    @property
    def pending(self) -> DispatchId | None:
        """What is being accepted and can still be undone."""
        return self._pending.dispatch if self._pending else None

    def refuse(self, reason: str) -> None:
        """Send the open dispatch back with a reason; it cannot be undone."""
        if self.row is not None:
            self._leave(self.row.dispatch.id)
            desk, command = self._desk, RefuseDispatch(self.row.dispatch.id, reason)
            self._act("records", lambda: refuse_dispatch(command, desk), self.refused.emit)

    def register(self, number: int | None, despite: str = "") -> None:
        """Enter the open dispatch in the register; it cannot be undone: the number is taken."""
        if self.row is not None:
            self.settle()
            desk, command = self._desk, RegisterDispatch(self.row.dispatch.id, number, despite)
            self._act("records", lambda: _registered(command, desk), self.registered.emit)

    def judge_again(self) -> None:
        """Ask once more what could not be decided; it needs the network."""
        if self.row is not None:
            desk, command = self._desk, JudgeAgain(self.row.dispatch.id)
            self._act("wire", lambda: judge_again(command, desk), self.judged.emit)

    def _leave(self, dispatch: DispatchId) -> None:
        """Before a refusal: an unwritten acceptance of the same dispatch is dropped, another one is written."""
        if self.pending == dispatch:
            self._wait.stop()
            self._pending = None
        self.settle()

    # lanes

    def _ask(self, name: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """A newer question of the same name makes the older one's answer void."""
        self._drop(name)
        self._asked[name] = self._runner.run(
            "records", lambda _progress: work(), screen=self, done=done, failed=self.failed.emit
        )

    def _drop(self, name: str) -> None:
        if name in self._asked:
            self._asked.pop(name).cancel()

    def _act(self, lane: LaneName, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._runner.run(lane, lambda _progress: work(), screen=self, done=lambda found: self._acted(done, found),
                         failed=self._undone)  # fmt: skip

    def _acted(self, done: Callable[[Any], None], found: Any) -> None:
        done(found)
        self._again()

    def _undone(self, error: Exception) -> None:
        self.failed.emit(error)
        self._again()

    def _again(self) -> None:
        self.load()
        if self.row is not None:
            self.open(self.row.dispatch.id)

    def _show_rows(self, found: tuple[Official, tuple[DispatchRow, ...]]) -> None:
        self.official, self.rows = found
        self.listed.emit(self.rows)

    def _show_row(self, row: DispatchRow) -> None:
        self.row = row
        self.opened.emit(row)


@dataclass(frozen=True)
class Registered:
    """The dispatch and its entry in the register of incoming documents."""

    dispatch: Dispatch
    entry: IncomingEntry


def may_decide(official: Official | None) -> bool:
    """Whether the desk's official may receive, refuse and register: the rule that guards the commands."""
    if official is None:
        return False
    try:
        official.must_be_clerk()
    except OnlyTheClerk:
        return False
    return True


def _listed(desk: Desk, search: str) -> tuple[Official, tuple[DispatchRow, ...]]:
    with desk.records.reading() as unit:
        official = unit.desk.load().official
    return official, dispatch_list(desk, Box.IN, search, ROW_LIMIT)


def _content(desk: Desk, place: int, attachment: Attachment) -> FileContent:
    if attachment.file.size > SHOWN_SIZE_LIMIT:
        return FileContent(place, attachment, None)
    with desk.files.open(attachment.file) as stream:
        return FileContent(place, attachment, stream.read())


def _registered(command: RegisterDispatch, desk: Desk) -> Registered:
    entry = register_dispatch(command, desk)
    return Registered(dispatch_page(desk, str(command.dispatch)).row.dispatch, entry)
