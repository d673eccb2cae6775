"""Ready phrases over a text in two languages: a key or a click puts one in, in both."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QToolButton, QWidget

from edo.commands import phrases as commands
from edo.domain.phrase import Use
from edo.queries.ready import ReadyPhrase
from edo.wording import Wording
from ui.desk import Desk
from ui.digit_keys import sequences
from ui.theme import GRID
from ui.widgets.both import own
from ui.widgets.layouts import empty
from ui.widgets.many_picker import Flow

KEYED = 9
SHOWN = 12
LONGEST = 28
"""Letters of a phrase on its chip; all of it is in the tooltip and in the text."""


class PhraseBar(QWidget):
    """The phrases of one use. `chosen` carries one that was put in; Alt+1…9 do it by key.

    `came` is sent when they are here.

    `ru` and `kk` are the texts it writes into; where only one is there, the phrase goes in in the
    person's language.
    """

    chosen = Signal(object)
    came = Signal()

    def __init__(
        self, desk: Desk, use: Use, ru: QPlainTextEdit, kk: QPlainTextEdit | None = None
    ) -> None:
        super().__init__()
        self._desk, self._use = desk, use
        self._texts = (ru, kk)
        self._phrases: tuple[ReadyPhrase, ...] = ()
        self._flow = Flow(self, GRID // 2)
        self._keep = QToolButton()
        self._actions = [QAction(self) for _ in range(KEYED)]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        for place, action in enumerate(self._actions):
            action.setShortcuts(sequences(f"Alt+{place + 1}"))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(partial(self.put, place))
            self.addAction(action)
        self._keep.setProperty("quiet", True)
        self._keep.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._keep.clicked.connect(self.keep)
        desk.theme.dress(self._keep, "plus")
        desk.speech.changed.connect(self._show)
        self.ask()

    @property
    def phrases(self) -> tuple[ReadyPhrase, ...]:
        """What is offered."""
        return self._phrases

    def ask(self) -> None:
        """Ask for the phrases."""
        self._desk.bridge.look(
            commands.offered,
            then=self._on_phrases,
            key=(id(self), "phrases"),
            owner=self,
            use=self._use,
        )

    def put(self, place: int, *_checked: bool) -> None:
        """Put a phrase in by its place: alone into an empty text, else behind what is there."""
        if place >= len(self._phrases):
            return
        phrase = self._phrases[place].phrase
        ru, kk = self._texts
        if kk is None:
            _write(ru, own(self._desk.speech.words, phrase.text_ru, phrase.text_kk))
        else:
            _write(ru, phrase.text_ru)
            _write(kk, phrase.text_kk)
        self.chosen.emit(self._phrases[place])

    def keep(self) -> None:
        """Keep what is written as a phrase of one's own."""
        ru, kk = self._texts
        texts = (ru.toPlainText().strip(), kk.toPlainText().strip() if kk else "")
        if kk is None and self._desk.speech.language == "kk":
            texts = ("", texts[0])
        if any(texts):
            self._desk.bridge.run(
                commands.keep,
                then=self._on_kept,
                owner=self,
                text_ru=texts[0],
                text_kk=texts[1],
                use=self._use,
            )

    def _on_kept(self, _phrase: str) -> None:
        self.ask()

    def _on_phrases(self, found: Sequence[ReadyPhrase]) -> None:
        self._phrases = tuple(found[:SHOWN])
        self._show()
        self.came.emit()

    def _show(self) -> None:
        words = self._desk.speech.words
        empty(self._flow, kept=(self._keep,))
        for place, one in enumerate(self._phrases):
            self._flow.addWidget(self._chip(place, own_text(words, one)))
        for place, action in enumerate(self._actions):
            known = place < len(self._phrases)
            action.setEnabled(known)
            action.setText(own_text(words, self._phrases[place]) if known else "")
        name = words.text("Keep what is written as a phrase of your own")
        self._keep.setToolTip(name)
        self._keep.setAccessibleName(name)
        self._flow.addWidget(self._keep)
        self._keep.show()

    def _chip(self, place: int, text: str) -> QToolButton:
        shown = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
        chip = QToolButton()
        chip.setProperty("chip", True)
        chip.setText(f"{place + 1} {shown}" if place < KEYED else shown)
        chip.setToolTip(f"{text} (Alt+{place + 1})" if place < KEYED else text)
        chip.setAccessibleName(text)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.clicked.connect(partial(self.put, place))
        return chip


def own_text(words: Wording, one: ReadyPhrase) -> str:
    """Give a phrase in the person's language."""
    return own(words, one.phrase.text_ru, one.phrase.text_kk)


def _write(field: QPlainTextEdit, text: str) -> None:
    before = field.toPlainText().rstrip()
    if text and text not in before:
        field.setPlainText(f"{before} {text}" if before else text)
        cursor = field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        field.setTextCursor(cursor)
