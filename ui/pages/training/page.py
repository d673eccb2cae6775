"""The page "Training": sections behind tabs, each built when somebody goes there first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from typing import Any, Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from edo.commands.myself import Myself, myself
from edo.domain.rights import Right
from edo.queries.sessions import View
from edo.sentences import mark
from ui.desk import Desk
from ui.theme import GRID

ACTIONS, COVERAGE, PEOPLE = "actions", "coverage", "people"
SESSIONS, OVER_TIME, COURSES = "sessions", "over_time", "courses"
TABS: tuple[tuple[str, str, str, str], ...] = (
    (ACTIONS, mark("What needs action"), "actions", "ActionsSection"),
    (COVERAGE, mark("Coverage"), "coverage", "CoverageSection"),
    (PEOPLE, mark("People"), "people", "PeopleSection"),
    (SESSIONS, mark("Sessions"), "sessions", "SessionsSection"),
    (OVER_TIME, mark("Over time"), "over_time", "OverTimeSection"),
    (COURSES, mark("Courses"), "courses", "CoursesSection"),
)
"""Code, marked English name, module and class of each section."""
KEPT = "training.tab"


class Section(Protocol):
    """What the page asks of a section, which is a widget."""

    def refresh(self) -> None:
        """Ask anew what it shows."""
        ...


class TrainingPage(QWidget):
    """Where training stands, for those who train and, of their own office, for everybody.

    `opened` carries the id of a document somebody wants to see.
    """

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._me: Myself | None = None
        self._sections: dict[str, QWidget] = {}
        self.tabs = QTabBar()
        self._stack = QStackedWidget()
        self._turns = [QAction(self), QAction(self)]
        self._build()
        self._connect()
        self._say()
        self.go(desk.memory.get(KEPT, ACTIONS))
        desk.bridge.look(myself, then=self._on_me, key=(id(self), "me"), owner=self)

    @property
    def me(self) -> Myself | None:
        """Who works here; None until it is known."""
        return self._me

    @property
    def root(self) -> str:
        """The office below which one looks: empty where it is the whole organisation."""
        sees_all = self._me is None or self._me.may(Right.TRAIN) or self._me.may(Right.ORGANISE)
        return "" if sees_all or self._me is None else self._me.office

    def go(self, code: str) -> Any:
        """Go to a section and give it."""
        codes = [tab[0] for tab in TABS]
        place = codes.index(code) if code in codes else 0
        if self.tabs.currentIndex() != place:
            self.tabs.setCurrentIndex(place)
        section = self._section(place)
        self._stack.setCurrentWidget(section)
        self.setFocusProxy(section)
        self._desk.memory.set(KEPT, TABS[place][0])
        return section

    def show_office(self, office: str) -> None:
        """Show where the branches of an office stand."""
        self.go(COVERAGE).show_office(office)

    def show_people(self, office: str, course: str = "", *, left: bool = False) -> None:
        """Show the people of an office; only those who are left to be trained, where asked."""
        section = self.go(PEOPLE)
        section.show_people(office, course, left=left)
        section.setFocus()

    def show_session(self, session: str) -> None:
        """Show a session."""
        section = self.go(SESSIONS)
        section.show_session(session)
        section.setFocus()

    def plan(
        self,
        course: str = "",
        offices: Sequence[str] = (),
        people: Sequence[str] = (),
        on: date | None = None,
    ) -> None:
        """Plan a session; who is to come is proposed where nobody is named."""
        sheets: Any = import_module("ui.dialogs.session_sheet")
        told = {"course": course, "offices": offices, "people": people}
        sheet = sheets.SessionSheet(self._desk, self.window(), **told)
        if on is not None:
            sheet.begins.put(on)
        sheet.open()

    def show_sessions(self, view: View) -> None:
        """Show some sessions alone, in the list."""
        self.go(SESSIONS).show_view(view)

    def set_up_course(self) -> None:
        """Set up a course."""
        self.go(COURSES).add()

    def _section(self, place: int) -> QWidget:
        code, _name, module, name = TABS[place]
        section = self._sections.get(code)
        if section is None:
            build: Any = getattr(import_module(f"ui.pages.training.{module}"), name)
            section = cast(QWidget, build(self._desk, self))
            self._sections[code] = section
            self._stack.addWidget(section)
        return section

    def _build(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        for _tab in TABS:
            self.tabs.addTab("")
        head = QHBoxLayout()
        head.setContentsMargins(3 * GRID, GRID, 3 * GRID, 0)
        head.addWidget(self.tabs, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        # Sections with lines that wrap ask for the height of their narrowest: more than a screen.
        self._stack.setMinimumHeight(1)
        for action, keys, step in zip(
            self._turns, ("Ctrl+PgUp", "Ctrl+PgDown"), (-1, 1), strict=True
        ):
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _on=False, step=step: self._turn(step))
            self.addAction(action)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self._desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self._desk.speech.words
        for place, (_code, name, _module, _class) in enumerate(TABS):
            self.tabs.setTabText(place, words.text(name))
        self.tabs.setAccessibleName(words.text("Training"))
        for action, name in zip(
            self._turns, (mark("The list before"), mark("The next list")), strict=True
        ):
            action.setText(words.text(name))

    def _on_tab(self, place: int) -> None:
        self.go(TABS[place][0])

    def _turn(self, step: int) -> None:
        section = self.go(TABS[(self.tabs.currentIndex() + step) % len(TABS)][0])
        section.setFocus()

    def _on_me(self, me: Myself) -> None:
        self._me = me
        for section in self._sections.values():
            cast(Section, section).refresh()
