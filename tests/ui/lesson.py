"""A training session to mark at: a course, people who are invited, a sheet in sight."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from edo.commands import courses, staff, training
from edo.commands.training import Plan
from edo.domain.course import Edition
from edo.domain.organisation import Person
from edo.domain.session import Session
from edo.queries.attendance import attendance
from tests.office import Chancery
from tests.ui.real import Hands
from tests.ui.typing_keys import type_text
from ui.pages.training.session_view import SessionView

SURNAMES = (
    *("Абдрахманова", "Алиев", "Байжанова", "Валиева", "Гончар", "Досмагамбетова", "Ержанов"),
    *("Жумабаева", "Захарова", "Ибраев", "Калиева", "Қасымов", "Ли", "Мухамедина", "Нурланов"),
    *("Оспанова", "Петрова", "Рахимова", "Сагинтаев", "Сейтова", "Тулегенова", "Умарова"),
    *("Фёдорова", "Хасенов", "Цой", "Чернова", "Шаймерденов", "Эмих", "Юсупова", "Яковлева"),
)


@dataclass
class Lesson:
    """A session, the page on which it is marked, and a finger that counts what it presses."""

    hands: Hands
    view: SessionView
    session: str
    people: tuple[str, ...]
    presses: int = 0

    @property
    def state(self) -> Session:
        """The session as it is kept."""
        found = self.hands.chancery.workplace.read(attendance, session=self.session)
        return found.session

    def press(self, key: Qt.Key | str) -> None:
        """Press one key, as a person does who waits for nothing."""
        self.presses += 1
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.view.view
        if isinstance(key, str):
            type_text(target, key)
        else:
            QTest.keyClick(target, key)

    def go_to(self, surname: str) -> None:
        """Stand on somebody, however one comes there."""
        rows = self.view.marking.rows
        row = next(one for one in rows if one.who.name[0].startswith(surname))
        key = self.view.list.key_at(row.number - 1)
        assert key is not None
        assert self.view.view.choose(key)

    def wait(self) -> None:
        """Wait until everything is written down and shown."""
        self.hands.wait(lambda: self.view.marking.resting and self.hands.desk.bridge.resting)

    def cell(self, row: int, code: str) -> str:
        """Give what stands in a column of a row."""
        model = self.view.list
        column = next(n for n, one in enumerate(model.columns) if one.code == code)
        return model.cell(row, column).text


def plan(
    hands: Hands, *, threshold: int | None = None, surnames: tuple[str, ...] = SURNAMES
) -> str:
    """Plan a session of today for some people."""
    return planned(hands.chancery, threshold=threshold, surnames=surnames)


def planned(
    chancery: Chancery, *, threshold: int | None = None, surnames: tuple[str, ...] = SURNAMES
) -> str:
    """Plan a session of today at a workplace."""
    workplace = chancery.workplace
    course = courses.define(
        workplace,
        title_ru="Освоение единого электронного документооборота",
        title_kk="Бірыңғай электрондық құжат айналымын меңгеру",
        edition=Edition(on=chancery.today, hours=8, threshold=threshold),
    )
    office = workplace.identity.office
    people = tuple(
        staff.add(workplace, person=Person(f"{one} Айгуль", office=office)) for one in surnames
    )
    plan = Plan(
        course,
        chancery.today,
        chancery.today,
        offices=(office,),
        place="Кокшетау, ул. Абая, 10",
        invited=people,
    )
    return training.plan(workplace, plan=plan)


def opened(hands: Hands, session: str) -> tuple[Lesson, QWidget]:
    """Open the page of a session."""
    view = SessionView(hands.desk)
    window = hands.show(view)
    view.show_session(session)
    hands.wait(lambda: view.found is not None and view.list.rowCount() > 0)
    hands.settle()
    found = view.found
    assert found is not None
    people = found.attendance.session.invited
    return Lesson(hands, view, session, people), window
