"""The head of the window of lists: which file and sheet, what it tells, what rows leave out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from edo.domain.judging import Defaults
from edo.domain.staff_list import ListKind
from edo.queries import directory
from edo.queries.directory import CourseItem, OfficeItem
from edo.sentences import mark
from edo.transfer.tabular import Sheets
from edo.wording import Wording
from ui.desk import Desk
from ui.widgets.both import own
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.field import Field, Form
from ui.widgets.find_among import find_among
from ui.widgets.path_line import PathLine
from ui.widgets.picker import Choice, Picker
from ui.widgets.select import Select, names_of

PATTERN = "*.xlsx *.xlsm *.xls *.ods *.csv *.txt"


@dataclass(frozen=True, slots=True)
class Known:
    """What a list may be about."""

    offices: tuple[OfficeItem, ...]
    courses: tuple[CourseItem, ...]


class ImportFields(Form):
    """The fields; `known` is what they offer."""

    def __init__(self, desk: Desk, kind: ListKind) -> None:
        super().__init__()
        self._desk = desk
        self._sheets: Sheets | None = None
        self.known = Known((), ())
        self.path = PathLine(desk, mark("Choose a spreadsheet"), "", PATTERN)
        self.sheet = Select(desk, self._sheet_choices)
        self.kind = Select(desk, names_of(tuple(ListKind)))
        self.kind.put(kind.value)
        self.office = Picker(
            desk, find_among(self.offices), name=mark("Office, where a row names none")
        )
        self.course = Select(desk, self._course_choices)
        self.on = DateField(desk, lean=Lean.PAST)
        self.fields: dict[str, Field] = {}
        for code, name, control, width in (
            ("path", mark("File"), self.path, 6),
            ("sheet", mark("Sheet"), self.sheet, 3),
            ("kind", mark("What the list tells"), self.kind, 3),
            ("office", mark("Office, where a row names none"), self.office, 5),
            ("course", mark("Course, where a row names none"), self.course, 4),
            ("on", mark("Day, where a row has none"), self.on, 3),
        ):
            self.fields[code] = Field(desk, name, control)
            self.add(self.fields[code], width)
        self.fields["sheet"].setEnabled(False)
        desk.bridge.ask(_known, then=self._on_known, owner=self, language=desk.speech.language)

    def show_sheets(self, sheets: Sheets, chosen: int) -> None:
        """Offer the sheets of a file."""
        self._sheets = sheets
        self.sheet.offer(self._sheet_choices)
        self.sheet.put(str(chosen))
        self.fields["sheet"].setEnabled(len(sheets.sheets) > 1)

    def show_for(self, *, begun: bool) -> None:
        """Show what can still be chosen: nothing once the rows are looked at."""
        training = self.kind.code == ListKind.TRAINING.value
        for code, field in self.fields.items():
            field.setVisible(not begun and (training or code not in ("course", "on")))

    def defaults(self, offices: Mapping[str, str], courses: Mapping[str, str]) -> Defaults:
        """Give what stands where a row says nothing, and what is meant by what nobody knows."""
        choice = self.office.choice
        return Defaults(
            choice.code if choice else "",
            self.course.code,
            self.on.value,
            dict(offices),
            dict(courses),
        )

    def offices(self) -> list[Choice]:
        """Give the offices to choose from."""
        words = self._desk.speech.words
        return [
            Choice(one.id, own(words, one.office.name_ru, one.office.name_kk))
            for one in self.known.offices
            if not one.office.closed
        ]

    def courses(self) -> list[Choice]:
        """Give the courses to choose from."""
        words = self._desk.speech.words
        return [
            Choice(one.id, own(words, one.course.title_ru, one.course.title_kk))
            for one in self.known.courses
        ]

    def office_names(self) -> dict[str, str]:
        """Give the names of all offices by id."""
        words = self._desk.speech.words
        return {
            one.id: own(words, one.office.name_ru, one.office.name_kk) for one in self.known.offices
        }

    def _course_choices(self, words: Wording) -> list[Choice]:
        return [Choice("", words.text("none")), *self.courses()]

    def _sheet_choices(self, words: Wording) -> list[Choice]:
        sheets = self._sheets.sheets if self._sheets else ()
        return [
            Choice(str(n), one.name or words.text("Sheet {n}", n=n + 1))
            for n, one in enumerate(sheets)
        ]

    def _on_known(self, found: Known) -> None:
        self.known = found
        self.course.offer(self._course_choices)


def _known(connection: Any, *, language: str) -> Known:
    return Known(
        tuple(directory.offices(connection, language=language)),
        tuple(directory.courses(connection, language=language)),
    )
