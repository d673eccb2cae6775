"""From the first moment to an open workplace: questions, passwords, trouble."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from edo.commands import organisation
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.store import ledger
from edo.store.database import FILE_NAME
from edo.workplace import open_workplace
from tests.ui.beginning import Beginning, before
from tests.ui.typing_keys import press, type_text
from ui.app import DOORS
from ui.dialogs.sheet_of_paper import WaitSheet
from ui.dialogs.start_trouble import StartTrouble
from ui.dialogs.way_cards import Way
from ui.long_run import Progress, until_stopped
from ui.start import Start


@pytest.fixture
def beginning(qtbot: QtBot, tmp_path: Path) -> Iterator[Beginning]:
    """Stand before the first moment."""
    with before(qtbot, tmp_path / "home") as made:
        yield made


def founded(home: Path, password: str = "") -> None:
    """Found an office in a folder."""
    organisation.found(
        home, organisation="Союз", office="Областная", person="Серікова А.", password=password
    ).close()


def test_three_answers_found_an_office(beginning: Beginning) -> None:
    """An empty folder asks; what is missing is said beside its field; then the office is there."""
    beginning.begin()
    page = beginning.questions()
    assert page.way is Way.ALONE
    beginning.key(Qt.Key.Key_Down)
    assert page.way is Way.FOUND
    beginning.key(Qt.Key.Key_Return)
    type_text(page.inputs["person"], "Серікова Айгүл")
    beginning.key(Qt.Key.Key_Return)
    assert page.fields["name"].error
    assert page.fields["person"].error == ""
    type_text(page.inputs["name"], "Кәсіподақ")
    page.more.click()
    type_text(page.inputs["office"], "Абай облысы")
    beginning.key(Qt.Key.Key_Return)
    assert page.at == 2
    beginning.key(Qt.Key.Key_Escape)
    assert page.at == 1, "Esc goes back"
    beginning.key(Qt.Key.Key_Return)
    beginning.key(Qt.Key.Key_Return)
    beginning.qtbot.waitUntil(lambda: beginning.opened == [True])
    assert not beginning.window.covered
    beginning.desk.bridge.close()
    workplace = open_workplace(beginning.home)
    names = {one.office.name_ru for one in workplace.read(directory.offices)}
    workplace.close()
    assert names == {"Кәсіподақ", "Абай облысы"}


def test_alone_nothing_but_the_name_is_asked(beginning: Beginning) -> None:
    """Enter, a name, Enter, Enter: everything else has a default that works."""
    beginning.begin()
    beginning.key(Qt.Key.Key_Return)
    type_text(beginning.questions().inputs["person"], "Ким А. В.")
    beginning.key(Qt.Key.Key_Return)
    beginning.key(Qt.Key.Key_Return)
    beginning.qtbot.waitUntil(lambda: beginning.opened == [True])
    beginning.desk.bridge.close()
    workplace = open_workplace(beginning.home)
    names = {one.office.name_ru for one in workplace.read(directory.offices)}
    workplace.close()
    assert names == {"My organisation"}


def test_a_folder_that_is_there_already_is_asked_for(beginning: Beginning, tmp_path: Path) -> None:
    """Who has a folder names it: another client opens it, and begins there next time."""
    founded(tmp_path / "other")
    beginning.begin()
    page = beginning.questions()
    page.elsewhere.click()
    assert page.way is Way.OPEN
    assert page.fields["person"].isHidden()
    beginning.key(Qt.Key.Key_Escape)
    assert page.way is Way.ALONE
    page.elsewhere.click()
    page.inputs["path"].setText(str(tmp_path / "other"))
    with beginning.qtbot.waitSignal(beginning.start.moved) as told:
        page.hand_in()
    assert told.args == [tmp_path / "other", "", True]


def test_a_sample_is_played_and_only_looked_at(beginning: Beginning, tmp_path: Path) -> None:
    """The sample is made where one says, in the language spoken; next time one begins as before."""
    told: list[tuple[Path, str]] = []

    def play(folder: Path, language: str, progress: Progress) -> Path:
        progress(1, 4)
        told.append((folder, language))
        if (folder / "mine.txt").exists():
            raise Refusal(Reason.CANNOT_WRITE, path=str(folder), detail="mine.txt")
        return folder / "home"

    start = Start(beginning.desk, beginning.window, beginning.home, replace(DOORS, play=play))
    start.open()
    beginning.settle()
    page = beginning.questions()
    page.ways[Way.SAMPLE].setChecked(True)
    page.inputs["path"].setText(str(tmp_path))
    (tmp_path / "mine.txt").write_text("x")
    page.hand_in()
    assert not page.begin.isEnabled(), "it is being played"
    beginning.settle()
    assert "mine.txt" in page.fields["path"].error
    assert page.begin.isEnabled()
    page.inputs["path"].setText(str(tmp_path / "sample"))
    with beginning.qtbot.waitSignal(start.moved) as moved:
        page.hand_in()
    assert moved.args == [tmp_path / "sample" / "home", "", False]
    assert told[-1] == (tmp_path / "sample", "en")


def test_a_sample_can_be_stopped(beginning: Beginning, tmp_path: Path) -> None:
    """The bar says how far it is; Esc stops it between two acts, and the questions are back."""
    halfway, ended = threading.Event(), threading.Event()

    def play(_folder: Path, _language: str, progress: Progress) -> Path:
        progress(1, 2)
        halfway.wait(10)
        step = until_stopped(progress)
        try:
            step(2, 2)
        finally:
            ended.set()
        return tmp_path

    start = Start(beginning.desk, beginning.window, beginning.home, replace(DOORS, play=play))
    moved: list[object] = []
    start.moved.connect(lambda *told: moved.append(told))
    start.open()
    beginning.settle()
    page = beginning.questions()
    page.ways[Way.SAMPLE].setChecked(True)
    page.show_step(1)
    beginning.key(Qt.Key.Key_Return)
    beginning.qtbot.waitUntil(lambda: page.bar.value() == 1)
    assert page.bar.maximum() == 2
    beginning.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    line = page.told_line
    assert line is not None
    assert line.text.text() == "Begin (Ctrl+Enter): it is being done already"
    assert line.isVisible()
    beginning.key(Qt.Key.Key_Escape)
    assert page.bar.isHidden()
    assert page.begin.isEnabled()
    assert not line.isVisible()
    beginning.key(Qt.Key.Key_F8)
    assert line.isVisible()
    assert line.text.text() == "F8 does nothing here; F1 shows the keys"
    halfway.set()
    beginning.settle()
    assert ended.is_set()
    assert moved == []


def test_a_folder_that_cannot_be_written_is_refused_beside_its_field(
    beginning: Beginning, tmp_path: Path
) -> None:
    """A file stands where the folder should be: the sentence is beside the folder, words stay."""
    (tmp_path / "file").write_text("x")
    beginning.begin()
    page = beginning.questions()
    type_text(page.inputs["person"], "А")
    page.inputs["path"].setText(str(tmp_path / "file" / "home"))
    page.hand_in()
    beginning.qtbot.waitUntil(lambda: bool(page.fields["path"].error))
    assert page.inputs["person"].text() == "А"
    assert page.begin.isEnabled()


def test_the_password_is_asked_until_it_is_right(beginning: Beginning) -> None:
    """A wrong password is said beside the field; the right one opens."""
    founded(beginning.home, "тайна")
    beginning.begin()
    page = beginning.trouble()
    type_text(page.line, "тайга")
    press(page.line, Qt.Key.Key_Return)
    beginning.settle()
    again = beginning.trouble()
    assert again is not page
    assert again.secret_error == "The password is wrong."
    type_text(again.line, "тайна")
    press(again.line, Qt.Key.Key_Return)
    beginning.qtbot.waitUntil(lambda: beginning.opened == [True])
    assert not beginning.window.covered


def test_a_folder_open_elsewhere_is_said_and_tried_again(beginning: Beginning) -> None:
    """While another program holds the folder the window says so; then it opens."""
    founded(beginning.home)
    other = open_workplace(beginning.home)
    beginning.begin()
    page = beginning.trouble()
    assert str(beginning.home) in page.text.text()
    other.close()
    page.primary.click()
    beginning.qtbot.waitUntil(lambda: beginning.opened == [True])


def spoil(path: Path, name: str) -> None:
    """Overwrite the first page of a table or index."""
    connection = sqlite3.connect(path)
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
    ).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x7f" * size)


def test_a_damaged_database_is_made_anew(beginning: Beginning) -> None:
    """Damage is said, and mended out of the segments; the damaged file is kept."""
    founded(beginning.home)
    spoil(beginning.home / FILE_NAME, "segments_hlc")
    beginning.begin()
    page = beginning.trouble()
    assert page.title.text() == "The data are damaged"
    page.primary.click()
    beginning.qtbot.waitUntil(lambda: beginning.opened == [True])
    assert any("damaged" in one.name for one in beginning.home.iterdir())
    assert not beginning.window.covered


def test_what_cannot_be_mended_is_not_offered_twice(beginning: Beginning) -> None:
    """Where not even the authority is left, the window says that a copy is needed."""
    founded(beginning.home)
    file = beginning.home / FILE_NAME
    file.write_bytes(file.read_bytes().replace(b"EDAU1", b"?????"))
    spoil(file, "authority")
    beginning.begin()
    before = beginning.trouble()
    before.primary.click()
    beginning.qtbot.waitUntil(
        lambda: (
            isinstance(beginning.window.cover_page, StartTrouble)
            and beginning.window.cover_page is not before
        )
    )
    assert "copy" in beginning.trouble().text.text()
    assert beginning.trouble().primary.text() == "Try again"


def test_a_newer_release_is_told_apart(beginning: Beginning) -> None:
    """Data of a newer release are left alone: the window asks for an update."""
    founded(beginning.home)
    workplace = open_workplace(beginning.home)
    workplace.write(lambda connection: connection.exec_driver_sql("PRAGMA user_version = 99"))
    workplace.close()
    beginning.begin()
    page = beginning.trouble()
    assert page.title.text() == "A newer release is needed"
    assert page.primary.isHidden()
    with beginning.qtbot.waitSignal(page.elsewhere):
        page.elsewhere.emit()
    assert beginning.questions().way is Way.OPEN


def test_folding_tables_anew_can_be_stopped_and_begun_again(beginning: Beginning) -> None:
    """Space on Stop: the tables are as they were, the window says so, and Enter begins anew."""
    founded(beginning.home)
    pressed = threading.Event()

    def open_slowly(home: Path, password: str, tell: Callable[[int, int], object]) -> Any:
        def told(done: int, total: int) -> None:
            tell(done - 1, total)
            pressed.wait()
            tell(done, total)

        return DOORS.open(home, password, told)

    workplace = open_workplace(beginning.home)
    workplace.write(ledger.keep, "tables", "another release")
    workplace.close()
    slow = replace(DOORS, open=open_slowly)
    delete(beginning.start)  # one at a time opens a home
    start = Start(beginning.desk, beginning.window, beginning.home, slow)
    start.opened.connect(lambda: beginning.opened.append(True))
    start.open()
    beginning.qtbot.waitUntil(lambda: isinstance(beginning.window.cover_page, WaitSheet))
    page = beginning.window.cover_page
    assert isinstance(page, WaitSheet)
    beginning.qtbot.waitUntil(page.stop.isVisible)
    beginning.key(Qt.Key.Key_Space)
    assert not page.stop.isEnabled()
    pressed.set()
    beginning.settle()
    assert beginning.opened == []
    assert beginning.trouble().title.text() == "Stopped"
    beginning.trouble().primary.click()
    beginning.qtbot.waitUntil(lambda: bool(beginning.opened))
    assert not beginning.window.covered


def test_tables_of_another_release_are_folded_with_a_bar(beginning: Beginning) -> None:
    """While tables are made anew the window says what it does and how far it is."""
    beginning.desk.bridge.tell_opening(3, 10)
    beginning.qtbot.waitUntil(lambda: beginning.window.covered)
    founded(beginning.home)
    beginning.begin()
    assert beginning.opened == [True]
    assert not beginning.window.covered
