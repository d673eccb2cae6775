"""The first registration, with a short note beside each field: five steps, and what comes next.

It begins on a home in which nothing is registered yet, for somebody who may register, and is never
shown again once it was gone through or put away by Esc. A person works as always meanwhile: the
notes follow the keys, and nothing waits for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from edo.sentences import mark
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.ways import Ways
from ui.widgets.both import languages
from ui.widgets.coach_note import Advice, CoachNote, Side

if TYPE_CHECKING:
    from ui.dialogs.registration import Registration

GUIDE, DONE, SKIPPED = "guide.first", "done", "skipped"
"""Under which it is remembered that it need not be shown, and how it ended."""
NEXT = "Alt+Right"


@dataclass(frozen=True, slots=True)
class Step:
    """One note: marked English title and text, and the side of the field it stands on."""

    title: str
    text: str
    side: Side = Side.RIGHT


STEPS = {
    "begin": Step(
        mark("Your first letter"),
        mark("Register it together with these notes: Ctrl+N, or this button. It takes a minute."),
        Side.BELOW,
    ),
    "parties": Step(
        mark("Who wrote it"),
        mark("Type a part of the name. Enter takes what is offered, or adds a new sender."),
    ),
    "subject": Step(
        mark("What it is about"),
        mark("A line is enough, in Russian, Kazakh or both. Tab goes from field to field."),
    ),
    "files": Step(
        mark("The letter itself"),
        mark("Drop the scan here, or press Ctrl+O. Without one it can be added later."),
        Side.INSIDE,
    ),
    "register": Step(
        mark("Now the number"),
        mark("Ctrl+Enter registers. What is still missing is said beside its field."),
        Side.ABOVE,
    ),
}
"""Code of a step → its note, in order."""
CODES = tuple(STEPS)


class Guide(QObject):
    """Leads through the first registration of one home. `step` is the code of the note shown."""

    def __init__(self, desk: Desk, window: MainWindow, ways: Ways) -> None:
        super().__init__(window)
        self._desk, self._window, self._ways = desk, window, ways
        self._registration: Registration | None = None
        self.note: CoachNote | None = None
        self.step = ""
        self._ends: list[QAction] = []
        window.went.connect(self._ask)
        desk.speech.changed.connect(self._show)

    def begin(self) -> None:
        """Show the first note, over the main window."""
        openings: Any = import_module("ui.dialogs.openings").Openings.on(self._desk)
        openings.opened.connect(self._on_registration)
        self._put_note(self._window)
        self.step = CODES[0]
        self._show()
        if self.note is not None:
            self.note.buttons[0].setFocus()

    def skip(self) -> None:
        """Put the notes away for good."""
        self._finish(SKIPPED)

    def go_on(self) -> None:
        """Go to the next note."""
        if self.step == CODES[0]:
            self._ways.register_here()
        elif self.step in CODES[:-1]:
            self._go(CODES[CODES.index(self.step) + 1])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the number come."""
        if event.type() is QEvent.Type.Show and self._registration is not None:
            self._tell_end()
        return False

    def _ask(self, _code: str) -> None:
        """Ask whether anything was registered here, as the first page is shown.

        Who went through it once is not asked.
        """
        self._window.went.disconnect(self._ask)
        if not self._desk.choices.get(GUIDE):
            self._desk.bridge.look(_is_new, then=self._on_new, key=(id(self), "new"), owner=self)

    def _on_new(self, is_new: bool) -> None:
        if is_new and not self.step and self._window.isVisible() and not self._window.covered:
            self.begin()

    def _on_registration(self, window: Registration) -> None:
        """Go on in the window of registration."""
        if self.step != CODES[0]:
            return
        self._registration = window
        self._put_note(window)
        window.actions_by_code["close"].setEnabled(False)  # Esc puts the notes away first
        window.form.edited.connect(self._look)
        window.files.changed.connect(self._look)
        window.closed.connect(self._on_closed)
        window.banner.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._look)
        self._go("parties")

    def _put_note(self, window: QWidget) -> None:
        """Let the note float over a window, and its keys work there."""
        self._drop_note()
        self.note = CoachNote(self._desk, window)
        for keys, act in (("Esc", self.skip), (NEXT, self.go_on)):
            action = QAction(window)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(partial(_do, act))
            window.addAction(action)
            self._ends.append(action)

    def _drop_note(self) -> None:
        for action in self._ends:
            if isValid(action):
                action.setEnabled(False)  # its keys are free at once
                action.deleteLater()
        self._ends = []
        note, self.note = self.note, None
        if note is None or not isValid(note):
            return
        has_keys = any(button is note.window().focusWidget() for button in note.buttons)
        note.hide()
        note.deleteLater()
        if has_keys and self._window.here and self._window.isAncestorOf(note):
            self._window.page(self._window.here).setFocus()  # Qt would give them to what is next

    def _go(self, step: str) -> None:
        if step != self.step:
            self.step = step
            self._show()

    def _look(self, *_what: object) -> None:
        """Follow the keys: what is filled needs no note, what is gone back to has it again."""
        window = self._registration
        if window is None or not isValid(window) or self.step not in CODES[1:]:
            return
        focus = QApplication.focusWidget()
        here = next((code for code in CODES[1:] if self._holds(code, focus)), "")
        if here and not self._is_filled(here):
            self._go(here)
        elif self._is_filled(self.step) and here != self.step:
            rest = CODES[CODES.index(self.step) + 1 :]
            self._go(next((code for code in rest if not self._is_filled(code)), CODES[-1]))

    def _is_filled(self, code: str) -> bool:
        window = self._registration
        if window is None:
            return False
        if code == "files":
            return bool(window.files.rows)
        card = window.form.card()
        if code == "parties":
            fault = window.form.controls["parties"].fault(self._desk.speech.words)
            return not fault and bool(card.parties or window.form.newcomers())
        return code == "subject" and bool(card.subject_ru or card.subject_kk)

    def _holds(self, code: str, focus: QWidget | None) -> bool:
        targets = self._targets(code)
        return focus is not None and any(one is focus or one.isAncestorOf(focus) for one in targets)

    def _targets(self, code: str) -> tuple[QWidget, ...]:
        """Give the fields a step is about; the note stands at the first."""
        window = self._registration
        if window is None:
            return (self._window.primary,)
        controls = window.form.controls
        if code == "parties":
            return (controls["parties"].widget,)
        if code == "subject":
            own, second = languages(self._desk.speech.words)
            return (controls[f"subject_{second}"].widget, controls[f"subject_{own}"].widget)
        if code == "files":
            return (window.files, window.files.drop)
        return (window.foot.register,)

    def _show(self) -> None:
        if self.note is None or self.step not in STEPS:
            return
        words, step = self._desk.speech.words, STEPS[self.step]
        advice = Advice(
            words.text(step.title), words.text(step.text), CODES.index(self.step), len(CODES)
        )
        first = self.step == CODES[0]
        skip = (words.text("Not now") + "  Esc", self.skip)
        if self.step == CODES[-1]:
            acts = [skip]
        else:
            name = words.text("Show me") if first else words.text("Next") + "  Alt+→"
            acts = [(name, self.go_on), skip]
        self.note.show_beside(self._targets(self.step)[0], step.side, advice, acts)
        for button in self.note.buttons:  # Tab belongs to the card while one types
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if first else Qt.FocusPolicy.ClickFocus
            )

    def _tell_end(self) -> None:
        """Say that it is done, under the number, and what one may do now."""
        window = self._registration
        shown = window.banner.registration if window is not None else None
        if window is None or shown is None or self.note is None:
            return
        self.step = DONE
        self._desk.choices.set(GUIDE, DONE)
        words = self._desk.speech.words
        advice = Advice(
            words.text("Done: № {number}", number=shown.number or shown.awaiting),
            words.text(
                "Write the number on the paper. The next empty card is open already. In the list,"
                " Ctrl+R writes a resolution: who does what, until when."
            ),
        )
        acts = [
            (words.text("Show the letter") + "  Alt+→", partial(self._show_letter, shown.document)),
            (words.text("Next letter") + "  Esc", self._end),
        ]
        self.note.show_beside(window.banner, Side.BELOW, advice, acts)
        for button in self.note.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._ends[1].triggered.connect(partial(_do, acts[0][1]))
        self._ends[0].triggered.disconnect()
        self._ends[0].triggered.connect(partial(_do, self._end))

    def _show_letter(self, document: str) -> None:
        window = self._registration
        self._end()
        if window is not None and isValid(window):
            window.close()
        self._window.raise_()
        self._window.activateWindow()
        self._ways.show_document(document)

    def _finish(self, how: str) -> None:
        self._desk.choices.set(GUIDE, how)
        self._end()

    def _end(self) -> None:
        window, self._registration = self._registration, None
        self.step = self.step if self.step == DONE else SKIPPED
        self._drop_note()
        if window is not None and isValid(window):
            window.actions_by_code["close"].setEnabled(True)
            window.banner.removeEventFilter(self)

    def _on_closed(self) -> None:
        """Begin again another time where the window was closed on the way."""
        if self._registration is not None:
            self._end()


def _is_new(workplace: Any) -> bool:
    """Tell whether nothing was registered here yet, by somebody who may."""
    who, listed = import_module("edo.commands.myself"), import_module("edo.queries.documents")
    rights: Any = import_module("edo.domain.rights").Right
    filters: Any = import_module("edo.queries.listing").Filter
    if not who.myself(workplace).may(rights.REGISTER):
        return False
    return not workplace.read(listed.page, filter=filters(), limit=1)


def _do(act: Any, *_checked: bool) -> None:
    act()
