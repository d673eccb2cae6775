"""The organisation: found it, keep its offices, units, positions, people and document types."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from edo.commands.seed import DOCUMENT_TYPES
from edo.domain.card import Card, Kind
from edo.domain.document_type import (
    DocumentType,
    Template,
    TemplateSaved,
    TypeChanged,
    TypeDefined,
)
from edo.domain.fact import Fact
from edo.domain.organisation import (
    LEVELS,
    Level,
    Office,
    OfficeAdded,
    OfficeChanged,
    Person,
    Position,
    PositionAdded,
    PositionChanged,
    Unit,
    UnitAdded,
    UnitChanged,
)
from edo.domain.staffing import PersonChanged
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.founding import found_workplace
from edo.queries import directory
from edo.workplace import Workplace

_CHANGES: dict[type, Callable[[dict[str, Any]], Fact]] = {
    Unit: UnitChanged,
    Position: PositionChanged,
    Person: PersonChanged,
    DocumentType: TypeChanged,
}


def found(
    folder: Path,
    *,
    organisation: str,
    office: str,
    person: str,
    password: str = "",
    **told: Any,
) -> Workplace:
    """Found an organisation with one office, one person with every role, and the usual types.

    Args:
        folder: the home folder.
        organisation: name of the whole organisation.
        office: name of the first office.
        person: name of the founder.
        password: protects the keys where it is not empty.
        **told: clock, randomness and key store, as `found_workplace` takes them.

    Raises:
        Refusal: a name is missing, or something was founded here already.
    """
    return found_workplace(
        folder,
        organisation=organisation.strip(),
        office=office.strip(),
        person=person.strip(),
        password=password,
        setup=_define_usual_types,
        **told,
    )


def add_office(workplace: Workplace, *, office: Office) -> str:
    """Add an office to the tree; return its id.

    Raises:
        Refusal: its place in the tree is wrong, or a value does not fit.
    """
    with workplace.entry() as entry:
        id = entry.new_id("o")
        _check_place(entry, id, office)
        entry.record(id, OfficeAdded(office))
        return id


def change_office(workplace: Workplace, *, office: str, fields: Mapping[str, Any]) -> None:
    """Change an office's fields.

    Raises:
        Refusal: there is no such office, or its new place in the tree is wrong.
    """
    with workplace.entry() as entry:
        state = entry.known(Office, office)
        changed = state.with_fields(dict(fields))
        _check_place(entry, office, changed)
        _check_below(entry, office, changed.level)
        entry.record(office, OfficeChanged(dict(fields)))


def add_unit(workplace: Workplace, *, unit: Unit) -> str:
    """Add a unit to an office; return its id.

    Raises:
        Refusal: there is no such office, or the name is missing.
    """
    with workplace.entry() as entry:
        entry.known(Office, unit.office)
        id = entry.new_id("u")
        entry.record(id, UnitAdded(unit))
        return id


def add_position(workplace: Workplace, *, position: Position) -> str:
    """Add a position; return its id.

    Raises:
        Refusal: the name is missing.
    """
    with workplace.entry() as entry:
        id = entry.new_id("s")
        entry.record(id, PositionAdded(position))
        return id


def define_type(workplace: Workplace, *, type: DocumentType) -> str:
    """Define a document type; return its id.

    Raises:
        Refusal: a name or kind is missing, or a field is unknown.
    """
    with workplace.entry() as entry:
        id = entry.new_id("t")
        entry.record(id, TypeDefined(type))
        return id


def change_entry(workplace: Workplace, *, subject: str, fields: Mapping[str, Any]) -> None:
    """Change a unit, position, person or document type.

    Raises:
        Refusal: there is no such entry, or a value does not fit.
    """
    with workplace.entry() as entry:
        state: object = entry.state(subject)
        change = _CHANGES.get(type(state))
        if change is None:
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        entry.record(subject, change(dict(fields)))


def save_template(
    workplace: Workplace, *, name: str, kind: Kind, card: Card, template: str = ""
) -> str:
    """Keep a card as a template to start the next one from; return its id.

    Args:
        workplace: who acts.
        name: what to call it.
        kind: kind of document it is for.
        card: the card; what belongs to one paper only is the caller's to leave out.
        template: id of the template to replace; empty makes a new one.

    Raises:
        Refusal: the name is missing.
    """
    with workplace.entry() as entry:
        id = template or entry.new_id("m")
        entry.record(id, TemplateSaved(Template(name.strip(), kind, card)))
        return id


def remove_template(workplace: Workplace, *, template: str) -> None:
    """Offer a template no more.

    Raises:
        Refusal: there is none.
    """
    with workplace.entry() as entry:
        state = entry.known(Template, template)
        entry.record(template, TemplateSaved(Template(state.name, state.kind, state.card, True)))


def _define_usual_types(entry: Entry) -> None:
    for id, type in DOCUMENT_TYPES.items():
        entry.record(id, TypeDefined(type))


def _check_below(entry: Entry, id: str, level: Level) -> None:
    """Refuse a level that is not above those of the offices under this one."""
    for item in directory.offices(entry.connection):
        if item.office.parent == id and LEVELS.index(item.office.level) <= LEVELS.index(level):
            raise Refusal(Reason.OFFICE_CYCLE)


def _check_place(entry: Entry, id: str, office: Office) -> None:
    """Refuse an office under itself, or under one of its own or a lower level."""
    above = office.parent
    level = LEVELS.index(office.level)
    seen = {id}
    while above:
        state = entry.known(Office, above)
        if above in seen or LEVELS.index(state.level) >= level:
            raise Refusal(Reason.OFFICE_CYCLE)
        seen.add(above)
        above, level = state.parent, LEVELS.index(state.level)
