"""Staff of offices on the terminal: `edo staff …`."""

from argparse import Namespace
from datetime import timedelta
from typing import Any

from edo.commands import staff as commands
from edo.domain.organisation import Person, Stay
from edo.narrative import Narrator
from edo.queries import directory
from edo.queries import staff as asked
from edo.queries.history import History
from edo.queries.staff import StaffRow
from edo.terminal import histories
from edo.terminal.answers import Answer, Listed, Told
from edo.terminal.training_names import Names
from edo.terminal.values import day, needed_day
from edo.wording import Wording
from edo.workplace import Workplace

_ONE = timedelta(days=1)
_COLUMNS = ("id", "person", "position", "office_name", "since")


def listed(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo staff list`: who works in an office on a day, or in all."""
    names, on = Names(workplace), day(given.on) or workplace.clock.today()
    found = workplace.read(
        asked.staff,
        on=on,
        office=names.office(given.office) if given.office else "",
        under=names.office(given.under) if given.under else "",
        left=given.left,
        language=words.language,
    )
    rows = [_listed(one, words) for one in found]
    return Listed(rows, (*_COLUMNS, "left") if given.left else _COLUMNS)


def _listed(one: StaffRow, words: Wording) -> dict[str, Any]:
    at, is_kazakh = one.at, words.language == "kk"
    unit = (at.unit_kk or at.unit_ru) if is_kazakh else (at.unit_ru or at.unit_kk)
    first, second = at.position_ru, at.position_kk
    return {
        "id": one.who.id,
        "person": one.who.name(words.language),
        "name_ru": one.who.ru,
        "name_kk": one.who.kk,
        "office": at.office.id,
        "office_name": at.office.name(words.language),
        "unit": unit,
        "position": (second or first) if is_kazakh else (first or second),
        "clerk": at.is_clerk,
        "since": at.since,
        "last": at.last,
        "here": one.here,
        "joined": one.person.joined,
        "left": one.person.left,
    }


def show(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo staff show PERSON`: where somebody worked and works; or what was stated of them."""
    id = Names(workplace).person(given.person)
    if given.history:
        return histories.told(workplace, given, words, id)
    person = _person(workplace, id)
    called = _Called(workplace, words)
    stays = [
        {
            "office_name": called(one.office),
            "office": one.office,
            "unit": called(one.unit),
            "position": called(one.position),
            "since": one.since,
            "until": one.until - _ONE if one.until else None,
        }
        for one in person.stays
    ]
    plain = called.row(id, person, person.stays[-1]) | {"stays": stays}
    shown = {
        "person": plain["person"],
        "phone": person.phone,
        "email": person.email,
        "joined": person.joined,
        "left": person.left,
        "stays": [
            {name: one[name] for name in ("office_name", "unit", "position", "since", "until")}
            for one in stays
        ],
    }
    return Told(plain | {"phone": person.phone, "email": person.email}, shown)


def add(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo staff add`: somebody came to an office, a user of the program or not."""
    del words
    names = Names(workplace)
    office = names.office(given.office) if given.office else workplace.identity.office
    person = Person(
        name_ru=given.name_ru or "",
        name_kk=given.name_kk or "",
        office=office,
        unit=names.unit(given.unit, office) if given.unit else "",
        position=names.position(given.position) if given.position else "",
        phone=given.phone or "",
        email=given.email or "",
        joined=day(given.joined),
    )
    return {"id": commands.add(workplace, person=person)}


def move(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo staff move PERSON`: they work elsewhere from a day on; who had left comes back."""
    del words
    names = Names(workplace)
    id = names.person(given.person)
    to = names.office(given.to) if given.to else ""
    unit_of = to or _person(workplace, id).office
    commands.move(
        workplace,
        person=id,
        on=needed_day(given.on),
        to=to,
        unit=names.unit(given.unit, unit_of) if given.unit else "",
        position=names.position(given.position) if given.position else "",
    )
    return {"id": id, "office": _person(workplace, id).office}


def leave(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo staff leave PERSON`: their last day."""
    del words
    id = Names(workplace).person(given.person)
    commands.leave(workplace, person=id, on=needed_day(given.on))
    return {"id": id, "left": needed_day(given.on)}


def correct(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo staff correct PERSON`: put right what is written of somebody; empty clears it."""
    del words
    names = Names(workplace)
    id = names.person(given.person)
    fields: dict[str, Any] = {
        name: value
        for name in ("name_ru", "name_kk", "phone", "email")
        if (value := getattr(given, name)) is not None
    }
    for name in ("joined", "left"):
        if (value := getattr(given, name)) is not None:
            found = day(value)
            fields[name] = found.isoformat() if found else None
    if given.position is not None:
        fields["position"] = names.position(given.position) if given.position else ""
    if given.unit is not None:
        office = _person(workplace, id).office
        fields["unit"] = names.unit(given.unit, office) if given.unit else ""
    commands.correct(workplace, person=id, fields=fields)
    return {"id": id, "changed": sorted(fields)}


class _Called:
    """Names of offices, units and positions, by id."""

    def __init__(self, workplace: Workplace, words: Wording) -> None:
        entries: list[tuple[str, Any]] = [
            *((one.id, one.office) for one in workplace.read(directory.offices)),
            *((one.id, one.unit) for one in workplace.read(directory.units)),
            *((one.id, one.position) for one in workplace.read(directory.positions)),
        ]
        names = {
            id: (one.name_ru or one.name_kk, one.name_kk or one.name_ru) for id, one in entries
        }
        self._narrator = Narrator(words, History((), names))
        self._is_kazakh = words.language == "kk"

    def __call__(self, id: str) -> str:
        """Return what an id is called."""
        return self._narrator.name(id)

    def row(self, id: str, person: Person, stay: Stay) -> dict[str, Any]:
        """Return a person where they worked."""
        ru, kk = person.name_ru, person.name_kk
        return {
            "id": id,
            "person": (kk or ru) if self._is_kazakh else (ru or kk),
            "name_ru": ru,
            "name_kk": kk,
            "office": stay.office,
            "office_name": self(stay.office),
            "unit": self(stay.unit),
            "position": self(stay.position),
            "position_id": stay.position,
            "since": stay.since,
            "joined": person.joined,
            "left": person.left,
        }


def _person(workplace: Workplace, id: str) -> Person:
    found: Any = workplace.read(directory.entries, subjects=(id,)).get(id)
    return found if isinstance(found, Person) else Person()
