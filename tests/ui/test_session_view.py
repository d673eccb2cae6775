"""Marking at a training session: a room of thirty by the keyboard, and all that goes wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.lesson import SURNAMES, Lesson, opened, plan
from tests.ui.real import Hands, hands

PRESSES_A_PERSON = 2
PRESSES_BUT_TWO = 6


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """Lay a desk for a trainer."""
    with hands(qtbot, tmp_path / "home") as found:
        yield found


@pytest.fixture
def lesson(room: Hands) -> Lesson:
    """Invite thirty people to a session of today, and open it."""
    return opened(room, plan(room))[0]


def test_thirty_people_are_marked_with_at_most_two_presses_each(lesson: Lesson) -> None:
    """The trainer calls out thirty names; two of them do not answer."""
    absent = {4, 17}
    for number in range(len(SURNAMES)):
        lesson.press("-" if number in absent else Qt.Key.Key_Space)
    assert lesson.presses <= PRESSES_A_PERSON * len(SURNAMES)
    lesson.wait()
    marks = [lesson.state.mark(one) for one in lesson.people]
    assert [one.present for one in marks if one] == [
        number not in absent for number in range(len(SURNAMES))
    ]
    assert lesson.view.head.progress == "Marked 30 of 30 · absent: 2"


def test_all_present_but_two_takes_at_most_six_presses(lesson: Lesson) -> None:
    """All are there but two, whom the trainer finds by the first letter of their names."""
    for key in (Qt.Key.Key_F8, "г", "-", "ф", "-"):
        lesson.press(key)
    assert lesson.presses <= PRESSES_BUT_TWO
    lesson.wait()
    state = lesson.state
    absent = [one for one in lesson.people if not (mark := state.mark(one)) or not mark.present]
    assert absent == [lesson.people[SURNAMES.index(one)] for one in ("Гончар", "Фёдорова")]
    assert all(len(state.marks[one]) == 2 for one in absent)


def test_exceptions_may_come_first(lesson: Lesson) -> None:
    """Who is known to be away is marked first, all the rest by one key; nothing is put right."""
    for key in ("қ", "-", "э", "-", Qt.Key.Key_F8):
        lesson.press(key)
    lesson.wait()
    state = lesson.state
    absent = [one for one in lesson.people if not (mark := state.mark(one)) or not mark.present]
    names = [SURNAMES[lesson.people.index(one)] for one in absent]
    assert names == ["Қасымов", "Эмих"]
    assert all(len(marks) == 1 for marks in state.marks.values())
