"""The program starts itself once more, from its sources and from a bundle."""

import os
import subprocess
import sys
from pathlib import Path

from edo import starting

ROOT = Path(__file__).parents[1]
WORDS = ("edo.transfer.readers.plain", "1", "2", "3")


def test_a_bundle_has_files_read_by_its_terminal() -> None:
    """Whichever of the two asks: on Windows the program of windows has no pipes of its own."""
    for asks in ("/opt/ЭДО/edo-client", "/opt/ЭДО/edo"):
        command = starting.reading_child(WORDS, bundled=True, program=asks)
        assert command == ["/opt/ЭДО/edo", starting.APART, *WORDS]
    windows = starting.reading_child((), bundled=True, program="/c/edo-client.exe")
    assert windows == ["/c/edo.exe", starting.APART]


def test_the_system_is_told_to_open_the_windows() -> None:
    """A bundle by its own program, also where the terminal asks; the sources by Python."""
    assert starting.client(bundled=True, program="/opt/edo") == ["/opt/edo-client"]
    assert starting.client(bundled=False, program="/bin/python") == ["/bin/python", "-m", "ui.app"]


def test_what_becomes_the_bundle_serves_as_a_child() -> None:
    """Told to be a child it answers nothing to nobody and ends by itself, without a usage."""
    ended = subprocess.run(
        [sys.executable, ROOT / "packaging" / "program.py", starting.APART, *_child()],
        input=b"",
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


def _child() -> tuple[str, ...]:
    return (WORDS[0], str(os.getpid()), str(1 << 30), "0")
