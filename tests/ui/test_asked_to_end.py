"""The system ends the program by a signal: that is an end like any other, and no word is lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from edo.queries import forms
from edo.workplace import open_workplace
from tests.office import Chancery, founded
from ui.asked_to_end import AskedToEnd
from ui.crash import FATAL_FILE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot send these signals")
ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds after which a program that does not end is a failure."""
WORDS = "Управление образования области"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
def test_a_polite_signal_is_no_crash(tmp_path: Path, number: signal.Signals) -> None:
    """What stands in a sheet is kept, and the next start is told of nothing but a `kill -9`."""
    home = tmp_path / "home"
    with founded(home) as office:
        pass
    program = _typing(home, number)
    try:
        assert program.stdout is not None
        assert program.stdout.readline() == "typed\n"
        program.send_signal(number)
        program.communicate(timeout=PATIENCE)
    finally:
        program.kill()
        program.communicate()
    is_killed = number is signal.SIGKILL
    assert program.returncode == (-number if is_killed else 0)
    assert (home / "logs" / FATAL_FILE).exists() is is_killed
    if not is_killed:
        assert WORDS.encode() in _kept(home, office)


def test_the_end_of_a_session_is_no_crash(tmp_path: Path) -> None:
    """Windows says that the session ends, and kills the program where it hears that."""
    home = tmp_path / "home"
    with founded(home) as office:
        pass
    program = _typing(home, signal.SIGKILL, "session")
    try:
        program.communicate(timeout=PATIENCE)
    finally:
        program.kill()
        program.communicate()
    assert program.returncode == -signal.SIGKILL
    assert not (home / "logs" / FATAL_FILE).exists()
    assert WORDS.encode() in _kept(home, office)


def _kept(home: Path, office: Chancery) -> bytes:
    """Give what is kept of the one form that was left."""
    workplace = open_workplace(home, at=office.clock, random=office.chance.randbytes)
    try:
        (kept,) = workplace.read(forms.kept)
    finally:
        workplace.close()
    return kept.value


def _typing(home: Path, number: signal.Signals, how: str = "client") -> subprocess.Popen[str]:
    """Start the client and have words typed; it minds the signal, though we may ignore it."""
    minded = number is not signal.SIGKILL
    before = signal.signal(number, signal.SIG_DFL) if minded else None
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.ui.typist", str(home), WORDS, how],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            text=True,
        )
    finally:
        if minded:
            signal.signal(number, before)


def test_a_window_nobody_touches_hears_at_once(qtbot: QtBot) -> None:
    """The number comes through Qt's loop; what is to be ignored stays so, and all is put back."""
    before = signal.getsignal(signal.SIGTERM)
    hanging_up = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    system = AskedToEnd()
    system.begin()
    try:
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        with qtbot.waitSignal(system.asked):
            QTimer.singleShot(0, system, lambda: signal.raise_signal(signal.SIGTERM))
    finally:
        system.end()
        signal.signal(signal.SIGHUP, hanging_up)
    assert signal.getsignal(signal.SIGTERM) is before
    assert signal.set_wakeup_fd(-1) == -1
