"""The first page: what waits, with the one thing to do about each; or a finished day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from edo.commands import documents, forms, membership, numbers, training
from edo.domain.card import Card, Kind, Party
from edo.queries.inbox import inbox
from tests.ui.lesson import plan
from tests.ui.real import Hands, hands
from tests.ui.sharing import KIM, ask, invitation, shared_office
from tests.ui.typing_keys import press
from ui.dialogs.kept_card import TypedCard
from ui.exchange_thread import Exchanged
from ui.pages.today import TodayPage, names


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """Sit down at a real workplace."""
    with hands(qtbot, tmp_path / "home") as made:
        yield made


def errands(page: TodayPage) -> list[str]:
    """Read the buttons of everything that waits."""
    return names(page.lines)


def names_beside(page: TodayPage) -> str:
    """Read what is told beside the list of what has nothing to be read."""
    assert page.beside is not None
    return " ".join(label.text() for label in page.beside.brief.findChildren(QLabel))


def test_everything_that_waits_has_its_button(at: Hands) -> None:
    """Letters, unfinished forms, drafts, reserves that end, numbers to explain: each once."""
    workplace, chancery = at.chancery.workplace, at.chancery
    letter = documents.begin(
        workplace,
        kind=Kind.INCOMING,
        card=Card(subject_ru="О проверке", parties=(Party(chancery.ministry),)),
    )
    documents.begin(workplace, kind=Kind.OUTGOING, card=Card(subject_ru="О пленуме"))
    forms.keep_form(workplace, name="registration/incoming/d1", value=b"{}")
    typed = TypedCard("d2", fields={"subject_ru": "О смете на"})
    value = msgspec.json.encode(typed)
    forms.keep_form(workplace, name="registration/outgoing/d2", value=value)
    numbers.reserve(
        workplace,
        journal=chancery.journals[Kind.INTERNAL],
        count=1,
        whom="Кадры",
        until=chancery.today + timedelta(days=1),
    )
    page = TodayPage(at.desk)
    counted: list[tuple[int, bool]] = []
    page.counted.connect(lambda count, late: counted.append((count, late)))
    at.show(page)
    at.wait(lambda: len(errands(page)) == 5)
    letters, *unfinished, drafts, reserves = errands(page)
    assert letters == "Register…: О проверке"
    assert sorted(unfinished) == [
        "Go on…: An incoming letter that was not registered",
        "Go on…: О смете на",
    ]
    assert (drafts, reserves) == ("Go on…: О пленуме", "Numbers: № 1 in ВН, for Кадры")
    assert counted == [(5, False)]
    press(page.view, Qt.Key.Key_Down)
    at.wait(lambda: page.beside is not None)
    assert page.beside is not None
    page.beside.show_line(page.view.line)
    at.desk.speech.speak("ru")
    at.wait(lambda: "Продолжить…" in names_beside(page))
    at.desk.speech.speak("en")
    heard: list[tuple[str, str]] = []
    page.asked_registration.connect(lambda *what: heard.append(what))
    page.lines[0].act()
    assert heard == [("incoming", letter)]


def test_the_page_empties_as_work_is_done(at: Hands) -> None:
    """When the last letter has its number, the picture of a finished day is there."""
    workplace, chancery = at.chancery.workplace, at.chancery
    card = Card(subject_ru="О проверке", parties=(Party(chancery.ministry),))
    letter = documents.begin(workplace, kind=Kind.INCOMING, card=card)
    page = TodayPage(at.desk)
    at.show(page)
    at.wait(lambda: len(errands(page)) == 1)
    at.desk.bridge.run(
        documents.register,
        journal=chancery.journals[Kind.INCOMING],
        card=card,
        document=letter,
    )
    at.wait(lambda: errands(page) == [])
    assert page.finished


def test_who_asks_while_the_day_is_read_stands_in_it(at: Hands, tmp_path: Path) -> None:
    """An exchange that ends before the page has its answer is not forgotten by it."""
    (tmp_path / "other").mkdir()
    with shared_office(tmp_path / "other") as (chancery, place):
        ask(chancery, place, tmp_path / "new", invitation(chancery))
        (waiting,) = membership.requests(chancery.workplace)
    page = TodayPage(at.desk)
    at.desk.bridge.exchanged.emit(Exchanged(1, asking=(waiting,)))
    at.show(page)
    at.settle()
    assert errands(page) == [f"Compare the words…: {KIM}"]


def test_one_goes_from_thing_to_thing_by_arrows(at: Hands) -> None:
    """Down leads to the next button, Up back; Enter presses it."""
    for subject in ("Первый", "Второй"):
        documents.begin(at.chancery.workplace, kind=Kind.INTERNAL, card=Card(subject_ru=subject))
    page = TodayPage(at.desk)
    at.show(page)
    at.wait(lambda: len(errands(page)) == 2)
    heard: list[str] = []
    page.asked_registration.connect(lambda _kind, document: heard.append(document))
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert page.view.line is not None
    assert page.view.line.title == "Второй"
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert len(heard) == 1
    QTest.keyClick(page.view, Qt.Key.Key_Up)
    assert page.view.line.title == "Первый", "headings are passed over"


def test_unexplained_numbers_wait_and_explained_ones_do_not(at: Hands) -> None:
    """A number that a reserve left open is counted until somebody says why."""
    chancery = at.chancery
    before = chancery.workplace.read(inbox, today=chancery.today)
    assert before.count == 0
    assert before.journals == 6
    chancery.register(number="3")
    found = chancery.workplace.read(inbox, today=chancery.today)
    assert found.unexplained == (), "numbers skipped by hand explain themselves"
    numbers.reserve(
        chancery.workplace,
        journal=chancery.journals[Kind.ORDERS],
        count=1,
        whom="Кадры",
        until=chancery.today + timedelta(days=9),
    )
    found = chancery.workplace.read(inbox, today=chancery.today)
    assert found.ending == (), "it does not end soon"
    later = chancery.today + timedelta(days=7)
    ending = chancery.workplace.read(inbox, today=later).ending
    assert [(one.journal.journal.index, one.n) for one in ending] == [("ПР", 1)]


def test_a_training_waits_for_its_trainer_and_for_who_is_invited(at: Hands) -> None:
    """The trainer is led to the sheet; who is invited reads where and when, until it is over."""
    chancery = at.chancery
    me = chancery.workplace.identity.person
    held = plan(at, surnames=("Алиев",))
    page = TodayPage(at.desk)
    window = at.show(page)
    at.wait(lambda: len(errands(page)) == 1)
    assert errands(page) == ["Mark who came…: Освоение единого электронного документооборота"]
    assert (page.lines[0].term, page.lines[0].note) == (
        "due today",
        "Кокшетау, ул. Абая, 10 · Иванова Айгуль",
    )
    heard: list[str] = []
    page.asked_session.connect(heard.append)
    at.wait(lambda: page.beside is not None)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert heard == [held]
    training.invite(chancery.workplace, session=held, people=[me])
    training.change(chancery.workplace, session=held, fields={"trainers": []})
    at.wait(lambda: [one.button for one in page.lines] == ["Read"])
    assert page.lines[0].term == "today"
    beside = page.beside
    assert beside is not None
    at.wait(lambda: "2 people are invited" in beside.session.texts)
    assert "On site · Кокшетау, ул. Абая, 10" in beside.session.texts
    assert window.isVisible()
    chancery.clock.move(days=2)
    training.change(chancery.workplace, session=held, fields={"place": "Кокшетау"})
    at.wait(lambda: not page.lines)
