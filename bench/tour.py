"""Work at the windows, as acts: pages, scrolling, typing, filters, sheets, languages, looks.

The same acts are timed one by one (`held`) and repeated round by round (`memory`). An act is a name
and something to do in the thread of the windows; the next one comes when all is answered.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QTableView, QWidget
from shiboken6 import isValid

from edo.domain.card import Kind
from ui.app import Client
from ui.calm import Calm
from ui.dialogs.openings import Openings, close_registrations
from ui.dialogs.registration import open_registration
from ui.pages.tabbed import TabbedPage
from ui.theme import Look, TextSize
from ui.ways import NUMBERS, PLACES, register_code

Act = tuple[str, Callable[[], object]]
TICK = 20
"""Milliseconds."""
CALM = 3
"""So many ticks without a question on its way, and nothing more is coming."""
TYPED = ("коллективного", "05-17/2048", "семинар", "охраны тр")
STEPS = 20
FILTERED: tuple[dict[str, Any], ...] = ({"period": "year"}, {"language": "ru"}, {"files": "no"}, {})
LISTED = tuple(place.code for place in PLACES if place.listed)
INCOMING = register_code(Kind.INCOMING.value)
KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


class Tour(QObject):
    """Does one act after another, each when nothing is on its way any more.

    `done` hears of every act that is over, `over` of the end.
    """

    def __init__(
        self,
        client: Client,
        acts: Iterator[Act],
        done: Callable[[str], object],
        over: Callable[[], object],
    ) -> None:
        super().__init__(client)
        self.name = "start"
        self._acts = acts
        self._done, self._over = done, over
        openings = Openings.on(client.desk)
        self._calm = Calm(
            client.desk.bridge,
            tick=TICK,
            ticks=CALM,
            parent=self,
            is_busy=lambda: not openings.resting,
        )
        self._calm.came.connect(self._on_calm)

    def _on_calm(self) -> None:
        self._done(self.name)
        try:
            self.name, act = next(self._acts)
        except StopIteration:
            self._calm.end()
            self._over()
        else:
            act()


def whole(client: Client) -> Iterator[Act]:
    """Yield everything a person does in a round."""
    for code in LISTED:
        yield f"go to {code}", partial(_go, client, code)
    for code in LISTED:
        page = client.window.page(code)
        if isinstance(page, TabbedPage):
            yield f"again {code}", partial(_go, client, code)
            for place in range(page.tabs.count()):
                yield f"{code}, section {place}", partial(page.tabs.setCurrentIndex, place)
            yield f"{code}, section 0", partial(page.tabs.setCurrentIndex, 0)
    yield from _register(client)
    yield from _searching(client)
    yield from _sheets(client)
    yield from _registering(client)
    yield from _looks(client)


def _go(client: Client, code: str) -> None:
    client.window.go(code).setFocus()


def _register(client: Client) -> Iterator[Act]:
    """Scroll, step, sort, filter, select and copy in the list with the documents."""
    yield f"again {INCOMING}", partial(_go, client, INCOMING)
    page: Any = client.window.page(INCOMING)
    view: QTableView = page.view
    for key in (KEY.Key_End, KEY.Key_Home):
        yield f"{key.name}", partial(QTest.keyClick, view, key)
    for key in (KEY.Key_PageDown, KEY.Key_Down, KEY.Key_PageUp):
        for _ in range(STEPS):
            yield key.name, partial(QTest.keyClick, view, key)
    bar = view.verticalScrollBar()
    for step in range(STEPS):
        yield "drag the bar", lambda step=step: bar.setValue(bar.maximum() * step // STEPS)
    for place in range(view.horizontalHeader().count()):
        if not view.isColumnHidden(place):
            for _ in range(2):
                yield f"sort by column {place}", partial(_click_heading, view, place)
    for chosen in FILTERED:
        yield f"filter {chosen}", partial(page.filters.chips.put, **chosen)
    yield "select all", partial(QTest.keyClick, view, KEY.Key_A, CONTROL)
    yield "copy", partial(QTest.keyClick, view, KEY.Key_C, CONTROL)
    yield "one again", partial(QTest.keyClick, view, KEY.Key_Home)
    yield "menu of columns", lambda: _pass_by(page.view.column_menu())


def _click_heading(view: QTableView, place: int) -> None:
    heads = view.horizontalHeader()
    at = QPoint(heads.sectionViewportPosition(place) + 12, heads.height() // 2)
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=at)


def _pass_by(menu: QMenu) -> None:
    menu.popup(QPoint(200, 200))
    menu.close()
    menu.deleteLater()


def _searching(client: Client) -> Iterator[Act]:
    """Type letter by letter into the search line, and go to all that is found."""
    line = client.window.search
    for word in TYPED:
        yield "search", line.ask
        for letter in word:
            yield "a letter into the search", partial(_type_letter, line, letter)
        yield "search given up", line.left.emit
    yield "search", line.ask
    yield "a letter into the search", partial(_type_letter, line, TYPED[0][0])
    yield "all that is found", partial(line.taken.emit, True)


def _type_letter(line: QWidget, letter: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(line, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def _sheets(client: Client) -> Iterator[Act]:
    """Open the keys and help, the print of a journal, a number put aside."""
    window = client.window
    yield "back to the window", window.activateWindow  # a menu had the keys: F1 needs them
    yield "keys and help", partial(QTest.keyClick, window, KEY.Key_F1)
    yield "a sheet away", partial(_close_sheets, client)
    yield "print a journal", client.ways.print_journal
    yield "a sheet away", partial(_close_sheets, client)
    yield f"again {NUMBERS}", partial(_go, client, NUMBERS)
    numbers: Any = window.page(NUMBERS)
    yield "a journal changed", numbers.panel.change
    yield "a sheet away", partial(_close_sheets, client)


def _close_sheets(client: Client) -> None:
    for sheet in client.window.findChildren(QDialog):
        if isValid(sheet) and sheet.isVisible():
            sheet.reject()
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog) and window.isVisible():
            window.reject()


def _registering(client: Client) -> Iterator[Act]:
    """Open the clerk's window, write into it, and close it; nothing is registered."""
    for kind in (Kind.INCOMING, Kind.OUTGOING):
        yield f"window of registration, {kind}", partial(open_registration, client.desk, kind)
        for key in (KEY.Key_7, KEY.Key_Slash, KEY.Key_1, KEY.Key_5):
            yield "a letter into the card", partial(_type, key)
        yield "window of registration away", partial(close_registrations, client.desk)


def _type(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    if focused is not None:
        QTest.keyClick(focused, key)


def _looks(client: Client) -> Iterator[Act]:
    """Switch languages, looks and sizes while a page with a million lines is seen."""
    desk = client.desk
    yield f"again {INCOMING}", partial(_go, client, INCOMING)
    for language in ("kk", "en", "ru"):
        yield f"language {language}", partial(desk.speech.speak, language)
    for look in (Look.DARK, Look.LIGHT):
        yield f"look {look}", partial(desk.theme.choose, look=look)
    yield "rows low", partial(desk.theme.choose, compact=True)
    yield "rows high", partial(desk.theme.choose, compact=False)
    yield "texts larger", partial(desk.theme.choose, text=TextSize.LARGER)
    yield "texts usual", partial(desk.theme.choose, text=TextSize.USUAL)
