"""The sheet of a course: its titles and one of its editions, the rules in force from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

from msgspec.structs import replace
from PySide6.QtWidgets import QCheckBox, QWidget

from edo.commands import courses
from edo.commands.myself import myself
from edo.domain.course import BEST, HOURS_LIMIT, MONTHS_LIMIT, Edition, Goal
from edo.domain.rights import Right
from edo.queries.directory import CourseItem
from edo.queries.organisation import Organisation, organisation
from edo.sentences import mark
from edo.wording import Wording
from ui.bridge import OpenWorkplace
from ui.desk import Desk
from ui.dialogs.audience_fields import AudienceFields
from ui.dialogs.form_sheet import FormSheet
from ui.widgets.count import Count
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.path_line import PathLine
from ui.widgets.picker import Choice
from ui.widgets.select import Select, names_of

WIDTH = 960
NEW = "new"
"""The code of an edition that is being written."""
USUAL_HOURS = 8
ATTENDANCE = -1
"""Shown in the field of the result where attendance is enough."""


class CourseSheet(FormSheet):
    """Set up a course, or change one: put an edition right, or give it another from a day on."""

    CHAPTER = "training"

    def __init__(self, desk: Desk, parent: QWidget | None, item: CourseItem | None = None) -> None:
        title = mark("The course") if item else mark("Set up a course")
        button = mark("Save") if item else mark("Set up")
        super().__init__(desk, parent, title, button, item.id if item else "")
        self._item = item
        course = item.course if item else None
        names = {"ru": mark("Title in Russian"), "kk": mark("Title in Kazakh")}
        ru, kk = self.lines("title", names, course)
        self.titles = {"ru": ru, "kk": kk}
        self.edition = self.add("edition", mark("Edition"), Select(desk, self._editions), 3)
        lean = Lean.FUTURE if item else Lean.NEAREST
        self.on = self.add(
            "on", mark("In force from"), DateField(desk, lean=lean), 3, required=True
        )
        self.hours = self.add("hours", mark("Academic hours"), Count(0, HOURS_LIMIT, 0), 3)
        self.months = self.add("months", mark("Valid, months"), Count(0, MONTHS_LIMIT, 0), 3)
        self.threshold = self.add(
            "threshold", mark("Least result that passes"), Count(ATTENDANCE, BEST, ATTENDANCE), 3
        )
        self.goal = self.add(
            "goal", mark("An office is trained when"), Select(desk, names_of(tuple(Goal))), 9
        )
        self.audience = AudienceFields(desk, self)
        self.programme = self.add(
            "programme",
            mark("File of the programme"),
            PathLine(desk, mark("Programme"), "", "* (*)"),
            9,
        )
        self.closed = self.add("closed", mark("Nobody is required from"), DateField(desk), 3)
        self.anew = QCheckBox()
        self.form.add(self.anew)
        self.fields["edition"].setVisible(item is not None)
        self.fields["closed"].setVisible(item is not None)
        self.closed.put(course.closed if course else None)
        if course is not None:
            latest = course.editions[-1]
            self.edition.put(latest.on.isoformat())
            self._show(latest)
        else:
            self._show(Edition(on=desk.today(), hours=USUAL_HOURS))
            self.anew.hide()
        self.edition.chosen.connect(self._on_edition)
        self.setMinimumWidth(WIDTH)
        desk.speech.changed.connect(self._say)
        self._say()
        self.fields[self.leading("title_ru")].control.setFocus()
        desk.bridge.look(_ground, then=self._on_ground, owner=self, language=desk.speech.language)

    def hand_in(self) -> None:
        """Set the course up, or state what changed."""
        on = self.on.value
        if not self._is_right() or on is None:
            return
        typed = self.programme.text()
        path = Path(typed) if typed and typed != self._kept_name() else None
        before = self._before
        edition = Edition(
            on=on,
            hours=self.hours.value(),
            months=self.months.value(),
            threshold=None if self.threshold.value() == ATTENDANCE else self.threshold.value(),
            audience=self.audience.audience,
            goal=Goal(self.goal.code),
            programme=before.programme if before and typed and path is None else None,
            anew=self.anew.isChecked(),
        )
        self.run(
            _save,
            course=self._item.id if self._item else "",
            title_ru=self.titles["ru"].text().strip(),
            title_kk=self.titles["kk"].text().strip(),
            edition=edition,
            programme=path,
            closed=self.closed.value,
        )

    @property
    def _before(self) -> Edition | None:
        """The edition that is shown, as it is; of a new one, the one it was begun from."""
        if self._item is None:
            return None
        editions = self._item.course.editions
        return next(
            (one for one in editions if one.on.isoformat() == self.edition.code), editions[-1]
        )

    def _kept_name(self) -> str:
        before = self._before
        return before.programme.name if before and before.programme else ""

    def _is_right(self) -> bool:
        """Say beside each field what is wrong; tell whether nothing is."""
        self.clear_errors()
        words = self._desk.speech.words
        wrong = ""
        if not any(line.text().strip() for line in self.titles.values()):
            wrong = words.text("Fill this in.")
            self.show_wrong(self.leading("title_ru"), wrong)
        for code, field in (("closed", self.closed), ("on", self.on)):
            if field.wrong or (code == "on" and field.value is None):
                wrong = words.text("Write a date.")
                self.show_wrong(code, wrong)
        if code := self.audience.unfinished:
            wrong = words.text("Choose from the list.")
            self.show_wrong(code, wrong)
        typed = self.programme.text()
        if typed and typed != self._kept_name() and not Path(typed).is_file():
            wrong = words.text("There is no such file.")
            self.show_wrong("programme", wrong)
        return not wrong

    def _show(self, edition: Edition) -> None:
        self.on.put(edition.on)
        self.hours.setValue(edition.hours)
        self.months.setValue(edition.months)
        self.threshold.setValue(ATTENDANCE if edition.threshold is None else edition.threshold)
        self.goal.put(edition.goal.value)
        self.audience.put(edition.audience)
        self.programme.setText(edition.programme.name if edition.programme else "")
        self.anew.setChecked(edition.anew)
        self.on.setEnabled(self._item is None or self.edition.code == NEW)

    def _on_edition(self, code: str) -> None:
        before = self._before
        if before is not None:
            self._show(before)
        if code == NEW:
            self.on.put(self._desk.today())
            self.anew.setChecked(False)
            self.on.setFocus()
            self.on.selectAll()

    def _on_ground(self, found: tuple[Organisation, bool]) -> None:
        whole, may = found
        self.audience.know(whole)
        self.primary.setVisible(may)
        self.main_key.hold("" if may else mark("only whoever trains changes courses"))
        self.form.setEnabled(may)
        self.refit()

    def _editions(self, words: Wording) -> Sequence[Choice]:
        editions = self._item.course.editions if self._item else ()
        return [
            *(
                Choice(one.on.isoformat(), words.text("from {date}", date=words.date(one.on)))
                for one in reversed(editions)
            ),
            Choice(NEW, words.text("A new edition")),
        ]

    def _say(self) -> None:
        words = self._desk.speech.words
        self.anew.setText(words.text("Everybody is trained anew: earlier passes do not count"))
        self.months.setSpecialValueText(words.text("for ever"))
        self.threshold.setSpecialValueText(words.text("attendance is enough"))
        self.hours.setSpecialValueText(words.text("not stated"))


def _save(
    workplace: OpenWorkplace,
    *,
    course: str,
    title_ru: str,
    title_kk: str,
    edition: Edition,
    programme: Path | None,
    closed: date | None,
) -> str:
    """Save a course; its file is taken in first."""
    core = cast(Any, workplace)
    kept = courses.programme(core, path=programme) if programme is not None else edition.programme
    edition = replace(edition, programme=kept)
    if not course:
        return courses.define(core, title_ru=title_ru, title_kk=title_kk, edition=edition)
    courses.save(
        core,
        course=course,
        title_ru=title_ru,
        title_kk=title_kk,
        edition=edition,
        closed=closed,
    )
    return course


def _ground(workplace: OpenWorkplace, *, language: str) -> tuple[Organisation, bool]:
    """Return what a course can name, and whether the person here keeps courses."""
    may = myself(cast(Any, workplace)).may(Right.TRAIN)
    return workplace.read(organisation, language=language), may
