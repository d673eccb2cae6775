"""Ctrl+Z takes back what was done last, as long as its message is there."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from edo.commands import calendar, deputies, documents, organisation, phrases, routes, tasks
from edo.commands.assigning import Assignment
from edo.domain.card import Card, Kind
from edo.domain.document import Link
from edo.domain.route import Approver, Route, Stage
from edo.domain.task import TaskStatus
from edo.domain.workdays import DayKind
from edo.queries import calendar as asked
from edo.queries import deputies as asked_deputies
from edo.queries import directory, ready
from edo.queries.deputies import Lasting
from edo.queries.tasks import states
from tests.colleague import colleague
from tests.office import Chancery, founded
from tests.ui.room import CONTROL, Room, opened
from ui.pages.control import ControlPage
from ui.pages.numbers import NumbersPage
from ui.pages.organisation import OrganisationPage
from ui.pages.section import Section
from ui.ways import CONTROL as TASKS
from ui.ways import NUMBERS

KEY = Qt.Key
PHRASE, NAME = "Прошу ускорить", "О закупке бумаги"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Chancery]:
    """Found an office."""
    with founded(tmp_path / "home") as made:
        yield made


def undo(room: Room) -> None:
    """Press Ctrl+Z over the window, once the message is there that offers it."""
    room.settle()
    room.window.activateWindow()
    room.until(room.window.isActiveWindow)
    room.key(room.window, KEY.Key_Z, CONTROL)
    room.settle()


def read(room: Room, query: Callable[..., Any], **words: Any) -> Any:
    """Ask what the workplace knows."""
    answers: list[Any] = []
    room.desk.bridge.ask(query, then=answers.append, **words)
    room.until(lambda: bool(answers))
    return answers[0]


def section(room: Room, code: str) -> Section:
    """Go to a section of the organisation's page, its first line chosen."""
    page = room.window.go("organisation")
    assert isinstance(page, OrganisationPage)
    found = page.go(code)
    assert isinstance(found, Section)
    room.until(lambda: found.list.list.rowCount() > 0)
    room.settle()
    found.list.setFocus()
    return found


def test_a_changed_card_is_as_it_was(qtbot: QtBot, office: Chancery) -> None:
    """Only what was changed goes back, and the history tells both."""
    office.register(subject_ru="О ремонте")
    with opened(qtbot, office) as room:
        page = room.register()
        room.shown(page, "1")
        room.key(page.view, KEY.Key_F2)
        sheet = page.pane.acts.editing
        assert sheet is not None
        room.settle()
        subject = sheet.form.controls["subject_ru"].widget
        assert isinstance(subject, QPlainTextEdit)
        room.until(lambda: subject.toPlainText() == "О ремонте")
        subject.selectAll()
        room.type(subject, "О ремонте крыши")
        room.key(subject, KEY.Key_Return, CONTROL)
        room.until(lambda: page.pane.head.titles[0] == "О ремонте крыши")
        undo(room)
        room.until(lambda: page.pane.head.titles[0] == "О ремонте")
        assert len(page.pane.body.history.widgets) == 3
        undo(room)
        assert page.pane.head.titles[0] == "О ремонте", "what was undone is not undone again"


def test_a_link_is_there_again(qtbot: QtBot, office: Chancery) -> None:
    """Taken away by the menu, put back by Ctrl+Z."""
    first = office.register().document
    second = office.register().document
    documents.link(office.workplace, document=second, link=Link.REPLY, other=first)
    with opened(qtbot, office) as room:
        page = room.register()
        room.shown(page, "2")
        (line,) = page.pane.body.links.widgets
        menu = line.findChildren(QMenu)[0]
        menu.actions()[0].trigger()
        room.until(lambda: not page.pane.body.links.widgets)
        undo(room)
        room.until(lambda: len(page.pane.body.links.widgets) == 1)


