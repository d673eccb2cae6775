"""What needs action in training: each thing with its one act, and nothing where all is well."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edo.commands import staff
from edo.queries import directory
from tests.builders import TODAY
from tests.classroom import Classroom, classroom
from tests.ui.room import Room, opened
from ui.dialogs.session_sheet import SessionSheet
from ui.models.agenda import Heading
from ui.pages.training.actions import ActionsSection
from ui.pages.training.page import SESSIONS, TrainingPage
from ui.pages.training.sessions import SESSION
from ui.theme import Tone
from ui.ways import TRAINING

Key = Qt.Key
TITLE = "Документооборот"
FOUNDER, ABAI = "Иванова Айгуль", "Областная организация Абай"


@pytest.fixture
def room_to_train(tmp_path: Path) -> Iterator[Classroom]:
    """Found the organisation with a course that holds a year."""
    with classroom(tmp_path / "home") as made:
        made.hire("Акмола", "Ким", "Омаров")
        made.hire("Семей", "Ахметова")
        made.course(TITLE, months=12)
        yield made


def course_of(made: Classroom) -> str:
    """Give the one course."""
    return made.read(directory.courses)[0].id


def actions(room: Room) -> ActionsSection:
    """Go to what needs action, the keys in it."""
    page = room.window.go(TRAINING)
    assert isinstance(page, TrainingPage)
    section = page.go("actions")
    assert isinstance(section, ActionsSection)
    section.setFocus()
    room.until(lambda: section.told is not None)
    room.settle()
    return section


def told(section: ActionsSection) -> list[str]:
    """Read everything: headings and lines."""
    return [
        " ".join(part for part in (one.name, one.count, one.late) if part)
        if isinstance(one, Heading)
        else str(section.view.lines.index(place).data())
        for place, one in enumerate(section.view.lines.things)
    ]


def test_without_a_course_one_begins_with_it(qtbot: QtBot, tmp_path: Path) -> None:
    """The empty page says what to do first."""
    with classroom(tmp_path / "home") as made, opened(qtbot, made.chancery) as room:
        section = actions(room)
        assert section.view.lines.things == ()
        assert section.begins
        assert room.window.list.buttons


def test_everything_waits_in_its_group(qtbot: QtBot, room_to_train: Classroom) -> None:
    """To be marked, passes that end, offices with people left, what is to come."""
    made, course = room_to_train, course_of(room_to_train)
    made.train(course, TODAY - timedelta(330), "Ким", office="Акмола")
    made.plan(course, TODAY - timedelta(3), "Ахметова", office="Семей", place="Дом союзов")
    made.plan(course, TODAY + timedelta(3), office="Аягоз")
    with opened(qtbot, made.chancery) as room:
        section = actions(room)
        assert told(section) == [
            "To be marked 1",
            f"Mark: Семей, 1 invited, 27.02.2026 · On site, Дом союзов · {TITLE}",
            "Passes that end within 60 days 1 person",
            f"Retrain…: Акмола, from 06.04.2026, {TITLE} · Ким",
            f"{TITLE} offices not trained: 3 of 3 people left: 3",
            "Plan…: Акмола, Trained in part, trained 1 of 2 · left: Омаров",
            f"Plan…: {ABAI}, Not trained, trained 0 of 1 · left: {FOUNDER}",
            "Plan…: Семей, Not trained, trained 0 of 1 · left: Ахметова",
            "To come 1",
            f"Open: Аягоз, in 3 days, 05.03.2026 · On site · {TITLE} · 0 invited",
        ]
        assert section.lines[0].tone is Tone.BAD
        assert section.summary == ("Offices trained: 0 of 3 (0 %) · people trained: 1 of 4 (25 %)")
        at_left = next(one for one in room.window.list.buttons if one.text() == "Training")
        room.until(lambda: "3" in at_left.accessibleName())


def test_enter_plans_for_exactly_those_who_are_left(qtbot: QtBot, room_to_train: Classroom) -> None:
    """The sheet has the course, the office and its people; planned, they are left no more."""
    made, course = room_to_train, course_of(room_to_train)
    made.train(course, TODAY - timedelta(30), "Ким", office="Акмола")
    with opened(qtbot, made.chancery) as room:
        section = actions(room)
        assert section.view.choose(f"left/{course}/{made.offices['Акмола']}")
        room.key(section.view, Key.Key_Return)
        sheet = next(iter(room.window.findChildren(SessionSheet)))
        room.until(lambda: sheet.isActiveWindow() and bool(sheet.people.ids))
        room.settle()
        assert sheet.course.code == course
        assert sheet.people.ids == (made.people["Омаров"],)
        room.key(sheet, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        room.until(lambda: not any("Акмола" in line and "left:" in line for line in told(section)))
        assert any(
            line.startswith("Open: Акмола") or "Mark: Акмола" in line for line in told(section)
        )


def test_enter_on_a_session_goes_there_to_mark(qtbot: QtBot, room_to_train: Classroom) -> None:
    """The session lies open in the section of sessions."""
    made, course = room_to_train, course_of(room_to_train)
    session = made.plan(course, TODAY, "Ким", office="Акмола")
    with opened(qtbot, made.chancery) as room:
        section = actions(room)
        room.key(section.view, Key.Key_Home)
        room.key(section.view, Key.Key_Return)
        page = room.window.page(TRAINING)
        assert isinstance(page, TrainingPage)
        opened_there = page.go(SESSIONS)
        assert opened_there.place == SESSION
        room.until(lambda: opened_there.session.found is not None)
        assert opened_there.session.found.attendance.id == session


def test_a_finished_page_says_so(qtbot: QtBot, room_to_train: Classroom) -> None:
    """Everybody holds a pass that lasts; who left is not left to train."""
    made, course = room_to_train, course_of(room_to_train)
    made.people[FOUNDER] = made.workplace.identity.person
    made.train(course, TODAY - timedelta(30), "Ким", "Ахметова", FOUNDER, office="Акмола")
    staff.leave(made.workplace, person=made.people["Омаров"], on=TODAY - timedelta(1))
    with opened(qtbot, made.chancery) as room:
        section = actions(room)
        assert told(section) == []
        assert section.finished
