"""Read a letter of another office before it is registered: its files at the left, its card beside.

Who registers here opens it by reading it: its sender is told so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from edo.commands import letters, tray
from edo.commands.registering import Registration
from edo.commands.tray import Brought
from edo.domain.letter import OPEN_STATUSES
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.offer_line import OfferLine
from ui.handbook import offer_help
from ui.pages import letter_words as said
from ui.pages.document.sheets import ReasonSheet
from ui.pages.files_view import FilesView, Shown
from ui.theme import GRID
from ui.widgets.both import other, own
from ui.widgets.field import Field
from ui.widgets.layouts import put_in
from ui.widgets.main_key import DOING
from ui.widgets.picker import Choice
from ui.widgets.polish import named
from ui.widgets.select import Select, sentence
from ui.widgets.tabbing import step
from ui.widgets.why_not import explain, unanswered

if TYPE_CHECKING:
    from edo.verification import Proof

NO_FILES = mark("The letter has no files: its card is all.")
SIDE = 400
WIDE, HIGH = 1200, 704
JOURNAL = "registration.incoming.journal"
"""Where the journal used last is remembered; the registration form remembers it there too."""


class LetterWindow(QDialog):
    """Shows one letter. `registered` carries what it became, `refused` its id."""

    CHAPTER = "letters"

    registered = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None, letter: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._letter = desk, letter
        offer_help(desk, self)
        self.found: Brought | None = None
        self._title, self._other, self._about = QLabel(), QLabel(), QLabel()
        self._proof, self._standing = QLabel(), QLabel()
        self.enclosed = FilesView(desk, mark("File of the letter"), NO_FILES)
        self._close = QPushButton()
        self.journal = Select(desk, self._journals)
        self._journal_field = Field(desk, mark("Journal"), self.journal)
        self.register, self.refuse, self.verify = QPushButton(), QPushButton(), QPushButton()
        self._space = QVBoxLayout()
        self.told_line = OfferLine(desk)
        self.sheet: ReasonSheet | None = None
        self._register_act, self._refuse_act = QAction(self), QAction(self)
        self._build()
        self._connect()
        self._say()
        self._desk.bridge.run(
            tray.read,
            then=self._on_found,
            otherwise=self._on_gone,
            owner=self,
            letter=letter,
        )

    def done(self, result: int) -> None:
        """Let the drawing child rest."""
        self.enclosed.clear()
        self.enclosed.rest()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the drawing child rest."""
        self.enclosed.rest()
        super().closeEvent(event)

    def take(self) -> None:
        """Register the letter in the journal shown."""
        if not self.register.isEnabled():
            return
        self._let(self.register, DOING)
        self._journal_field.show_error()
        self._desk.memory.set(JOURNAL, self.journal.code)
        self._desk.bridge.run(
            tray.register,
            then=self._on_registered,
            otherwise=self._on_not_registered,
            owner=self,
            letter=self._letter,
            journal=self.journal.code,
        )

    def give_back(self) -> None:
        """Ask for the reason of a refusal."""
        if not self.refuse.isEnabled():
            return
        if self.sheet is not None:
            self.sheet.reason.setFocus()
            return
        sheet = ReasonSheet(
            self._desk,
            mark("Refuse the letter"),
            mark("Refuse"),
            letters.refuse,
            hint=mark("The sender reads it"),
            final=True,
            letter=self._letter,
        )
        self.sheet = sheet
        self._space.addWidget(sheet)
        sheet.done_with.connect(self._on_refused)
        sheet.finished.connect(self._on_sheet_done)
        sheet.show()
        sheet.reason.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say why a key does nothing."""
        super().keyPressEvent(event)
        if why := unanswered(self, self._desk.speech.words, event):
            self.told_line.answer(why)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab come to every control."""
        return step(self, forward=forward)

    def _build(self) -> None:
        self.resize(WIDE, HIGH)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.enclosed, 1)
        whole.addWidget(self._build_side())

    def _build_side(self) -> QWidget:
        side = named(QWidget(), "pane")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(SIDE)
        lines = QVBoxLayout(side)
        lines.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        lines.setSpacing(GRID)
        self._title.setProperty("strong", True)
        for label in (self._title, self._other, self._about, self._proof, self._standing):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            label.setProperty("muted", label in (self._other, self._proof))
            lines.addWidget(label)
        lines.addWidget(self.verify, 0, Qt.AlignmentFlag.AlignLeft)
        put_in(lines, self._space)
        lines.addStretch(1)
        lines.addWidget(self.told_line)
        lines.addWidget(self._journal_field)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        self.register.setProperty("primary", True)
        for button, icon, colour in (
            (self.register, "badge-check", "on_accent"),
            (self.refuse, "x", "muted"),
            (self.verify, "file-check", "muted"),
        ):
            button.setAutoDefault(False)
            self._desk.theme.dress(button, icon, colour)
        self._close.setAutoDefault(False)
        lines.addWidget(self.register)
        buttons.addWidget(self.refuse, 1)
        buttons.addWidget(self._close, 1)
        put_in(lines, buttons)
        for button in (self.register, self.refuse):
            self._let(button, mark("the letter is still being read"))
        self.verify.hide()
        return side

    def _let(self, button: QPushButton, why: str = "") -> None:
        """Switch a button and its key off for a reason, marked; on again without one."""
        action = self._register_act if button is self.register else self._refuse_act
        explain(action, self._desk.speech.words.text(why) if why else "")
        for one in (button, action):
            one.setEnabled(not why)
        self.told_line.answer("")

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self.verify.clicked.connect(self._verify)
        for action, button, keys, act in (
            (self._register_act, self.register, "F12", self.take),
            (self._refuse_act, self.refuse, "Ctrl+Shift+F12", self.give_back),
        ):
            action.setShortcut(QKeySequence(keys))
            action.setAutoRepeat(False)
            action.triggered.connect(partial(_do, act))
            button.clicked.connect(action.trigger)
            self.addAction(action)
        self._desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.setWindowTitle(words.text("A letter from an office"))
        for button, action, name, keys in (
            (self.register, self._register_act, words.text("Register"), "F12"),
            (self.refuse, self._refuse_act, words.text("Refuse…"), "Ctrl+Shift+F12"),
        ):
            button.setText(name)
            button.setToolTip(f"{name} ({keys})")
            action.setText(name)
        self.verify.setText(words.text("Check visas and signatures"))
        self._close.setText(words.text("Later"))
        self._close.setToolTip(words.text("Decide later") + " (Esc)")
        self._show()

    def _show(self) -> None:
        found, words = self.found, self._desk.speech.words
        if found is None:
            return
        one = found.item.letter
        cover = one.cover
        self._title.setText(own(words, cover.subject_ru, cover.subject_kk))
        self._other.setText(other(words, cover.subject_ru, cover.subject_kk))
        self._other.setVisible(bool(self._other.text()))
        parts = [said.whence(words, found.item)]
        if cover.signed_by:
            parts.append(words.text("Signed by: {names}", names=", ".join(cover.signed_by)))
        if cover.prepared_by:
            names = " · ".join(part for part in (cover.prepared_by, cover.phone) if part)
            parts.append(words.text("Prepared by {who}", who=names))
        answers = found.item.answers
        if answers is not None and answers.number:
            parts.append(words.text("Answers our № {number}", number=answers.number))
        self._about.setText("\n".join(parts))
        self._proof.setText(
            words.text("With the proof of its visas and signatures.")
            if one.proof is not None
            else words.text("Signed by the workplace of its office.")
        )
        is_open = one.status in OPEN_STATUSES and found.may_act
        state = "" if one.status in OPEN_STATUSES else sentence(words.name(one.status))
        if one.status in OPEN_STATUSES and not found.may_act:
            state = words.text("Whoever registers in your office takes it in.")
        self._standing.setText(state)
        self._standing.setVisible(bool(state))
        self.verify.setVisible(one.proof is not None)
        self.verify.setEnabled(one.proof is not None and one.proof.sha256 in found.paths)
        why = "" if is_open else mark("the letter is not waiting for you")
        for button in (self.register, self.refuse):
            self._let(button, why)
        self._journal_field.setVisible(is_open)

    def _on_found(self, found: Brought) -> None:
        self.found = found
        self.journal.offer(self._journals)
        kept = self._desk.memory.get(JOURNAL)
        if kept in [one.id for one in found.journals]:
            self.journal.put(kept)
        self._show()
        self.enclosed.show_files(
            [
                Shown(one.name, one.role, one.sha256, found.paths.get(one.sha256))
                for one in found.item.letter.files
            ]
        )
        self.register.setFocus()

    def _on_gone(self, error: Any) -> None:
        self.enclosed.tell(self._desk.speech.words.refusal(error))

    def _journals(self, words: Wording) -> Sequence[Choice]:
        found = self.found.journals if self.found is not None else ()
        return [
            Choice(
                one.id,
                f"{one.journal.index} — "
                f"{own(words, one.journal.title_ru, one.journal.title_kk)}".strip(" —"),
            )
            for one in found
        ]

    def _verify(self) -> None:
        proof = self.found.item.letter.proof if self.found is not None else None
        if proof is not None and self.found is not None:
            self._desk.bridge.look(
                _prove, then=self._on_proof, owner=self, path=self.found.paths[proof.sha256]
            )

    def _on_proof(self, proof: Proof) -> None:
        sheet: Any = import_module("ui.pages.approval.proof_sheet").ProofSheet(
            self._desk, self, proof
        )
        sheet.open()

    def _on_registered(self, registered: Registration) -> None:
        self.registered.emit(registered)
        self.accept()

    def _on_not_registered(self, error: Any) -> None:
        self._let(self.register)
        self._journal_field.show_error(self._desk.speech.words.refusal(error))

    def _on_refused(self, _answer: object) -> None:
        self.refused.emit(self._letter)
        self.accept()

    def _on_sheet_done(self, _result: int) -> None:
        self.sheet = None


def _do(act: Any, *_checked: bool) -> None:
    act()


def _prove(workplace: Any, *, path: Path) -> Proof:
    """Judge the bundle that came with a letter by the organisation's own fingerprint."""
    proving: Any = import_module("edo.commands.proving")
    return proving.prove_file(path, fingerprint=proving.fingerprint(workplace), workplace=workplace)
