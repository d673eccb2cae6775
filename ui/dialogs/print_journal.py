"""Print a journal for a period: which one, in which language, to which file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from edo.domain.card import Kind
from edo.queries import directory
from edo.queries.directory import JournalItem
from edo.queries.phrases import PaperLanguage
from edo.sentences import mark
from edo.wording import Wording
from ui.bridge import OpenWorkplace
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.long_run import Progress, until_stopped
from ui.theme import GRID, Tone
from ui.widgets.both import own
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.last_folder import keep_folder, last_folder
from ui.widgets.notice_bar import Notice
from ui.widgets.picker import Choice
from ui.widgets.select import Select, sentence
from ui.widgets.telling import tell

if TYPE_CHECKING:
    from edo.printing import Printed

LANGUAGE = "print.language"
FORM = "print.form"
JOURNAL = "print.journal"
FORMS = (".pdf", ".xlsx", ".csv")


class PrintJournal(FormSheet):
    """The journal, the period, the language and the file."""

    CHAPTER = "print"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        *,
        kind: Kind | None = None,
        journal: str = "",
        since: date | None = None,
        until: date | None = None,
    ) -> None:
        super().__init__(desk, parent, mark("Print a journal"), mark("Print"))
        self._wanted, self._kind = journal, kind
        self._journals: Sequence[JournalItem] = ()
        self.journal = self.add("journal", mark("Journal"), Select(desk, self._offers))
        self.since = self.add("since", mark("From"), DateField(desk, lean=Lean.PAST), 6)
        self.until = self.add("until", mark("To"), DateField(desk, lean=Lean.PAST), 6)
        self.language = self.add("language", mark("Language"), Select(desk, languages), 6)
        self.form_of_file = self.add("form", mark("Form"), Select(desk, forms), 6)
        self.path = QLineEdit()
        self._choose = QPushButton()
        self.add("path", mark("File"), self._with_button())
        self._begin(since, until)
        self.journal.currentIndexChanged.connect(self._name_file)
        self.form_of_file.currentIndexChanged.connect(self._name_file)
        desk.speech.changed.connect(self._say)
        self._say()
        desk.bridge.ask(
            directory.journals, then=self._on_journals, owner=self, language=desk.speech.language
        )

    def hand_in(self) -> None:
        """Write the journal to its file, beside whatever else is done."""
        words = self._desk.speech.words
        if self.since.value is None or self.until.value is None:
            wrong = "since" if self.since.value is None else "until"
            self.show_wrong(wrong, words.text("Write a date."))
            return
        if not self.path.text().strip() or not self.journal.code:
            self.show_wrong("path", words.text("Choose where to write it."))
            return
        path = Path(self.path.text().strip())
        keep_folder(self._desk.memory, path)
        self._desk.memory.set(LANGUAGE, self.language.code)
        self._desk.memory.set(FORM, self.form_of_file.code)
        self._desk.memory.set(JOURNAL, self.journal.code)
        above = self.parentWidget() or self
        self._desk.bridge.run_long(
            print_journal,
            words.text("Printing the journal {index}", index=self._index()),
            then=partial(_tell_printed, self._desk, above),
            owner=above,
            writes=False,
            journal=self.journal.code,
            since=self.since.value,
            until=self.until.value,
            language=PaperLanguage(self.language.code),
            path=path,
        )
        self.accept()

    def _with_button(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(self.path, 1)
        line.addWidget(self._choose)
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self._on_choose)
        holder.setFocusProxy(self.path)
        return holder

    def _begin(self, since: date | None, until: date | None) -> None:
        today = self._desk.today()
        self.since.put(since or today.replace(month=1, day=1))
        self.until.put(until or today)
        language, form = self._desk.memory.get(LANGUAGE), self._desk.memory.get(FORM)
        own_one = "kk" if self._desk.speech.language == "kk" else "ru"
        self.language.put(language if language in tuple(PaperLanguage) else own_one)
        self.form_of_file.put(form if form in FORMS else FORMS[0])

    def _say(self) -> None:
        words = self._desk.speech.words
        self._choose.setText(words.text("Choose…"))
        self.path.setAccessibleName(words.text("File"))

    def _offers(self, words: Wording) -> Sequence[Choice]:
        return [
            Choice(
                item.id,
                f"{item.journal.index} · "
                + (
                    own(words, item.journal.title_ru, item.journal.title_kk)
                    or words.name(item.journal.kind)
                ),
            )
            for item in self._journals
        ]

    def _on_journals(self, journals: Sequence[JournalItem]) -> None:
        self._journals = journals
        known = [one.id for one in journals]
        of_kind = [one.id for one in journals if one.journal.kind is self._kind]
        last = self._desk.memory.get(JOURNAL)
        usual = last if last in (of_kind or known) else next(iter([*of_kind, *known]), "")
        wanted = self._wanted or usual
        self.journal.offer(self._offers)
        self.journal.put(wanted)
        self._name_file()

    def _index(self) -> str:
        code = self.journal.code
        return next((one.journal.index for one in self._journals if one.id == code), "")

    def _name_file(self) -> None:
        """Propose a name: the journal's index and the year, in the folder used last."""
        before = Path(self.path.text()) if self.path.text() else None
        folder = before.parent if before else last_folder(self._desk.memory)
        year = self.until.value.year if self.until.value else self._desk.today().year
        index = self._index().replace("/", "-")
        name = f"{index}-{year}" if index else str(year)
        self.path.setText(str(folder / f"{name}{self.form_of_file.code or FORMS[0]}"))

    def _on_choose(self) -> None:
        words = self._desk.speech.words
        chosen, _ = QFileDialog.getSaveFileName(
            self, words.text("Print a journal"), self.path.text(), f"*{self.form_of_file.code}"
        )
        if chosen:
            path = Path(chosen)
            ending = self.form_of_file.code
            self.path.setText(str(path if path.suffix else path.with_suffix(ending)))


def languages(words: Wording) -> Sequence[Choice]:
    """Offer the languages of paper."""
    return [
        Choice(PaperLanguage.RU.value, sentence(words.text("Russian"))),
        Choice(PaperLanguage.KK.value, sentence(words.text("Kazakh"))),
        Choice(PaperLanguage.BOTH.value, sentence(words.text("Kazakh and Russian"))),
    ]


def forms(words: Wording) -> Sequence[Choice]:
    """Offer the kinds of file."""
    return [
        Choice(".pdf", words.text("PDF, to be printed")),
        Choice(".xlsx", words.text("Excel")),
        Choice(".csv", "CSV"),
    ]


def print_journal(workplace: OpenWorkplace, *, progress: Progress, **words: object) -> Printed:
    """Print a journal as a long run.

    Raises:
        Refusal: as `edo.printing.print_journal`.
    """
    progress(0, 0)
    # Read here, on the thread that draws: what writes paper takes a while to read.
    printing: Any = import_module("edo.printing")
    return printing.print_journal(workplace, step=until_stopped(progress), **words)


def _tell_printed(desk: Desk, above: QWidget, printed: Printed) -> None:
    words = desk.speech.words
    text = words.text("The journal is written: {name}", name=printed.path.name)
    text += " · " + words.plural("{n} document", "{n} documents", printed.rows)
    url = QUrl.fromLocalFile(str(printed.path))
    act = partial(QDesktopServices.openUrl, url)
    tell(above, Notice(text, Tone.GOOD, button=words.text("Open"), act=act))
