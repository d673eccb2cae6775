"""Courses with their editions: what people are trained in, whom for, for how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QWidget

from edo.domain.course import Course, Edition
from edo.domain.organisation import Office, Person, Position
from edo.domain.rights import Right
from edo.queries import directory
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.models.columns import Column
from ui.models.held import Entry, entry
from ui.models.live import Live, touches
from ui.pages.section import Deed, Section
from ui.pages.training import course_words as said
from ui.pages.training.ways import Ways
from ui.theme import Tone
from ui.widgets.both import other, own

CONCERN = "gos"
"""First letters of the ids of courses, and of what their audiences name."""


@dataclass(frozen=True, slots=True)
class Line:
    """A course as it stands today.

    Attributes:
        id, course: the course.
        now: the edition in force, or the first that will be; None where there is none any more.
        names: of what its audience names, by id.
        state: a word of how it stands, and its tone.
        editions: how many there are, in words.
    """

    id: str
    course: Course
    now: Edition | None
    names: Mapping[str, str]
    state: tuple[str, Tone]
    editions: str


def _rule(row: Entry[Line], words: Wording) -> str:
    return said.rule(words, row.item.now) if row.item.now else ""


def _goal(row: Entry[Line], words: Wording) -> str:
    return said.goal(words, row.item.now) if row.item.now else ""


def _months(row: Entry[Line], words: Wording) -> str:
    return said.validity(words, row.item.now) if row.item.now else ""


def _audience(row: Entry[Line], words: Wording) -> str:
    now = row.item.now
    return said.audience(words, now.audience, row.item.names) if now else ""


def _hours(row: Entry[Line], words: Wording) -> str:
    now = row.item.now
    return words.plural("{n} hour", "{n} hours", now.hours) if now and now.hours else ""


COLUMNS: tuple[Column[Entry[Line]], ...] = (
    Column(
        "title",
        mark("Course"),
        lambda row, words: own(words, row.item.course.title_ru, row.item.course.title_kk),
        250,
        second=lambda row, words: other(words, row.item.course.title_ru, row.item.course.title_kk),
        stretch=True,
        strong=True,
        ease=320,
    ),
    Column("audience", mark("Whom it is for"), _audience, 190),
    Column("hours", mark("Length"), _hours, 80),
    Column("months", mark("Valid for"), _months, 136, spare=True),
    Column("rule", mark("Who passes"), _rule, 104, spare=True),
    Column("goal", mark("An office is trained when"), _goal, 184, spare=True),
    Column("editions", mark("Editions"), lambda row, _words: row.item.editions, 206),
    Column(
        "state",
        mark("State"),
        lambda row, words: words.text(row.item.state[0]),
        110,
        tone=lambda row: row.item.state[1],
    ),
)
NOTHING = (
    mark("There is no course yet"),
    mark("What people are trained in, whom it is for and how long it holds; Ins sets one up."),
)
Answer = tuple[list[directory.CourseItem], dict[str, Any]]


class CoursesSection(Section):
    """The list of courses; Enter opens one with its editions, Ins sets up another."""

    TITLE = mark("Courses")

    def __init__(self, desk: Desk, ways: Ways, parent: QWidget | None = None) -> None:
        self._ways = ways
        super().__init__(
            desk,
            COLUMNS,
            "courses",
            NOTHING,
            [
                Deed(mark("Set up a course…"), self.add, "Ins", "plus"),
                Deed(mark("Open the course…"), self.change, "F2", "pencil", chosen=True),
            ],
            parent=parent,
        )
        Live(desk.bridge, self, self.refresh, touches(CONCERN))
        desk.speech.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the courses."""
        self.desk.bridge.ask(
            _courses,
            then=self.show_whole,
            key=(id(self), "courses"),
            owner=self,
            language=self.desk.speech.language,
        )

    def entries(self, whole: Answer) -> Iterable[Entry[Line]]:
        """Give a row for each course."""
        courses, named = whole
        words, today = self.desk.speech.words, self.desk.today()
        names = {
            id: own(words, one.name_ru, one.name_kk)
            for id, one in named.items()
            if isinstance(one, Office | Position | Person)
        }
        for one in courses:
            course = one.course
            now = course.in_force(today)
            coming = next((edition for edition in course.editions if edition.on > today), None)
            state = (mark("In force"), Tone.QUIET)
            if now is None:
                state = (mark("Closed"), Tone.NEUTRAL)
                if not course.closed and coming:
                    state = (mark("Not begun"), Tone.ACCENT)
            told = said.editions(words, course, today)
            yield entry(one.id, Line(one.id, course, now or coming, names, state, told))

    def add(self) -> None:
        """Set up a course."""
        if self.may():
            self._sheet(None)

    def change(self) -> None:
        """Open the chosen course with its editions."""
        if self.chosen is not None:
            self._sheet(directory.CourseItem(self.chosen.id, self.chosen.course))

    def may(self) -> bool:
        """Tell whether the person keeps courses; everybody may look at one."""
        return True

    def show_whole(self, whole: Answer) -> None:
        """Show the courses; who does not train sets none up."""
        super().show_whole(whole)
        me = self._ways.me
        self.tools.buttons[0].setVisible(me is None or me.may(Right.TRAIN))

    def _sheet(self, course: directory.CourseItem | None) -> None:
        sheets: Any = import_module("ui.dialogs.course_sheet")
        sheets.CourseSheet(self.desk, self.window(), course).open()


def _courses(connection: Any, *, language: str) -> Answer:
    """Answer the courses, and what their audiences name."""
    found = directory.courses(connection, language=language)
    ids = {
        id
        for one in found
        for edition in one.course.editions
        for id in (*edition.audience.offices, *edition.audience.positions)
    }
    return found, directory.entries(connection, subjects=ids)
