"""The search field: what was found while one types, and where it leads."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edo.commands import documents
from edo.domain.card import Card, Kind, Party
from tests.office import founded
from tests.ui.room import CONTROL, Room, opened
from ui.widgets.marked import in_sight, runs


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """Open the window of an office with letters in both directions."""
    with founded(tmp_path / "home") as office:
        office.register(subject_ru="О выделении помощи", their_number="А-1312/Б")
        office.register(subject_ru="О проверке охраны труда")
        office.register(Kind.OUTGOING, subject_ru="Ответ о помощи")
        with opened(qtbot, office) as made:
            yield made


def look_for(room: Room, text: str) -> None:
    """Type into the search line, go to all that was found and wait for the answer."""
    room.key(room.window, Qt.Key.Key_K, CONTROL)
    room.until(room.window.search.hasFocus)
    room.type(room.window.search, text)
    room.key(room.window.search, Qt.Key.Key_Return, CONTROL)
    page = room.found()
    room.until(lambda: page.list.text == text and room.desk.bridge.resting)


def test_all_documents_are_found_for_what_was_typed(room: Room) -> None:
    """A form of a word finds both letters; more words narrow; the best is read beside."""
    room.register()
    look_for(room, "помощь")
    page = room.found()
    assert room.window.here == "found"
    assert page.list.rowCount() == 2
    assert page.view.hasFocus(), "the keys are where one chooses"
    look_for(room, "помощь выделение")
    assert page.list.rowCount() == 1
    room.until(lambda: page.pane.head.titles[0] == "О выделении помощи")


def test_a_scrap_of_their_number_finds_and_enter_opens(room: Room) -> None:
    """The keys are in what was found; Enter goes to the document in its own register."""
    room.register("outgoing")
    look_for(room, "1312")
    page = room.found()
    assert page.list.rowCount() == 1
    room.until(page.view.hasFocus)
    room.key(page.view, Qt.Key.Key_Return)
    room.until(lambda: room.window.here == "documents.incoming")
    incoming = room.register()
    room.shown(incoming, "1")


def test_esc_leads_back_from_what_was_found(room: Room) -> None:
    """Esc in the list shows again what was there before, and the line is empty."""
    room.register("outgoing")
    look_for(room, "охран")
    room.press(room.found().view, Qt.Key.Key_Escape)
    assert room.window.here == "documents.outgoing"
    assert room.window.search.text() == ""


def test_the_line_says_what_the_page_shows(room: Room) -> None:
    """Words typed over what was found, and given up by Esc, leave the page and its words."""
    look_for(room, "охран")
    page = room.found()
    room.key(page.view, Qt.Key.Key_K, CONTROL)
    room.type(room.window.search, "помощь")
    room.press(room.window.search, Qt.Key.Key_Escape)
    assert room.window.search.text() == "охран"
    assert page.view.hasFocus()
    assert page.list.rowCount() == 1


def test_what_is_found_can_be_narrowed_to_a_kind(room: Room) -> None:
    """A chip leaves the documents of one register."""
    look_for(room, "помощ")
    page = room.found()
    page.chips.put(kind="outgoing")
    room.until(lambda: page.list.rowCount() == 1)
    hit = page.list.hit(0)
    assert hit is not None
    assert hit.row.kind is Kind.OUTGOING


def test_what_is_registered_meanwhile_is_found_too(room: Room) -> None:
    """The page keeps in step while it is seen."""
    look_for(room, "помощ")
    page = room.found()
    room.do(
        documents.register,
        journal=room.office.journals[Kind.INCOMING],
        card=Card(subject_ru="Ещё о помощи", parties=(Party(room.office.school),)),
    )
    room.until(lambda: page.list.rowCount() == 3)


def test_more_comes_as_one_goes_down(qtbot: QtBot, tmp_path: Path) -> None:
    """The first fifty are there at once, the rest when the end comes in sight; none twice."""
    with founded(tmp_path / "home") as office:
        for _ in range(60):
            office.register(subject_ru="О выделении помощи")
        with opened(qtbot, office) as room:
            look_for(room, "помощ")
            page = room.found()
            assert page.list.rowCount() == 50
            assert not page.list.complete
            page.view.scrollToBottom()
            room.until(lambda: page.list.complete)
            hits = [page.list.hit(row) for row in range(page.list.rowCount())]
            assert len({hit.row.document for hit in hits if hit is not None}) == 60
            page.list.refresh()
            room.settle()
            assert page.list.rowCount() == 60


def test_nothing_found_says_what_to_try(room: Room) -> None:
    """Nothing is found: a sentence instead of the list, the keys where one types; Esc goes back."""
    room.register()
    look_for(room, "ъъъъ")
    page = room.found()
    assert not page.view.isVisible()
    assert page.pane.document == ""
    assert room.window.search.hasFocus()
    room.press(room.window.search, Qt.Key.Key_Escape)
    assert room.window.here == "documents.incoming"


def test_the_match_is_cut_out_and_kept_in_sight() -> None:
    """A text is cut at its finds; a find far behind is brought near the beginning."""
    text = "О выделении путёвок на лето"
    assert list(runs(text, [(12, 19)])) == [
        ("О выделении ", False),
        ("путёвок", True),
        (" на лето", False),
    ]
    long = "а" * 100 + "путёвка"
    shown, marks = in_sight(long, [(100, 107)], 40)
    assert shown[marks[0][0] : marks[0][1]] == "путёвка"
    assert marks[0][1] <= 40
