"""What waits in the office for whoever registers: letters, drafts, forms, numbers, who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from typing import Any

from edo.commands.membership import Waiting as Asker
from edo.commands.myself import Myself
from edo.domain.rights import Right
from edo.queries.documents import DocumentRow
from edo.queries.inbox import Ending, Inbox, Unexplained, Unfinished
from edo.sentences import mark
from edo.wording import Wording
from ui.models.agenda import Entry, Line
from ui.theme import Tone
from ui.widgets.select import sentence


@dataclass(frozen=True, slots=True)
class Group:
    """A heading, how much is under it in all, and the lines that are shown."""

    name: str
    count: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the lines lead: to a document, to its registration by kind and id, and so on."""

    document: Callable[[str], object]
    registration: Callable[[str, str], object]
    form: Callable[[str], object]
    journal: Callable[[str], object]
    share: Callable[[], object]


class OfficeLines:
    """Makes lines of what waits in the office."""

    def __init__(self, words: Callable[[], Wording], ways: Ways) -> None:
        self._words, self._ways = words, ways

    def first(self, found: Inbox, me: Myself, asking: Sequence[Asker]) -> Iterator[Group]:
        """Go through what is to be settled before anything else."""
        yield _group(mark("Asking to be let in"), [self._asks(one) for one in asking])
        if me.may(Right.REGISTER):
            yield _group(mark("Disputed numbers"), [self._disputed(row) for row in found.disputed])
            choose = mark("Choose…")
            yield _group(
                mark("Changed by two at once"),
                [self._document("parallel", row, "merge", choose) for row in found.parallel],
                found.parallel_count,
            )

    def last(self, found: Inbox, me: Myself) -> Iterator[Group]:
        """Go through what is begun or to be looked after."""
        registers = me.may(Right.REGISTER)
        if registers:
            yield _group(
                mark("Letters to register"),
                [self._to_register("in", row, "mail-open", REGISTER) for row in found.received],
                found.received_count,
            )
        yield _group(mark("Unfinished forms"), [self._form(one) for one in found.forms])
        if registers:
            yield _group(
                mark("Waiting for a number"), [self._awaiting(row) for row in found.awaiting]
            )
        if registers or me.may(Right.DRAFT):
            yield _group(
                mark("Drafts"),
                [self._to_register("draft", row, "square-pen", GO_ON) for row in found.drafts],
                found.drafts_count,
            )
        if registers:
            yield _group(
                mark("Reserved numbers that end soon"),
                [self._ending(one) for one in found.ending],
            )
            yield _group(
                mark("Numbers to explain"), [self._unexplained(one) for one in found.unexplained]
            )

    def _asks(self, one: Asker) -> Entry:
        return Entry(f"ask/{one.name}", partial(self._asking, one))

    def _asking(self, one: Asker) -> Line:
        words = self._words()
        parts = (one.office, ", ".join(words.name(role) for role in one.roles))
        note = " · ".join(part for part in parts if part)
        button = words.text("Compare the words…")
        return Line("user-plus", one.person, note, button, self._ways.share)

    def _disputed(self, row: DocumentRow) -> Entry:
        def make() -> Line:
            words = self._words()
            said = words.text("Another document has № {number} by right", number=row.number)
            return replace(self._line(row, "hash", mark("Open")), note=said)

        return Entry(f"disputed/{row.document}", make)

    def _awaiting(self, row: DocumentRow) -> Entry:
        def make() -> Line:
            line = self._line(row, "clock", mark("Open"))
            return replace(line, note=f"{row.awaiting} · {line.note}")

        return Entry(f"awaiting/{row.document}", make)

    def _document(self, part: str, row: DocumentRow, icon: str, button: str) -> Entry:
        return Entry(f"{part}/{row.document}", partial(self._line, row, icon, button))

    def _to_register(self, part: str, row: DocumentRow, icon: str, button: str) -> Entry:
        def make() -> Line:
            act = partial(self._ways.registration, row.kind.value, row.document)
            return replace(self._line(row, icon, button), act=act)

        return Entry(f"{part}/{row.document}", make)

    def _line(self, row: DocumentRow, icon: str, button: str) -> Line:
        words = self._words()
        parts = (
            sentence(words.name(row.kind)),
            row.correspondent(words.language),
            row.their_number,
            words.date(row.their_date),
        )
        title = row.subject(words.language) or words.text("Without a subject")
        note = " · ".join(part for part in parts if part)
        act = partial(self._ways.document, row.document)
        return Line(icon, title, note, words.text(button), act, document=row.document)

    def _form(self, form: Unfinished) -> Entry:
        def make() -> Line:
            words = self._words()
            kind = next((one for one in form.name.split("/") if one in KINDS), "")
            what = words.text(KINDS.get(kind, OTHER))
            left = words.text("left on {moment}", moment=words.moment(form.at))
            kept_card: Any = import_module("ui.dialogs.kept_card")
            typed: str = kept_card.written_in(form.value)
            note = f"{what} · {left}" if typed else left
            act = partial(self._ways.form, form.name)
            return Line("file-clock", typed or what, note, words.text("Go on…"), act)

        return Entry(f"form/{form.name}", make)

    def _ending(self, one: Ending) -> Entry:
        def make() -> Line:
            words, journal = self._words(), one.journal
            title = words.text(
                "№ {n} in {journal}, for {whom}",
                n=one.n,
                journal=journal.journal.index,
                whom=one.whom,
            )
            term = words.text("held until {day}", day=words.date(one.until))
            act = partial(self._ways.journal, journal.id)
            return Line("clock", title, "", words.text("Numbers"), act, term=term, tone=Tone.ACCENT)

        return Entry(f"ending/{one.journal.id}/{one.n}", make)

    def _unexplained(self, one: Unexplained) -> Entry:
        def make() -> Line:
            words, journal = self._words(), one.journal
            title = words.plural(
                "{n} number without a document", "{n} numbers without a document", len(one.numbers)
            )
            note = f"{journal.journal.index}: {', '.join(map(str, one.numbers))}"
            act = partial(self._ways.journal, journal.id)
            return Line("hash", title, note, words.text("Explain…"), act)

        return Entry(f"unexplained/{one.journal.id}/{one.period}", make)


def _group(name: str, entries: Sequence[Entry], count: int | None = None) -> Group:
    return Group(name, len(entries) if count is None else count, tuple(entries))


REGISTER, GO_ON = mark("Register…"), mark("Go on…")
KINDS = {
    "incoming": mark("An incoming letter that was not registered"),
    "outgoing": mark("An outgoing letter that was not registered"),
    "internal": mark("An internal document that was not registered"),
    "orders": mark("An order that was not registered"),
    "minutes": mark("Minutes that were not registered"),
    "appeals": mark("An appeal that was not registered"),
}
"""What a kept form's name holds → what it was going to be."""
OTHER = mark("A form that was not handed in")
