"""The one table model: any length, in step with its query, its rows fetched when wanted."""

import random
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.ui.shelf import COLUMNS, LETTERS, Letter, Shelf, letters
from ui.desk import Desk
from ui.models.columns import Source
from ui.models.keys import common_ends
from ui.models.row_pages import PAGE, PAGES_KEPT
from ui.models.table_model import TableModel
from ui.theme import Tone

Settle = Callable[[], None]
WATCH = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def model(desk: Desk) -> Iterator[TableModel]:
    """Make a model of letters, watched by Qt for mistakes."""
    made = TableModel(desk.bridge, desk.speech, COLUMNS)
    tester = QAbstractItemModelTester(made, WATCH)
    yield made
    del tester


def shown(model: TableModel, count: int | None = None) -> list[str]:
    """Read the subjects a view would show."""
    number = model.rowCount() if count is None else count
    return [model.cell(row, 1).text for row in range(number)]


def test_a_short_list_is_shown_whole_by_one_question(
    model: TableModel, shelf: Shelf, settle: Settle
) -> None:
    """A list of less than a page needs no second question."""
    shelf.letters = letters(3)
    model.show(LETTERS)
    settle()
    assert shown(model) == ["Letter 000003", "Letter 000002", "Letter 000001"]
    assert model.complete
    assert shelf.asked == ["first"]


def test_a_long_list_shows_its_first_rows_before_its_keys_are_known(
    model: TableModel, shelf: Shelf, qtbot: QtBot, settle: Settle
) -> None:
    """The first hundred rows are there before the rest is counted; then the scroll bar is true."""
    shelf.letters = letters(1000)
    with qtbot.waitSignal(model.reordered):
        model.show(LETTERS)
    assert model.rowCount() == PAGE
    assert not model.complete
    assert model.cell(0, 1).text == "Letter 001000"
    settle()
    assert model.rowCount() == 1000
    assert model.complete


def test_a_row_far_down_is_a_placeholder_until_its_page_comes(
    model: TableModel, shelf: Shelf, settle: Settle
) -> None:
    """A row not yet fetched is drawn as waiting, asks for its page once, and then is there."""
    shelf.letters = letters(1000)
    model.show(LETTERS)
    settle()
    shelf.asked.clear()
    assert model.cell(999, 1).waiting
    assert model.cell(998, 0).waiting
    settle()
    assert model.cell(999, 1).text == "Letter 000001"
    assert shelf.asked == ["rows"]


def test_jumping_about_fetches_what_is_seen_last(
    model: TableModel, shelf: Shelf, settle: Settle, qtbot: QtBot
) -> None:
    """Of many pages wanted while dragging the scroll bar the old wishes are dropped."""
    shelf.letters = letters(5000)
    model.show(LETTERS)
    settle()
    shelf.asked.clear()
    for page in range(1, 50):
        model.cell(page * PAGE, 1)
    qtbot.waitUntil(lambda: not any(one.isActive() for one in model.findChildren(QTimer)))
    settle()
    assert not model.cell(49 * PAGE, 1).waiting
    assert len(shelf.asked) <= 6


def test_memory_is_bounded_however_far_one_scrolls(
    desk: Desk, shelf: Shelf, settle: Settle
) -> None:
    """Only so many pages are kept; one that was let go is fetched again."""
    model = TableModel(desk.bridge, desk.speech, COLUMNS)  # Qt's watch would walk through all rows
    shelf.letters = letters((PAGES_KEPT + 10) * PAGE)
    model.show(LETTERS)
    settle()
    for page in range(PAGES_KEPT + 10):
        model.cell(page * PAGE, 1)
        settle()
    assert model.row_at(0) is None
    assert model.cell(0, 1).waiting
    settle()
    assert model.cell(0, 1).text == shelf.letters[0].subject


def test_a_new_letter_is_put_in_where_it_belongs(
    model: TableModel, shelf: Shelf, settle: Settle
) -> None:
    """Asking again puts in only what is new: no reset, the other rows stay as they are."""
    shelf.letters = letters(500)
    model.show(LETTERS)
    settle()
    resets: list[object] = []
    inserted: list[tuple[int, int]] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.rowsInserted.connect(lambda _parent, top, end: inserted.append((top, end)))
    shelf.letters.insert(0, Letter(501, "The newest"))
    model.refresh()
    settle()
    assert model.cell(0, 1).text == "The newest"
    assert model.rowCount() == 501
    assert inserted == [(0, 0)]
    assert resets == []


def test_a_changed_letter_shows_its_new_words_and_the_old_ones_until_then(
    model: TableModel, shelf: Shelf, settle: Settle
) -> None:
    """A row fetched before is shown with its old words, never as a gap, while it is asked again."""
    shelf.letters = letters(300)
    model.show(LETTERS)
    settle()
    model.cell(250, 1)
    settle()
    before = model.cell(250, 1).text
    shelf.letters[250] = replace(shelf.letters[250], subject="Other words")
    model.refresh()
    settle()
    assert model.cell(250, 1).text == before
    settle()
    assert model.cell(250, 1).text == "Other words"


