"""A stack of letters from the scanner: one key a letter, none twice, none lost."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.counter import Counter, counter
from ui.dialogs.next_scan import FOLDER, NextScan
from ui.dialogs.registration import Registration


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    """Sit at the counter of an office whose scanner writes into a folder."""
    with counter(qtbot, tmp_path / "home") as made:
        made.desk.choices.set(FOLDER, str(tmp_path / "scans"))
        (tmp_path / "scans").mkdir()
        yield made


def scanned(folder: Path, name: str, age: int) -> Path:
    """Let the scanner have written a page so many seconds ago."""
    path = folder / "scans" / name
    path.write_bytes(f"%PDF {name}".encode())
    then = path.stat().st_mtime - age
    os.utime(path, (then, then))
    return path


def names(window: Registration) -> list[str]:
    """Name the files of the card."""
    return [row.file.path.name for row in window.files.rows]


def test_one_key_takes_the_next_scan(office: Counter, tmp_path: Path) -> None:
    """The newest first, each once, also for the next card; the keys stay in the card."""
    for name, age in (("1.pdf", 300), ("2.pdf", 200), ("3.pdf", 100)):
        scanned(tmp_path, name, age)
    window = office.open()
    field = QApplication.focusWidget()
    office.key(Qt.Key.Key_F11)
    office.key(Qt.Key.Key_F11)
    assert names(window) == ["3.pdf", "2.pdf"]
    assert [row.button.isChecked() for row in window.files.rows] == [False, True]
    assert QApplication.focusWidget() is field
    assert window.foot.state.text() == "Taken: 2.pdf"
    window.files.empty()
    window.close()
    other = office.open()
    office.key(Qt.Key.Key_F11)
    assert names(other) == ["1.pdf"]
    office.key(Qt.Key.Key_F11)
    assert other.foot.state.text().startswith("No new scans in ")
    assert names(other) == ["1.pdf"]
    assert len(list((tmp_path / "scans").iterdir())) == 3, "nothing is ever deleted"


def test_a_scan_that_is_being_written_is_waited_for(office: Counter, tmp_path: Path) -> None:
    """The key is pressed while the scanner works: the scan comes when it is whole."""
    path = scanned(tmp_path, "1.pdf", 0)
    window = office.open()
    office.key(Qt.Key.Key_F11)
    assert window.foot.state.text() == "1.pdf is still being written…"
    assert names(window) == []
    with path.open("ab") as file:
        file.write(b" and one more page")
    office.wait(lambda: names(window) == ["1.pdf"])
    assert window.files.rows[0].file.path.read_bytes().endswith(b"page")


def test_the_folder_is_asked_for_once(
    office: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a folder the key asks for one; thought better of, nothing happens."""
    scanned(tmp_path, "1.pdf", 100)
    office.desk.choices.set(FOLDER, "")
    asked: list[str] = []

    def choose(*_given: object) -> str:
        asked.append("")
        return str(tmp_path / "scans") if len(asked) > 1 else ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    window = office.open()
    office.key(Qt.Key.Key_F11)
    assert names(window) == []
    office.key(Qt.Key.Key_F11)
    assert names(window) == ["1.pdf"]
    office.key(Qt.Key.Key_F11)
    assert len(asked) == 2


def test_a_folder_that_is_away_is_said(office: Counter, tmp_path: Path) -> None:
    """A server that is off costs a sentence, not a window; a spoilt memory is an empty one."""
    scanned(tmp_path, "1.pdf", 100)
    office.desk.memory.set("scan.taken", '[1, ["x", "y", 2], null]')
    window = office.open()
    office.desk.choices.set(FOLDER, str(tmp_path / "away"))
    office.key(Qt.Key.Key_F11)
    assert window.foot.state.text().startswith("The folder of scans cannot be read")
    assert not window.findChildren(NextScan)[0].waits
    office.desk.choices.set(FOLDER, str(tmp_path / "scans"))
    office.key(Qt.Key.Key_F11)
    assert names(window) == ["1.pdf"]
