"""Carry out the acts of the pane with the document it shows.

Every act has a method of its code's name. Commands run through the bridge; the pane hears of what
they changed as every window does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from edo.commands import documents
from edo.commands.reading import Whole, open_copy, take_copy
from edo.commands.registering import Registration
from edo.domain.card import RECEIVED_KINDS, DeliveryState, Kind
from edo.domain.document import Document, File, Version
from edo.errors import EdoError
from edo.narrative import Narrator
from edo.queries.documents import Linked
from edo.queries.phrases import PaperLanguage
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.number_sheets import registered_anew
from ui.long_run import Progress
from ui.pages.document.acts import ACTS
from ui.pages.document.edit import CardSheet
from ui.pages.document.filing import Filing
from ui.pages.document.lines import READABLE, ending, paged, party_name
from ui.pages.document.pages import Viewer
from ui.pages.document.sheets import (
    DeliverySheet,
    LinkSheet,
    ReasonSheet,
    RefuseSheet,
    RenumberSheet,
    SendSheet,
)
from ui.theme import Tone
from ui.undoing import offer_undo
from ui.widgets.file_out import runs
from ui.widgets.last_folder import ask_where, keep_folder, last_folder
from ui.widgets.notice_bar import Notice
from ui.widgets.telling import tell

if TYPE_CHECKING:
    from edo.printing import Printed


class DocumentActs(QObject):
    """What a person does with the document shown in a pane.

    `put_sheet` shows a form in the pane, `whole` gives the document shown, `wanted` the id of what
    is shown or on its way. `began` is sent before
    something is shown over the page, `ended` when it is gone, `choosing` when the keys are to go
    where one of several values is chosen, `unsettled` when a choice was refused.
    """

    began = Signal()
    ended = Signal()
    choosing = Signal()
    unsettled = Signal()

    def __init__(
        self,
        desk: Desk,
        pane: QWidget,
        put_sheet: Callable[[FormSheet | None], object],
        whole: Callable[[], Whole | None],
        wanted: Callable[[], str],
    ) -> None:
        super().__init__(pane)
        self._desk, self._pane = desk, pane
        self._put_sheet, self._whole = put_sheet, whole
        self.filing = Filing(desk, pane, whole, wanted)
        self.viewer: Viewer | None = None
        self.editing: CardSheet | None = None
        self._list: QWidget = pane
        self._page: QWidget = pane
        self._acts: dict[str, Callable[[str, Document], object]] = {
            "register": self._register,
            "renumber": self._renumber,
            "edit": self._edit,
            "settle": self._settle,
            "attach": self._attach,
            "link": self._link,
            "answer": self._answer,
            "send": self._send,
            "deliver": self._deliver,
            "open_file": self._open_file,
            "view": self._view,
            "stamp": self._stamp,
            "print_card": self._print_card,
            "copy": self._copy,
            "refuse": self._refuse,
            "annul": self._annul,
        }

    def lie_over(self, beside: QWidget, page: QWidget) -> None:
        """Show cards being changed over the list beside the pane, pages over the whole page."""
        self._list, self._page = beside, page

    def do(self, code: str) -> None:
        """Do an act with the document shown, where it makes sense."""
        whole = self._whole()
        act = next(act for act in ACTS if act.code == code)
        if whole is not None and act.can_be_done(whole):
            self._acts[code](whole.card.id, whole.card.document)

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach files to the document shown: pictures as scans, the rest as texts."""
        self.filing.attach(paths)

    def party(self, key: str) -> None:
        """Go on with one addressee: send their copy, or note that it came."""
        whole = self._mine()
        if whole is None or whole.card.document.kind in RECEIVED_KINDS:
            return
        state = whole.card.document
        party = next((one for one in state.card.parties if one.key == key), None)
        if party is None or state.number is None:
            return
        waits = party.state is DeliveryState.WAITING
        sheet = SendSheet if waits else DeliverySheet
        self._put_sheet(sheet(self._desk, whole.card.id, state, self._party_name, key))

    def keep(self, field: str, value: object) -> None:
        """Settle a field of the document shown that two changed at once."""
        whole = self._whole()
        if whole is not None:
            self._desk.bridge.run(
                documents.settle,
                document=whole.card.id,
                field=field,
                value=value,
                then=lambda _answer: self._on_settled(field),
                otherwise=self._on_not_settled,
                owner=self,
            )

    def open_version(self, version: Version) -> None:
        """Open a read-only copy of a version with the system's own program."""
        words = self._desk.speech.words
        if runs(version.name):
            text = words.text("“{name}” is a program and is not run from here", name=version.name)
            tell(self._pane, Notice(text, Tone.WARN))
            return
        self._desk.bridge.look(
            open_copy,
            then=self._on_copy,
            owner=self,
            sha256=version.sha256,
            name=version.name,
        )

    def file_menu(self, line: QWidget, file: File) -> QMenu:
        """Make the menu of a file's line."""
        words, menu = self._desk.speech.words, QMenu(line)
        version = file.current
        menu.addAction(words.text("Open"), partial(self.open_version, version))
        if ending(version.name) in READABLE:
            menu.addAction(words.text("See the pages"), partial(self._show_pages, version))
        menu.addAction(words.text("Take a copy out…"), partial(self._take_out, version))
        if self._mine() is not None:
            menu.addSeparator()
            menu.addAction(words.text("New version…"), partial(self._new_version, file))
            menu.addAction(words.text("Remove…"), partial(self._remove, file))
        older = file.versions[:-1]
        if older:
            menu.addSeparator()
        for place, old in reversed(list(enumerate(older, 1))):
            when = words.hlc(old.hlc)
            text = words.text("Version {n} of {when}: {name}", n=place, when=when, name=old.name)
            menu.addAction(text, partial(self.open_version, old))
        return menu

    def link_menu(self, line: QWidget, linked: Linked) -> QMenu:
        """Make the menu of a link's line."""
        words, menu = self._desk.speech.words, QMenu(line)
        menu.addAction(words.text("Take the link away"), partial(self._unlink, linked))
        return menu

    def _mine(self) -> Whole | None:
        """Give the document shown, where it is this office's to change."""
        whole = self._whole()
        return whole if whole is not None and whole.elsewhere is None else None

    def _register(self, document: str, state: Document) -> None:
        # Read when first needed: the window of registration is a large one.
        window = import_module("ui.dialogs.registration")
        window.open_registration(self._desk, state.kind, document=document)

    def _renumber(self, document: str, _state: Document) -> None:
        sheet = RenumberSheet(self._desk, document)
        sheet.done_with.connect(self._on_renumbered)
        self._put_sheet(sheet)

    def _on_renumbered(self, registration: Registration) -> None:
        tell(self._pane, registered_anew(self._desk.speech.words, registration))

    def _edit(self, document: str, state: Document) -> None:
        if self.editing is None:
            self.began.emit()
            self.editing = CardSheet(self._desk, self._stage(), document, state)
            self.editing.finished.connect(self._on_edited)

    def _settle(self, _document: str, _state: Document) -> None:
        self.began.emit()
        self.choosing.emit()

    def _on_settled(self, field: str) -> None:
        words = self._desk.speech.words
        text = words.text("Settled: {field}", field=words.field(field))
        tell(self._pane, Notice(text, Tone.GOOD))

    def _on_not_settled(self, error: EdoError) -> None:
        tell(self._pane, Notice(self._desk.speech.words.refusal(error), Tone.WARN))
        self.unsettled.emit()

    def _attach(self, document: str, _state: Document) -> None:
        words = self._desk.speech.words
        start = str(last_folder(self._desk.memory))
        names, _ = QFileDialog.getOpenFileNames(self._pane, words.text("Attach files"), start)
        if names:
            keep_folder(self._desk.memory, names[0])
            self.attach([Path(name) for name in names])

    def _link(self, document: str, _state: Document) -> None:
        self._put_sheet(LinkSheet(self._desk, document))

    def _send(self, document: str, state: Document) -> None:
        self._put_sheet(SendSheet(self._desk, document, state, self._party_name, ""))

    def _deliver(self, document: str, state: Document) -> None:
        self._put_sheet(DeliverySheet(self._desk, document, state, self._party_name, ""))

    def _open_file(self, _document: str, state: Document) -> None:
        files = [*paged(state.live_files), *state.live_files]
        if files:
            self.open_version(files[0].current)

    def _view(self, _document: str, state: Document) -> None:
        files = paged(state.live_files)
        if files:
            self._show_pages(files[0].current)
        else:
            self._open_file("", state)

    def _show_pages(self, version: Version) -> None:
        whole = self._whole()
        content = whole.contents.get(version.sha256) if whole else None
        if content is None or content.path is None:
            self.open_version(version)
            return
        if self.viewer is None:
            self.viewer = Viewer(self._desk, self._page)
            self.viewer.closed.connect(self.ended)
        self.began.emit()
        opener = partial(self.open_version, version)
        self.viewer.show_file(content.path, version.name, opener)

    def _stage(self) -> QWidget:
        """Choose what a card is changed over: the page where the list is out of sight."""
        return self._list if self._list.isVisible() else self._page

    def _on_edited(self, _saved: bool) -> None:
        self.editing = None
        self.ended.emit()

    def _stamp(self, document: str, state: Document) -> None:
        name = state.number.text if state.number else ""
        path = ask_where(
            self._desk,
            self._pane,
            mark("Save the stamped copy"),
            f"{name}-stamp.pdf",
            "PDF (*.pdf)",
        )
        if path is not None:
            self._desk.bridge.run_long(
                _stamp,
                self._desk.speech.words.text("Stamping a copy"),
                then=self._on_printed,
                writes=False,
                document=document,
                path=path,
            )

    def _print_card(self, document: str, state: Document) -> None:
        name = state.number.text if state.number else state.kind.value
        path = ask_where(
            self._desk, self._pane, mark("Save the card"), f"{name}.pdf", "PDF (*.pdf)"
        )
        if path is not None:
            kk = self._desk.speech.language == "kk"
            self._desk.bridge.run_long(
                _print_card,
                self._desk.speech.words.text("Printing the card"),
                then=self._on_printed,
                writes=False,
                document=document,
                language=PaperLanguage.KK if kk else PaperLanguage.RU,
                path=path,
            )

    def _answer(self, document: str, _state: Document) -> None:
        window = import_module("ui.dialogs.registration")
        window.open_registration(self._desk, Kind.OUTGOING, reply_to=document)

    def _copy(self, document: str, state: Document) -> None:
        window = import_module("ui.dialogs.registration")
        window.open_registration(self._desk, state.kind, copy_of=document)

    def _refuse(self, document: str, _state: Document) -> None:
        self._put_sheet(RefuseSheet(self._desk, document))

    def _annul(self, document: str, _state: Document) -> None:
        self._put_sheet(
            ReasonSheet(
                self._desk,
                mark("Annul"),
                mark("Annul"),
                documents.annul,
                final=True,
                document=document,
            )
        )

    def _take_out(self, version: Version) -> None:
        path = ask_where(self._desk, self._pane, mark("Take a copy out"), version.name, "")
        if path is not None:
            self._desk.bridge.look(
                take_copy,
                then=self._on_taken_out,
                owner=self,
                sha256=version.sha256,
                name=version.name,
                path=path,
            )

    def _new_version(self, file: File) -> None:
        words, whole = self._desk.speech.words, self._whole()
        start = str(last_folder(self._desk.memory))
        name, _ = QFileDialog.getOpenFileName(self._pane, words.text("New version"), start)
        if name and whole is not None:
            self._desk.bridge.run(
                documents.replace_file, document=whole.card.id, file=file.id, path=Path(name)
            )

    def _remove(self, file: File) -> None:
        whole = self._whole()
        if whole is not None:
            self._put_sheet(
                ReasonSheet(
                    self._desk,
                    mark("Remove the file"),
                    mark("Remove"),
                    documents.remove_file,
                    document=whole.card.id,
                    file=file.id,
                )
            )

    def _unlink(self, linked: Linked) -> None:
        whole = self._whole()
        if whole is not None:
            link: dict[str, Any] = {
                "document": whole.card.id,
                "link": linked.link,
                "other": linked.document,
            }
            self._desk.bridge.run(
                documents.unlink, then=partial(self._on_unlinked, link), owner=self, **link
            )

    def _on_unlinked(self, link: dict[str, Any], _answer: object) -> None:
        said = self._desk.speech.words.text("The link is taken away")
        offer_undo(self._desk, self._pane, said, documents.link, **link)

    def _party_name(self, key: str) -> str:
        whole = self._whole()
        if whole is None:
            return key
        narrator = Narrator(self._desk.speech.words, whole.history)
        parties = whole.card.document.card.parties
        return next((party_name(one, narrator) for one in parties if one.key == key), key)

    def _on_copy(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            words = self._desk.speech.words
            text = words.text("No program on this computer opens {name}", name=path.name)
            tell(self._pane, Notice(text, Tone.WARN))

    def _on_printed(self, printed: Printed) -> None:
        self._tell_written(printed.path)

    def _on_taken_out(self, path: Path) -> None:
        self._tell_written(path)

    def _tell_written(self, path: Path) -> None:
        words = self._desk.speech.words
        text = words.text("Written: {name}", name=path.name)
        url = QUrl.fromLocalFile(str(path))
        button = words.text("Open")
        act = partial(QDesktopServices.openUrl, url)
        tell(self._pane, Notice(text, Tone.GOOD, button=button, act=act))


def _stamp(workplace: object, *, progress: Progress, document: str, path: Path) -> Printed:
    """Stamp a copy; what draws on paper is read on the thread that draws."""
    progress(0, 0)
    printing: Any = import_module("edo.printing")
    corner: Any = import_module("edo.reports.stamp").Corner
    return printing.stamp(workplace, document=document, path=path, corner=corner.LOWER_RIGHT)


def _print_card(workplace: object, *, progress: Progress, **words: object) -> Printed:
    """Print a card; what draws on paper is read on the thread that draws."""
    progress(0, 0)
    printing: Any = import_module("edo.printing")
    return printing.print_card(workplace, **words)
