"""Sessions of training: the list, the month, and the way into one and back, by keys."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edo.commands import training
from edo.queries.sessions import View
from tests.builders import TODAY
from tests.classroom import Classroom, classroom
from tests.ui.room import CONTROL, Room, opened
from ui.dialogs.session_sheet import SessionSheet
from ui.pages.training.page import TrainingPage
from ui.pages.training.sessions import LIST, MONTH, SESSION, SessionsSection
from ui.ways import TRAINING

Key = Qt.Key
TITLE = "Документооборот"


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Classroom]:
    """Plan one session for tomorrow, leave one of yesterday half marked, cancel and hold others."""
    with classroom(tmp_path / "home") as made:
        made.hire("Акмола", "Ким", "Омаров")
        made.hire("Семей", "Ахметова")
        course = made.course(TITLE)
        made.plan(course, TODAY + timedelta(1), "Ахметова", office="Семей", place="Семей")
        late = made.plan(course, TODAY - timedelta(1), "Ким", "Омаров", office="Акмола")
        made.mark(late, "Ким")
        off = made.plan(course, TODAY - timedelta(40), "Омаров", office="Акмола")
        training.cancel(made.workplace, session=off, reason="Метель")
        made.train(course, TODAY - timedelta(30), "Ким", office="Акмола")
        yield made


def sessions(room: Room) -> SessionsSection:
    """Go to the sessions, the keys in the list."""
    page = room.window.go(TRAINING)
    assert isinstance(page, TrainingPage)
    section = page.go("sessions")
    assert isinstance(section, SessionsSection)
    section.setFocus()
    room.until(lambda: section.list.complete and section.list.rowCount() == 4)
    room.settle()
    return section


def column(section: SessionsSection, code: str) -> list[str]:
    """Read a column of the list."""
    place = [one.code for one in section.list.columns].index(code)
    return [section.list.cell(row, place).text for row in range(section.list.rowCount())]


def test_sessions_say_where_they_stand(qtbot: QtBot, planned: Classroom) -> None:
    """The latest first; each with its word, and how many came of how many."""
    with opened(qtbot, planned.chancery) as room:
        section = sessions(room)
        assert column(section, "state") == ["Planned", "Not marked", "Held", "Cancelled"]
        assert column(section, "people") == [
            "1 invited",
            "marked 1 of 2",
            "passed 1 of 1",
            "1 invited",
        ]
        assert column(section, "days")[0] == "03.03.2026"
        room.until(lambda: "03.03.2026" in section.brief.texts)


def test_chips_show_one_list_at_a_time(qtbot: QtBot, planned: Classroom) -> None:
    """They count what waits; another one takes the place of the first, Escape shows all again."""
    with opened(qtbot, planned.chancery) as room:
        section = sessions(room)
        chips = section.filters.chips
        assert chips.button(View.TO_MARK).text() == "Not marked 1"
        for view, state in ((View.TO_MARK, "Not marked"), (View.HELD, "Held")):
            chips.button(view).click()
            room.until(lambda state=state: column(section, "state") == [state])
        assert list(chips.values) == [View.HELD]
        room.key(section.view, Key.Key_Escape)
        room.until(lambda: section.list.rowCount() == 4)


def test_what_was_planned_is_what_one_stands_on(qtbot: QtBot, planned: Classroom) -> None:
    """Ins plans another: the bar goes to it wherever the list puts it, and Enter opens it."""
    with opened(qtbot, planned.chancery) as room:
        section = sessions(room)
        room.key(section.view, Key.Key_Insert)
        sheet = next(iter(room.window.findChildren(SessionSheet)))
        room.until(sheet.isActiveWindow)
        room.settle()
        made: list[object] = []
        sheet.done_with.connect(made.append)
        room.type(sheet.place, "Кокшетау")
        room.key(sheet.place, Key.Key_Return, CONTROL)
        room.until(lambda: section.list.rowCount() == 5)
        room.settle()
        row = section.held.find(section.view.key())
        assert row is not None
        assert [row.id] == made


def test_enter_opens_a_session_and_escape_comes_back(qtbot: QtBot, planned: Classroom) -> None:
    """The one chosen lies over everything; Escape gives the keys back to the list."""
    with opened(qtbot, planned.chancery) as room:
        section = sessions(room)
        room.key(section.view, Key.Key_Home)
        room.key(section.view, Key.Key_Down)
        room.key(section.view, Key.Key_Return)
        assert section.place == SESSION
        view = section.session
        assert view is not None
        room.until(lambda: view.found is not None)
        room.settle()
        assert view.found is not None
        assert view.found.attendance.session.begins == TODAY - timedelta(1)
        room.key(view.view, Key.Key_Escape)
        assert section.place == LIST
        assert section.view.hasFocus()


def test_the_month_opens_what_is_on_its_day_and_plans_where_nothing_is(
    qtbot: QtBot, planned: Classroom
) -> None:
    """Ctrl+M turns the list over; Enter on a day opens its session, on a free one plans another."""
    with opened(qtbot, planned.chancery) as room:
        section = sessions(room)
        room.key(section.view, Key.Key_M, CONTROL)
        assert section.place == MONTH
        room.until(lambda: len(section.month.on(TODAY + timedelta(1))) == 1)
        assert section.month.on(TODAY - timedelta(1))[0].text == "! Акмола"
        room.key(section.month, Key.Key_Right)
        room.key(section.month, Key.Key_Right)
        room.key(section.month, Key.Key_Return)
        sheet = next(iter(room.window.findChildren(SessionSheet)))
        room.until(sheet.isActiveWindow)
        assert sheet.begins.value == TODAY + timedelta(2)
        sheet.reject()
        room.window.activateWindow()
        room.until(room.window.isActiveWindow)
        room.key(section.month, Key.Key_Left)
        room.key(section.month, Key.Key_Return)
        assert section.place == SESSION
        view = section.session
        assert view is not None
        room.until(lambda: view.found is not None)
        room.key(view.view, Key.Key_Escape)
        assert section.place == MONTH
        assert section.month.hasFocus()
