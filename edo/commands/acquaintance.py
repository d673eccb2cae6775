"""Acquaintance with a document: who is to read it, who has, and when it is over."""

from collections.abc import Sequence
from datetime import date

from edo.commands.assigning import check_people, document_of, term_on, title_of
from edo.domain.acquaintance import (
    Acquaintance,
    AcquaintanceAsked,
    AcquaintanceClosed,
    Acquainted,
    PeopleAdded,
    PersonTakenOff,
)
from edo.domain.document import Document
from edo.domain.visa import covered_by, version_of
from edo.domain.workdays import Term
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.workplace import Workplace


def ask(
    workplace: Workplace,
    *,
    document: str,
    people: Sequence[str],
    due: date | None = None,
    term: Term | None = None,
    note: str = "",
    behalf: str = "",
) -> str:
    """Ask people to read a document; return the id of the acquaintance.

    Raises:
        Refusal: there is no such document, or one of the people is not there.
    """
    with workplace.entry() as entry:
        state = document_of(entry, document)
        check_people(entry, people)
        until, rule = term_on(entry, entry.today, due, term)
        fact = AcquaintanceAsked(
            document=document,
            kind=state.kind,
            title=title_of(state),
            people=tuple(people),
            due=until,
            rule=rule,
            note=note,
            behalf=behalf,
        )
        id = entry.new_id("q")
        entry.record(id, fact)
        return id


def add(workplace: Workplace, *, acquaintance: str, people: Sequence[str]) -> None:
    """Ask more people to read it.

    Raises:
        Refusal: it was closed, or all of them are on the list.
    """
    with workplace.entry() as entry:
        check_people(entry, people)
        entry.record(acquaintance, PeopleAdded(people=tuple(people)))


def take_off(workplace: Workplace, *, acquaintance: str, person: str, reason: str) -> None:
    """Take somebody off the list who has not read it.

    Raises:
        Refusal: they are not on it, or have confirmed.
    """
    workplace.record(acquaintance, PersonTakenOff(person=person, reason=reason))


def confirm(
    workplace: Workplace,
    *,
    acquaintance: str,
    person: str = "",
    on: date | None = None,
    version: str = "",
) -> None:
    """Confirm that one has read the document, or write down who signed the paper sheet.

    Args:
        workplace: who acts.
        acquaintance: its id.
        person: who signed on paper; empty: oneself.
        on: the day of the paper sheet; None: today.
        version: hash of what was read, as approvals count it; empty: as the document is now. Of
            who signed on paper nobody knows it.

    Raises:
        Refusal: they are not on the list, or it is over.
    """
    with workplace.entry() as entry:
        if person in ("", entry.person):
            version = version or _version(entry, acquaintance)
        fact = Acquainted(person=person or entry.person, on=on, version=version)
        entry.record(acquaintance, fact)


def confirm_all(workplace: Workplace, *, document: str, acquaintances: Sequence[str]) -> int:
    """Confirm every acquaintance with a document that waits for oneself; return how many did.

    Raises:
        Refusal: none of them waits.
    """
    done = 0
    with workplace.entry() as entry:
        for id in acquaintances:
            state = entry.state(id)
            own = isinstance(state, Acquaintance) and state.document == document
            if own and entry.person in {wait.person for wait in state.waits()}:
                fact = Acquainted(person=entry.person, version=_version(entry, id))
                entry.record(id, fact)
                done += 1
    if not done:
        raise Refusal(Reason.NOT_ON_LIST)
    return done


def close(workplace: Workplace, *, acquaintance: str, reason: str, behalf: str = "") -> None:
    """End an acquaintance before all have confirmed.

    Raises:
        Refusal: it is over, or no reason is given.
    """
    workplace.record(acquaintance, AcquaintanceClosed(reason=reason, behalf=behalf))


def _version(entry: Entry, acquaintance: str) -> str:
    """Return the hash of what somebody has before them; empty where it is not here."""
    state = entry.state(acquaintance)
    document = entry.state(state.document) if isinstance(state, Acquaintance) else None
    return version_of(covered_by(document)) if isinstance(document, Document) else ""
