"""Carry out what is done about a document's execution: sheets, printing, one-key acts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from edo.commands import acquaintance, resolutions
from edo.commands.reading import Whole
from edo.domain.acquaintance import AcquaintanceStatus
from edo.domain.resolution import ResolutionStatus
from edo.domain.rights import Right
from edo.queries.execution import AcquaintanceItem, ResolutionItem
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.reading_sheets import AcquaintSheet, FromPaperSheet, HandOverSheet
from ui.dialogs.report_sheets import WhySheet
from ui.dialogs.resolution_sheet import ResolutionSheet
from ui.dialogs.task_sheets import TaskSheet
from ui.pages.document.execution_acts import EXECUTION_ACTS, begun, issued, prepared, read, unread
from ui.theme import Tone
from ui.widgets.notice_bar import Notice
from ui.widgets.paper_out import PaperOut
from ui.widgets.telling import tell


class ExecutionDoing(QObject):
    """Does what its codes say with the document shown; `sheet` is the window open for it."""

    def __init__(self, desk: Desk, pane: QWidget, whole: Callable[[], Whole | None]) -> None:
        super().__init__(pane)
        self._desk, self._pane, self._whole = desk, pane, whole
        self.sheet: FormSheet | None = None
        self.paper = PaperOut(desk, pane)

    def do(self, code: str) -> None:
        """Do an act, where it makes sense."""
        whole = self._whole()
        act = next(one for one in EXECUTION_ACTS if one.code == code)
        if whole is None or not act.fits(whole):
            return
        match code:
            case "confirm":
                self._confirm(whole)
            case "issue":
                self._issue(whole)
            case "print_slip":
                self.print_slip(issued(whole))
            case "print_readers":
                self.print_readers(read(whole))
            case _:
                self._open(self._make(code, whole))

    def resolution_menu(self, line: QWidget, item: ResolutionItem) -> QMenu:
        """Make the menu of a resolution."""
        words, menu, whole = self._desk.speech.words, QMenu(line), self._whole()
        status = item.resolution.status
        if item.is_open and whole is not None and whole.elsewhere is None:
            menu.addAction(words.text("Write it…"), partial(self.write, item))
        if status is not ResolutionStatus.ASKED:
            menu.addAction(words.text("Print the slip…"), partial(self.print_slip, item))
        if whole is not None and self._may_recall(whole, item):
            menu.addSeparator()
            menu.addAction(words.text("Take it back…"), partial(self._recall, item))
        return menu

    def readers_menu(self, line: QWidget, item: AcquaintanceItem) -> QMenu:
        """Make the menu of an acquaintance."""
        words, menu, whole = self._desk.speech.words, QMenu(line), self._whole()
        menu.addAction(words.text("Print the sheet…"), partial(self.print_readers, item))
        here = whole is not None and whole.elsewhere is None
        if not here or whole is None or item.acquaintance.status is AcquaintanceStatus.CLOSED:
            return menu
        if whole.me.may(Right.DRAFT):
            menu.addAction(words.text("Ask more people…"), partial(self._ask_more, item))
        if item.acquaintance.missing and whole.me.may(Right.REGISTER):
            menu.addAction(words.text("Signed on paper…"), partial(self._from_paper, item))
        if item.acquaintance.status is AcquaintanceStatus.OPEN:
            menu.addSeparator()
            menu.addAction(words.text("Close it…"), partial(self._close, item))
        return menu

    def write(self, item: ResolutionItem) -> None:
        """Write a resolution that was asked for, or change a draft."""
        whole = self._whole()
        if whole is not None:
            self._open(
                ResolutionSheet(
                    self._desk, self._pane.window(), whole.card.id, whole.me, begun=item
                )
            )

    def print_slip(self, item: ResolutionItem | None) -> None:
        """Print a resolution on a slip."""
        if item is not None:
            title = self._desk.speech.words.text("Resolution slip")
            self.paper.ask("print_resolution", title, self._name("slip"), resolution=item.id)

    def print_readers(self, item: AcquaintanceItem | None) -> None:
        """Print who has read the document."""
        if item is not None:
            title = self._desk.speech.words.text("Acquaintance sheet")
            name = self._name("readers")
            self.paper.ask("print_acquaintance", title, name, acquaintance=item.id)

    def _make(self, code: str, whole: Whole) -> FormSheet:
        desk, window, document, me = self._desk, self._pane.window(), whole.card.id, whole.me
        match code:
            case "resolve":
                return ResolutionSheet(desk, window, document, me, begun=begun(whole))
            case "file":
                return ResolutionSheet(
                    desk, window, document, me, begun=_asked(whole), to_file=True
                )
            case "hand_over":
                return HandOverSheet(desk, window, document, me)
            case "give":
                return TaskSheet(desk, window, me, document=document)
            case _:
                return AcquaintSheet(desk, window, document, me.office)

    def _confirm(self, whole: Whole) -> None:
        self._run(
            acquaintance.confirm_all,
            mark("You have confirmed that you read it"),
            document=whole.card.id,
            acquaintances=[one.id for one in unread(whole)],
        )

    def _issue(self, whole: Whole) -> None:
        item = prepared(whole)
        if item is not None:
            state = item.resolution
            behalf = whole.me.acts_as([state.author], state.kind) or ""
            said = mark("The resolution is issued")
            self._run(resolutions.issue_draft, said, resolution=item.id, behalf=behalf)

    def _recall(self, item: ResolutionItem) -> None:
        self._why(
            (mark("Take the resolution back"), mark("Take back")),
            resolutions.recall,
            resolution=item.id,
        )

    def _close(self, item: AcquaintanceItem) -> None:
        self._why(
            (mark("Close the acquaintance"), mark("Close")),
            acquaintance.close,
            acquaintance=item.id,
        )

    def _ask_more(self, item: AcquaintanceItem) -> None:
        document, whole = item.acquaintance.document, self._whole()
        if whole is not None:
            window = self._pane.window()
            self._open(AcquaintSheet(self._desk, window, document, whole.me.office, item))

    def _from_paper(self, item: AcquaintanceItem) -> None:
        self._open(FromPaperSheet(self._desk, self._pane.window(), item))

    def _why(self, texts: tuple[str, str], command: Callable[..., Any], **words: Any) -> None:
        self._open(WhySheet(self._desk, self._pane.window(), texts, command, **words))

    def _open(self, sheet: FormSheet) -> None:
        self.sheet = sheet
        sheet.finished.connect(self._on_finished)
        sheet.open()

    def _on_finished(self, _result: int) -> None:
        self.sheet = None

    def _run(self, command: Callable[..., Any], said: str, **words: Any) -> None:
        self._desk.bridge.run(command, then=partial(self._on_run, said), owner=self, **words)

    def _on_run(self, said: str, _answer: object) -> None:
        tell(self._pane, Notice(self._desk.speech.words.text(said), Tone.GOOD))

    def _may_recall(self, whole: Whole, item: ResolutionItem) -> bool:
        state = item.resolution
        own = (state.author, state.written_by, state.asked_by if item.is_open else "")
        alive = state.status is not ResolutionStatus.RECALLED and whole.elsewhere is None
        return alive and (whole.me.person in own or whole.me.may(Right.CONTROL))

    def _name(self, what: str) -> str:
        whole = self._whole()
        number = whole.card.document.number if whole is not None else None
        return f"{number.text}-{what}.pdf" if number else f"{what}.pdf"


def _asked(whole: Whole) -> ResolutionItem | None:
    """Return what was asked for, where nothing was prepared: it goes to the file as it is."""
    item = begun(whole)
    is_asked = item is not None and item.resolution.status is ResolutionStatus.ASKED
    return item if is_asked else None
