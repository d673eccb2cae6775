"""The sheet of a course: set up by keys, put right, given other rules from a day on."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edo.commands import courses, organisation
from edo.domain.course import Audience, Course, Edition, Goal
from edo.domain.organisation import Level, Position
from edo.queries import directory
from edo.queries.directory import CourseItem
from tests.ui.real import CTRL, Hands, hands
from tests.ui.typing_keys import press, type_text
from ui.dialogs.course_sheet import NEW, CourseSheet


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """Sit down at a real workplace."""
    with hands(qtbot, tmp_path / "home") as made:
        yield made


def opened(at: Hands, item: CourseItem | None = None) -> CourseSheet:
    """Open the sheet over a window."""
    host = QWidget()
    at.show(host)
    CourseSheet(at.desk, host, item).open()
    return at.sheet(host, CourseSheet)


def kept(at: Hands) -> CourseItem:
    """Give the one course there is."""
    (found,) = at.chancery.workplace.read(directory.courses)
    return found


def course(at: Hands) -> Course:
    """Give the one course there is, as it is."""
    return kept(at).course


def test_a_course_is_set_up_by_keys(at: Hands, tmp_path: Path) -> None:
    """Titles, hours, a result to reach, whom it is for, its file: all by the keyboard."""
    position = organisation.add_position(
        at.chancery.workplace, position=Position("Делопроизводитель", "Іс жүргізуші", clerk=True)
    )
    file = tmp_path / "программа.pdf"
    file.write_bytes(b"%PDF-1.4")
    sheet = opened(at)
    type_text(sheet.titles["ru"], "Освоение единого электронного документооборота")
    type_text(sheet.titles["kk"], "Бірыңғай электрондық құжат айналымын меңгеру")
    sheet.months.selectAll()
    sheet.months.setFocus()
    type_text(sheet.months, "24")
    sheet.threshold.setValue(70)
    sheet.goal.put(Goal.CLERK.value)
    box = sheet.audience.levels.boxes[Level.REGIONAL]
    box.setFocus()
    press(box, Qt.Key.Key_Space)
    line = sheet.audience.positions.line
    line.setFocus()
    type_text(line, "дело")
    press(line.popup, Qt.Key.Key_Return)
    sheet.programme.setText(str(file))
    at.key(sheet, Qt.Key.Key_Return, CTRL)
    at.wait(lambda: bool(at.chancery.workplace.read(directory.courses)))
    found = course(at)
    (edition,) = found.editions
    assert found.title_kk == "Бірыңғай электрондық құжат айналымын меңгеру"
    assert (edition.on, edition.hours, edition.months) == (at.chancery.today, 8, 24)
    assert (edition.threshold, edition.goal) == (70, Goal.CLERK)
    assert edition.audience == Audience((Level.REGIONAL,), (), (position,))
    assert edition.programme is not None
    assert edition.programme.name == "программа.pdf"


def test_other_rules_hold_from_a_day_on(at: Hands) -> None:
    """A new edition begins as the one before it, and the one before stays as it was."""
    first = Edition(on=date(2026, 1, 12), hours=8)
    courses.define(at.chancery.workplace, title_ru="ЕЭДО", title_kk="", edition=first)
    sheet = opened(at, kept(at))
    sheet.edition.put(NEW)
    sheet.edition.chosen.emit(NEW)
    assert sheet.hours.value() == 8
    sheet.on.selectAll()
    type_text(sheet.on, "01.09")
    sheet.hours.setValue(16)
    press(sheet.anew, Qt.Key.Key_Space)
    at.key(sheet, Qt.Key.Key_Return, CTRL)
    at.wait(lambda: len(course(at).editions) == 2)
    before, after = course(at).editions
    assert before == first
    assert (after.on, after.hours, after.anew) == (date(2026, 9, 1), 16, True)


def test_an_edition_is_put_right_and_the_course_closed(at: Hands) -> None:
    """A wrong number of hours is put right in its own edition; from a day on nobody must come."""
    first = Edition(on=date(2026, 1, 12), hours=80)
    courses.define(at.chancery.workplace, title_ru="ЕЭДО", title_kk="", edition=first)
    sheet = opened(at, kept(at))
    assert not sheet.on.isEnabled()
    sheet.hours.setValue(8)
    end = at.chancery.today + timedelta(days=30)
    sheet.closed.put(end)
    at.key(sheet, Qt.Key.Key_Return, CTRL)
    at.wait(lambda: course(at).closed == end)
    assert [one.hours for one in course(at).editions] == [8]


def test_what_is_wrong_stands_beside_its_field(at: Hands) -> None:
    """No title, no day, no such file: each is said in its place, and nothing is set up."""
    sheet = opened(at)
    sheet.on.clear()
    sheet.programme.setText("/nowhere/at/all.pdf")
    at.key(sheet, Qt.Key.Key_Return, CTRL)
    errors = {code: field.error for code, field in sheet.fields.items() if field.error}
    assert errors == {
        "title_ru": "Fill this in.",
        "on": "Write a date.",
        "programme": "There is no such file.",
    }
    assert at.chancery.workplace.read(directory.courses) == []
