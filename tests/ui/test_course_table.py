"""The list with a column for each course: one stands on a cell, what rows are of stays in sight."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from edo.wording import Wording
from ui.desk import Desk
from ui.models.columns import AnyColumn, Column
from ui.models.held import entry
from ui.pages.training.course_table import CourseHead, CourseTable, Share
from ui.pages.training.matrix_view import LINES, wrapped
from ui.theme import Tone
from ui.widgets.empty import EmptyState

Key = Qt.Key
FIRST: tuple[AnyColumn, ...] = (
    Column("office", "Office", lambda row, _words: str(row.item), 200, stretch=True),
)
SAID = (Share("100 %", "Trained", Tone.GOOD), Share("0 %", "Not trained", Tone.BAD))


def cell(item: Any, place: int, words: Wording) -> Share:
    """Say of each office that it is trained in every second course."""
    assert words
    return SAID[(len(str(item)) + place) % 2]


@pytest.fixture
def table(qtbot: QtBot, desk: Desk) -> CourseTable:
    """Show an empty table of a width that three courses need not move in."""
    made = CourseTable(desk, "test", FIRST, cell, EmptyState(desk, "Nothing yet"))
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def courses(count: int) -> list[CourseHead]:
    """Name so many courses."""
    return [CourseHead(f"g{n}", f"Course {n}") for n in range(count)]


def fill(table: CourseTable, settle: Callable[[], None], count: int) -> None:
    """Show two offices under so many courses."""
    table.put(courses(count), [entry("o1", "A"), entry("o2", "Bb")])
    settle()


def test_cells_say_their_figure_and_their_word(
    table: CourseTable, settle: Callable[[], None], qtmodeltester: ModelTester
) -> None:
    """A column for each course comes with the answer, and another answer brings others."""
    qtmodeltester.check(table.view.list)
    fill(table, settle, 2)
    model = table.view.list
    qtmodeltester.check(model)
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)] == [
        "Office",
        "Course 0",
        "Course 1",
    ]
    assert (model.cell(0, 1).text, model.cell(0, 1).second) == ("0 %", "Not trained")
    assert model.cell(0, 2).tone is Tone.GOOD
    fill(table, settle, 3)
    assert table.view.list.columnCount() == 4


def test_one_stands_on_a_cell_and_enter_opens_its_row(
    table: CourseTable, settle: Callable[[], None]
) -> None:
    """Arrows go from cell to cell; the row stays the chosen one when other courses come."""
    fill(table, settle, 2)
    opened: list[str] = []
    table.opened.connect(opened.append)
    stood: list[int] = []
    table.stood.connect(stood.append)
    assert table.course is None
    for key in (Key.Key_Down, Key.Key_Right, Key.Key_Right):
        QTest.keyClick(table.view, key)
    assert stood == [0, 1]
    assert (table.item, table.course) == ("Bb", courses(2)[1])
    QTest.keyClick(table.view, Key.Key_Return)
    assert opened == ["o2"]
    fill(table, settle, 3)
    settle()
    assert table.item == "Bb"
    assert table.view.hasFocus()


def test_a_cell_is_drawn_on_the_ground_of_its_tone(
    table: CourseTable, settle: Callable[[], None], desk: Desk
) -> None:
    """Trained is on a good ground, not trained on a bad one; neither is under the office."""
    fill(table, settle, 1)
    view = table.view
    image = view.viewport().grab().toImage()

    def ground(row: int, column: int) -> QColor:
        place = view.visualRect(view.list.index(row, column))
        return image.pixelColor(place.right() - 10, place.center().y())

    assert ground(0, 1) == desk.theme.tone(Tone.BAD)[1]
    assert ground(1, 1) == desk.theme.tone(Tone.GOOD)[1]
    assert ground(1, 0) == desk.theme.colour("surface")


def test_names_stay_in_sight_beside_twenty_courses(
    table: CourseTable, settle: Callable[[], None]
) -> None:
    """Going right moves the courses aside, not the office; no cell one stands on lies under it."""
    fill(table, settle, 20)
    view = table.view
    assert not view.kept.isVisible()
    for _step in range(15):
        QTest.keyClick(view, Key.Key_Right)
    assert view.kept.isVisible()
    assert view.kept.width() == view.columnWidth(0)
    for _step in range(14):
        QTest.keyClick(view, Key.Key_Left)
        assert view.visualRect(view.currentIndex()).left() >= view.kept.width() - 1
    QTest.keyClick(view, Key.Key_Left)
    assert not view.kept.isVisible()


def test_a_long_title_is_broken_into_lines_that_fit(desk: Desk) -> None:
    """Every line is as wide as the column at most; what is too much ends in an ellipsis."""
    metrics = QFontMetrics(desk.theme.font("small", bold=True))
    title = "Бірыңғай электрондық құжат айналымын меңгеру жөніндегі курс"
    lines = wrapped(title, metrics, 90).split("\n")
    assert len(lines) == LINES
    assert lines[-1].endswith("…")
    assert all(metrics.horizontalAdvance(line) <= 90 for line in lines)
    assert wrapped("Охрана труда", metrics, 300) == "Охрана труда"
