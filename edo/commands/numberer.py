"""Allotting numbers to documents, by the policy of their journal.

A workplace alone counts. Several that keep one journal claim its numbers on the share, or one of
them gives all, or each counts for itself and writes its own suffix.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from edo.claimed import Counter, NumberClaims, Purpose, claims_of
from edo.domain.card import Card
from edo.domain.document import Number
from edo.domain.numbering import (
    GAP_LIMIT,
    Journal,
    PlaceStatus,
    Policy,
    render,
    suffix_of_workplace,
    typed_number,
)
from edo.domain.roster import Roster
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.queries import correspondents
from edo.queries import numbers as asked
from edo.share.claims import COUNT_LIMIT
from edo.store import claims as kept
from edo.store.claims import KeptClaim
from edo.store.database import Connection
from edo.workplace import Workplace

DEFAULT_TEMPLATE = "{n}"


@dataclass(frozen=True, slots=True)
class Allotted:
    """A number, and the hash of the claim it was taken by; empty where none was needed."""

    number: Number
    claim: str = ""


@dataclass(slots=True)
class _Range:
    """Numbers claimed for a whole batch: the next one, the last, and the claim's hash."""

    next: int
    last: int
    claim: str


class Numberer:
    """Allots numbers within one entry; remembers what it looked up, so it serves a whole batch."""

    def __init__(self, workplace: Workplace, entry: Entry) -> None:
        self._entry = entry
        self._claims = claims_of(workplace)
        self._journals: dict[str, Journal] = {}
        self._last: dict[tuple[str, int], int] = {}
        self._given: set[tuple[str, int, int, str]] = set()
        self._ranges: dict[tuple[str, int], _Range] = {}
        self._reach: dict[tuple[str, int], int] = {}
        self._covered: dict[tuple[str, int], range] = {}
        self._office: str | None = None

    def journal(self, id: str) -> Journal:
        """Return a journal that is open.

        Raises:
            Refusal: there is none, or it is closed.
        """
        if id not in self._journals:
            self._journals[id] = open_journal_of(self._entry, id)
        return self._journals[id]

    def is_elsewhere(self, id: str) -> bool:
        """Tell whether another workplace gives the numbers of a journal."""
        journal = self.journal(id)
        return journal.policy is Policy.REGISTRAR and journal.registrar != self._entry.device

    def claims(self, id: str) -> NumberClaims | None:
        """Return what claims the numbers of a journal on the share; None where nothing does."""
        return self._claims if self.journal(id).policy is Policy.EXCLUSIVE else None

    def expect(self, id: str, lines: Iterable[tuple[date, str]], purpose: Purpose) -> None:
        """Claim the numbers of a batch at once.

        Args:
            id: the journal's id.
            lines: date and typed number, empty for the next one, of each document.
            purpose: what for.

        Raises:
            UnreachableError: the share does not answer.
            Refusal: a number typed is too far ahead.
        """
        claims, journal = self.claims(id), self.journal(id)
        if claims is None:
            return
        plain: dict[int, int] = {}
        for on, typed in lines:
            period = journal.period(on)
            plain.setdefault(period, 0)
            if typed:
                self._expect_typed(id, journal, period, typed_number(typed)[0])
            else:
                plain[period] += 1
        for period, count in plain.items():
            counter = self._counter(id, journal, period)
            if (reach := self._reach.get((id, period), 0)) > counter.last:
                claims.cover(self._entry, counter, reach)
                self._covered[id, period] = range(counter.last + 1, reach + 1)
            if count > COUNT_LIMIT:
                raise Refusal(Reason.TOO_MANY_NUMBERS, count=count, limit=COUNT_LIMIT)
            if count:
                reached = Counter(id, period, counter.first, max(counter.last, reach))
                link = claims.take(self._entry, reached, count, purpose)
                self._ranges[id, period] = _Range(link.last - count + 1, link.last, link.hash)

    def claimed(self, claim: KeptClaim) -> None:
        """Give the last number of a claim made earlier next."""
        last = claim.last
        self._ranges[claim.journal, claim.period] = _Range(last, last, claim.hash)

    def allot(self, id: str, on: date, card: Card, typed: str, purpose: Purpose) -> Allotted:
        """Return the number of a registration.

        Args:
            id: the journal's id.
            on: registration date: its own year's counter is used.
            card: for the parts of the template.
            typed: a number given by hand: reserved, skipped, lettered, or of an old journal; empty
                for the next one.
            purpose: what the number is claimed for.

        Raises:
            Refusal: the number given is taken, void, or too far ahead; or another workplace gives
                the numbers.
            UnreachableError: no number can be given now.
        """
        journal = self.journal(id)
        if self.is_elsewhere(id):
            raise Refusal(Reason.NUMBERS_ELSEWHERE, value=journal.index)
        period = journal.period(on)
        if typed:
            n, suffix = typed_number(typed)
            suffix += self._own_suffix(journal)
            by_hand = self._check_typed(id, journal, period, n, suffix)
            claim = self._claim_typed(id, journal, period, n, suffix, purpose)
        else:
            n, claim = self._next(id, journal, period, purpose)
            suffix, by_hand = self._own_suffix(journal), False
        self._given.add((id, period, n, suffix.casefold()))
        self._last[id, period] = max(self._last_of(id, journal, period), n)
        text = render(journal, n, suffix, on, self._parts(journal, card))
        return Allotted(Number(id, period, n, suffix, text, on, by_hand), claim)

    def probe(self, id: str, on: date, card: Card, typed: str = "") -> Number:
        """Return a number like the one to come, to try rules on before one is claimed.

        Raises:
            Refusal: what was typed is no number, or is taken.
        """
        journal = self.journal(id)
        period = journal.period(on)
        n, suffix, by_hand = self._last_of(id, journal, period) + 1, "", False
        if typed:
            n, suffix = typed_number(typed)
            suffix += self._own_suffix(journal)
            by_hand = self._check_typed(id, journal, period, n, suffix, ahead=False)
        text = render(journal, n, suffix, on, self._parts(journal, card))
        return Number(id, period, n, suffix, text, on, by_hand)

    def next_of(self, id: str, period: int, count: int, purpose: Purpose) -> tuple[int, str]:
        """Return the first of the next numbers, to be set apart, and their claim.

        Raises:
            Refusal: they are not given here, or by each workplace for itself.
            UnreachableError: no number can be given now.
        """
        journal = self.journal(id)
        if self.is_elsewhere(id) or journal.policy is Policy.SUFFIX:
            raise Refusal(Reason.NUMBERS_ELSEWHERE, value=journal.index)
        claims, counter = self.claims(id), self._counter(id, journal, period)
        if claims is None:
            return max(counter.last + 1, counter.first), ""
        link = claims.take(self._entry, counter, count, purpose)
        return link.last - count + 1, link.hash

    def _next(self, id: str, journal: Journal, period: int, purpose: Purpose) -> tuple[int, str]:
        expected = self._ranges.get((id, period))
        if expected is not None and expected.next <= expected.last:
            expected.next += 1
            return expected.next - 1, expected.claim
        claims = self.claims(id)
        if claims is None:
            return self._last_of(id, journal, period) + 1, ""
        link = claims.take(self._entry, self._counter(id, journal, period), 1, purpose)
        return link.last, link.hash

    def _claim_typed(
        self, id: str, journal: Journal, period: int, n: int, suffix: str, purpose: Purpose
    ) -> str:
        """Claim a number given by hand: by reaching it, or beside the sequence."""
        claims = self.claims(id)
        if claims is None:
            return ""
        counter = self._counter(id, journal, period)
        attempt = Purpose(purpose.document, f"{purpose.attempt} {n}{suffix}")
        if not suffix:
            if n in self._covered.get((id, period), ()):
                return ""
            if n > counter.last and (link := claims.reach(self._entry, counter, n, attempt)):
                return link.hash
        return claims.take_beside(self._entry, counter, n, suffix, attempt).hash

    def _expect_typed(self, id: str, journal: Journal, period: int, n: int) -> None:
        """Note a typed number of a batch that is to come, as far ahead as one may be."""
        seen = self._reach.get((id, period), 0)
        self._check_gap(n, max(seen, self._last_of(id, journal, period)), journal, period)
        self._reach[id, period] = max(seen, n)

    def _counter(self, id: str, journal: Journal, period: int) -> Counter:
        last = last_known(self._entry.connection, id, period)
        return Counter(id, period, journal.first_of(period), last)

    def _last_of(self, id: str, journal: Journal, period: int) -> int:
        if (id, period) not in self._last:
            self._last[id, period] = self._last_known(id, journal, period)
        return self._last[id, period]

    def _last_known(self, id: str, journal: Journal, period: int) -> int:
        connection = self._entry.connection
        if suffix := self._own_suffix(journal):
            return asked.last_with(connection, journal=id, period=period, suffix=suffix)
        return next_number(self._entry, id, journal, period) - 1

    def _own_suffix(self, journal: Journal) -> str:
        if journal.policy is not Policy.SUFFIX:
            return ""
        return suffix_of_workplace(ordinal_of(self._entry.roster, self._entry.device))

    def _check_typed(
        self, id: str, journal: Journal, period: int, n: int, suffix: str, *, ahead: bool = True
    ) -> bool:
        """Refuse a number that cannot be given; tell whether giving it is an entry by hand."""
        shown = f"{n}{suffix}"
        connection = self._entry.connection
        taken = (id, period, n, suffix.casefold()) in self._given
        holder = asked.holder(connection, journal=id, period=period, n=n, suffix=suffix)
        if taken or holder is not None:
            raise Refusal(Reason.NUMBER_TAKEN, number=shown)
        if ahead:
            self._check_gap(n, self._last_of(id, journal, period), journal, period)
        place = asked.set_apart(connection, journal=id, period=period, n=n)
        if place is None or suffix:
            return True
        if place.status is PlaceStatus.VOID:
            raise Refusal(Reason.NUMBER_VOID, number=shown, why=place.reason)
        expired = place.until is None or place.until < self._entry.today
        return place.status is PlaceStatus.RELEASED or expired

    def _check_gap(self, n: int, last: int, journal: Journal, period: int) -> None:
        gap = n - 1 - max(last, journal.first_of(period) - 1)
        if gap > GAP_LIMIT:
            raise Refusal(Reason.TOO_MANY_NUMBERS, count=gap, limit=GAP_LIMIT)

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


