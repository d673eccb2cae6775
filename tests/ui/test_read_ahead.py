"""Modules are read before somebody needs them, those of windows by their own thread alone."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.desk import Desk
from ui.read_ahead import ReadAhead

BODY = "import threading\nREAD_ON = threading.current_thread().name\n"
NAMES = ("ahead_core", "ahead_first", "ahead_second")


@pytest.fixture(autouse=True)
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lay down three modules that remember who read them."""
    for name in NAMES:
        (tmp_path / f"{name}.py").write_text(BODY, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    for name in NAMES:
        sys.modules.pop(name, None)


def test_windows_are_read_by_their_own_thread(qtbot: QtBot, desk: Desk) -> None:
    """And the core by another: a class of Qt's that another thread makes may end the program."""
    ahead = ReadAhead(desk.bridge, NAMES[:1], NAMES[1:], desk.bridge)
    with qtbot.waitSignal(ahead.over):
        ahead.begin()
    here = threading.current_thread().name
    read_on = [sys.modules[name].READ_ON for name in NAMES]
    assert read_on[0] != here
    assert read_on[1:] == [here, here]


def test_each_takes_a_turn_of_its_own(qtbot: QtBot, desk: Desk) -> None:
    """Between two of them the windows may answer somebody."""
    ahead = ReadAhead(desk.bridge, (), NAMES[1:], desk.bridge, pause=200)
    ahead.begin()
    qtbot.waitUntil(lambda: NAMES[1] in sys.modules)
    assert NAMES[2] not in sys.modules
    qtbot.waitUntil(lambda: NAMES[2] in sys.modules)
