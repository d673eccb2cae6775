"""The language is switched while everything is open."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import createdByPython

from tests.office import founded
from tests.ui.room import Room, opened


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """Open the window of an office."""
    with founded(tmp_path / "home") as office, opened(qtbot, office) as made:
        yield made


def held(one: QObject) -> Iterator[tuple[str, QObject]]:
    """Go through the objects of Qt that one of ours keeps for later."""
    kept: dict[str, Any] = vars(one)
    for name, value in kept.items():
        many: list[object] = value if isinstance(value, list) else [value]
        yield from ((name, each) for each in many if isinstance(each, QObject))


def test_every_place_says_its_texts_anew_with_objects_of_its_own(room: Room) -> None:
    """What Qt made itself is asked for when it is wanted: a name for it may die before it does."""
    window = room.window
    for place in window.places:
        window.visit(place.code)
        room.settle()
    ours = [one for one in window.findChildren(QObject) if type(one).__module__.startswith("ui.")]
    made_by_qt = {
        f"{type(one).__name__}.{name}"
        for one in ours
        for name, each in held(one)
        if not createdByPython(each)
    }
    assert made_by_qt == set()
    room.desk.speech.speak("kk")
    room.settle()
    assert window.list.buttons[0].accessibleName().startswith("Бүгін")
