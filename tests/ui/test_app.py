"""The program put together and taken apart; and what happens when something is not expected."""

import faulthandler
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from edo.commands.forms import keep_form
from edo.domain.card import Kind
from edo.founding import found_workplace
from edo.queries import forms
from edo.workplace import open_workplace
from tests.conftest import Logged
from tests.ui.typing_keys import press, type_text
from ui.app import Client
from ui.crash import (
    FATAL_FILE,
    LOG_FILE,
    CrashWatch,
    CrashWindow,
    LastWords,
    show_failed_start,
)
from ui.desk import Desk, Forgetful, Kept
from ui.dialogs.first_run import FirstRun
from ui.dialogs.kept_card import TypedCard
from ui.dialogs.openings import Openings
from ui.dialogs.registration import Registration
from ui.dialogs.way_cards import Way
from ui.places import Place
from ui.single import Request
from ui.speech import Speech

ROOT = Path(__file__).parents[2]
PLACES = (Place("today", "Today", "house", lambda _desk, parent: QWidget(parent)),)


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


@pytest.mark.usefixtures("qtbot")
def test_a_client_bounds_what_qt_keeps_drawn(tmp_path: Path) -> None:
    """Qt would keep ten megabytes of pictures, and listens to nobody before there is a client."""
    QPixmapCache.setCacheLimit(10 * 1024)
    client = Client(tmp_path / "home", language="en", places=PLACES)
    client.stop()
    assert QPixmapCache.cacheLimit() == 4 * 1024


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


def test_a_start_that_failed_is_told_and_put_away_by_a_key(qtbot: QtBot, speech: Speech) -> None:
    """Where no window came a person reads why, and Escape ends it."""

    def read() -> None:
        window = QApplication.activeModalWidget()
        assert isinstance(window, CrashWindow)
        said.extend(label.text() for label in window.findChildren(QLabel))
        said.append(window.report.toPlainText())
        press(window.report, Qt.Key.Key_Escape)

    said: list[str] = []
    assert qtbot
    QTimer.singleShot(0, read)
    show_failed_start(speech, "OSError: no such disk")
    assert any("could not start" in one for one in said)
    assert "OSError: no such disk" in said[-1]


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="Python reads such a folder since")
def test_no_start_ends_without_a_word(tmp_path: Path) -> None:
    """A folder that leads to itself: the program says so in a window, and waits there."""
    folder = tmp_path / "loop"
    folder.symlink_to(folder)
    started = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "--home", str(folder)],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert started.stderr is not None
    try:
        assert "not begun" in started.stderr.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            started.wait(0.5)
    finally:
        started.terminate()
        started.communicate()


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


def test_files_of_a_second_start_begin_a_registration(qtbot: QtBot, tmp_path: Path) -> None:
    """What another start was to open is put into the window of registration, once it can be."""
    home, letter = tmp_path / "home", tmp_path / "письмо.txt"
    letter.write_text("Уважаемые коллеги", encoding="utf-8")
    found_workplace(home, organisation="Союз", office="Канцелярия", person="А. С.").close()
    client = Client(home, language="en", places=PLACES)
    with qtbot.waitSignal(client.desk.bridge.opened):
        client.start()
        client.take(Request((str(letter), str(tmp_path / "nothing.pdf"))))
    openings = Openings.on(client.desk)
    qtbot.waitUntil(lambda: len(openings.windows) == 1)
    (window,) = openings.windows
    assert [row.file.path for row in window.files.rows] == [letter]
    qtbot.waitUntil(lambda: client.desk.bridge.resting)
    window.close()
    client.stop()


def test_an_invitation_opened_from_outside_leads_to_joining(qtbot: QtBot, tmp_path: Path) -> None:
    """The file is in its field already; where a workplace is open one can go back to it."""
    home, invitation = tmp_path / "home", tmp_path / "приглашение.edi"
    invitation.write_bytes(b"?")
    found_workplace(home, organisation="Союз", office="Канцелярия", person="А. С.").close()
    client = Client(home, language="en", places=PLACES)
    with qtbot.waitSignal(client.desk.bridge.opened):
        client.start()
    client.take(Request((str(invitation),)))
    page = client.window.cover_page
    assert isinstance(page, FirstRun)
    assert page.way is Way.JOIN
    qtbot.waitUntil(lambda: bool(page.fields["invitation"].error))
    assert page.inputs["invitation"].text() == str(invitation)
    page.go_back()
    page.go_back()
    assert not client.window.covered
    client.stop()


