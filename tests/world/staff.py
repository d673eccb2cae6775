"""The organisation of the story "routing": positions, heads who sign, and one who wants to.

It is the one every history begins with, and then the keeper has given positions to its people, has
made heads of two, and has let in somebody who may take part and no more.
"""

import random
from collections.abc import Mapping
from functools import cache
from typing import Any

from edo import keys
from edo.commands import organisation, staff
from edo.domain.organisation import Person, Position
from edo.workplace import Workplace
from tests.world.beginning import KEEPER, NAMES, Beginning, beginning, continued

HEADS = (("ainur", "first"), ("erlan", "second"))
"""Who may sign and give tasks beside the keeper and the administrator, and where."""
CHIEF, EXPERT = "chief", "expert"
HELD = {KEEPER: CHIEF, "ainur": EXPERT, "damir": EXPERT, "bolat": CHIEF, "erlan": EXPERT}
"""Who holds which position; in the first office two hold the second one."""


@cache
def staffed() -> Beginning:
    """Give the organisation its positions and heads, once a process."""
    return continued(beginning(), "staff", _begin)


def _begin(seats: Mapping[str, Workplace], chance: random.Random) -> Mapping[str, Any]:
    begin, keeper = beginning(), seats[KEEPER]
    positions = {
        name: organisation.add_position(keeper, position=Position(name_ru=name))
        for name in (CHIEF, EXPERT)
    }
    people = {name: seats[name].identity.person for name in NAMES}
    for name, position in HELD.items():
        fields = {"position": positions[position]}
        organisation.change_entry(keeper, subject=people[name], fields=fields)
    keeper.extend(
        *(
            (
                "role.grant",
                {"person": people[name], "role": "manager", "scope": begin.offices[office]},
            )
            for name, office in HEADS
        )
    )
    rogue = keys.make(chance.randbytes)
    person = staff.add(keeper, person=Person(name_ru="Исполнитель", office=begin.offices["first"]))
    keeper.extend(
        ("person.add", {"person": person}),
        ("device.add", {"device": rogue.name, "public": rogue.public.hex(), "person": person}),
        (
            "role.grant",
            {"person": person, "role": "executor", "scope": begin.offices["first"]},
        ),
    )
    return {"positions": positions, "rogue": (rogue, person)}
