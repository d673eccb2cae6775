"""Journals, numbers, correspondents and the organisation on the terminal."""

from argparse import Namespace
from typing import Any

import msgspec

from edo.commands import correspondents as correspondent_commands
from edo.commands import numbers as number_commands
from edo.commands import organisation as commands
from edo.commands import staff
from edo.domain.card import Kind
from edo.domain.document_type import DocumentType
from edo.domain.gaps import Missing
from edo.domain.numbering import Absence, Policy, Restart
from edo.domain.organisation import Being, Correspondent, Level, Office, Person, Position, Unit
from edo.queries import correspondents, directory, numbers
from edo.queries import documents as documents_asked
from edo.sentences import mark
from edo.terminal.answers import Answer, Listed, Told
from edo.terminal.values import day, needed_day
from edo.wording import Wording
from edo.workplace import Workplace


def add_journal(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo journal add`: open a journal."""
    policy = Policy(given.policy) if given.policy else number_commands.usual_policy(workplace)
    id = number_commands.open_journal(
        workplace,
        index=given.index,
        kind=Kind(given.kind),
        title_ru=given.title_ru or "",
        title_kk=given.title_kk or "",
        template=given.template,
        restart=Restart(given.restart),
        first=given.first,
        dossier=given.dossier or "",
        policy=policy,
        registrar=given.registrar or "",
        signed_first=bool(given.signed_first),
    )
    plain = {"id": id, "index": given.index, "policy": policy}
    chosen = policy is Policy.REGISTRAR and not given.policy
    return Told(plain, plain, words.text(_ONE_GIVES) if chosen else "")


_ONE_GIVES = mark(
    "This workplace gives the numbers of the journal: it was not shown yet that several may take "
    "them in this shared folder. “edo rehearse” shows it, “edo journal policy” changes it."
)


def set_policy(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo journal policy INDEX POLICY`: change who gives a journal's numbers."""
    del words
    journal = workplace.read(directory.journal, index=given.journal)
    policy = Policy(given.policy)
    number_commands.set_policy(
        workplace, journal=journal.id, policy=policy, registrar=given.registrar or ""
    )
    return {"id": journal.id, "index": journal.journal.index, "policy": policy}


def list_journals(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo journal list`: the office's journals."""
    del given
    items = workplace.read(directory.journals, language=words.language)
    return [
        {
            "id": item.id,
            "index": item.journal.index,
            "kind": item.journal.kind,
            "title_ru": item.journal.title_ru,
            "title_kk": item.journal.title_kk,
            "template": item.journal.template,
            "restart": item.journal.restart,
            "closed": item.journal.closed,
            "policy": item.journal.policy,
            "registrar": item.journal.registrar,
            "signed_first": item.journal.signed_first,
        }
        for item in items
    ]


def change_journal(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo journal change INDEX`: change or close a journal."""
    del words
    journal = workplace.read(directory.journal, index=given.journal)
    fields = _given(given, "title_ru", "title_kk", "template", "dossier", "first")
    fields |= {"closed": given.closed == "yes"} if given.closed else {}
    if given.signed_first is not None:
        fields["signed_first"] = given.signed_first
    number_commands.change_journal(workplace, journal=journal.id, fields=fields)
    return {"id": journal.id, "index": journal.journal.index}


def show_numbers(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo numbers`: the last number, and every number that needs a word."""
    journal, period = _place(workplace, given)
    found = workplace.read(
        numbers.numbers,
        id=journal.id,
        journal=journal.journal,
        period=period,
        today=workplace.clock.today(),
    )
    totals = {"last": found.last, "registered": found.registered}
    missing = [
        {"number": one.number, "n": one.n, "why": one.why, "reason": absence(one, words)}
        for one in found.missing
    ]
    annulled = [
        {"number": one.number, "id": one.document, "reason": one.reason} for one in found.annulled
    ]
    reserved = [_reserved(one, words) for one in found.reserved]
    plain = {**totals, "missing": missing, "annulled": annulled, "reserved": reserved}
    shown = {
        **totals,
        "missing": [{"number": one["number"], "reason": one["reason"]} for one in missing],
        "annulled": annulled,
        "reserved": [{name: one[name] for name in ("number", "for", "until")} for one in reserved],
    }
    twice = {
        "twice": list(found.twice),
        "disputed": [
            {"number": one.number, "id": one.document, "winner": one.winner}
            for one in found.disputed
        ],
        "awaiting": [
            {"awaiting": one.awaiting.reference, "id": one.document, "date": one.awaiting.on}
            for one in found.waiting
        ],
    }
    return Told(plain | twice, shown | twice)


def _reserved(one: numbers.Reserved, words: Wording) -> dict[str, Any]:
    until = words.date(one.until)
    return {
        "number": str(one.n),
        "n": one.n,
        "for": one.whom,
        "until": one.until,
        "reason": words.text("reserved for {whom} until {until}", whom=one.whom, until=until),
    }


def absence(missing: Missing, words: Wording) -> str:
    """Say why a number has no document."""
    match missing.why:
        case Absence.EXPLAINED | Absence.RESERVE_RELEASED:
            return missing.reason
        case Absence.RESERVE_EXPIRED:
            return words.text(
                "was reserved for {whom} until {until} and not used",
                whom=missing.reason,
                until=words.date(missing.until),
            )
        case _:
            return words.name(missing.why)


def reserve(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo reserve`: set numbers apart."""
    del words
    journal = workplace.read(directory.journal, index=given.journal)
    until = needed_day(given.until)
    reserved = number_commands.reserve(
        workplace, journal=journal.id, count=given.count, whom=given.whom, until=until
    )
    return {"numbers": list(reserved), "for": given.whom, "until": until}


def release(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo release`: give a reserved number back."""
    del words
    journal, period = _place(workplace, given)
    number_commands.release(
        workplace, journal=journal.id, period=period, n=given.number, reason=given.reason
    )
    return {"number": given.number, "reason": given.reason}


def explain(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo explain`: say why a number has no document."""
    del words
    journal, period = _place(workplace, given)
    number_commands.explain(
        workplace, journal=journal.id, period=period, n=given.number, reason=given.reason
    )
    return {"number": given.number, "reason": given.reason}


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
    fields = _given(given, "name_ru", "name_kk", "bin", "address", "phone", "email")
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
    fields = _given(given, "name_ru", "name_kk", "short", "parent", "bin", "level")
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
    fields = _given(given, "name_ru", "name_kk", "office", "unit", "position", "joined", "left")
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
    fields = _given(given, "name_ru", "name_kk", "required")
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


def _place(workplace: Workplace, given: Namespace) -> tuple[directory.JournalItem, int]:
    """Return the journal, and the period of the year asked for."""
    journal = workplace.read(directory.journal, index=given.journal)
    today = workplace.clock.today()
    return journal, journal.journal.period(today.replace(year=given.year or today.year, day=1))


def _given(given: Namespace, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(given, name, None)) is not None}


def _names(entry: Any) -> dict[str, Any]:
    plain = msgspec.to_builtins(entry)
    return {"name_ru": plain.get("name_ru", ""), "name_kk": plain.get("name_kk", "")}


def _called(entry: Office | Position | Person | None, language: str) -> str:
    """Return an entry's name in a language, or in the other where only that exists."""
    if entry is None:
        return ""
    first, second = entry.name_ru, entry.name_kk
    return (second or first) if language == "kk" else (first or second)
