"""Ready phrases, one's own and the office's: a section of the organisation's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from edo.commands import phrases as commands
from edo.domain.phrase import Use
from edo.queries.organisation import Organisation
from edo.queries.ready import ReadyPhrase
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.assigning import plain_text
from ui.dialogs.form_sheet import FormSheet
from ui.models.columns import Column
from ui.models.held import Entry, entry
from ui.pages.section import Deed, Section
from ui.theme import Tone
from ui.undoing import offer_undo
from ui.widgets.both import other, own
from ui.widgets.select import Select, names_of, sentence

Row = Entry[ReadyPhrase]
OWN, OFFICE, STOCK = mark("my own"), mark("the office’s"), mark("of the program")


def _whose(row: Row, words: Wording) -> str:
    if row.item.own:
        return words.text(OWN)
    return words.text(STOCK if row.item.stock else OFFICE)


def _tone(row: Row) -> Tone:
    if row.item.own:
        return Tone.ACCENT
    return Tone.QUIET if row.item.stock else Tone.GOOD


PHRASE_COLUMNS: tuple[Column[Row], ...] = (
    Column(
        "text",
        mark("Phrase"),
        lambda row, words: own(words, row.item.phrase.text_ru, row.item.phrase.text_kk),
        360,
        second=lambda row, words: other(words, row.item.phrase.text_ru, row.item.phrase.text_kk),
        stretch=True,
        strong=True,
    ),
    Column(
        "use", mark("What for"), lambda row, words: sentence(words.name(row.item.phrase.use)), 200
    ),
    Column("whose", mark("Whose"), _whose, 160, tone=_tone),
)


class PhrasesSection(Section):
    """The phrases offered while one writes resolutions, reports, remarks and visas."""

    TITLE = mark("Phrases")

    CHAPTER = "resolution"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = (
            mark("No ready phrases"),
            mark("Phrases that are kept go into a text by one key; Ins keeps one."),
        )
        deeds = (
            Deed(mark("Add…"), self.add, "Ins", "plus"),
            Deed(mark("Change…"), self.change, "F2", chosen=True),
            Deed(mark("Remove"), self.remove, "Del", "trash-2", chosen=True),
        )
        self._phrases: tuple[ReadyPhrase, ...] = ()
        super().__init__(desk, PHRASE_COLUMNS, "phrases", empty, deeds, parent=parent)

    def show_whole(self, whole: Organisation) -> None:
        """Ask for the phrases beside what the organisation's page has."""
        self.whole = whole
        self.desk.bridge.look(
            commands.offered, then=self._on_phrases, key=(id(self), "phrases"), owner=self
        )

    def entries(self, whole: Organisation) -> Iterator[Row]:
        """Give the phrases, by what they are for."""
        del whole
        uses = tuple(Use)
        for one in sorted(self._phrases, key=lambda one: uses.index(one.phrase.use)):
            yield entry(one.id, one)

    def add(self) -> None:
        """Keep another phrase."""
        PhraseSheet(self.desk, self.window()).open()

    def change(self) -> None:
        """Change the chosen phrase."""
        if self.chosen is not None:
            PhraseSheet(self.desk, self.window(), self.chosen).open()

    def remove(self) -> None:
        """Offer the chosen phrase no more."""
        if self.chosen is not None:
            self.desk.bridge.run(
                commands.remove,
                phrase=self.chosen.id,
                then=partial(self._on_removed, self.chosen),
                owner=self,
            )

    def _on_removed(self, item: ReadyPhrase, _answer: object) -> None:
        said, phrase = self.desk.speech.words.text("The phrase is removed"), item.phrase
        offer_undo(
            self.desk,
            self,
            said,
            commands.keep,
            text_ru=phrase.text_ru,
            text_kk=phrase.text_kk,
            use=phrase.use,
            own=item.own,
        )

    def _on_phrases(self, found: Sequence[ReadyPhrase]) -> None:
        self._phrases = tuple(found)
        super().show_whole(self.whole)


class PhraseSheet(FormSheet):
    """Keep a phrase, or change one."""

    CHAPTER = "resolution"

    def __init__(self, desk: Desk, parent: QWidget | None, item: ReadyPhrase | None = None) -> None:
        title = mark("Change the phrase") if item else mark("Keep a phrase")
        super().__init__(desk, parent, title, mark("Save"), item.id if item else "")
        self._item = item
        phrase = item.phrase if item else None
        self.text_ru = plain_text(phrase.text_ru if phrase else "")
        self.text_kk = plain_text(phrase.text_kk if phrase else "")
        names = {"ru": mark("Text in Russian"), "kk": mark("Text in Kazakh")}
        self.pair("text", names, {"ru": self.text_ru, "kk": self.text_kk})
        self.use = self.add("use", mark("What for"), Select(desk, names_of(tuple(Use))), 6)
        self.use.put((phrase.use if phrase else Use.RESOLUTION).value)
        self.office = QCheckBox()
        if item is None:
            self.form.add(self.office, 6)
        desk.speech.changed.connect(self._tell)
        self._tell()
        self.fields[self.leading("text_ru")].control.setFocus()

    def hand_in(self) -> None:
        """Keep it."""
        self.run(
            commands.keep,
            text_ru=self.text_ru.toPlainText(),
            text_kk=self.text_kk.toPlainText(),
            use=Use(self.use.code),
            own=not self.office.isChecked(),
            phrase=self._item.id if self._item else "",
        )

    def _tell(self) -> None:
        self.office.setText(self._desk.speech.words.text("For everybody in the office"))
