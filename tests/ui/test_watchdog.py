"""The thread of the windows touches no database, no file of the office and no network."""

import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from tests.office import Chancery
from tests.ui.room import Room, with_letters
from tests.ui.rounds import walk, whole

OWN = (sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]))
"""Where the program itself lies: its modules, icons and style sheets are read by the windows."""
TOUCHING = frozenset(
    {
        "open",
        "os.listdir",
        "os.scandir",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "shutil.copyfile",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "sqlite3.connect",
        "subprocess.Popen",
    }
)


class Watchdog:
    """Notes what the thread that made it does to files, databases and networks while it watches.

    Python's audit hooks stay for ever, so one hook serves all, and does nothing while nobody
    watches.
    """

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.act = ""
        self._thread = get_ident()
        self._watching = False
        sys.addaudithook(self._on_audit)
        event.listen(Engine, "before_cursor_execute", self._on_statement)

    @contextmanager
    def watch(self) -> Generator[None]:
        """Watch."""
        self.seen.clear()
        self._watching = True
        try:
            yield
        finally:
            self._watching = False

    def end(self) -> None:
        """Listen to databases no more."""
        event.remove(Engine, "before_cursor_execute", self._on_statement)

    def _on_audit(self, name: str, words: tuple[Any, ...]) -> None:
        if self._watching and name in TOUCHING and get_ident() == self._thread:
            what = str(words[0]) if words else ""
            if not _own(what):
                self.seen.append(f"{self.act}: {name} {what}")

    def _on_statement(self, *words: Any) -> None:
        if self._watching and get_ident() == self._thread:
            self.seen.append(f"{self.act}: {words[2]}")


def _own(path: str) -> bool:
    """Tell whether a file is one of the program's."""
    return path.startswith(OWN)


@pytest.fixture
def watchdog() -> Iterator[Watchdog]:
    """Give the watchdog."""
    made = Watchdog()
    yield made
    made.end()


@pytest.fixture
def room(qtbot: QtBot, chancery: Chancery) -> Iterator[Room]:
    """Open the window over a few letters."""
    with with_letters(qtbot, chancery) as found:
        yield found


def test_the_windows_read_nothing_themselves(room: Room, watchdog: Watchdog) -> None:
    """Every page, window, language and look, and the search: all is asked of other threads."""
    with watchdog.watch():
        for name in walk(room, whole(room)):
            watchdog.act = f"after {name}"
    assert watchdog.seen == []


def test_the_watchdog_bites(qtbot: QtBot, tmp_path: Path, watchdog: Watchdog) -> None:
    """What a slot does to a file is seen, where it happened."""
    path = tmp_path / "letter.txt"
    watchdog.act = "a click"
    with watchdog.watch():
        QTimer.singleShot(0, lambda: path.write_text("x", encoding="utf-8"))
        qtbot.waitUntil(path.exists)
    assert any(one.startswith(f"a click: open {path}") for one in watchdog.seen)
