"""The organisation of the story "training": trainers, staff, a course, and one who marks unasked.

It is the one every history begins with, and then three of its people train: one everywhere, one in
each office. Both offices have staff who use no program. A clerk of the first office, who trains in
the second, states what neither lets them.
"""

import random
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from edo import keys
from edo.commands import courses, organisation, staff
from edo.domain.course import Audience, Edition
from edo.domain.organisation import Level, Person, Position
from edo.domain.rights import EVERYWHERE
from edo.workplace import Workplace
from tests.world.beginning import KEEPER, NAMES, Beginning, beginning, continued

TRAINERS = (("ainur", EVERYWHERE), ("damir", "first"), ("erlan", "second"))
"""Who trains beside the keeper and the administrator, and where."""
_CLERK, _EXPERT = "clerk", "expert"
_STAFF = (
    ("Ахметова Айгуль", "first", _CLERK),
    ("Ли Виктор", "first", _EXPERT),
    ("Серікбай Нұрлан", "first", _EXPERT),
    ("Королёва Ёлка", "second", _CLERK),
    ("Қасым Дана", "second", _EXPERT),
)


@cache
def schooled() -> Beginning:
    """Give the organisation its trainers, its staff and a course, once a process."""
    return continued(beginning(), "school", _begin)


def _begin(seats: Mapping[str, Workplace], chance: random.Random) -> Mapping[str, Any]:
    begin, keeper = beginning(), seats[KEEPER]
    scopes = {EVERYWHERE: EVERYWHERE, **begin.offices}
    people = {name: seats[name].identity.person for name in NAMES}
    keeper.extend(
        *(
            ("role.grant", {"person": people[name], "role": "trainer", "scope": scopes[scope]})
            for name, scope in TRAINERS
        )
    )
    positions = {
        name: organisation.add_position(
            keeper, position=Position(name_ru=name, clerk=name == _CLERK)
        )
        for name in (_CLERK, _EXPERT)
    }
    for name, office, position in _STAFF:
        told = Person(name, office=begin.offices[office], position=positions[position])
        staff.add(keeper, person=told)
    rogue = keys.make(chance.randbytes)
    clerk = Person("Делопроизводитель", office=begin.offices["first"])
    person = staff.add(keeper, person=clerk)
    keeper.extend(
        ("person.add", {"person": person}),
        ("device.add", {"device": rogue.name, "public": rogue.public.hex(), "person": person}),
        ("role.grant", {"person": person, "role": "clerk", "scope": begin.offices["first"]}),
        ("role.grant", {"person": person, "role": "trainer", "scope": begin.offices["second"]}),
    )
    everybody = Audience(levels=(Level.REPUBLICAN, Level.REGIONAL))
    courses.define(
        keeper,
        title_ru="Освоение документооборота",
        title_kk="",
        edition=Edition(on=date(2026, 1, 1), months=12, audience=everybody),
    )
    return {"positions": positions, "rogue": (rogue, person)}
