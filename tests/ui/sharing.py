"""A desk over a workplace with a shared folder, and others who work at the same folder."""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from edo import joining
from edo.commands import membership
from edo.domain.rights import Role
from edo.exchange.exchange import Exchange
from edo.workplace import Workplace, open_workplace
from tests.office import Chancery, founded
from tests.share.carriers import MemoryCarrier
from ui.bridge import Bridge
from ui.desk import Desk, Forgetful
from ui.speech import Speech
from ui.theme import Look, Theme

KIM = "Ким Е. В."


class Hanging(MemoryCarrier):
    """A share that answers until it is told to hang, and then only when the test is over."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = threading.Event()
        self.answers.set()
        self.asked = threading.Event()

    def read(self, name: str, limit: int) -> bytes | None:
        """Read, once the server answers."""
        self.asked.set()
        self.answers.wait()
        return super().read(name, limit)

    def hang(self) -> None:
        """Answer no more."""
        self.answers.clear()
        self.asked.clear()


@dataclass
class Shared:
    """The keeper at the window of the office; `place` is the shared folder."""

    chancery: Chancery
    place: Path
    desk: Desk
    qtbot: QtBot
    windows: list[QWidget] = field(default_factory=list[QWidget])

    def settle(self) -> None:
        """Wait until everything asked has been answered."""
        self.qtbot.waitUntil(lambda: self.desk.bridge.resting)

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something to be true."""
        self.qtbot.waitUntil(until, timeout=20_000)

    def exchanged(self) -> None:
        """Exchange once more and wait until that is over."""
        with self.qtbot.waitSignal(self.desk.bridge.exchanged, timeout=20_000):
            self.desk.bridge.exchange_now()
        self.settle()

    def show(self, page: QWidget) -> QWidget:
        """Put a page into a window of the size of office screens, and the keys into the page."""
        window = QWidget()
        self.qtbot.addWidget(window)
        self.windows.append(window)
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        window.resize(1154, 680)
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        page.setFocus()
        self.settle()
        return window

    def key(self, widget: QWidget, key: Qt.Key) -> None:
        """Press a key where shortcuts hear it, and wait."""
        widget.window().activateWindow()
        self.qtbot.waitUntil(widget.window().isActiveWindow)
        QTest.keyClick(widget, key)
        self.settle()

    def sheet(self, window: QWidget) -> QDialog:
        """Give the sheet that is open over a window."""
        self.wait(lambda: any(one.isVisible() for one in window.findChildren(QDialog)))
        found = next(one for one in window.findChildren(QDialog) if one.isVisible())
        found.activateWindow()
        self.qtbot.waitUntil(found.isActiveWindow)
        self.settle()
        return found


def invitation(chancery: Chancery, name: str = KIM, role: Role = Role.CLERK) -> bytes:
    """Invite somebody to the keeper's office."""
    office = chancery.workplace.identity.office
    return membership.invite(chancery.workplace, person=name, office=office, roles=[role])


def ask(chancery: Chancery, place: Path, home: Path, invited: bytes) -> joining.Words:
    """Ask to join from a new home."""
    return joining.ask(home, invited=invited, place=str(place), computer="ПК-7", at=chancery.clock)


def join(chancery: Chancery, place: Path, home: Path, name: str = KIM) -> Workplace:
    """Invite, ask, admit, and open the new workplace when it has taken everything in."""
    ask(chancery, place, home, invitation(chancery, name))
    (waiting,) = membership.requests(chancery.workplace)
    assert waiting.request is not None
    membership.admit(chancery.workplace, request=waiting.request)
    exchange(chancery.workplace)
    assert joining.finish(home)
    made = open_workplace(home, at=chancery.clock)
    exchange(made)
    return made


def exchange(workplace: Workplace) -> None:
    """Exchange beside the windows."""
    assert workplace.carrier is not None
    assert Exchange(workplace, workplace.carrier).run().halt is None


@contextmanager
def shared_office(folder: Path) -> Generator[tuple[Chancery, Path]]:
    """Found an office with a shared folder that has everything."""
    with founded(folder / "home") as chancery:
        place = folder / "share"
        place.mkdir()
        joining.connect(chancery.workplace, place=str(place))
        exchange(chancery.workplace)
        yield chancery, place


@contextmanager
def window_of(qtbot: QtBot, chancery: Chancery, place: Path) -> Generator[Shared]:
    """Lay a desk over the keeper's workplace; it exchanges from now on."""
    theme = Theme(Look.LIGHT)
    theme.apply()
    bridge = Bridge(lambda: chancery.workplace)
    clock = chancery.workplace.clock
    desk = Desk(Speech("en"), theme, bridge, Forgetful(), Forgetful(), clock.today, clock.now)
    failures: list[str] = []
    bridge.crashed.connect(failures.append)
    made = Shared(chancery, place, desk, qtbot)
    made.wait(lambda: bridge.last_exchange is not None)
    yield made
    bridge.close()
    assert failures == []
