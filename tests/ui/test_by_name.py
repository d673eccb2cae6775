"""A module of the core is read by the thread that answers, not by the one that asks."""

import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ui.by_name import by_name
from ui.desk import Desk

ROOT = Path(__file__).parents[2]
NAME = "asked_by_its_name"
BODY = """
import threading
READ_ON = threading.current_thread().name
def told(_connection, *, word):
    return word, threading.current_thread().name
"""
BY_NAME = re.compile(r'by_name\(\s*"([\w.]+)"')
READ = """
import sys
from importlib import import_module
for name in ("PySide6", "shiboken6"):
    sys.modules[name] = None
for name in sys.argv[1:]:
    import_module(name)
"""
"""Reads modules where there is no Qt."""


def test_who_answers_reads_it(
    desk: Desk, settle: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the answer is that of the function there."""
    (tmp_path / f"{NAME}.py").write_text(BODY, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    question = by_name(NAME, "told")
    assert NAME not in sys.modules
    answers: list[tuple[str, str]] = []
    desk.bridge.ask(question, then=answers.append, word="сколько")
    settle()
    try:
        read_on = sys.modules[NAME].READ_ON
    finally:
        sys.modules.pop(NAME, None)
    assert answers == [("сколько", read_on)]
    assert read_on != threading.current_thread().name


def test_what_is_asked_for_has_nothing_of_qt() -> None:
    """A class of Qt's that is made beside the windows' thread may end the program."""
    texts = (path.read_text(encoding="utf-8") for path in ROOT.glob("ui/**/*.py"))
    modules = {name for text in texts for name in BY_NAME.findall(text)}
    assert "edo.commands.deciding" in modules
    read = subprocess.run(
        [sys.executable, "-c", READ, *sorted(modules)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert read.returncode == 0, read.stderr
