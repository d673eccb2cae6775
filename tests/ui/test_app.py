"""The program put together and taken apart; and what happens when something is not expected."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edo.founding import found_workplace
from edo.workplace import open_workplace
from tests.conftest import Logged
from ui.app import Client
from ui.crash import LOG_FILE, CrashWatch, CrashWindow
from ui.desk import Desk, Forgetful, Kept
from ui.places import Place
from ui.speech import Speech

PLACES = (Place("today", "Today", "house", lambda _desk: QWidget()),)


@pytest.fixture
def watch(desk: Desk) -> Iterator[CrashWatch]:
    """Watch for what nobody expects, until the test ends."""
    made = CrashWatch(desk.speech)
    made.install()
    yield made
    made.uninstall()


def shown(watch: CrashWatch) -> CrashWindow:
    """Give the crash window that is shown."""
    window = watch.window
    assert window is not None
    return window


def test_the_client_opens_a_workplace_and_leaves_nothing_behind(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """The window goes to its first place and opens the home; at the end no thread is left."""
    home = tmp_path / "home"
    found_workplace(home, organisation="Союз", office="Канцелярия", person="А. С.").close()
    before = set(threading.enumerate())
    client = Client(home, language="en", places=PLACES)
    with qtbot.waitSignal(client.desk.bridge.opened):
        client.start()
    qtbot.waitUntil(lambda: client.window.here == "today")
    client.desk.choices.set("look", "dark")
    client.stop()
    assert set(threading.enumerate()) == before
    assert '"look": "dark"' in (home / "settings.json").read_text(encoding="utf-8")
    open_workplace(home).close()


def test_a_home_where_nothing_was_founded_asks_its_questions(qtbot: QtBot, tmp_path: Path) -> None:
    """An empty home leads to the first start, inside the window; the program goes on."""
    client = Client(tmp_path / "empty", language="en", places=PLACES)
    with qtbot.waitSignal(client.desk.bridge.unopened):
        client.start()
    qtbot.waitUntil(lambda: client.window.covered)
    client.stop()


def test_a_mistake_on_any_thread_is_written_down_and_shown_once(
    qtbot: QtBot, watch: CrashWatch, logged: Logged
) -> None:
    """What nobody caught opens one window with a report; a second mistake is added to it."""

    def broken() -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(watch.caught):
        thread = threading.Thread(target=broken)
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: watch.window is not None)
    sys.excepthook(KeyError, KeyError("second"), None)
    qtbot.waitUntil(lambda: "second" in shown(watch).report.toPlainText())
    text = shown(watch).report.toPlainText()
    assert "ZeroDivisionError" in text
    assert text.startswith("edo ")
    logged.expect("ZeroDivisionError")
    logged.expect("second")
    shown(watch).accept()
    assert watch.window is None


def test_a_report_can_be_saved_even_where_that_fails(
    qtbot: QtBot, speech: Speech, tmp_path: Path
) -> None:
    """The report is written to a file; a folder that is not there is said in the report."""
    window = CrashWindow(speech, "Traceback of something")
    qtbot.addWidget(window)
    window.save(tmp_path / "report.txt")
    assert "Traceback of something" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    window.save(tmp_path / "nowhere" / "report.txt")
    assert "nowhere" in window.report.toPlainText().splitlines()[-1]


@pytest.fixture
def speech(desk: Desk) -> Speech:
    """Give the desk's speech."""
    return desk.speech


def test_small_memories_are_written_a_moment_later(qtbot: QtBot) -> None:
    """Dragging a border keeps one note, read back at once and written when it is left alone."""
    below = Forgetful()
    kept = Kept(below)
    for width in range(100):
        kept.set("width", str(width))
    assert kept.get("width") == "99"
    assert below.get("width") == ""
    kept.flush()
    assert below.get("width") == "99"
    assert qtbot


def test_the_log_is_in_the_home(qtbot: QtBot, tmp_path: Path, logged: Logged) -> None:
    """What went wrong can be read in the home's logs."""
    client = Client(tmp_path / "home", language="en", places=PLACES)
    with qtbot.waitSignal(client.desk.bridge.unopened):
        client.start()
    logging.getLogger("edo.client").warning("something odd")
    client.stop()
    text = (tmp_path / "home" / "logs" / LOG_FILE).read_text(encoding="utf-8")
    assert "something odd" in text
    logged.expect("something odd")
