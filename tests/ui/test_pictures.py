"""Every page, full and empty, light and dark, in every language: nothing is cut, nothing fails."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from edo import joining
from edo.clock import now
from edo.commands import (
    acquaintance,
    correspondents,
    courses,
    documents,
    forms,
    numbers,
    organisation,
    resolutions,
    staff,
    tasks,
    training,
)
from edo.commands.assigning import Assignment
from edo.commands.training import Plan
from edo.domain.card import Card, Kind, Party
from edo.domain.course import Edition
from edo.domain.organisation import Correspondent, Person, Position, Unit
from edo.domain.training import Marked, Marking
from edo.domain.workdays import Term
from edo.queries.tasks import task as task_of
from edo.queries.tasks import tasks_of
from tests.office import Chancery, founded
from tests.ui.reach import nameless, unclear_keys, unreached
from tests.ui.sharing import ask, invitation, join
from ui.album import Set, Shot
from ui.pictures import picture
from ui.roles import teach_roles
from ui.theme import Look
from ui.widgets.elided import Elided

LONG = "О проведении республиканского семинара по охране труда для технических инспекторов"
WIDE = 8
"""A letter or so: faces measure differently with hinting."""
CALM = 6
WALKED = frozenset(
    (
        "today",
        "documents.incoming",
        "approvals",
        "control",
        "numbers",
        "organisation",
        "share",
        "settings",
        "letters",
        "training",
        "training.people",
        "training.sessions",
        "session",
        "document.incoming",
        "sheet.journal",
        "sheet.resolve",
        "sheet.task",
        "sheet.plan",
        "sheet.start.outgoing",
        "sheet.invite",
        "sheet.help",
        "registration.incoming",
    )
)
"""Where Tab goes round once: every kind of page and sheet."""


def furnish(chancery: Chancery) -> None:
    """Fill a home with everything a page can show."""
    workplace = chancery.workplace
    office = workplace.identity.office
    for kind in Kind:
        for number in (1, 2):
            chancery.register(
                kind,
                subject_ru=f"{LONG}, {number}",
                subject_kk="Техникалық инспекторларға арналған еңбекті қорғау семинары туралы",
            )
    gone = chancery.register(number="7")
    documents.annul(workplace, document=gone.document, reason="Ошибка")
    journal = chancery.journals[Kind.INCOMING]
    numbers.reserve(
        workplace,
        journal=journal,
        count=2,
        whom="Бухгалтерия",
        until=chancery.today + timedelta(days=1),
    )
    documents.begin(
        workplace,
        kind=Kind.INCOMING,
        card=Card(subject_ru=LONG, parties=(Party(chancery.school),)),
    )
    forms.keep_form(workplace, name="registration/incoming", value=b"{}")
    unit = organisation.add_unit(workplace, unit=Unit(office, "Отдел охраны труда"))
    position = organisation.add_position(workplace, position=Position("Главный бухгалтер"))
    staff.add(
        workplace,
        person=Person("Омарова Сәуле Маратқызы", office=office, unit=unit, position=position),
    )
    organisation.save_template(
        workplace, name="Ответ", kind=Kind.OUTGOING, card=Card(subject_ru=LONG)
    )
    correspondents.add(workplace, correspondent=Correspondent("Акимат", "Әкімдік"))
    give_work(chancery)
    teach(chancery)


def teach(chancery: Chancery) -> None:
    """Hold a training: present, absent, a result too low, two marks that differ, one added."""
    workplace, office = chancery.workplace, chancery.workplace.identity.office
    edition = Edition(on=date(2026, 1, 12), hours=16, months=24, threshold=70)
    course = courses.define(
        workplace,
        title_ru="Освоение единого электронного документооборота",
        title_kk="Бірыңғай электрондық құжат айналымын меңгеру",
        edition=edition,
    )
    clerk = organisation.add_position(
        workplace,
        position=Position("Делопроизводитель-архивариус", "Іс жүргізуші-мұрағатшы", clerk=True),
    )
    ids = [
        staff.add(
            workplace,
            person=Person(f"Әбдірахманқызы Гүлшара {letter}.", "", office=office, position=clerk),
        )
        for letter in "АБВГДЕЖЗИК"
    ]
    plan = Plan(
        course,
        chancery.today,
        chancery.today,
        offices=(office,),
        place="Қостанай облысы, Қостанай қаласы, Әл-Фараби даңғылы, 112, 3-қабат",
        invited=tuple(ids[:-1]),
    )
    session = training.plan(workplace, plan=plan)
    marks = [
        Marking(ids[0], True, 85),
        Marking(ids[1], True, 55, "кешікті, бірінші сағаттан кейін келді"),
        Marking(ids[2], False),
        Marking(ids[3], True),
        Marking(ids[-1], True, 90),
    ]
    training.mark(workplace, session=session, marks=marks)
    for present in (True, False):
        with workplace.entry() as entry:
            entry.record(session, Marked(organiser=office, marks=(Marking(ids[4], present),)))
    later = chancery.today + timedelta(days=9)
    training.plan(
        workplace, plan=Plan(course, later, later, offices=(office,), invited=tuple(ids[:4]))
    )


def give_work(chancery: Chancery) -> None:
    """Write a resolution on a letter; one of its tasks is late, of the other a report waits."""
    workplace, office = chancery.workplace, chancery.workplace.identity.office
    me = workplace.identity.person
    name = "Әбдірахманқызы Гүлшара Нұрсұлтанқызы"
    other = staff.add(workplace, person=Person(name, name, office=office))
    document = chancery.register(subject_ru=LONG).document
    resolutions.issue(
        workplace,
        document=document,
        text_ru="К исполнению. Подготовить сведения и проект ответа",
        text_kk="Орындауға. Мәліметтер мен жауап жобасын дайындаңыз",
        items=[Assignment((other, me), due=chancery.today), Assignment((me,), LONG, term=Term(5))],
        author=other,
    )
    for one in workplace.read(tasks_of, document=document):
        if workplace.read(task_of, task=one.id, today=chancery.today).row.executors[0].id == me:
            tasks.report(workplace, task=one.id, text=LONG)
    acquaintance.ask(workplace, document=document, people=[me, other], term=Term(5), note=LONG)
    chancery.clock.move(days=1)


def share(chancery: Chancery, folder: Path) -> None:
    """Connect an office to a folder where another works, one asks, and something is damaged."""
    place = folder / "share"
    place.mkdir()
    joining.connect(chancery.workplace, place=str(place))
    join(chancery, place, folder / "kim").close()
    heads = next((place / "spaces").glob("*/heads"))
    (heads / f"{chancery.workplace.device}.000000000099.{'a' * 12}").write_bytes(b"x" * 99)
    ask(chancery, place, folder / "late", invitation(chancery, "Омаров Ерлан"))
    chancery.clock.at = now()
    ask(chancery, place, folder / "next", invitation(chancery, "Ахметова Дана Болатқызы"))


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """Make a home with everything in it, and one just founded."""
    full = tmp_path_factory.mktemp("full") / "home"
    with founded(full) as chancery:
        furnish(chancery)
        share(chancery, full.parent)
    empty = tmp_path_factory.mktemp("empty") / "home"
    organisation.found(empty, organisation="Союз", office="Абай", person="А. С.").close()
    return {True: full, False: empty}


def shots(qtbot: QtBot, stage: Set, walk: Iterator[Shot | None]) -> Iterator[Shot]:
    """Go through the album, waiting at each shot until nothing is on its way."""
    crashed: list[str] = []
    refused: list[object] = []
    stage.desk.bridge.crashed.connect(crashed.append)
    stage.desk.bridge.failed.connect(refused.append)
    calm = 0

    def rests() -> bool:
        nonlocal calm
        calm = calm + 1 if stage.desk.bridge.resting else 0
        return calm > CALM

    for shot in walk:
        calm = 0
        qtbot.waitUntil(rests)
        assert crashed == []
        assert refused == []
        if shot is not None:
            yield shot


def cut(window: QWidget) -> list[str]:
    """Name the texts that are wider than the widget they stand in."""
    found = [
        f"{type(widget).__name__}: {text}"
        for widget, text, needs, has in _measured(window)
        if text and needs > has + WIDE
    ]
    outside = [
        f"outside: {type(widget).__name__} {text}"
        for widget, text, _needs, _has in _measured(window)
        if text and _is_outside(widget, window)
    ]
    return found + outside


def _measured(window: QWidget) -> Iterator[tuple[QWidget, str, int, int]]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window.window():
            continue
        if isinstance(widget, QLabel) and not isinstance(widget, Elided):
            if not widget.wordWrap() and widget.textFormat() is not Qt.TextFormat.RichText:
                width = max(
                    (widget.fontMetrics().horizontalAdvance(line))
                    for line in widget.text().split("\n")
                )
                yield widget, widget.text(), width, widget.contentsRect().width()
            elif widget.wordWrap():
                needs = widget.heightForWidth(widget.width())
                yield widget, widget.text(), needs, widget.height()
        elif isinstance(widget, QPushButton | QToolButton | QCheckBox | QRadioButton):
            yield widget, widget.text(), widget.sizeHint().width(), widget.width()
        elif isinstance(widget, QComboBox):
            text = widget.currentText()
            needs = widget.fontMetrics().horizontalAdvance(text)
            yield widget, "" if widget.count() > 20 else text, needs, widget.width()
        elif isinstance(widget, QTabBar):
            last = widget.tabRect(widget.count() - 1)
            yield widget, "tabs", last.right(), widget.width()


def _is_outside(widget: QWidget, window: QWidget) -> bool:
    """Tell whether a widget reaches out of the window, unless one can scroll to it."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent.parentWidget(), QScrollArea) or "viewport" in parent.objectName():
            return False
        parent = parent.parentWidget()
    place = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
    return place.right() > window.width() + WIDE or place.bottom() > window.height() + WIDE


