"""Journals and their numbers: open, reserve, give back, explain, and allot one to a document."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from edo.domain.card import Card, Kind
from edo.domain.document import Number
from edo.domain.numbering import (
    GAP_LIMIT,
    RESERVE_LIMIT,
    Journal,
    JournalChanged,
    JournalOpened,
    NumberReleased,
    NumberReserved,
    NumberVoided,
    PlaceStatus,
    Restart,
    place_id,
    render,
    typed_number,
)
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.queries import correspondents, directory
from edo.queries import numbers as asked
from edo.workplace import Workplace

DEFAULT_TEMPLATE = "{n}"


def open_journal(
    workplace: Workplace,
    *,
    index: str,
    kind: Kind,
    title_ru: str = "",
    title_kk: str = "",
    template: str = DEFAULT_TEMPLATE,
    restart: Restart = Restart.YEAR,
    first: int = 1,
    dossier: str = "",
) -> str:
    """Open a journal in the office; return its id.

    Args:
        workplace: who acts.
        index: short name such as `ВХ`, unique in the office.
        kind: what is registered in it.
        title_ru: title on paper, in Russian; one of the two titles is needed.
        title_kk: title on paper, in Kazakh.
        template: form of its numbers, with `{n}` in it.
        restart: when its counter starts again.
        first: the first number here, where earlier ones of this period are on paper.
        dossier: index in the nomenclature of files, for `{nom}`.

    Raises:
        Refusal: the index is taken, or a value does not fit.
    """
    with workplace.entry() as entry:
        _check_index(entry, index)
        opened = 0 if restart is Restart.NEVER else entry.today.year
        journal = Journal(
            kind,
            index.strip(),
            title_ru.strip(),
            title_kk.strip(),
            template.strip(),
            restart,
            first,
            opened,
            dossier.strip(),
        )
        id = entry.new_id("j")
        entry.record(id, JournalOpened(journal))
        return id


def change_journal(workplace: Workplace, *, journal: str, fields: Mapping[str, Any]) -> None:
    """Change a journal's titles, template, first number or whether it is closed.

    When it restarts can be changed as long as it gave no numbers: it would give them again.

    Raises:
        Refusal: there is no such journal, or a value does not fit.
    """
    with workplace.entry() as entry:
        if "index" in fields:
            _check_index(entry, str(fields["index"]), but=journal)
        if "restart" in fields:
            _check_restart(entry, journal, str(fields["restart"]))
        entry.record(journal, JournalChanged(dict(fields)))


def reserve(
    workplace: Workplace, *, journal: str, count: int, whom: str, until: date
) -> tuple[int, ...]:
    """Set the next numbers apart for somebody; return them.

    Args:
        workplace: who acts.
        journal: id of the journal.
        count: how many numbers.
        whom: for whom.
        until: the last day the reserve holds.

    Raises:
        Refusal: too many, no name, a day in the past, or the journal is closed.
    """
    if not 1 <= count <= RESERVE_LIMIT:
        raise Refusal(Reason.TOO_MANY_NUMBERS, count=count, limit=RESERVE_LIMIT)
    with workplace.entry() as entry:
        state = _open_journal(entry, journal)
        period = state.period(entry.today)
        first = _next(entry, journal, state, period)
        numbers = tuple(range(first, first + count))
        for n in numbers:
            fact = NumberReserved(journal, period, n, whom.strip(), until)
            entry.record(place_id(journal, period, n), fact)
        return numbers


def release(workplace: Workplace, *, journal: str, period: int, n: int, reason: str) -> None:
    """Give a reserved number back; it stays unused, with the reason.

    Raises:
        Refusal: it is not reserved, or there is no reason.
    """
    workplace.record(place_id(journal, period, n), NumberReleased(reason.strip()))


def explain(workplace: Workplace, *, journal: str, period: int, n: int, reason: str) -> None:
    """Say why a number has no document.

    Raises:
        Refusal: a document has the number, it is not missing yet, or there is no reason.
    """
    with workplace.entry() as entry:
        state = _journal(entry, journal)
        if not state.first_of(period) <= n < _next(entry, journal, state, period):
            raise Refusal(Reason.BAD_NUMBER, number=n)
        holder = asked.holder(entry.connection, journal=journal, period=period, n=n, suffix="")
        if holder is not None:
            raise Refusal(Reason.NUMBER_TAKEN, number=n)
        fact = NumberVoided(journal, period, n, reason.strip())
        entry.record(place_id(journal, period, n), fact)


class Numberer:
    """Allots numbers within one entry; remembers what it looked up, so it serves a whole batch."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._journals: dict[str, Journal] = {}
        self._last: dict[tuple[str, int], int] = {}
        self._given: set[tuple[str, int, int, str]] = set()
        self._office: str | None = None

    def journal(self, id: str) -> Journal:
        """Return a journal that is open.

        Raises:
            Refusal: there is none, or it is closed.
        """
        if id not in self._journals:
            self._journals[id] = _open_journal(self._entry, id)
        return self._journals[id]

    def allot(self, id: str, on: date, card: Card, typed: str = "") -> Number:
        """Return the number of a registration.

        Args:
            id: the journal's id.
            on: registration date: its own year's counter is used.
            card: for the parts of the template.
            typed: a number given by hand: reserved, skipped, lettered, or of an old journal.

        Raises:
            Refusal: the number given is taken, void, or too far ahead.
        """
        journal = self.journal(id)
        period = journal.period(on)
        if typed:
            n, suffix = typed_number(typed)
            by_hand = self._check_typed(id, journal, period, n, suffix)
        else:
            n, suffix, by_hand = self._last_of(id, journal, period) + 1, "", False
        self._given.add((id, period, n, suffix.casefold()))
        self._last[id, period] = max(self._last_of(id, journal, period), n)
        text = render(journal, n, suffix, on, self._parts(journal, card))
        return Number(id, period, n, suffix, text, on, by_hand)

    def _last_of(self, id: str, journal: Journal, period: int) -> int:
        if (id, period) not in self._last:
            self._last[id, period] = _next(self._entry, id, journal, period) - 1
        return self._last[id, period]

    def _check_typed(self, id: str, journal: Journal, period: int, n: int, suffix: str) -> bool:
        """Refuse a number that cannot be given; tell whether giving it is an entry by hand."""
        shown = f"{n}{suffix}"
        connection = self._entry.connection
        taken = (id, period, n, suffix.casefold()) in self._given
        holder = asked.holder(connection, journal=id, period=period, n=n, suffix=suffix)
        if taken or holder is not None:
            raise Refusal(Reason.NUMBER_TAKEN, number=shown)
        gap = n - 1 - max(self._last_of(id, journal, period), journal.first_of(period) - 1)
        if gap > GAP_LIMIT:
            raise Refusal(Reason.TOO_MANY_NUMBERS, count=gap, limit=GAP_LIMIT)
        place = asked.set_apart(connection, journal=id, period=period, n=n)
        if place is None or suffix:
            return True
        if place.status is PlaceStatus.VOID:
            raise Refusal(Reason.NUMBER_VOID, number=shown, why=place.reason)
        expired = place.until is None or place.until < self._entry.today
        return place.status is PlaceStatus.RELEASED or expired

    def _parts(self, journal: Journal, card: Card) -> dict[str, str]:
        if journal.template == DEFAULT_TEMPLATE:
            return {}
        parts = {"exec": _initials(card.prepared_by)}
        if "{org}" in journal.template:
            parts["org"] = self._short_office()
        if "{letter}" in journal.template and card.parties:
            parts["letter"] = self._letter(card.parties[0].correspondent, card.parties[0].name)
        return parts

    def _short_office(self) -> str:
        if self._office is None:
            office = self._entry.state(self._entry.office)
            self._office = str(office.short) if office else ""
        return self._office

    def _letter(self, correspondent: str, name: str) -> str:
        if correspondent:
            found = correspondents.correspondent(self._entry.connection, id=correspondent)
            name = found.correspondent.name_ru or found.correspondent.name_kk
        return name.strip()[:1].upper()


def _journal(entry: Entry, id: str) -> Journal:
    state = entry.state(id)
    if not isinstance(state, Journal):
        raise Refusal(Reason.UNKNOWN_JOURNAL, value=id)
    return state


def _open_journal(entry: Entry, id: str) -> Journal:
    state = _journal(entry, id)
    if state.closed:
        raise Refusal(Reason.JOURNAL_CLOSED, value=state.index)
    return state


def _next(entry: Entry, id: str, journal: Journal, period: int) -> int:
    last = asked.last(entry.connection, journal=id, period=period)
    return max(last + 1, journal.first_of(period))


def _check_restart(entry: Entry, id: str, restart: str) -> None:
    if restart != _journal(entry, id).restart and asked.periods(entry.connection, journal=id):
        raise Refusal(Reason.BAD_VALUE, field="restart", value=restart)


def _check_index(entry: Entry, index: str, but: str = "") -> None:
    for item in directory.journals(entry.connection):
        if item.id != but and item.journal.index.casefold() == index.strip().casefold():
            raise Refusal(Reason.ALREADY_EXISTS, field="journal", value=index)


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in name.split()[:3])
