"""What all lists have in common: columns, order, copying, files, paper, views, acts on many."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from edo.commands import documents
from edo.domain.card import Card, Kind, Party
from edo.domain.document import Status
from tests.office import Chancery, founded
from tests.reports.reading import texts
from tests.ui.room import CONTROL, SHIFT, Room, opened
from tests.ui.typing_keys import press, type_text
from ui.pages.control import SUMMARY, ControlPage
from ui.pages.found import FoundPage
from ui.pages.organisation import TABS as ORGANISATION_TABS
from ui.pages.share import LISTS, SharePage
from ui.pages.training.page import TABS as TRAINING_TABS
from ui.ways import FOUND
from ui.widgets.empty import EmptyState
from ui.widgets.list_out import write_list
from ui.widgets.list_tools import ACTS, ListTools
from ui.widgets.table_view import TableView

KEY = re.compile(r"\b(Ctrl|Alt|Shift|Esc|Ins|Del|F\d{1,2}|Enter|PgUp|PgDown)\b")
LISTLESS = {"over_time", "actions"}
"""Sections of training that are charts, or lines with a button each."""
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """Open the window of an office with three letters in and three out, two of them registered."""
    with founded(tmp_path / "home") as office:
        fill(office)
        with opened(qtbot, office) as made:
            yield made


def fill(office: Chancery) -> None:
    """Register what the stories are about."""
    office.register(subject_ru="О путёвках", subject_kk="Жолдама туралы", their_number="17-2")
    office.register(subject_ru="Ёлка для детей", named=["Школа-гимназия № 8"])
    office.register(subject_ru="Арай мектебі", named=["Школа-гимназия № 8"])
    for subject in ("Ответ первый", "Ответ второй"):
        office.register(Kind.OUTGOING, subject_ru=subject, parties=(Party(office.ministry),))
    documents.begin(
        office.workplace,
        kind=Kind.OUTGOING,
        card=Card(subject_ru="Черновик", parties=(Party(office.school),)),
    )


@pytest.fixture
def bare(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """Open the window of an office in which nothing has happened yet."""
    with founded(tmp_path / "home") as office, opened(qtbot, office) as made:
        yield made


def pages(room: Room) -> Iterator[tuple[str, QWidget]]:
    """Go to every place of the program, and to every section of it."""
    for code in (
        "documents.incoming",
        "documents.outgoing",
        "documents.internal",
        "documents.orders",
        "documents.minutes",
        "documents.appeals",
        "letters",
        "approvals",
        "numbers",
        FOUND,
    ):
        yield code, room.window.go(code)
    control = room.window.go("control")
    assert isinstance(control, ControlPage)
    yield "control", control
    yield "control, summary", control.summary
    for tab in ORGANISATION_TABS:
        yield tab[0], organisation(room).go(tab[0])
    for tab in TRAINING_TABS:
        if tab[0] not in LISTLESS:
            yield tab[0], training(room).go(tab[0])
    share = room.window.go("share")
    assert isinstance(share, SharePage)
    for code in LISTS:
        yield code, share.go(code)


def organisation(room: Room) -> Any:
    """Go to the page of the organisation."""
    return room.window.go("organisation")


def training(room: Room) -> Any:
    """Go to the page of training."""
    return room.window.go("training")


def empties(page: QWidget) -> list[EmptyState]:
    """Give the pictures of the page's own empty lists, those of a pane beside it apart."""
    found = [view.empty for view in page.findChildren(TableView)]
    return [one for one in found if isinstance(one, EmptyState)]


def test_every_list_has_the_same_tools_and_says_what_to_do_when_empty(bare: Room) -> None:
    """Columns, copying, files and paper stand in one menu by one key; an empty list names a key."""
    seen = 0
    for code, page in pages(bare):
        bare.settle()
        tools = page.findChildren(ListTools)
        assert tools, code
        for one in tools:
            menu = one.menu()
            offered = {action.text() for action in menu.actions()}
            words = bare.desk.speech.words
            assert {words.text(name) for _code, name, _icon, _keys in ACTS} <= offered, code
            assert "Ctrl+Shift+L" in one.button.toolTip(), code
            assert one.button.accessibleName(), code
            assert one.view.accessibleName(), code
            menu.deleteLater()
            seen += 1
        pictures = empties(page)
        if isinstance(page, FoundPage):
            pictures = page.findChildren(EmptyState)[-1:]
        for picture in pictures:
            title, text = picture.said
            assert title, code
            assert KEY.search(text), (code, title, text)
    assert seen >= 30


