"""The matrix of training: any day, down to branches and people and up again, by keys."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from edo.domain.course import Audience
from tests.builders import TODAY
from tests.classroom import Classroom, classroom
from tests.ui.room import Room, opened
from tests.ui.typing_keys import type_text
from ui.pages.training.coverage import CoverageSection
from ui.pages.training.page import TrainingPage
from ui.theme import Tone
from ui.ways import TRAINING

Key = Qt.Key
ELECTRONIC, SAFETY = "Документооборот", "Охрана труда"


@pytest.fixture
def trained(tmp_path: Path) -> Iterator[Classroom]:
    """Train all of Акмола, one of two in Семей, and nobody in Аягоз."""
    with classroom(tmp_path / "home") as made:
        made.hire("Акмола", "Ким", "Омаров")
        made.hire("Семей", "Ахметова", "Нурланов")
        made.hire("Аягоз", "Досанов")
        course = made.course(ELECTRONIC)
        named = Audience(people=(made.people["Досанов"],))
        made.course(SAFETY, audience=named)
        made.train(course, TODAY - timedelta(20), "Ким", "Омаров", office="Акмола")
        made.train(course, TODAY - timedelta(10), "Ахметова", office="Семей")
        yield made


def coverage(room: Room) -> CoverageSection:
    """Go to the matrix, the keys in it."""
    page = room.window.go(TRAINING)
    assert isinstance(page, TrainingPage)
    section = page.go("coverage")
    assert isinstance(section, CoverageSection)
    section.setFocus()
    room.until(lambda: len(section.table.courses) > 0)
    rest(room, section)
    return section


def rest(room: Room, section: CoverageSection) -> None:
    """Wait until the list shows what was answered."""
    room.until(lambda: section.table.view.list.complete and room.desk.bridge.resting)


def seen(section: CoverageSection) -> dict[str, tuple[str, ...]]:
    """Read the matrix: by office, what stands in its cells."""
    model = section.table.view.list
    return {
        model.cell(row, 0).text.strip(): tuple(
            model.cell(row, column).text for column in range(1, model.columnCount())
        )
        for row in range(model.rowCount())
    }


def key(room: Room, section: CoverageSection, *keys: Qt.Key) -> None:
    """Press keys in the list, and wait."""
    for one in keys:
        QTest.keyClick(section.table.view, one)
    rest(room, section)


def test_the_matrix_goes_down_to_branches_and_up_again(qtbot: QtBot, trained: Classroom) -> None:
    """The regions are there at first; Enter opens one, its own staff first; Backspace."""
    with opened(qtbot, trained.chancery) as room:
        section = coverage(room)
        assert [head.title for head in section.table.courses] == [ELECTRONIC, SAFETY]
        # The founder works in Абай and is required too.
        assert seen(section) == {
            "Областная организация Абай": ("25 % · 1/4", "0 % · 0/1"),
            "Акмола": ("100 % · 2/2", "—"),
        }
        cell = section.table.view.list.cell(1, 1)
        assert (cell.second, cell.tone) == ("offices: 0 of 3", Tone.WARN)
        assert section.table.view.list.cell(0, 1).second == "Trained"
        key(room, section, Key.Key_End, Key.Key_Return)
        assert seen(section) == {
            "Областная организация Абай": ("0 % · 0/1", "—"),
            "Аягоз": ("0 % · 0/1", "0 % · 0/1"),
            "Семей": ("50 % · 1/2", "—"),
        }
        assert [name for _id, name in section.crumbs.steps][-1] == "Областная организация Абай"
        key(room, section, Key.Key_Backspace)
        assert "Акмола" in seen(section)
        assert section.table.item.row.office.ru == "Областная организация Абай"


def test_any_day_can_be_asked_for(qtbot: QtBot, trained: Classroom) -> None:
    """On a day before anybody was trained nobody is; the summary is of that day too."""
    with opened(qtbot, trained.chancery) as room:
        section = coverage(room)
        assert section.findChildren(type(section.on))
        section.on.selectAll()
        type_text(section.on, "15.02.2026")
        room.settle()
        rest(room, section)
        assert seen(section)["Акмола"] == ("100 % · 2/2", "—")
        assert seen(section)["Областная организация Абай"][0] == "0 % · 0/4"
        section.on.selectAll()
        type_text(section.on, "01.02.2026")
        room.settle()
        rest(room, section)
        assert seen(section)["Акмола"] == ("0 % · 0/2", "—")


def test_only_what_is_not_trained_of_all_offices_at_once(qtbot: QtBot, trained: Classroom) -> None:
    """The chips narrow the list; Escape takes them off; everybody trained is said in words."""
    with opened(qtbot, trained.chancery) as room:
        section = coverage(room)
        section.chips.put(flat=True, left=True)
        rest(room, section)
        assert list(seen(section)) == ["Областная организация Абай", "Аягоз", "Семей"]
        course = section.table.courses[1].id
        section.chips.put(flat=True, left=True, course=course)
        rest(room, section)
        assert seen(section) == {"Аягоз": ("0 % · 0/1",)}
        key(room, section, Key.Key_Escape)
        assert len(section.table.courses) == 2
        assert len(seen(section)) == 2
        section.show_office(trained.offices["Акмола"])
        section.chips.put(left=True)
        rest(room, section)
        assert seen(section) == {}


def test_the_summary_follows_the_course_one_stands_on(qtbot: QtBot, trained: Classroom) -> None:
    """Going right, the line over the list tells of that course."""
    with opened(qtbot, trained.chancery) as room:
        section = coverage(room)
        assert section.summary.startswith("Offices trained: 1 of 4 (25 %)")
        assert "people trained: 3 of 6 (50 %)" in section.summary
        key(room, section, Key.Key_Right, Key.Key_Right)
        assert section.summary.startswith("Offices trained: 0 of 1 (0 %)")
