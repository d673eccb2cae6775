"""The first start: three questions, a calm step each; everything else has a default that works."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from edo.errors import EdoError, Reason, Refusal
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.first_questions import BEGIN, EMPTY, FIELDS, HINTS, PATHS, REQUIRED, STEPS, Step
from ui.dialogs.sheet_of_paper import Sheet
from ui.dialogs.step_buttons import StepButtons
from ui.dialogs.way_cards import Way, WayCards
from ui.theme import GRID
from ui.widgets.field import Field
from ui.widgets.layouts import put_in
from ui.widgets.main_key import DOING
from ui.widgets.path_line import PathLine
from ui.widgets.polish import named
from ui.widgets.step_dots import StepDots

if TYPE_CHECKING:
    from edo.joining import Invited

RESTORE = mark("Restore what was lost…")
"""What leads to restoring, everywhere."""
MOMENT = mark("One moment")
PLAYING = mark("Some days of a sample office are being played for you; it takes a minute or two…")
SAMPLE_FOLDER = "edo-sample"
MY_ORGANISATION = mark("My organisation")


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
    """Three questions, one after another. `answered` carries what was answered.

    Enter goes on, Esc goes back; `left` is sent by Esc on the first step, where one can leave,
    `stopped` while a sample is being played.
    `invited` carries the path of an invitation somebody chose, for `show_invitation` to say what is
    in it. `restoring` is sent by who has lost something, and wants it back.
    """

    answered = Signal(object)
    invited = Signal(object)
    left = Signal()
    stopped = Signal()
    restoring = Signal()

    def __init__(
        self, desk: Desk, home: Path, *, way: Way = Way.ALONE, leavable: bool = False
    ) -> None:
        super().__init__(desk, BEGIN.title, BEGIN.text)
        self._home, self._leavable = home, leavable
        self._at, self._busy = 0, False
        self.cards = WayCards(desk)
        self.ways = self.cards.buttons
        self.paths = {
            code: PathLine(desk, title, pattern=pattern) for code, (title, pattern) in PATHS.items()
        }
        self.inputs = {
            code: self.paths[code].line if code in self.paths else QLineEdit() for code in FIELDS
        }
        self._dots = StepDots(desk)
        self._invitation = named(QLabel(), "invited")
        self._invited: Invited | None = None
        self.fields: dict[str, Field] = {}
        self._buttons = StepButtons(self)
        self.begin, self.back = self._buttons.primary, self._buttons.back
        self.more, self.elsewhere, self.lost = QPushButton(), QPushButton(), QPushButton()
        self.bar = QProgressBar()
        self._fill()
        self.cards.choose(way)
        self._connect()
        self._show_way()
        self.show_step(0)

    @property
    def way(self) -> Way:
        """What is chosen."""
        return self.cards.way

    @property
    def steps(self) -> tuple[Step, ...]:
        """The questions of the way that is chosen."""
        return STEPS[self.way]

    @property
    def at(self) -> int:
        """Which of them is shown; the first is 0."""
        return self._at

    def show_step(self, at: int) -> None:
        """Show a question and bring the keys to it."""
        self._at = min(at, len(self.steps) - 1)
        step = self.steps[self._at]
        self.say(step.title, step.text)
        self._dots.show_step(self._at, len(self.steps))
        self.cards.setVisible(step is BEGIN)
        self.elsewhere.setVisible(step is BEGIN or self.way is Way.OPEN)
        self.lost.setVisible(step is BEGIN or self.way is Way.OPEN)
        self.more.setVisible(bool(step.more))
        self.more.setChecked(any(self.fields[code].error for code in step.more))
        self.back.setVisible(bool(self._at) or self._leavable or self.way is Way.OPEN)
        self._show_fields()
        self._say()
        first = next(iter(step.asked), "")
        target: QWidget = self.inputs[first] if first else self.cards
        self.setFocusProxy(target)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Go to the next question; after the last one hand the answers in."""
        if self._busy:
            return
        step = self.steps[self._at]
        missing = self._missing((*step.asked, *step.more))
        if missing:
            self.inputs[missing[0]].setFocus()
        elif self._at + 1 < len(self.steps):
            self.show_step(self._at + 1)
        else:
            self.hand_in()

    def go_back(self) -> None:
        """Go to the question before; before the first one, leave; stop what is being played."""
        if self._busy:
            if self.way is Way.SAMPLE:
                self.stopped.emit()
                self._rest()
        elif self._at:
            self.show_step(self._at - 1)
        elif self._leavable:
            self.left.emit()
        elif self.way is Way.OPEN:
            self.cards.choose(Way.ALONE)

    def hand_in(self) -> None:
        """Send the answers; where one is missing, show its question."""
        asked = [code for step in self.steps for code in (*step.asked, *step.more)]
        missing = self._missing(asked)
        if missing:
            self._go_to(missing[0])
            return
        texts = {code: line.text().strip() for code, line in self.inputs.items()}
        organisation = texts["name"] or self.desk.speech.words.text(MY_ORGANISATION)
        self.answered.emit(
            Answers(
                self.way,
                Path(texts["path"]).expanduser(),
                texts["person"],
                organisation,
                texts["office"] or organisation,
                self.inputs["password"].text(),
                self.paths["share"].full() if self.way is not Way.ALONE else "",
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
        self._busy = True
        self.bar.setRange(0, 0)
        self.bar.show()
        self._let_write()
        self.bar.setFocus()  # no line has the keys now, and Esc must still be heard
        if self.way is Way.SAMPLE:
            self.say(MOMENT, PLAYING)
        elif self.way is Way.JOIN:
            self.say(MOMENT, mark("Asking to be let in…"))

    def progress(self, done: int, total: int) -> None:
        """Show how far a sample is."""
        if self._busy:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def refuse(self, error: EdoError) -> None:
        """Say what is wrong with an answer beside it; the rest is about the folder."""
        self._rest()
        code = str(error.values.get("field", "")) or _field_of(error)
        code = code if self._step_of(code) is not None else "path"
        self.fields[code].show_error(self.desk.speech.words.refusal(error))
        self._go_to(code)

    def _rest(self) -> None:
        """Let the questions be answered again."""
        self._busy = False
        self.bar.hide()
        self._let_write()
        self.show_step(self._at)

    def _let_write(self) -> None:
        for part in (*self._parts(), *self.fields.values()):
            part.setEnabled(not self._busy)
        self._buttons.main_key.hold(DOING if self._busy else "")
        self.back.setEnabled(not self._busy or self.way is Way.SAMPLE)
        self._say()

    def _parts(self) -> tuple[QWidget, ...]:
        return (self.cards, self.more, self.elsewhere, self.lost)

    def _missing(self, codes: tuple[str, ...] | list[str]) -> list[str]:
        """Say beside each field whether it lacks something; give those that do."""
        words, required = self.desk.speech.words, REQUIRED[self.way]
        missing = [code for code in codes if code in required and not self._text(code)]
        for code in codes:
            wrong = words.text("Fill this in.") if code in missing else ""
            if wrong or code != "invitation":  # what is wrong with an invitation stays said
                self.fields[code].show_error(wrong)
        return missing

    def _text(self, code: str) -> str:
        return self.inputs[code].text().strip()

    def _step_of(self, code: str) -> int | None:
        for place, step in enumerate(self.steps):
            if code in (*step.asked, *step.more):
                return place
        return None

    def _go_to(self, code: str) -> None:
        self.show_step(self._step_of(code) or 0)
        self.inputs[code].setFocus()

    def _fill(self) -> None:
        self.lines.setSpacing(GRID + GRID // 2)
        self.put_above(self._dots)
        self.lines.addWidget(self.cards)
        for code, name in FIELDS.items():
            control = self.paths.get(code, self.inputs[code])
            self.fields[code] = Field(self.desk, name, control, hint=HINTS.get(code, ""))
        for code in ("person", "name", "invitation"):
            self.lines.addWidget(self.fields[code])
        self._invitation.setWordWrap(True)
        self.lines.addWidget(self._invitation)
        for code in ("share", "path"):
            self.lines.addWidget(self.fields[code])
        self.more.setCheckable(True)
        for button in (self.more, self.elsewhere, self.lost):
            button.setProperty("link", True)
            button.setProperty("flush", True)
        for code in ("office", "password"):
            self.lines.addWidget(self.fields[code])
        self.lines.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.inputs["password"].setEchoMode(QLineEdit.EchoMode.Password)
        links = QHBoxLayout()
        links.setSpacing(3 * GRID)
        for button in (self.elsewhere, self.lost):
            links.addWidget(button)
        links.addStretch()
        put_in(self.lines, links)
        self.lines.addWidget(self.bar)
        self.lines.addWidget(self._buttons)
        self.bar.setRange(0, 0)
        self.bar.hide()

    def _connect(self) -> None:
        self.cards.chosen.connect(self._show_way)
        self._buttons.forward.connect(self.go_on)
        self._buttons.backward.connect(self.go_back)
        self.more.toggled.connect(self._show_fields)
        self.elsewhere.clicked.connect(self._on_elsewhere)
        self.lost.clicked.connect(self.restoring)
        self.paths["invitation"].changed.connect(self._on_invitation)
        self.desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self.desk.speech.words
        last = self._at + 1 == len(self.steps)
        go = mark("Begin") if last else mark("Next")
        back = mark("Stop") if self._busy else mark("Back")
        self._buttons.say(words.text(go), words.text(back))
        self.more.setText(words.text("Less") if self.more.isChecked() else words.text("More…"))
        self.elsewhere.setText(
            words.text("Begin, join or look round instead…")
            if self.way is Way.OPEN
            else words.text("Open a folder that is there already…")
        )
        self.lost.setText(words.text(RESTORE))
        for code, text in EMPTY.items():
            empty = code not in REQUIRED[self.way]
            self.inputs[code].setPlaceholderText(words.text(text) if empty else "")
        self._say_invitation()

    def _say_invitation(self) -> None:
        words, invited = self.desk.speech.words, self._invited
        asked = "invitation" in self.steps[min(self._at, len(self.steps) - 1)].asked
        shown = invited is not None and asked
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

    def _show_fields(self, *_open: bool) -> None:
        step = self.steps[self._at]
        shown = (*step.asked, *(step.more if self.more.isChecked() else ()))
        for code, field in self.fields.items():
            field.setVisible(code in shown)
            field.require(required=code in REQUIRED[self.way])
        self._say()

    def _show_way(self) -> None:
        way = self.way
        for field in self.fields.values():
            field.show_error()
        folder = {
            Way.OPEN: "",
            Way.SAMPLE: str(free_folder(Path.home() / SAMPLE_FOLDER)),
        }
        usual = free_folder(self._home) if self._leavable else self._home
        self.inputs["path"].setText(folder.get(way, str(usual)))
        self.show_step(min(self._at, len(self.steps) - 1))

    def _on_elsewhere(self) -> None:
        self.cards.choose(Way.ALONE if self.way is Way.OPEN else Way.OPEN)

    def _on_invitation(self, path: str) -> None:
        self._invited = None
        self.fields["invitation"].show_error()
        self._say_invitation()
        if path.strip():
            self.invited.emit(Path(path.strip()).expanduser())


def free_folder(folder: Path) -> Path:
    """Give a folder that is not there yet, named after one."""
    places = (folder, *(folder.with_name(f"{folder.name}-{n}") for n in range(2, 100)))
    return next((one for one in places if not one.exists()), folder)


def _field_of(error: EdoError) -> str:
    """Tell which answer a refusal is about that names none."""
    reason = str(error.reason)
    if reason.startswith("share"):
        return "share"
    if reason.startswith(("invitation", "keeper")):
        return "invitation"
    return "password" if reason in SECRET else "path"


SECRET = (Reason.PASSWORD_NEEDED, Reason.WRONG_PASSWORD)
