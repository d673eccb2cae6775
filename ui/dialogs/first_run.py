"""The first start: who are you, alone or invited, and where are the folders."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from edo.errors import EdoError, Reason, Refusal
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.sheet_of_paper import Sheet
from ui.theme import GRID
from ui.widgets.field import Field
from ui.widgets.path_line import PathLine
from ui.widgets.polish import named

if TYPE_CHECKING:
    from edo.joining import Invited


class Way(StrEnum):
    """What the first start leads to."""

    FOUND = "found"
    JOIN = "join"
    OPEN = "open"
    SAMPLE = "sample"


WAYS = {
    Way.FOUND: mark("Begin: set up my organisation and office"),
    Way.JOIN: mark("Join by an invitation"),
    Way.OPEN: mark("Open a folder that is there already"),
    Way.SAMPLE: mark("Look round in a sample organisation"),
}
FIELDS = {
    "person": mark("Your name"),
    "name": mark("Organisation"),
    "office": mark("Your office"),
    "password": mark("Password of your key"),
    "path": mark("Folder on this computer"),
    "share": mark("Shared folder"),
    "invitation": mark("Invitation file"),
}
HINTS = {
    "person": mark("As it stands on documents: surname, first name, patronymic."),
}
EMPTY = {
    "password": mark("May stay empty; it can be set later."),
    "share": mark("For several workplaces; may stay empty"),
}
"""What stands in empty fields."""
ASKED = {
    Way.FOUND: ("person", "name", "office", "path", "share", "password"),
    Way.JOIN: ("invitation", "share", "path", "password"),
    Way.OPEN: ("path",),
    Way.SAMPLE: ("path",),
}
"""What each way asks, in the order of the sheet."""
ORDER = ("person", "name", "office", "invitation", "path", "share", "password")
PAIR = ("name", "office")
REQUIRED = {
    Way.FOUND: frozenset({"person", "name", "office", "path"}),
    Way.JOIN: frozenset({"invitation", "share", "path"}),
    Way.OPEN: frozenset({"path"}),
    Way.SAMPLE: frozenset({"path"}),
}
PATHS = {
    "path": (mark("Choose a folder"), ""),
    "share": (mark("Choose a folder"), ""),
    "invitation": (mark("Choose the invitation"), "*.edi *.*"),
}
"""Fields that are paths: the title of the dialog, and the pattern where a file is chosen."""
WELCOME = (mark("Welcome"), mark("Everything is kept on this computer, in one folder."))
SAMPLE_FOLDER = "edo-sample"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person answered.

    Names matter where something is founded, the invitation where one joins; `share` is a path.
    """

    way: Way
    folder: Path
    person: str = ""
    organisation: str = ""
    office: str = ""
    password: str = ""
    share: str = ""
    invitation: Path = Path()


