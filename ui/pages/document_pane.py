"""The document beside a list: all of it readable at once, and every act with its key.

The pane asks for the whole document on a reader's thread and shows the answer that belongs to the
document last asked for. Acts that need a word (a reason, a date, an addressee) open a small form
inside the pane; refusals of the others appear in the notice bar.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from edo.commands.deciding import Approvals, read_ahead
from edo.commands.reading import Whole, read_document
from edo.domain.document import Document
from edo.domain.rights import Right
from edo.errors import EdoError
from edo.narrative import Narrator
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.models.live import Live
from ui.pages.approval.acts import APPROVAL_ACTS
from ui.pages.approval.section import ApprovalSection
from ui.pages.document.acts import (
    ACTS,
    AT_HAND,
    READING,
    DocumentAct,
    is_alive,
    next_acts,
)
from ui.pages.document.body import Body
from ui.pages.document.dispute import Dispute
from ui.pages.document.doing import DocumentActs
from ui.pages.document.elsewhere import Elsewhere, sentence
from ui.pages.document.execution import ExecutionSection
from ui.pages.document.execution_acts import EXECUTION_ACTS
from ui.pages.document.head import Head
from ui.pages.document.offices import OfficesSection
from ui.pages.document.why_not import NOT_YOURS, NOTHING, why_not
from ui.pages.execution.task_acts import TASK_ACTS
from ui.theme import GRID, Theme
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.file_zone import Brought
from ui.widgets.key_action import quiet_button
from ui.widgets.layouts import add_seen, empty, put_in
from ui.widgets.many_picker import Flow
from ui.widgets.polish import named
from ui.widgets.why_not import explain

if TYPE_CHECKING:
    from edo.change import Touched

PAUSE = 60
"""Milliseconds a list stands still before its document is read: rows pass by without asking."""
NARROWEST = 340
EXECUTION = "rkq"
"""First letters of the ids of resolutions, tasks and acquaintances."""


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
        self._ahead: tuple[Whole, Approvals] | None = None
        self.sheet: FormSheet | None = None
        self.head = Head(desk)
        self.actions_by_code: dict[str, QAction] = {}
        self.acts = DocumentActs(
            desk, self, self.put_sheet, lambda: self.whole, lambda: self._document
        )
        self.body = Body(desk, self.acts)
        self.approval = ApprovalSection(desk, self, self.put_sheet)
        self.execution = ExecutionSection(desk, self, lambda: self.whole)
        self.offices = OfficesSection(desk, self)
        self.dispute, self.elsewhere = Dispute(desk), Elsewhere(desk)
        self._before: QWidget | None = None
        self._next_line = QWidget()
        self._next = Flow(self._next_line, GRID)
        self._shown = QWidget()
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
        self.approval.show_document("")
        if not document:
            self._pause.stop()
            self._show_nothing()
        elif at_once:
            self._show_ahead()
            self._ask()
        else:
            self._pause.start()

    def prepare(self, document: str) -> None:
        """Read a document that will probably be shown next, so that it is there at once then."""
        self._ahead = None
        if document and document != self._document:
            self._desk.bridge.look(
                read_ahead,
                then=self._on_ahead,
                otherwise=lambda _error: None,
                key=(id(self), "ahead"),
                owner=self,
                document=document,
            )

    def put_sheet(self, sheet: FormSheet | None) -> None:
        """Show a form over the document's lines, or put the one shown away."""
        old, self.sheet = self.sheet, sheet
        if old is not None:
            old.close()
        if sheet is None:
            return
        self._keep_focus()
        self.body.put_first(sheet)
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
        self.body.rest()

    def take_brought(self, what: Brought) -> None:
        """Attach files, or a picture, pasted while the keys are here."""
        self.acts.filing.zone.take(what)

    def sizeHint(self) -> QSize:
        """Be wide enough to read in."""
        return QSize(NARROWEST + 6 * GRID, 480)

    def _build(self) -> None:
        self.setMinimumWidth(NARROWEST)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        body = QVBoxLayout(self._shown)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        top.setSpacing(GRID)
        put_in(top, self._build_bar())
        top.addWidget(self.head)
        top.addWidget(self.elsewhere)
        top.addWidget(self.dispute)
        top.addWidget(self._next_line)
        self.body.put_part(self.approval)
        self.body.put_part(self.execution)
        self.body.put_part(self.offices)
        put_in(body, top)
        body.addWidget(self.body, 1)
        outer.addWidget(self._shown)
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
            line.addWidget(quiet_button(self.actions_by_code[code]))
        menu = QMenu(self._more)
        for act in ACTS:
            if act.grouped:
                menu.addSeparator()
            menu.addAction(self.actions_by_code[act.code])
        self.approval.serve(self, menu)
        self.execution.serve(self, menu)
        self.offices.serve(self, menu)
        self._more.setProperty("quiet", True)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(menu)
        self._desk.theme.dress(self._more, "ellipsis")
        line.addWidget(self._more)
        return line

    def _connect(self) -> None:
        self._pause.timeout.connect(self._ask)
        self.approval.watch(self)
        self.body.opened.connect(self.opened)
        self.dispute.opened.connect(self.opened)
        self.dispute.asked.connect(partial(self._on_act, "renumber"))
        self.body.beside.left.connect(self._give_focus_back)
        self.approval.came.connect(self._offer)
        self.approval.doing.back.connect(self.opened)
        self.acts.began.connect(self._keep_focus)
        self.acts.ended.connect(self._give_focus_back)
        self._desk.speech.changed.connect(self._say)
        self._desk.theme.changed.connect(self._show)
        self._live = Live(self._desk.bridge, self, self.refresh, self._concerns)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.setAccessibleName(words.text("The document chosen"))
        self._say_acts()
        self._more.setToolTip(words.text("Everything that can be done"))
        self._more.setAccessibleName(self._more.toolTip())
        self._show()

    def _say_acts(self) -> None:
        """Name the acts with their keys; where they cannot be done, say why."""
        words = self._desk.speech.words
        for act in ACTS:
            action = self.actions_by_code[act.code]
            name = words.text(act.name)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(name)
            why = self._why_not(act)
            explain(action, why)
            action.setToolTip(f"{name} ({keys})\n{why}" if why else f"{name} ({keys})")

    def _why_not(self, act: DocumentAct) -> str:
        """Say why an act cannot be done; nothing where it can."""
        words, whole = self._desk.speech.words, self.whole
        if whole is None:
            return words.text(NOTHING)
        if whole.elsewhere and act.code not in READING:
            return sentence(words, whole.elsewhere)
        if act.can_be_done(whole):
            return ""
        return words.text(why_not(act.code, whole))

    def _concerns(self, touched: Touched) -> bool:
        if self.whole is None:
            return bool(self._document)
        others = {one.document for one in self.whole.card.linked} | {self.whole.card.winner}
        parties = {one.correspondent for one in self.whole.card.document.card.parties}
        begun = any(subject[:1] in EXECUTION for subject in touched.subjects)
        return begun or bool(touched.subjects & {self._document, *others, *parties})

    def _ask(self) -> None:
        self.approval.show_document(self._document)
        self._desk.bridge.look(
            read_document,
            then=self._on_answer,
            otherwise=self._on_gone,
            key=(id(self), "document"),
            owner=self,
            document=self._document,
        )

    def _on_ahead(self, ahead: tuple[Whole, Approvals]) -> None:
        self._ahead = ahead

    def _show_ahead(self) -> None:
        """Show what was read ahead, if it is what is wanted; the true answer follows it."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0].card.id == self._document:
            self.approval.show_ahead(ahead[1])
            self._on_answer(ahead[0])

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
            self.body.verticalScrollBar().setValue(0)

    def _show_nothing(self) -> None:
        self.whole = None
        self.approval.show_document("")
        self.execution.show_whole(None)
        self.offices.show_document("")
        self.body.forget()
        self._shown.hide()
        self._none.show()
        for action in self.actions_by_code.values():
            action.setEnabled(False)
        self._say_acts()

    def _show(self) -> None:
        whole = self.whole
        if whole is None:
            return
        words, document = self._desk.speech.words, whole.card.document
        narrator = Narrator(words, whole.history)
        type_name = narrator.name(document.card.type) if document.card.type else ""
        self.head.show_document(whole.card, type_name)
        mine = whole.elsewhere is None
        self.elsewhere.show_office(whole.elsewhere)
        self.dispute.show_dispute(whole.winner if mine and is_alive(document) else None)
        self.execution.show_whole(whole)
        self.offices.show_document(self._document if mine else "")
        self.body.show_document(whole, narrator)
        for act in ACTS:
            self.actions_by_code[act.code].setEnabled(act.can_be_done(whole))
        self._say_acts()
        self._offer()
        self._none.hide()
        self._shown.show()

    def _offer(self) -> None:
        """Offer what comes next; what is being approved is not registered before it passed."""
        whole, found = self.whole, self.approval.found
        codes = next_acts(whole.card.document) if whole and whole.elsewhere is None else ()
        if found is not None and found.document == self._document:
            codes = tuple(one for one in codes if found.offers(one))
            if Right.REGISTER not in found.may:
                register = self.actions_by_code["register"]
                if register.isEnabled():
                    explain(register, self._desk.speech.words.text(NOT_YOURS))
                register.setEnabled(False)
        self._offer_next(codes)

    def _offer_next(self, codes: tuple[str, ...]) -> None:
        empty(self._next)
        for place, code in enumerate(codes):
            action = self.actions_by_code[code]
            button = QPushButton(action.text())
            self._desk.theme.dress(button, _icon(code), "muted" if place else "on_accent")
            button.setProperty("primary", not place)
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            add_seen(self._next, button)
        self._next_line.setVisible(self._next.count() > 0)

    def _on_sheet_done(self, sheet: FormSheet, _result: int) -> None:
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


def _icon(code: str) -> str:
    return next(act.icon for act in ACTS if act.code == code)


def draw_ahead(theme: Theme) -> Iterator[bool]:
    """Draw the icons of all acts, one a step: two fifths of the work of the first pane."""
    for acts in (ACTS, APPROVAL_ACTS, EXECUTION_ACTS, TASK_ACTS):
        for act in acts:
            theme.icon(act.icon)
            yield False


def pane_beside(desk: Desk, split: QWidget, master: QWidget, page: QWidget) -> DocumentPane:
    """Make the pane of a page with a list: its keys work in the list too.

    Args:
        split: of the page; it takes the keys.
        master: the side of the list, where files may be dropped as well.
        page: the page itself.
    """
    pane = DocumentPane(desk)
    split.addActions(list(pane.actions()))
    pane.acts.lie_over(master, page)
    return pane
