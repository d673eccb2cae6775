"""A desk for windows: real words and looks over a workplace that stands at the border."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.shelf import Shelf
from ui.bridge import Bridge
from ui.desk import Desk, Forgetful
from ui.speech import Speech
from ui.theme import Look, Theme


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
    yield Desk(Speech("en"), theme, bridge, Forgetful())
    shelf.gate.set()
    bridge.close()


@pytest.fixture
def settle(qtbot: QtBot, desk: Desk) -> Callable[[], None]:
    """Wait until everything asked has been answered."""
    return lambda: qtbot.waitUntil(lambda: desk.bridge.resting)
