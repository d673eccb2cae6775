"""What was closed is gone: no window, menu or timer more after many rounds than after two."""

import gc
from collections import Counter
from collections.abc import Iterator
from itertools import chain

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QSpacerItem, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot
from shiboken6 import createdByPython, getAllValidWrappers

from tests.office import Chancery
from tests.ui.room import Room, with_letters
from tests.ui.rounds import pages, search, walk, windows, words_and_looks
from ui.dialogs.spare_forms import SpareForms
from ui.unseen import Unseen
from ui.widgets.many_picker import Flow

ROUNDS = 2
OURS = "ui."
PATIENCE = 60_000
"""Milliseconds for what the window does when nothing else is to be done, on a busy machine."""


@pytest.fixture
def room(qtbot: QtBot, chancery: Chancery) -> Iterator[Room]:
    """Open the window over a few letters."""
    with with_letters(qtbot, chancery) as found:
        yield found


def test_a_round_leaves_nothing_behind(room: Room) -> None:
    """The same acts again and again leave as many widgets, and objects of ours, as they found."""
    for _ in walk(room, pages(room)):
        pass
    # What is built once is built in these.
    for _ in range(2):
        _go_round(room)
    before = _alive()
    for _ in range(ROUNDS):
        _go_round(room)
    assert +(_alive() - before) == Counter()
    assert _unheard() == Counter()


def _go_round(room: Room) -> None:
    for _ in walk(room, chain(windows(room), words_and_looks(room), search(room))):
        pass
    desk = room.desk
    unseen = [*desk.theme.findChildren(Unseen), *desk.speech.findChildren(Unseen)]
    spare = SpareForms.on(desk)
    room.qtbot.waitUntil(
        lambda: spare.ready and not any(one.waits for one in unseen), timeout=PATIENCE
    )
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def _alive() -> Counter[str]:
    """Count widgets by what they are in, and Python's objects of the windows' modules by class.

    A widget that is gone, and whose Python half is held by somebody, is among the latter alone.
    """
    gc.collect()
    counted = Counter(_place(one) for one in QApplication.allWidgets())
    for one in gc.get_objects():
        kind = type(one)
        module = kind.__module__
        if module.__class__ is str and module.startswith(OURS):
            counted[f"{module}.{kind.__name__}"] += 1
    return counted


def _unheard() -> Counter[str]:
    """Count PySide's objects of items in layouts that Qt may end without a word, see `put_in`.

    `Flow` hears of the end of its own.
    """
    flows = [one for one in gc.get_objects() if isinstance(one, Flow)]
    heard = {id(flow.itemAt(place)) for flow in flows for place in range(flow.count())}
    return Counter(
        type(one).__name__
        for one in getAllValidWrappers()
        if isinstance(one, QWidgetItem | QSpacerItem)
        and not createdByPython(one)
        and id(one) not in heard
    )


def _place(widget: QWidget) -> str:
    names: list[str] = []
    one: QObject | None = widget
    while one is not None:
        names.append(f"{type(one).__name__} {one.objectName()}".strip())
        one = one.parent()
    return " < ".join(names)
