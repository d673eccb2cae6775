"""Who asks to be let in: a card with the six words, and the keeper's two answers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from edo.commands import membership
from edo.commands.membership import Waiting
from edo.errors import EdoError, Reason
from edo.sentences import mark
from ui.desk import Desk
from ui.theme import GRID, MARGIN, Tone
from ui.widgets.elided import Elided
from ui.widgets.layouts import put_in
from ui.widgets.notice_bar import Notice
from ui.widgets.polish import named
from ui.widgets.sign import Sign
from ui.widgets.six_words import SixWords
from ui.widgets.telling import tell

OVER = mark("Its invitation has expired: invite the person anew.")
"""What the keeper hears of an invitation that was good until some day."""
SHOWN = 2
"""Cards shown at once; the next comes when one is answered."""
ICON = 24


class AskingCard(QFrame):
    """One request that holds. `later` is sent when it is put off, `done` when it was let in."""

    later = Signal(str)
    done = Signal(str)

    def __init__(self, desk: Desk, waiting: Waiting, name: str = "") -> None:
        super().__init__()
        named(self, "card")
        self._desk = desk
        self.waiting = waiting
        self._known = name
        self._sign = Sign(desk.theme, "user-plus", "accent_text", size=ICON)
        self._title, self._about = QLabel(), Elided()
        self._advice = QLabel()
        told = waiting.words
        self.words = SixWords(told.ru, told.kk) if told else SixWords()
        self.admit, self.leave = QPushButton(), QPushButton()
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)

    def _build(self) -> None:
        self._title.setProperty("strong", True)
        for label in (self._about, self._advice):
            label.setProperty("muted", True)
        self._advice.setWordWrap(True)
        self.admit.setProperty("primary", True)
        self.admit.clicked.connect(self._on_admit)
        self.leave.clicked.connect(lambda: self.later.emit(self.waiting.name))
        head = QHBoxLayout()
        head.setSpacing(GRID + GRID // 2)
        head.addWidget(self._sign)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._title)
        names.addWidget(self._about)
        put_in(head, names, 1)
        head.addWidget(self.leave)
        head.addWidget(self.admit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID + 4, 2 * GRID, GRID + 4)
        layout.setSpacing(GRID)
        put_in(layout, head)
        layout.addWidget(self.words)
        layout.addWidget(self._advice)

    def _say(self) -> None:
        words, waiting = self._desk.speech.words, self.waiting
        title = words.text("{person} asks to be let in", person=self._person)
        if self._known:
            title = words.text("{person} asks for a new key", person=self._person)
        self._title.setText(title)
        parts = (
            waiting.office,
            ", ".join(words.name(role) for role in waiting.roles),
            words.text("computer {name}", name=waiting.computer) if waiting.computer else "",
        )
        self._about.setText(" · ".join(part for part in parts if part))
        self._advice.setText(
            words.text(
                "Have them read the words to you by phone or in person. Let them in only if all"
                " six are the same; other words mean that somebody else is asking."
            )
        )
        self.admit.setText(words.text("Words match: let in"))
        self.leave.setText(words.text("Not now"))
        for button in (self.admit, self.leave):
            button.setAccessibleName(f"{button.text()}: {self._person}")

    @property
    def _person(self) -> str:
        """Who asks; a request for a new key of a workplace that is known names them by id."""
        return self._known or self.waiting.person

    def _on_admit(self) -> None:
        self.admit.setEnabled(False)
        self._desk.bridge.run(
            membership.admit,
            request=self.waiting.request,
            then=self._on_admitted,
            otherwise=self._on_refused,
            owner=self,
        )

    def _on_admitted(self, _nothing: object) -> None:
        text = self._desk.speech.words.text("{person} is let in", person=self._person)
        tell(self, Notice(text, Tone.GOOD))
        self.done.emit(self.waiting.name)

    def _on_refused(self, error: EdoError) -> None:
        self.admit.setEnabled(True)
        tell(self, Notice(self._desk.speech.words.refusal(error), Tone.WARN))


class Asking(QWidget):
    """The cards of those who ask; those whose request does not hold in a quiet line each.

    `answered` is sent when one was let in.
    """

    answered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._waiting: tuple[Waiting, ...] = ()
        self._names: Mapping[str, str] = {}
        self._shown: tuple[Waiting, ...] | None = None
        self._aside: set[str] = set()
        self._over: set[str] = set()
        self.cards: list[AskingCard] = []
        self._bad = QLabel()
        self._more = QPushButton()
        self._lines = QVBoxLayout(self)
        self._build()
        desk.speech.changed.connect(self._say)

    def put(self, waiting: tuple[Waiting, ...], names: Mapping[str, str]) -> None:
        """Show who asks now; `names` are those of members, by their ids."""
        self._waiting, self._names = waiting, names
        self._show()

    def show_all(self) -> None:
        """Show those too who were put off."""
        self._aside.clear()
        self._show()

    def _build(self) -> None:
        self._lines.setContentsMargins(MARGIN, 0, MARGIN, GRID)
        self._lines.setSpacing(GRID)
        self._bad.setProperty("muted", True)
        self._bad.setWordWrap(True)
        self._more.setProperty("link", True)
        self._more.clicked.connect(self.show_all)
        foot = QHBoxLayout()
        foot.addWidget(self._bad, 1)
        foot.addWidget(self._more)
        put_in(self._lines, foot)

    def _show(self) -> None:
        good = [
            one for one in self._waiting if one.request is not None and one.name not in self._over
        ]
        shown = tuple(one for one in good if one.name not in self._aside)[:SHOWN]
        if shown != self._shown:
            self._shown = shown
            for card in self.cards:
                card.hide()
                card.deleteLater()
            self.cards = [
                AskingCard(self._desk, one, self._names.get(one.person, "")) for one in shown
            ]
            for place, card in enumerate(self.cards):
                card.later.connect(self._on_later)
                card.done.connect(self._on_done)
                self._lines.insertWidget(place, card)
        self._say()

    def _say(self) -> None:
        words = self._desk.speech.words
        good = [
            one for one in self._waiting if one.request is not None and one.name not in self._over
        ]
        rest = len(good) - len(self.cards)
        self._more.setText(
            words.plural("{n} more asks to be let in", "{n} more ask to be let in", rest)
        )
        self._more.setVisible(rest > 0)
        bad = [one for one in self._waiting if one.request is None]
        self._bad.setVisible(bool(bad))
        if bad:
            count = words.plural(
                "{n} request does not hold.", "{n} requests do not hold.", len(bad)
            )
            why = bad[-1].reason
            over = why == Reason.INVITATION_EXPIRED
            self._bad.setText(f"{count} {words.text(OVER) if over else words.reason(why)}")
        self.setVisible(bool(good or bad))

    def _on_later(self, name: str) -> None:
        self._aside.add(name)
        self._show()

    def _on_done(self, name: str) -> None:
        self._over.add(name)
        self._show()
        self.answered.emit()
