"""Read and decide in one window: the text or scan at the left, one's word at the right."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from edo.commands.deciding import Approvals, Part, read_approvals
from edo.commands.documents import Attachment
from edo.commands.reading import Whole, read_document
from edo.domain.document import File, FileRole
from edo.domain.phrase import Use
from edo.domain.visa import REMARKS_LIMIT, Result
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_state import PartsForm
from ui.dialogs.kept_words import KeptWords
from ui.dialogs.offer_line import OfferLine
from ui.handbook import offer_help
from ui.pages.approval.acts import kept_name
from ui.pages.approval.route_view import RouteView
from ui.pages.approval.visa_words import Teller
from ui.pages.files_view import FilesView, Shown
from ui.theme import GRID
from ui.widgets.both import own
from ui.widgets.field import Field
from ui.widgets.layouts import put_in
from ui.widgets.low_area import LowArea
from ui.widgets.main_key import DOING
from ui.widgets.path_line import PathLine
from ui.widgets.phrase_bar import PhraseBar
from ui.widgets.polish import named
from ui.widgets.tabbing import step
from ui.widgets.why_not import explain, unanswered, why_not

SIDE = 432
WIDE, HIGH = 1280, 704
REMARKS_HEIGHT = 64
WORDS: tuple[tuple[Result, str, str, str], ...] = (
    (Result.AGREED, mark("Agree"), "check", "F12"),
    (Result.REMARKS, mark("Agree with remarks"), "message-square", "Shift+F12"),
    (Result.RETURNED, mark("Return for revision"), "undo-2", "Ctrl+F12"),
    (Result.REFUSED, mark("Refuse"), "x", "Ctrl+Shift+F12"),
)
SIGN = mark("Sign")
NO_FILES = mark("The document has no files: its card is all.")
SHORTCUTS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class DecisionWindow(QDialog):
    """Shows a version to who is asked about it, and takes their word.

    `given` carries the result and what else is told with it; the window that opened this one hands
    it in. `show_document` goes on with another document, where there is a next one; else it closes.
    """

    CHAPTER = "approve"

    given = Signal(object, object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        found: Approvals,
        result: Result | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        offer_help(desk, self)
        self.found = found
        self.keeps_open = False
        self._wanted = result
        self._busy = False
        self._title, self._about, self._behalf = QLabel(), QLabel(), QLabel()
        self._changed, self._news = QLabel(), QLabel()
        self.version = FilesView(desk, mark("File of the version"), NO_FILES)
        self.route = RouteView(desk)
        self.remarks = QPlainTextEdit()
        self._field = Field(desk, mark("Remarks, or the reason"), self.remarks)
        self.file = PathLine(desk, mark("A file with remarks"), pattern="* (*)")
        self._file_field = Field(desk, mark("A file with remarks"), self.file)
        self.phrases = PhraseBar(desk, Use.VISA, self.remarks)
        self.buttons: dict[Result, QPushButton] = {}
        self._actions: dict[Result, QAction] = {}
        self._close = QPushButton()
        self.told_line = OfferLine(desk)
        self._lines, self._asked = QVBoxLayout(), QVBoxLayout()
        form = PartsForm(lambda: {"remarks": self.remarks, "file": self.file})
        self.kept = KeptWords(desk, self, form, self._make_line)
        self.kept.about(self._kept_name())
        self._build()
        self._connect()
        self._say()
        self._show()
        self._ask()
        if result in (Result.REMARKS, Result.RETURNED, Result.REFUSED):
            self.remarks.setFocus()
        else:
            self.buttons[Result.AGREED].setFocus()

    @property
    def part(self) -> Part:
        """The seat that is decided."""
        return self.found.parts[0]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a letter typed over a button for the beginning of a remark.

        The blank after the first word would press the button otherwise: a signature nobody meant.
        """
        text, held = event.text(), event.modifiers()
        if text.strip() and text.isprintable() and not held & SHORTCUTS:
            self.remarks.setFocus()
            self.remarks.insertPlainText(text)
            return
        super().keyPressEvent(event)
        if why := unanswered(self, self._desk.speech.words, event):
            self.told_line.answer(why)

    def show_document(self, document: str) -> None:
        """Go on with another document that waits for the same person."""
        self._desk.bridge.look(
            read_approvals,
            then=self._on_next,
            otherwise=lambda _error: self.accept(),
            owner=self,
            key=(id(self), "next"),
            document=document,
        )

    def give(self, result: Result) -> None:
        """Hand a word in; one that needs remarks says so beside the field."""
        button = self.buttons[result]
        if self._busy or not button.isVisibleTo(self):
            self._say_why_not(result)
            return
        self.told_line.answer("")
        words, said = self._desk.speech.words, self.remarks.toPlainText().strip()
        path = Path(self.file.text()) if self.file.text() else None
        needs = result in (Result.RETURNED, Result.REFUSED)
        wrong = ""
        if needs and not said:
            wrong = words.text("Write why: the author has to know what to change.")
        elif result is Result.REMARKS and not said and path is None:
            wrong = words.text("Write the remarks, or choose a file with them.")
        elif len(said) > REMARKS_LIMIT:
            wrong = words.text("Too long: at most {n} characters.", n=REMARKS_LIMIT)
        self._field.show_error(wrong)
        if wrong:
            self._wanted = result
            self.remarks.setFocus()
            return
        if path is not None and not path.is_file():
            self._file_field.show_error(words.text("There is no such file."))
            return
        if result is Result.AGREED and (said or path is not None) and not self.part.signing:
            result = Result.REMARKS  # what was written is not thrown away
        told: dict[str, object] = {"remarks": said}
        if path is not None:
            told["file"] = Attachment(path, FileRole.REMARKS)
        self._busy = self.keeps_open
        self.kept.about("")  # forgotten once the word is written
        self.given.emit(result, told)
        if not self.keeps_open:
            self.accept()

    def _say_why_not(self, result: Result) -> None:
        """Say above the buttons why a word cannot be given now."""
        words, action = self._desk.speech.words, self._actions[result]
        why = DOING if self._busy else mark("a signature has no remarks; F12 signs")
        explain(action, words.text(why))
        self.told_line.answer(why_not(words, action))

    def done(self, result: int) -> None:
        """Let the drawing child rest."""
        self.version.clear()
        self.version.rest()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the drawing child rest."""
        self.version.rest()
        super().closeEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab come to every control."""
        return step(self, forward=forward)

    def _build(self) -> None:
        self.resize(WIDE, HIGH)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.version, 1)
        whole.addWidget(self._build_side())

    def _build_side(self) -> QWidget:
        side = named(QWidget(), "pane")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(SIDE)
        lines = self._lines
        side.setLayout(lines)
        lines.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        lines.setSpacing(GRID)
        self._title.setProperty("strong", True)
        self._about.setProperty("muted", True)
        self._about.setProperty("text_size", "small")
        self._behalf.setProperty("strong", True)
        named(self._changed, "field_error")
        for label in (self._title, self._about, self._news, self._changed, self._behalf):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            lines.addWidget(label)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = named(QWidget(), "paper")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GRID, 0)
        column.addWidget(self.route)
        column.addStretch()
        area.setWidget(inside)
        lines.addWidget(area, 1)
        self.remarks.setFixedHeight(REMARKS_HEIGHT)
        self.remarks.setTabChangesFocus(True)
        below = named(QWidget(), "paper")
        asked = self._asked
        below.setLayout(asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(GRID)
        for part in (self._field, self.phrases, self._file_field):
            asked.addWidget(part)
        lines.addWidget(LowArea(below))
        lines.addWidget(self.told_line)
        put_in(lines, self._build_buttons())
        return side

    def _build_buttons(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(GRID)
        rows = (QHBoxLayout(), QHBoxLayout())
        for place, (result, _name, icon, keys) in enumerate(WORDS):
            button, action = QPushButton(), QAction(self)
            button.setProperty("primary", not place)
            button.setAutoDefault(False)
            self._desk.theme.dress(button, icon, "muted" if place else "on_accent")
            action.setShortcut(QKeySequence(keys))
            action.setAutoRepeat(False)
            for signal in (button.clicked, action.triggered):
                signal.connect(partial(self._on_word, result))
            self.addAction(action)
            rows[place // 2].addWidget(button, 1)
            self.buttons[result], self._actions[result] = button, action
        for row in rows:
            row.setSpacing(GRID)
            put_in(lines, row)
        send = QAction(self)
        send.setShortcut(QKeySequence("Ctrl+Return"))
        send.triggered.connect(self._on_enter)
        self.addAction(send)
        self._send = send
        self._close.setAutoDefault(False)
        rows[1].addWidget(self._close)
        return lines

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self.remarks.textChanged.connect(self._on_text)
        self._desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.setWindowTitle(words.text("Read and decide"))
        for result, name, _icon, keys in WORDS:
            signs = result is Result.AGREED and self.part.signing
            text = words.text(SIGN if signs else name)
            self.buttons[result].setText(text)
            self.buttons[result].setToolTip(f"{text} ({keys})")
            self._actions[result].setText(text)
        self._send.setText(words.text("Hand in what is begun"))
        self._close.setText(words.text("Later"))
        self._close.setToolTip(words.text("Later") + " (Esc)")
        self.remarks.setPlaceholderText(words.text("needed to return or refuse"))
        self._show()

    def _show(self) -> None:
        words, found = self._desk.speech.words, self.found
        card, last, part = found.state.card, found.last, self.part
        self._title.setText(own(words, card.subject_ru, card.subject_kk))
        teller = Teller(words, last) if last is not None else None
        number = found.state.number
        head = f"№ {number.text}" if number else words.text("No number yet")
        self._about.setText(f"{head} · {teller.about()}" if teller else head)
        news = teller.news() if teller else ""
        self._news.setText(news)
        self._news.setVisible(bool(news))
        changes = teller.changes() if teller else ""
        text = words.text("Changed since this version was put up: {what}", what=changes)
        self._changed.setText(text if changes else "")
        self._changed.setVisible(bool(changes))
        behalf = part.behalf.name(words.language)
        self._behalf.setText(words.text("You act for {person}.", person=behalf) if behalf else "")
        self._behalf.setVisible(bool(behalf))
        self.route.show_approval(last)
        self.buttons[Result.REMARKS].setVisible(not part.signing)

    def _ask(self) -> None:
        self._desk.bridge.look(
            read_document,
            then=self._on_whole,
            key=(id(self), "whole"),
            owner=self,
            document=self.found.document,
        )

    def _on_next(self, found: Approvals) -> None:
        """Show the next one; what is not waited for any more ends the window."""
        self._busy = False
        self.told_line.answer("")
        if not found.parts:
            self.accept()
            return
        self.found = found
        self.remarks.clear()
        self.file.setText("")
        self._field.show_error()
        self.version.clear()
        self._say()
        self._ask()
        self.kept.about(self._kept_name())
        self.buttons[Result.AGREED].setFocus()

    def _on_whole(self, whole: Whole) -> None:
        if whole.card.id != self.found.document:
            return
        last = self.found.last
        covered = dict(last.approval.covered.files) if last is not None else {}
        files = sorted(whole.card.document.live_files, key=lambda one: one.id not in covered)
        self.version.show_files([_shown(whole, one) for one in files])

    def _kept_name(self) -> str:
        last = self.found.last
        return kept_name(last.id if last else self.found.document, self.part.seat)

    def _make_line(self) -> OfferLine:
        line = OfferLine(self._desk)
        self._asked.insertWidget(0, line)
        return line

    def _on_text(self) -> None:
        if self._field.error:
            self._field.show_error()

    def _on_word(self, result: Result, *_checked: bool) -> None:
        self.give(result)

    def _on_enter(self) -> None:
        """Hand in what the window was opened for; else what agreeing would be."""
        self.give(self._wanted or Result.AGREED)


def _shown(whole: Whole, file: File) -> Shown:
    current = file.current
    content = whole.contents.get(current.sha256)
    return Shown(current.name, file.role, current.sha256, content.path if content else None)
