"""Lists in step with the tables."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.shelf import Shelf
from ui.desk import Desk
from ui.models.live import Live

Settle = Callable[[], None]


def test_a_page_asks_again_after_a_commit_that_concerns_it(
    desk: Desk, shelf: Shelf, qtbot: QtBot, settle: Settle
) -> None:
    """A commit about something else leaves the page in peace."""
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    asked: list[int] = []
    live = Live(desk.bridge, page, lambda: asked.append(1), lambda t: "d1" in t.subjects)
    settle()
    for subjects in (["d1"], ["d2"], ["d1", "d2"]):
        with qtbot.waitSignal(desk.bridge.touched):
            shelf.touch(*subjects)
    assert asked == [1, 1]
    assert live.parent() is page


def test_a_hidden_page_catches_up_once_when_it_is_seen(
    desk: Desk, shelf: Shelf, qtbot: QtBot, settle: Settle
) -> None:
    """A page nobody looks at asks nothing, and once when somebody does."""
    page = QWidget()
    qtbot.addWidget(page)
    asked: list[int] = []
    live = Live(desk.bridge, page, lambda: asked.append(1))
    settle()
    for _ in range(3):
        with qtbot.waitSignal(desk.bridge.touched):
            shelf.touch("d1")
    assert asked == []
    page.show()
    page.hide()
    page.show()
    assert asked == [1]
    assert live.parent() is page
