"""Three computers over one shared folder: the centre's, and the laptops of two trainers.

What they do is done by keys in real windows; regions have staff, and there is a course for it.
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edo.commands import courses, membership, staff
from edo.domain.course import Audience, Edition
from edo.domain.organisation import Person
from edo.domain.rights import Role
from edo.domain.session import Session
from edo.queries.attendance import attendance
from edo.store.database import Connection, ask
from tests.builders import TODAY
from tests.neighbours import seat
from tests.reports.reading import texts
from tests.town import KEEPER, Town, town
from tests.ui.laptop import Laptop, laptops
from tests.ui.real import CTRL
from tests.ui.typing_keys import type_text
from ui.dialogs.session_sheet import SessionSheet
from ui.pages.training.coverage import CoverageSection
from ui.pages.training.page import COVERAGE, SESSIONS, TrainingPage
from ui.pages.training.session_view import SessionView
from ui.pages.training.sessions import SessionsSection
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
        page = laptop.window.go(TRAINING)
        assert isinstance(page, TrainingPage)
        page.show_session(session)
        section = page.go(SESSIONS)
        assert isinstance(section, SessionsSection)
        view = section.session
        assert view is not None
        self.views[laptop.name] = view
        laptop.wait(
            lambda: (
                view.found is not None
                and view.found.attendance.id == session
                and view.list.rowCount() > 0
            )
        )
        laptop.settle()
        laptop.wait(view.view.hasFocus)
        return view

    def marked(self, laptop: Laptop, session: str) -> Session:
        """Return a session as a workplace has it, when all that was pressed is written down."""
        view = self.views.get(laptop.name)
        if view is not None:
            laptop.wait(lambda: view.marking.resting)
        laptop.settle()
        return laptop.read(attendance, session=session).session

    def report(self, on: date, path: Path) -> str:
        """Print the report of a day at the centre's computer, by keys; return what stands in it.

        Args:
            on: the day.
            path: what the window for files answers.
        """
        self.seen(on)
        section = self.coverage(self.centre)
        self.centre.press(Qt.Key.Key_P, modifiers=CTRL | Qt.KeyboardModifier.ShiftModifier)
        self.centre.wait(section.papers.menu.isVisible)
        self.centre.press(Qt.Key.Key_Return)
        self.centre.wait(path.exists)
        self.centre.settle()
        return " ".join(texts(path))

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


@contextmanager
def regional(qtbot: QtBot, folder: Path) -> Generator[Regions]:
    """Let the centre and two trainers work."""
    with town(folder) as made:
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
