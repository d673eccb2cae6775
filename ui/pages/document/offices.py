"""The document shown and the offices of the organisation: where it went, and where it came from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from edo.commands import letters, tray
from edo.commands.tray import Dispatch
from edo.queries.letters import Addressee, LetterItem
from edo.sentences import mark
from ui.desk import Desk
from ui.models.live import Live
from ui.pages import letter_words as said
from ui.theme import GRID, Tone
from ui.widgets.badge import Badge
from ui.widgets.layouts import add_seen, put_in
from ui.widgets.line_button import LineButton
from ui.widgets.notice_bar import Notice
from ui.widgets.polish import named
from ui.widgets.select import sentence
from ui.widgets.telling import tell

if TYPE_CHECKING:
    from edo.change import Touched

SEND, RECALL = mark("Send to offices"), mark("Recall the letters")


class OfficesSection(QWidget):
    """Part of the pane; hidden where no office of the organisation is concerned."""

    def __init__(self, desk: Desk, pane: QWidget) -> None:
        super().__init__()
        self._desk, self._pane = desk, pane
        self._document = ""
        self.found: Dispatch | None = None
        self._name = named(QLabel(), "section")
        self._send, self._recall = QAction(self), QAction(self)
        self.button = QPushButton()
        self._inside = QWidget()
        self._lines = QVBoxLayout(self)
        self.lines: list[LineButton] = []
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)
        self._live = Live(desk.bridge, pane, self._ask, self._concerns)
        self.hide()

    def serve(self, pane: QWidget, menu: QMenu) -> None:
        """Let the keys work all over the pane, and its menu offer the acts."""
        menu.addSeparator()
        for action in (self._send, self._recall):
            pane.addAction(action)
            menu.addAction(action)

    def show_document(self, document: str) -> None:
        """Show the letters of another document; nothing for none."""
        if document != self._document:
            self._document = document
            self._put(None)
        if document:
            self._ask()

    def send(self, office: str = "") -> None:
        """Send the document to an office, or to all it has not gone to."""
        self._run(letters.send, mark("Sent: the offices get it with the next exchange"), office)

    def recall(self, office: str = "") -> None:
        """Call the letters back that nobody has opened."""
        self._run(letters.recall, mark("Recalled, if nobody has opened it meanwhile"), office)

    def _build(self) -> None:
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GRID // 2)
        head = QHBoxLayout()
        head.addWidget(self._name)
        head.addStretch()
        put_in(self._lines, head)
        self._lines.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.addWidget(self._inside)
        for action, keys, icon, act in (
            (self._send, "Ctrl+F8", "send", self.send),
            (self._recall, "Ctrl+Shift+F8", "undo-2", self.recall),
        ):
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setAutoRepeat(False)
            action.setEnabled(False)
            action.triggered.connect(partial(_do, act))
            self._desk.theme.dress(action, icon)
        self._desk.theme.dress(self.button, "send")
        self.button.clicked.connect(self._send.trigger)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.button.setText(words.text(SEND))
        for action, name in ((self._send, SEND), (self._recall, RECALL)):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(words.text(name))
            action.setToolTip(f"{words.text(name)} ({keys})")
        self.button.setToolTip(self._send.toolTip())
        self._show()

    def _concerns(self, touched: Touched) -> bool:
        return bool(self._document) and any(
            one == self._document or one[:1] in "lx" for one in touched.subjects
        )

    def _ask(self) -> None:
        if self._document:
            self._desk.bridge.look(
                tray.dispatch,
                then=self._on_found,
                otherwise=lambda _error: self._put(None),
                key=(id(self), "letters"),
                owner=self,
                document=self._document,
            )

    def _on_found(self, found: Dispatch) -> None:
        if found.document == self._document:
            self._put(found)

    def _put(self, found: Dispatch | None) -> None:
        self.found = found
        self._show()

    def _show(self) -> None:
        found, words = self.found, self._desk.speech.words
        self._inside.hide()
        self._inside.deleteLater()
        self._inside, self.lines = QWidget(), []
        lines = QVBoxLayout(self._inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        sends = found is not None and found.may_send and bool(found.due)
        recalls = found is not None and found.may_send and any(one.can_recall for one in found.last)
        self._send.setEnabled(sends)
        self._recall.setEnabled(recalls)
        self.button.setVisible(sends)
        if found is not None:
            is_letter = found.came is not None
            self._name.setText(
                words.text("Came from an office") if is_letter else words.text("Letters to offices")
            )
            if found.came is not None:
                self.lines.append(self._origin(found.came))
            self.lines += [self._sent(one, may=found.may_send) for one in found.last]
            gone = {one.office.id for one in found.last}
            self.lines += [
                LineButton(
                    self._desk,
                    "building-2",
                    one.name(words.language),
                    words.text("has not been sent"),
                )
                for one in found.due
                if one.id not in gone
            ]
        for line in self.lines:
            lines.addWidget(line)
        add_seen(self._lines, self._inside)
        self.setVisible(bool(self.lines))

    def _sent(self, one: Addressee, *, may: bool) -> LineButton:
        words = self._desk.speech.words
        name = one.office.name(words.language)
        line = LineButton(self._desk, "building-2", name, said.told(words, one))
        line.put_under(Badge(self._desk.theme, sentence(said.state(words, one)), said.tone(one)))
        line.setAccessibleName(f"{name}, {said.spoken(words, one)}")
        menu = QMenu(line)
        if may and one.can_recall:
            menu.addAction(words.text("Recall"), partial(self.recall, one.office.id))
        if may and one.can_resend:
            menu.addAction(words.text("Send again"), partial(self.send, one.office.id))
        if not menu.isEmpty():
            line.set_menu(menu, words.text("More about the letter"))
            line.pressed.connect(line.open_menu)
        return line

    def _origin(self, item: LetterItem) -> LineButton:
        words = self._desk.speech.words
        proof = item.letter.proof
        note = (
            words.text("with the proof of its visas and signatures")
            if proof is not None
            else words.text("signed by the workplace of its office")
        )
        line = LineButton(self._desk, "mail", said.whence(words, item), note)
        line.pressed.connect(partial(self._open, item.id))
        return line

    def _open(self, letter: str) -> None:
        window: Any = import_module("ui.pages.letter_window").LetterWindow(
            self._desk, self._pane.window(), letter
        )
        window.open()

    def _run(self, command: Callable[..., Any], text: str, office: str) -> None:
        self._desk.bridge.run(
            command,
            then=partial(self._on_run, text),
            owner=self,
            document=self._document,
            offices=[office] if office else [],
        )

    def _on_run(self, text: str, _answer: object) -> None:
        tell(self._pane, Notice(self._desk.speech.words.text(text), Tone.GOOD))


def _do(act: Callable[[], object], *_checked: bool) -> None:
    act()
