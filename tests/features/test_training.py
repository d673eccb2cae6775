"""A trainer's day through real windows: plan, mark without a network, put right, meet, print.

Three computers over one shared folder: the centre's, and the laptops of two trainers who go to the
regions. What a person does is done by keys.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from edo.commands import staff
from edo.domain.session import Mark, Session, SessionStatus
from tests.builders import TODAY
from tests.regions import (
    A_PERSON,
    AKMOLA,
    BOLAT,
    BUT_TWO,
    DAY,
    DINARA,
    KARAGANDA,
    ROOM,
    ULYTAU,
    Regions,
    regional,
)
from tests.reports.reading import texts
from tests.ui.laptop import Laptop
from tests.ui.real import CTRL
from ui.pages.training.session_view import SessionView

NOT, PART, ALL = "Not trained", "Trained in part", "Trained"
EXPIRED, NOBODY = "Passes have ended", "Nobody to train"
REPORTED = {
    TODAY: (
        "не прошла ни одна организация. Из 31 работника, подлежащего обучению, обучено 14",
        f"Обучены не все работники 1 организации: {KARAGANDA} (14 из 15).",
        f"Не прошли обучение 2 организации: {AKMOLA} и {ULYTAU}.",
    ),
    TODAY + DAY: (
        f"прошла 1 из 3 организаций: {KARAGANDA}.",
        f"Не прошли обучение 2 организации: {AKMOLA} и {ULYTAU}.",
    ),
    TODAY + 3 * DAY: (
        f"Обучены не все работники 1 организации: {KARAGANDA} (15 из 16).",
        f"Не прошла обучение 1 организация: {AKMOLA}.",
        f"нет: {ULYTAU}.",  # nobody is left there who is to be trained
    ),
}
"""What the report of a day must say."""


@pytest.fixture
def regions(qtbot: QtBot, tmp_path: Path) -> Iterator[Regions]:
    """Let the centre and two trainers work."""
    with regional(qtbot, tmp_path) as made:
        yield made


def told(*said: str) -> dict[str, str]:
    """Return what the matrix says where it says this of the regions in their order."""
    regions = dict(zip((AKMOLA, KARAGANDA, ULYTAU), said, strict=True))
    return {**regions, "Областная организация Абай": NOBODY}


def present(session: Session, people: Sequence[str]) -> list[bool | None]:
    """Return what is marked of people: there, not there, or nothing that is sure."""
    marks = [session.mark(one) for one in people]
    return [one.present if isinstance(one, Mark) else None for one in marks]


def print_sheet(laptop: Laptop, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Print the sheet to sign of the session that is open, by keys, and read it."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(paper), ""))
    laptop.press(Qt.Key.Key_P, modifiers=CTRL)
    laptop.wait(paper.exists)
    laptop.settle()
    sheet = " ".join(texts(paper))
    assert [one for one in (*ROOM, "Абая, 10", AKMOLA, BOLAT) if one not in sheet] == []


def settle(laptop: Laptop, view: SessionView) -> None:
    """Settle the difference one stands on: the first of the two marks is right, by the sheet."""
    sides = [button.text() for button in view.foot.marks.buttons if button.isVisible()]
    assert [side.partition(" · ")[0] for side in sides] == ["←  present", "→  absent"]
    assert [name in side for name, side in zip((BOLAT, DINARA), sides, strict=True)] == [True] * 2
    laptop.press(Qt.Key.Key_Left, Qt.Key.Key_Return)


def test_a_trainers_day(regions: Regions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planned, marked on the road by two, put right, met again, settled: nothing is lost."""
    bolat, dinara, centre = regions.bolat, regions.dinara, regions.centre
    people = regions.people[AKMOLA]
    session = regions.plan(bolat, AKMOLA, "Кокшетау, ул. Абая, 10")
    regions.meet()
    assert regions.marked(centre, session).invited == people

    bolat.plugged = dinara.plugged = False
    regions.open(bolat, session)
    print_sheet(bolat, tmp_path / "лист.pdf", monkeypatch)
    bolat.presses = 0
    for name in ROOM:
        bolat.press("-" if name in ("Гончар", "Ли") else Qt.Key.Key_Space)
    assert bolat.presses <= A_PERSON * len(ROOM)
    state = regions.marked(bolat, session)
    assert present(state, people) == [name not in ("Гончар", "Ли") for name in ROOM]

    bolat.press("л", "и", Qt.Key.Key_Space, "2")  # the second of the reasons that are offered
    state = regions.marked(bolat, session)
    first, second = state.marks[people[ROOM.index("Ли")]]
    assert (first.replaced, second.present, second.reason) == (True, True, "Came later")
    bolat.press(Qt.Key.Key_F10)
    bolat.wait(lambda: regions.marked(bolat, session).status is SessionStatus.HELD)

    regions.town.clock.move(minutes=10)
    regions.open(dinara, session)
    dinara.presses = 0
    dinara.press(Qt.Key.Key_F8, "в", "-", "г", "-")
    assert dinara.presses <= BUT_TWO
    theirs = present(regions.marked(dinara, session), people)
    assert theirs == [name not in ("Валиева", "Гончар") for name in ROOM]
    assert regions.marked(centre, session).marks == {}

    bolat.plugged = dinara.plugged = True
    regions.meet()
    differs = people[ROOM.index("Валиева")]
    for one in regions.all:
        state = regions.marked(one, session)
        assert state.disputed == (differs,)
        assert len(state.marks[differs]) == 3
    assert regions.line(regions.open(centre, session), "Валиева")[0] == "marks differ"

    view = regions.open(bolat, session)
    bolat.press("в")
    settle(bolat, view)
    regions.marked(bolat, session)
    regions.meet()
    for one in regions.all:
        state = regions.marked(one, session)
        assert state.disputed == ()
        assert present(state, people) == [name != "Гончар" for name in ROOM]
        assert state.marks[differs][-1].reason == "By the signed sheet"
        assert sum(len(marks) for marks in state.marks.values()) == 2 * len(ROOM) + 4
        assert [mark.by for mark in state.marks[differs]] == [
            regions.person(name) for name in (BOLAT, DINARA, DINARA, BOLAT)
        ]


