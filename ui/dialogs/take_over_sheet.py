"""Taking the keeping over by the recovery sheet: the keeper's computer was lost.

Does what `edo recovery keeper` does: the others are heard first, then the code names this workplace
the keeper's, and the exchange tells all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QProgressBar, QWidget

from edo.errors import EdoError, UnreachableError
from edo.repair import keeping
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.code_lines import CODE, HOW, CodeLines
from ui.dialogs.form_sheet import FormSheet
from ui.long_run import LongRun, Progress, until_stopped
from ui.theme import Tone
from ui.widgets.badge import Badge
from ui.widgets.main_key import DOING
from ui.widgets.polish import restyle


class TakeOverSheet(FormSheet):
    """Make this workplace the keeper's. `done_with` carries the device that kept the keys before.

    `keeper` is whose that is, empty where nobody knows; `before` what was typed the last time.
    The sheet stays to be read; `end_wanted` carries the device that shall be ended now. `typed`
    carries what stands in the lines whenever that is something else.
    """

    CHAPTER = "lost"

    end_wanted = Signal(str)
    typed = Signal(list)

    def __init__(
        self, desk: Desk, parent: QWidget, keeper: str = "", before: Sequence[str] = ()
    ) -> None:
        super().__init__(
            desk,
            parent,
            mark("The keeper's computer is lost"),
            mark("Make this workplace the keeper's"),
        )
        self._keeper = keeper
        self._run: LongRun | None = None
        self._lost = ""
        self._is_silent = False
        self.status, self.told = Badge(desk.theme), QLabel()
        self.told.setWordWrap(True)
        self.form.add(self.status)
        self.form.add(self.told)
        self.code = self.add("code", CODE, CodeLines(desk), required=True, hint=HOW)
        self.code.put(before)
        self.code.changed.connect(self._on_typed)
        self.lost_too = QCheckBox()
        self.form.add(self.lost_too)
        self.bar = QProgressBar()
        self.form.add(self.bar)
        self._say()
        desk.speech.changed.connect(self._say)
        self.code.setFocus()

    @property
    def over(self) -> bool:
        """Whether this workplace keeps the keys now."""
        return bool(self._lost)

    def hand_in(self) -> None:
        """Take the keeping over; afterwards, lead to what ends the lost workplace."""
        self.clear_errors()
        if self._lost:
            self.end_wanted.emit(self._lost)
            self.accept()
        elif self.code.look_over():
            self._begin()
        elif not self.code.text().strip():
            self.show_wrong("code", self._desk.speech.words.text("Fill this in."))

    def reject(self) -> None:
        """Close the sheet; while the others are being heard, stop that instead."""
        if self._run is not None and not self._run.cancelled:
            self._run.cancel()
            return
        super().reject()

    def _on_typed(self) -> None:
        self.typed.emit(self.code.texts())

    def _begin(self) -> None:
        run = self._desk.bridge.run_long(
            _take_over,
            self._desk.speech.words.text("Hearing the others first"),
            then=self._on_taken,
            otherwise=self._on_refused,
            owner=self,
            alone=True,
            code=self.code.text(),
            without_share=self._is_silent and self.lost_too.isChecked(),
        )
        self._run = run
        run.progressed.connect(self._on_progress)
        run.ended.connect(self._on_ended)
        self._on_progress(0, 0)
        self._say()

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_ended(self) -> None:
        self._run = None
        self._say()
        if not self._lost:
            self.code.lines[-1].setFocus()

    def _on_taken(self, lost: str) -> None:
        self._run, self._lost = None, lost
        self.code.put([""] * len(self.code.lines))
        self.done_with.emit(lost)
        self._say()
        self.primary.setFocus()

    def _on_refused(self, error: EdoError) -> None:
        self._run = None
        self._is_silent = isinstance(error, UnreachableError)
        self._say()
        super()._on_refused(error)

    def _say(self) -> None:
        words, works, over = self._desk.speech.words, self._run is not None, bool(self._lost)
        self._say_sheet()
        name = self._keeper or "—"
        self.status.setVisible(works or over)
        if works:
            self.status.show_status(words.text("Hearing the others first"), Tone.ACCENT)
        elif over:
            self.status.show_status(words.text("This workplace keeps the keys"), Tone.GOOD)
        self.told.setText(
            words.text(
                "Now end the lost workplace, so that nobody signs with its key: the next button"
                " leads there. Put the recovery sheet back into its envelope, and into the safe."
            )
            if over
            else words.text(
                "For the day when the computer of the keeper is lost, stolen or broken: {name}."
                " Open the envelope with the recovery sheet. From now on this workplace lets others"
                " in, gives roles and ends workplaces, and the one before no longer does. All will"
                " see it; it cannot be taken back.",
                name=name,
            )
        )
        self.fields["code"].setVisible(not (works or over))
        self.lost_too.setText(words.text("The shared folder is lost too: go on without it"))
        self.lost_too.setVisible(self._is_silent and not (works or over))
        self.bar.setVisible(works)
        self.bar.setAccessibleName(words.text("Hearing the others first"))
        self.main_key.hold(DOING if works else "")
        restyle(self.primary, primary=over, danger=not over)
        if over:
            self.primary.setText(words.text("End the lost workplace…"))
            self.primary.setToolTip(self.primary.text() + " (Ctrl+Enter)")
        other = mark("Close") if over else mark("Stop") if works else mark("Cancel")
        self._cancel.setText(words.text(other))
        self._cancel.setToolTip(words.text(other) + " (Esc)")
        self.refit()


def _take_over(workplace: Any, *, code: str, without_share: bool, progress: Progress) -> str:
    """Take the keeping over as a long run that can be stopped while the others are heard.

    Raises:
        Refusal, UnreachableError: as `edo.repair.keeping.take_over`.
    """
    return keeping.take_over(
        workplace, code=code, without_share=without_share, tell=until_stopped(progress)
    )
