"""Who acts for whom, and between which days: a section of the organisation's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from edo.commands import deputies as commands
from edo.commands.deputies import Named
from edo.commands.myself import Myself, myself
from edo.domain.card import Kind
from edo.domain.rights import Right
from edo.queries import deputies as asked
from edo.queries.deputies import DeputyRow, Lasting
from edo.queries.organisation import Organisation
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.models.columns import Column
from ui.models.held import Entry, entry
from ui.pages.section import Deed, Section
from ui.theme import Tone
from ui.undoing import offer_undo
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.notice_bar import Notice
from ui.widgets.people_field import Staff, person_picker
from ui.widgets.picker import Picker
from ui.widgets.select import sentence
from ui.widgets.telling import tell
from ui.widgets.tick_grid import tick_grid

Row = Entry[DeputyRow]
TONES = {
    Lasting.NOW: Tone.GOOD,
    Lasting.AHEAD: Tone.ACCENT,
    Lasting.OVER: Tone.NEUTRAL,
    Lasting.ENDED: Tone.NEUTRAL,
}


def _when(row: Row, words: Wording) -> str:
    one = row.item.deputyship
    return f"{words.date(one.since)} – {words.date(one.until)}"


def _kinds(row: Row, words: Wording) -> str:
    kinds = row.item.deputyship.kinds
    return ", ".join(words.name(kind) for kind in kinds) or words.text("everything")


def _by(row: Row, words: Wording) -> str:
    one = row.item
    return "" if one.by.id == one.person.id else one.by.name(words.language)


DEPUTY_COLUMNS: tuple[Column[Row], ...] = (
    Column(
        "person",
        mark("Who is replaced"),
        lambda row, words: row.item.person.name(words.language),
        200,
        strong=True,
    ),
    Column(
        "deputy", mark("Who acts"), lambda row, words: row.item.deputy.name(words.language), 200
    ),
    Column("when", mark("Days"), _when, 190, rank=lambda row: row.item.deputyship.since),
    Column("kinds", mark("For which documents"), _kinds, 170, stretch=True),
    Column("basis", mark("Grounds"), lambda row, _words: row.item.deputyship.basis, 150),
    Column("by", mark("Named by"), _by, 150, shown=False),
    Column(
        "state",
        mark("State"),
        lambda row, words: sentence(words.name(row.item.lasting)),
        150,
        tone=lambda row: TONES[row.item.lasting],
    ),
)


class DeputiesSection(Section):
    """Those that act now or will stand first."""

    TITLE = mark("Deputies")

    CHAPTER = "deputies"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = (
            mark("Nobody acts for anybody"),
            mark("Before you go away, name who decides in your place, and until when (Ins)."),
        )
        deeds = (
            Deed(mark("Name a deputy…"), self.add, "Ins", "plus"),
            Deed(mark("End it today"), self.end, "Del", "x", chosen=True),
        )
        self._rows: tuple[DeputyRow, ...] = ()
        self.me: Myself | None = None
        super().__init__(desk, DEPUTY_COLUMNS, "deputies", empty, deeds, parent=parent)

    def show_whole(self, whole: Organisation) -> None:
        """Ask for the deputies beside what the organisation's page has."""
        self.whole = whole
        bridge = self.desk.bridge
        bridge.look(myself, then=self._on_me, key=(id(self), "me"), owner=self)
        bridge.ask(
            asked.deputyships,
            then=self._on_rows,
            key=(id(self), "deputies"),
            owner=self,
            today=self.desk.today(),
        )

    def entries(self, whole: Organisation) -> Iterator[Row]:
        """Give the deputyships."""
        del whole
        past = (Lasting.OVER, Lasting.ENDED)
        for one in sorted(self._rows, key=lambda one: one.lasting in past):
            yield entry(one.id, one)

    def may(self) -> bool:
        """Tell whether the person may end the chosen one: their own, or who organises."""
        row: DeputyRow | None = self.chosen
        if row is None or row.lasting not in (Lasting.NOW, Lasting.AHEAD):
            return False
        return self.me is not None and (
            row.person.id == self.me.person or self.me.may(Right.ORGANISE)
        )

    def add(self) -> None:
        """Name a deputy: for oneself, or, who organises, for anybody."""
        if self.me is not None:
            sheet = DeputySheet(self.desk, self.window(), self.me)
            sheet.done_with.connect(self._on_named)
            sheet.open()

    def end(self) -> None:
        """End the chosen one."""
        if self.may():
            row: DeputyRow = self.chosen
            self.desk.bridge.run(
                commands.end, then=partial(self._on_ended, row), owner=self, deputyship=row.id
            )

    def _on_me(self, me: Myself) -> None:
        self.me = me
        self.tools.allow(chosen=self.chosen is not None and self.may(), listed=bool(self._rows))

    def _on_rows(self, found: Sequence[DeputyRow]) -> None:
        self._rows = tuple(found)
        super().show_whole(self.whole)

    def _on_named(self, answer: Named) -> None:
        words = self.desk.speech.words
        if answer.lacking:
            rights = ", ".join(words.name(one) for one in answer.lacking)
            text = words.text(
                "Named. But the deputy may not: {rights}. What needs that waits on.", rights=rights
            )
            tell(self, Notice(text, Tone.WARN))
        else:
            said = words.text("The deputy is named")
            offer_undo(self.desk, self, said, commands.end, deputyship=answer.id)

    def _on_ended(self, row: DeputyRow, _answer: object) -> None:
        words, told = self.desk.speech.words, row.deputyship
        offer_undo(
            self.desk,
            self,
            words.text("Ended today: {name} acts no more", name=row.deputy.name(words.language)),
            commands.name,
            deputy=told.deputy,
            person="" if self.me is not None and told.person == self.me.person else told.person,
            since=told.since,
            until=told.until,
            kinds=told.kinds,
            basis=told.basis,
        )


