"""Taking people in from a spreadsheet: columns checked, rows decided, then taken in."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edo.commands import courses, organisation, staff
from edo.domain.course import Edition
from edo.domain.organisation import Level, Office, Person
from edo.domain.staff_list import ListColumn, ListKind, RowAct, Verdict
from edo.queries import directory
from tests.ui.real import CTRL, Hands, hands
from tests.ui.typing_keys import press, type_text
from ui.dialogs.import_window import COLUMNS, DONE, ROWS, ImportWindow, open_import

STAFF = (
    "№;ФИО;Должность;Организация;Телефон\n"
    "1;Ахметова Айгуль Кайратовна;Председатель;Кокшетау;8 (7162) 25-14-01\n"
    "2;Борисов Пётр;Делопроизводитель;Кокшетау;\n"
    "3;Валиев Тимур;Бухгалтер;Степногорск;\n"
    "4;Гончар Мария;Бухгалтер;Неведомск;\n"
)


class Desk:
    """A workplace with two offices, and the window over it."""

    def __init__(self, at: Hands, folder: Path) -> None:
        self.at, self.folder = at, folder
        self.workplace = at.chancery.workplace
        own = self.workplace.identity.office
        self.koksh, self.step = (
            organisation.add_office(
                self.workplace, office=Office(name, level=Level.BRANCH, parent=own)
            )
            for name in ("Кокшетау", "Степногорск")
        )
        self.host = QWidget()
        at.show(self.host)

    def person(self, name: str, office: str) -> str:
        """Add somebody who is known before the list comes."""
        return staff.add(self.workplace, person=Person(name, office=office))

    def window(self, text: str, kind: ListKind = ListKind.STAFF) -> ImportWindow:
        """Open the window and type the name of a file into it."""
        file = self.folder / "список.csv"
        file.write_text(text, encoding="utf-8")
        open_import(self.at.desk, self.host, kind)
        found = self.at.sheet(self.host, ImportWindow)
        type_text(found.path.line, str(file))
        self.at.wait(lambda: found.mapped is not None or bool(found.wrong))
        self.at.settle()
        return found

    def judged(self, window: ImportWindow) -> None:
        """Go on to the rows."""
        self.at.key(window, Qt.Key.Key_Return, CTRL)
        self.at.wait(lambda: window.step == ROWS and not window.busy)
        self.at.settle()

    def take(self, window: ImportWindow) -> None:
        """Take the list in."""
        self.at.key(window, Qt.Key.Key_Return, CTRL)
        self.at.wait(lambda: window.step == DONE)

    def people(self) -> dict[str, str]:
        """Give who works where."""
        found = self.workplace.read(directory.people)
        return {one.person.name_ru: one.person.office for one in found}


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Sit down at it."""
    with hands(qtbot, tmp_path / "home") as made:
        yield Desk(made, tmp_path)


def test_the_key_of_the_large_button_says_what_is_lacking(desk: Desk) -> None:
    """Ctrl+Enter before a file is named: there is no list to check yet."""
    open_import(desk.at.desk, desk.host, ListKind.STAFF)
    window = desk.at.sheet(desk.host, ImportWindow)
    desk.at.key(window.path.line, Qt.Key.Key_Return, CTRL)
    assert window.told_line.isVisible()
    said = window.told_line.text.text()
    assert said == "Check the rows (Ctrl+Enter): no list is chosen yet"
    window.reject()


