"""A desk for windows: real words and looks over a workplace that stands at the border."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.shelf import Shelf
from ui.bridge import Bridge
from ui.desk import Desk
from ui.speech import Speech
from ui.theme import Look, Theme

TODAY = date(2026, 11, 22)


@pytest.fixture
def shelf() -> Shelf:
    """Open a workplace with nothing in it."""
    return Shelf()


@pytest.fixture
def desk(qtbot: QtBot, shelf: Shelf) -> Iterator[Desk]:
    """Lay a desk over the shelf, in English and in light colours."""
    assert qtbot
    theme = Theme(Look.LIGHT)
    theme.apply()
    bridge = Bridge(lambda: shelf)
    yield Desk(Speech("en"), theme, bridge, today=lambda: TODAY)
    shelf.gate.set()
    bridge.close()


@pytest.fixture
def settle(qtbot: QtBot, desk: Desk) -> Callable[[], None]:
    """Wait until everything asked has been answered."""
    return lambda: qtbot.waitUntil(lambda: desk.bridge.resting)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Put a widget and a line after it into a window, and the keys into the widget."""
    windows: list[QWidget] = []

    def put(widget: QWidget) -> None:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        layout = QVBoxLayout(window)
        layout.addWidget(widget)
        layout.addWidget(QLineEdit())
        window.resize(500, 400)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        widget.setFocus()

    return put
