"""The first start: who are you, what shall be opened, and where is the folder."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from edo.errors import EdoError
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.sheet_of_paper import Sheet
from ui.theme import GRID
from ui.widgets.field import Field


class Way(StrEnum):
    """What the first start leads to."""

    FOUND = "found"
    OPEN = "open"
    SAMPLE = "sample"


WAYS = {
    Way.FOUND: mark("Begin: set up my organisation and office"),
    Way.OPEN: mark("Open a folder that is there already"),
    Way.SAMPLE: mark("Look round in a sample organisation"),
}
FIELDS = {
    "person": mark("Your name"),
    "name": mark("Organisation"),
    "office": mark("Your office"),
    "password": mark("Password of your key"),
    "path": mark("Folder"),
}
HINTS = {
    "person": mark("As it stands on documents: surname, first name, patronymic."),
    "password": mark("May stay empty; it can be set later."),
}
ASKED = {
    Way.FOUND: ("person", "name", "office", "path", "password"),
    Way.OPEN: ("path",),
    Way.SAMPLE: ("path",),
}
REQUIRED = frozenset({"person", "name", "office", "path"})
WELCOME = (mark("Welcome"), mark("Everything is kept on this computer, in one folder."))
SAMPLE_FOLDER = "edo-sample"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person answered. Names and password matter where something is founded."""

    way: Way
    folder: Path
    person: str = ""
    organisation: str = ""
    office: str = ""
    password: str = ""


class FirstRun(Sheet):
    """Three questions on one sheet. `answered` carries them; `left` goes back where one can."""

    answered = Signal(object)
    left = Signal()

    def __init__(
        self, desk: Desk, home: Path, *, way: Way = Way.FOUND, leavable: bool = False
    ) -> None:
        super().__init__(desk, *WELCOME)
        self._home = home
        self.ways = {one: QRadioButton() for one in Way}
        self.inputs = {code: QLineEdit() for code in FIELDS}
        self.fields: dict[str, Field] = {}
        self.begin, self._back, self._choose = QPushButton(), QPushButton(), QPushButton()
        self.bar = QProgressBar()
        self._send = QAction(self)
        self._group = QButtonGroup(self)
        self._fill(leavable=leavable)
        self._connect()
        self._say()
        self.ways[way].setChecked(True)
        self._show_way()

    @property
    def way(self) -> Way:
        """What is chosen."""
        return next(way for way, button in self.ways.items() if button.isChecked())

    def hand_in(self) -> None:
        """Send the answers, if none is missing."""
        words = self.desk.speech.words
        missing = [
            code
            for code in ASKED[self.way]
            if code in REQUIRED and not self.inputs[code].text().strip()
        ]
        for code, field in self.fields.items():
            field.show_error(words.text("Fill this in.") if code in missing else "")
        if missing:
            self.inputs[missing[0]].setFocus()
            return
        texts = {code: line.text().strip() for code, line in self.inputs.items()}
        self.answered.emit(
            Answers(
                self.way,
                Path(texts["path"]).expanduser(),
                texts["person"],
                texts["name"],
                texts["office"],
                self.inputs["password"].text(),
            )
        )

    def work(self) -> None:
        """Show that what was answered is being done; nothing can be changed meanwhile."""
        self.bar.show()
        self.setEnabled(False)
        if self.way is Way.SAMPLE:
            self.say(
                mark("One moment"), mark("The day of a sample office is being played for you…")
            )

    def refuse(self, error: EdoError) -> None:
        """Say what is wrong with an answer beside it; the rest is about the folder."""
        self.bar.hide()
        self.setEnabled(True)
        self.say(*WELCOME)
        code = str(error.values.get("field", "path"))
        field = self.fields.get(code, self.fields["path"])
        field.show_error(self.desk.speech.words.refusal(error))
        field.control.setFocus()

    def _fill(self, *, leavable: bool) -> None:
        choices = QVBoxLayout()
        choices.setSpacing(0)
        for button in self.ways.values():
            self._group.addButton(button)
            choices.addWidget(button)
        self.lines.addLayout(choices)
        self.lines.setSpacing(GRID + GRID // 2)
        for code in ASKED[Way.FOUND]:
            self.fields[code] = Field(
                self.desk,
                FIELDS[code],
                self.inputs[code],
                required=code in REQUIRED,
                hint=HINTS.get(code, ""),
            )
            self.lines.addWidget(self._with_button(code))
        self.inputs["password"].setEchoMode(QLineEdit.EchoMode.Password)
        self.begin.setProperty("primary", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self._back)
        buttons.addStretch()
        buttons.addWidget(self.begin)
        self.lines.addWidget(self.bar)
        self.lines.addLayout(buttons)
        self.bar.setRange(0, 0)
        self.bar.hide()
        self._back.setVisible(leavable)
        self._send.setShortcut(QKeySequence("Ctrl+Return"))
        self.addAction(self._send)
        self.setFocusProxy(self.inputs["person"])

    def _with_button(self, code: str) -> QWidget:
        """Put the button that chooses a folder beside the folder's line."""
        field = self.fields[code]
        if code != "path":
            return field
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(field, 1)
        column = QVBoxLayout()
        column.addSpacing(self.desk.theme.sizes.small + GRID)
        column.addWidget(self._choose)
        column.addStretch()
        line.addLayout(column)
        return holder

    def _connect(self) -> None:
        self._group.buttonToggled.connect(self._show_way)
        self.begin.clicked.connect(self.hand_in)
        self._send.triggered.connect(self.hand_in)
        self._back.clicked.connect(self.left)
        self._choose.clicked.connect(self._on_choose)
        for line in self.inputs.values():
            line.returnPressed.connect(self.hand_in)
        self.desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self.desk.speech.words
        for way, button in self.ways.items():
            button.setText(words.text(WAYS[way]))
        self.begin.setText(words.text("Begin"))
        self.begin.setToolTip(words.text("Begin") + " (Enter)")
        self._send.setText(words.text("Begin"))
        self._back.setText(words.text("Back"))
        self._choose.setText(words.text("Choose…"))
        self._choose.setToolTip(words.text("Choose a folder"))

    def _show_way(self) -> None:
        for code, field in self.fields.items():
            field.setVisible(code in ASKED[self.way])
            field.show_error()
        folder = {
            Way.FOUND: str(self._home),
            Way.OPEN: "",
            Way.SAMPLE: str(Path.home() / SAMPLE_FOLDER),
        }
        self.inputs["path"].setText(folder[self.way])

    def _on_choose(self) -> None:
        words = self.desk.speech.words
        start = self.inputs["path"].text()
        folder = QFileDialog.getExistingDirectory(self, words.text("Choose a folder"), start)
        if folder:
            self.inputs["path"].setText(folder)
