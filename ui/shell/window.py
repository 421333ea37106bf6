"""The main window: places at the left, tabs and pages in one panel, search above, facts below.

It knows pages only as `Page`; what they show and do is theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from ui.kit.actions import Action, Finder
from ui.kit.appearance import appearance, px
from ui.kit.banner import Banner
from ui.kit.command_runner import CommandRunner
from ui.kit.focus_ring import FocusRing
from ui.kit.keyboard import BY_ACTION, KEYS, Key
from ui.kit.layouts import column, framed, row
from ui.kit.letter_keys import LetterKeys
from ui.kit.measures import PANEL_MARGIN, RAIL
from ui.kit.notifier import Notice, Notifier, Told
from ui.kit.page import Page, Place
from ui.kit.phrases import Words
from ui.kit.remembered import Remembered
from ui.kit.sheet import Sheet
from ui.kit.texts import horizontal_line
from ui.kit.toast import Toast
from ui.shell.command_palette import CommandPalette
from ui.shell.focus_areas import move_focus, step_row
from ui.shell.key_sheet import show_keys
from ui.shell.minister_facts import MinisterFacts
from ui.shell.rail import Rail
from ui.shell.status_line import StatusFact, StatusLine
from ui.shell.tab_line import TabLine
from ui.shell.tiles import TileRail
from ui.shell.top_line import Person, TopLine

_PAGE_ROOM = 640
"""Pixels at 100 % a page needs before the rail gives its words away."""
_NOT_IN_PALETTE = ("palette", "next-row", "previous-row")
"""They make no sense from there."""


@dataclass
class Services:
    """What pages and frame share; one of each per window."""

    runner: CommandRunner
    notifier: Notifier
    remembered: Remembered = field(default_factory=Remembered)


class Window(QWidget):
    """`searched` with words for the search page; `closed` when the person closes the window."""

    searched = Signal(str)
    closed = Signal()

    def __init__(self, places: Sequence[Place], person: Person, services: Services) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.services = services
        self._places = {place.key: place for place in places}
        self._pages: dict[str, Page] = {}
        self._here = ""
        self._tabs: list[Page] = []
        self._finders: list[Finder] = []
        self._own_actions: list[Action] = []
        self._toast: Toast | None = None
        self._banners: dict[str, Banner] = {}
        self._build(places, person)
        self._listen()
        self.focus_ring = FocusRing(self)
        self.refresh()

    # what pages and the application call

    def show_place(self, key: str) -> None:
        """Go to a place; its page is made at the first visit."""
        place = self._places[key]
        if key not in self._pages:
            self._pages[key] = place.make()
            self._stack.addWidget(self._pages[key])
        self._here = key
        self._tabs[0:1] = [self._pages[key]]
        self.tabs.rename(0, place.icon, place.words)
        self.tabs.setCurrentIndex(0)
        self.rail.show_here(key)
        self.tiles.show_here(key)
        self._to_front(self._pages[key])

    def open_tab(self, page: Page, icon: str, words: Words) -> None:
        """Open a page beside the place, and go to it."""
        self._stack.addWidget(page)
        self._tabs.append(page)
        self.tabs.setCurrentIndex(self.tabs.open_tab(icon, words))
        self._fit()

    def close_tab(self, number: int) -> None:
        """End a tab; the place itself (number 0) stays."""
        if 0 < number < len(self._tabs):
            page = self._tabs.pop(number)
            self.tabs.close_tab(number)
            self._stack.removeWidget(page)
            page.deleteLater()
            self._turn_to(self.tabs.currentIndex())
            self._fit()

    def show_count(self, key: str, count: int, *, urgent: bool = False) -> None:
        self.rail.show_count(key, count, urgent=urgent)
        self.tiles.show_count(key, count)

    def show_facts(
        self, left: Sequence[StatusFact], right: Sequence[StatusFact], minister: Sequence[StatusFact]
    ) -> None:
        """The status line's facts, and the two that the minister profile keeps."""
        self.status.show_facts(left, right)
        self._facts.show_facts(minister)

    def offer(self, *actions: Action) -> None:
        """Actions of the application, in every place."""
        self._own_actions += actions

    def find_with(self, *finders: Finder) -> None:
        self._finders += finders

    def current_page(self) -> Page | None:
        return self._tabs[self.tabs.currentIndex()] if self._tabs else None

    def actions_here(self) -> tuple[Action, ...]:
        """Everything that can be done now: the page's own first."""
        page = self.current_page()
        return (*(page.offers() if page else ()), *self._own_actions, *self._frame_actions())

    # building

    def _build(self, places: Sequence[Place], person: Person) -> None:
        self.top, self.rail, self.tiles = TopLine(person), Rail(places), TileRail(places, person.name)
        self.tabs, self.status, self._facts = TabLine(), StatusLine(), MinisterFacts()
        self.tabs.open_tab("sun", "")
        self._stack = QStackedWidget()
        self._banner_line = column(space=6, margins=(10, 8, 10, 8))
        self._banner_box = framed(self._banner_line)
        self._tab_rule = horizontal_line()
        self.panel = framed(
            column(self.tabs, self._tab_rule, self._banner_box, (self._stack, 1), space=0, margins=(1, 1, 1, 1)),
            name="panel",
        )
        self._facts.stand_in(self.panel, None)
        self._body_line = row(self.tiles, self.rail, (self.panel, 1), space=0, margins=(0, 0, PANEL_MARGIN, 0))
        self.setLayout(column(self.top, (self._body_line, 1), self.status, space=0))

    def _listen(self) -> None:
        self.rail.wanted.connect(self.show_place)
        self.tiles.wanted.connect(self.show_place)
        self.tabs.currentChanged.connect(self._turn_to)
        self.tabs.closing.connect(self.close_tab)
        self.top.searched.connect(self.searched)
        self.top.help.clicked.connect(self.show_key_map)
        self.top.mark.clicked.connect(self.show_menu)
        self.tiles.mark.clicked.connect(self.show_menu)
        self.services.notifier.told.connect(self._tell)
        self.services.notifier.noticed.connect(self._notice)
        self.services.notifier.over.connect(self._end_notice)
        self.services.runner.failed.connect(self.services.notifier.failed)
        appearance().changed.connect(self.refresh)
        for key in KEYS:
            for sequence in () if key.by_part else key.keys:
                QShortcut(QKeySequence(sequence), self).activated.connect(lambda action=key.action: self.act(action))
        letters = {key.letter: lambda action=key.action: self.act(action) for key in KEYS if key.letter}
        self.letter_keys = LetterKeys(self, letters)

    def act(self, name: str) -> None:
        """Do an action of the keyboard map: the page's if it has one, else the frame's; nothing under a sheet."""
        if self._free():
            for action in self.actions_here():
                if action.key == name and action.possible():
                    action.run()
                    return

    def _frame_runs(self) -> dict[str, Callable[[], None]]:
        runs: dict[str, Callable[[], None]] = {
            "palette": self.show_palette,
            "search": self._focus_search,
            "next-pane": lambda: move_focus(self._focus_areas(), 1),
            "previous-pane": lambda: move_focus(self._focus_areas(), -1),
            "next-tab": lambda: self._step_tab(1),
            "previous-tab": lambda: self._step_tab(-1),
            "close-tab": lambda: self.close_tab(self.tabs.currentIndex()),
            "next-row": lambda: step_row(self.current_page(), 1),
            "previous-row": lambda: step_row(self.current_page(), -1),
            "undo": self.take_back,
            "menu": self.show_menu,
            "keys": self.show_key_map,
            "full-screen": self._toggle_full_screen,
        }
        for number, place in enumerate(list(self._places)[:9], start=1):
            runs[f"place-{number}"] = lambda place=place: self.show_place(place)  # type: ignore[misc]
        return runs

    def _frame_actions(self) -> tuple[Action, ...]:
        runs = self._frame_runs()
        shown = [key for key in KEYS if key.action in runs]
        return tuple(self._frame_action(key, runs[key.action]) for key in shown)

    def _frame_action(self, key: Key, run: Callable[[], None]) -> Action:
        words, icon = key.words, ""
        if key.action.startswith("place-"):
            place = list(self._places.values())[int(key.action[6:]) - 1]
            return Action(key.action, place.words, key.group, run, place.icon)
        possible: dict[str, Callable[[], bool]] = {
            "close-tab": lambda: self.tabs.currentIndex() > 0,
            "undo": lambda: self._toast is not None and self._toast.can_take_back,
        }
        return Action(key.action, words, key.group, run, icon, possible.get(key.action, lambda: True))

    # moving about

    def _turn_to(self, number: int) -> None:
        if 0 <= number < len(self._tabs):
            self._to_front(self._tabs[number])

    def _to_front(self, page: Page) -> None:
        self._stack.setCurrentWidget(page)
        self._fit()
        page.entered()
        stop = page.first_focus()
        if stop is not None and self._free():
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_tab(self, by: int) -> None:
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _focus_areas(self) -> list[QWidget]:
        page = self.current_page()
        rail: QWidget = self.tiles.first_stop() if self.tiles.isVisible() else self.rail.first_stop()
        tabs = [self.tabs] if self.tabs.isVisible() else []
        banners = [self._banner_box] if self._banners else []
        return [rail, *tabs, *banners, *(page.panes() if page else ())]

    def _focus_search(self) -> None:
        if self.top.isVisible():
            self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.top.search.selectAll()
        elif "search" in self._places:
            self.show_place("search")

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # what stands over the page

    def show_palette(self) -> None:
        shown = [action for action in self.actions_here() if action.key not in _NOT_IN_PALETTE]
        CommandPalette(self, shown, self._finders)

    def show_key_map(self) -> None:
        show_keys(self)

    def show_menu(self) -> None:
        """Every action, by group, under the mark."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        groups: dict[str, QMenu] = {}
        for action in self.actions_here():
            title = str(action.group)
            groups.setdefault(title, menu.addMenu(title) if title not in groups else groups[title])
            entry = groups[title].addAction(str(action.words), action.run)
            entry.setEnabled(action.possible())
            if action.key in BY_ACTION and BY_ACTION[action.key].keys:
                entry.setText(f"{action.words}\t{BY_ACTION[action.key].keys[0]}")
        under = self.tiles.mark if self.tiles.isVisible() else self.top.mark
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 4)))

    def take_back(self) -> None:
        """Undo what the toast tells, while it stands."""
        if self._toast is not None and self._toast.can_take_back:
            toast, self._toast = self._toast, None
            toast.take_back()

    def _tell(self, told: Told) -> None:
        self._end_toast()
        page = self.current_page()
        self._toast = Toast(page.told_in() if page else self.panel, told.words, told.undo)
        self._toast.destroyed.connect(self._forget_toast)

    def _end_toast(self) -> None:
        if self._toast is not None:
            self._toast.destroyed.disconnect(self._forget_toast)
            self._toast.close()
            self._toast.deleteLater()
            self._toast = None

    def _forget_toast(self) -> None:
        self._toast = None

    def _notice(self, notice: Notice) -> None:
        self._end_notice(notice.key)
        banner = Banner(notice.kind, notice.words, notice.remainder, notice.act_words)
        banner.pressed.connect(notice.act or (lambda: self._end_notice(notice.key)))
        if notice.act:
            banner.pressed.connect(lambda: self._end_notice(notice.key) if notice.kind == "failure" else None)
        self._banners[notice.key] = banner
        self._banner_line.addWidget(banner)
        self._fit()

    def _end_notice(self, key: str) -> None:
        banner = self._banners.pop(key, None)
        if banner is not None:
            self._banner_line.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
            self._fit()

    def _free(self) -> bool:
        """Nothing stands over the window: keys may act."""
        over: list[QWidget] = [*self.findChildren(Sheet), *self.findChildren(CommandPalette)]
        return not any(one.isVisible() for one in over)

    # shape

    def refresh(self) -> None:
        self.setMinimumSize(px(480) if not appearance().choices.minister else 700, 420)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        minister = appearance().choices.minister
        for frame in (self.top, self.rail, self.status):
            frame.setVisible(not minister)
        several = self.tabs.count() > 1 and not minister
        self.tabs.setVisible(several)
        self._tab_rule.setVisible(several)
        self._banner_box.setVisible(bool(self._banners))
        self.tiles.setVisible(minister)
        self._facts.setVisible(minister)
        self.rail.set_narrow(self.width() < px(RAIL + _PAGE_ROOM))
        upright = minister and self.height() > self.width()
        self.tiles.stand(upright=upright)
        self._body_line.setDirection(
            self._body_line.Direction.BottomToTop if upright else self._body_line.Direction.LeftToRight
        )
        margin = 12 if minister else 0
        self._body_line.setContentsMargins(margin if upright else 0, margin, max(margin, PANEL_MARGIN), margin)
        page = self.current_page()
        self._facts.stand_in(self.panel, page.corner() if page else None)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)


def make_window(places: Sequence[Place], person: Person, remembered: Remembered | None = None) -> Window:
    """A window with services of its own; the first place is in front."""
    window = Window(places, person, Services(CommandRunner(), Notifier(), remembered or Remembered()))
    window.services.runner.setParent(window)
    window.services.notifier.setParent(window)
    window.show_place(places[0].key)
    return window
