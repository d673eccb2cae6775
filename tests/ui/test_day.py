"""Everything that waits is gone through by keys: decided, done, read, one after another."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edo.commands import tasks
from edo.commands.assigning import Assignment
from tests.office import founded
from tests.ui.day import Day
from tests.ui.room import CONTROL, Room, opened, sheet_of
from ui.dialogs.report_sheets import AskTimeSheet, DecisionSheet, ReportSheet
from ui.dialogs.resolution_sheet import ResolutionSheet
from ui.models.agenda import Heading
from ui.pages.approval.decision import DecisionWindow
from ui.pages.today import TodayPage
from ui.theme import Tone
from ui.ways import TODAY

KEY = Qt.Key


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    """Found an office for a day."""
    with founded(tmp_path / "home") as office:
        files = tmp_path / "files"
        files.mkdir()
        yield Day(office, files)


def first_page(room: Room, count: int) -> TodayPage:
    """Go to the first page and wait for its lines."""
    page = room.window.go(TODAY)
    assert isinstance(page, TodayPage)
    room.until(lambda: len(page.lines) == count and page.beside is not None)
    room.settle()
    page.view.setFocus()
    return page


def headings(page: TodayPage) -> list[str]:
    """Read the groups."""
    found = [one for one in page.view.lines.things if isinstance(one, Heading)]
    return [" ".join(part for part in (one.name, one.count, one.late) if part) for one in found]


def hit(room: Room, page: TodayPage, key: Qt.Key) -> None:
    """Press a key over the list, in the window that is in front again."""
    room.window.activateWindow()
    room.until(room.window.isActiveWindow)
    room.key(page.view, key)


def stand(room: Room, page: TodayPage, title: str) -> None:
    """Go down, from the top, to the line of a title."""
    hit(room, page, KEY.Key_Home)
    for _line in page.lines:
        line = page.view.line
        if line is not None and line.title == title:
            return
        hit(room, page, KEY.Key_Down)
    raise AssertionError(title)


def test_everything_has_its_group_its_term_and_for_whom(qtbot: QtBot, day: Day) -> None:
    """What is overdue says so in words, what waits for another names them; the place counts."""
    day.everything()
    day.office.clock.move(days=3)
    with opened(qtbot, day.office) as room:
        page = first_page(room, 8)
        assert headings(page) == [
            "For resolution 1",
            "For approval 3 1 overdue",
            "To execute 2 1 overdue",
            "Reports to accept 1",
            "To read 1 1 overdue",
        ]
        late = next(one for one in page.lines if one.title == "Подготовить сводку по району")
        assert (late.term, late.tone) == ("overdue by 3 days", Tone.BAD)
        others = next(one for one in page.lines if one.title == "О путёвках")
        assert others.behalf == "for Досанов Болат"
        places = [button.accessibleName() for button in room.window.list.buttons]
        assert places[0].startswith("Today")
        assert "8" in places[0]


def test_the_keys_are_in_the_list_before_it_is_there(qtbot: QtBot, day: Day) -> None:
    """Who opens the program need not reach for the list, nor when something new comes."""
    day.acquaintance()
    with opened(qtbot, day.office) as room:
        page = room.window.visit(TODAY)
        assert isinstance(page, TodayPage)
        room.until(lambda: len(page.lines) == 1)
        assert page.view.hasFocus()
        room.key(page.view, KEY.Key_F12)
        room.until(lambda: page.finished and room.desk.bridge.resting)
        room.do(tasks.give, assignment=Assignment((day.me,), text_ru="Сверить"))
        room.until(lambda: len(page.lines) == 1)
        assert page.view.hasFocus()


def test_one_key_a_thing_empties_the_list(qtbot: QtBot, day: Day) -> None:
    """F12 agrees for oneself and for another, accepts a report, confirms a reading."""
    for subject in ("О смете", "О путёвках"):
        day.approval(subject)
    day.approval("О конкурсе", whose=day.head.person)
    day.report("Провести проверку")
    day.acquaintance()
    day.deputy()
    with opened(qtbot, day.office) as room:
        page = first_page(room, 5)
        stand(room, page, "О смете")
        for _one in range(3):
            assert page.view.line is not None
            assert page.view.line.plain == "Agree"
            hit(room, page, KEY.Key_F12)
            room.settle()
        assert headings(page)[0] == "Approved, to be registered 3", "now it is the clerk's turn"
        for _turn in range(3):
            stand(room, page, page.lines[0].title)
            hit(room, page, KEY.Key_F12)
            room.settle()
        room.until(lambda: len(page.lines) == 2)
        stand(room, page, "Провести проверку")
        hit(room, page, KEY.Key_F12)
        room.until(lambda: len(page.lines) == 1 and room.desk.bridge.resting)
        assert page.view.line is not None
        assert page.view.line.title == "О предоставлении сведений о культурно-массовой работе"
        hit(room, page, KEY.Key_F12)
        room.until(lambda: page.finished)


def test_enter_opens_what_the_button_says(qtbot: QtBot, day: Day) -> None:
    """Reading and deciding goes on with the next; a task is reported, a letter resolved."""
    for subject in ("О смете", "О путёвках"):
        day.approval(subject)
    day.task("Собрать сведения", 1)
    day.report("Провести проверку")
    day.resolution()
    with opened(qtbot, day.office) as room:
        page = first_page(room, 5)
        stand(room, page, "О смете")
        hit(room, page, KEY.Key_Return)
        window = sheet_of(room, DecisionWindow)
        room.key(window, KEY.Key_F12)
        room.until(lambda: window.found.state.card.subject_ru == "О путёвках")
        room.settle()
        room.key(window, KEY.Key_F12)
        room.until(lambda: QApplication.activeModalWidget() is None)
        room.until(lambda: len(page.lines) == 5 and room.desk.bridge.resting)
        stand(room, page, "Собрать сведения")
        room.settle()
        assert page.beside is not None
        assert page.beside.task_view.page is not None, "a task without a document is read beside"
        hit(room, page, KEY.Key_Return)
        sheet_of(room, ReportSheet).reject()
        stand(room, page, "Провести проверку")
        hit(room, page, KEY.Key_Return)
        sheet_of(room, DecisionSheet).reject()
        stand(room, page, "О предоставлении сведений о культурно-массовой работе")
        hit(room, page, KEY.Key_Return)
        sheet_of(room, ResolutionSheet).reject()
        hit(room, page, KEY.Key_F12)
        sheet_of(room, ResolutionSheet).reject()  # nothing was prepared: it is to be written


def test_a_task_beside_is_worked_on_by_its_keys_from_the_list(qtbot: QtBot, day: Day) -> None:
    """Ctrl+U asks for more time where one stands; over a document the task's keys are gone."""
    day.task("Провести проверку", 3)
    day.acquaintance()
    with opened(qtbot, day.office) as room:
        page = first_page(room, 2)
        stand(room, page, "Провести проверку")
        room.settle()
        room.key(page.view, KEY.Key_U, CONTROL)
        sheet_of(room, AskTimeSheet).reject()
        stand(room, page, "О предоставлении сведений о культурно-массовой работе")
        room.settle()
        room.key(page.view, KEY.Key_U, CONTROL)
        assert not [one for one in room.window.findChildren(AskTimeSheet) if one.isVisible()]


def test_a_long_list_comes_by_pages(qtbot: QtBot, day: Day) -> None:
    """Standing on what stands for more brings more; the place is kept."""
    for n in range(130):
        day.task(f"Поручение {n}", n // 10)
    with opened(qtbot, day.office) as room:
        page = first_page(room, 100)
        assert headings(page) == ["To execute 130"]
        hit(room, page, KEY.Key_End)
        hit(room, page, KEY.Key_Down)
        room.until(lambda: len(page.lines) == 130 and room.desk.bridge.resting)
        assert page.view.line is not None
        assert page.view.line.title == "Поручение 100"
