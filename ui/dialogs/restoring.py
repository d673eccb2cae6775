"""Restoring what was lost: by the shared folder and the recovery sheet, or out of any files.

Calm steps as at the first start; the last one names what will happen. What `edo recovery keeper
--share` and `edo repair rescue` do is done by the same functions. Nothing typed is cleared, and
the code is kept nowhere but here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from edo.errors import EdoError
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.code_lines import CODE, HOW, CodeLines
from ui.dialogs.first_questions import Step
from ui.dialogs.restoring_steps import (
    CARDS,
    FIELDS,
    HINTS,
    KEY,
    NEW_SHARE,
    PATHS,
    REQUIRED,
    SHEET,
    STEPS,
    SURE,
    WHAT,
    Left,
)
from ui.dialogs.restoring_words import ended, field_of, said, sure
from ui.dialogs.sheet_of_paper import Sheet
from ui.dialogs.step_buttons import StepButtons
from ui.dialogs.way_cards import Cards
from ui.theme import GRID
from ui.widgets.field import Field
from ui.widgets.main_key import DOING
from ui.widgets.path_line import PathLine
from ui.widgets.polish import restyle
from ui.widgets.step_dots import StepDots


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants restored; `key` is a path, or empty where there is a `code`."""

    left: Left
    folder: Path
    share: str
    pile: Path
    code: str = field(repr=False)
    key: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the questions, to stand there again."""

    left: Left
    by_key: bool
    texts: Mapping[str, str] = field(repr=False)
    code: list[str] = field(repr=False)


class Restoring(Sheet):
    """Questions one after another. `wanted` carries what was answered.

    Enter goes on, Esc goes back; `left` is sent by Esc on the first step, `stopped` while it is
    being done. `done` tells how it ended; `opening` carries the folder and the password then.
    """

    CHAPTER = "lost"

    wanted = Signal(object)
    left = Signal()
    stopped = Signal()
    opening = Signal(object, str)

    def __init__(self, desk: Desk, home: Path, before: Typed | None = None) -> None:
        super().__init__(desk, WHAT.title, WHAT.text)
        self._at, self._busy, self._over = 0, False, False
        self._by_key = before is not None and before.by_key
        self._counts: Mapping[str, int] = {}
        self.cards = Cards(desk, CARDS)
        self.paths = {
            code: PathLine(desk, title, pattern=kind) for code, (title, kind) in PATHS.items()
        }
        self.password, self.code = QLineEdit(), CodeLines(desk)
        self._dots = StepDots(desk)
        self.fields: dict[str, Field] = {}
        self._buttons = StepButtons(self)
        self.primary, self.back = self._buttons.primary, self._buttons.back
        self.other, self.bar = QPushButton(), QProgressBar()
        self.paths["path"].setText(str(home))
        self._fill()
        self.cards.choose(before.left if before is not None else Left.SHARE)
        if before is not None:
            self._put(before)
        self._connect()
        self.show_step(0)

    @property
    def way(self) -> Left:
        """What is left."""
        return Left(self.cards.code)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The questions of what is left."""
        steps = STEPS[self.way]
        return tuple(KEY if step is SHEET and self.is_by_key else step for step in steps)

    @property
    def is_by_key(self) -> bool:
        """Whether a workplace's own key takes the place of the sheet."""
        return self._by_key and self.way is Left.FILES

    @property
    def at(self) -> int:
        """Which question is shown; the first is 0."""
        return self._at

    @property
    def typed(self) -> Typed:
        """What stands in the questions."""
        texts = {code: line.text() for code, line in self._inputs().items()}
        return Typed(self.way, self._by_key, texts, self.code.texts())

    def show_step(self, at: int) -> None:
        """Show a question and bring the keys to it."""
        self._at = min(at, len(self.steps) - 1)
        self._say()
        first = next(iter(self.steps[self._at].asked), "")
        target: QWidget = self.fields[first].control if first else self.cards
        if self.steps[self._at] is SURE:
            target = self.back  # nothing is typed here that would give time to think
        self.setFocusProxy(target)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Go to the next question; after the last one send what is wanted; in the end, open."""
        if self._busy:
            return
        if self._over:
            self.opening.emit(Path(self.paths["path"].full()), self.password.text())
        elif not self._is_missing():
            if self._at + 1 < len(self.steps):
                self.show_step(self._at + 1)
            else:
                self.wanted.emit(self._answers())

    def go_back(self) -> None:
        """Go to the question before; before the first one, leave; stop what is being done."""
        if self._over:
            return
        if self._busy:
            if self.way is Left.FILES:
                self.stopped.emit()
                self._rest()
        elif self._at:
            self.show_step(self._at - 1)
        else:
            self.left.emit()

    def work(self) -> None:
        """Show that it is being done; nothing can be changed meanwhile."""
        self._busy = True
        self.bar.setRange(0, 0)
        self._say()
        (self.back if self.way is Left.FILES else self.bar).setFocus()

    def progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        if self._busy:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def end(self, counts: Mapping[str, int]) -> None:
        """Say that it is done, what was found, and what is to be done next."""
        self._busy, self._over, self._counts = False, True, counts
        self.code.put([""] * len(self.code.lines))
        self._say()
        self.setFocusProxy(self.primary)
        self.primary.setFocus()

    def refuse(self, error: EdoError) -> None:
        """Say what is wrong beside the answer it is about."""
        self._rest()
        asked = {code for step in self.steps for code in step.asked}
        code = field_of(error, self._full(), asked)
        self.fields[code].show_error(said(self.desk.speech.words, error))
        self.show_step(next(at for at, step in enumerate(self.steps) if code in step.asked))
        self.fields[code].control.setFocus()

    def _rest(self) -> None:
        """Let the questions be answered again."""
        self._busy = False
        self.show_step(self._at)

    def _inputs(self) -> dict[str, PathLine | QLineEdit]:
        return {**self.paths, "password": self.password}

    def _put(self, before: Typed) -> None:
        for code, line in self._inputs().items():
            line.setText(before.texts.get(code, ""))
        self.code.put(before.code)

    def _full(self) -> dict[str, str]:
        return {code: line.full() for code, line in self.paths.items()}

    def _answers(self) -> Wanted:
        paths, by_key = self._full(), self.is_by_key
        return Wanted(
            self.way,
            Path(paths["path"]),
            paths["share"],
            Path(paths["pile"]),
            "" if by_key else self.code.text(),
            paths["key"] if by_key else "",
            self.password.text(),
        )

    def _is_missing(self) -> bool:
        """Say beside each field of the step what it lacks; go to the first that lacks something."""
        words, missing = self.desk.speech.words, list[str]()
        for code in self.steps[self._at].asked:
            lacks = code in REQUIRED and not self.paths[code].text()
            if code == "code":
                lacks = not self.code.text().strip()
                if not lacks and not self.code.look_over():
                    self.fields[code].show_error()
                    return True
            self.fields[code].show_error(words.text("Fill this in.") if lacks else "")
            missing += [code] if lacks else []
        if missing:
            self.fields[missing[0]].control.setFocus()
        return bool(missing)

    def _fill(self) -> None:
        self.lines.setSpacing(GRID + GRID // 2)
        self.put_above(self._dots)
        self.lines.addWidget(self.cards)
        for code, name in FIELDS.items():
            control = self.paths.get(code, self.password)
            self.fields[code] = Field(self.desk, name, control, hint=HINTS.get(code, ""))
            self.fields[code].require(required=code in REQUIRED)
        self.fields["code"] = Field(self.desk, CODE, self.code, required=True, hint=HOW)
        for one in self.fields.values():
            self.lines.addWidget(one)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.other.setProperty("link", True)
        self.other.setProperty("flush", True)
        self.lines.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.lines.addWidget(self.bar)
        self.lines.addWidget(self._buttons)

    def _connect(self) -> None:
        self._buttons.forward.connect(self.go_on)
        self._buttons.backward.connect(self.go_back)
        self.other.clicked.connect(self._on_other)
        self.cards.chosen.connect(self._say)
        self.desk.speech.changed.connect(self._say)

    def _on_other(self) -> None:
        self._by_key = not self._by_key
        self.show_step(self._at)

    def _say(self) -> None:
        words, step = self.desk.speech.words, self.steps[self._at]
        asks = not (self._busy or self._over)
        self._say_head(step)
        self._dots.show_step(self._at, len(self.steps) if asks else 0)
        self.cards.setVisible(asks and step is WHAT)
        for code, one in self.fields.items():
            one.setVisible(asks and code in step.asked)
        anew = self.way is Left.FILES
        self.fields["share"].rename(NEW_SHARE if anew else FIELDS["share"])
        kept = (
            mark("Empty: it has none.")
            if self.is_by_key
            else mark("May stay empty; it can be set later.")
        )
        self.password.setPlaceholderText(words.text(kept))
        self.other.setVisible(asks and anew and step in (SHEET, KEY))
        self.other.setText(
            words.text("There is the sheet…") if self._by_key else words.text("There is no sheet…")
        )
        self.bar.setVisible(self._busy)
        self.bar.setAccessibleName(self.title.text())
        last = step is SURE
        go = mark("Open") if self._over else mark("Restore") if last else mark("Next")
        harms = last and asks and not self.is_by_key
        back = mark("Stop") if self._busy else mark("Back")
        key = "Ctrl+Enter" if harms else "Enter"
        self._buttons.say(words.text(go), words.text(back), key=key)
        restyle(self.primary, primary=not harms, danger=harms)
        self._buttons.main_key.hold(DOING if self._busy else "")
        self.back.setVisible(asks or (self._busy and anew))

    def _say_head(self, step: Step) -> None:
        words = self.desk.speech.words
        restyle(self.text, muted=not (self._over or step is SURE))
        if self._over:
            self.say(mark("It is restored"), "")
            self.text.setText("\n".join(ended(words, self._counts, by_key=self.is_by_key)))
            self.text.show()
        elif self._busy:
            self.say(mark("Restoring…"), "")
        elif step is SURE:
            self.say(step.title, "")
            self.text.setText(sure(words, self.way, self._full(), by_key=self.is_by_key))
            self.text.show()
        else:
            self.say(step.title, step.text)
