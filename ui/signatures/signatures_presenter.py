"""What the place "Chữ ký" asks for, in lanes: a file judged, its bytes, its signed revision. No widgets."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from ecabinet.domain.documents.evidence import EvidenceFinding, FileReport, Verdict
from ecabinet.domain.errors import Hindrance
from ui.kit.command_runner import CommandRunner, Progress, Task
from ui.kit.world_words import reason

SHOWN_SIZE_LIMIT = 256 * (1 << 20)
"""Bytes of the largest file that is brought into memory to be looked at."""
_BLOCK = 1 << 20


class FileChangedWhileChecked(Hindrance):
    """Somebody wrote to the file meanwhile: verdict and pages would not speak of the same bytes. Facts: file."""

    code = "file-changed-while-checked"


@dataclass(frozen=True)
class FileTools:
    """What the place needs of the world: the judge (with the network or without), the signed revision, the clock."""

    check: Callable[[Path, bool], FileReport]
    signed_revision: Callable[[bytes, str], bytes]
    now: Callable[[], datetime]


@dataclass(frozen=True)
class CheckedFile:
    """A file and what was found. `content` is what was judged, byte for byte, of a PDF; else empty.

    `online`: revocation services were allowed to be asked; whether they answered is in the report.
    """

    path: Path
    size: int
    sha256: str
    report: FileReport
    content: bytes
    online: bool
    checked_at: datetime


class SignaturesPresenter(QObject):
    """`started` with the path, `checked` with a CheckedFile, `revision` with field and bytes, `failed` with why."""

    started = Signal(object)
    checked = Signal(object)
    revision = Signal(str, object)
    failed = Signal(object)

    def __init__(self, tools: FileTools, runner: CommandRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools, self._runner = tools, runner
        self._task: Task[Any] | None = None
        self.file: CheckedFile | None = None
        self.online = True

    def check(self, path: Path) -> None:
        """Judge a file; an earlier one that is not done is let go."""
        self.stop()
        self.file = None
        tools, online = self._tools, self.online
        self.started.emit(path)
        self._task = self._runner.run(
            "wire",
            lambda progress: _checked(path, online, tools, progress),
            screen=self,
            done=self._show,
            failed=self._fail,
        )

    def again(self) -> None:
        if self.file is not None:
            self.check(self.file.path)

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def show_revision(self, field: str) -> None:
        """The bytes that one signature covers."""
        if self.file is not None:
            content, tools = self.file.content, self._tools
            self._runner.run(
                "wire",
                lambda _progress: tools.signed_revision(content, field),
                screen=self,
                done=lambda found: self.revision.emit(field, found),
                failed=self.failed.emit,
            )

    def _show(self, found: CheckedFile) -> None:
        self._task, self.file = None, found
        self.checked.emit(found)

    def _fail(self, error: Exception) -> None:
        self._task = None
        self.failed.emit(error)


def _checked(path: Path, online: bool, tools: FileTools, progress: Progress) -> CheckedFile:
    """Read, judge, and read again: the three must speak of one and the same file."""
    try:
        before, size, content = _read(path, progress)
        progress.step(None)
        report = tools.check(path, online)
        progress.step(None)
        after, _size, _content = _read(path, progress, keep=False)
    except OSError as error:
        return _unopened(path, error, online, tools)
    if before != after:
        raise FileChangedWhileChecked(file=path.name)
    pages = content if report.kind == "pdf" and report.verdict is not Verdict.UNREADABLE else b""
    return CheckedFile(path, size, before, report, pages, online, tools.now())


def _read(path: Path, progress: Progress, *, keep: bool = True) -> tuple[str, int, bytes]:
    """Digest, size, and the bytes where they are to be kept and not too many."""
    digest, size, blocks = hashlib.sha256(), 0, []
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            progress.step(None)
            digest.update(block)
            size += len(block)
            if keep and size <= SHOWN_SIZE_LIMIT:
                blocks.append(block)
    return digest.hexdigest(), size, b"".join(blocks) if size <= SHOWN_SIZE_LIMIT else b""


def _unopened(path: Path, error: OSError, online: bool, tools: FileTools) -> CheckedFile:
    finding = EvidenceFinding("file-not-found", "error", {"file": path.name, "reason": reason(error)})
    report = FileReport(str(path), "unknown", Verdict.UNREADABLE, findings=(finding,))
    return CheckedFile(path, 0, "", report, b"", online, tools.now())
