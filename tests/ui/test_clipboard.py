"""What was copied does no harm when the program ends."""

import os
import subprocess
import sys

COPIES = """
from PySide6.QtGui import QGuiApplication
from ui.clipboard import put_table
application = QGuiApplication([])
put_table("a\\tb", "<table><tr><td>a</td><td>b</td></tr></table>")
assert QGuiApplication.clipboard().text() == "a\\tb"
"""


def test_a_program_that_copied_a_table_ends_well() -> None:
    """On a screen nobody sees, too, where the clipboard outlives everything."""
    done = subprocess.run(
        (sys.executable, "-c", COPIES),
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
