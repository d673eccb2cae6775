"""Handing in what stands in a registration window: once, whatever happens, and all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from edo.commands import documents, drafts
from edo.domain.document import Link
from edo.errors import EdoError
from edo.sentences import mark
from ui.dialogs.duplicate_watch import DuplicateWatch
from ui.dialogs.kept_card import Keeper
from ui.theme import Tone
from ui.widgets.catching_up import leave_line, once_caught_up

if TYPE_CHECKING:
    from ui.dialogs.registration_window import RegistrationWindow

SLOW = 700
"""Milliseconds after which it is said what a registration waits for."""
HEAD_OF = {
    "bad_number": "number",
    "number_taken": "number",
    "number_reserved": "number",
    "number_void": "number",
    "too_many_numbers": "number",
    "future_date": "on",
    "date_out_of_range": "on",
    "backdating_not_allowed": "on",
    "unknown_journal": "journal",
    "journal_closed": "journal",
}
"""Reason of a refusal → the field above the card that it is about."""


class HandingIn(QObject):
    """Hands in for one window; nothing can be changed in it meanwhile.

    `registered` carries what got its number, `saved` the id of a draft, `put_up` that of one which
    is to be approved. What is refused is said in the window, and the card is the person's again.
    """

    registered = Signal(object)
    saved = Signal(str)
    put_up = Signal(str)

    def __init__(self, window: RegistrationWindow, keeper: Keeper, watch: DuplicateWatch) -> None:
        super().__init__(window)
        self._window, self._keeper, self._watch = window, keeper, watch
        self._busy = False
        self._go_on: Callable[[], object] | None = None
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW)
        self._slow.timeout.connect(self._on_slow)

    @property
    def is_busy(self) -> bool:
        """Whether something was handed in that is not answered yet."""
        return self._busy

    def register(self) -> None:
        """Register what is in the form; who may not has it approved."""
        self._begin(self._put_up if self._window.writes_only else self._register)

    def save(self) -> None:
        """Keep it as a draft, or a letter as taken in: it gets its number later."""
        self._begin(self._save)

    def go_on(self) -> None:
        """Go on with what waited for the id of the document, which is there now."""
        if self._window.document and self._go_on is not None:
            go_on, self._go_on = self._go_on, None
            once_caught_up(self._window.form, go_on)

    def end(self) -> None:
        """Let the card be edited again."""
        self._busy, self._go_on = False, None
        self._slow.stop()
        self._window.let_edit(allowed=True)

    def break_off(self) -> None:
        """Give the card back where what should have answered has failed."""
        self._watch.give_up()
        if self._busy:
            again = mark("Not finished. Press {keys} once more: nothing is registered twice.")
            self._give_back(again, keys="Ctrl+Enter")

    def refuse(self, error: EdoError) -> None:
        """Say what is wrong, beside the field it is about too."""
        self.end()
        text = self._window.desk.speech.words.refusal(error)
        if name := HEAD_OF.get(error.reason, ""):
            self._window.head.show_error(name, text)
        else:
            self._window.form.refuse(error)
        self._complain(text)

    def _begin(self, go_on: Callable[[], object]) -> None:
        """Let nothing be changed, and go on once all that was typed is understood."""
        window = self._window
        if self._busy:
            return
        if window.is_blank:
            window.foot.tell(window.desk.speech.words.text("Nothing is typed yet"))
        elif window.files.fault:
            self._complain(window.files.fault)
        else:
            leave_line(window.form)
            self._busy = True
            window.let_edit(allowed=False)
            window.foot.tell(window.desk.speech.words.text("Writing…"))
            self._go_on = go_on
            self.go_on()

    def _register(self) -> None:
        wrong = self._window.form.check()
        if not self._window.head.check() or wrong:
            self._give_back(mark("Not registered: see what is marked"), wrong)
            return
        self._slow.start()
        self._watch.look_last(self._send_if_sure)

    def _save(self) -> None:
        if wrong := self._window.form.check(complete=False):
            self._give_back(mark("Not saved: see what is marked"), wrong)
        elif not self._has_strangers():
            self._keep_draft(self.saved.emit)

    def _put_up(self) -> None:
        """Keep the draft and ask who is to approve it: they register it who may."""
        if wrong := self._window.form.check():
            self._give_back(mark("Not put up: see what is marked"), wrong)
        elif not self._has_strangers():
            self._keep_draft(self.put_up.emit)

    def _has_strangers(self) -> bool:
        """Say so where the author of a draft named somebody whom only a clerk can add."""
        strangers = self._window.form.newcomers() if self._window.writes_only else ()
        if strangers:
            entry = strangers[0].correspondent
            self._give_back(
                mark("“{name}” is not in the directory: whoever registers adds it."),
                "parties",
                name=entry.name_ru or entry.name_kk,
            )
        return bool(strangers)

    def _keep_draft(self, then: Callable[[str], object]) -> None:
        window = self._window
        window.desk.bridge.run(
            self._keeper.handing_in(drafts.save),
            kind=window.kind,
            card=window.form.card(),
            document=window.document,
            newcomers=window.form.newcomers(),
            files=window.files.attachments(),
            then=then,
            otherwise=self.refuse,
            owner=self,
        )

    def _send_if_sure(self) -> None:
        window = self._window
        question = window.doubts.open_question
        if question is None and not window.files.fault:
            self._send()
            return
        self.end()
        if question is not None:
            window.doubts.stress()
        words = window.desk.speech.words
        self._complain(words.refusal(question) if question else window.files.fault)

    def _send(self) -> None:
        window = self._window
        window.desk.bridge.run(
            self._keeper.handing_in(documents.register),
            journal=window.head.journal.code,
            card=window.form.card(),
            newcomers=window.form.newcomers(),
            document=window.document,
            on=window.head.day(),
            number=window.head.typed_number(),
            files=window.files.attachments(),
            links=[(Link(each.link), each.document) for each in window.links],
            then=self.registered.emit,
            otherwise=self.refuse,
            owner=self,
        )

    def _on_slow(self) -> None:
        """Say what takes so long: the shared folder is asked for the number, or hangs."""
        desk = self._window.desk
        if self._busy and desk.bridge.shared:
            self._window.foot.tell(
                desk.speech.words.text(
                    "The number is being taken in the shared folder… If it does not answer, the"
                    " document is registered without one and gets it by itself later."
                )
            )

    def _give_back(self, text: str, field: str = "", **values: str) -> None:
        """Let the card be edited again, the keys where something is missing, and say so."""
        self.end()
        if field:
            self._window.go(field)
        self._complain(self._window.desk.speech.words.text(text, **values))

    def _complain(self, text: str) -> None:
        self._window.foot.tell(text, Tone.BAD)