def unusable(name: str, window: QWidget) -> list[str]:
    """Name what somebody who sees nothing, or has no mouse, would look for in vain."""
    teach_roles(QApplication.instance() or QApplication([]))
    return nameless(window) + unclear_keys(window) + (unreached(window) if name in WALKED else [])


@pytest.mark.parametrize(
    ("language", "look", "full"),
    [("ru", Look.LIGHT, True), ("kk", Look.DARK, True), ("en", Look.LIGHT, False)],
)
def test_every_page_can_be_drawn_and_nothing_is_cut(
    qtbot: QtBot,
    homes: dict[bool, Path],
    language: str,
    look: Look,
    *,
    full: bool,
) -> None:
    """Each page is drawn at 1366 by 768 without a mistake, a refusal, or a text too wide."""
    stage = Set(homes[full], language, look)
    names: set[str] = set()
    wrong: dict[str, list[str]] = {}
    try:
        for shot in shots(qtbot, stage, stage.walk(full=full)):
            image = picture(shot).toImage()
            assert (image.width(), image.height()) == (1366, 768), shot.name
            names.add(shot.name)
            window = shot.sheet or shot.window
            if texts := cut(window) + (unusable(shot.name, window) if language == "ru" else []):
                wrong[shot.name] = texts
            strange = [
                one
                for one in QApplication.topLevelWidgets()
                if one.isVisible() and one not in (stage.window, shot.window, shot.sheet)
            ]
            assert strange == [], f"{shot.name}: something stands alone on the screen"
    finally:
        stage.close()
    assert wrong == {}
    expected = {
        "share",
        "sheet.connect",
        "today",
        "numbers",
        "organisation",
        "settings",
        "registration.incoming",
    }
    if full:
        expected |= {"document.incoming", "found", "sheet.journal", "sheet.merge", "sheet.print"}
        expected |= {"share.aside", "share.away", "share.collecting", "sheet.invite", "sheet.end"}
        expected |= {"sheet.pass", "sheet.code", "session", "session.reason", "session.differs"}
        expected |= {"session.add", "sheet.course", "sheet.plan", "sheet.replan", "sheet.import"}
        expected |= {"sheet.move", "sheet.leaving", "training.sessions", "training.over_time"}
    assert expected <= names


