"""Deputies: name who acts for somebody, and end it."""

from dataclasses import dataclass
from datetime import date

from edo.domain.card import Kind
from edo.domain.deputy import DeputyEnded, DeputyNamed, Deputyship
from edo.domain.organisation import Person
from edo.domain.rights import ANYWHERE, Right
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.workplace import Workplace

ACTED = (Right.TAKE_PART, Right.RESOLVE, Right.SIGN, Right.CONTROL)
"""Rights by which people are waited for."""


@dataclass(frozen=True, slots=True)
class Named:
    """A deputyship that was stated.

    Attributes:
        id: of the deputyship.
        lacking: rights the person has and the deputy has not: a deputy acts by their own rights,
            so what needs these goes on waiting for the person.
    """

    id: str
    lacking: tuple[Right, ...]


def name(
    workplace: Workplace,
    *,
    deputy: str,
    since: date,
    until: date,
    person: str = "",
    kinds: tuple[Kind, ...] = (),
    basis: str = "",
) -> Named:
    """Name who acts for somebody between two dates.

    Args:
        workplace: where it is stated.
        deputy: id of who acts.
        since, until: first and last day.
        person: id of who is acted for; empty for whoever states it.
        kinds: of documents it is for; empty: for everything.
        basis: the order or the like that says so.

    Raises:
        Refusal: nobody of that id is here, the last day has passed or lies before the first, the
            deputy may take part nowhere, or only an administrator may name one for another person.
    """
    with workplace.entry() as entry:
        person = person or entry.person
        for one in (person, deputy):
            entry.known(Person, one, Reason.UNKNOWN_PERSON)
        first = max(since, entry.today)
        if until < first:
            raise Refusal(Reason.PERIOD_REVERSED, since=first, until=until)
        lacking = _lacking(entry, person, deputy)
        if Right.TAKE_PART in lacking:
            raise Refusal(Reason.CANNOT_DEPUTISE, value=_name_of(entry, deputy))
        id = entry.new_id(DeputyNamed.PREFIX)
        fact = DeputyNamed(
            person=person, deputy=deputy, since=since, until=until, kinds=kinds, basis=basis
        )
        entry.record(id, fact)
        return Named(id, lacking)


def end(workplace: Workplace, *, deputyship: str) -> None:
    """End a deputyship before its last day.

    Raises:
        Refusal: there is none of that id, it was ended, or it is somebody else's.
    """
    with workplace.entry() as entry:
        state = entry.known(Deputyship, deputyship)
        entry.record(deputyship, DeputyEnded(state.person))


def _lacking(entry: Entry, person: str, deputy: str) -> tuple[Right, ...]:
    """Return what the deputy may not do where the person may, in this office or anywhere."""
    roster, office = entry.roster, entry.office
    needed = [
        right for right in ACTED if right is Right.TAKE_PART or roster.can(person, right, office)
    ]
    scopes = {Right.TAKE_PART: ANYWHERE}
    return tuple(
        right for right in needed if not roster.can(deputy, right, scopes.get(right, office))
    )


def _name_of(entry: Entry, person: str) -> str:
    state = entry.state(person)
    return state.name_ru or state.name_kk
