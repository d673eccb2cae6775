"""A screen of our own with real keys: an X server nobody sees, and fingers that press.

Xvfb draws, xdotool presses keys as the keyboard would; a window manager takes part where there is
one. A program runs as a process of its own, as a person starts it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pytestqt.qtbot import QtBot

from tools import bootstrap

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("Xvfb", "xdotool", "setxkbmap")
MANAGERS = ("openbox", "icewm", "twm")
PATIENCE = 60
"""Seconds after which what does not come true is a failure."""
BETWEEN_KEYS = "40"
"""Milliseconds between two keys: a quick typist's are eighty."""
STEPS, AT_A_PLACE = 8, "0.05"
"""Places on the way of a drag, and seconds at each."""
LAYOUT = "kz,us"
"""The Kazakh keyboard is in force all the time, under shortcuts too, as in an office."""
ROWS = {11: "әіңғ", 17: "үұқөһ", 24: "йцукенгшщзхъ", 38: "фывапролджэ", 52: "ячсмитьбю", 65: " "}
"""Number of a row's first key, and the letters from it on."""
CODES = {letter: first + n for first, row in ROWS.items() for n, letter in enumerate(row)}
LATIN = {"k": 45, "n": 57, "q": 24}
"""Keys that have the Latin letters of shortcuts."""


def missing() -> list[str]:
    """Return what is not here of what a screen needs."""
    programs = [name for name in PROGRAMS if shutil.which(name) is None]
    return programs + bootstrap.missing(bootstrap.SCREEN)


@dataclass
class Screen:
    """A screen of an office: 1366 by 768 pixels."""

    display: str
    qtbot: QtBot

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something to be true."""
        self.qtbot.waitUntil(until, timeout=PATIENCE * 1000)

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to appear on it."""
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def key(self, *keys: str) -> None:
        """Press keys, named as xdotool names them; letters after `+` are those of shortcuts."""
        parts = ([LATIN.get(part, part) for part in key.split("+")] for key in keys)
        self._do("key", "--delay", BETWEEN_KEYS, *("+".join(map(str, one)) for one in parts))

    def type(self, text: str) -> None:
        """Type a text in Kazakh letters, key by key."""
        shift = ("shift+" if letter.isupper() else "" for letter in text)
        codes = (CODES[letter.lower()] for letter in text)
        self.key(*(f"{up}{code}" for up, code in zip(shift, codes, strict=True)))

    def windows(self, title: str) -> list[str]:
        """Return the windows in sight whose title holds a text."""
        found = self._do("search", "--onlyvisible", "--name", title)
        return found.split()

    def sit_before(self, title: str) -> None:
        """Wait for a window and give it the keys."""
        found: list[str] = []

        def seen() -> bool:  # a search sees nothing while some other window goes away
            found.extend(self.windows(title))
            return bool(found)

        self.wait(seen)
        self._do("windowfocus", "--sync", found[-1])

    def place(self, title: str) -> tuple[int, int]:
        """Tell where the upper left corner of a window is."""
        told = self._do("getwindowgeometry", "--shell", self.windows(title)[-1])
        found = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
        return int(found["X"]), int(found["Y"])

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag what is at one place to another, as a hand does: it begins slowly, and stays."""
        self._move(start)
        self._do("mousedown", "1")
        for step in range(1, STEPS + 1):
            share = step / STEPS
            across = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
            self._move((next(across), next(across)))
        self._move(end)
        self._do("mouseup", "1")

    def _move(self, to: tuple[int, int]) -> None:
        # The next event is another one only after a while: what is dragged is asked on the way.
        self._do("mousemove", *map(str, to), "sleep", AT_A_PLACE)

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False
        )
        return done.stdout


@contextmanager
def screen(qtbot: QtBot) -> Generator[Screen]:
    """Begin a screen, and end it."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "1366x768x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    manager: subprocess.Popen[bytes] | None = None
    try:
        with os.fdopen(reading) as told:
            made = Screen(f":{told.readline().strip()}", qtbot)
        subprocess.run(["setxkbmap", "-layout", LAYOUT], env=made.environment, check=True)
        name = next((one for one in MANAGERS if shutil.which(one)), "")
        if name:
            manager = subprocess.Popen([name], env=made.environment, stderr=subprocess.DEVNULL)
        yield made
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait()


@contextmanager
def neighbour(on: Screen, told: Path, files: Sequence[Path]) -> Generator[None]:
    """Start a program of somebody else's beside the client: files are dragged out and in."""
    words = [sys.executable, "-m", "tests.screen.neighbour", str(told), *map(str, files)]
    process = subprocess.Popen(words, env=on.environment, cwd=ROOT)
    try:
        yield
    finally:
        process.kill()
        process.wait()


@contextmanager
def program(on: Screen, home: Path, language: str) -> Generator[subprocess.Popen[bytes]]:
    """Start the client on a home as a person does; it must end by itself and well."""
    words = [sys.executable, "-m", "ui.app", "--home", str(home), "--language", language]
    environment = on.environment | {"EDO_HOME": str(home), "HOME": str(home.parent)}
    process = subprocess.Popen(words, env=environment, cwd=ROOT)
    try:
        yield process
        assert process.wait(PATIENCE) == 0
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
