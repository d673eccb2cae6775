"""The filters above a register: its chips, filled with what there is to choose from, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from edo.commands import reading
from edo.domain.card import Kind
from edo.queries import correspondents, directory
from edo.queries.correspondents import CorrespondentItem
from edo.queries.directory import JournalItem, OfficeItem, PersonItem, TypeItem
from edo.queries.listing import Filter as DocumentFilter
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.models.document_list import office_name
from ui.pages.register_chips import (
    CUSTOM,
    FIND,
    PARTY_NAME,
    PERIODS,
    PROGRESS,
    REMEMBERED,
    SINCE,
    SPAN,
    UNTIL,
    WAITING,
    WITHOUT_PARTY,
    chips_of,
    meaning,
)
from ui.widgets.chips import Chips
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.picker import Choice, Picker
from ui.widgets.popup import Popup


class RegisterFilters(QWidget):
    """The chips of one kind's register; `changed` carries the query's filter.

    Period and journal are remembered for each kind; the rest is for the moment, or a person would
    look for their documents tomorrow in what they looked for today. Whose documents they are can be
    chosen where the workplace reads those of other offices too; each has its own journals.
    """

    changed = Signal(object)

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self._desk, self._kind = desk, kind
        self._since: date | None = None
        self._until: date | None = None
        self._party = Choice("", "")
        self._used: list[Choice] = []
        self._offices: frozenset[str] = frozenset()
        self._office = ""
        self._progress = ""
        self.popup: Popup | None = None
        self.chips = Chips(desk, chips_of(kind))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.chips)
        self.chips.changed.connect(self._on_changed)
        desk.speech.changed.connect(self.ask)

    @property
    def filter(self) -> DocumentFilter:
        """What the chips mean to the query."""
        written = (self._since, self._until)
        return meaning(self._kind, self.chips.values, today=self._desk.today(), written=written)

    @property
    def in_force(self) -> bool:
        """Whether anything is filtered away."""
        return bool(self.chips.values)

    def ask(self) -> None:
        """Ask for the journals, types, people and correspondents to choose from."""
        bridge, language = self._desk.bridge, self._desk.speech.language
        kind = self._kind
        self.chips.allow("office", bool(self._offices))
        bridge.look(reading.other_offices, then=self._on_offices, owner=self, language=language)
        self._ask_journals()
        bridge.ask(directory.types, then=self._on_types, owner=self, kind=kind, language=language)
        bridge.ask(directory.people, then=self._on_people, owner=self, language=language, left=True)
        bridge.ask(correspondents.completed, then=self._on_used, owner=self, text="", limit=10)

    def count_waiting(self, number: int) -> None:
        """Show how many documents wait for their number; without any the chip is not shown."""
        self.chips.count(WAITING, number)
        on = WAITING in self.chips.values
        self.chips.allow(WAITING, bool(number) or on)

    def show_waiting(self) -> None:
        """Show only what waits for its number."""
        self.chips.put(**{WAITING: True})

    def show_office(self, office: str) -> bool:
        """Show everything of an office, this one's for one not read here; tell if that is new."""
        code = office if office in self._offices else ""
        if self._office == code:
            return False
        self.chips.put(**({"office": code} if code else {}))
        return True

    def clear(self) -> None:
        """Show everything."""
        self.chips.put()

    @property
    def kept(self) -> dict[str, str | bool]:
        """What is in force, with all that is needed to put it in force another time."""
        values = self.chips.values
        if values.get("period") == SPAN:
            values[SINCE] = self._since.isoformat() if self._since else ""
            values[UNTIL] = self._until.isoformat() if self._until else ""
        if "party" in values:
            values[PARTY_NAME] = self._party.name
        return values

    def put_kept(self, values: dict[str, str | bool]) -> None:
        """Put in force what was kept."""
        since, until = (_day(values.pop(code, "")) for code in (SINCE, UNTIL))
        name = str(values.pop(PARTY_NAME, ""))
        if values.get("period") == SPAN:
            self._offer_span(since, until)
        if "party" in values:
            self._party = Choice(str(values["party"]), name)
            self._offer_parties()
        if values.get("office", "") != self._office:
            self._office = str(values.get("office", ""))
            self._ask_journals()
        self.chips.put(**values)

    @property
    def spoken(self) -> str:
        """What is in force, in words, as the chips say it."""
        return self.chips.spoken

    def restore(self) -> None:
        """Take up the choice of the last time, as far as it still makes sense."""
        kept = self._desk.memory.get(self._name).split("\n")
        pairs = [part.partition("=") for part in kept if "=" in part]
        values = {code: value for code, _, value in pairs if code in REMEMBERED and value}
        if values.get("period") == SPAN:
            del values["period"]
        if values:
            self.chips.put(**values)

    @property
    def _name(self) -> str:
        return f"filters.{self._kind.value}"

    def _ask_journals(self) -> None:
        desk = self._desk
        desk.bridge.ask(
            directory.journals,
            then=self._on_journals,
            owner=self,
            key=(id(self), "journals"),
            kind=self._kind,
            language=desk.speech.language,
            office=self._office,
        )

    def _on_offices(self, items: Sequence[OfficeItem]) -> None:
        words = self._desk.speech.words
        self._offices = frozenset(item.id for item in items)
        self._offer("office", [Choice(item.id, office_name(words, item.office)) for item in items])
        self.chips.allow("office", bool(items))

    def _on_journals(self, items: Sequence[JournalItem]) -> None:
        words = self._desk.speech.words
        self._offer("journal", [Choice(item.id, _journal_name(item, words)) for item in items])
        self.chips.allow("journal", len(items) > 1)

    def _on_types(self, items: Sequence[TypeItem]) -> None:
        kk = self._desk.speech.language == "kk"
        choices = [
            Choice(item.id, _either(item.type.name_ru, item.type.name_kk, kk=kk)) for item in items
        ]
        self._offer("type", choices)

    def _on_people(self, items: Sequence[PersonItem]) -> None:
        kk = self._desk.speech.language == "kk"
        choices = [
            Choice(item.id, _either(item.person.name_ru, item.person.name_kk, kk=kk))
            for item in items
        ]
        self._offer("person", choices)
        self.chips.allow("person", len(items) > 1)

    def _on_used(self, items: Sequence[CorrespondentItem]) -> None:
        kk = self._desk.speech.language == "kk"
        self._used = [party_choice(item, kk=kk) for item in items]
        self._offer_parties()

    def _offer_parties(self) -> None:
        if "party" not in self.chips.values and self._kind in WITHOUT_PARTY:
            return
        find = Choice(FIND, self._desk.speech.words.text("Find…"))
        chosen = [self._party] if self._party.code else []
        used = [one for one in self._used if one.code != self._party.code]
        self.chips.offer("party", [find, *chosen, *used])

    def _offer(self, code: str, choices: Sequence[Choice]) -> None:
        before = self.chips.values.get(code)
        self.chips.offer(code, choices)
        if before is not None and code not in self.chips.values:
            self._on_changed(self.chips.values)

    def _on_changed(self, values: dict[str, str | bool]) -> None:
        if values.get("party") == FIND:
            self._put_back("party", self._party.code)
            self._pick_party()
            return
        if values.get("period") == CUSTOM:
            self._put_back("period", SPAN if self._since or self._until else "")
            self._pick_period()
            return
        if PROGRESS.keys() <= values.keys():
            self._put_back(self._progress, "")
            values = self.chips.values
        self._progress = next((code for code in PROGRESS if code in values), "")
        office = values.get("office", "")
        if office != self._office:
            self._office = str(office)
            self._put_back("journal", "")
            values = self.chips.values
            self._ask_journals()
        if values.get("period") != SPAN:
            self._since = self._until = None
        party = values.get("party", "")
        self._party = next((one for one in self._used if one.code == party), self._party)
        if not party:
            self._party = Choice("", "")
        lasting = REMEMBERED - {"journal"} if self._office else REMEMBERED
        kept = [f"{code}={value}" for code, value in values.items() if code in lasting]
        self._desk.memory.set(self._name, "\n".join(kept))
        self.changed.emit(self.filter)

    def _put_back(self, code: str, value: str) -> None:
        values = {**self.chips.values}
        values.pop(code, None)
        if value:
            values[code] = value
        self.chips.blockSignals(True)
        self.chips.put(**values)
        self.chips.blockSignals(False)

    def _pick_party(self) -> None:
        popup = Popup(self)
        picker = Picker(
            self._desk,
            self._find_party,
            name=mark("Correspondent"),
            hint=mark("Part of the name or BIN"),
        )
        popup.lines.addWidget(Field(self._desk, mark("Correspondent"), picker))

        def on_picked(choice: Choice | None) -> None:
            if choice is not None:
                popup.close()
                self._party = choice
                self._offer_parties()
                self.chips.put(**{**self.chips.values, "party": choice.code})

        picker.picked.connect(on_picked)
        popup.open_under(self.chips.place_of("party"), picker)
        self.popup = popup

    def _find_party(self, text: str, then: object) -> None:
        kk = self._desk.speech.language == "kk"

        def on_found(items: Sequence[CorrespondentItem]) -> None:
            if callable(then):
                then([party_choice(item, kk=kk) for item in items])

        self._desk.bridge.ask(
            correspondents.completed,
            then=on_found,
            owner=self,
            key=(id(self), "party"),
            text=text,
            language=self._desk.speech.language,
        )

    def _offer_span(self, since: date | None, until: date | None) -> None:
        self._since, self._until = since, until
        words = self._desk.speech.words
        span = f"{words.date(since) or '…'} – {words.date(until) or '…'}"
        self.chips.offer("period", [*PERIODS, Choice(SPAN, span)])

    def _pick_period(self) -> None:
        popup = Popup(self)
        since = DateField(self._desk, name=mark("From"))
        until = DateField(self._desk, name=mark("To"))
        popup.lines.addWidget(Field(self._desk, mark("From"), since))
        popup.lines.addWidget(Field(self._desk, mark("To"), until))
        show = QPushButton(self._desk.speech.words.text("Show"))
        show.setProperty("primary", True)
        popup.lines.addWidget(show)

        def on_taken() -> None:
            if since.value is None and until.value is None:
                return
            popup.close()
            self._offer_span(since.value, until.value)
            self.chips.put(**{**self.chips.values, "period": SPAN})

        show.clicked.connect(on_taken)
        popup.taken.connect(on_taken)
        since.put(self._since)
        until.put(self._until)
        popup.open_under(self.chips.place_of("period"), since)
        self.popup = popup


def party_choice(item: CorrespondentItem, *, kk: bool) -> Choice:
    """Make a choice of a correspondent, with the БИН as its note."""
    entry = item.correspondent
    return Choice(item.id, _either(entry.name_ru, entry.name_kk, kk=kk), entry.bin)


def _either(ru: str, kk_name: str, *, kk: bool) -> str:
    return (kk_name or ru) if kk else (ru or kk_name)


def _journal_name(item: JournalItem, words: Wording) -> str:
    title = _either(item.journal.title_ru, item.journal.title_kk, kk=words.language == "kk")
    return f"{item.journal.index} · {title}" if title else item.journal.index


def _day(text: str | bool) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
