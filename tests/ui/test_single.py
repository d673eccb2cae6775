"""One program for one home: a second start raises the first and hands over what it was asked."""

import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from ui.single import Request, Single

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names are not files there")
ROOT = Path(__file__).parents[2]
SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.single import Request, Single
application = QCoreApplication([])
home, folder, *files = sys.argv[1:]
print(Single(Path(home), folder=Path(folder)).begin(Request(tuple(files))))
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Make a folder nobody else can read, with a short path: names of sockets are short."""
    with tempfile.TemporaryDirectory(prefix="edo-") as made:
        yield Path(made)


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, folder: Path) -> Callable[..., Single]:
    """Give what makes a program's name over a home."""
    made: list[Single] = []

    def begin(name: str = "home") -> Single:
        made.append(Single(tmp_path / name, folder=folder))
        return made[-1]

    assert qtbot
    return begin


def second(tmp_path: Path, folder: Path, *files: str) -> "subprocess.Popen[str]":
    """Start a second program, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, str(tmp_path / "home"), str(folder), *files],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_second_start_hands_over_and_ends(
    qtbot: QtBot, start: Callable[..., Single], tmp_path: Path, folder: Path
) -> None:
    """The first program hears which files the second was to open; the second does not go on."""
    first = start()
    assert first.begin()
    assert first.is_first
    with qtbot.waitSignal(first.asked, timeout=20_000) as told:
        other = second(tmp_path, folder, "/mnt/письмо.pdf")
    assert told.args == [Request(("/mnt/письмо.pdf",))]
    assert other.communicate(timeout=20)[0] == "False\n"
    first.end()
    alone = second(tmp_path, folder)
    assert alone.communicate(timeout=20)[0] == "True\n"


def test_two_homes_run_side_by_side(start: Callable[..., Single]) -> None:
    """A program over another home knows nothing of the first."""
    first, other = start("home"), start("other")
    assert first.begin()
    assert other.begin()
    assert first.is_first
    assert other.is_first


def test_what_a_dead_program_left_is_taken_over(start: Callable[..., Single], folder: Path) -> None:
    """A socket nobody listens on any more does not keep the next program from starting."""
    first = start()
    assert first.begin()
    (left,) = [path for path in folder.iterdir() if stat.S_ISSOCK(path.stat().st_mode)]
    first.end()
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(left))
    dead.close()
    again = start()
    assert again.begin()
    assert again.is_first


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there are users")
def test_a_place_others_can_write_is_not_used(qtbot: QtBot, tmp_path: Path, folder: Path) -> None:
    """Where somebody else could listen in the program's place, it starts without a name."""
    folder.chmod(0o777)
    name = Single(tmp_path / "home", folder=folder)
    assert name.begin()
    assert not name.is_first
    link = tmp_path / "link"
    (tmp_path / "mine").mkdir(mode=0o700)
    link.symlink_to(tmp_path / "mine")
    assert not Single(tmp_path / "home", folder=link).is_first
    assert qtbot


@pytest.mark.parametrize(
    "said",
    [
        b"{}\n",
        b"[1]\n",
        b"\xff\xfe\n",
        json.dumps({"files": [1]}).encode() + b"\n",
        b"x" * 70_000,
    ],
)
def test_nonsense_is_not_listened_to(
    qtbot: QtBot, start: Callable[..., Single], folder: Path, said: bytes
) -> None:
    """Whoever says something else is cut off, and the next start is heard as before."""
    first = start()
    assert first.begin()
    heard: list[Request] = []
    first.asked.connect(heard.append)
    (place,) = [path for path in folder.iterdir() if stat.S_ISSOCK(path.stat().st_mode)]
    caller = QLocalSocket()
    caller.connectToServer(str(place))
    assert caller.waitForConnected(5000)
    caller.write(said)
    qtbot.waitUntil(lambda: caller.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert heard == []
    assert first.is_first
