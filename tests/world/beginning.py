"""The organisation every history begins with: founded once a process, and copied.

Two offices, five people with a workplace each, a reader and a stranger without one; everybody has
heard of everything there is.
"""

import atexit
import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from edo import keys
from edo.commands import correspondents, numbers, organisation, staff
from edo.domain.card import Kind
from edo.domain.organisation import Correspondent, Level, Office, Person
from edo.domain.roster import EVERYWHERE
from edo.exchange.exchange import Exchange
from edo.home import Home
from edo.joining import establish
from edo.share import publish
from edo.workplace import Workplace, open_workplace
from tests.builders import TODAY, instant
from tests.places import in_memory
from tests.share.carriers import MemoryCarrier, Objects

KEEPER = "keeper"
PEOPLE = (
    ("ainur", "first", ("clerk", "first")),
    ("bolat", "second", ("administrator", EVERYWHERE), ("auditor", EVERYWHERE)),
    ("damir", "first", ("clerk", "first")),
    ("erlan", "second", ("clerk", "second")),
)
"""Name, office, and roles with their scopes of those who have a workplace beside the keeper."""
NAMES = (KEEPER, *(name for name, *_ in PEOPLE))
MOVABLE = "damir"
"""Who may be made to leave."""
INSIDER = "reader"
"""Whose key states what a reader may not."""


@dataclass(frozen=True)
class Beginning:
    """What every history begins with.

    Attributes:
        folder: one home a name.
        objects: what lies on the share.
        at: the instant.
        offices: id by name.
        journals: ids by office.
        places: the name of each person's office.
        insider: the key and the person's id of one who may only read.
        positions: ids by name; `people` are the ids of those who have a workplace, by name.
        rogue: the key and the person's id of one who may take part, and no more; see `staff`.
    """

    folder: Path
    objects: Objects
    at: int
    offices: Mapping[str, str]
    journals: Mapping[str, tuple[str, ...]]
    places: Mapping[str, str]
    insider: tuple[keys.SigningKey, str]
    positions: Mapping[str, str] = field(default_factory=dict[str, str])
    people: Mapping[str, str] = field(default_factory=dict[str, str])
    rogue: tuple[keys.SigningKey, str] | None = None


Deeds = Callable[[Mapping[str, Workplace], random.Random], Mapping[str, Any]]
"""What more is done by whom, by name; gives the attributes of `Beginning` it decides."""


def continued(begin: Beginning, name: str, deeds: Deeds) -> Beginning:
    """Copy a beginning, do more in it, and let everybody hear of that."""
    folder = in_memory(f"edo-{name}-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    chance = random.Random(name)
    share = MemoryCarrier()
    share.restore(begin.objects)
    at = begin.at
    seats: dict[str, Workplace] = {}
    for one in NAMES:
        shutil.copytree(begin.folder / one, folder / one)
        seats[one] = open_workplace(folder / one, at=lambda: at, random=chance.randbytes)
    decided = deeds(seats, chance)
    exchanges = [Exchange(one, share) for one in seats.values()]
    for _ in range(3):
        at += 60 * 60 * 1000
        for one in exchanges:
            one.run()
    for one in seats.values():
        one.close()
    people = {one: seats[one].identity.person for one in NAMES}
    return replace(begin, folder=folder, objects=share.objects, at=at, people=people, **decided)


@cache
def beginning() -> Beginning:
    """Found the organisation."""
    folder = in_memory("edo-world-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    chance = random.Random("beginning")
    at = instant(TODAY)

    def begin(name: str) -> Path:
        home = folder / name
        home.mkdir()
        (home / "inst").write_text(chance.randbytes(8).hex())
        return home

    first = organisation.found(
        begin(KEEPER),
        organisation="Профсоюз",
        office="Первый филиал",
        person="Айгуль",
        at=lambda: at,
        random=chance.randbytes,
    )
    body = next(iter(first.roster.offices))
    second = organisation.add_office(
        first, office=Office(name_ru="Второй филиал", parent=body, level=Level.REGIONAL)
    )
    offices = {"first": first.identity.office, "second": second}
    first.extend(("office.add", {"office": second, "parent": body}))
    seated = {
        name: _admit(first, office, roles, offices, chance) for name, office, *roles in PEOPLE
    }
    insider = _admit(first, "first", [("reader", "first")], offices, chance)
    for name in ("Министерство", "Школа № 8", "Акимат"):
        correspondents.add(first, correspondent=Correspondent(name))
    share = MemoryCarrier()
    publish.put_records(share, -1, first.records[:1])
    open_now = {KEEPER: first}
    for name, office, *_ in PEOPLE:
        key, person = seated[name]
        home = Home(begin(name))
        home.take()
        key.save(home.device_key)
        establish(home, [*first.records], person=person, office=offices[office], place="")
        home.release()
        open_now[name] = open_workplace(home.folder, at=lambda: at, random=chance.randbytes)
    exchanges = [Exchange(one, share) for one in open_now.values()]
    for _ in range(2):
        for one in exchanges:
            one.run()
    journals = {
        offices["first"]: _journals(first, "А"),
        offices["second"]: _journals(open_now["bolat"], "Б"),
    }
    for _ in range(4):
        at += 60 * 60 * 1000
        for one in exchanges:
            one.run()
    for one in open_now.values():
        one.close()
    places = {KEEPER: offices["first"]} | {name: offices[place] for name, place, *_ in PEOPLE}
    return Beginning(folder, share.objects, at, offices, journals, places, insider)


def _admit(
    keeper: Workplace,
    office: str,
    roles: Sequence[tuple[str, str]],
    offices: Mapping[str, str],
    chance: random.Random,
) -> tuple[keys.SigningKey, str]:
    key = keys.make(chance.randbytes)
    person = staff.add(
        keeper, person=Person(name_ru=f"Сотрудник {key.name}", office=offices[office])
    )
    keeper.extend(
        ("person.add", {"person": person}),
        ("device.add", {"device": key.name, "public": key.public.hex(), "person": person}),
        *(
            ("role.grant", {"person": person, "role": role, "scope": offices.get(scope, scope)})
            for role, scope in roles
        ),
    )
    return key, person


def _journals(workplace: Workplace, mark: str) -> tuple[str, ...]:
    return tuple(
        numbers.open_journal(workplace, index=f"{index}-{mark}", kind=kind, title_ru=index)
        for index, kind in (("ВХ", Kind.INCOMING), ("ИСХ", Kind.OUTGOING), ("ВН", Kind.INTERNAL))
    )
