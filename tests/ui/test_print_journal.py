"""Printing a journal out of the window: the sheet, the long run beside everything else."""

from collections.abc import Iterator
from concurrent.futures import CancelledError
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edo.domain.card import Kind
from edo.queries.phrases import PaperLanguage
from tests.office import founded
from tests.ui.room import CONTROL, SHIFT, Room, opened
from ui.dialogs.print_journal import PrintJournal, print_journal


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """Open the window of an office with letters of two months."""
    with founded(tmp_path / "home") as office:
        office.register(subject_ru="О выделении путёвок")
        office.register(subject_ru="О проверке", on=office.today - timedelta(days=40))
        with opened(qtbot, office) as made:
            yield made


def sheet_of(room: Room) -> PrintJournal:
    """Give the sheet that is open."""
    found = room.window.findChildren(PrintJournal)
    assert found
    return found[-1]


def test_a_journal_is_printed_for_a_period(room: Room, tmp_path: Path) -> None:
    """Ctrl+Shift+P proposes journal, period and file; Ctrl+Enter writes it and says where."""
    page = room.register()
    page.filters.chips.put(period="month")
    room.until(lambda: page.list.complete and page.list.rowCount() == 1)
    room.key(page.view, Qt.Key.Key_P, CONTROL | SHIFT)
    sheet = sheet_of(room)
    room.settle()
    assert sheet.journal.code == room.office.journals[Kind.INCOMING]
    assert sheet.since.value == room.office.today.replace(day=1)
    sheet.form_of_file.put(".csv")
    assert sheet.path.text().endswith(".csv")
    path = tmp_path / "journal.csv"
    sheet.path.setText(str(path))
    room.key(sheet.path, Qt.Key.Key_Return, CONTROL)
    room.until(path.exists)
    room.settle()
    text = path.read_text(encoding="utf-8-sig")
    assert "О выделении путёвок" in text
    assert "О проверке" not in text
    notice = room.window.notices.notices[-1].notice
    assert notice.text == "The journal is written: journal.csv · 1 document"


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".csv"])
def test_a_printing_that_is_stopped_leaves_no_file(room: Room, tmp_path: Path, ending: str) -> None:
    """Stop ends it between two documents; what was there before is still there."""
    path = tmp_path / f"journal{ending}"
    path.write_bytes(b"before")
    seen: list[int] = []

    def progress(done: int, _total: int) -> bool:
        seen.append(done)
        return done == 0

    workplace = room.do(lambda at: at)
    with pytest.raises(CancelledError):
        print_journal(
            workplace,
            progress=progress,
            journal=room.office.journals[Kind.INCOMING],
            since=room.office.today - timedelta(days=50),
            until=room.office.today,
            language=PaperLanguage.RU,
            path=path,
        )
    assert seen[-1] == 1
    assert path.read_bytes() == b"before"
    assert list(tmp_path.glob("journal*")) == [path]


def test_a_period_without_a_date_is_said_beside_its_field(room: Room) -> None:
    """The sheet does not go away while a date is missing."""
    room.register()
    room.key(room.window, Qt.Key.Key_P, CONTROL | SHIFT)
    sheet = sheet_of(room)
    room.settle()
    sheet.until.clear()
    room.key(sheet.path, Qt.Key.Key_Return, CONTROL)
    assert sheet.fields["until"].error != ""
    assert sheet.isVisible()


def test_a_place_that_cannot_be_written_is_said(room: Room, tmp_path: Path) -> None:
    """A refusal of the long run appears in the notice bar."""
    page = room.register()
    room.key(page.view, Qt.Key.Key_P, CONTROL | SHIFT)
    sheet = sheet_of(room)
    room.settle()
    sheet.path.setText(str(tmp_path / "no such folder" / "journal.pdf"))
    room.key(sheet.path, Qt.Key.Key_Return, CONTROL)
    room.until(lambda: bool(room.window.notices.notices))
    assert "Cannot write" in room.window.notices.notices[-1].notice.text