class DeputySheet(FormSheet):
    """Who acts for whom, from when until when, for which documents."""

    CHAPTER = "deputies"

    def __init__(self, desk: Desk, parent: QWidget | None, me: Myself) -> None:
        super().__init__(desk, parent, mark("Name a deputy"), mark("Name the deputy"), "")
        self._me = me
        self._staff = Staff(desk, self)
        self.person = self._whose(mark("Who is replaced"))
        self.fields["person"].setVisible(me.may(Right.ORGANISE))
        self.deputy = self.add(
            "deputy",
            mark("Who acts"),
            person_picker(desk, self._staff, mark("Who acts")),
            required=True,
        )
        self.since = self._day("since", mark("From"))
        self.since.put(desk.today())
        self.until = self._day("until", mark("Until, that day too"))
        self.basis = self.line("basis", mark("Grounds"), hint=mark("An order, a journey, a leave"))
        self.kinds = {kind: QCheckBox() for kind in Kind}
        self.add(
            "kinds",
            mark("For which documents"),
            tick_grid(self.kinds.values()),
            hint=mark("Nothing marked: for everything."),
        )
        self._staff.when_here(self._on_staff)
        desk.speech.changed.connect(self._tell)
        self._tell()
        self.deputy.setFocus()

    def hand_in(self) -> None:
        """Name the deputy."""
        self.clear_errors()
        words = self._desk.speech.words
        since, until = self.since.value, self.until.value
        if self.deputy.choice is None:
            self.show_wrong("deputy", words.text("Name one person."))
        elif since is None:
            self.show_wrong("since", words.text("Write a date."))
        elif until is None:
            self.show_wrong("until", words.text("Write a date."))
        else:
            whose = self.person.choice.code if self.person.choice else ""
            self.run(
                commands.name,
                deputy=self.deputy.choice.code,
                person="" if whose == self._me.person else whose,
                since=since,
                until=until,
                kinds=tuple(kind for kind, box in self.kinds.items() if box.isChecked()),
                basis=self.basis.text().strip(),
            )

    def _whose(self, name: str) -> Picker:
        return self.add("person", name, person_picker(self._desk, self._staff, name))

    def _day(self, code: str, name: str) -> DateField:
        field = DateField(self._desk, lean=Lean.FUTURE)
        return self.add(code, name, field, 6, required=True)

    def _on_staff(self) -> None:
        own = self._staff.among([self._me.person])
        if own and self.person.choice is None:
            self.person.put(own[0])

    def _tell(self) -> None:
        words = self._desk.speech.words
        for kind, box in self.kinds.items():
            box.setText(sentence(words.name(kind)))
