"""People of an office and what they were trained in: found, narrowed, planned for, by keys."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edo.commands import staff
from edo.domain.course import Audience
from tests.builders import TODAY
from tests.classroom import Classroom, classroom
from tests.ui.room import CONTROL, SHIFT, Room, opened
from ui.dialogs.session_sheet import SessionSheet
from ui.pages.training.coverage import CoverageSection
from ui.pages.training.page import PEOPLE, SESSIONS, TrainingPage
from ui.pages.training.people import PeopleSection
from ui.pages.training.sessions import SESSION
from ui.theme import Tone
from ui.ways import TRAINING

Key = Qt.Key
TITLE, SAFETY = "Документооборот", "Охрана труда"


@pytest.fixture
def trained(tmp_path: Path) -> Iterator[Classroom]:
    """Of Акмола one passed for a year, one long ago, one never; safety is for one of Семей."""
    with classroom(tmp_path / "home") as made:
        made.hire("Акмола", "Ахметова", "Жумабаев", "Ким")
        made.hire("Семей", "Ли")
        course = made.course(TITLE, months=12, on=TODAY - timedelta(900))
        made.course(SAFETY, audience=Audience(people=(made.people["Ли"],)))
        made.train(course, TODAY - timedelta(100), "Ахметова", office="Акмола")
        made.train(course, TODAY - timedelta(700), "Жумабаев", office="Акмола")
        made.plan(course, TODAY + timedelta(5), "Жумабаев", office="Акмола")
        yield made


def page_of(room: Room) -> TrainingPage:
    """Go to the page."""
    page = room.window.go(TRAINING)
    assert isinstance(page, TrainingPage)
    return page


def people(room: Room, office: str = "") -> PeopleSection:
    """Show the people of an office, the keys in their list."""
    page = page_of(room)
    if office:
        page.show_people(office)
    section = page.go(PEOPLE)
    assert isinstance(section, PeopleSection)
    section.setFocus()
    rest(room, section)
    return section


def rest(room: Room, section: PeopleSection) -> None:
    """Wait until the list shows what was answered."""
    room.until(lambda: len(section.table.courses) > 0)
    room.until(lambda: section.table.view.list.complete and room.desk.bridge.resting)


def seen(section: PeopleSection) -> dict[str, tuple[str, ...]]:
    """Read the list: by name, what stands in the cells."""
    model = section.table.view.list
    return {
        model.cell(row, 0).text: tuple(
            " · ".join(part for part in (cell.text, cell.second) if part)
            for cell in (model.cell(row, column) for column in range(1, model.columnCount()))
        )
        for row in range(model.rowCount())
    }


def test_everybody_stands_somewhere_with_every_course(qtbot: QtBot, trained: Classroom) -> None:
    """The day they passed and until when it holds, or that it has ended, or that it never was."""
    with opened(qtbot, trained.chancery) as room:
        section = people(room, trained.offices["Акмола"])
        assert seen(section) == {
            "Ахметова": ("passed 22.11.2025 · holds until 21.11.2026", "— · not required"),
            "Жумабаев": ("The pass has ended · invited on 07.03.2026", "— · not required"),
            "Ким": ("Not trained yet", "— · not required"),
        }
        model = section.table.view.list
        tones = [model.cell(row, 1).tone for row in range(3)]
        assert tones == [Tone.GOOD, Tone.WARN, Tone.BAD]


def test_only_who_is_left_and_with_the_offices_below(qtbot: QtBot, trained: Classroom) -> None:
    """Chips narrow and widen the list; typing finds a name; Escape takes all of it off."""
    with opened(qtbot, trained.chancery) as room:
        section = people(room, trained.offices["Акмола"])
        section.chips.button("left").click()
        rest(room, section)
        assert list(seen(section)) == ["Жумабаев", "Ким"]
        room.type(section.table.view, "к")
        assert section.search.text() == "к"
        room.type(section.search, "им")
        room.until(lambda: list(seen(section)) == ["Ким"])
        section.table.setFocus()
        room.key(section.table.view, Key.Key_Escape)
        room.until(lambda: len(seen(section)) == 3)
        page_of(room).show_people(trained.offices["Абай"])
        section.chips.button("below").click()
        room.until(lambda: "Ли" in seen(section))
        assert seen(section)["Ли"][1] == "Not trained yet"


def test_the_history_of_one_leads_to_its_sessions(qtbot: QtBot, trained: Classroom) -> None:
    """Beside the list: where they worked, what was marked; Enter twice opens the session."""
    staff.move(
        trained.workplace,
        person=trained.people["Ахметова"],
        on=TODAY - timedelta(1),
        to=trained.offices["Семей"],
    )
    with opened(qtbot, trained.chancery) as room:
        section = people(room, trained.offices["Семей"])
        room.key(section.table.view, Key.Key_Home)
        room.until(lambda: len(section.pane.lines) == 1)
        line = section.pane.lines[0]
        assert line.accessibleName() == f"{TITLE}, 22.11.2025 · present"
        told = "01.03.2026 – until now · Семей"
        room.until(lambda: any(told in text for text in section.pane.texts))
        room.key(section.table.view, Key.Key_Return)
        room.key(line, Key.Key_Return)
        sessions = page_of(room).go(SESSIONS)
        assert sessions.place == SESSION


def test_a_session_is_planned_for_those_selected(qtbot: QtBot, trained: Classroom) -> None:
    """Shift and the arrows select; Ins plans for them in the course one stands on."""
    with opened(qtbot, trained.chancery) as room:
        section = people(room, trained.offices["Акмола"])
        view = section.table.view
        for key, modifiers in ((Key.Key_End, None), (Key.Key_Right, None), (Key.Key_Up, SHIFT)):
            room.key(view, key, modifiers or Qt.KeyboardModifier.NoModifier)
        room.key(view, Key.Key_Insert)
        sheet = next(iter(room.window.findChildren(SessionSheet)))
        room.until(lambda: sheet.isActiveWindow() and bool(sheet.people.ids))
        room.settle()
        assert set(sheet.people.ids) == {trained.people["Жумабаев"], trained.people["Ким"]}
        assert [one.code for one in sheet.offices.choices] == [trained.offices["Акмола"]]


def test_enter_in_the_matrix_comes_to_the_people(qtbot: QtBot, trained: Classroom) -> None:
    """From an office without branches by Enter, from any by Ctrl+Enter."""
    with opened(qtbot, trained.chancery) as room:
        page = page_of(room)
        matrix = page.go("coverage")
        assert isinstance(matrix, CoverageSection)
        matrix.setFocus()
        room.until(lambda: matrix.table.view.list.rowCount() == 2)
        room.settle()
        room.key(matrix.table.view, Key.Key_Home)
        room.key(matrix.table.view, Key.Key_Return)
        section = page.go(PEOPLE)
        rest(room, section)
        assert "Ким" in seen(section)
        page.go("coverage").setFocus()
        room.settle()
        room.key(matrix.table.view, Key.Key_End)
        room.key(matrix.table.view, Key.Key_Return, CONTROL)
        assert page.tabs.tabText(page.tabs.currentIndex()) == "People"
        room.until(lambda: list(seen(section)) == ["Иванова Айгуль"])
