"""The organisation whole: its offices, units, positions, people, types and templates at once."""

from dataclasses import dataclass

from sqlalchemy import Connection

from edo.domain.organisation import LEVELS, Office
from edo.queries import directory
from edo.queries.directory import (
    OfficeItem,
    PersonItem,
    PositionItem,
    TemplateItem,
    TypeItem,
    UnitItem,
)
from edo.store import ledger


@dataclass(frozen=True, slots=True)
class Organisation:
    """Everything of one moment, each list in alphabetical order, closed entries included.

    Attributes:
        office: id of the office this workplace belongs to.
        person: id of the person who works here.
        offices, units, positions, people: the organisation's own; people who left too.
        types: document types.
        templates: card templates.
    """

    office: str
    person: str
    offices: tuple[OfficeItem, ...]
    units: tuple[UnitItem, ...]
    positions: tuple[PositionItem, ...]
    people: tuple[PersonItem, ...]
    types: tuple[TypeItem, ...]
    templates: tuple[TemplateItem, ...]


def organisation(connection: Connection, *, language: str = "ru") -> Organisation:
    """Return the organisation as it is now, in the alphabet of a language."""
    return Organisation(
        ledger.recall(connection, "office"),
        ledger.recall(connection, "person"),
        tuple(directory.offices(connection, language=language)),
        tuple(directory.units(connection, language=language)),
        tuple(directory.positions(connection, language=language)),
        tuple(directory.people(connection, language=language, left=True)),
        tuple(directory.types(connection, language=language, closed=True)),
        tuple(directory.templates(connection, language=language)),
    )


def names(connection: Connection, *, language: str = "ru") -> tuple[str, str]:
    """Return whose place of work this is: the names of the organisation and of the office."""
    office = ledger.recall(connection, "office")
    found = {item.id: item.office for item in directory.offices(connection)}
    above = found.get(office)
    for _level in LEVELS:
        if above is not None and above.parent in found:
            above = found[above.parent]
    return _name(above, language), _name(found.get(office), language)


def _name(office: Office | None, language: str) -> str:
    if office is None:
        return ""
    first, second = office.name_ru, office.name_kk
    return (second or first) if language == "kk" else (first or second)
