"""The main window: places, search, messages, languages; all by keyboard."""

from collections.abc import Callable
from functools import partial
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from edo.errors import Reason, Refusal
from tests.ui.shelf import Shelf
from tests.ui.typing_keys import press, type_text
from ui.desk import Desk
from ui.digit_keys import sequences
from ui.handbook_keys import keys_of
from ui.main_window import MainWindow
from ui.places import Act, Build, Place, later
from ui.theme import Look, Tone
from ui.widgets.notice_bar import Notice
from ui.widgets.split import Split

Settle = Callable[[], None]


class Page(QWidget):
    """A page with a line to type into."""

    def __init__(self, desk: Desk, parent: QWidget, *, title: str = "") -> None:
        super().__init__(parent)
        self.desk = desk
        self.line = QLineEdit(title)
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)
        self.setFocusProxy(self.line)


@pytest.fixture
def built() -> list[str]:
    """Count which pages were built."""
    return []


@pytest.fixture
def begun() -> list[str]:
    """Note what was begun by the primary button."""
    return []


@pytest.fixture
def window(desk: Desk, qtbot: QtBot, built: list[str], begun: list[str]) -> MainWindow:
    """Open a main window of three places."""

    def page(code: str) -> Build:
        def build(desk: Desk, parent: QWidget) -> QWidget:
            built.append(code)
            return Page(desk, parent=parent)

        return build

    places = (
        Place("incoming", "Incoming", "inbox", page("incoming"), "Documents"),
        Place("outgoing", "Outgoing", "send", page("outgoing")),
        Place("found", "Found", "search", page("found"), listed=False),
    )
    acts = (Act("letter", "Incoming letter", "inbox", lambda: begun.append("letter"), "Ctrl+N"),)
    made = MainWindow(desk, places, acts)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.go("incoming")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def act(window: MainWindow, keys: str) -> QAction:
    """Find the action of a key."""
    return next(a for a in window.actions() if a.shortcut().toString() == keys)


def test_pages_are_built_when_first_visited(window: MainWindow, built: list[str]) -> None:
    """Starting builds one page; going to and fro builds each once."""
    assert built == ["incoming"]
    act(window, "Ctrl+2").trigger()
    assert window.here == "outgoing"
    act(window, "Ctrl+1").trigger()
    assert built == ["incoming", "outgoing"]


def test_places_are_reached_on_a_kazakh_keyboard_too(window: MainWindow) -> None:
    """The key of 1 types a quotation mark there."""
    act(window, "Ctrl+2").trigger()
    QTest.keyClick(window, Qt.Key.Key_QuoteDbl, Qt.KeyboardModifier.ControlModifier)
    assert window.here == "incoming"
    assert [one.toString() for one in sequences("Alt+6")] == ["Alt+6", "Alt+,"]


def test_the_search_line_is_reached_and_left_by_keys(window: MainWindow) -> None:
    """Ctrl+K goes into search, what is typed is told, Esc clears it and leads back to the page."""
    told: list[str] = []
    window.search.textEdited.connect(told.append)
    act(window, "Ctrl+K").trigger()
    assert window.search.hasFocus()
    type_text(window.search, "акт")
    press(window.search, Qt.Key.Key_Escape)
    assert told == ["а", "ак", "акт"]
    assert window.search.text() == ""
    page = window.page("incoming")
    assert isinstance(page, Page)
    assert page.line.hasFocus()


def test_the_primary_button_offers_what_can_be_begun(window: MainWindow, begun: list[str]) -> None:
    """The button's menu has every act with its key; a page without a line is not in the list."""
    menu = window.primary.menu()
    assert [action.text() for action in menu.actions()] == ["Incoming letter"]
    menu.actions()[0].trigger()
    act(window, "Ctrl+N").trigger()
    assert begun == ["letter", "letter"]
    assert not [a for a in window.actions() if a.shortcut().toString() == "Ctrl+3"]


def test_a_refusal_is_said_inside_the_window_and_stays(
    window: MainWindow, desk: Desk, settle: Settle
) -> None:
    """A command refused is told in words over the page, until somebody puts it away."""

    def refused(_shelf: Shelf) -> None:
        raise Refusal(Reason.ALREADY_REGISTERED)

    desk.bridge.run(refused)
    desk.bridge.run(refused)
    settle()
    (notice,) = window.notices.notices
    words = desk.speech.words
    assert notice.notice.text == words.refusal(Refusal(Reason.ALREADY_REGISTERED))
    assert notice.stays
    notice.put_away()
    assert not window.notices.isVisible()


