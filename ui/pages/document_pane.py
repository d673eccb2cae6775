"""The document beside a list: all of it readable at once, and every act with its key.

The pane asks for the whole document on a reader's thread and shows the answer that belongs to the
document last asked for. Acts that need a word (a reason, a date, an addressee) open a small form
inside the pane; refusals of the others appear in the notice bar.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QHideEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from edo.commands.reading import Whole, read_document
from edo.domain.card import RECEIVED_KINDS
from edo.domain.document import Document
from edo.errors import EdoError
from edo.narrative import Narrator
from edo.sentences import mark
from edo.transfer.pages import Page
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.models.live import Live
from ui.pages.document.acts import ACTS, AT_HAND, is_alive, next_acts
from ui.pages.document.doing import DocumentActs
from ui.pages.document.facts import Facts, filled
from ui.pages.document.head import Head
from ui.pages.document.lines import (
    file_line,
    link_line,
    paged,
    party_name,
    party_note,
)
from ui.pages.document.pages import WIDTH, Drawer, FirstPage
from ui.pages.document.section import Section
from ui.theme import GRID
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.line_button import LineButton
from ui.widgets.many_picker import Flow
from ui.widgets.polish import named

if TYPE_CHECKING:
    from edo.change import Touched

PAUSE = 60
"""Milliseconds a list stands still before its document is read: rows pass by without asking."""
NARROWEST = 340


class DocumentPane(QWidget):
    """Shows one document.

    `opened` carries the id of another document a person wants to see. `acts` does what its name
    says with the document shown.
    """

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "pane")
        self._desk = desk
        self._document = ""
        self.whole: Whole | None = None
        self.narrator: Narrator | None = None
        self.sheet: FormSheet | None = None
        self.head, self.facts = Head(desk), Facts()
        self.parties = Section(desk, mark("Correspondents"))
        self.files = Section(desk, mark("Files"))
        self.links = Section(desk, mark("Links"))
        self.history = Section(desk, mark("History"))
        self.first_page = FirstPage(desk)
        self.drawer = Drawer(desk, self.first_page)
        self._drawn = ""
        self._before: QWidget | None = None
        self.first_page.hide()
        self.actions_by_code: dict[str, QAction] = {}
        self.acts = DocumentActs(desk, self, self.put_sheet, lambda: self.whole)
        self._next_line = QWidget()
        self._next = Flow(self._next_line, GRID)
        self._body, self._lines = QWidget(), QVBoxLayout()
        self._area = QScrollArea()
        self._more = QToolButton()
        self._none = EmptyState(
            desk,
            mark("No document is chosen"),
            mark("Choose one in the list to read it here."),
            picture=Picture.PAPERS,
        )
        self._pause = QTimer(self)
        self._build()
        self._connect()
        self._say()
        self._show_nothing()

    @property
    def document(self) -> str:
        """The id of the document shown or on its way; empty for none."""
        return self._document

    def show_document(self, document: str, *, at_once: bool = False) -> None:
        """Show another document; the one shown stays until the other is here."""
        if document == self._document and self.whole is not None:
            return
        self.put_sheet(None)
        self._document = document
        if not document:
            self._pause.stop()
            self._show_nothing()
        elif at_once:
            self._ask()
        else:
            self._pause.start()

    def put_sheet(self, sheet: FormSheet | None) -> None:
        """Show a form over the document's lines, or put the one shown away."""
        old, self.sheet = self.sheet, sheet
        if old is not None:
            old.close()
        if sheet is None:
            return
        self._keep_focus()
        self._lines.insertWidget(0, sheet)
        self._area.verticalScrollBar().setValue(0)
        sheet.finished.connect(partial(self._on_sheet_done, sheet))
        sheet.show()
        sheet.adjustSize()
        first = next(iter(sheet.fields.values()), None)
        if first is not None:
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def state(self) -> Document | None:
        """Give the document shown, as its commands know it."""
        return self.whole.card.document if self.whole else None

    def refresh(self) -> None:
        """Ask for the document shown once more."""
        if self._document:
            self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the drawing child rest while nobody looks."""
        super().hideEvent(event)
        self.drawer.rest()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files while the document can still take them."""
        state = self.state()
        if state is not None and is_alive(state) and _files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        self.acts.attach(_files(event.mimeData()))
        event.acceptProposedAction()

    def sizeHint(self) -> QSize:
        """Be wide enough to read in."""
        return QSize(NARROWEST + 6 * GRID, 480)

    def _build(self) -> None:
        self.setMinimumWidth(NARROWEST)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        top.setSpacing(GRID)
        top.addLayout(self._build_bar())
        top.addWidget(self.head)
        top.addWidget(self._next_line)
        body.addLayout(top)
        body.addWidget(self._build_lines(), 1)
        outer.addWidget(self._body)
        outer.addWidget(self._none)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _build_bar(self) -> QHBoxLayout:
        for act in ACTS:
            action = QAction(self)
            action.setShortcut(QKeySequence(act.keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._desk.theme.dress(action, act.icon)
            self.actions_by_code[act.code] = action
            action.triggered.connect(partial(self._on_act, act.code))
            self.addAction(action)
        line = QHBoxLayout()
        line.setSpacing(GRID // 2)
        line.addWidget(self.head.badge)
        line.addStretch()
        for code in AT_HAND:
            button = QToolButton()
            button.setProperty("quiet", True)
            button.setDefaultAction(self.actions_by_code[code])
            line.addWidget(button)
        menu = QMenu(self._more)
        for act in ACTS:
            if act.grouped:
                menu.addSeparator()
            menu.addAction(self.actions_by_code[act.code])
        self._more.setProperty("quiet", True)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(menu)
        self._desk.theme.dress(self._more, "ellipsis")
        line.addWidget(self._more)
        return line

    def _build_lines(self) -> QScrollArea:
        inside = named(Lines(), "paper")
        lines = self._lines
        inside.setLayout(lines)
        lines.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        lines.setSpacing(GRID + GRID // 2)
        parts = (self.parties, self.files, self.facts, self.first_page, self.links, self.history)
        for part in parts:
            lines.addWidget(part)
        lines.addStretch(1)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return self._area

    def _connect(self) -> None:
        self._pause.timeout.connect(self._ask)
        self.acts.began.connect(self._keep_focus)
        self.acts.ended.connect(self._give_focus_back)
        self._desk.speech.changed.connect(self._say)
        self._desk.theme.changed.connect(self._show)
        self._live = Live(self._desk.bridge, self, self.refresh, self._concerns)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.setAccessibleName(words.text("The document chosen"))
        for act in ACTS:
            action = self.actions_by_code[act.code]
            name = words.text(act.name)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(name)
            action.setToolTip(f"{name} ({keys})")
        self._more.setToolTip(words.text("Everything that can be done"))
        self._more.setAccessibleName(self._more.toolTip())
        self._show()

    def _concerns(self, touched: Touched) -> bool:
        if self.whole is None:
            return bool(self._document)
        others = {one.document for one in self.whole.card.linked}
        parties = {one.correspondent for one in self.whole.card.document.card.parties}
        return bool(touched.subjects & {self._document, *others, *parties})

    def _ask(self) -> None:
        self._desk.bridge.look(
            read_document,
            then=self._on_answer,
            otherwise=self._on_gone,
            key=(id(self), "document"),
            owner=self,
            document=self._document,
        )

    def _on_act(self, code: str, *_checked: bool) -> None:
        self.acts.do(code)

    def _on_gone(self, _error: EdoError) -> None:
        self._document = ""
        self._show_nothing()

    def _on_answer(self, whole: Whole) -> None:
        if whole.card.id != self._document:
            return
        another = self.whole is None or self.whole.card.id != whole.card.id
        self.whole = whole
        self._show()
        if another:
            self._area.verticalScrollBar().setValue(0)
        self._draw_first_page(whole)

    def _show_nothing(self) -> None:
        self.whole = None
        self._drawn = ""
        self._body.hide()
        self._none.show()
        for action in self.actions_by_code.values():
            action.setEnabled(False)

    def _show(self) -> None:
        whole = self.whole
        if whole is None:
            return
        words, document = self._desk.speech.words, whole.card.document
        narrator = Narrator(words, whole.history)
        self.narrator = narrator
        type_name = narrator.name(document.card.type) if document.card.type else ""
        self.head.show_document(document, whole.card.journal, type_name)
        self.facts.show_fields(filled(document.kind, document.card, narrator, words))
        received = document.kind in RECEIVED_KINDS
        self.parties.rename(mark("Correspondents") if received else mark("Addressees"))
        self.parties.put(self._party_lines(document, narrator))
        self.files.put(self._file_lines(whole))
        self.links.put(self._link_lines(whole))
        self.history.put([_sentence(narrator.sentence(one)) for one in whole.history.events[::-1]])
        for act in ACTS:
            self.actions_by_code[act.code].setEnabled(act.fits(document))
        self._offer_next(document)
        self._none.hide()
        self._body.show()

    def _offer_next(self, document: Document) -> None:
        while (item := self._next.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, code in enumerate(next_acts(document)):
            action = self.actions_by_code[code]
            button = QPushButton(action.text())
            button.setIcon(self._desk.theme.icon(_icon(code), "muted" if place else "on_accent"))
            button.setProperty("primary", not place)
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            self._next.addWidget(button)
        self._next_line.setVisible(self._next.count() > 0)

    def _party_lines(self, document: Document, narrator: Narrator) -> list[QWidget]:
        words = self._desk.speech.words
        lines: list[QWidget] = []
        for party in document.card.parties:
            icon = "building" if party.correspondent else "user"
            name, note = party_name(party, narrator), party_note(document, party, words)
            line = LineButton(self._desk, icon, name, note)
            line.pressed.connect(partial(self.acts.party, party.key))
            lines.append(line)
        return lines

    def _file_lines(self, whole: Whole) -> list[QWidget]:
        lines: list[QWidget] = []
        for file in whole.card.document.live_files:
            line = file_line(self._desk, file, whole.contents.get(file.current.sha256))
            line.pressed.connect(partial(self.acts.open_version, file.current))
            line.set_menu(
                self.acts.file_menu(line, file), self._desk.speech.words.text("More about the file")
            )
            lines.append(line)
        return lines

    def _link_lines(self, whole: Whole) -> list[QWidget]:
        lines: list[QWidget] = []
        for linked in whole.card.linked:
            line = link_line(self._desk, linked)
            line.pressed.connect(partial(self.opened.emit, linked.document))
            if not linked.back:
                line.set_menu(
                    self.acts.link_menu(line, linked), self._desk.speech.words.text("More")
                )
            lines.append(line)
        return lines

    def _draw_first_page(self, whole: Whole) -> None:
        """Draw the top of the first file that has pages, unless it is drawn already."""
        version = next((file.current for file in paged(whole.card.document.live_files)), None)
        content = whole.contents.get(version.sha256) if version else None
        path = content.path if content else None
        wanted = version.sha256 if version and path else ""
        if wanted == self._drawn:
            return
        self._drawn = wanted
        self.first_page.show_page(None)
        self.first_page.setVisible(path is not None)
        if path is not None:
            self.drawer.draw(path, 0, WIDTH, partial(self._on_page, wanted))

    def _on_page(self, wanted: str, page: Page | None) -> None:
        if wanted == self._drawn:
            self.first_page.show_page(page)
            self.first_page.setVisible(page is not None)

    def _on_sheet_done(self, sheet: FormSheet, _result: int) -> None:
        self._lines.removeWidget(sheet)
        if self.sheet is sheet:
            self.sheet = None
            self._give_focus_back()

    def _keep_focus(self) -> None:
        """Note where the keys are before something is shown that takes them."""
        self._before = self.window().focusWidget()

    def _give_focus_back(self) -> None:
        """Bring the keys back to where they were, so that the arrows go on through the list."""
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self.setFocus()


class Lines(QWidget):
    """What is scrolled: as high as its width makes it, whatever its texts would need in less."""

    def minimumSizeHint(self) -> QSize:
        """Ask for no height but that which follows from the width."""
        return QSize(0, 0)


def _sentence(text: str) -> QLabel:
    label = QLabel(text)
    label.setAccessibleName(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def _files(data: QMimeData) -> list[Path]:
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return [path for path in paths if path.is_file()]


def _icon(code: str) -> str:
    return next(act.icon for act in ACTS if act.code == code)
