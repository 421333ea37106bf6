"""An open document's pictures and letters, fetched in the lane `pages` and kept; the view asks for what it sees."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.kit.command_runner import CommandRunner, Progress, Task
from ui.kit.pdf_pages import PageText, PdfPages
from ui.kit.pdf_selection import MOST_HITS, Span, hits_on

KEPT_BYTES = 160 * 1024 * 1024


class PdfStore(QObject):
    """`opened`, `failed` follow `open`; `drawn` and `read` a wish; `searched` a search."""

    opened = Signal()
    failed = Signal(object)
    drawn = Signal()
    read = Signal(int)
    searched = Signal(object)

    def __init__(self, runner: CommandRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self.pages: PdfPages | None = None
        self.texts: dict[int, PageText] = {}
        self._images: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._broken: set[int] = set()
        self._tasks: dict[str, Task[Any]] = {}
        self._wish: tuple[Sequence[int], Sequence[int], float] = ((), (), 1.0)

    def open(self, raw: bytes) -> None:
        self._start("open", lambda _progress: PdfPages(raw), self._show, self.failed.emit)

    def clear(self) -> None:
        """Forget the document; its end is left to the lane, behind whatever still uses it."""
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        if self.pages is not None:
            pages, self.pages = self.pages, None
            self._runner.run("pages", lambda _progress: pages.close(), screen=self._runner)
        self._images.clear()
        self.texts.clear()
        self._broken.clear()

    def image(self, page: int, scale: float) -> QImage | None:
        """The page's picture; one of another scale serves until the sharp one comes."""
        sharp = self._images.get((page, scale))
        if sharp is not None:
            self._images.move_to_end((page, scale))
            return sharp
        return next((image for (at, _scale), image in reversed(self._images.items()) if at == page), None)

    def want(self, seen: Sequence[int], near: Sequence[int], scale: float) -> None:
        """Pages in view and beside; one is drawn at a time, so that scrolling far skips what has gone by."""
        self._wish = (seen, near, scale)
        self._pump()

    def search(self, phrases: tuple[str, ...]) -> None:
        if "search" in self._tasks:
            self._tasks.pop("search").cancel()
        pages, known = self.pages, dict(self.texts)
        if pages is None or not any(phrases):
            self.searched.emit([])
            return
        self._start("search", lambda progress: _search(pages, known, phrases, progress), self._found, self.failed.emit)

    def _start(self, name: str, work: Any, done: Any, failed: Any) -> None:
        self._tasks[name] = self._runner.run("pages", work, screen=self, done=done, failed=failed)

    def _show(self, pages: PdfPages) -> None:
        self._tasks.pop("open", None)
        self.pages = pages
        self.opened.emit()

    def _found(self, found: tuple[list[Span], dict[int, PageText]]) -> None:
        self._tasks.pop("search", None)
        hits, texts = found
        self.texts |= texts
        self.searched.emit(hits)

    def _pump(self) -> None:
        pages, (seen, near, scale) = self.pages, self._wish
        if pages is None or "draw" in self._tasks or "read" in self._tasks:
            return
        for page in seen:
            if page not in self._broken and (page, scale) not in self._images:
                self._draw(pages, page, scale)
                return
        for page in seen:
            if page not in self._broken and page not in self.texts:
                self._start(
                    "read",
                    lambda _progress, page=page: pages.text(page),
                    lambda text, page=page: self._heard(page, text),
                    lambda _error, page=page: self._give_up(page),
                )
                return
        for page in near:
            if page not in self._broken and (page, scale) not in self._images:
                self._draw(pages, page, scale)
                return

    def _draw(self, pages: PdfPages, page: int, scale: float) -> None:
        self._start(
            "draw",
            lambda _progress: pages.image(page, scale),
            lambda image: self._keep(page, scale, image),
            lambda _error: self._give_up(page),
        )

    def _keep(self, page: int, scale: float, image: QImage) -> None:
        self._tasks.pop("draw", None)
        self._images[page, scale] = image
        kept = sum(one.sizeInBytes() for one in self._images.values())
        while kept > KEPT_BYTES and len(self._images) > 2:
            _key, oldest = self._images.popitem(last=False)
            kept -= oldest.sizeInBytes()
        self.drawn.emit()
        self._pump()

    def _heard(self, page: int, text: PageText) -> None:
        self._tasks.pop("read", None)
        self.texts[page] = text
        self.read.emit(page)
        self._pump()

    def _give_up(self, page: int) -> None:
        """A page that cannot be drawn stays an empty sheet; the others are not kept waiting."""
        self._tasks.pop("draw", None)
        self._tasks.pop("read", None)
        self._broken.add(page)
        self._pump()


def _search(
    pages: PdfPages, known: dict[int, PageText], phrases: tuple[str, ...], progress: Progress
) -> tuple[list[Span], dict[int, PageText]]:
    """In the lane: hits on all pages up to a limit, and the letters of the pages that have some."""
    found: list[Span] = []
    texts: dict[int, PageText] = {}
    for page in range(len(pages.sizes)):
        progress.step(page / len(pages.sizes))
        text = known.get(page) or pages.text(page)
        hits = hits_on(page, text, phrases)
        if hits:
            texts[page] = text
            found += hits
        if len(found) >= MOST_HITS:
            break
    return found[:MOST_HITS], texts
