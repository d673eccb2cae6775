"""A clerk who trains in another office, and states with a genuine key what trainers here may.

Nothing of it may have an effect.
"""

from datetime import date
from typing import TYPE_CHECKING

from edo.change import COMMON
from edo.domain.course import Course, CourseChanged, CourseDefined, CourseRevised, Edition
from edo.domain.fact import Fact
from edo.domain.organisation import Person
from edo.domain.session import Session
from edo.domain.staffing import PersonAdded, PersonChanged, PersonLeft, PersonMoved
from edo.domain.training import (
    Invited,
    MarkCorrected,
    Marked,
    Marking,
    SessionCancelled,
    SessionChanged,
    SessionHeld,
    SessionPlanned,
)
from tests.builders import TODAY
from tests.world.lessons import entries, sessions
from tests.world.seat import Seat
from tests.world.villain import state

if TYPE_CHECKING:
    from tests.world.world import World

Stated = tuple[Fact, str]
_ELSEWHERE = "o" + "0" * 16


def mark_unasked(world: "World", seat: Seat) -> None:
    """State something about a session, a course or people that is not theirs to state."""
    del seat
    chance = world.chance
    fact, subject = chance.choice([*_of_sessions(world), *_of_others(world)])
    at = world.time.at + chance.choice((-1, 0, 0, 0, 2)) * 24 * 60 * 60_000
    state(world, fact, subject, COMMON, at=at, insider=world.begin.rogue)


def marks_of(session: Session, organiser: str) -> list[Fact]:
    """Return what may be stated about the marks of a session, in the name of an office."""
    people = session.people or ("p" + "0" * 16,)
    marks = tuple(Marking(one, present=False) for one in people)
    instead = tuple(one.at for one in session.standing(people[0]))
    right = Marking(people[0], present=True, result=100)
    return [
        Marked(organiser=organiser, marks=marks),
        MarkCorrected(organiser=organiser, mark=right, instead=instead, reason="назло"),
        Invited(organiser=organiser, people=("p" + "0" * 16,)),
        SessionChanged(organiser=organiser, fields={"place": "назло"}),
        SessionHeld(organiser=organiser),
        SessionCancelled(organiser=organiser, reason="назло"),
    ]


def _of_sessions(world: "World") -> list[Stated]:
    first, second = world.begin.offices["first"], world.begin.offices["second"]
    planned = SessionPlanned(organiser=first, course="g1", begins=TODAY, ends=TODAY)
    stated: list[Stated] = [(planned, world.keeper.workplace.new_id("v"))]
    found = [one for one in sessions(world.keeper) if one[1].organiser == first]
    if found:
        id, session = world.chance.choice(found)
        organiser = world.chance.choice((first, second))
        stated += [(fact, id) for fact in marks_of(session, organiser)]
    return stated


def _of_others(world: "World") -> list[Stated]:
    chance, keeper = world.chance, world.keeper.workplace
    edition = Edition(on=date(2020, 1, 1), anew=True)
    course, _ = chance.choice(entries(world.keeper, Course))
    person, _ = chance.choice(entries(world.keeper, Person))
    return [
        (CourseDefined(title_ru="Назло", edition=edition), keeper.new_id("g")),
        (CourseRevised(edition=edition), course),
        (CourseChanged({"closed": "2020-01-01"}), course),
        (PersonAdded(Person("Никто", office=_ELSEWHERE)), keeper.new_id("p")),
        (PersonChanged({"name_ru": "Никто"}), person),
        (PersonChanged({"office": _ELSEWHERE}, world.begin.offices["first"]), person),
        (PersonMoved(office=_ELSEWHERE, on=TODAY, to=world.begin.offices["first"]), person),
        (PersonLeft(office=_ELSEWHERE, on=TODAY), person),
    ]