def test_the_centre_sees_the_right_offices_on_any_day(
    regions: Regions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who was trained when, who moved and who left: each day is told as it was, and stays so."""
    dinara, bolat = regions.dinara, regions.bolat
    room, clock = regions.people[KARAGANDA], regions.town.clock
    first = regions.plan(dinara, KARAGANDA, "Караганда")
    regions.meet()
    for one in (bolat, dinara):
        one.plugged = False
    regions.open(dinara, first)
    dinara.press(Qt.Key.Key_F8, "е", "-")
    regions.marked(dinara, first)
    dinara.press(Qt.Key.Key_F10)
    dinara.wait(lambda: regions.marked(dinara, first).status is SessionStatus.HELD)
    nothing = regions.seen(TODAY)
    assert nothing == told(NOT, NOT, NOT)  # what lies on a laptop is not known here

    clock.move(days=1)
    dinara.plugged = True
    regions.meet()
    assert regions.seen(TODAY) == told(NOT, PART, NOT)
    assert regions.seen(TODAY - DAY) == nothing
    second = regions.plan(dinara, KARAGANDA, "Астана")
    assert regions.marked(dinara, second).invited == (room[ROOM.index("Ержанов")],)
    regions.open(dinara, second)
    dinara.press(Qt.Key.Key_Space)
    regions.marked(dinara, second)
    dinara.press(Qt.Key.Key_F10)
    dinara.wait(lambda: regions.marked(dinara, second).status is SessionStatus.HELD)
    dinara.do(staff.leave, person=regions.people[ULYTAU][0], on=TODAY + DAY)
    bolat.plugged = True
    regions.meet()

    clock.move(days=2)
    moved = regions.people[AKMOLA][0]
    bolat.do(staff.move, person=moved, on=TODAY + 3 * DAY, to=regions.offices[KARAGANDA])
    regions.meet()
    expected = {
        TODAY - 31 * DAY: {},  # before the course nobody was to be trained
        TODAY - DAY: told(NOT, NOT, NOT),
        TODAY: told(NOT, PART, NOT),
        TODAY + DAY: told(NOT, ALL, NOT),
        TODAY + 2 * DAY: told(NOT, ALL, NOBODY),
        TODAY + 3 * DAY: told(NOT, PART, NOBODY),
        date(2027, 3, 1): told(NOT, PART, NOBODY),
        date(2027, 3, 2): told(NOT, PART, NOBODY),  # all but one have lost their pass
        date(2027, 3, 3): told(NOT, EXPIRED, NOBODY),
    }
    assert {day: regions.seen(day) for day in expected} == expected
    for day, sentences in REPORTED.items():
        path = tmp_path / f"{day}.pdf"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, to=path: (str(to), ""))
        report = regions.report(day, path)
        assert all(sentence in report for sentence in sentences), report
