"""The bundle leaves out what others ask for and can do without: nothing of ours asks for it."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READ = """
import sys
from importlib import import_module
for name in sys.argv[1].split():
    sys.modules[name] = None
for name in sys.argv[2].split():
    import_module(name)
"""
"""Reads modules where others are missing."""
BY_NAME = re.compile(r'import_module\("([\w.]+)"\)')


def left_out() -> str:
    """Give the names of what the bundle leaves out."""
    spec = (ROOT / "packaging" / "edo.spec").read_text(encoding="utf-8")
    found = re.search(r'^LEFT_OUT = """(.*?)"""', spec, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found.group(1)


def read_by_name() -> set[str]:
    """Give the modules of others that are read by their names, while the program runs."""
    texts = (
        path.read_text(encoding="utf-8")
        for top in ("edo", "ui")
        for path in ROOT.glob(f"{top}/**/*.py")
    )
    names = {name for text in texts for name in BY_NAME.findall(text)}
    return {name for name in names if name.partition(".")[0] not in {"edo", "ui"}}


def test_what_is_read_by_its_name_is_in_the_bundle() -> None:
    """PyInstaller sees no name in a call: the spec says it, or the library's own makers do."""
    spec = (ROOT / "packaging" / "edo.spec").read_text(encoding="utf-8")
    missing = {name for name in read_by_name() if f'"{name}"' not in spec}
    assert missing == {"shibokensupport.feature"}, "Qt's binding brings its own"


def test_nothing_that_is_left_out_is_asked_for() -> None:
    """The charts, the watcher of folders and the windows are read where all of it is missing."""
    asked = " ".join(sorted(read_by_name() | {"ui.app", "ui.pages.training.charts", "edo.cli"}))
    read = subprocess.run(
        [sys.executable, "-c", READ, left_out(), asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert read.returncode == 0, read.stderr
