"""How this program starts itself once more: to read a file apart, or for the system to open it.

From its sources it is a module of Python's; in a bundle it is programs of their own, and Python's
name is theirs: nothing but this module knows the difference.
"""

import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path

BUNDLED = bool(getattr(sys, "frozen", False))
"""Whether this is the bundle, without a Python of its own."""
APART = "--apart"
"""What the bundled program is told to be a child that reads files."""
TERMINAL, CLIENT = "edo", "edo-client"
"""The two programs."""

_READ = (
    "import sys; sys.argv[1] in sys.path or sys.path.insert(0, sys.argv[1]); "
    "from edo.transfer.readers.child import serve; serve()"
)
_ROOT = str(Path(__file__).parents[1])


def reading_child(
    words: Sequence[str], *, bundled: bool = BUNDLED, program: str = sys.executable
) -> list[str]:
    """Give the command of a child that serves one module of readers.

    Args:
        words: what `edo.transfer.readers.child.serve` is told.
        bundled: whether this is the bundle.
        program: Python, or the bundled program that asks.
    """
    if bundled:
        # The program of windows has no pipes of its own on Windows.
        return [_beside(program, TERMINAL), APART, *words]
    return [program, "-I", "-c", _READ, _ROOT, *words]


def client(*, bundled: bool = BUNDLED, program: str = sys.executable) -> list[str]:
    """Give the command that opens the windows, for the system to start them with."""
    if bundled:
        return [_beside(program, CLIENT)]
    return [program, "-m", "ui.app"]


def version() -> str:
    """Tell the version of this program, or nothing where it was never installed."""
    try:
        return version_of("edo")
    except PackageNotFoundError:
        return ""


def _beside(program: str, name: str) -> str:
    own = Path(program)
    return str(own.with_name(name + own.suffix))
