"""Looks and languages reach what nobody sees when it is shown, or while nothing else is done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.office import founded
from tests.ui.room import Room, opened
from tests.ui.typing_keys import type_text
from ui.desk import Desk
from ui.theme import Look, TextSize
from ui.unseen import News, Unseen
from ui.widgets.polish import restyle


class Sign(QLabel):
    """Counts what it heard."""

    def __init__(self) -> None:
        super().__init__("sign")
        self.heard = 0

    def hear(self) -> None:
        """Hear of a change."""
        self.heard += 1


class Deaf(QObject):
    """Fails where it should listen."""

    def hear(self) -> None:
        """Fail."""
        raise ValueError("deaf")


@pytest.fixture
def pages(qtbot: QtBot, desk: Desk) -> QStackedWidget:
    """Show two pages with a sign on each; the second is hidden."""
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    desk.theme.apply()
    for _ in range(2):
        stack.addWidget(Sign())
    for place in (1, 0):
        stack.setCurrentIndex(place)
        stack.show()
    return stack


def sign(pages: QStackedWidget, place: int) -> Sign:
    """Give the sign on a page."""
    found = pages.widget(place)
    assert isinstance(found, Sign)
    return found


@pytest.fixture
def unseen() -> Unseen:
    """Keep what waits."""
    return Unseen()


@pytest.fixture
def news(pages: QStackedWidget, unseen: Unseen) -> News:
    """Let both signs listen."""
    made = News(unseen)
    for place in range(2):
        made.connect(sign(pages, place).hear)
    return made


def test_what_is_seen_hears_at_once_and_what_is_hidden_as_it_is_shown(
    pages: QStackedWidget, news: News
) -> None:
    """However often something changed, a hidden page hears of it once, when somebody goes there."""
    news.emit()
    news.emit()
    assert (sign(pages, 0).heard, sign(pages, 1).heard) == (2, 0)
    pages.setCurrentIndex(1)
    assert sign(pages, 1).heard == 1
    pages.setCurrentIndex(0)
    pages.setCurrentIndex(1)
    assert sign(pages, 1).heard == 1


def test_nobody_needs_to_go_there(
    qtbot: QtBot, pages: QStackedWidget, news: News, unseen: Unseen
) -> None:
    """A moment later what is hidden has heard as well."""
    news.emit()
    assert unseen.waits
    qtbot.waitUntil(lambda: not unseen.waits)
    assert sign(pages, 1).heard == 1


def test_what_stands_within_something_hidden_waits_for_what_hides_it(
    qtbot: QtBot, unseen: Unseen
) -> None:
    """A part hidden within a hidden page hears when it is shown itself; a menu when it opens."""
    window, page = QWidget(), QWidget()
    qtbot.addWidget(window)
    page.setParent(window)
    inner, menu = Sign(), QMenu(window)
    inner.setParent(page)
    window.show()
    for part in (inner, page):
        part.hide()
    news, below = News(unseen), Sign()
    below.setParent(menu)
    for one in (inner, below):
        news.connect(one.hear)
    news.emit()
    page.show()
    assert inner.heard == 0
    inner.show()
    assert inner.heard == 1
    assert below.heard == 0
    menu.popup(window.pos())
    menu.close()
    assert below.heard == 1


def test_a_window_that_is_not_shown_hears_at_once(unseen: Unseen) -> None:
    """There is nobody who would wait for it, and nothing that would tell when it is needed."""
    window, alone, news = Sign(), Sign(), News(unseen)
    child = Sign()
    child.setParent(window)
    child.hide()
    heard: list[int] = []
    for hear in (child.hear, alone.hear, lambda: heard.append(1)):
        news.connect(hear)
    news.emit()
    assert (child.heard, alone.heard, heard) == (1, 1, [1])
    assert not unseen.waits


def test_who_is_gone_or_fails_keeps_nobody_from_hearing(
    qtbot: QtBot, pages: QStackedWidget, news: News, unseen: Unseen
) -> None:
    """What was closed while it waited is forgotten, and one failure is one failure."""
    deaf, last = Deaf(), Sign()
    news.connect(deaf.hear)
    pages.addWidget(last)
    news.connect(last.hear)
    with qtbot.captureExceptions() as failed:
        news.emit()
    assert [type(one[1]) for one in failed] == [ValueError]
    delete(sign(pages, 1))
    qtbot.waitUntil(lambda: not unseen.waits)
    assert last.heard == 1
    with qtbot.captureExceptions():
        news.emit()
    assert sign(pages, 0).heard == 2


def ink(label: QLabel) -> str:
    """Give the colour of a label's text."""
    return label.palette().color(QPalette.ColorRole.WindowText).name()


