"""The bar over the pages: what can be done with them, its keys, and where one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from edo.sentences import mark
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.key_action import quiet_button
from ui.widgets.polish import named


@dataclass(frozen=True, slots=True)
class ScanAct:
    """One act: marked English name, its keys, and its icon where it has a button on the bar."""

    code: str
    name: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False


ACTS = (
    ScanAct("strip", mark("Small pictures of the pages"), ("F4",), "panel-left", checkable=True),
    ScanAct("back", mark("Page back"), (), "chevron-left"),
    ScanAct("on", mark("Page on"), (), "chevron-right"),
    ScanAct("find", mark("Find in the file"), ("Ctrl+F",), "search"),
    ScanAct("smaller", mark("Smaller"), ("Ctrl+-",), "zoom-out"),
    ScanAct("larger", mark("Larger"), ("Ctrl+=", "Ctrl++"), "zoom-in"),
    ScanAct("width", mark("Fit to width"), (), "move-horizontal", checkable=True),
    ScanAct("whole", mark("Fit the whole page"), (), "maximize", checkable=True),
    ScanAct("turn", mark("Turn to the right"), ("Ctrl+R",), "rotate-cw"),
    ScanAct("read_on", mark("Read on"), ("PgDown",)),
    ScanAct("read_back", mark("Read back"), ("PgUp",)),
    ScanAct("first", mark("First page"), ("Home",)),
    ScanAct("last", mark("Last page"), ("End",)),
    ScanAct("fit", mark("Fit to width, or the whole page"), ("Ctrl+0",)),
    ScanAct("next", mark("Next find"), ("F3",), "chevron-down"),
    ScanAct("before", mark("Find before"), ("Shift+F3",), "chevron-up"),
    ScanAct("copy", mark("Copy the words chosen"), ("Ctrl+C",)),
    ScanAct("all", mark("Choose all words of the page"), ("Ctrl+A",)),
)
ON_BAR = ("strip", "back", "", "on", "|", "find", "smaller", "larger", "width", "whole", "turn")
"""The order of the buttons; nothing stands for the place, a line for the room between."""
KEYS_OF = {"back": "PgUp", "on": "PgDown", "width": "Ctrl+0", "whole": "Ctrl+0"}
"""What the keys of a button without its own do mostly."""


class ScanBar(QFrame):
    """The buttons; the actions belong to the view, so that its keys work wherever it has them."""

    def __init__(self, desk: Desk, view: QWidget) -> None:
        super().__init__()
        named(self, "bar")
        self._desk = desk
        self._place = QLabel()
        self.actions_by_code: dict[str, QAction] = {}
        for act in ACTS:
            action = QAction(view)
            action.setShortcuts([QKeySequence(keys) for keys in act.keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setCheckable(act.checkable)
            if act.icon:
                desk.theme.dress(action, act.icon)
            view.addAction(action)
            self.actions_by_code[act.code] = action
        line = QHBoxLayout(self)
        line.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        line.setSpacing(GRID // 2)
        for code in ON_BAR:
            if code == "|":
                line.addStretch()
            elif not code:
                line.addWidget(self._place)
            else:
                line.addWidget(quiet_button(self.actions_by_code[code]))
        self._say()
        desk.speech.changed.connect(self._say)

    def connect_acts(self, acts: Mapping[str, Callable[[], object]]) -> None:
        """Say what each act does."""
        for code, act in acts.items():
            self.actions_by_code[code].triggered.connect(partial(_do, act))

    def action_of(self, event: QKeyEvent) -> QAction | None:
        """Give the act of a key pressed."""
        pressed = QKeySequence(event.keyCombination())
        return next(
            (
                action
                for action in self.actions_by_code.values()
                if action.isEnabled() and pressed in action.shortcuts()
            ),
            None,
        )

    def say_place(self, page: int, pages: int) -> None:
        """Say which page is shown, from 0, of how many."""
        words = self._desk.speech.words
        shown = words.text("{page} of {pages}", page=page + 1, pages=pages)
        self._place.setText(shown if pages else "")
        acts = self.actions_by_code
        for code in ("back", "read_back", "first"):
            acts[code].setEnabled(page > 0 or (code == "read_back" and pages > 0))
        for code in ("on", "read_on", "last"):
            acts[code].setEnabled(page + 1 < pages or (code == "read_on" and pages > 0))
        for code in ("strip", "find", "smaller", "larger", "width", "whole", "fit", "turn"):
            acts[code].setEnabled(pages > 0)

    def say_fit(self, *, width: bool, whole: bool) -> None:
        """Say how the page is fitted."""
        self.actions_by_code["width"].setChecked(width)
        self.actions_by_code["whole"].setChecked(whole)

    def _say(self) -> None:
        words = self._desk.speech.words
        for act in ACTS:
            action, name = self.actions_by_code[act.code], words.text(act.name)
            keys = KEYS_OF.get(act.code) or action.shortcut().toString(NATIVE)
            action.setText(name)
            action.setToolTip(f"{name} ({keys})" if keys else name)


def _do(act: Callable[[], object], *_checked: bool) -> None:
    act()


NATIVE = QKeySequence.SequenceFormat.NativeText
