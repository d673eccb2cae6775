"""The main window: places at the left, search and the primary button on top, the bottom line.

It knows no word of the office: places and acts come as data. A page hosts its own list and detail
(`ui.widgets.split`), because only the page knows what is selected in it. Every refusal of the core
is said in the notice bar, unless the page that asked took it upon itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from edo.errors import EdoError
from edo.sentences import mark
from ui.desk import Desk
from ui.digit_keys import sequences
from ui.mending import MEND, can_mend, open_mending
from ui.places import Act, Place
from ui.theme import GRID, Tone
from ui.widgets.entering import presses
from ui.widgets.geometry import keep_place, take_place
from ui.widgets.notice_bar import ACT_KEYS, UNDO_KEYS, Notice, NoticeBar
from ui.widgets.place_list import PlaceList
from ui.widgets.polish import named
from ui.widgets.search_line import SearchLine
from ui.widgets.search_signs import make_search
from ui.widgets.status_line import StatusLine
from ui.widgets.tabbing import step, turn
from ui.widgets.telling import Teller
from ui.widgets.why_not import unanswered

SLIM_BELOW = 1080
SEARCH_WIDTH = 560
SIZE, GEOMETRY = QSize(1366, 768), "window.geometry"
PAGE = QSize(1100, 600)
"""What the smallest screen of an office leaves a page."""


class Stage(QStackedWidget):
    """Where pages stand, one at a time; `resized` lets what floats over them keep its place."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell what floats over the page."""
        super().resizeEvent(event)
        self.resized.emit()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a small screen has, whatever stands on a page."""
        return super().minimumSizeHint().boundedTo(PAGE)


class MainWindow(QMainWindow):
    """The window of the program.

    `went` carries the code of the place a person went to. Pages are built when first visited;
    `built` carries the place and its page. Who leads through the search listens to `search`.
    """

    went = Signal(str)
    built = Signal(str, object)
    closing = Signal()

    def __init__(self, desk: Desk, places: Sequence[Place], acts: Sequence[Act] = ()) -> None:
        super().__init__()
        self._desk = desk
        self._places = {place.code: place for place in places}
        self._acts = tuple(acts)
        self._primary = (mark("Register"), mark("Register a document"))
        self._pages: dict[str, QWidget] = {}
        self._here = ""
        self._owner = ""
        self._menu_actions: list[QAction] = []
        self._own_actions: dict[str, QAction] = {}
        self.quits = False
        self.is_keepers: bool | None = None
        """Whether this is the keeper's own place; None until somebody knows."""
        self.list = PlaceList(desk, places)
        self.search = named(SearchLine(), "search")
        self.primary = named(QToolButton(), "primary")
        self.status = StatusLine(desk)
        self._stack: Stage = named(Stage(), "middle")
        self._right = QWidget()
        self._cover: QWidget | None = None
        self._build()
        self.notices = NoticeBar(desk, self._stack)
        self._connect()
        self._say()
        take_place(self, desk.memory, GEOMETRY, SIZE)

    @property
    def here(self) -> str:
        """The code of the place a person is in."""
        return self._here

    @property
    def covered(self) -> bool:
        """Whether a page of the start stands over everything."""
        return self._cover is not None

    @property
    def cover_page(self) -> QWidget | None:
        """The page of the start that stands over everything."""
        return self._cover

    @property
    def places(self) -> tuple[Place, ...]:
        """All places, in the order of the list at the left."""
        return tuple(self._places.values())

    @property
    def acts(self) -> list[tuple[Act, QAction]]:
        """What can be begun from anywhere, and the action of each."""
        return list(zip(self._acts, self._menu_actions, strict=True))

    @property
    def stage(self) -> Stage:
        """Where the pages stand."""
        return self._stack

    def action_of(self, code: str) -> QAction | None:
        """Give the action that leads to a place, where it has a key."""
        return self._own_actions.get(code)

    def page(self, code: str) -> QWidget:
        """Give a place's page, built now where nobody has been yet."""
        page = self._pages.get(code)
        if page is None:
            page = self._places[code].build(self._desk, self._stack)
            self._pages[code] = page
            self._stack.addWidget(page)
            page.resize(self._stack.size())  # or it would be laid out for another width first
            self.built.emit(code, page)
        return page

    def cover(self, page: QWidget | None) -> None:
        """Show a page instead of everything but the bottom line, or everything again."""
        if self._cover is not None:
            self._cover.hide()
            self._cover.deleteLater()
        self._cover = page
        for part in (self.list, self._right):
            part.setVisible(page is None)
        always = {self._own_actions["help"], self._own_actions["quit"]}
        for action in set(self.actions()) - always:
            action.setEnabled(page is None)
        if page is not None:
            self._grid.addWidget(page, 0, 0, 1, 2)
            page.show()
            page.setFocus()
        elif self._here:  # Qt gave the keys to what is next: the bottom line
            self.page(self._here).setFocus()

    def forget_pages(self) -> None:
        """Let go of all pages: they asked a workplace that never opened."""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._here = ""

    def go(self, code: str) -> QWidget:
        """Go to a place and give its page."""
        page = self.page(code)
        turn(self._stack, page)
        self._here = code
        self.list.mark(code)
        self.went.emit(code)
        return page

    def leave_search(self) -> None:
        """Empty the search line and give the keys back."""
        self.search.clear()
        self.search.give_back(self._stack.currentWidget())

    def visit(self, code: str) -> QWidget:
        """Go to a place, and the keys with one: those of its list and of what is shown work."""
        page = self.go(code)
        page.setFocus()
        return page

    def offer_acts(self, codes: Collection[str], name: str, tip: str) -> None:
        """Offer only some of the acts under the primary button, which is called otherwise then.

        Args:
            codes: of the acts that can be begun.
            name: marked English name of the button; `tip` says more.
        """
        for action, act in zip(self._menu_actions, self._acts, strict=True):
            action.setVisible(act.code in codes)
            action.setEnabled(act.code in codes)
        self.primary.setVisible(bool(codes))
        self._primary = (name, tip)
        self._say()

    def name_owner(self, organisation: str, office: str = "") -> None:
        """Show whose place of work this is, at the left and in the title of the window."""
        self._owner = office or organisation
        self.list.name_owner(organisation, office)
        self._say_title()

    def notify(self, notice: Notice) -> None:
        """Show a message over the page."""
        self.notices.show_notice(notice)

    def refuse(self, error: EdoError) -> None:
        """Say why something was not done; what can be put right leads to where it is."""
        words = self._desk.speech.words
        mends = can_mend(error)
        act = partial(open_mending, self._desk, self) if mends else None
        button = words.text(MEND) if mends else ""
        self.notify(Notice(words.refusal(error), Tone.WARN, button, act))

    def quit(self) -> None:
        """Close the window for good, also where it would only go to the sign beside the clock."""
        self.quits = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size and place."""
        keep_place(self, self._desk.memory, GEOMETRY)
        self.closing.emit()
        super().closeEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab come to every control."""
        return step(self, forward=forward, as_seen=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press a button; say why a key does nothing."""
        if presses(self, event):
            return
        super().keyPressEvent(event)
        if why := unanswered(self, self._desk.speech.words, event):
            teller = self._cover if isinstance(self._cover, Teller) else self
            teller.notify(Notice(why))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave only the icons of places where the window is narrow."""
        super().resizeEvent(event)
        self.list.make_slim(slim=self.width() < SLIM_BELOW)

    def _build(self) -> None:
        middle = QWidget()
        grid = self._grid = QGridLayout(middle)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.list, 0, 0)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._build_top())
        right.addWidget(self._stack, 1)
        grid.addWidget(self._right, 0, 1)
        grid.addWidget(self.status, 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 1)
        self.setCentralWidget(middle)
        self._build_actions()

    def _build_top(self) -> QWidget:
        top = named(QWidget(), "top")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(top)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        line.setSpacing(2 * GRID)
        self.search.setMaximumWidth(SEARCH_WIDTH)
        make_search(self._desk, self.search)
        line.addWidget(self.search, 1)
        line.addStretch()
        line.addWidget(self.primary)
        self.primary.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.primary.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._desk.theme.dress(self.primary, "plus", "on_accent")
        return top

    def _build_actions(self) -> None:
        self._add_action("search", "Ctrl+K", self.search.ask)
        self._add_action("help", "F1", self._show_help)
        self._add_action("undo", UNDO_KEYS, lambda: self.notices.undo())
        self._add_action("act", ACT_KEYS, lambda: self.notices.act())
        self._add_action("quit", "Ctrl+Q", self.quit)
        listed = [place for place in self._places.values() if place.listed]
        for number, place in enumerate(listed[:9], 1):
            self._add_action(place.code, f"Ctrl+{number}", lambda code=place.code: self.visit(code))
        menu = QMenu(self.primary)
        for act in self._acts:
            action = QAction(self)
            action.setShortcuts(sequences(act.keys))
            action.triggered.connect(lambda _on=False, act=act: act.run())
            self._desk.theme.dress(action, act.icon)
            menu.addAction(action)
            self.addAction(action)
            self._menu_actions.append(action)
        self.primary.setMenu(menu)
        self.primary.setVisible(bool(self._acts))

    def _add_action(self, code: str, keys: str, act: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcuts(sequences(keys))
        action.triggered.connect(lambda: act())
        self.addAction(action)
        self._own_actions[code] = action

    def _connect(self) -> None:
        self.list.chosen.connect(self.visit)
        self.search.left.connect(self.leave_search)
        self._stack.resized.connect(self.notices.place)
        self.status.asked_help.connect(self._show_help)
        self._desk.bridge.failed.connect(self.refuse)
        self._desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._say_title()
        self.search.setPlaceholderText(words.text("Find a document, a person, a command…"))
        self.search.setToolTip(words.text("Search (Ctrl+K)"))
        self.search.setAccessibleName(words.text("Search"))
        name, tip = self._primary
        self.primary.setText(words.text(name) + "  ▾")
        self.primary.setAccessibleName(words.text(name))
        self.primary.setToolTip(words.text(tip))
        for action, act in zip(self._menu_actions, self._acts, strict=True):
            action.setText(words.text(act.name))
        names = {
            "search": mark("Search"),
            "help": mark("Keys and help"),
            "undo": mark("Take back what was done last"),
            "act": mark("Do what the message offers"),
            "quit": mark("Close the program"),
        }
        for code, action in self._own_actions.items():
            place = self._places.get(code)
            action.setText(words.text(place.name if place else names[code]))

    def _say_title(self) -> None:
        name = self._desk.speech.words.text("Document flow")
        self.setWindowTitle(f"{self._owner} — {name}" if self._owner else name)

    def _show_help(self) -> None:
        # The handbook reads the core, which no window waits for.
        show: Any = import_module("ui.handbook").show_handbook
        show(self._desk, self, self._cover or self._stack.currentWidget())
