"""Keeps what is typed into a form while one types, and brings it back when the form is opened.

What differs from what the form began with is kept under the form's name in the home folder, beside
the unfinished registrations. It is forgotten when the form is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from edo.commands.forms import forget_form, keep_form
from edo.queries import forms
from edo.queries.forms import KeptForm
from ui.desk import Desk
from ui.dialogs.form_state import Form, Values
from ui.dialogs.offer_line import OfferLine
from ui.theme import Tone

SOON = 25
"""Milliseconds between two looks until everything the form asked for is there."""
EVERY = 500
"""Milliseconds between two looks at what is typed."""
LEAVING = (QEvent.Type.Hide, QEvent.Type.Close, QEvent.Type.WindowDeactivate)

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Values).decode


class KeptWords(QObject):
    """Watches one form from its first showing until it is handed in.

    `line` makes the line that says that words were brought back.
    """

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        form: Form,
        line: Callable[[], OfferLine],
    ) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._form, self._make_line = form, line
        self.offer: OfferLine | None = None
        self._name = ""
        self._loading = False
        self._before: Values = {}
        self._visited: set[str] = set()
        self._found: Values = {}
        self._kept: Values = {}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        window.installEventFilter(self)
        desk.bridge.closing.connect(self.keep)

    @property
    def name(self) -> str:
        """Under which name the form is kept; empty where it is not."""
        return self._name

    @property
    def settled(self) -> bool:
        """Whether all the form asked for is there, kept words among it."""
        return not self._loading

    def about(self, name: str) -> None:
        """Keep the form under a name from now on; what stands in another form was kept before."""
        self.keep()
        self._timer.stop()
        self._name, self._kept, self._before = name, {}, {}
        if self.offer is not None:
            self.offer.hide()
        if name and self._window.isVisible():
            self._begin()

    def keep(self) -> None:
        """Keep what is typed now, where it differs from what is kept."""
        if not self._name or self._loading or not self._before:
            return
        now = self._form.read()
        if now.keys() != self._before.keys():
            self._before = {name: self._before.get(name, value) for name, value in now.items()}
        typed = {name: value for name, value in now.items() if value != self._before[name]}
        if typed == self._kept:
            return
        self._kept = typed
        if typed:
            self._desk.bridge.run(keep_form, name=self._name, value=_encode(typed))
        else:
            self._desk.bridge.run(forget_form, name=self._name)

    def forget(self) -> None:
        """Forget what is kept: it was handed in, or there is nothing to hand in."""
        self._timer.stop()
        name, self._name = self._name, ""
        if name:
            self._desk.bridge.run(forget_form, name=name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin when the form is first shown, and keep what is typed when it goes away."""
        if watched is self._window and self._name:
            if event.type() is QEvent.Type.Show and not self._before:
                self._begin()
            elif event.type() in LEAVING:
                self.keep()
        return False

    def _begin(self) -> None:
        self._loading = True
        self._before = self._form.read()
        self._visited, self._found = set(), {}
        self._desk.bridge.ask(
            forms.kept, then=self._on_found, owner=self, key=(id(self), "kept"), prefix=self._name
        )
        self._timer.start(SOON)

    def _on_found(self, found: Sequence[KeptForm]) -> None:
        for form in found:
            if form.name == self._name:
                try:
                    self._found = _decode(form.value)
                except msgspec.DecodeError:
                    return

    def _look(self) -> None:
        if not self._loading:
            self.keep()
            return
        self._note_visits()
        if not self._desk.bridge.awaits(self._window):
            self._timer.start(EVERY)
            self._settle()

    def _note_visits(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None:
            self._visited.add(self._form.at(focus))

    def _settle(self) -> None:
        """Bring kept words back once the form has all it asked for; what is typed already stays."""
        self._loading = False
        first, now = self._before, self._form.read()
        typed = {
            name
            for name in self._visited
            if name in first and name in now and first[name] != now[name]
        }
        self._before = {
            name: first[name] if name in typed else value for name, value in now.items()
        }
        self._kept = dict(self._found)
        wanted = {
            name: value
            for name, value in self._found.items()
            if name not in typed and self._before.get(name) != value
        }
        if wanted:
            self._form.put_back(wanted)
            words = self._desk.speech.words
            self._tell(
                words.text("Continued where you stopped."),
                words.text("Begin anew"),
                self.begin_anew,
            )

    def begin_anew(self) -> None:
        """Show the form as it was when it was opened; the words can be brought back."""
        now = self._form.read()
        typed = {name: value for name, value in now.items() if value != self._before.get(name)}
        self._form.put_back({name: self._before[name] for name in typed if name in self._before})
        self.keep()
        self._go_back(typed)
        words = self._desk.speech.words
        self._tell(
            words.text("Begun anew."),
            words.text("Bring my words back"),
            lambda: self._bring_back(typed),
        )

    def _bring_back(self, typed: Values) -> None:
        self._form.put_back(typed)
        self.keep()
        self._go_back(typed)

    def _go_back(self, typed: Values) -> None:
        """Bring the keys back to where the words are, or were."""
        first = next(iter(typed), "")
        if first:
            self._form.go(first)

    def _tell(self, text: str, button: str, act: Callable[[], object]) -> None:
        if self.offer is None:
            self.offer = self._make_line()
        self.offer.offer(text, ((button, act),), Tone.ACCENT)