def test_a_message_offers_the_way_back(window: MainWindow) -> None:
    """What was done can be undone from the message that told of it."""
    undone: list[int] = []
    window.notify(Notice("Sent.", Tone.GOOD, "Undo", lambda: undone.append(1)))
    (notice,) = window.notices.notices
    assert not notice.stays
    notice.button.click()
    assert undone == [1]
    assert window.notices.notices == []


def test_what_a_message_offers_has_a_key_that_its_button_names(
    window: MainWindow, qtbot: QtBot
) -> None:
    """Alt+Enter or Ctrl+Z, on the newest it is for; it passes to the next when that is gone."""
    done: list[str] = []
    for name in ("one", "two"):
        window.notify(Notice(f"Written: {name}", Tone.GOOD, "Open", partial(done.append, name)))
    window.notify(Notice("Sent", Tone.GOOD, "Undo", partial(done.append, "back"), undo=True))
    shown = [one.button.text() for one in window.notices.notices]
    assert shown == ["Open", "Open  Alt+Enter", "Undo  Ctrl+Z"]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Qt.Key.Key_Return, alt)
    assert done == ["two"]
    shown = [one.button.text() for one in window.notices.notices]
    assert shown == ["Open  Alt+Enter", "Undo  Ctrl+Z"]
    qtbot.keyClick(window, Qt.Key.Key_Return, alt)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_Return, alt)
    assert done == ["two", "one", "back"]


def test_only_the_newest_messages_are_shown(window: MainWindow) -> None:
    """Many messages do not cover the page: three are shown, the oldest goes."""
    for number in range(5):
        window.notify(Notice(f"Message {number}"))
    assert [n.notice.text for n in window.notices.notices] == [
        "Message 2",
        "Message 3",
        "Message 4",
    ]


