"""A module of the core is read by the thread that answers, not by the one that asks."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ui.by_name import by_name
from ui.desk import Desk

NAME = "asked_by_its_name"
BODY = """
import threading
READ_ON = threading.current_thread().name
def told(_connection, *, word):
    return word, threading.current_thread().name
"""


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