def prepare(workplace: Workplace, journal: str, days: Sequence[date | None]) -> None:
    """Make ready, before an entry, to claim numbers of a journal in it.

    Args:
        workplace: who acts.
        journal: its id; an unknown one is the entry's to refuse.
        days: registration dates, None for today.
    """
    claims = claims_of(workplace)
    if claims is None:
        return
    state = workplace.read(asked.journal_of, id=journal)
    if state is not None and state.policy is Policy.EXCLUSIVE:
        today = workplace.clock.today()
        claims.prepare(journal, {state.period(on or today) for on in days})


def ordinal_of(roster: Roster, device: str) -> int:
    """Return the ordinal of a device among all the organisation ever had; 0 for an unknown one."""
    order = sorted(roster.devices, key=lambda name: (roster.devices[name].since, name))
    return order.index(device) + 1 if device in roster.devices else 0


def journal_of(entry: Entry, id: str) -> Journal:
    """Return a journal.

    Raises:
        Refusal: there is none.
    """
    return entry.known(Journal, id, Reason.UNKNOWN_JOURNAL)


def open_journal_of(entry: Entry, id: str) -> Journal:
    """Return a journal that is open.

    Raises:
        Refusal: there is none, or it is closed.
    """
    state = journal_of(entry, id)
    if state.closed:
        raise Refusal(Reason.JOURNAL_CLOSED, value=state.index)
    return state


def next_number(entry: Entry, id: str, journal: Journal, period: int) -> int:
    """Return the number behind the greatest one given or set apart here."""
    return max(last_known(entry.connection, id, period) + 1, journal.first_of(period))


def last_known(connection: Connection, id: str, period: int) -> int:
    """Return the greatest number given or set apart, or known to be claimed by somebody."""
    given = asked.last(connection, journal=id, period=period)
    return max(given, kept.end(connection, id, period))


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in name.split()[:3])