def test_every_heading_of_a_short_list_sorts_and_goes_back(room: Room) -> None:
    """A list that is answered whole sorts by any column: up, down, and as it came; it remembers."""
    section = organisation(room).go("types")
    room.until(lambda: section.list.list.rowCount() > 2 and room.desk.bridge.resting)
    view: TableView = section.list
    came = list(view.list.keys_between(0, 99))
    sorts = [view.list.sort_code(at) for at in range(len(view.list.columns))]
    assert None not in sorts
    view.sort_by(0)
    room.settle()
    upwards = [view.list.cell(row, 0).text.casefold() for row in range(view.list.rowCount())]
    assert upwards == sorted(upwards)
    assert view.list.headerData(0, Qt.Orientation.Horizontal).endswith("↑")
    view.sort_by(0)
    room.settle()
    downwards = [view.list.cell(row, 0).text.casefold() for row in range(view.list.rowCount())]
    assert downwards == upwards[::-1]
    assert '"descending":true' in room.desk.memory.get("table.document_types")
    view.sort_by(0)
    room.settle()
    assert list(view.list.keys_between(0, 99)) == came


def test_columns_are_chosen_and_moved_by_keys(room: Room) -> None:
    """Ctrl+Shift+C opens the columns; Space hides one, Alt with an arrow moves it, Esc closes."""
    page = room.register()
    room.key(page.view, Qt.Key.Key_C, CONTROL | SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    room.press(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    room.press(menu, Qt.Key.Key_Down)
    press(menu, Qt.Key.Key_Down, ALT)
    room.press(menu, Qt.Key.Key_Escape)
    visible = [column.code for column in page.view.layout_of_columns.visible()]
    assert visible[:2] == ["party", "date"]
    assert "number" not in visible


def test_a_view_is_kept_chosen_by_digit_renamed_and_deleted_with_a_way_back(room: Room) -> None:
    """Filters, order and columns come back under a name: Ctrl+Shift+S, then a digit."""
    page = room.register()
    page.filters.chips.put(period="year", status="registered")
    page.view.layout_of_columns.switch(1, False)
    page.list.sort(3, Qt.SortOrder.AscendingOrder)
    room.settle()
    page.views.ask_name()
    line = page.views.popup.findChild(QLineEdit) if page.views.popup else None
    assert line is not None
    type_text(line, "Год")
    room.press(line, Qt.Key.Key_Return)
    assert page.views.button.text() == "View: Год ▾"
    room.window.activateWindow()
    room.until(page.view.hasFocus)
    room.key(page.view, Qt.Key.Key_Escape)
    page.view.layout_of_columns.reset()
    page.list.sort(1, Qt.SortOrder.DescendingOrder)
    room.settle()
    assert page.views.button.text() == "Views ▾"
    room.key(page.view, Qt.Key.Key_S, CONTROL | SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    room.qtbot.keyClick(menu, Qt.Key.Key_1)
    room.settle()
    assert page.filters.chips.values == {"period": "year", "status": "registered"}
    assert page.list.order == ("subject", False)
    assert "date" not in [column.code for column in page.view.layout_of_columns.visible()]
    page.filters.chips.put(period="year")
    room.settle()
    assert page.views.button.text() == "View: Год (changed) ▾"
    page.views.rename("Этот год")
    page.views.delete()
    assert page.views.views == ()
    room.window.activateWindow()
    room.until(page.view.hasFocus)
    room.key(page.view, Qt.Key.Key_Z, CONTROL)
    assert [view.name for view in page.views.views] == ["Этот год"]
    assert "Этот год" in room.desk.choices.get("views.documents.incoming")


def test_a_view_brings_back_a_period_and_a_correspondent_of_one_s_own(room: Room) -> None:
    """What chips cannot offer by themselves is kept with the view: two dates, and who wrote."""
    page = room.register()
    page.filters.put_kept(
        {
            "period": "span",
            "since": "2026-01-01",
            "until": "",
            "party": room.office.school,
            "party_name": "Школа",
        }
    )
    room.settle()
    kept = page.filters.kept
    page.filters.clear()
    room.settle()
    assert page.list.rowCount() == 3
    page.filters.put_kept(dict(kept))
    room.until(lambda: page.list.complete and page.list.rowCount() == 2)
    assert page.filters.kept == kept
    assert "Школа" in page.filters.spoken
    assert "01.01.2026" in page.filters.spoken


def test_what_is_seen_goes_to_a_spreadsheet_and_to_paper(room: Room, tmp_path: Path) -> None:
    """Rows, columns and order are those on screen; dates are dates, and a PDF says what narrows."""
    page = room.register()
    page.filters.chips.put(period="year")
    page.list.sort(3, Qt.SortOrder.AscendingOrder)
    room.settle()
    sheet, paper = tmp_path / "list.xlsx", tmp_path / "list.pdf"
    for path in (sheet, paper):
        page.list_tools.out.write(path)
        room.until(path.exists)
    room.settle()
    book: Any = openpyxl.load_workbook(sheet)
    rows = list(book.active.values)
    assert [row[4] for row in rows[1:]] == ["Арай мектебі", "Ёлка для детей", "О путёвках"]
    assert rows[3][1].date() == room.office.today
    assert rows[3][5] == "Жолдама туралы"
    text = texts(paper)[0]
    assert "Period: this year · by “Subject” · 3 rows" in text
    assert text.index("Ёлка для детей") < text.index("О путёвках")


def test_only_what_is_selected_goes_out_where_several_are(room: Room, tmp_path: Path) -> None:
    """Two rows selected with Shift go out alone; Esc lets them go without touching the filters."""
    page = room.register()
    page.filters.chips.put(period="year")
    room.settle()
    room.key(page.view, Qt.Key.Key_Home)
    room.key(page.view, Qt.Key.Key_Down, SHIFT)
    assert page.bar.isVisible()
    path = tmp_path / "two.csv"
    page.list_tools.out.write(path)
    room.until(path.exists)
    room.settle()
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 3
    room.key(page.view, Qt.Key.Key_Escape)
    assert not page.bar.isVisible()
    assert page.filters.in_force


def test_a_run_that_is_stopped_leaves_no_file(room: Room, tmp_path: Path) -> None:
    """Stop in the bottom line takes away what was begun, and the answer says so."""
    page = room.register()
    source = page.list.source
    assert source is not None
    for name in ("list.xlsx", "list.csv", "list.pdf"):
        answer = room.do(
            write_list,
            path=tmp_path / name,
            title="",
            note="",
            keys=page.list.keys_between(0, 2),
            columns=page.list.columns,
            rows=source.rows,
            words=room.desk.speech.words,
            progress=lambda _done, _total: False,
        )
        assert answer is None
        assert not (tmp_path / name).exists()


def test_many_are_sent_at_once_and_refusals_are_told_together(room: Room) -> None:
    """Of three outgoing documents two are sent; the draft is not, and it is said why."""
    page = room.register("outgoing")
    room.key(page.view, Qt.Key.Key_A, CONTROL)
    bar = page.bar
    assert bar.isVisible()
    room.qtbot.mouseClick(bar.buttons["send"], Qt.MouseButton.LeftButton)
    sheet = page.many.sheet
    assert sheet is not None
    room.until(sheet.isActiveWindow)
    room.key(sheet.on, Qt.Key.Key_Return, CONTROL)
    room.until(lambda: bool(room.window.notices.notices))
    room.settle()
    text = room.window.notices.notices[-1].notice.text
    assert text.startswith("2 done, 1 not: Черновик: ")
    rows = [page.list.row_at(row) for row in range(3)]
    sent = [row.status for row in rows if row is not None]
    assert sorted(sent) == sorted([Status.SENT, Status.SENT, Status.DRAFT])


def test_the_cards_of_several_documents_are_one_file(room: Room, tmp_path: Path) -> None:
    """Each card has pages of its own, counted by themselves."""
    page = room.register()
    path = tmp_path / "cards.pdf"
    keys = page.list.keys_between(0, 1)
    page.many.write_cards(keys, path)
    room.until(path.exists)
    room.settle()
    assert ["1 /" in text for text in texts(path)] == [True, True]


def test_a_list_is_copied_from_the_search_and_from_the_tree(room: Room) -> None:
    """Lists that are drawn in their own way are tables too, for whoever copies them."""
    page = room.window.go(FOUND)
    assert isinstance(page, FoundPage)
    page.list.search("путёвках")
    room.until(lambda: page.table.list.rowCount() == 1 and room.desk.bridge.resting)
    page.list_tools.actions["copy"].trigger()
    room.settle()
    assert "О путёвках" in QGuiApplication.clipboard().text()
    tree = organisation(room).go("offices")
    room.until(lambda: tree.table.list.rowCount() > 0 and room.desk.bridge.resting)
    tree.list_tools.actions["copy"].trigger()
    room.settle()
    assert QGuiApplication.clipboard().text().startswith("Office\tShort name\tLevel")


def test_the_tools_of_control_leave_their_keys_to_the_summary(room: Room) -> None:
    """Behind its second tab the page has another list, with tools of its own."""
    page = room.window.go("control")
    assert isinstance(page, ControlPage)
    page.tabs.setCurrentIndex(SUMMARY)
    assert not page.list_tools.actions["columns"].isEnabled()
    assert page.summary.list_tools.button.isEnabled()


def test_a_search_in_a_short_list_ends_by_esc(room: Room) -> None:
    """What the search hides is said in words; Esc brings all back, and the keys to the list."""
    section = organisation(room).go("types")
    room.until(lambda: section.list.list.rowCount() > 2 and room.desk.bridge.resting)
    count = section.list.list.rowCount()
    section.list.setFocus()
    room.key(section.list, Qt.Key.Key_F, CONTROL)
    type_text(section.tools.search, "ъъъ")
    room.until(lambda: section.list.list.rowCount() == 0 and room.desk.bridge.resting)
    assert section.list.empty.said == ("Nothing in the list reads so", "Esc ends the search.")
    room.key(section.tools.search, Qt.Key.Key_Escape)
    room.until(lambda: section.list.list.rowCount() == count)
    assert section.list.hasFocus()
