"""What people of a world do with courses, training sessions and staff, wisely and not."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from edo.commands import certificates, courses, staff, training
from edo.commands.training import Plan
from edo.domain.course import Audience, Course, Edition, Goal
from edo.domain.organisation import Level, Person
from edo.domain.session import Form, Session, SessionStatus
from edo.domain.training import Marking
from edo.errors import Refusal
from edo.store.database import Connection, ask
from tests.world.seat import Seat

if TYPE_CHECKING:
    from tests.world.world import World

_AT_ONCE = 6
"""So many of the latest sessions people work with."""
_SESSIONS = (
    "SELECT subject, state FROM routed WHERE sort = 'session' ORDER BY since DESC, subject LIMIT ?"
)
_DIRECTORY = "SELECT subject, state FROM directory WHERE sort = ? ORDER BY subject"


def keep_course(world: "World", seat: Seat) -> None:
    """Set a course up, rename it, give it other rules, close it or open it again."""
    chance, workplace = world.chance, seat.workplace
    known = entries(seat, Course)
    acts = ("define", "rename", "revise", "close")
    act = chance.choices(acts, (1, 1, 4, 1))[0]
    if act == "define" or not known:
        if len(known) < 4:
            courses.define(
                workplace, title_ru="Новый курс", title_kk="", edition=_edition(world, seat)
            )
        return
    course = chance.choice(known)[0]
    match act:
        case "rename":
            title = f"Курс {chance.randrange(9)}"
            courses.rename(workplace, course=course, title_ru=title, title_kk="")
        case "revise":
            courses.revise(workplace, course=course, edition=_edition(world, seat))
        case _:
            on = chance.choice((None, _day(world, seat, (0, 30, 200))))
            courses.close(workplace, course=course, on=on)


def keep_staff(world: "World", seat: Seat) -> None:
    """Add somebody, move them, let them go or back, put right what is written of them."""
    chance, workplace = world.chance, seat.workplace
    people = entries(seat, Person)
    person = chance.choice(people)[0]
    office = chance.choice(list(world.begin.offices.values()))
    position = chance.choice(["", *world.begin.positions.values()])
    match chance.choices(("add", "move", "leave", "right"), (2, 5, 2, 2))[0]:
        case "add":
            joined = chance.choice((None, _day(world, seat, (-200, -3, 0))))
            name = f"Сотрудник {chance.randrange(99)}"
            staff.add(
                workplace,
                person=Person(name, office=office, position=position, joined=joined),
            )
        case "move":
            on = _day(world, seat, (-40, -3, 0, 0, 1))
            staff.move(workplace, person=person, on=on, to=office, position=position)
        case "leave":
            staff.leave(workplace, person=person, on=_day(world, seat, (-3, 0, 0)))
        case _:
            fields: dict[str, Any] = chance.choice(
                ({"phone": "1"}, {"joined": "2025-01-01"}, {"left": None}, {"name_ru": "Иная"})
            )
            staff.correct(workplace, person=person, fields=fields)


def move_at_once(world: "World", seat: Seat) -> None:
    """Let all who know somebody move them before they hear of each other."""
    person = world.chance.choice(entries(seat, Person))[0]
    for other in world.seats:
        with suppress(Refusal):
            office = world.chance.choice(list(world.begin.offices.values()))
            staff.move(
                other.workplace, person=person, on=_day(world, other, (-2, -1, 0)), to=office
            )


def plan(world: "World", seat: Seat) -> None:
    """Plan a session, or enter one of earlier days."""
    chance, workplace = world.chance, seat.workplace
    known = entries(seat, Course)
    if not known:
        return
    begins = _day(world, seat, (-20, 0, 0, 0, 1, 30))
    office = chance.choice(list(world.begin.offices.values()))
    people = [id for id, one in entries(seat, Person) if one.office == office]
    is_prior = chance.random() < 0.1
    planned = Plan(
        chance.choice(known)[0],
        begins=begins,
        ends=begins + timedelta(chance.choice((0, 0, 1))),
        form=Form.PRIOR if is_prior else chance.choice((Form.ON_SITE, Form.REMOTE)),
        offices=(office,),
        trainers=tuple(chance.sample(sorted(world.begin.people.values()), 2)),
        invited=tuple(people[:6]),
        organiser=chance.choice(("", "", office)),
    )
    if is_prior and people:
        marks = [_marking(world, one) for one in people[:6]]
        training.enter_prior(workplace, plan=planned, marks=marks)
    else:
        training.plan(workplace, plan=planned)


def arrange(world: "World", seat: Seat) -> None:
    """Invite people or take them off, change a session, add a sheet, cancel it, end it."""
    found = sessions(seat)
    if not found:
        return
    chance, workplace = world.chance, seat.workplace
    id, state = chance.choice(found)
    everybody = [one for one, _ in entries(seat, Person)]
    acts = ("invite", "off", "change", "sheet", "cancel", "hold")
    match chance.choices(acts, (3, 2, 2, 1, 1, 8))[0]:
        case "invite":
            training.invite(workplace, session=id, people=chance.sample(everybody, 2))
        case "off":
            off = state.unmarked or state.invited
            training.uninvite(workplace, session=id, people=off[:2])
        case "change":
            fields: dict[str, Any] = chance.choice(
                (
                    {"place": f"Зал {chance.randrange(9)}"},
                    {"form": "remote"},
                    {"ends": _day(world, seat, (0, 2)).isoformat()},
                )
            )
            training.change(workplace, session=id, fields=fields)
        case "sheet":
            training.attach_sheet(workplace, session=id, path=world.file())
        case "cancel":
            training.cancel(workplace, session=id, reason="карантин")
        case _:
            training.hold(workplace, session=id)


def mark(world: "World", seat: Seat) -> None:
    """Mark some people of a session, or all who are left, or somebody nobody knew."""
    if found := sessions(seat):
        _mark(world, seat, *world.chance.choice(found))


def mark_at_once(world: "World", seat: Seat) -> None:
    """Let all who know of a session mark its people before they hear of each other."""
    found = [(id, one) for id, one in sessions(seat) if one.unmarked] or sessions(seat)
    if not found:
        return
    id, _ = world.chance.choice(found)
    for other in world.seats:
        if (state := dict(sessions(other)).get(id)) is not None:
            with suppress(Refusal):
                _mark(world, other, id, state)


def correct(world: "World", seat: Seat) -> None:
    """Put a mark right, or settle a difference."""
    if found := [(id, one) for id, one in sessions(seat) if one.marks]:
        _correct(world, seat, *world.chance.choice(found))


def correct_at_once(world: "World", seat: Seat) -> None:
    """Let all who know of a mark put it right before they hear of each other."""
    found = [(id, one) for id, one in sessions(seat) if one.marks]
    if not found:
        return
    id, state = world.chance.choice(found)
    person = world.chance.choice(sorted(state.marks))
    for other in world.seats:
        if (known := dict(sessions(other)).get(id)) is not None:
            with suppress(Refusal):
                _correct(world, other, id, known, person)


def certify(world: "World", seat: Seat) -> None:
    """Draw certificates up for who passed, and number them where one registers."""
    found = [(id, one) for id, one in sessions(seat) if one.marks]
    if not found:
        return
    id, state = world.chance.choice(found)
    people = [one for one, mark in state.settled() if mark.present][:3]
    journal = world.begin.journals[seat.workplace.identity.office][2]
    chosen = world.chance.choice(("", journal, journal))
    for given in certificates.issue(seat.workplace, session=id, people=people, journal=chosen):
        world.documents.append(given.document)
        if given.number and given.on is not None:
            number = (journal, given.on.year, given.number)
            if number not in seat.given:  # who has one keeps it
                seat.given.append(number)


def _mark(world: "World", seat: Seat, id: str, state: Session) -> None:
    chance = world.chance
    left = state.unmarked
    people = left if chance.random() < 0.5 else left[: chance.randint(1, 3)]
    others = [one for one, _ in entries(seat, Person)]
    if chance.random() < 0.2:
        people = (*people, chance.choice(others))
    if chance.random() < 0.05:
        person = Person("Пришедший", office=state.offices[0])
        line = Marking("", present=True)
        training.mark_newcomer(seat.workplace, session=id, person=person, marking=line)
    elif people:
        marks = [_marking(world, one) for one in dict.fromkeys(people)]
        training.mark(seat.workplace, session=id, marks=marks)


def _correct(world: "World", seat: Seat, id: str, state: Session, person: str = "") -> None:
    chance = world.chance
    who = person or chance.choice(sorted(state.disputed) or sorted(state.marks))
    line = _marking(world, who)
    training.correct(seat.workplace, session=id, mark=line, reason="описка")


def _marking(world: "World", person: str) -> Marking:
    chance = world.chance
    return Marking(person, chance.random() < 0.8, chance.choice((None, None, 40, 90)))


def sessions(seat: Seat) -> list[tuple[str, Session]]:
    """Return the latest sessions a workplace knows of that were not cancelled: (id, state)."""
    rows: Sequence[tuple[str, bytes]] = seat.workplace.read(_rows, _SESSIONS, _AT_ONCE)
    found = [(id, msgspec.json.decode(state, type=Session)) for id, state in rows]
    return [one for one in found if one[1].status is not SessionStatus.CANCELLED]


def entries(seat: Seat, about: type[Any]) -> list[tuple[str, Any]]:
    """Return the courses, or the people, that a workplace knows: (id, state)."""
    rows = seat.workplace.read(_rows, _DIRECTORY, about.__name__.lower())
    return [(id, msgspec.json.decode(state, type=about)) for id, state in rows]


def _edition(world: "World", seat: Seat) -> Edition:
    chance = world.chance
    return Edition(
        on=_day(world, seat, (-300, -30, 0, 60)),
        months=chance.choice((0, 1, 12)),
        threshold=chance.choice((None, None, 60)),
        audience=Audience(levels=chance.choice(((), (Level.REGIONAL,)))),
        goal=chance.choice(list(Goal)),
        anew=chance.random() < 0.2,
    )


def _day(world: "World", seat: Seat, days: Sequence[int]) -> date:
    return seat.workplace.clock.today() + timedelta(world.chance.choice(days))


def _rows(connection: Connection, statement: str, *told: object) -> list[tuple[str, bytes]]:
    return [(row[0], row[1]) for row in ask(connection, statement, told)]
