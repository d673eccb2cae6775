"""The small office in which the handbook is followed: one person, who does everything."""

from __future__ import annotations

import random
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from pytestqt.qtbot import QtBot

from edo.commands import correspondents, organisation, usual_journals
from edo.domain.card import Kind
from edo.domain.organisation import Correspondent
from edo.queries.organisation import names
from edo.workplace import Workplace, open_workplace
from tests.office import Clock
from ui.app import Client
from ui.bridge import Bridge
from ui.desk import Desk, Forgetful
from ui.main_window import MainWindow
from ui.speech import Speech
from ui.theme import Look, Theme
from ui.ways import PLACES, Ways, register_acts

DAY = date(2026, 11, 23)
"""A Monday: the day on the pictures."""
NAMES = {
    "ru": ("Профсоюз работников образования", "Абайская областная организация", "Сейтова Айгуль"),
    "kk": ("Білім қызметкерлерінің кәсіподағы", "Абай облыстық ұйымы", "Сейтова Айгүл"),
}
CORRESPONDENTS = (
    ("Управление образования области Абай", "Абай облысының білім басқармасы"),
    ("Школа-гимназия № 8", "№ 8 мектеп-гимназия"),
)


@dataclass
class Place:
    """An office that was prepared, and its window once it is open.

    Attributes:
        folder: for the home folder and files.
        language: of the chapter.
        clock: the wall clock.
        workplace: open until the window is.
        parties: ids of the correspondents.
        journals: ids by kind.
    """

    folder: Path
    language: str
    clock: Clock
    workplace: Workplace
    parties: list[str] = field(default_factory=list[str])
    journals: dict[Kind, str] = field(default_factory=dict[Kind, str])

    @property
    def me(self) -> str:
        """The id of the person at the window."""
        return self.workplace.identity.person

    @property
    def office(self) -> str:
        """The id of the office."""
        return self.workplace.identity.office

    @property
    def share(self) -> Path:
        """A folder others may see."""
        return self.folder / "share"

    def file(self, name: str, text: str) -> Path:
        """Write a file to attach."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


def prepared(folder: Path, language: str) -> Place:
    """Found the office as the first start does, with two correspondents."""
    clock = Clock(DAY)
    union, office, person = NAMES[language]
    workplace = organisation.found(
        folder / "home",
        organisation=union,
        office=office,
        person=person,
        at=clock,
        random=random.Random(7).randbytes,
    )
    made = Place(folder, language, clock, workplace)
    kinds = [kind for kind, *_named in usual_journals.USUAL]
    made.journals.update(zip(kinds, usual_journals.open_usual(workplace), strict=True))
    for ru, kk in CORRESPONDENTS:
        made.parties.append(correspondents.add(workplace, correspondent=Correspondent(ru, kk)))
    return made


@dataclass
class Seat:
    """Somebody before the open window."""

    qtbot: QtBot
    desk: Desk
    window: MainWindow


@contextmanager
def first_start(qtbot: QtBot, folder: Path, language: str, name: str = "home") -> Generator[Seat]:
    """Start the program over a folder in which there is nothing."""
    client = Client(folder / name, language=language)
    client.desk.theme.choose(look=Look.LIGHT)
    client.start()
    client.window.resize(1366, 768)
    client.window.activateWindow()
    qtbot.waitUntil(client.window.isActiveWindow)
    try:
        yield Seat(qtbot, client.desk, client.window)
    finally:
        client.stop()


@contextmanager
def seated(qtbot: QtBot, place: Place) -> Generator[Seat]:
    """Open the window of a prepared office, light, at the size of office screens."""
    place.workplace.close()
    theme = Theme(Look.LIGHT)
    theme.apply()
    home = place.folder / "home"
    bridge = Bridge(
        partial(open_workplace, home, at=place.clock, random=random.Random(8).randbytes)
    )
    desk = Desk(
        Speech(place.language),
        theme,
        bridge,
        Forgetful(),
        Forgetful(),
        today=place.workplace.clock.today,
        now=place.clock,
    )
    failures: list[str] = []
    bridge.crashed.connect(failures.append)
    window = MainWindow(desk, PLACES, register_acts(desk))
    ways = Ways(desk, window)
    assert ways
    qtbot.addWidget(window)
    with qtbot.waitSignal(bridge.opened):
        window.resize(1366, 768)
        window.show()
    bridge.ask(names, then=lambda names: window.list.name_owner(*names), language=place.language)
    window.visit("today")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    try:
        yield Seat(qtbot, desk, window)
    finally:
        bridge.close()
    assert failures == []
