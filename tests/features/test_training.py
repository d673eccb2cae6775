"""A trainer's day through real windows: plan, mark without a network, put right, meet, print.

Three computers over one shared folder: the centre's, and the laptops of two trainers who go to the
regions. What a person does is done by keys.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edo.commands import courses, membership, staff
from edo.domain.course import Edition
from edo.domain.coverage import Readiness
from edo.domain.organisation import Person
from edo.domain.rights import Role
from edo.domain.session import Mark, Session, SessionStatus
from edo.queries.attendance import attendance
from edo.queries.coverage import matrix
from tests.builders import TODAY
from tests.neighbours import seat
from tests.town import KEEPER, Town, town
from tests.ui.laptop import Laptop, laptops
from tests.ui.real import CTRL
from tests.ui.typing_keys import type_text
from ui.dialogs.session_sheet import SessionSheet
from ui.pages.training.session_view import SessionView

BOLAT, DINARA = "Болат", "Динара"
AKMOLA, KARAGANDA, ULYTAU = "Акмолинская область", "Карагандинская область", "Область Ұлытау"
ROOM = (
    *("Абдрахманова", "Алиев", "Байжанова", "Валиева", "Гончар", "Досмагамбетова", "Ержанов"),
    *("Жумабаева", "Захарова", "Ибраев", "Калиева", "Қасымов", "Ли", "Мухамедина", "Нурланов"),
)
"""The staff of a region, in the order of the sheet."""
A_PERSON, BUT_TWO = 2, 6
"""Presses: to mark one person, and to mark a room of whom two are away."""
DAY = timedelta(1)


@dataclass
class Regions:
    """The centre, two trainers, and three regions with staff.

    Attributes:
        town: their homes and the share.
        centre, bolat, dinara: their computers.
        course: for everybody, for a year, by attendance.
        offices: ids by name.
        people: ids of a region's staff, in the order of their names.
    """

    town: Town
    centre: Laptop
    bolat: Laptop
    dinara: Laptop
    course: str
    offices: dict[str, str]
    people: dict[str, tuple[str, ...]]
    views: dict[str, SessionView] = field(default_factory=dict[str, SessionView])

    @property
    def all(self) -> tuple[Laptop, ...]:
        """The three computers."""
        return self.centre, self.bolat, self.dinara

    def meet(self) -> None:
        """Let everybody who has a network hear of everything."""
        for one in (*self.all, *self.all):
            one.exchange()

    def plan(self, laptop: Laptop, office: str, place: str) -> str:
        """Plan a session of today for a region, by keys; whom to invite is proposed."""
        laptop.sit_down()
        SessionSheet(
            laptop.desk, laptop.window, course=self.course, offices=(self.offices[office],)
        ).open()
        sheet = laptop.sheet(SessionSheet)
        made: list[str] = []
        sheet.done_with.connect(lambda id: made.append(str(id)))
        sheet.place.setFocus()
        type_text(sheet.place, place)
        laptop.wait(lambda: bool(sheet.people.ids))
        laptop.press(Qt.Key.Key_Return, modifiers=CTRL)
        laptop.wait(lambda: bool(made))
        laptop.settle()
        return made[0]

    def open(self, laptop: Laptop, session: str) -> SessionView:
        """Go to a session, the keys in its list."""
        laptop.sit_down()
        view = self.views.get(laptop.name)
        if view is None:
            view = self.views[laptop.name] = SessionView(laptop.desk)
            laptop.qtbot.addWidget(view)
            view.resize(1154, 680)
            view.show()
        laptop.sit_down(view)
        view.show_session(session)
        laptop.wait(
            lambda: (
                view.found is not None
                and view.found.attendance.id == session
                and view.list.rowCount() > 0
            )
        )
        laptop.settle()
        return view

    def marked(self, laptop: Laptop, session: str) -> Session:
        """Return a session as a workplace has it, when all that was pressed is written down."""
        view = self.views.get(laptop.name)
        if view is not None:
            laptop.wait(lambda: view.marking.resting)
        laptop.settle()
        return laptop.read(attendance, session=session).session

    def ready(self, on: date) -> dict[str, Readiness]:
        """Return where each region stands on a day, as the centre's computer says."""
        found = self.centre.read(matrix, on=on, courses=(self.course,))
        names = {id: name for name, id in self.offices.items()}
        return {
            names[row.office.id]: row.cells[0].readiness
            for row in found.rows
            if row.office.id in names
        }


def staffed(made: Town) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Add the regions and their people; return ids of offices and people by region."""
    offices = {name: made.add_office(name) for name in (AKMOLA, KARAGANDA, ULYTAU)}
    people = {
        name: tuple(
            staff.add(made.keeper, person=Person(f"{surname} Айгуль", office=office))
            for surname in (ROOM if name != ULYTAU else ROOM[:1])
        )
        for name, office in offices.items()
    }
    return offices, people


@pytest.fixture
def regions(qtbot: QtBot, tmp_path: Path) -> Iterator[Regions]:
    """Let the centre and two trainers work."""
    with town(tmp_path) as made:
        offices, people = staffed(made)
        edition = Edition(on=TODAY - 30 * DAY, hours=8, months=12)
        course = courses.define(
            made.keeper, title_ru="Освоение единого ЭДО", title_kk="БЭҚА меңгеру", edition=edition
        )
        for name in (BOLAT, DINARA):
            seat(made.keeper, made.home(name), role="executor", place=str(made.share))
            made.start(name)
            person = made.open[name].identity.person
            membership.grant(made.keeper, person=person, role=Role.TRAINER)
        made.settle()
        with laptops(qtbot, made, KEEPER, BOLAT, DINARA) as (centre, bolat, dinara):
            yield Regions(made, centre, bolat, dinara, course, offices, people)


def present(session: Session, people: Sequence[str]) -> list[bool | None]:
    """Return what is marked of people: there, not there, or nothing that is sure."""
    marks = [session.mark(one) for one in people]
    return [one.present if isinstance(one, Mark) else None for one in marks]


def test_a_trainers_day(regions: Regions) -> None:
    """Planned at the centre, marked on the road by two, met again, settled; the report is right."""
    bolat, dinara, centre = regions.bolat, regions.dinara, regions.centre
    people = regions.people[AKMOLA]
    session = regions.plan(bolat, AKMOLA, "Кокшетау, ул. Абая, 10")
    regions.meet()
    assert regions.marked(centre, session).invited == people

    bolat.plugged = dinara.plugged = False
    view = regions.open(bolat, session)
    bolat.presses = 0
    for name in ROOM:
        bolat.press("-" if name in ("Гончар", "Ли") else Qt.Key.Key_Space)
    assert bolat.presses <= A_PERSON * len(ROOM)
    state = regions.marked(bolat, session)
    assert present(state, people) == [name not in ("Гончар", "Ли") for name in ROOM]

    bolat.press("л", "и", Qt.Key.Key_Space, "2")  # he came late; the second reason offered says so
    state = regions.marked(bolat, session)
    first, second = state.marks[people[ROOM.index("Ли")]]
    assert (first.replaced, second.present, second.reason) == (True, True, "Came later")
    bolat.press(Qt.Key.Key_F10)
    bolat.wait(lambda: regions.marked(bolat, session).status is SessionStatus.HELD)
    assert view.found is not None

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
