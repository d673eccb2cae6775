"""Putting things right: what was found, what will be done, what is kept, and how it ended.

Does by a button what `edo repair` does on the terminal, step after step, behind the windows and
with no exchange meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QWidget

from edo.check import Examined, check
from edo.commands.home import Standing, standing
from edo.errors import EdoError, Reason
from edo.repair import rebuilding, renewal, steps
from edo.repair.doing import Done, carry_out, is_keeper
from edo.repair.rebuilding import NewFile
from edo.repair.steps import DOES, Step
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.mending_words import deeds, ended, kept
from ui.findings import state, told
from ui.long_run import LongRun, Progress, until_stopped
from ui.theme import Tone
from ui.widgets.badge import Badge
from ui.widgets.main_key import DOING
from ui.widgets.notice_bar import Notice
from ui.widgets.six_words import SixWords
from ui.widgets.telling import tell

ACROSS = 3
_NO_KEEPER = mark(
    "Is the keeper's computer lost? Then another workplace takes the keeping over first: on its"
    " page “Exchange”, by the recovery sheet."
)
SOON = 3_000
"""Milliseconds between two looks whether the keeper has agreed."""


class Part:
    """A small heading, and sentences under it; gone where nothing is said."""

    def __init__(self, sheet: FormSheet) -> None:
        self.heading, self.text = QLabel(), QLabel()
        self.heading.setProperty("strong", True)
        self.text.setWordWrap(True)
        sheet.form.add(self.heading)
        sheet.form.add(self.text)
        self.put("", "")

    def put(self, heading: str, text: str, *, bare: bool = False) -> None:
        """Say something else; `bare` leaves the heading out."""
        head = heading if text and not bare else ""
        for label, said in ((self.heading, head), (self.text, text)):
            label.setText(said)
            label.setVisible(bool(said))


class MendingSheet(FormSheet):
    """Put things right. Closing it stops what can be stopped; it may be opened again."""

    CHAPTER = "lost"

    def __init__(
        self, desk: Desk, parent: QWidget, halt: str = "", examined: Examined | None = None
    ) -> None:
        super().__init__(desk, parent, mark("Put things right"), mark("Put right"))
        self._halt = halt
        self._standing: Standing | None = None
        self._is_keeper = False
        self._examined = examined
        self._run: LongRun | None = None
        self._steps: tuple[Step, ...] = ()
        self._left: list[Step] = []
        self._done: list[Done] = []
        self._busy, self._over = "", False
        self.status = Badge(desk.theme)
        self.form.add(self.status)
        self.found, self.deeds, self.stays = Part(self), Part(self), Part(self)
        self.words = SixWords(across=ACROSS)
        self.form.add(self.words)
        self.password = self.line("password", mark("Password of your key"), required=True)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.bar = QProgressBar()
        self.form.add(self.bar)
        self._timer = QTimer(self)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self._look_in)
        self._say()
        desk.speech.changed.connect(self._say)
        desk.bridge.look(standing, then=self._on_standing, owner=self)

    @property
    def ended(self) -> bool:
        """Whether everything that could be done was done."""
        return self._over

    def hand_in(self) -> None:
        """Do the steps, one after another."""
        self.clear_errors()
        if self._timer.isActive():
            self._desk.bridge.exchange_now()
            self._look_in()
        elif self._asks_password and not self.password.text():
            self.show_wrong("password", self._desk.speech.words.text("Write a password."))
        elif Step.REBUILD in self._steps:
            self._make_anew()
        elif self._steps:
            self._left = list(self._steps)
            self._next()

    def reject(self) -> None:
        """Close the sheet; what is being done stops where it can."""
        if self._run is not None:
            self._run.cancel()
        super().reject()

    @property
    def _asks_password(self) -> bool:
        protected = self._standing is not None and self._standing.protected
        return protected and Step.RENEW in self._steps

    def _on_standing(self, found: Standing) -> None:
        self._standing = found
        self._desk.bridge.look(is_keeper, then=self._on_keeper, owner=self)

    def _on_keeper(self, is_one: bool) -> None:
        self._is_keeper = is_one
        if self._halt:
            self._propose((Step.RENEW,))
        elif self._examined is not None:
            self._on_examined(self._examined)
        else:
            self._look_over()

    def _look_over(self) -> None:
        title = self._desk.speech.words.text("Looking over the data")
        run = self._desk.bridge.run_long(
            check,
            title,
            then=self._on_examined,
            otherwise=self._on_refused,
            owner=self,
            writes=False,
        )
        self._follow_run(run, title)

    def _on_examined(self, found: Examined) -> None:
        self._examined = found
        if rebuilding.wants_new_file(found):
            self._propose((Step.REBUILD,))  # the rest is looked for in what comes of it
            return
        tried = {Step.REBUILD, *(done.step for done in self._done)}
        self._propose(tuple(step for step in steps.proposed(found) if step not in tried))

    def _propose(self, wanted: Sequence[Step]) -> None:
        self._steps = tuple(wanted)
        self._over = not wanted
        self._busy = ""
        self._say()
        (self._cancel if self._over else self.primary).setFocus()
        if self._asks_password:
            self.password.setFocus()

    def _next(self) -> None:
        if not self._left:
            self._end()
            return
        step = self._left.pop(0)
        title = self._desk.speech.words.text(DOES[step])
        run = self._desk.bridge.run_long(
            _do,
            title,
            then=self._on_done_step,
            otherwise=self._on_refused,
            owner=self,
            writes=False,
            alone=True,
            step=step,
            password=self.password.text(),
        )
        self._follow_run(run, title)

    def _follow_run(self, run: LongRun, title: str) -> None:
        self._run, self._busy = run, title
        run.progressed.connect(self._on_progress)
        run.ended.connect(self._on_run_ended)
        self._on_progress(0, 0)
        self._say()

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_run_ended(self) -> None:
        if self._run is not None and self._run.cancelled:
            self._busy, self._left = "", []
            self._say()
        self._run = None

    def _on_done_step(self, done: Done) -> None:
        self._done = [one for one in self._done if one.step is not done.step] + [done]
        if done.words is None:
            self._next()
            return
        self.words.put(done.words.ru, done.words.kk)
        self._busy = ""
        self._timer.start()
        self._say()

    def _end(self) -> None:
        self._timer.stop()
        self._desk.bridge.exchange_now()
        if self._halt or self._examined is None:
            self._propose(())
        else:
            self._look_over()

    def _look_in(self) -> None:
        """See whether the keeper has agreed; the exchange brings the answer."""
        self._desk.bridge.look(
            renewal.is_let_in, then=self._on_looked, key=(id(self), "let in"), owner=self
        )

    def _on_looked(self, is_in: bool) -> None:
        if is_in and self._timer.isActive():
            self._timer.stop()
            self._left.insert(0, Step.RENEW)
            self._next()

    def _make_anew(self) -> None:
        """Make a new database file: the workplace is closed and opened again for that."""
        desk, window = self._desk, self.parentWidget()
        if self._standing is None or window is None:
            return
        self.accept()
        desk.bridge.reopen(
            partial(rebuilding.save_and_log, self._standing.folder),
            then=partial(_tell_anew, desk, window),
        )

    def _on_refused(self, error: EdoError) -> None:
        self._busy = ""
        self._timer.stop()
        self._say()
        super()._on_refused(error)
        if error.reason == Reason.WRONG_PASSWORD:
            self._wrong.hide()
            self.show_wrong("password", self._desk.speech.words.refusal(error))

    def _say(self) -> None:
        words = self._desk.speech.words
        self._say_sheet()
        waits, works = self._timer.isActive(), bool(self._busy)
        self.bar.setVisible(works or self._standing is None)
        self.bar.setAccessibleName(self._busy)
        self.words.setVisible(waits)
        renewed = any(done.step is Step.RENEW for done in self._done)
        self.fields["password"].setVisible(self._asks_password and not (waits or renewed or works))
        self.status.show_status(*self._state())
        said = self._said_found()
        heading = words.text("What was done") if self._over and self._done else words.text("Found")
        self.found.put(heading, said, bare=waits)
        listed = [f"{n}. {one}" for n, one in enumerate(self._said_deeds(), 1)]
        self.deeds.put(words.text("What will be done"), "\n".join(listed))
        self.stays.put(words.text("What stays"), kept(self._steps, words) if listed else "")
        self.primary.setVisible(not self._over)
        self.main_key.hold(self._why_off())
        if waits:
            self.primary.setText(words.text("Look now"))
        if self._over or waits:
            self._cancel.setText(words.text("Close"))
            self._cancel.setToolTip(words.text("Close") + " (Esc)")
        self.refit()

    def _why_off(self) -> str:
        """Say why nothing can be begun, marked; nothing where something can."""
        if self._busy:
            return DOING
        if self._over:
            return mark("nothing is left to be done here")
        return "" if self._steps else mark("what is wrong is still being looked for")

    def _state(self) -> tuple[str, Tone]:
        words = self._desk.speech.words
        if self._busy:
            return self._busy, Tone.ACCENT
        if self._timer.isActive():
            return words.text("Waiting for the keeper"), Tone.ACCENT
        if self._halt:
            return (
                (words.text("It is put right"), Tone.GOOD)
                if self._over
                else (words.text("Nothing is sent from here"), Tone.BAD)
            )
        if self._examined is not None:
            return state(self._examined, words)
        return words.text("Reading…"), Tone.ACCENT

    def _said_found(self) -> str:
        words = self._desk.speech.words
        if self._timer.isActive():
            asked = words.text(
                "Read these words to the keeper, or hear theirs: one language is enough. When they"
                " are the same, the keeper presses “Words match: let in” on the page “Exchange”. It"
                " goes on here by itself. The words stay the same if you close this."
            )
            return f"{asked}\n\n{words.text(_NO_KEEPER)}"
        lines = [ended(one, words) for one in self._done if one.words is None]
        if self._over or self._busy:
            if self._examined is not None and not self._busy and not self._halt:
                lines += told(self._examined, words)
            return "\n".join(lines)
        if self._halt:
            lines.append(words.reason(f"halt_{self._halt}"))
        elif self._examined is not None:
            lines += told(self._examined, words)
        return "\n".join(lines)

    def _said_deeds(self) -> Sequence[str]:
        if self._busy or self._timer.isActive():
            return ()
        return tuple(deeds(self._steps, self._desk.speech.words, is_keeper=self._is_keeper))


def _do(workplace: Any, *, step: Step, password: str, progress: Progress) -> Done:
    """Do one step as a long run that can be stopped.

    Raises:
        Refusal, UnreachableError: as `edo.repair.doing.carry_out`.
    """
    stoppable = until_stopped(progress)
    return carry_out(workplace, step=step, password=password, progress=stoppable)


def _tell_anew(desk: Desk, window: QWidget, saved: NewFile) -> None:
    words = desk.speech.words
    text = words.text("The database is made anew. The damaged one is {path}.", path=saved.damaged)
    if saved.lost:
        lost = words.plural(
            "{n} signed piece of work was lost in it.",
            "{n} signed pieces of work were lost in it.",
            saved.lost,
        )
        text = f"{text} {lost}"
    tell(window, Notice(text, Tone.WARN if saved.lost else Tone.GOOD))
