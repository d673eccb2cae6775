"""Modules are read before somebody needs them, those of windows by their own thread alone."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.desk import Desk
from ui.read_ahead import ReadAhead, in_parts

ROOT = Path(__file__).parents[2]
MOST = 14
"""Modules of the windows that one turn may read: each takes a millisecond or so."""
COUNTED = """
import sys
from importlib import import_module
from ui.app import FIRST, FIRST_CORE
from ui.ways import AHEAD, AHEAD_CORE

def ours():
    return {name for name in sys.modules if name.startswith("ui.")}

for core, windows in ((FIRST_CORE, FIRST), (AHEAD_CORE, AHEAD)):
    for name in core:
        import_module(name)
    for name in windows:
        before = ours()
        import_module(name)
        print(name, len(ours() - before))
"""
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


PACKAGE = """
import time
import ahead_large_notes as notes
notes.READ.append("first")
time.sleep(0.01)
notes.READ.append("second")
time.sleep(0.01)
BOTH = tuple(notes.READ)
"""
LARGE = "ahead_large"


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[list[str]]:
    """Lay down a package whose statements tell that they were read, and give what they told."""
    (tmp_path / "ahead_large_notes.py").write_text("READ = []\n", encoding="utf-8")
    (tmp_path / f"{LARGE}.py").write_text(PACKAGE, encoding="utf-8")
    yield import_module("ahead_large_notes").READ
    for name in (LARGE, "ahead_large_notes"):
        sys.modules.pop(name, None)


def test_a_large_package_is_read_by_its_statements(
    qtbot: QtBot, desk: Desk, notes: list[str]
) -> None:
    """A turn ends when it has taken long enough; what was read is as if it were read at once."""
    ahead = ReadAhead(desk.bridge, (), (), desk.bridge, large=(LARGE,), pause=200)
    ahead.begin()
    qtbot.waitUntil(lambda: notes == ["first"])
    with qtbot.waitSignal(ahead.over):
        pass
    assert notes == ["first", "second"]
    assert import_module(LARGE).BOTH == ("first", "second")


def test_whoever_comes_next_reads_on(qtbot: QtBot, desk: Desk, notes: list[str]) -> None:
    """A page that is gone before its package was read leaves nothing half read for the next."""
    given_up = ReadAhead(desk.bridge, (), (), desk.bridge, large=(LARGE,), pause=60_000)
    given_up.begin()
    qtbot.waitUntil(lambda: notes == ["first"])
    given_up.deleteLater()
    ahead = ReadAhead(desk.bridge, (), (), desk.bridge, large=(LARGE,))
    with qtbot.waitSignal(ahead.over):
        ahead.begin()
    assert import_module(LARGE).BOTH == ("first", "second")


@pytest.mark.usefixtures("notes")
def test_a_package_that_fails_can_be_read_again(tmp_path: Path) -> None:
    """What failed is not taken for one that was read."""
    place = tmp_path / f"{LARGE}.py"
    place.write_text("FIRST = 1\nraise LookupError\n", encoding="utf-8")
    with pytest.raises(LookupError):
        list(in_parts(LARGE))
    assert LARGE not in sys.modules
    place.write_text("FIRST = 1\nSECOND = 'two'\n", encoding="utf-8")
    assert len(list(in_parts(LARGE))) == 2
    assert import_module(LARGE).SECOND == "two"


def test_no_turn_reads_many_modules() -> None:
    """What is read ahead is told part by part: a module that brings half of the windows is not."""
    told = subprocess.check_output([sys.executable, "-c", COUNTED], cwd=ROOT, text=True)
    read = {name: int(count) for name, count in map(str.split, told.splitlines())}
    assert read["ui.pages.today"] > 0, "nothing read it before"
    assert {name: count for name, count in read.items() if count > MOST} == {}