def test_what_a_workplace_of_several_shows_can_be_drawn(
    qtbot: QtBot, homes: dict[bool, Path]
) -> None:
    """Who has what, what was set aside, and no card of what nobody has written twice."""
    stage = Set(homes[True], "kk", Look.DARK)
    wrong: dict[str, list[str]] = {}
    try:
        for shot in shots(qtbot, stage, stage.walk_together()):
            wrong[shot.name] = cut(shot.window)
    finally:
        stage.close()
    assert {"share.peers", "share.aside", "incoming"} <= wrong.keys()
    assert not any(name.startswith("document.") for name in wrong)
    assert [name for name, texts in wrong.items() if texts] == []


def test_a_page_looks_different_in_the_dark(qtbot: QtBot, homes: dict[bool, Path]) -> None:
    """The ground of the first page is light or dark as chosen."""
    assert _ground(qtbot, homes[False], Look.LIGHT) > 200
    assert _ground(qtbot, homes[False], Look.DARK) < 60


def _ground(qtbot: QtBot, home: Path, look: Look) -> int:
    stage = Set(home, "ru", look)
    shot = next(shots(qtbot, stage, stage.walk(full=False)))
    lightness = picture(shot).toImage().pixelColor(700, 600).lightness()
    stage.close()
    return lightness
