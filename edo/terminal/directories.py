"""Correspondents, the organisation, document types and templates on the terminal."""

from argparse import Namespace
from typing import Any

import msgspec

from edo.commands import correspondents as correspondent_commands
from edo.commands import organisation as commands
from edo.commands import staff
from edo.domain.card import Kind
from edo.domain.document_type import DocumentType
from edo.domain.organisation import Being, Correspondent, Level, Office, Person, Position, Unit
from edo.queries import correspondents, directory
from edo.queries import documents as documents_asked
from edo.terminal.answers import Answer, Listed, Told
from edo.terminal.values import day, given_fields, needed_day
from edo.wording import Wording
from edo.workplace import Workplace


def add_correspondent(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo correspondent add`: add one to the directory."""
    del words
    entry = Correspondent(
        name_ru=given.name_ru or "",
        name_kk=given.name_kk or "",
        being=Being.PERSON if given.private else Being.ORGANISATION,
        bin=given.bin or "",
        address=given.address or "",
        phone=given.phone or "",
        email=given.email or "",
    )
    return {"id": correspondent_commands.add(workplace, correspondent=entry)}


def list_correspondents(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo correspondent list [TEXT]`: the directory."""
    keys = workplace.read(correspondents.all_keys, text=given.text or "", language=words.language)
    items = workplace.read(correspondents.rows, keys=keys[: given.limit])
    return [
        {
            "id": item.id,
            "name_ru": item.correspondent.name_ru,
            "name_kk": item.correspondent.name_kk,
            "bin": item.correspondent.bin,
            "documents": item.documents,
        }
        for item in items
    ]


def change_correspondent(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo correspondent change ID`: change an entry."""
    del words
    fields = given_fields(given, "name_ru", "name_kk", "bin", "address", "phone", "email")
    correspondent_commands.change(workplace, correspondent=given.id, fields=fields)
    return {"id": given.id}


def merge(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo correspondent merge KEEP OTHER`: merge a duplicate; its documents move."""
    del words
    ids: list[str] = []
    for text in (given.keep, given.other):
        found = workplace.read(correspondents.named, text=text)
        ids.append(found.id if found else text)
    correspondent_commands.merge(workplace, keep=ids[0], other=ids[1])
    kept = workplace.read(correspondents.correspondent, id=ids[0])
    return {"id": ids[0], "merged": ids[1], "documents": kept.documents}


def add_office(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo office add`: add an office to the tree."""
    del words
    office = Office(
        name_ru=given.name_ru or "",
        name_kk=given.name_kk or "",
        short=given.short or "",
        level=Level(given.level),
        parent=given.parent or workplace.identity.office,
        bin=given.bin or "",
    )
    return {"id": commands.add_office(workplace, office=office)}


def list_offices(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo office list`: the tree."""
    del given
    items = workplace.read(directory.offices, language=words.language)
    return [
        {
            "id": item.id,
            "level": item.office.level,
            **_names(item.office),
            "parent": item.office.parent,
        }
        for item in items
    ]


def change_office(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo office change ID`: change an office's fields."""
    del words
    fields = given_fields(given, "name_ru", "name_kk", "short", "parent", "bin", "level")
    commands.change_office(workplace, office=given.id, fields=fields)
    return {"id": given.id}


def add_unit(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo unit add`: add a unit."""
    del words
    office = given.office or workplace.identity.office
    unit = Unit(office, given.name_ru or "", given.name_kk or "", given.short or "")
    return {"id": commands.add_unit(workplace, unit=unit)}


def list_units(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo unit list`: units."""
    del given
    items = workplace.read(directory.units, language=words.language)
    return [{"id": item.id, **_names(item.unit), "office": item.unit.office} for item in items]


def add_position(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo position add`: add a position."""
    del words
    position = Position(given.name_ru or "", given.name_kk or "")
    return {"id": commands.add_position(workplace, position=position)}


def list_positions(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo position list`: positions."""
    del given
    items = workplace.read(directory.positions, language=words.language)
    return [{"id": item.id, **_names(item.position)} for item in items]


def add_person(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo person add`: add a person to an office."""
    del words
    person = Person(
        name_ru=given.name_ru or "",
        name_kk=given.name_kk or "",
        office=given.office or workplace.identity.office,
        unit=given.unit or "",
        position=given.position or "",
        joined=day(given.joined),
    )
    return {"id": staff.add(workplace, person=person)}


def change_person(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo person change ID`: move, rename, or note that they left."""
    del words
    fields = given_fields(
        given, "name_ru", "name_kk", "office", "unit", "position", "joined", "left"
    )
    for name in ("joined", "left"):
        if fields.get(name):
            fields[name] = needed_day(fields[name]).isoformat()
    commands.change_entry(workplace, subject=given.id, fields=fields)
    return {"id": given.id}


def list_people(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo person list`: the people of all offices."""
    language = words.language
    items = workplace.read(directory.people, language=language, left=given.left)
    places = {item.id: item.office for item in workplace.read(directory.offices, language=language)}
    held = {
        item.id: item.position for item in workplace.read(directory.positions, language=language)
    }
    people = [
        {
            "id": item.id,
            **_names(item.person),
            "office": item.person.office,
            "unit": item.person.unit,
            "position": item.person.position,
            "left": item.person.left,
        }
        for item in items
    ]
    shown = [
        {
            "id": one["id"],
            "person": _called(item.person, language),
            "position": _called(held.get(item.person.position), language),
            "office": _called(places.get(item.person.office), language),
            "left": item.person.left,
        }
        for one, item in zip(people, items, strict=True)
    ]
    columns = ("id", "person", "position", "office")
    return Told(people, Listed(shown, (*columns, "left") if given.left else columns))


def add_type(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo type add`: define a document type."""
    del words
    kinds = tuple(Kind(kind) for kind in given.kind)
    type = DocumentType(
        given.name_ru or "",
        given.name_kk or "",
        kinds,
        tuple(given.required or ()),
        term=given.term,
    )
    return {"id": commands.define_type(workplace, type=type)}


def change_type(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo type change ID`: change a document type."""
    del words
    fields = given_fields(given, "name_ru", "name_kk", "required")
    fields |= {"closed": given.closed == "yes"} if given.closed else {}
    if given.term is not None or given.no_term:
        fields["term"] = msgspec.to_builtins(given.term)
    commands.change_entry(workplace, subject=given.id, fields=fields)
    return {"id": given.id}


def list_types(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo type list`: document types."""
    del given
    items = workplace.read(directory.types, language=words.language)
    return [
        {
            "id": item.id,
            **_names(item.type),
            "kinds": [kind.value for kind in item.type.kinds],
            "required": list(item.type.required),
            "term": item.type.term.n if item.type.term else None,
            "unit": item.type.term.unit.value if item.type.term else None,
        }
        for item in items
    ]


def save_template(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo template save NAME ID`: keep a document's card as a template."""
    del words
    document = workplace.read(documents_asked.card, document=given.id).document
    id = commands.save_template(workplace, name=given.name, kind=document.kind, card=document.card)
    return {"id": id, "name": given.name}


def list_templates(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo template list`: card templates."""
    del given
    items = workplace.read(directory.templates, language=words.language)
    return [
        {"id": item.id, "name": item.template.name, "kind": item.template.kind} for item in items
    ]


def remove_template(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo template remove ID`: offer a template no more."""
    del words
    commands.remove_template(workplace, template=given.id)
    return {"id": given.id}


def _names(entry: Any) -> dict[str, Any]:
    plain = msgspec.to_builtins(entry)
    return {"name_ru": plain.get("name_ru", ""), "name_kk": plain.get("name_kk", "")}


def _called(entry: Office | Position | Person | None, language: str) -> str:
    """Return an entry's name in a language, or in the other where only that exists."""
    if entry is None:
        return ""
    first, second = entry.name_ru, entry.name_kk
    return (second or first) if language == "kk" else (first or second)
