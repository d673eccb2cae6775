"""A round through the windows, for tests that count: what is left behind, what is touched."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from edo.domain.card import Kind
from tests.ui.room import CONTROL, Room
from tests.ui.typing_keys import press, type_text
from ui.dialogs.openings import Openings, close_registrations
from ui.dialogs.print_journal import PrintJournal
from ui.dialogs.registration import open_registration
from ui.pages.tabbed import TabbedPage
from ui.theme import Look
from ui.ways import NUMBERS, PLACES

Step = tuple[str, Callable[[], object]]
LISTED = tuple(place.code for place in PLACES if place.listed)


def whole(room: Room) -> Iterator[Step]:
    """Do all of it."""
    yield from pages(room)
    yield from windows(room)
    yield from words_and_looks(room)
    yield from search(room)


def walk(room: Room, steps: Iterator[Step]) -> Iterator[str]:
    """Do one step after another, each when all is answered; yield its name."""
    for name, step in steps:
        step()
        room.settle()
        yield name


def pages(room: Room) -> Iterator[Step]:
    """Go to every page and every section of those that have some."""
    for code in LISTED:
        yield code, partial(_go, room, code)
        page = room.window.page(code)
        if isinstance(page, TabbedPage):
            for place in (*range(1, page.tabs.count()), 0):
                yield f"{code} {place}", partial(page.tabs.setCurrentIndex, place)


def windows(room: Room) -> Iterator[Step]:
    """Open and close windows and sheets; nothing is handed in."""
    for kind in (Kind.INCOMING, Kind.OUTGOING):
        yield f"registration {kind}", partial(_register, room, kind)
        yield "registration away", partial(_close_registrations, room)
    numbers: Any = room.window.page(NUMBERS)
    yield "numbers", partial(_go, room, NUMBERS)
    for name, begin in (
        ("keys and help", partial(room.key, room.window, Qt.Key.Key_F1)),
        ("print", lambda: PrintJournal(room.desk, room.window).open()),
        ("journal", numbers.panel.change),
    ):
        yield name, begin
        yield f"{name} away", partial(_put_away, room)


def words_and_looks(room: Room) -> Iterator[Step]:
    """Speak every language, put on both looks and both heights of rows."""
    for language in ("ru", "kk", "en"):
        yield language, partial(room.desk.speech.speak, language)
    for look in (Look.DARK, Look.LIGHT):
        yield str(look), partial(room.desk.theme.choose, look=look)


def search(room: Room) -> Iterator[Step]:
    """Look for something, letter by letter, go to all of it, and give it up."""
    line = room.window.search
    yield "search", line.ask
    for letter in "о п":
        yield "search", partial(type_text, line, letter)
    yield "all found", partial(press, line, Qt.Key.Key_Return, CONTROL)
    yield "search again", line.ask
    yield "search away", partial(press, line, Qt.Key.Key_Escape)


def _go(room: Room, code: str) -> None:
    room.window.go(code).setFocus()


def _register(room: Room, kind: Kind) -> None:
    open_registration(room.desk, kind)
    room.until(lambda: bool(Openings.on(room.desk).windows) and Openings.on(room.desk).resting)


def _close_registrations(room: Room) -> None:
    """Close them, and give the keys back to the window: here no window manager does."""
    close_registrations(room.desk)
    room.window.activateWindow()
    room.until(room.window.isActiveWindow)


def _put_away(room: Room) -> None:
    sheets = [one for one in room.window.findChildren(QDialog) if one.isVisible()]
    assert sheets, "what was asked for did not open"
    for sheet in sheets:
        if isValid(sheet):
            sheet.reject()
