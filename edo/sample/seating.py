"""The third morning: everybody who decides or executes gets a workplace of their own."""

from edo.commands import routes
from edo.domain.card import Kind
from edo.domain.rights import Role
from edo.domain.route import Approver, Mode, Route, Stage
from edo.domain.workdays import Term, Unit
from edo.sample.enrolling import ask_in, let_in
from edo.sample.seats import Seat
from edo.sample.third import (
    ACCOUNTANT,
    CHAIR,
    DEPUTY,
    INSPECTOR,
    LAWYER,
    Third,
    third,
)
from edo.sample.together import CLERK, SECOND, UNION

_NEW = {
    CHAIR: Role.MANAGER,
    DEPUTY: Role.MANAGER,
    ACCOUNTANT: Role.EXECUTOR,
    LAWYER: Role.EXECUTOR,
    INSPECTOR: Role.EXECUTOR,
}
_FIRST_SEED = 5
_HOURS = 4


def bring_people(day: Third) -> None:
    """Let the chair, the deputy and three specialists of the region join, one by one."""
    words = day.words
    day.exchange(*day.seats)
    for place, (key, role) in enumerate(_NEW.items()):
        day.at(8, 30 + 3 * place)
        seat = Seat(key, day.stage.seat(key), day.office.clock, _FIRST_SEED + place)
        let_in(day, UNION, seat, ask_in(day, UNION, seat, (role,)))
        received = seat.exchange().received
        said = words.text(
            "joined as {role}, after comparing six words; collected {changes}",
            role=words.name(role),
            changes=words.plural("{n} change", "{n} changes", received.changes),
        )
        day.tell(key, said)
    day.exchange(UNION)


def keep_route(day: Third) -> None:
    """Let the clerk keep a route for outgoing letters: three at once, then the chair signs."""
    day.at(8, 50)
    positions, said = day.office.positions, third().said
    three = (
        Approver(position=positions[ACCOUNTANT]),
        Approver(position=positions[LAWYER]),
        Approver(person=day.person(SECOND)),
    )
    route = Route(
        name_ru=said["route"].ru,
        name_kk=said["route"].kk,
        kinds=(Kind.OUTGOING,),
        stages=(
            Stage(three, Mode.PARALLEL, term=Term(_HOURS, Unit.HOURS), title=day.said("agree")),
            Stage((Approver(person=day.person(CHAIR)),), title=day.said("sign"), signing=True),
        ),
    )
    day.ids["route"] = routes.define(day.work(CLERK), route=route)
    day.tell(
        CLERK,
        day.words.text(
            "kept a route of approval: chief accountant, lawyer and second clerk at once, "
            "then the chair signs"
        ),
    )
