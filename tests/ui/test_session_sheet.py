"""Planning a training: who is required and not trained is proposed, and changed by keys."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edo.commands import courses, organisation, staff, training
from edo.commands.training import Plan
from edo.domain.course import Edition
from edo.domain.organisation import Level, Office, Person
from edo.domain.session import Form
from edo.domain.training import Marking
from edo.queries.attendance import Attendance, attendance
from tests.ui.real import CTRL, Hands, hands
from tests.ui.typing_keys import press, type_text
from ui.dialogs.session_sheet import SessionSheet
from ui.widgets.many_picker import Token
from ui.widgets.picker import Choice


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """Sit down at a real workplace."""
    with hands(qtbot, tmp_path / "home") as made:
        yield made


class Region:
    """A region with a branch, three people in the one and one in the other, and a course."""

    def __init__(self, at: Hands) -> None:
        workplace = at.chancery.workplace
        self.at, self.workplace, self.today = at, workplace, at.chancery.today
        self.office = organisation.add_office(
            workplace, office=Office("Акмолинская область", "Ақмола облысы")
        )
        self.branch = organisation.add_office(
            workplace,
            office=Office("Кокшетау", "Көкшетау", level=Level.BRANCH, parent=self.office),
        )
        self.people = tuple(
            staff.add(workplace, person=Person(name, office=office))
            for name, office in (
                ("Ахметов Ерлан", self.office),
                ("Борисова Анна", self.office),
                ("Валиев Тимур", self.office),
                ("Гончар Мария", self.branch),
            )
        )
        edition = Edition(on=self.today - timedelta(days=30), hours=8)
        self.course = courses.define(workplace, title_ru="ЕЭДО", title_kk="БЭҚА", edition=edition)

    def sheet(self, found: Attendance | None = None) -> SessionSheet:
        """Open the sheet over a window."""
        host = QWidget()
        self.at.show(host)
        SessionSheet(self.at.desk, host, found, course=self.course, offices=(self.office,)).open()
        sheet = self.at.sheet(host, SessionSheet)
        self.at.settle()
        return sheet

    def invited(self, sheet: SessionSheet) -> list[str]:
        """Give the first names in the list that are ticked."""
        return [one.who.name[0].split()[0] for one in sheet.people.rows if one.invited]

    def found(self, session: str) -> Attendance:
        """Give a session as it is."""
        return self.workplace.read(attendance, session=session)


@pytest.fixture
def region(at: Hands) -> Region:
    """Found a region with people who are to be trained."""
    return Region(at)


def test_who_is_required_and_not_trained_is_proposed(region: Region) -> None:
    """Whoever has passed is not asked to come again; the branch comes with its region if asked."""
    passed = Plan(region.course, region.today, region.today, Form.PRIOR, invited=region.people[:1])
    training.enter_prior(region.workplace, plan=passed, marks=[Marking(region.people[0], True)])
    sheet = region.sheet()
    assert region.invited(sheet) == ["Борисова", "Валиев"]
    sheet.below.setFocus()
    region.at.key(sheet.below, Qt.Key.Key_Space)
    assert region.invited(sheet) == ["Борисова", "Валиев", "Гончар"]


def test_a_training_is_planned_by_keys(region: Region) -> None:
    """The day is typed short, somebody is taken off, somebody added; Ctrl+Enter plans it."""
    made: list[object] = []
    sheet = region.sheet()
    sheet.done_with.connect(made.append)
    sheet.begins.selectAll()
    type_text(sheet.begins, "28.03")
    type_text(sheet.place, "Кокшетау, ул. Абая, 10")
    sheet.people.view.setFocus()
    press(sheet.people.view, Qt.Key.Key_Down)
    press(sheet.people.view, Qt.Key.Key_Space)
    sheet.people.add_line.setFocus()
    type_text(sheet.people.add_line, "гонч")
    region.at.settle()
    press(sheet.people.add_line.popup, Qt.Key.Key_Return)
    region.at.settle()
    assert region.invited(sheet) == ["Гончар", "Ахметов", "Валиев"]
    region.at.key(sheet, Qt.Key.Key_Return, CTRL)
    region.at.wait(lambda: bool(made))
    session = region.found(str(made[0])).session
    assert session.begins == session.ends == date(region.today.year, 3, 28)
    assert session.offices == (region.office,)
    assert session.trainers == (region.workplace.identity.person,)
    assert session.place == "Кокшетау, ул. Абая, 10"
    assert set(session.invited) == {region.people[0], region.people[2], region.people[3]}


def test_a_training_is_changed_and_only_what_changed_is_stated(region: Region) -> None:
    """Another place, one person less: the rest of the plan stays as it was."""
    day = region.today + timedelta(days=9)
    plan = Plan(region.course, day, day, offices=(region.office,), invited=region.people[:3])
    session = training.plan(region.workplace, plan=plan)
    sheet = region.sheet(region.found(session))
    assert region.invited(sheet) == ["Ахметов", "Борисова", "Валиев"]
    type_text(sheet.place, "Степногорск")
    sheet.people.view.setFocus()
    press(sheet.people.view, Qt.Key.Key_Space)
    region.at.key(sheet, Qt.Key.Key_Return, CTRL)
    region.at.wait(lambda: region.found(session).session.place == "Степногорск")
    after = region.found(session).session
    assert after.invited == region.people[1:3]
    assert (after.begins, after.ends, after.offices) == (day, day, (region.office,))


@pytest.mark.parametrize(
    ("first", "last", "field", "said"),
    [
        ("", "", "begins", "Write a date."),
        ("35.02", "", "begins", "Write a date."),
        ("28.03", "27.03", "ends", "The last day is before the first."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    region: Region, first: str, last: str, field: str, said: str
) -> None:
    """No day, no day of the calendar, an end before the beginning: nothing is planned."""
    sheet = region.sheet()
    sheet.begins.clear()
    type_text(sheet.begins, first)
    type_text(sheet.ends, last)
    region.at.key(sheet, Qt.Key.Key_Return, CTRL)
    assert sheet.fields[field].error == said
    assert sheet.isVisible()


def test_twenty_offices_leave_the_buttons_in_sight(at: Hands) -> None:
    """Tokens take three lines and scroll: the last one, and the one with the keys, is in sight."""
    sheet = Region(at).sheet()
    offices = [Choice(f"o{n}", f"Областная организация номер {n}") for n in range(20)]
    sheet.offices.put(offices)
    sheet.show_wrong("offices", "Choose from the list.")
    at.settle()
    layout, frame = sheet.layout(), 40
    assert layout is not None
    assert layout.totalMinimumHeightForWidth(sheet.width()) <= 768 - frame
    tokens = sheet.offices.findChildren(Token)
    at.wait(lambda: in_sight(tokens[-1]))
    assert not in_sight(tokens[0])
    sheet.offices.line.setFocus()
    press(sheet.offices.line, Qt.Key.Key_Left)
    for token in tokens[:0:-1]:
        press(token.cross, Qt.Key.Key_Left)
    assert tokens[0].cross.hasFocus()
    at.wait(lambda: in_sight(tokens[0]))


def test_a_sheet_that_grows_while_it_is_placed_stays_where_it_was_put(at: Hands) -> None:
    """X tells of the corner of the screen first; a size asked for then must not leave it there."""
    sheet = Region(at).sheet()
    at.settle()
    put, high = sheet.geometry().topLeft(), sheet.height()
    assert not put.isNull()
    sheet.setGeometry(0, 0, sheet.width(), high)  # what a new window hears of itself
    sheet.show_wrong("offices", "Choose from the list.")
    at.wait(lambda: sheet.height() > high)
    assert sheet.geometry().topLeft() == put


def in_sight(widget: QWidget) -> bool:
    """Tell whether a whole widget is seen."""
    return widget.visibleRegion().boundingRect() == widget.rect()