def test_a_list_is_taken_in_by_keys_and_again_without_doubling(desk: Desk) -> None:
    """Known, new, moved, no such office: each has its verdict, and the same list adds nobody."""
    desk.person("Ахметова Айгуль Кайратовна", desk.koksh)
    tim = desk.person("Валиев Тимур", desk.koksh)
    window = desk.window(STAFF)
    assert window.step == COLUMNS
    held = [one.holds for one in window.mapped.columns] if window.mapped else []
    assert ListColumn.NAME in held
    assert ListColumn.OFFICE in held
    desk.judged(window)
    verdicts = [one.judged.verdict for one in window.rows.lines]
    assert verdicts == [Verdict.KNOWN, Verdict.NEW, Verdict.MOVED, Verdict.NO_OFFICE]
    assert desk.people().keys() == {"Иванова Айгуль", "Ахметова Айгуль Кайратовна", "Валиев Тимур"}
    press(window.rows.view, Qt.Key.Key_Down)
    press(window.rows.view, Qt.Key.Key_Down)
    line = window.rows.current
    assert line is not None
    assert line.waits
    type_text(window.rows.view, "2")
    assert window.rows.decisions[line.judged.line.row].act is RowAct.MOVE
    desk.at.settle()
    assert window.said == "1 person is added · moved: 1 · left out: 2"
    desk.take(window)
    assert window.outcome.startswith("1 person added · moved: 1")
    assert desk.people()["Валиев Тимур"] == desk.step
    assert desk.people()["Борисов Пётр"] == desk.koksh
    person = next(one for one in desk.workplace.read(directory.people) if one.id == tim).person
    assert len(person.past) == 1
    window.accept()
    before = desk.people()
    again = desk.window(STAFF)
    desk.judged(again)
    assert [one.judged.verdict for one in again.rows.lines][:3] == [Verdict.KNOWN] * 3
    desk.take(again)
    assert desk.people() == before


def test_what_is_meant_by_an_office_is_said_once(desk: Desk) -> None:
    """An office nobody knows is named by the person, and the rows are judged anew."""
    window = desk.window(STAFF)
    desk.judged(window)
    press(window.rows.view, Qt.Key.Key_End)
    desk.at.settle()
    window.meaning.picker.setFocus()
    type_text(window.meaning.picker, "степ")
    press(window.meaning.picker.popup, Qt.Key.Key_Return)
    desk.at.wait(lambda: window.rows.lines[-1].judged.verdict is Verdict.NEW)
    desk.at.wait(lambda: not window.busy)
    desk.take(window)
    assert desk.people()["Гончар Мария"] == desk.step


def test_a_column_is_called_what_it_is(desk: Desk) -> None:
    """A head nobody could guess: the person says which column holds the names."""
    window = desk.window("а;б\nПервый Пётр;Кокшетау\nВторая Анна;Кокшетау\n")
    for place, holds in ((0, ListColumn.NAME), (1, ListColumn.OFFICE)):
        select = window.columns.selects[place]
        select.put(holds.value)
        select.chosen.emit(holds.value)
    desk.judged(window)
    assert [one.judged.verdict for one in window.rows.lines][-2:] == [Verdict.NEW] * 2


def test_a_list_of_training_marks_who_was_trained(desk: Desk) -> None:
    """Rows without a course and a day take those of the window."""
    course = courses.define(
        desk.workplace, title_ru="ЕЭДО", title_kk="", edition=Edition(on=date(2025, 1, 1))
    )
    desk.person("Борисов Пётр", desk.koksh)
    window = desk.window("ФИО;Организация\nБорисов Пётр;Кокшетау\n", ListKind.TRAINING)
    window.kind.put(ListKind.TRAINING.value)
    window.kind.chosen.emit(ListKind.TRAINING.value)
    window.course.put(course)
    type_text(window.on, "12.01.2026")
    desk.judged(window)
    assert [one.judged.verdict for one in window.rows.lines] == [Verdict.KNOWN]
    desk.take(window)
    assert "marked as trained: 1" in window.outcome


@pytest.mark.parametrize("name", ["нет.csv", "пусто.csv"])
def test_what_is_no_list_is_said_in_a_sentence(desk: Desk, name: str) -> None:
    """A file with nothing in it is refused beside the fields, and one goes no further."""
    file = desk.folder / name
    file.write_bytes(b"" if name == "пусто.csv" else bytes(range(256)) * 40)
    open_import(desk.at.desk, desk.host)
    window = desk.at.sheet(desk.host, ImportWindow)
    type_text(window.path.line, str(file))
    desk.at.wait(lambda: bool(window.wrong))
    assert name in window.wrong
    assert not window.primary.isEnabled()


def test_rows_are_looked_at_by_verdict(desk: Desk) -> None:
    """A chip for each verdict there is, with its count, shows those rows alone."""
    window = desk.window(STAFF)
    desk.judged(window)
    chip = window.rows.chips.button(Verdict.NO_OFFICE.value)
    assert chip.text() == "no such office 1"
    chip.click()
    desk.at.settle()
    assert [one.judged.line.name for one in window.rows.lines] == ["Гончар Мария"]
