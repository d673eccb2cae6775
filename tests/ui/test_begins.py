"""What pages let one begin with nothing chosen is found from anywhere, by one table."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from edo.domain.card import Kind
from tests.office import founded
from tests.ui.room import CONTROL, Room, opened
from tests.ui.typing_keys import press, type_text
from ui.dialogs.correspondent_sheet import CorrespondentSheet
from ui.dialogs.number_sheets import ReserveSheet
from ui.palette_begins import BEGINS, Begins, action_of, is_reachable
from ui.ways import AHEAD
from ui.widgets.list_tools import ListTools

OF_A_ROW = {
    "Change…",
    "Give a role…",
    "Move…",
    "Take a role…",
    "The person left…",
    "They leave…",
    "Write a spreadsheet…",
}
"""What is about the row chosen, which is the first where nobody has chosen, or about all rows."""


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """Open the window of a founded office."""
    for module in AHEAD:
        import_module(module)
    with founded(tmp_path / "home") as office, opened(qtbot, office) as made:
        yield made


def sections(room: Room, code: str) -> list[str]:
    """Give the codes of the sections of a page; one empty code for a page that has none."""
    page = room.window.page(code)
    if not hasattr(page, "sections"):
        return [""]
    module: Any = sys.modules[type(page).__module__]
    return [code for code, *_rest in module.TABS] if hasattr(module, "TABS") else [*module.NAMES]


def go(room: Room, code: str, section: str) -> list[QAction]:
    """Go to a section of a page, and give what can be pressed there."""
    page: Any = room.window.visit(code)
    if section:
        page.go(section).setFocus()
    room.settle()
    room.until(lambda: room.desk.bridge.resting)
    return [one for one in (*page.actions(), *page.findChildren(QAction)) if is_reachable(one)]


def test_what_is_in_the_table_is_on_its_page(room: Room) -> None:
    """Each line leads to an action that can be pressed although nothing is chosen."""
    words = room.desk.speech.words
    for begin in BEGINS:
        for place in room.window.places:
            if place.code == begin.place or (
                begin.place.endswith(".") and place.code.startswith(begin.place)
            ):
                go(room, place.code, begin.section)
                page = room.window.page(place.code)
                alone = begin.place == "share"  # an office without a folder has less to do
                assert alone or action_of(page, words.text(begin.name)), begin


def test_what_opens_a_sheet_with_nothing_chosen_is_in_the_table(room: Room) -> None:
    """A new action of a page cannot be forgotten: its name ends with three points."""
    known = {(begin.place, begin.name) for begin in BEGINS}
    known |= {(place.code, name) for place in room.window.places for name in OF_A_ROW}
    left: list[tuple[str, str, str]] = []
    for place in room.window.places:
        if place.code in ("today", "settings", "found") or place.code.startswith("documents."):
            continue
        for section in sections(room, place.code):
            for action in go(room, place.code, section):
                name = action.text()
                of_every_list = isinstance(action.parent(), ListTools)
                if name.endswith("…") and not of_every_list and (place.code, name) not in known:
                    left.append((place.code, section, name))
    assert left == []


def test_numbers_are_reserved_from_another_page(room: Room) -> None:
    """Ctrl+K on the register, some letters, Enter: the page of numbers with the sheet open."""
    room.register()
    room.key(room.window, Qt.Key.Key_K, CONTROL)
    type_text(room.window.search, "reserve num")
    room.settle()
    press(room.window.search, Qt.Key.Key_Return)
    room.until(lambda: any(one.isVisible() for one in room.window.findChildren(ReserveSheet)))
    assert room.window.here == "numbers"


def test_the_keepers_own_place_is_offered_nobodys_keeping(room: Room) -> None:
    """Its keeper has not lost it: what is for others alone is not found there, the rest is."""
    begins = Begins(room.desk, room.window)
    room.settle()
    titles = {line.title for line in begins.lines()}
    assert "Invite" in titles
    assert "The keeper's computer is lost" not in titles


def test_a_correspondent_is_added_from_another_page(room: Room) -> None:
    """The line is told by its section; the section is gone to and its sheet opened."""
    room.register(Kind.OUTGOING.value)
    room.key(room.window, Qt.Key.Key_K, CONTROL)
    type_text(room.window.search, "add correspondents")
    room.settle()
    press(room.window.search, Qt.Key.Key_Return)
    kind = CorrespondentSheet
    room.until(lambda: any(one.isVisible() for one in room.window.findChildren(kind)))
    assert room.window.here == "organisation"