def test_the_language_and_the_look_change_while_it_runs(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    """A press on ҚАЗ speaks Kazakh at once and is remembered; so is the dark look."""
    heard: list[str] = []
    desk.speech.changed.connect(lambda: heard.append(desk.speech.language))
    button = next(one for one in window.status.findChildren(QToolButton) if one.text() == "ҚАЗ")
    button.click()
    assert heard == ["kk"]
    assert desk.choices.get("language") == "kk"
    assert desk.speech.locale.name() == "kk_KZ"
    before = window.palette().window().color()
    desk.theme.choose(look=Look.DARK, compact=True)
    qtbot.waitUntil(lambda: desk.theme.resting)
    assert window.palette().window().color() != before
    desk.speech.speak("ru")
    checked = [one.text() for one in window.status.findChildren(QToolButton) if one.isChecked()]
    assert checked == ["РУС"], "by the palette and the settings too"


def test_counters_are_said_to_those_who_listen(window: MainWindow) -> None:
    """A counter is a number beside the place, and part of its name for a screen reader."""
    window.list.count("incoming", 4)
    window.list.count("outgoing", 1, late=True)
    window.list.count("nowhere", 9)
    names = [b.accessibleName() for b in window.list.buttons]
    assert names == ["Incoming, 4 wait", "Outgoing, 1 waits"]


def test_a_narrow_window_shows_icons_of_places_only(window: MainWindow) -> None:
    """On a small screen the list of places leaves its room to the page."""
    wide = window.list.width()
    window.resize(900, 640)
    assert window.list.width() < wide / 2
    window.resize(1366, 768)
    assert window.list.width() == wide


def test_the_help_sheet_lists_every_key(qtbot: QtBot, window: MainWindow) -> None:
    """F1 shows the handbook, and beside it the keys that work here by the names of what they do."""
    keys = dict(keys_of(window))
    assert keys["Ctrl+K"] == "Search"
    assert keys["Ctrl+1"] == "Incoming"
    assert keys["Ctrl+N"] == "Incoming letter"
    act(window, "F1").trigger()
    sheet = next(w for w in window.children() if type(w).__name__ == "Handbook")
    assert isinstance(sheet, QWidget)
    qtbot.waitUntil(lambda: "Ctrl+K" in [one.text() for one in sheet.findChildren(QLabel)])
    sheet.close()


def test_keys_of_a_page_one_has_left_are_not_listed(window: MainWindow) -> None:
    """They do not work there; keys of a menu of what is seen do."""
    page, button = window.go("incoming"), QToolButton(window)
    menu = QMenu(button)
    button.setMenu(menu)
    button.show()
    for part, keys in ((page, "Ctrl+F11"), (menu, "Ctrl+F12")):
        action = QAction(keys, window)
        action.setShortcut(keys)
        part.addAction(action)
    assert {"Ctrl+F11", "Ctrl+F12"} <= dict(keys_of(window)).keys()
    window.go("outgoing")
    assert "Ctrl+F11" not in dict(keys_of(window))
    button.hide()
    assert "Ctrl+F12" not in dict(keys_of(window))


def test_every_button_has_a_name_and_says_its_key(window: MainWindow) -> None:
    """Nothing one can press is without a name to be heard, nor an icon without a tip."""
    for button in window.findChildren(QToolButton):
        if button.isVisible() and not isinstance(button.parent(), QLineEdit):
            assert button.accessibleName() or button.text(), button
            assert button.toolTip(), button


def test_a_long_run_is_shown_with_a_way_to_stop_it(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    """The bottom line shows what is being done and how far; its button stops it."""

    def endless(_shelf: Shelf, *, progress: Callable[[int, int], bool]) -> str:
        while progress(1, 2):
            pass
        return "stopped"

    ends: list[str] = []
    desk.bridge.run_long(endless, "Reading the old journal", then=ends.append)
    texts = [label.text() for label in window.status.findChildren(QLabel)]
    assert "Reading the old journal" in texts
    stop = next(
        one
        for one in window.status.findChildren(QToolButton)
        if one.accessibleName() == "Stop: Reading the old journal"
    )
    stop.click()
    qtbot.waitUntil(lambda: ends == ["stopped"])


def test_the_window_comes_back_as_it_was_left(window: MainWindow, desk: Desk) -> None:
    """Its size is remembered when it is closed."""
    closing: list[int] = []
    window.closing.connect(lambda: closing.append(1))
    window.resize(760, 560)
    window.close()
    again = MainWindow(desk, ())
    assert (again.width(), again.height()) == (760, 560)
    assert closing == [1]


def test_a_page_can_be_read_from_its_module_when_visited(desk: Desk, qtbot: QtBot) -> None:
    """A place may name its page; its module is read when somebody goes there."""
    build = later("tests.ui.test_main_window", "Page", title="Hello")
    stage = QWidget()
    qtbot.addWidget(stage)
    page = build(desk, stage)
    assert isinstance(page, Page)
    assert page.parent() is stage
    assert page.line.text() == "Hello"


def test_the_detail_folds_away_and_lies_over_the_list_when_narrow(
    desk: Desk, show: Callable[[QWidget], None]
) -> None:
    """Beside the list where there is room, over it where there is none, and out of sight by F4."""
    master, detail = QLineEdit("list"), QLineEdit("detail")
    split = Split(desk, master, detail, "letters")
    show(split)
    split.window().resize(1200, 600)
    assert detail.isVisible()
    split.fold_action.trigger()
    assert not detail.isVisible()
    split.open_detail()
    assert detail.isVisible()
    assert master.isVisible()
    split.window().resize(700, 600)
    assert split.narrow
    assert not detail.isVisible()
    split.open_detail()
    assert detail.isVisible()
    assert not master.isVisible()
    split.close_detail()
    assert master.hasFocus()


def test_a_high_page_does_not_drive_the_window_off_the_screen(window: MainWindow) -> None:
    """The line below stays in sight, whatever somebody wrote on a page."""
    page = window.go("incoming")
    note = QLabel("\n".join(["Invited"] * 60))
    layout = page.layout()
    assert layout is not None
    layout.addWidget(note)
    QTest.qWait(0)
    assert page.minimumSizeHint().height() > 768
    assert window.minimumSizeHint().height() < 768
    assert window.height() == 768


def test_the_keys_come_back_when_the_wait_at_the_start_is_over(window: MainWindow) -> None:
    """A page of the start stood over the place one is at: then the keys are the place's again."""
    page = window.go("incoming")
    wait = QLineEdit()
    window.cover(wait)
    assert wait.hasFocus()
    window.cover(None)
    held = window.focusWidget()
    assert held is not None
    assert page.isAncestorOf(held)


def test_tab_goes_through_a_page_as_one_reads_it(desk: Desk, window: MainWindow) -> None:
    """The places, the search, the page from its top, its list, the detail beside, the bottom."""
    page = window.go("incoming")
    layout = page.layout()
    assert layout is not None
    detail, master, tool = QLineEdit(), QLineEdit(), QLineEdit()
    detail.setParent(page)
    layout.addWidget(Split(desk, master, detail, "read"))
    cast(QVBoxLayout, layout).insertWidget(0, tool)
    QTest.qWaitForWindowExposed(window)
    QApplication.sendPostedEvents()
    assert detail.isVisible()
    window.search.setFocus()
    met: list[QWidget] = []
    while (at := QApplication.focusWidget()) not in met:
        assert at is not None
        met.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    places = [met.index(one) for one in (window.search, window.primary, tool, master, detail)]
    assert places == sorted(places)
    bottom = next(n for n, one in enumerate(met) if window.status.isAncestorOf(one))
    assert places[-1] < bottom
