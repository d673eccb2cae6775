"""What must be true of training sessions of a world in which everything has settled.

No mark that an entitled trainer stated is lost, whoever marked at once, and no other counts.
"""

from collections.abc import Sequence

from edo.change import Change
from edo.domain import facts
from edo.domain.deputy import Moment, moment
from edo.domain.fact import Fact
from edo.domain.fold import fold
from edo.domain.rights import Right
from edo.domain.roster import Roster
from edo.domain.session import Session
from edo.domain.training import MarkCorrected, Marked, SessionPlanned
from edo.store import ledger
from edo.store.database import Connection
from tests.world.seat import Seat
from tests.world.world import World

Told = tuple[str, Moment, bool]
"""A mark: of whom, when and at which device it was made, and whether they were there."""


def judge_trained(world: World, members: Sequence[Seat]) -> None:
    """Fail where a mark is lost or counts that may not, on any workplace."""
    for seat in members:
        for id, changes in seat.workplace.read(_sessions):
            where = (world.seed, seat.name, id)
            _judge_session(changes, seat.workplace.roster, where)


def _judge_session(changes: Sequence[Change], roster: Roster, where: tuple[object, ...]) -> None:
    stated = [(one, facts.decode(one.kind, one.data)) for one in changes]
    state = fold(changes, roster).state
    begun = [
        fact
        for one, fact in stated
        if isinstance(fact, SessionPlanned) and _may(roster, one, fact.organiser)
    ]
    if not begun:
        assert state is None, (where, "begun by nobody who may")
        return
    assert isinstance(state, Session), (where, "a session is lost")
    kept = sorted(
        (person, mark.at, mark.present) for person, marks in state.marks.items() for mark in marks
    )
    owed = sorted(
        line
        for one, fact in stated
        if _may(roster, one, state.organiser)
        for line in _lines(one, fact, state.organiser)
    )
    assert kept == owed, (where, "marks lost, or not to be", sorted({*kept} ^ {*owed}))
    replaced = {
        (fact.mark.person, at)
        for one, fact in stated
        if isinstance(fact, MarkCorrected) and _may(roster, one, state.organiser)
        for at in fact.instead
    }
    for person, marks in state.marks.items():
        assert state.standing(person), (where, person, "nothing stands")
        for mark in marks:
            assert mark.replaced is ((person, mark.at) in replaced), (where, person, mark)


def _may(roster: Roster, change: Change, organiser: str) -> bool:
    return roster.allows(change.stamp, Right.TRAIN, organiser)


def _lines(change: Change, fact: Fact | None, organiser: str) -> list[Told]:
    match fact:
        case Marked(organiser=stated, marks=marks) if stated == organiser:
            lines = marks
        case MarkCorrected(organiser=stated, mark=mark) if stated == organiser:
            lines = (mark,)
        case _:
            return []
    return [(one.person, moment(change.stamp), one.present) for one in lines]


def _sessions(connection: Connection) -> list[tuple[str, list[Change]]]:
    return [
        (subject, [entry.change for entry in entries])
        for subject, entries in ledger.by_subject(connection, since="v", before="w")
    ]