def test_a_hidden_page_is_dressed_as_it_is_shown(desk: Desk, pages: QStackedWidget) -> None:
    """Its colours and sizes are those in force before anybody sees it, and can be taken back."""
    theme = desk.theme
    for place in range(2):
        restyle(sign(pages, place), muted=True)
        restyle(sign(pages, place), text_size="large")
    before = ink(sign(pages, 0))
    theme.choose(look=Look.DARK, text=TextSize.LARGEST)
    theme.apply()  # at once: in time hidden pages would follow
    muted = theme.colour("muted").name()
    assert ink(sign(pages, 0)) == muted != before == ink(sign(pages, 1))
    pages.setCurrentIndex(1)
    assert ink(sign(pages, 1)) == muted
    assert sign(pages, 1).font().pixelSize() == theme.sizes.large
    restyle(sign(pages, 1), muted=False)
    assert ink(sign(pages, 1)) == theme.colour("text").name()


def test_an_icon_of_a_hidden_page_follows(desk: Desk, qtbot: QtBot) -> None:
    """Icons and what stands deep in a page are of the new look when the page is shown."""
    window, page = QWidget(), QWidget()
    qtbot.addWidget(window)
    page.setParent(window)
    action, deep = page.addAction(""), QLabel("deep", page)
    desk.theme.dress(action, "search", "text")
    window.show()
    page.hide()
    before, was = action.icon().cacheKey(), ink(deep)
    desk.theme.choose(look=Look.DARK)
    assert (action.icon().cacheKey(), ink(deep)) != (before, desk.theme.colour("text").name())
    page.show()
    qtbot.waitUntil(lambda: action.icon().cacheKey() != before)
    assert ink(deep) == desk.theme.colour("text").name() != was


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """Open the window of an office."""
    with founded(tmp_path / "home") as office, opened(qtbot, office) as made:
        yield made


def test_pages_look_and_speak_as_if_they_had_always_been_seen(room: Room) -> None:
    """Who goes to a page right after another look and language was chosen finds it whole."""
    window, theme, speech = room.window, room.desk.theme, room.desk.speech
    places = ("numbers", "settings", "organisation")
    for code in (*places, "today"):
        window.visit(code)
        room.settle()
    for code in places:
        window.visit("today")
        room.settle()
        theme.choose(look=Look.LIGHT if theme.dark else Look.DARK, compact=not theme.compact)
        speech.speak("kk" if speech.language == "ru" else "ru")
        room.until(lambda: theme.resting)
        page = window.visit(code)
        labels = [one for one in page.findChildren(QLabel) if one.isVisible()]
        at_once = [(one.text(), ink(one), one.font().pixelSize()) for one in labels]
        # Everything once more, as if nothing had ever been put off.
        window.hide()
        theme.apply()
        speech.changed.emit()
        assert at_once == [(one.text(), ink(one), one.font().pixelSize()) for one in labels], code
        window.show()


def test_windows_stand_as_they_were_until_all_is_dressed(
    desk: Desk, qtbot: QtBot, pages: QStackedWidget
) -> None:
    """Nobody sees half of a look; what is typed meanwhile arrives, what goes meanwhile is gone."""
    window, line = QWidget(), QLineEdit()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    signs = [Sign() for _ in range(300)]
    for one in (line, *signs):
        layout.addWidget(one)
    window.show()
    qtbot.waitExposed(window)
    desk.theme.choose(look=Look.DARK)
    for one in signs[100:]:
        one.deleteLater()
    for shown in (window, pages):
        assert not shown.updatesEnabled()
    type_text(line, "О путёвках")
    qtbot.waitUntil(window.updatesEnabled)
    assert pages.updatesEnabled()
    assert line.text() == "О путёвках"
    wanted = desk.theme.colour("text").name()
    assert {ink(one) for one in (*signs[:100], sign(pages, 0))} == {wanted}


def test_a_look_chosen_after_another_is_the_one_that_stays(
    desk: Desk, qtbot: QtBot, pages: QStackedWidget
) -> None:
    """Whoever goes through the looks quickly sees the last."""
    for look in (Look.DARK, Look.LIGHT, Look.DARK):
        desk.theme.choose(look=look)
    qtbot.waitUntil(pages.updatesEnabled)
    assert ink(sign(pages, 0)) == desk.theme.colour("text").name()
    assert desk.theme.dark
