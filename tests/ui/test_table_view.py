"""The view of lists, by keyboard and mouse."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.shelf import COLUMNS, LETTERS, Letter, Shelf, letters
from tests.ui.typing_keys import press, type_text
from ui.desk import Desk
from ui.models.columns import Column
from ui.models.table_model import TableModel
from ui.theme import TextSize
from ui.widgets.empty import EmptyState
from ui.widgets.table_layout import EDGE
from ui.widgets.table_view import TableView

Settle = Callable[[], None]


def view_of(desk: Desk, qtbot: QtBot, settle: Settle) -> TableView:
    """Open a view of all letters."""
    view = TableView(desk, TableModel(desk.bridge, desk.speech, COLUMNS), "letters")
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    view.list.show(LETTERS)
    settle()
    return view


def test_keys_walk_the_list_and_open_a_row(
    desk: Desk, shelf: Shelf, qtbot: QtBot, settle: Settle
) -> None:
    """Down, End, Home and Enter need no mouse; the page is told which row is current."""
    shelf.letters = letters(300)
    view = view_of(desk, qtbot, settle)
    told: list[int | None] = []
    opened: list[int] = []
    view.chosen.connect(told.append)
    view.opened.connect(opened.append)
    assert view.key() == 300, "the first row is current at once"
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_End)
    press(view, Qt.Key.Key_Return)
    press(view, Qt.Key.Key_Home)
    settle()
    assert told == [299, 1, 300]
    assert opened == [1]


def test_the_selection_and_the_place_stay_when_letters_come(
    desk: Desk, shelf: Shelf, qtbot: QtBot, settle: Settle
) -> None:
    """A letter registered meanwhile moves neither what is selected nor what is in sight."""
    shelf.letters = letters(500)
    view = view_of(desk, qtbot, settle)
    view.choose(250)
    settle()
    top = view.list.key_at(view.rowAt(0))
    shelf.letters = [Letter(key, "New") for key in range(503, 500, -1)] + shelf.letters
    view.list.refresh()
    settle()
    assert view.list.rowCount() == 503
    assert view.key() == 250
    assert list(view.selected_keys()) == [250]
    assert view.list.key_at(view.rowAt(0)) == top


def test_a_selected_row_is_found_again_after_the_list_is_turned_round(
    desk: Desk, shelf: Shelf, qtbot: QtBot, settle: Settle
) -> None:
    """A row that moved far keeps its selection by key."""
    shelf.letters = letters(50)
    view = view_of(desk, qtbot, settle)
    view.choose(10)
    moved = next(letter for letter in shelf.letters if letter.key == 10)
    shelf.letters.remove(moved)
    shelf.letters.insert(0, moved)
    view.list.refresh()
    settle()
    qtbot.waitUntil(lambda: view.key() == 10)
    qtbot.waitUntil(lambda: list(view.selected_keys()) == [10])
    view.list.sort(1, Qt.SortOrder.AscendingOrder)
    settle()
    qtbot.waitUntil(lambda: view.key() == 10)
    assert view.currentIndex().row() == 9


def test_the_next_row_is_told_when_the_current_one_goes(
    desk: Desk, shelf: Shelf, qtbot: QtBot, settle: Settle
) -> None:
    """When the current row leaves the list the page hears of another one, or of none."""
    shelf.letters = letters(2)
    view = view_of(desk, qtbot, settle)
    told: list[int | None] = []
    view.chosen.connect(told.append)
    shelf.letters = letters(1)
    view.list.refresh()
    settle()
    shelf.letters = []
    view.list.refresh()
    settle()
    assert told == [1, None]


def test_selected_rows_are_copied_as_a_table(
    desk: Desk, shelf: Shelf, qtbot: QtBot, settle: Settle
) -> None:
    """Ctrl+C puts headings and rows on the clipboard, columns as seen, rows not yet fetched too."""
    shelf.letters = [replace(letter, subject="a\tb\n<c>") for letter in letters(250)]
    view = view_of(desk, qtbot, settle)
    view.selectAll()
    press(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    settle()
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().splitlines()
    assert len(lines) == 251
    assert lines[:2] == ["Number\tSubject", "250\ta b <c>"]
    assert "<td>a\tb\n&lt;c&gt;</td>" in data.html()


def test_letters_typed_into_a_list_go_to_the_page(
    desk: Desk, shelf: Shelf, qtbot: QtBot, settle: Settle
) -> None:
    """Typing does not walk through a million rows: it is given to whoever can search."""
    shelf.letters = letters(3)
    view = view_of(desk, qtbot, settle)
    typed: list[str] = []
    view.typed.connect(typed.append)
    type_text(view, "қ")
    assert typed == ["қ"]
    assert view.key() == 3


def test_columns_are_remembered(desk: Desk, shelf: Shelf, qtbot: QtBot, settle: Settle) -> None:
    """Which columns, how wide and in what order: as the person left them, until put back."""
    shelf.letters = letters(3)
    first = view_of(desk, qtbot, settle)
    heads = first.horizontalHeader()
    heads.resizeSection(0, 77)
    heads.moveSection(heads.visualIndex(1), 0)
    action = next(one for one in first.column_menu().actions() if one.objectName() == "state")
    action.toggle()
    second = view_of(desk, qtbot, settle)
    visible = [column.code for column in second.layout_of_columns.visible()]
    assert visible == ["subject", "number", "state"]
    assert second.columnWidth(0) == 77
    second.layout_of_columns.reset()
    assert [c.code for c in second.layout_of_columns.visible()] == ["number", "subject"]
    assert second.columnWidth(0) == COLUMNS[0].width + EDGE


def test_spare_columns_give_way_where_the_list_is_narrow(desk: Desk, qtbot: QtBot) -> None:
    """The last goes first, its word goes under another; what a person asks for stays."""
    number, subject, state = COLUMNS
    columns = (
        number,
        replace(state, code="day", heading="Day", shown=True, spare=True, under="number"),
        replace(subject, ease=300),
        replace(state, shown=True, spare=True),
    )
    model = TableModel(desk.bridge, desk.speech, columns)
    view = TableView(desk, model, "narrow")
    qtbot.addWidget(view)
    view.show()
    layout = view.layout_of_columns

    def seen() -> list[str]:
        return [code for code, _heading, shown, _switch in layout.choices() if shown]

    for width, codes in (
        (1000, ["number", "day", "subject", "state"]),
        (580, ["number", "day", "subject"]),
        (450, ["number", "day", "subject"]),
    ):
        view.resize(width, 300)
        assert seen() == codes
    assert view.isColumnHidden(1), "its word is under the number"
    assert [column.code for column in layout.visible()] == ["number", "day", "subject", "state"]
    across = Qt.Orientation.Horizontal
    assert model.headerData(0, across) == "Number, day"
    layout.switch(3, True)
    assert seen() == ["number", "day", "subject", "state"]
    assert layout.arrangement.kept == {"state"}
    view.resize(1000, 300)
    assert model.headerData(0, across) == "Number"
    assert view.columnWidth(1) == columns[1].width


def test_what_gave_way_says_its_second_line_too(
    desk: Desk, shelf: Shelf, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    """Whom somebody acts for is told behind the name, wherever the name stands."""
    shelf.letters = letters(3)
    number, subject, state = COLUMNS
    person: Column[Letter] = replace(
        state,
        code="who",
        show=lambda row, _words: f"who {row.key}",
        second=lambda row, _words: "for another" if row.key % 2 else "",
        shown=True,
        under="subject",
    )
    model = TableModel(desk.bridge, desk.speech, (number, replace(subject, ease=600), person))
    view = TableView(desk, model, "behind")
    qtbot.addWidget(view)
    view.show()
    view.resize(500, 300)
    model.show(LETTERS)
    settle()
    assert not view.isColumnHidden(2), "the subject has its own width, if not its ease"
    view.resize(subject.width + number.width, 300)
    assert view.isColumnHidden(2)
    told = {model.cell(row, 1).second for row in range(3)}
    assert any(text.endswith(" · for another") for text in told)
    assert any("for another" not in text for text in told)


def test_a_column_grows_where_there_is_room_until_a_person_pulls_it(
    desk: Desk, qtbot: QtBot
) -> None:
    """It takes a third of what the stretching one does not need, and stays as it is pulled."""
    number, subject, _state = COLUMNS
    columns = (replace(number, most=200), replace(subject, ease=300))
    view = TableView(desk, TableModel(desk.bridge, desk.speech, columns), "growing")
    qtbot.addWidget(view)
    view.show()
    view.resize(400, 300)
    own = view.columnWidth(0)
    view.resize(560, 300)
    assert own < view.columnWidth(0) < own + 200 - number.width
    view.resize(1200, 300)
    assert view.columnWidth(0) - own == 200 - number.width
    assert view.columnWidth(0) + view.columnWidth(1) == view.viewport().width()
    view.horizontalHeader().resizeSection(0, 90)
    view.resize(1300, 300)
    assert view.columnWidth(0) == 90


def test_where_the_wide_column_is_taken_away_another_fills_the_list(
    desk: Desk, qtbot: QtBot
) -> None:
    """The widest one of words does, so that its texts are not cut beside an empty place."""
    words: Column[Letter] = Column("who", "Who", lambda row, _words: row.subject, 200)
    view = TableView(desk, TableModel(desk.bridge, desk.speech, (*COLUMNS[:2], words)), "wide")
    qtbot.addWidget(view)
    view.show()
    view.resize(900, 300)
    own = view.columnWidth(2)
    view.layout_of_columns.switch(1, False)
    assert view.columnWidth(2) == view.viewport().width() - view.columnWidth(0)
    view.layout_of_columns.switch(1, True)
    assert view.columnWidth(2) == own


def test_larger_texts_do_not_push_columns_out_of_sight(desk: Desk, qtbot: QtBot) -> None:
    """Columns of words give way before the list scrolls sideways; numbers and statuses do not."""
    number, subject, state = COLUMNS
    words: Column[Letter] = Column("who", "Who", lambda row, _words: row.subject, 200)
    columns = (
        number,
        replace(subject, width=100),
        words,
        replace(words, code="own"),
        replace(state, shown=True),
    )
    desk.theme.choose(text=TextSize.LARGEST)
    view = TableView(desk, TableModel(desk.bridge, desk.speech, columns), "larger")
    qtbot.addWidget(view)
    view.show()
    view.resize(1400, 300)
    view.horizontalHeader().resizeSection(3, 210)
    whole = [view.columnWidth(at) for at in range(5)]
    frame = 1400 - view.viewport().width()
    view.resize(sum(whole) - whole[1] + 100 - 60 + frame, 300)
    narrow = [view.columnWidth(at) for at in range(5)]
    assert sum(narrow) == view.viewport().width()
    assert narrow == [whole[0], 100, whole[2] - 60, 210, whole[4]]
    view.resize(1400, 300)
    assert [view.columnWidth(at) for at in range(5)] == whole, "it grows back"


def test_a_memory_that_makes_no_sense_is_as_none(desk: Desk, qtbot: QtBot, settle: Settle) -> None:
    """A broken note about columns costs the columns' places, not the list."""
    for note in ("{", '{"order": 7}', '{"order": ["gone"], "hidden": ["gone"]}'):
        desk.memory.set("table.letters", note)
        view = view_of(desk, qtbot, settle)
        assert len(view.layout_of_columns.visible()) >= 2


@pytest.mark.parametrize("count", [0, 1])
def test_an_empty_list_shows_its_picture(
    desk: Desk, shelf: Shelf, qtbot: QtBot, settle: Settle, count: int
) -> None:
    """Where there is nothing a picture and a sentence stand, and go when a letter comes."""
    shelf.letters = letters(count)
    view = view_of(desk, qtbot, settle)
    picture = EmptyState(desk, "Nothing here yet")
    view.set_empty(picture)
    assert picture.isVisible() == (count == 0)
    shelf.letters = letters(1)
    view.list.refresh()
    settle()
    assert not picture.isVisible()
