"""The exchange behind the windows: it tells how it ended, and nobody ever waits for it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QThread
from pytestqt.qtbot import QtBot

from edo import joining
from edo.commands import documents, membership, sharing
from edo.domain.card import Card, Kind
from edo.queries import numbers
from edo.queries.share import Status
from edo.share.patient import PatientCarrier
from tests.office import Chancery, founded
from tests.share.carriers import MemoryCarrier
from tests.ui.counter import registering
from tests.ui.sharing import Hanging, ask, exchange, invitation, join, shared_office, window_of
from tests.ui.typing_keys import type_text
from ui.bridge import Bridge
from ui.desk import Desk
from ui.exchange_thread import Exchanged
from ui.speech import Speech
from ui.theme import Look, Theme

LONG = 600.0
"""Seconds nobody would wait for."""


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    """Give a share that answers still."""
    made = Hanging()
    yield made
    made.answers.set()


def connected(chancery: Chancery, carrier: MemoryCarrier) -> None:
    """Connect a workplace to a share that is waited for very long."""
    patient = PatientCarrier(carrier, LONG)
    joining.connect(chancery.workplace, place="//server/edo", make=lambda _place, _dev: patient)


def test_what_is_done_here_goes_out_by_itself(qtbot: QtBot, tmp_path: Path) -> None:
    """Every exchange is told on the thread of the windows; a commit leads to the next one."""
    with (
        shared_office(tmp_path) as (chancery, place),
        window_of(qtbot, chancery, place) as office,
    ):
        threads: list[bool] = []
        own = QCoreApplication.instance()
        assert own is not None
        office.desk.bridge.exchanged.connect(
            lambda _ended: threads.append(QThread.currentThread() is own.thread())
        )
        found: list[Status] = []
        office.desk.bridge.run(documents.begin, kind=Kind.INTERNAL, card=Card(subject_ru="О"))
        office.wait(lambda: bool(threads))

        def nothing_waits() -> bool:
            office.desk.bridge.look(sharing.state, then=found.append, key="state")
            return bool(found) and found[-1].documents == 0 and found[-1].waiting == 0

        office.wait(nothing_waits)
        assert all(threads)
        assert office.desk.bridge.shared
    assert not [one for one in threading.enumerate() if one.name == "exchange"]


def test_a_hung_share_delays_neither_a_command_nor_a_question(
    qtbot: QtBot, tmp_path: Path, hanging: Hanging
) -> None:
    """While the exchange waits for a server that is off, drafts are saved and lists are read."""
    with founded(tmp_path / "home") as chancery:
        connected(chancery, hanging)
        hanging.hang()
        bridge = Bridge(lambda: chancery.workplace)
        qtbot.waitUntil(hanging.asked.is_set)
        done: list[object] = []
        bridge.run(documents.begin, kind=Kind.INTERNAL, card=Card(subject_ru="О"), then=done.append)
        bridge.look(sharing.overview, then=done.append)
        qtbot.waitUntil(lambda: len(done) == 2)
        assert bridge.last_exchange is None, "it still waits"
        bridge.close()
        assert not hanging.answers.is_set(), "and was not waited for"
        assert not [one for one in threading.enumerate() if one.name == "exchange"]


def test_a_command_that_waits_for_the_share_is_let_go_at_closing(
    qtbot: QtBot, tmp_path: Path, hanging: Hanging
) -> None:
    """Closing while a number is being taken: the document is kept, and waits for its number."""
    with founded(tmp_path / "home") as chancery:
        connected(chancery, hanging)
        exchange(chancery.workplace)
        bridge = Bridge(lambda: chancery.workplace)
        qtbot.waitUntil(lambda: bridge.last_exchange is not None)
        hanging.hang()
        bridge.run(
            documents.register,
            journal=chancery.journals[Kind.INTERNAL],
            card=Card(subject_ru="О графике"),
        )
        qtbot.waitUntil(hanging.asked.is_set)
        bridge.close()
        chancery.reopen()
        assert chancery.numbers(Kind.INTERNAL).registered == 0
        waiting = chancery.numbers(Kind.INTERNAL).waiting
        assert [one.state.card.subject_ru for one in waiting] == ["О графике"]


def test_a_failing_share_is_told_with_the_moment_it_began(qtbot: QtBot, tmp_path: Path) -> None:
    """When the folder is gone each exchange says why, and since when; then all is well again."""
    with (
        shared_office(tmp_path) as (chancery, place),
        window_of(qtbot, chancery, place) as office,
    ):
        away = place.rename(tmp_path / "away")
        office.exchanged()
        began = chancery.clock.at
        chancery.clock.move(minutes=5)
        office.exchanged()
        last = office.desk.bridge.last_exchange
        assert last is not None
        assert last.error is not None
        assert last.error.reason.startswith("share_")
        assert last.since == began
        away.rename(place)
        office.wait(lambda: _recovers(office.desk.bridge))


def _recovers(bridge: Bridge) -> bool:
    bridge.exchange_now()
    last = bridge.last_exchange
    return last is not None and last.error is None and last.since == 0


def test_a_workplace_connected_while_the_window_is_open_begins_to_exchange(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """A lonely workplace has no exchange; connected to a folder it has one at once."""
    with founded(tmp_path / "home") as chancery:
        bridge = Bridge(lambda: chancery.workplace)
        with qtbot.waitSignal(bridge.opened):
            pass
        assert not bridge.shared
        place = tmp_path / "share"
        place.mkdir()
        with qtbot.waitSignal(bridge.exchanged, timeout=20_000) as told:
            bridge.run(
                joining.connect,
                place=str(place),
                then=lambda _nothing: bridge.exchange_now(),
                owner=bridge,
            )
        assert told.args is not None
        ended: Exchanged = told.args[0]
        assert ended.error is None
        assert (place / "org.json").exists()
        bridge.close()


def test_the_keeper_hears_who_asks_and_others_do_not(qtbot: QtBot, tmp_path: Path) -> None:
    """A request is told with its words after an exchange; once admitted it is told no more."""
    with shared_office(tmp_path) as (chancery, place):
        ask(chancery, place, tmp_path / "new", invitation(chancery))
        with window_of(qtbot, chancery, place) as office:
            office.wait(lambda: bool(_asking(office.desk.bridge)))
            (one,) = _asking(office.desk.bridge)
            assert one.words == joining.words(tmp_path / "new")
            assert (one.person, one.computer) == ("Ким Е. В.", "ПК-7")
    with shared_office(tmp_path / "other") as (chancery, place):
        kim = join(chancery, place, tmp_path / "kim")
        ask(chancery, place, tmp_path / "next", invitation(chancery, "Омаров"))
        door = sharing.Door(kim)
        exchange(chancery.workplace)
        assert door.look() == ()
        assert len(sharing.Door(chancery.workplace).look()) == 1
        kim.close()


def _asking(bridge: Bridge) -> tuple[membership.Waiting, ...]:
    last = bridge.last_exchange
    return last.asking if last else ()


def test_a_slow_number_is_told_apart_from_writing(
    qtbot: QtBot, tmp_path: Path, hanging: Hanging
) -> None:
    """While the share is asked for a number the window says so and answers; then it has it."""
    with founded(tmp_path / "home") as chancery:
        connected(chancery, hanging)
        exchange(chancery.workplace)
        bridge = Bridge(lambda: chancery.workplace)
        clock = chancery.workplace.clock
        desk = Desk(Speech("en"), Theme(Look.LIGHT), bridge, today=clock.today, now=clock.now)
        qtbot.waitUntil(lambda: bridge.last_exchange is not None)
        window = registering(qtbot, desk, Kind.INTERNAL)
        qtbot.waitUntil(lambda: bool(window.document) and bridge.resting)
        type_text(window.form.controls["subject_ru"].widget, "О графике")
        hanging.hang()
        window.register()
        qtbot.waitUntil(lambda: window.foot.state.text().startswith("The number is being taken"))
        told: list[str] = []
        bridge.ask(numbers.waiting, then=lambda _found: told.append("answered"))
        qtbot.waitUntil(lambda: told == ["answered"])
        hanging.answers.set()
        qtbot.waitUntil(lambda: window.banner.registration is not None)
        assert window.banner.number.text() == "1"
        assert window.foot.state.text() == "Registered: № 1"
        window.close()
        bridge.close()