class FirstRun(Sheet):
    """Three questions on one sheet. `answered` carries them; `left` goes back where one can.

    `invited` carries the path of an invitation somebody chose, for `show_invitation` to say what is
    in it.
    """

    CHAPTER = "begin"

    answered = Signal(object)
    invited = Signal(object)
    left = Signal()

    def __init__(
        self, desk: Desk, home: Path, *, way: Way = Way.FOUND, leavable: bool = False
    ) -> None:
        super().__init__(desk, *WELCOME)
        self._home = home
        self.ways = {one: QRadioButton() for one in Way}
        self.paths = {
            code: PathLine(desk, title, pattern=pattern) for code, (title, pattern) in PATHS.items()
        }
        self.inputs = {
            code: self.paths[code].line if code in self.paths else QLineEdit() for code in FIELDS
        }
        self._pair = QWidget()
        self._invitation = named(QLabel(), "invited")
        self._invited: Invited | None = None
        self.fields: dict[str, Field] = {}
        self.begin, self._back = QPushButton(), QPushButton()
        self.bar = QProgressBar()
        self._send = QAction(self)
        self._group = QButtonGroup(self)
        self._fill(leavable=leavable)
        self.ways[way].setChecked(True)
        self._connect()
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
            if code in REQUIRED[self.way] and not self.inputs[code].text().strip()
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
                _path(texts["share"]),
                Path(texts["invitation"]).expanduser(),
            )
        )

    def show_invitation(self, invited: Invited) -> None:
        """Say what the chosen invitation says, and take the shared folder from it."""
        self._invited = invited
        over = invited.until < self.desk.today()
        ended = Refusal(Reason.INVITATION_EXPIRED, on=invited.until)
        text = self.desk.speech.words.refusal(ended) if over else ""
        self.fields["invitation"].show_error(text)
        if invited.place and not self.inputs["share"].text().strip():
            self.inputs["share"].setText(invited.place)
        self._say_invitation()

    def refuse_invitation(self, error: EdoError) -> None:
        """Say that the chosen file is no invitation."""
        self._invited = None
        self._say_invitation()
        self.fields["invitation"].show_error(self.desk.speech.words.refusal(error))

    def work(self) -> None:
        """Show that what was answered is being done; nothing can be changed meanwhile."""
        self.bar.show()
        self.setEnabled(False)
        if self.way is Way.SAMPLE:
            self.say(
                mark("One moment"), mark("The day of a sample office is being played for you…")
            )
        elif self.way is Way.JOIN:
            self.say(mark("One moment"), mark("Asking to be let in…"))

    def refuse(self, error: EdoError) -> None:
        """Say what is wrong with an answer beside it; the rest is about the folder."""
        self.bar.hide()
        self.setEnabled(True)
        self.say(*WELCOME)
        code = str(error.values.get("field", "")) or _field_of(error)
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
        for code in ORDER:
            control = self.paths.get(code, self.inputs[code])
            self.fields[code] = Field(self.desk, FIELDS[code], control, hint=HINTS.get(code, ""))
            self._place(code)
            if code == "invitation":
                self._invitation.setWordWrap(True)
                self.lines.addWidget(self._invitation)
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

    def _place(self, code: str) -> None:
        """Put a field on the sheet; the organisation and its office share a line."""
        if code not in PAIR:
            self.lines.addWidget(self.fields[code])
            return
        if code == PAIR[0]:
            line = QHBoxLayout(self._pair)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(2 * GRID)
            self.lines.addWidget(self._pair)
        layout = self._pair.layout()
        if layout is not None:
            layout.addWidget(self.fields[code])

    def _connect(self) -> None:
        self._group.buttonToggled.connect(self._show_way)
        self.begin.clicked.connect(self.hand_in)
        self._send.triggered.connect(self.hand_in)
        self._back.clicked.connect(self.left)
        self.paths["invitation"].changed.connect(self._on_invitation)
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
        for code, text in EMPTY.items():
            empty = code not in REQUIRED[self.way]
            self.inputs[code].setPlaceholderText(words.text(text) if empty else "")
        self._say_invitation()

    def _say_invitation(self) -> None:
        words, invited = self.desk.speech.words, self._invited
        shown = invited is not None and self.way is Way.JOIN
        self._invitation.setVisible(shown)
        if invited is None or not shown:
            return
        about = " · ".join((invited.office, *(words.name(role) for role in invited.roles)))
        self._invitation.setText(
            words.text(
                "{organisation} invites: {person}\n{about}\nGood until {day}.",
                organisation=invited.organisation,
                person=invited.person,
                about=about,
                day=words.date(invited.until),
            )
        )

    def _show_way(self) -> None:
        way = self.way
        for one, button in self.ways.items():  # Tab goes to what is chosen, arrows to the others
            policy = Qt.FocusPolicy.StrongFocus if one is way else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        for code, field in self.fields.items():
            field.setVisible(code in ASKED[way])
            field.require(required=code in REQUIRED[way])
            field.show_error()
        self._pair.setVisible(way is Way.FOUND)
        self._say()
        folder = {
            Way.FOUND: str(self._home),
            Way.JOIN: str(self._home),
            Way.OPEN: "",
            Way.SAMPLE: str(Path.home() / SAMPLE_FOLDER),
        }
        self.inputs["path"].setText(folder[way])

    def _on_invitation(self, path: str) -> None:
        self._invited = None
        self.fields["invitation"].show_error()
        self._say_invitation()
        if path.strip():
            self.invited.emit(Path(path.strip()).expanduser())


def _path(text: str) -> str:
    """Give a typed path in full, nothing for nothing."""
    return str(Path(text).expanduser().absolute()) if text else ""


def _field_of(error: EdoError) -> str:
    """Tell which answer a refusal is about that names none."""
    reason = str(error.reason)
    if reason.startswith("share"):
        return "share"
    if reason.startswith(("invitation", "keeper")):
        return "invitation"
    return "password" if reason in SECRET else "path"


SECRET = (Reason.PASSWORD_NEEDED, Reason.WRONG_PASSWORD)
