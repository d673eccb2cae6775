"""The card of a registered document as a form over the list, the document still in sight beside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from edo.commands import documents, drafts
from edo.domain.card import differences
from edo.domain.document import Document
from edo.errors import EdoError
from edo.queries import filling
from edo.queries.filling import Basis, Lists
from ui.desk import Desk
from ui.dialogs.card_form import CardForm
from ui.dialogs.form_state import Values
from ui.dialogs.kept_words import KeptWords
from ui.dialogs.offer_line import OfferLine
from ui.theme import GRID
from ui.undoing import offer_undo
from ui.widgets.layouts import put_in
from ui.widgets.main_key import DOING, MainKey
from ui.widgets.notice_bar import Notice
from ui.widgets.polish import named
from ui.widgets.telling import tell


class _Card:
    """A card as whoever keeps its words sees it."""

    def __init__(self, form: CardForm) -> None:
        self._form = form

    def read(self) -> Values:
        return dict(self._form.typed())

    def put_back(self, values: Mapping[str, Any]) -> None:
        self._form.restore(values)

    def at(self, focus: QWidget) -> str:
        found = self._form.controls.items()
        return next(
            (n for n, one in found if one.widget is focus or one.widget.isAncestorOf(focus)), ""
        )

    def go(self, name: str) -> None:
        self._form.go(name)


class CardSheet(QFrame):
    """Changes the card of one document; only the fields that differ are recorded.

    `finished` is sent when it goes away, with whether anything was saved.
    """

    finished = Signal(bool)

    def __init__(self, desk: Desk, over: QWidget, document: str, state: Document) -> None:
        super().__init__(over)
        named(self, "paper_over")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._over = desk, over
        self._document, self._state = document, state
        self.form = CardForm(desk, state.kind)
        self._title, self._wrong = QLabel(), named(QLabel(), "field_error")
        self.save_button, self._cancel = QPushButton(), QPushButton()
        self._save, self._leave = MainKey(self, self.save_button, desk.speech), QAction(self)
        self._lines = QVBoxLayout(self)
        self._build()
        self._connect()
        self._say()
        self.kept = KeptWords(desk, self, _Card(self.form), self._make_line)
        self.kept.about(f"sheet/card/{document}")
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self._ask()
        self.show()
        self.raise_()

    def save(self) -> None:
        """Hand the card in; what is wrong is said beside its field."""
        if not self.save_button.isEnabled():
            return
        self._wrong.hide()
        if self.form.check(complete=self._state.number is not None):
            return
        self._save.hold(DOING)
        self._desk.bridge.run(
            drafts.save,
            then=self._on_saved,
            otherwise=self._on_refused,
            owner=self,
            kind=self._state.kind,
            card=self.form.card(),
            document=self._document,
            newcomers=self.form.newcomers(),
        )

    def leave(self) -> None:
        """Go away without saving; what was typed stands there next time."""
        self._end(saved=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is under it."""
        if watched is self._over and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def _build(self) -> None:
        lines = self._lines
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self._title.setProperty("text_size", "large")
        self._title.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, GRID)
        lines.addWidget(self._title)
        paper = named(QWidget(), "paper")
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        inside.addWidget(self.form)
        area = QScrollArea()
        area.setWidget(paper)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lines.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID + GRID // 2)
        foot.setSpacing(GRID)
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        self.save_button.setProperty("primary", True)
        foot.addWidget(self._wrong, 1)
        foot.addStretch()
        foot.addWidget(self._cancel)
        foot.addWidget(self.save_button)
        put_in(lines, foot)

    def _connect(self) -> None:
        self._leave.setShortcut(QKeySequence("Esc"))
        self.addAction(self._leave)
        for action in (self._save, self._leave):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._save.worked.connect(self.save)
        self._save.told.connect(self._answer_key)
        self._leave.triggered.connect(self.leave)
        self.save_button.clicked.connect(self.save)
        self._cancel.clicked.connect(self.leave)
        more = QShortcut(QKeySequence("F9"), self)
        more.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        more.activated.connect(self.form.fold.click)
        self._desk.speech.changed.connect(self._say)

    def _answer_key(self, text: str) -> None:
        if text:
            tell(self, Notice(text))

    def _say(self) -> None:
        words = self._desk.speech.words
        number = self._state.number
        self._title.setText(
            words.text("Card of № {number}", number=number.text)
            if number
            else words.text("Card of a document without a number")
        )
        self.save_button.setText(words.text("Save"))
        self.save_button.setToolTip(words.text("Save") + " (Ctrl+Enter)")
        self._cancel.setText(words.text("Cancel"))
        self._cancel.setToolTip(words.text("Cancel") + " (Esc)")
        self._save.setText(words.text("Save"))
        self._leave.setText(words.text("Cancel"))

    def _ask(self) -> None:
        bridge, language = self._desk.bridge, self._desk.speech.language
        bridge.ask(
            filling.lists,
            then=self._on_lists,
            owner=self,
            kind=self._state.kind,
            language=language,
        )
        bridge.ask(filling.of_document, then=self._on_card, owner=self, document=self._document)

    def _on_lists(self, lists: Lists) -> None:
        self.form.offer(lists)

    def _on_card(self, basis: Basis) -> None:
        self.form.put(basis.card, basis.known)
        self.form.clear_errors()
        name = "their_number" if "their_number" in self.form.controls else self.form.subject
        self.form.go(name)

    def _make_line(self) -> OfferLine:
        line = OfferLine(self._desk)
        line.setContentsMargins(0, 0, 0, 0)
        self._lines.insertWidget(1, line)
        return line

    def _on_saved(self, _document: str) -> None:
        self.kept.forget()
        before = {name: old for name, old, _new in differences(self._state.card, self.form.card())}
        if before:
            said = self._desk.speech.words.text("The card is changed")
            document = self._document
            offer_undo(
                self._desk, self._over, said, documents.change, document=document, fields=before
            )
        self._end(saved=True)

    def _on_refused(self, error: EdoError) -> None:
        self._save.hold()
        if not self.form.refuse(error):
            self._wrong.setText(self._desk.speech.words.refusal(error))
            self._wrong.show()

    def _end(self, *, saved: bool) -> None:
        self._over.removeEventFilter(self)
        self.close()
        self.finished.emit(saved)
