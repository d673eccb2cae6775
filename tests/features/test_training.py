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
from edo.domain.course import Audience, Edition
from edo.domain.organisation import Person
from edo.domain.rights import Role
from edo.domain.session import Mark, Session, SessionStatus
from edo.queries.attendance import attendance
from edo.store.database import Connection, ask
from tests.builders import TODAY
from tests.neighbours import seat
from tests.town import KEEPER, Town, town
from tests.ui.laptop import Laptop, laptops
from tests.ui.real import CTRL
from tests.ui.typing_keys import type_text
from ui.dialogs.session_sheet import SessionSheet
from ui.pages.training.coverage import CoverageSection
from ui.pages.training.page import COVERAGE, TrainingPage
from ui.pages.training.session_view import SessionView
from ui.ways import TRAINING

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
NOT, PART, ALL = "Not trained", "Trained in part", "Trained"
EXPIRED, NOBODY = "Passes have ended", "Nobody to train"


@dataclass
class Regions:
    """The centre, two trainers, and three regions with staff.

    Attributes:
        town: their homes and the share.
        centre, bolat, dinara: their computers.
        course: for everybody, for a year, by attendance.
        offices: ids by name.
        people: ids of a region's staff, in the order of their names.
        trainers: ids of the two.
    """

    town: Town
    centre: Laptop
    bolat: Laptop
    dinara: Laptop
    course: str
    offices: dict[str, str]
    people: dict[str, tuple[str, ...]]
    trainers: tuple[str, ...]
    views: dict[str, SessionView] = field(default_factory=dict[str, SessionView])

    @property
    def all(self) -> tuple[Laptop, ...]:
        """The three computers."""
        return self.centre, self.bolat, self.dinara

    def meet(self) -> None:
        """Let everybody who has a network hear of everything."""
        for one in (*self.all, *self.all):
            one.exchange()

    def coverage(self, laptop: Laptop) -> CoverageSection:
        """Go to where all regions stand, the keys in the list."""
        laptop.sit_down()
        page = laptop.window.go(TRAINING)
        assert isinstance(page, TrainingPage)
        section = page.go(COVERAGE)
        assert isinstance(section, CoverageSection)
        section.setFocus()
        _rest(laptop, section)
        return section

    def plan(self, laptop: Laptop, office: str, place: str) -> str:
        """Plan a session of today for a region, by keys; whom to invite is proposed."""
        section = self.coverage(laptop)
        known = self.sessions(laptop)
        while (
            section.table.item is None or section.table.item.row.office.id != self.offices[office]
        ):
            laptop.press(Qt.Key.Key_Down)
        laptop.press(Qt.Key.Key_Insert)
        sheet = laptop.sheet(SessionSheet)
        sheet.place.setFocus()
        type_text(sheet.place, place)
        laptop.wait(lambda: bool(sheet.people.ids))
        laptop.press(Qt.Key.Key_Return, modifiers=CTRL)
        laptop.wait(lambda: len(self.sessions(laptop)) > len(known))
        laptop.settle()
        return next(one for one in self.sessions(laptop) if one not in known)

    def seen(self, on: date) -> dict[str, str]:
        """Return what the centre's window says of each region on a day, which is typed."""
        section = self.coverage(self.centre)
        section.on.setFocus()
        section.on.selectAll()
        type_text(section.on, on.strftime("%d.%m.%Y"))
        self.centre.press(Qt.Key.Key_Return)
        self.centre.wait(lambda: section.on.value == on)
        _rest(self.centre, section)
        return rows(section)

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

    def line(self, view: SessionView, surname: str) -> tuple[str, ...]:
        """Return what stands in the line of a person, but for the name."""
        row = next(one for one in view.marking.rows if one.who.name[0].startswith(surname))
        model = view.list
        place = next(n for n, one in enumerate(model.columns) if one.code == "mark")
        return tuple(model.cell(row.number - 1, n).text for n in range(place, len(model.columns)))

    def person(self, name: str) -> str:
        """Return the id of a trainer."""
        return {BOLAT: self.trainers[0], DINARA: self.trainers[1]}[name]

    def sessions(self, laptop: Laptop) -> list[str]:
        """Return the ids of all sessions a computer knows of."""
        return laptop.read(_sessions)


def _rest(laptop: Laptop, section: CoverageSection) -> None:
    """Wait until the list shows what was answered."""
    laptop.settle()
    laptop.wait(lambda: section.table.view.list.complete and laptop.desk.bridge.resting)


def _sessions(connection: Connection) -> list[str]:
    return [row[0] for row in ask(connection, "SELECT session FROM sessions ORDER BY session")]


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
        audience = Audience(offices=tuple(offices.values()))
        edition = Edition(on=TODAY - 30 * DAY, hours=8, months=12, audience=audience)
        course = courses.define(
            made.keeper, title_ru="Освоение единого ЭДО", title_kk="БЭҚА меңгеру", edition=edition
        )
        trainers: list[str] = []
        for name in (BOLAT, DINARA):
            seat(
                made.keeper,
                made.home(name),
                role="executor",
                place=str(made.share),
                random=made.chance.randbytes,
            )
            made.start(name)
            person = made.open[name].identity.person
            membership.grant(made.keeper, person=person, role=Role.TRAINER)
            trainers.append(person)
        made.settle()
        with laptops(qtbot, made, KEEPER, BOLAT, DINARA) as (centre, bolat, dinara):
            yield Regions(made, centre, bolat, dinara, course, offices, people, tuple(trainers))


def rows(section: CoverageSection) -> dict[str, str]:
    """Read the matrix of one course: the word for each office."""
    model = section.table.view.list
    return {model.cell(n, 0).text.strip(): model.cell(n, 1).second for n in range(model.rowCount())}


def told(*said: str) -> dict[str, str]:
    """Return what the matrix says where it says this of the regions in their order."""
    regions = dict(zip((AKMOLA, KARAGANDA, ULYTAU), said, strict=True))
    return {**regions, "Областная организация Абай": NOBODY}


def present(session: Session, people: Sequence[str]) -> list[bool | None]:
    """Return what is marked of people: there, not there, or nothing that is sure."""
    marks = [session.mark(one) for one in people]
    return [one.present if isinstance(one, Mark) else None for one in marks]


def test_a_trainers_day(regions: Regions) -> None:
    """Planned, marked on the road by two, put right, met again, settled: nothing is lost."""
    bolat, dinara, centre = regions.bolat, regions.dinara, regions.centre
    people = regions.people[AKMOLA]
    session = regions.plan(bolat, AKMOLA, "Кокшетау, ул. Абая, 10")
    regions.meet()
    assert regions.marked(centre, session).invited == people

    bolat.plugged = dinara.plugged = False
    regions.open(bolat, session)
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
    sides = [button.text() for button in view.foot.marks.buttons if button.isVisible()]
    assert [side.partition(" · ")[0] for side in sides] == ["←  present", "→  absent"]
    assert [name in side for name, side in zip((BOLAT, DINARA), sides, strict=True)] == [True] * 2
    bolat.press(Qt.Key.Key_Left, Qt.Key.Key_Return)
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


def test_the_centre_sees_the_right_offices_on_any_day(regions: Regions) -> None:
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
