"""Large pieces of memory are given back to the system."""

import subprocess
import sys

import pytest

GIVEN_BACK = """
from ui.thrift import spare_memory

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

assert spare_memory()
before = resident()
for megabytes in range(1, 30):
    piece = b"x" * (megabytes << 20)
    del piece
assert resident() - before < 8 << 20
# Without it the C library would have learnt from the pieces above to keep such.
held = [b"x" * (1 << 20) for _ in range(40)]
last = b"y" * 100
del held
assert resident() - before < 8 << 20
"""


LEFT_UNREAD = """
import linecache
from ui.thrift import spare_memory
spare_memory()
import ui.pages.register, edo.workplace, PySide6.QtWidgets
assert not [one for one in linecache.cache if one.endswith(".py")]
label = PySide6.QtWidgets.QLabel
assert label.setText and not hasattr(label, "set_text")
"""


def test_sources_are_not_read() -> None:
    """Qt's binding would read that of every module that is imported."""
    subprocess.run([sys.executable, "-c", LEFT_UNREAD], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="it is Linux' C library that is spoken to")
def test_large_pieces_are_given_back() -> None:
    """However many and however large they were."""
    subprocess.run([sys.executable, "-c", GIVEN_BACK], check=True)


def test_the_window_is_read_without_the_database() -> None:
    """What the workplace needs is read on a thread of its own, while the window is there."""
    told = "import sys, ui.app; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
