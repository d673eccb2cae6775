"""The sheet in which a training is planned, and changed until it was held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from edo.commands import training
from edo.commands.myself import myself
from edo.commands.training import Plan
from edo.domain.session import Form
from edo.queries import directory, invitees
from edo.queries.attendance import Attendance
from edo.queries.directory import CourseItem, OfficeItem
from edo.queries.invitees import Invitee
from edo.sentences import mark
from edo.wording import Wording
from ui.bridge import OpenWorkplace
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.invitee_list import InviteeList
from ui.widgets.both import own
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.find_among import find_among
from ui.widgets.many_picker import ManyPicker
from ui.widgets.picker import Choice
from ui.widgets.select import Select, names_of
from ui.widgets.staff_finder import StaffFinder

WIDTH = 960
FORMS = (Form.ON_SITE, Form.CENTRE, Form.REMOTE)
"""How a training that is planned can be held."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the sheet offers: courses that are open, and offices."""

    courses: tuple[CourseItem, ...]
    offices: tuple[OfficeItem, ...]
    person: str


class SessionSheet(FormSheet):
    """Plan a training, or change one. `done_with` carries the id of the session.

    `found` is the one to change; without it, `course`, `offices` and `people` are what one begins
    with.
    """

    CHAPTER = "training"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        found: Attendance | None = None,
        *,
        course: str = "",
        offices: Sequence[str] = (),
        people: Sequence[str] = (),
    ) -> None:
        title = mark("Change the training") if found else mark("Plan a training")
        super().__init__(
            desk,
            parent,
            title,
            mark("Save") if found else mark("Plan"),
            found.id if found else "",
        )
        session = found.session if found else None
        self._found = found
        self._choices = Choices((), (), "")
        self._course = session.course if session else course
        self._offices = session.offices if session else tuple(offices)
        self._all: tuple[str, ...] = ()
        self._finder = StaffFinder(desk, self)
        self.course = self.add("course", mark("Course"), Select(desk, self._courses), 6)
        self.begins = self.add(
            "begins", mark("First day"), DateField(desk, lean=Lean.FUTURE), 3, required=True
        )
        self.ends = self.add(
            "ends",
            mark("Last day"),
            DateField(desk, lean=Lean.FUTURE),
            3,
        )
        self.kind = self.add("form", mark("How it is held"), Select(desk, names_of(FORMS)), 4)
        self.place = self.line("place", mark("Place"), session.place if session else "", 8)
        self.offices = self.add(
            "offices",
            mark("For which offices"),
            ManyPicker(
                desk,
                find_among(self._office_choices),
                name=mark("For which offices"),
                hint=mark("Part of the title"),
            ),
            6,
        )
        self.trainers = self.add(
            "trainers",
            mark("Trainers"),
            ManyPicker(
                desk, self._finder.find, name=mark("Trainers"), hint=mark("Part of the name")
            ),
            6,
        )
        self.below = QCheckBox()
        self.form.add(self.below)
        self.people = self.add("people", mark("Invited"), InviteeList(desk))
        gives_way = QSizePolicy.Policy.Preferred
        self.fields["people"].setSizePolicy(gives_way, gives_way)
        self._fill(people)
        self.setMinimumWidth(WIDTH)
        desk.speech.changed.connect(self._say)
        self._say()
        self._finder.ask()
        desk.bridge.look(_choices, then=self._on_choices, owner=self, language=desk.speech.language)
        self.begins.setFocus()

    def hand_in(self) -> None:
        """Plan the training, or state what is changed in it."""
        begins = self.begins.value
        if not self._is_right() or begins is None:
            return
        ends = self.ends.value or begins
        told: dict[str, Any] = {
            "form": Form(self.kind.code),
            "begins": begins,
            "ends": ends,
            "offices": self._all,
            "trainers": tuple(one.code for one in self.trainers.choices),
            "place": self.place.text().strip(),
        }
        if self._found is None:
            plan = Plan(self.course.code, invited=self.people.ids, **told)
            self.run(training.plan, plan=plan)
            return
        session = self._found.session
        changed = {name: value for name, value in told.items() if getattr(session, name) != value}
        self.run(
            training.replan,
            session=self._found.id,
            fields={name: plain(value) for name, value in changed.items()},
            invited=self.people.ids,
        )

    def _is_right(self) -> bool:
        """Say beside each field what is wrong; tell whether nothing is."""
        self.clear_errors()
        words = self._desk.speech.words
        wrong = ""
        if not self.course.code:
            wrong = words.text("Set up a course first.")
            self.show_wrong("course", wrong)
        for code, field in (("ends", self.ends), ("begins", self.begins)):
            if field.wrong or (code == "begins" and field.value is None):
                wrong = words.text("Write a date.")
                self.show_wrong(code, wrong)
        begins, ends = self.begins.value, self.ends.value
        if begins and ends and ends < begins:
            wrong = words.text("The last day is before the first.")
            self.show_wrong("ends", wrong)
        for code, line in (("trainers", self.trainers.line), ("offices", self.offices.line)):
            if line.text().strip():
                wrong = words.text("Choose from the list.")
                self.show_wrong(code, wrong)
        return not wrong

    def _fill(self, people: Sequence[str]) -> None:
        found = self._found
        if found is None:
            self.begins.put(self._desk.today())
            self.begins.selectAll()
            self.people.begin_with(people, course=self._course)
        else:
            session = found.session
            self.course.setEnabled(False)
            self.begins.put(session.begins)
            self.ends.put(session.ends if session.ends != session.begins else None)
            self.kind.put(session.form.value)
            self.people.begin_with(session.invited, course=session.course)
        self.course.chosen.connect(self._propose)
        self.begins.changed.connect(self._propose)
        self.ends.changed.connect(self._propose)
        self.offices.changed.connect(self._propose)
        self.below.toggled.connect(self._propose)
        self.offices.changed.connect(self.refit)

    def _propose(self, _changed: object = None) -> None:
        """Ask who should come: of the offices chosen, by the day it ends."""
        offices = tuple(one.code for one in self.offices.choices)
        self._all = offices
        self.people.look_first_in(offices)
        self._desk.bridge.ask(
            _proposed,
            then=self._on_proposed,
            key=(id(self), "proposed"),
            owner=self,
            course=self.course.code,
            offices=offices,
            below=self.below.isChecked(),
            on=self.ends.value or self.begins.value or self._desk.today(),
            session=self._found.id if self._found else "",
            language=self._desk.speech.language,
        )

    def _on_proposed(self, found: tuple[tuple[str, ...], list[Invitee]]) -> None:
        self._all, people = found
        self.people.propose(people)

    def _on_choices(self, found: Choices) -> None:
        self._choices = found
        self.course.offer(self._courses)
        if self._course:
            self.course.put(self._course)
        known = {one.code: one for one in self._office_choices()}
        self.offices.put([known[id] for id in self._offices if id in known])
        trainers = self._found.session.trainers if self._found else (found.person,)
        self._finder.when_here(lambda: self.trainers.put(self._finder.among(trainers)))
        self._propose()

    def _courses(self, words: Wording) -> Sequence[Choice]:
        return [
            Choice(one.id, own(words, one.course.title_ru, one.course.title_kk))
            for one in self._choices.courses
        ]

    def _office_choices(self) -> Sequence[Choice]:
        words = self._desk.speech.words
        return [
            Choice(
                one.id,
                own(words, one.office.name_ru, one.office.name_kk),
                words.name(one.office.level),
            )
            for one in self._choices.offices
            if not one.office.closed
        ]

    def _say(self) -> None:
        words = self._desk.speech.words
        self.below.setText(words.text("And all offices below them"))
        self.ends.setPlaceholderText(words.text("the same day"))


def plain(value: date | str | tuple[str, ...]) -> object:
    """Give a value as JSON has it, which is how changes state it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return str(value)


def _choices(workplace: OpenWorkplace, *, language: str) -> Choices:
    return Choices(
        tuple(workplace.read(directory.courses, language=language, closed=False)),
        tuple(workplace.read(directory.offices, language=language)),
        myself(cast(Any, workplace)).person,
    )


def _proposed(
    connection: Any,
    *,
    course: str,
    offices: tuple[str, ...],
    below: bool,
    on: date,
    session: str,
    language: str,
) -> tuple[tuple[str, ...], list[Invitee]]:
    """Return the offices a session is for, and who of them should come."""
    whole = invitees.below(connection, offices=offices) if below else offices
    found = invitees.proposed(
        connection, course=course, offices=whole, on=on, session=session, language=language
    )
    return whole, found
