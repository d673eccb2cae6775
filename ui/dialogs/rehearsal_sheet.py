"""The rehearsal of several computers at once: who may take registration numbers in the folder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from edo import sharing_words
from edo.commands import trial
from edo.commands.trial import Rehearsed
from edo.errors import EdoError
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.long_run import LongRun, Progress, until_stopped
from ui.theme import Tone
from ui.widgets.badge import Badge
from ui.widgets.count import Count
from ui.widgets.main_key import DOING

LEAST, MOST = 2, 20
WAIT = 60.0
"""Seconds the others are waited for, and again until they are through."""
STEPS = (
    mark("Open this window on both computers; one of them is the keeper's."),
    mark("Press “Begin” on both within a minute. They race for the same names and compare."),
    mark("Nothing else in the folder is touched, and work goes on meanwhile."),
)


class RehearsalSheet(FormSheet):
    """Take part in a rehearsal. `done_with` carries a `Rehearsed`; the sheet stays to be read."""

    CHAPTER = "exchange"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        names: Mapping[str, str],
        keeper: str,
        wait: float = WAIT,
    ) -> None:
        super().__init__(desk, parent, mark("Rehearse numbers on several computers"), mark("Begin"))
        self._names, self._keeper, self._wait = names, keeper, wait
        self._run: LongRun | None = None
        self._found: Rehearsed | None = None
        self._here = 0
        self.steps, self.told = QLabel(), QLabel()
        for label in (self.steps, self.told):
            label.setWordWrap(True)
        self.form.add(self.steps)
        self.count = self.add(
            "others", mark("Computers that take part"), Count(LEAST, MOST, LEAST), 6
        )
        self.status, self.bar = Badge(desk.theme), QProgressBar()
        for widget in (self.status, self.told, self.bar):
            self.form.add(widget)
        self.bar.setRange(0, 0)
        self._say()
        desk.speech.changed.connect(self._say)
        self.primary.setFocus()

    @property
    def found(self) -> Rehearsed | None:
        """What came of it; None until it is over."""
        return self._found

    def hand_in(self) -> None:
        """Take part."""
        self.clear_errors()
        self._found, self._here = None, 0
        run = self._desk.bridge.run_long(
            _take_part,
            self._desk.speech.words.text("Rehearsing numbers"),
            then=self._on_over,
            otherwise=self._on_refused,
            owner=self,
            writes=False,
            others=self.count.value() - 1,
            wait=self._wait,
        )
        self._run = run
        run.progressed.connect(self._on_here)
        run.ended.connect(self._on_ended)
        self._say()

    def reject(self) -> None:
        """Take part no more, where the others are still waited for."""
        if self._run is not None:
            self._run.cancel()
        super().reject()

    def _on_here(self, here: int, _of: int) -> None:
        self._here = here
        self._say()

    def _on_ended(self) -> None:
        self._run = None
        self._say()

    def _on_over(self, found: Rehearsed) -> None:
        self._run, self._found = None, found
        self.done_with.emit(found)
        self._say()

    def _on_refused(self, error: EdoError) -> None:
        self._run = None
        self._say()
        super()._on_refused(error)

    def _say(self) -> None:
        words, found, runs = self._desk.speech.words, self._found, self._run is not None
        self._say_sheet()
        self.steps.setText("\n".join(f"{n}. {words.text(one)}" for n, one in enumerate(STEPS, 1)))
        self.steps.setVisible(found is None)
        self.fields["others"].setVisible(found is None and not runs)
        self.main_key.hold(DOING if runs else "")
        self.bar.setVisible(runs)
        if runs:
            waits = self._here <= self.count.value() - 1
            here = words.plural("{n} computer is here", "{n} computers are here", self._here)
            text = words.text("Waiting for the others") if waits else words.text("Racing")
            self.bar.setAccessibleName(text)
            self.status.show_status(text, Tone.ACCENT)
            self.told.setText(here)
        elif found is not None:
            self._say_found(found)
        self.status.setVisible(runs or found is not None)
        self.told.setVisible(runs or found is not None)
        if found is not None:
            self.primary.setText(words.text("Once more"))
            self._cancel.setText(words.text("Close"))
            self._cancel.setToolTip(words.text("Close") + " (Esc)")
        self.refit()

    def _say_found(self, found: Rehearsed) -> None:
        words, shown = self._desk.speech.words, found.rehearsal
        said = sharing_words.rehearsed(
            words,
            shown,
            found.probe,
            stated=found.grade if found.is_new else "",
            keeper=self._keeper,
        )
        proved = shown.verdict is sharing_words.Verdict.EXCLUSIVE
        lies = shown.verdict is sharing_words.Verdict.LIES
        short = mark("Proved") if proved else mark("Not safe") if lies else mark("Nothing proved")
        tone = Tone.GOOD if proved else Tone.BAD if lies else Tone.WARN
        self.status.show_status(words.text(short), tone)
        for dev in shown.devs:
            won = words.plural("won {n} name", "won {n} names", shown.won.get(dev, 0))
            said.append(f"{self._names.get(dev) or dev}: {won}")
        self.told.setText("\n".join(said))


def _take_part(workplace: Any, *, others: int, wait: float, progress: Progress) -> Rehearsed:
    """Take part as a long run; who stops it while others are waited for is there no more.

    Raises:
        UnreachableError: there is no share, or it does not answer.
    """
    step = until_stopped(progress)
    return trial.take_part(workplace, others=others, wait=wait, tell=lambda here: step(here, 0))
