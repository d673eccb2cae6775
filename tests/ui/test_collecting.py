"""What is in cycles ends in the windows' thread, whoever made it."""

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path
from threading import Thread, get_ident

import pytest
from pytestqt.qtbot import QtBot

from ui.collecting import Collecting

STARTED = """
import gc, sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.app import main
collects = []
start = threading.Thread.start
def watched(thread):
    collects.append(gc.isenabled())
    start(thread)
threading.Thread.start = watched
application = QApplication([])
QTimer.singleShot(300, QApplication.exit)
main(["--home", sys.argv[1]])
assert collects and not any(collects), collects
"""
"""Starts the program, and tells whether Python collected by itself as its threads began."""


class Knot:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collecting() -> Iterator[Collecting]:
    """Collect here as the program does."""
    made = Collecting()
    yield made
    made.stop()


@pytest.mark.usefixtures("collecting")
def test_a_cycle_of_another_thread_ends_in_this_one(qtbot: QtBot) -> None:
    """However much is made there, nothing is collected there."""
    ended: list[int] = []

    def work() -> None:
        for _ in range(5_000):
            weakref.finalize(Knot(), lambda: ended.append(get_ident()))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert ended == []
    qtbot.waitUntil(lambda: len(ended) > 1_000)
    assert set(ended) == {get_ident()}


def test_python_collects_again_where_it_did() -> None:
    """And where it did not, as in these tests, it does not afterwards."""
    for enabled in (True, False):
        (gc.enable if enabled else gc.disable)()
        try:
            made = Collecting()
            assert not gc.isenabled()
            made.stop()
            assert gc.isenabled() is enabled
        finally:
            gc.disable()


def test_the_program_has_no_thread_in_which_python_collects(tmp_path: Path) -> None:
    """The core lets the collector rest now and then, and switches it on again where it was on."""
    subprocess.run([sys.executable, "-c", STARTED, str(tmp_path / "home")], check=True)
