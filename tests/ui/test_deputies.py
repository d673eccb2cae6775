"""Deputies and working days are kept by keys, each beside what it changes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edo.queries import deputies as asked
from edo.queries.calendar import calendar
from edo.queries.deputies import Lasting
from tests.colleague import colleague
from tests.ui.real import Hands, hands
from tests.ui.typing_keys import press, type_text
from ui.models.table_model import Role
from ui.pages.deputies import DeputiesSection, DeputySheet
from ui.pages.organisation import OrganisationPage
from ui.pages.working_days import MarkDaySheet, WorkingDaysSection
from ui.widgets.picker import Picker

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """Sit down at a real workplace."""
    with hands(qtbot, tmp_path / "home") as made:
        colleague(made.chancery.workplace, "Досанов Болат", role="manager")
        colleague(made.chancery.workplace, "Сейтова Алма", role="executor")
        yield made


def pick(at: Hands, line: Picker, name: str) -> None:
    """Pick somebody by a part of the name."""
    line.setFocus()
    type_text(line, name)
    at.wait(lambda: len(line.offered) == 1)
    press(line.popup, KEY.Key_Down)
    press(line.popup, KEY.Key_Return)
    at.wait(lambda: line.choice is not None)


def cells(section: DeputiesSection | WorkingDaysSection) -> list[list[str]]:
    """Read the list."""
    model = section.list.list
    return [
        [model.index(row, column).data(Role.CELL).text for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_a_deputy_is_named_and_ended_by_keys(at: Hands) -> None:
    """Ins names one for oneself, a wrong term is said beside the field, Del ends it."""
    page = OrganisationPage(at.desk)
    window = at.show(page)
    section = page.go("deputies")
    assert isinstance(section, DeputiesSection)
    at.wait(lambda: section.me is not None)
    at.settle()
    at.key(section.list, KEY.Key_Insert)
    sheet = at.sheet(window, DeputySheet)
    at.wait(lambda: sheet.person.choice is not None)
    pick(at, sheet.deputy, "Досан")
    at.key(sheet, KEY.Key_Return, CTRL)
    assert sheet.fields["until"].error == "Write a date."
    type_text(sheet.until, "10.03")
    at.key(sheet, KEY.Key_Return, CTRL)
    at.wait(lambda: len(cells(section)) == 1)
    assert cells(section)[0][:4] == [
        "Иванова Айгуль",
        "Досанов Болат",
        "02.03.2026 – 10.03.2026",
        "everything",
    ]
    section.setFocus()
    at.key(section.list, KEY.Key_Home)
    at.key(section.list, KEY.Key_Delete)
    at.wait(lambda: cells(section)[0][-1] == "Ended early")
    (row,) = at.chancery.workplace.read(asked.deputyships, today=at.chancery.today)
    assert row.lasting is Lasting.ENDED


def test_days_are_marked_and_terms_counted_by_them(at: Hands) -> None:
    """A day marked as off moves the end of a term; taken back, it moves back."""
    page = OrganisationPage(at.desk)
    window = at.show(page)
    section = page.go("days")
    assert isinstance(section, WorkingDaysSection)
    at.wait(lambda: len(cells(section)) > 5)
    days = len(cells(section))
    type_text(section.term.line, "3 days")
    at.wait(lambda: "05.03.2026" in section.answer.text())
    assert section.answer.text() == "the last day is 05.03.2026, Thursday"
    section.setFocus()
    at.key(section.list, KEY.Key_Insert)
    sheet = at.sheet(window, MarkDaySheet)
    type_text(sheet.on, "4.03")
    type_text(sheet.kk, "Кәсіподақ күні")
    at.key(sheet, KEY.Key_Return, CTRL)
    at.wait(lambda: len(cells(section)) == days + 1)
    at.wait(lambda: "06.03.2026" in section.answer.text())
    marked = at.chancery.workplace.read(calendar)
    assert not marked.is_working(date(2026, 3, 4))
    rows = [row[0] for row in cells(section)]
    section.list.choose(section.held.rows[rows.index("04.03.2026")].key)
    at.settle()
    at.key(section.list, KEY.Key_Delete)
    at.wait(lambda: len(cells(section)) == days)
    at.key(section.list, KEY.Key_Right, Qt.KeyboardModifier.AltModifier)
    at.wait(lambda: bool(cells(section)) and cells(section)[0][0].endswith("2027"))
