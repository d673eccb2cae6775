"""What can be done with several documents of a register at once: sent, and their cards printed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from edo.commands import documents
from edo.domain.card import RECEIVED_KINDS, Kind
from edo.queries.documents import DocumentRow
from edo.queries.phrases import PaperLanguage
from edo.sentences import mark
from ui.bridge import OpenWorkplace
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.long_run import Progress, until_stopped
from ui.models.table_model import TableModel
from ui.theme import Tone
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.last_folder import keep_folder, last_folder
from ui.widgets.list_tools import ManyDeed
from ui.widgets.many import MOST, One, do_all
from ui.widgets.notice_bar import Notice
from ui.widgets.telling import tell

if TYPE_CHECKING:
    from edo.printing import Printed


class SendManySheet(FormSheet):
    """On which day several documents went out to everybody who waits for them."""

    CHAPTER = "outgoing"

    def __init__(self, desk: Desk, parent: QWidget | None, send: Callable[[date], object]) -> None:
        super().__init__(desk, parent, mark("Mark as sent"), mark("Mark"))
        self._do_send = send
        self.on = self.add(
            "on",
            mark("Sent on"),
            DateField(desk, lean=Lean.PAST),
            required=True,
            hint=mark("To all addressees who wait, the way their card says"),
        )
        self.on.put(desk.today())
        self.on.setFocus()

    def hand_in(self) -> None:
        """Send them."""
        if self.on.value is None:
            self.show_wrong("on", self._desk.speech.words.text("Write a date."))
            return
        self._do_send(self.on.value)
        self.accept()


class RegisterMany:
    """Does it; the page tells what came of it."""

    def __init__(self, desk: Desk, page: QWidget, rows: TableModel) -> None:
        self._desk, self._page, self._list = desk, page, rows
        self.sheet: SendManySheet | None = None

    def deeds(self, kind: Kind) -> tuple[ManyDeed, ...]:
        """Give what can be done with several documents of a kind."""
        cards = ManyDeed("cards", mark("Print the cards…"), "printer", self.print_cards)
        if kind in RECEIVED_KINDS:
            return (cards,)
        return (ManyDeed("send", mark("Mark as sent…"), "send", self.send), cards)

    def send(self, keys: array[int]) -> None:
        """Ask for the day, then mark them as sent."""
        self.sheet = SendManySheet(self._desk, self._page.window(), partial(self._send, keys))
        self.sheet.open()

    def print_cards(self, keys: array[int]) -> None:
        """Ask for a name, then print all their cards into one file."""
        words = self._desk.speech.words
        if len(keys) > MOST:
            text = words.text("At most {n} at once. Select fewer.", n=words.number(MOST))
            tell(self._page, Notice(text, Tone.WARN))
            return
        name = f"{self._desk.today().isoformat()} {words.text('Cards')}.pdf"
        start = last_folder(self._desk.memory) / name
        chosen, _ = QFileDialog.getSaveFileName(
            self._page, words.text("Save the cards"), str(start), "PDF (*.pdf)"
        )
        if chosen:
            path = Path(chosen).with_suffix(".pdf")
            keep_folder(self._desk.memory, path)
            self.write_cards(keys, path)

    def write_cards(self, keys: array[int], path: Path) -> None:
        """Print all their cards into one file."""
        self._list.rows_of(keys, partial(self._write_cards, path))

    def _send(self, keys: array[int], on: date) -> None:
        def each(workplace: Any, id: str) -> None:
            documents.send(workplace, document=id, on=on)

        def on_rows(rows: Sequence[DocumentRow]) -> None:
            title = self._desk.speech.words.text("Marking as sent")
            do_all(self._desk, self._page, title, self._things(rows), each)

        self._list.rows_of(keys, on_rows)

    def _things(self, rows: Sequence[DocumentRow]) -> list[One]:
        language = self._desk.speech.language
        return [
            One(f"№ {row.number}" if row.number else row.subject(language), row.document)
            for row in rows
        ]

    def _write_cards(self, path: Path, rows: Sequence[DocumentRow]) -> None:
        kk = self._desk.speech.language == "kk"
        self._desk.bridge.run_long(
            _print_cards,
            self._desk.speech.words.text("Printing the cards"),
            then=self._on_printed,
            owner=self._page,
            writes=False,
            documents=[row.document for row in rows],
            language=PaperLanguage.KK if kk else PaperLanguage.RU,
            path=path,
        )

    def _on_printed(self, printed: Printed | None) -> None:
        words = self._desk.speech.words
        if printed is None:
            text = words.text("Stopped. Nothing was written.")
            tell(self._page, Notice(text, Tone.NEUTRAL))
            return
        text = words.text("Written: {name}", name=printed.path.name)
        act = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(printed.path)))
        tell(self._page, Notice(text, Tone.GOOD, button=words.text("Open"), act=act))


def _print_cards(workplace: OpenWorkplace, *, progress: Progress, **words: Any) -> Printed | None:
    """Print, nothing where it is stopped; what draws on paper is read on the thread that draws."""
    printing: Any = import_module("edo.printing")
    try:
        return printing.print_cards(workplace, step=until_stopped(progress), **words)
    except CancelledError:
        return None