def test_a_reader_and_a_slot_break_and_the_program_goes_on(
    qtbot: QtBot, tmp_path: Path, logged: Logged
) -> None:
    """A query and a slot raise: both are in one report and in the log; answers go on coming."""
    home = tmp_path / "home"
    found_workplace(home, organisation="Союз", office="Канцелярия", person="А. С.").close()
    client = Client(home, language="en", places=PLACES)
    with qtbot.waitSignal(client.desk.bridge.opened):
        client.start()

    def broken(_connection: object) -> None:
        raise LookupError("reader")

    def slot() -> None:
        raise ZeroDivisionError("slot")

    with qtbot.capture_exceptions():
        client.desk.bridge.ask(broken, then=print)
        qtbot.waitUntil(lambda: client.crash.window is not None)
        client.crash.install()  # pytest-qt takes what slots raise
        QTimer.singleShot(0, client, slot)
        qtbot.waitUntil(lambda: "slot" in shown(client.crash).report.toPlainText())
    text = shown(client.crash).report.toPlainText()
    assert "reader" in text
    assert str(Path.home()) not in text
    logged.expect("reader")
    logged.expect("slot")
    press(shown(client.crash).report, Qt.Key.Key_Return)
    assert shown(client.crash).isVisible(), "Enter belongs to what was being written"
    press(shown(client.crash).report, Qt.Key.Key_Escape)
    answers: list[object] = []
    client.desk.bridge.ask(forms.kept, then=answers.append)
    qtbot.waitUntil(lambda: answers == [[]])
    client.stop()


def test_how_the_last_run_ended_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that ended well leaves nothing; one that was cut off is known, with what it left."""
    for name in ("enable", "disable"):  # the one of the tests themselves stays in force
        monkeypatch.setattr(faulthandler, name, lambda *_file: None)
    first = LastWords(tmp_path)
    assert first.begin() is None
    first.end()
    second = LastWords(tmp_path)
    assert second.begin() is None
    (tmp_path / FATAL_FILE).write_text("Fatal Python error: Segmentation fault")
    third = LastWords(tmp_path)
    assert third.begin() == "Fatal Python error: Segmentation fault"
    third.end()
    second.end()
    assert list(tmp_path.iterdir()) == []


def test_after_a_bad_end_what_was_written_comes_back(qtbot: QtBot, tmp_path: Path) -> None:
    """The report of the death is shown; a registration stands open again, a sheet is named."""
    home = tmp_path / "home"
    workplace = found_workplace(home, organisation="Союз", office="Канцелярия", person="А. С.")
    keep_form(workplace, name="sheet/CorrespondentSheet/Add a correspondent/", value=b"{}")
    workplace.close()
    client = Client(home, language="en", places=PLACES)
    with qtbot.waitSignal(client.desk.bridge.opened):
        client.start()
    client.come_back("Fatal Python error: Segmentation fault")
    assert "Segmentation fault" in shown(client.crash).report.toPlainText()
    shown(client.crash).accept()
    qtbot.waitUntil(lambda: bool(client.window.notices.notices))
    (notice,) = client.window.notices.notices
    assert notice.notice.text.endswith("(Add a correspondent)")
    assert notice.notice.act is None
    kept = TypedCard("d1", fields={"subject_ru": "О смете на"}, at="subject_ru")
    value = msgspec.json.encode(kept)
    client.desk.bridge.run(keep_form, name="registration/outgoing/d1", value=value)
    qtbot.waitUntil(lambda: client.desk.bridge.resting)
    client.come_back("")
    openings = Openings.on(client.desk)
    qtbot.waitUntil(lambda: len(openings.windows) == 1)
    (window,) = openings.windows
    assert isinstance(window, Registration)
    assert window.kind is Kind.OUTGOING
    qtbot.waitUntil(lambda: client.desk.bridge.resting)
    assert window.document == "d1"
    subject = window.form.controls["subject_ru"]
    assert subject.typed() == "О смете на"
    assert window.focusWidget() is subject.widget, "one goes on where one was"
    window.close()
    qtbot.waitUntil(lambda: client.desk.bridge.resting)
    notice.put_away()
    client.come_back("")
    qtbot.waitUntil(lambda: bool(client.window.notices.notices))
    assert openings.windows == [], "what was closed by hand stays closed"
    client.stop()


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


def test_what_is_typed_over_a_report_goes_where_it_was_meant_for(qtbot: QtBot) -> None:
    """Who looks at paper types on: the letters stand in the field once the report is put away."""
    watch = CrashWatch(Speech("en"))
    line = QLineEdit("О выде")
    qtbot.addWidget(line)
    line.show()
    line.activateWindow()
    qtbot.waitUntil(line.isActiveWindow)
    line.setFocus()
    line.deselect()
    watch.show_crash("Traceback")
    report = shown(watch).report
    qtbot.waitUntil(lambda: QApplication.focusWidget() is report)
    type_text(report, "лениии")
    press(report, Qt.Key.Key_Backspace)
    press(report, Qt.Key.Key_Backspace)
    assert "лени" in shown(watch).kept.text()
    assert "лени" not in report.toPlainText()
    press(report, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: watch.window is None)
    assert line.text() == "О выделени"
