"""The page "Training": its sections and how they lead to one another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from importlib import import_module
from typing import Any, Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from edo.commands.myself import Myself, myself
from edo.domain.rights import Right
from edo.queries.sessions import View
from edo.sentences import mark
from ui.desk import Desk
from ui.pages.tabbed import TabbedPage
from ui.places import later
from ui.theme import Tone
from ui.widgets.notice_bar import Notice
from ui.widgets.telling import tell

ACTIONS, COVERAGE, PEOPLE = "actions", "coverage", "people"
SESSIONS, OVER_TIME, COURSES = "sessions", "over_time", "courses"
TABS: tuple[tuple[str, str, str, str], ...] = (
    (ACTIONS, mark("What needs action"), "ui.pages.training.actions", "ActionsSection"),
    (COVERAGE, mark("Coverage"), "ui.pages.training.coverage", "CoverageSection"),
    (PEOPLE, mark("People"), "ui.pages.training.people", "PeopleSection"),
    (SESSIONS, mark("Sessions"), "ui.pages.training.sessions", "SessionsSection"),
    (OVER_TIME, mark("Over time"), "ui.pages.training.over_time", "OverTimeSection"),
    (COURSES, mark("Courses"), "ui.pages.training.courses", "CoursesSection"),
)
"""Code, marked English name, module and class of each section: read when somebody goes there."""


class Section(Protocol):
    """What the page asks of a section, which is a widget."""

    def refresh(self) -> None:
        """Ask anew what it shows."""
        ...


class TrainingPage(TabbedPage):
    """Where training stands, for those who train and, of their own office, for everybody.

    `opened` carries the id of a document somebody wants to see.
    """

    CHAPTER = "training"

    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        tabs = [(code, name, later(*where, ways=self)) for code, name, *where in TABS]
        super().__init__(desk, mark("Training"), "training.tab", tabs, parent)
        self._me: Myself | None = None
        self.go_on()
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
        sheet.done_with.connect(self._on_planned)
        sheet.open()

    def _on_planned(self, session: str) -> None:
        """Say so, and stand on it where the list of sessions is there."""
        section: Any = self.sections.get(SESSIONS)
        if section is not None:
            section.stand_on(session)
        words = self._desk.speech.words
        show = partial(self.show_session, session)
        said = words.text("The training is planned")
        tell(self, Notice(said, Tone.GOOD, words.text("Open"), show))

    def show_sessions(self, view: View) -> None:
        """Show some sessions alone, in the list."""
        self.go(SESSIONS).show_view(view)

    def set_up_course(self) -> None:
        """Set up a course."""
        self.go(COURSES).add()

    def _on_me(self, me: Myself) -> None:
        self._me = me
        for section in self.sections.values():
            cast(Section, section).refresh()
