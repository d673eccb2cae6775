"""What pages let one begin with nothing chosen: found from anywhere by its name, as data.

Whoever takes such a line goes to the page, and to its section, and the page's own action is pressed
there once the page has what it asked for. `tests/ui/test_begins.py` holds the table against what
the pages offer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from edo.sentences import mark
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.places import Place
from ui.widgets.palette_line import Line

SOON, PATIENCE = 25, 200
"""Milliseconds between two looks whether a page is ready, and how many looks."""


@dataclass(frozen=True, slots=True)
class Begin:
    """An action of a page, by its marked English name.

    Attributes:
        place: the code of the page; that of several where it ends with a point.
        name: what the action is called.
        icon: the name of an icon.
        section: the code of the section of the page, where it has some.
        tab: the section's marked English name.
        keeper: whether it is for the keeper's own place, or for others alone; None is for all.
    """

    place: str
    name: str
    icon: str
    section: str = ""
    tab: str = ""
    keeper: bool | None = None


_ADD = mark("Add…")
BEGINS: tuple[Begin, ...] = (
    Begin("documents.", mark("Print the journal…"), "printer"),
    Begin("control", mark("Give a task…"), "plus"),
    Begin("control", mark("Print…"), "printer"),
    Begin("numbers", mark("Open a journal"), "plus"),
    Begin("numbers", mark("Reserve numbers"), "bookmark"),
    Begin("training", mark("Print…"), "printer", "coverage", mark("Coverage")),
    Begin("training", mark("Plan a training…"), "plus", "sessions", mark("Sessions")),
    Begin("training", mark("Print the report…"), "printer", "over_time", mark("Over time")),
    Begin("training", mark("Set up a course…"), "plus", "courses", mark("Courses")),
    Begin("organisation", mark("Add under it…"), "plus", "offices", mark("Offices")),
    Begin("organisation", _ADD, "plus", "places", mark("Units")),
    Begin("organisation", _ADD, "plus", "people", mark("People")),
    Begin("organisation", mark("From a list…"), "file-spreadsheet", "people", mark("People")),
    Begin("organisation", _ADD, "plus", "correspondents", mark("Correspondents")),
    Begin("organisation", mark("Merge…"), "merge", "correspondents", mark("Correspondents")),
    Begin("organisation", _ADD, "plus", "types", mark("Document types")),
    Begin("organisation", _ADD, "plus", "phrases", mark("Phrases")),
    Begin("organisation", _ADD, "plus", "routes", mark("Routes")),
    Begin("organisation", mark("Name a deputy…"), "plus", "deputies", mark("Deputies")),
    Begin("organisation", mark("Mark a day…"), "plus", "days", mark("Calendar")),
    Begin("share", mark("Exchange now"), "refresh-cw"),
    Begin("share", mark("Invite…"), "user-plus", keeper=True),
    Begin("share", mark("Connect to a folder…"), "folder-open"),
    Begin("share", mark("The keeper's computer is lost…"), "key-round", keeper=False),
    Begin("share", mark("Rehearse with another computer…"), "users"),
)


class Begins(QObject):
    """Gives what can be begun as lines, and begins it."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._looks = 0
        self._wanted = ("", "")
        self._timer = QTimer(self)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self._press)
        window.went.connect(self._on_went)

    def lines(self) -> Iterator[Line]:
        """Give a line for each; what the page one is on can do is not given twice."""
        words, known = self._desk.speech.words, self._window.is_keepers
        for begin in BEGINS:
            if None not in (begin.keeper, known) and begin.keeper is not known:
                continue
            for place in self._window.places:
                if not _is_of(begin, place) or (place.code == self._window.here and not begin.tab):
                    continue
                name = words.text(begin.name)
                parts = (place.name, begin.tab)
                yield Line(
                    f"begin:{place.code}:{begin.section}:{begin.name}",
                    begin.icon,
                    name.rstrip("…"),
                    partial(self._begin, place.code, begin.section, name),
                    beside=" · ".join(words.text(part) for part in parts if part),
                )

    def _begin(self, place: str, section: str, name: str) -> None:
        page: Any = self._window.visit(place)
        if section:
            page.go(section).setFocus()
        self._wanted, self._looks = (place, name), PATIENCE
        self._timer.start()

    def _on_went(self, code: str) -> None:
        """Let it be where somebody went elsewhere meanwhile."""
        if code != self._wanted[0]:
            self._timer.stop()

    def _press(self) -> None:
        """Press the action once the page has its answers; one that is not for this person never."""
        self._looks -= 1
        place, name = self._wanted
        if not self._desk.bridge.resting and self._looks > 0:
            return
        action = action_of(self._window.page(place), name)
        if action is not None or self._looks <= 0:
            self._timer.stop()
        if action is not None:
            action.trigger()


def action_of(page: QWidget, name: str) -> QAction | None:
    """Find the action of a page, or of the section seen, that is called so and can be pressed."""
    for action in (*page.actions(), *page.findChildren(QAction)):
        is_called = action.text().replace("&", "").rstrip("…") == name.rstrip("…")
        if is_called and is_reachable(action):
            return action
    return None


def is_reachable(action: QAction) -> bool:
    """Tell whether a person could press the action's key or button now."""
    return (
        bool(action.text())
        and action.isEnabled()
        and action.isVisible()
        and not action.isSeparator()
        and any(isinstance(one, QWidget) and one.isVisible() for one in action.associatedObjects())
    )


def _is_of(begin: Begin, place: Place) -> bool:
    if begin.place.endswith("."):
        return place.code.startswith(begin.place)
    return place.code == begin.place
