"""A number two documents have: said where one is read and where numbers are looked over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edo.domain.card import Kind, Party
from edo.domain.registering import Registered
from edo.queries.documents import card as card_of
from tests.office import Chancery, founded
from tests.ui.real import CTRL, hands
from tests.ui.room import CONTROL, SHIFT, Room, opened
from tests.ui.typing_keys import type_text
from ui.colours import DARK, LIGHT
from ui.dialogs.number_sheets import AnewSheet
from ui.pages.document.sheets import RenumberSheet
from ui.pages.number_lines import Sort
from ui.pages.numbers import NumbersPage
from ui.theme import Look


def dispute(office: Chancery) -> str:
    """Register a letter, and another under its number, as a lying share would let; return its id.

    The first has the number by right.
    """
    first = office.register(subject_ru="О выделении путёвок").document
    office.clock.move(minutes=5)
    state = office.document(first)
    assert state.number is not None
    twin = office.workplace.new_id("d")
    card = state.card.with_fields({"subject_ru": "О ремонте кровли"})
    office.workplace.record(twin, Registered(Kind.INCOMING, state.number, card))
    return twin


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """Open the window of an office with two letters of one number, and a third."""
    with founded(tmp_path / "home") as office:
        dispute(office)
        office.register(subject_ru="О смете", parties=(Party(office.school),))
        with opened(qtbot, office) as made:
            yield made


def test_the_document_says_whose_its_number_is_and_is_registered_anew(room: Room) -> None:
    """Shift+F7 asks for a reason and gives the next number; then nothing is disputed."""
    page = room.register()
    room.shown(page, "2")
    assert page.pane.dispute.isHidden()
    assert not page.pane.actions_by_code["renumber"].isEnabled()
    room.key(page.view, Qt.Key.Key_Down)
    room.shown(page, "1")
    twin = page.pane.document
    band = page.pane.dispute
    assert band.isVisible()
    assert "О выделении путёвок" in band.text.text()
    assert "by right" in band.text.text()
    room.key(page.view, Qt.Key.Key_F7, SHIFT)
    sheet = page.pane.sheet
    assert isinstance(sheet, RenumberSheet)
    room.key(sheet.reason, Qt.Key.Key_Return, CONTROL)
    room.settle()
    assert sheet.fields["reason"].error, "a reason is needed"
    room.type(sheet.reason, "Номер занят")
    room.key(sheet.reason, Qt.Key.Key_Return, CONTROL)
    room.settle()
    room.shown(page, "3")
    assert page.pane.document == twin
    assert band.isHidden()
    assert [one.number.text for one in room.document(twin).former] == ["1"]


def test_the_band_leads_to_the_document_that_has_the_number_by_right(room: Room) -> None:
    """Its words name the other one, and following them opens it: there nothing is disputed."""
    page = room.register()
    room.key(page.view, Qt.Key.Key_Down)
    room.shown(page, "1")
    twin = page.pane.document
    winner = page.pane.whole.card.winner if page.pane.whole else ""
    assert f'href="{winner}"' in page.pane.dispute.text.text()
    for look, colours in ((Look.DARK, DARK), (Look.LIGHT, LIGHT)):
        room.desk.theme.choose(look=look)
        room.settle()
        assert colours.accent_text in page.pane.dispute.text.text()
    page.pane.dispute.text.linkActivated.emit(winner)
    room.until(lambda: page.pane.document == winner and room.desk.bridge.resting)
    assert page.pane.document != twin
    assert page.pane.dispute.isHidden()


def test_the_page_of_numbers_says_who_has_it_by_right(qtbot: QtBot, tmp_path: Path) -> None:
    """Enter on the number given twice registers the one without the right anew."""
    with hands(qtbot, tmp_path / "home") as at:
        twin = dispute(at.chancery)
        page = NumbersPage(at.desk)
        window = at.show(page)
        model = page.panel.list.list
        at.wait(lambda: model.rowCount() == 1)
        row = model.row_at(0)
        assert row is not None
        assert (row.item.sort, row.item.document) == (Sort.TWICE, twin)
        said = "“О ремонте кровли” has № 1, which belongs to “О выделении путёвок” by right"
        assert model.index(0, 2).data() == said
        assert page.panel.buttons["act"].text() == "Register anew…"
        at.key(page.panel.list, Qt.Key.Key_Return)
        sheet = at.sheet(window, AnewSheet)
        type_text(sheet.reason, "Номер занят")
        at.key(sheet, Qt.Key.Key_Return, CTRL)
        at.wait(lambda: model.rowCount() == 0)
        number = at.chancery.workplace.read(card_of, document=twin).document.number
        assert number is not None
        assert number.text == "2"