def test_an_accepted_report_waits_again(qtbot: QtBot, office: Chancery) -> None:
    """The wrong key at the control list: the task is opened again, with a reason."""
    me = office.workplace.identity.person
    task = tasks.give(
        office.workplace, assignment=Assignment((me,), text_ru="Сверить", controller=me)
    )
    office.clock.move(minutes=1)
    tasks.report(office.workplace, task=task, text="Сверено")
    with opened(qtbot, office) as room:
        page = room.window.go(TASKS)
        assert isinstance(page, ControlPage)
        room.until(lambda: page.list.rowCount() == 1 and room.desk.bridge.resting)
        page.view.setFocus()
        room.key(page.view, KEY.Key_Home)
        room.until(lambda: "accept" in page.task_view.buttons)
        room.key(page.view, KEY.Key_F10)
        room.until(lambda: read(room, states, ids=[task])[task].status is TaskStatus.DONE)
        undo(room)
        assert read(room, states, ids=[task])[task].status is not TaskStatus.DONE


def _phrases(room: Room) -> Sequence[str]:
    me = room.office.workplace.identity.person
    return [one.phrase.text_ru for one in read(room, ready.phrases, person=me)]


def _templates(room: Room) -> Sequence[str]:
    return [one.template.name for one in read(room, directory.templates)]


def _routes(room: Room) -> Sequence[str]:
    return [one.route.name_ru for one in read(room, directory.routes)]


def _days(room: Room) -> Sequence[str]:
    year = room.office.today.year
    return [one.day.name_ru for one in read(room, asked.days, year=year) if one.stated]


@pytest.mark.parametrize(
    ("code", "named"),
    [("phrases", _phrases), ("templates", _templates), ("routes", _routes), ("days", _days)],
)
def test_what_del_took_is_there_again(
    qtbot: QtBot, office: Chancery, code: str, named: Callable[[Room], Sequence[str]]
) -> None:
    """A phrase, a template, a route and a marked day come back as they were."""
    at, me = office.workplace, office.workplace.identity.person
    phrases.keep(at, text_ru=PHRASE)
    organisation.save_template(at, name=NAME, kind=Kind.OUTGOING, card=Card(subject_ru=NAME))
    routes.define(at, route=Route(name_ru=NAME, stages=(Stage((Approver(person=me),)),)))
    calendar.mark(at, on=office.today, kind=DayKind.HOLIDAY, name_ru=NAME)
    with opened(qtbot, office) as room:
        found = section(room, code)
        before = named(room)
        wanted = next(
            row.key for row in found.held.rows if NAME in str(row.item) or PHRASE in str(row.item)
        )
        found.list.choose(wanted)
        room.settle()
        room.key(found.list, KEY.Key_Delete)
        room.until(lambda: len(named(room)) < len(before))
        undo(room)
        room.until(lambda: sorted(named(room)) == sorted(before))


def test_a_closed_journal_is_open_again(qtbot: QtBot, office: Chancery) -> None:
    """One press on the wrong button costs nothing."""
    with opened(qtbot, office) as room:
        page = room.window.go(NUMBERS)
        assert isinstance(page, NumbersPage)
        room.settle()
        page.panel.buttons["close"].click()
        room.until(lambda: any(one.journal.closed for one in read(room, directory.journals)))
        undo(room)
        room.until(lambda: not any(one.journal.closed for one in read(room, directory.journals)))


def test_a_deputy_acts_again(qtbot: QtBot, office: Chancery) -> None:
    """Ended by the wrong key: the same deputy acts for the same days again."""
    deputy = colleague(office.workplace, "Досанов Болат", role="manager").person
    until = office.today + timedelta(10)
    deputies.name(office.workplace, deputy=deputy, since=office.today, until=until, basis="Отпуск")
    with opened(qtbot, office) as room:
        found = section(room, "deputies")
        room.key(found.list, KEY.Key_Home)
        room.until(lambda: found.chosen is not None and found.may())
        room.key(found.list, KEY.Key_Delete)

        def lasting() -> list[Lasting]:
            rows = read(room, asked_deputies.deputyships, today=office.today)
            return [row.lasting for row in rows]

        room.until(lambda: lasting() == [Lasting.ENDED])
        undo(room)
        room.until(lambda: sorted(lasting()) == sorted([Lasting.ENDED, Lasting.NOW]))
        rows = read(room, asked_deputies.deputyships, today=office.today)
        again = next(row.deputyship for row in rows if row.lasting is Lasting.NOW)
        assert (again.deputy, again.until, again.basis) == (deputy, until, "Отпуск")