def test_many_touches_at_once_ask_twice(model: TableModel, shelf: Shelf, settle: Settle) -> None:
    """A hundred commits in a row do not ask a hundred times."""
    shelf.letters = letters(5)
    model.show(LETTERS)
    settle()
    shelf.asked.clear()
    for _ in range(100):
        model.refresh()
    settle()
    assert shelf.asked == ["first", "first"]


def test_sorting_asks_the_query_again(model: TableModel, shelf: Shelf, settle: Settle) -> None:
    """The order of a column is the query's; the heading shows which way it goes."""
    shelf.letters = letters(3)
    model.show(LETTERS)
    settle()
    model.sort(1, Qt.SortOrder.AscendingOrder)
    settle()
    assert shown(model) == ["Letter 000001", "Letter 000002", "Letter 000003"]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Subject ↑"
    model.sort(0, Qt.SortOrder.AscendingOrder)
    settle()
    assert model.order == ("subject", False), "a column without an order of its own is not sorted"


def test_a_list_asked_anew_overtakes_the_one_on_its_way(
    model: TableModel, shelf: Shelf, settle: Settle
) -> None:
    """Filters changed quickly show the last answer only."""
    asked: list[str] = []

    def first(_shelf: Shelf, *, word: str, **_order: object) -> Sequence[Letter]:
        asked.append(word)
        return [Letter(1, word)]

    source = Source(first, LETTERS.keys, LETTERS.rows)
    shelf.gate.clear()
    for word in ("a", "b", "c", "d"):
        model.show(source, word=word)
    shelf.gate.set()
    settle()
    assert shown(model) == ["d"]
    model.filter(word="e")
    settle()
    assert shown(model) == ["e"]
    assert model.filters == {"word": "e"}


def test_rows_that_are_gone_leave_the_list(model: TableModel, shelf: Shelf, settle: Settle) -> None:
    """A row that is no more in the list is taken out; one gone meanwhile stays a placeholder."""
    shelf.letters = letters(150)
    model.show(LETTERS)
    settle()
    gone = shelf.letters.pop(149)
    assert model.cell(149, 1).waiting
    settle()
    assert model.cell(149, 1).waiting
    model.refresh()
    settle()
    assert model.rowCount() == 149
    assert model.row_of(gone.key) == -1


@given(
    old=st.lists(st.integers(1, 60), unique=True, max_size=40),
    new=st.lists(st.integers(1, 60), unique=True, max_size=40),
)
def test_what_two_lists_share_at_their_ends_is_counted(old: list[int], new: list[int]) -> None:
    """The shared beginning and end never overlap and are as long as can be."""
    start, tail = common_ends(array("q", old), array("q", new))
    assert old[:start] == new[:start]
    assert old[len(old) - tail :] == new[len(new) - tail :]
    assert start + tail <= min(len(old), len(new))
    shorter = min(len(old), len(new))
    if start < shorter:
        assert old[start] != new[start]


@pytest.mark.parametrize("seed", range(12))
def test_any_edit_leaves_exactly_the_new_list(
    model: TableModel, shelf: Shelf, settle: Settle, seed: int
) -> None:
    """Rows moved, taken out and put in anywhere: the list is the new one."""
    chance = random.Random(seed)
    shelf.letters = letters(250)
    model.show(LETTERS)
    settle()
    for _ in range(4):
        rows = list(shelf.letters)
        for _ in range(chance.randrange(1, 6)):
            rows.insert(chance.randrange(len(rows)), rows.pop(chance.randrange(len(rows))))
        rows = [row for row in rows if chance.random() > 0.02]
        rows.insert(chance.randrange(len(rows)), Letter(chance.randrange(10**6, 10**9), "New"))
        shelf.letters = rows
        model.refresh()
        settle()
        for row in range(0, model.rowCount(), 50):
            model.cell(row, 1)
        settle()
        assert [model.key_at(row) for row in range(model.rowCount())] == [r.key for r in rows]
        assert shown(model) == [row.subject for row in rows]


def test_a_cell_without_a_word_has_no_colour(desk: Desk, shelf: Shelf, settle: Settle) -> None:
    """A status is a word on a colour, never the colour alone."""
    state = replace(COLUMNS[1], show=lambda row, _words: "" if row.key == 1 else "new")
    model = TableModel(desk.bridge, desk.speech, (replace(state, tone=lambda _row: Tone.WARN),))
    shelf.letters = letters(2)
    model.show(LETTERS)
    settle()
    assert [model.cell(row, 0).tone for row in range(2)] == [Tone.WARN, None]
