"""What holds for every test: no screen, no real home, no unexpected warning in the log."""

import gc
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.office import Chancery, founded
from tests.places import MEMORY, in_memory, is_roomy
from tests.signatures import tried_once
from tests.watching import Watcher

# Before anything opens a window. A person may still watch: QT_QPA_PLATFORM=xcb make test.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# What a test writes is gone when it ends, so nobody need wait until a disk has it.
if is_roomy():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# A slow machine is no error, and a gate must not fail on one run of two.
hypothesis.settings.register_profile("edo", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("edo")


# As in the program: a cycle with an object of Qt in it must not end in another thread.
gc.disable()
_WHOLE = 200
"""Tests between two collections of all there is."""


def pytest_collection_finish() -> None:
    """Leave what is there before the first test out of all collections: it stays to the end."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_logfinish() -> None:
    """Collect in this thread what a test left behind, and now and then everything.

    Windows wait for a loop to end them in; until then each would take every new style sheet.
    """
    qt = sys.modules.get("PySide6.QtCore")
    if qt is not None and qt.QCoreApplication.instance() is not None:
        qt.QCoreApplication.sendPostedEvents(None, qt.QEvent.Type.DeferredDelete)
    gc.collect(2 if next(_ended) % _WHOLE == 0 else 1)


_ended = count(1)


@pytest.fixture(autouse=True)
def _collected_here_alone() -> Iterator[None]:
    """Let no test leave Python collecting by itself: later ones might die of it."""
    yield
    left = gc.isenabled()
    gc.disable()
    assert not left, "Python's collector was switched on"


class Logged(logging.Handler):
    """Log records at WARNING or above; whatever a test does not expect fails it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.unexpected: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.unexpected.append(record)

    def expect(self, fragment: str) -> None:
        """Take the oldest record that holds a piece of text; fails when there is none."""
        for record in self.unexpected:
            if fragment in record.getMessage():
                self.unexpected.remove(record)
                return
        pytest.fail(f"nothing was logged with: {fragment}")


@pytest.fixture(autouse=True)
def logged() -> Iterator[Logged]:
    """Watch the log; a test that expects a warning says `logged.expect("piece of it")`."""
    watch = Logged()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    if watch.unexpected:
        told = "\n".join(f"{each.name}: {each.getMessage()}" for each in watch.unexpected)
        pytest.fail(f"unexpected in the log:\n{told}", pytrace=False)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Give the hands and eyes of pytest-qt, which wait no longer than they must."""
    assert qapp
    return Watcher(request)


@pytest.fixture
def chancery(tmp_path: Path) -> Iterator[Chancery]:
    """Found an office on the usual day."""
    with founded(tmp_path / "home") as made:
        yield made


@pytest.fixture
def memory_path() -> Iterator[Path]:
    """Give a folder in memory, if there is such a place: for what is written again and again."""
    folder = in_memory("edo-test-")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def disk_path() -> Iterator[Path]:
    """Give a folder where the system keeps temporary files: mostly a disk."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture(autouse=True, scope="session")
def _signatures_tried_once() -> Iterator[None]:
    """Try a signature once, however many workplaces of this process judge the same bytes."""
    with tried_once():
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_real_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep a test that forgets to name a home away from the person's own."""
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("home")
        patch.setenv("EDO_HOME", str(place / "edo"))
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
        for name in ("CONFIG", "DATA", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(place / name.lower()))
        yield
