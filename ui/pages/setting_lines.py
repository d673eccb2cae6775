"""The lines of the page "Settings": what each is called, what it does, and what it is set with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from edo.sentences import mark
from ui.desk import Desk
from ui.theme import GRID, Tone
from ui.widgets.badge import Badge
from ui.widgets.layouts import put_in
from ui.widgets.polish import named, restyle

SETTINGS: tuple[tuple[str, str], ...] = (
    (mark("Language"), mark("Of the windows, the lists and messages.")),
    (mark("Look"), mark("Light or dark colours.")),
    (
        mark("Size of texts"),
        mark("For those who sit far or see less; the size the system has is followed too."),
    ),
    (mark("Low rows"), mark("More rows fit on a small screen.")),
    (
        mark("Notifications"),
        mark("Beside the clock: what is new for you, and once a day what is due."),
    ),
    (mark("Quiet hours"), mark("Nothing is told then; it is told together afterwards.")),
    (
        mark("When the window is closed"),
        mark("The program goes on beside the clock: letters come, and it tells you."),
    ),
    (
        mark("Start of the computer"),
        mark("The program begins by itself, without a window, when you sign in."),
    ),
    (
        mark("Folder of scans"),
        mark("Where the scanner writes: F11 takes the next scan into the card. None is deleted."),
    ),
    (mark("Home folder"), mark("All your work lies in it. Copy it often.")),
    (
        mark("Password of the keys"),
        mark("Whoever has the key file can sign in your name, unless it has a password."),
    ),
    (
        mark("Look over the data"),
        mark("Reads every signature, table and file, and changes nothing."),
    ),
    (
        mark("After a loss"),
        mark("By the recovery sheet, or out of any files that are left; in a folder of its own."),
    ),
)
"""Marked English name of each setting, and what it does."""
NAMES = tuple(name for name, _about in SETTINGS)
GROUPS: tuple[tuple[str, int], ...] = (
    (mark("Look and language"), 4),
    (mark("Notifications and start"), 4),
    (mark("Folders and safety"), 5),
)
"""Marked English heading, and so many settings stand under it, in their order."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: marked English name and explanation, and the control at its right."""

    name: str
    about: str
    control: QWidget


class SettingLine(QFrame):
    """A setting on screen."""

    def __init__(self, desk: Desk, setting: Setting) -> None:
        super().__init__()
        named(self, "setting")
        self._desk = desk
        self._setting = setting
        self._name, self.about = QLabel(), QLabel()
        self._name.setBuddy(setting.control)
        self.about.setProperty("muted", True)
        self.about.setWordWrap(True)
        self._state, self._details = Badge(desk.theme), QLabel()
        self._details.setProperty("muted", True)
        self._details.setProperty("text_size", "small")
        self._details.setWordWrap(True)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said = ""
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._name)
        texts.addWidget(self.about)
        texts.addSpacing(2)
        # An alignment: without one a badge, which never grows, holds the whole column narrow.
        texts.addWidget(self._state, 0, Qt.AlignmentFlag.AlignLeft)
        texts.addWidget(self._details)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, GRID + GRID // 2)
        line.setSpacing(3 * GRID)
        put_in(line, texts, 1)
        line.addWidget(setting.control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.tell()
        self._say()
        desk.speech.changed.connect(self._say)

    @property
    def control(self) -> QWidget:
        """What it is set with."""
        return self._setting.control

    @property
    def text(self) -> str:
        """All words of the line, for the search: what can be chosen too."""
        control = self._setting.control
        words = [self._name.text(), self.about.text(), self._said, self._details.text()]
        if isinstance(control, QComboBox):
            words += [control.itemText(place) for place in range(control.count())]
        elif isinstance(control, QAbstractButton):
            words.append(control.text())
        return " ".join(words)

    def tell(self, details: str = "", state: tuple[str, Tone] | None = None) -> None:
        """Say under the explanation how it stands, and more (where the folder is, what was found).

        Args:
            details: some lines, or nothing.
            state: a few words and what they feel like; None shows none.
        """
        self._said = state[0] if state is not None else ""
        if state is not None:
            self._state.show_status(*state)
        self._state.setVisible(state is not None)
        self._details.setText(details)
        self._details.setVisible(bool(details))

    def _say(self) -> None:
        words = self._desk.speech.words
        self._name.setText(words.text(self._setting.name))
        self.about.setText(words.text(self._setting.about))
        control = self._setting.control
        if not isinstance(control, QPushButton):
            control.setAccessibleName(self._name.text())
        control.setAccessibleDescription(self.about.text())


class SettingGroup(QWidget):
    """A heading, and under it in one frame the settings that belong together."""

    def __init__(self, desk: Desk, name: str, lines: Sequence[SettingLine]) -> None:
        super().__init__()
        self._desk, self._name, self._lines = desk, name, lines
        self._heading = QLabel()
        self._heading.setProperty("strong", True)
        frame = named(QFrame(), "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        for line in lines:
            inside.addWidget(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._heading)
        column.addWidget(frame)
        self._say()
        self._rule()
        desk.speech.changed.connect(self._say)

    def rule_off(self) -> None:
        """Draw a line above every setting that is shown but the first; without any, be gone."""
        self.setVisible(self._rule() > 0)

    def _rule(self) -> int:
        shown = [line for line in self._lines if not line.isHidden()]
        for place, line in enumerate(shown):
            restyle(line, below=place > 0)
        return len(shown)

    def _say(self) -> None:
        self._heading.setText(self._desk.speech.words.text(self._name))
