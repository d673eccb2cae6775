"""What must be true of approvals, tasks and deputies of a world in which everything has settled.

What all workplaces must agree on is judged in `verdict`; here it is judged that what they agree on
may be so: by the changes that count and by what was before people's eyes, not by the program's own
rules about visas.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from edo.clock import office_date
from edo.domain.approval import Approval, ApprovalStatus
from edo.domain.deputy import Deputyship
from edo.domain.fold import fold
from edo.domain.repetition import day_of_turn, turn_on
from edo.domain.resolution import Resolution, ResolutionStatus
from edo.domain.rights import Right
from edo.domain.route import Rule
from edo.domain.task import Task
from edo.domain.tasking import turn_id
from edo.domain.visa import Visa
from edo.store import annulled, ledger
from edo.store.database import Connection, ask
from tests.tables import _tables
from tests.world.seat import Seat
from tests.world.world import World

_COUNTED = (
    "SELECT c.subject, c.kind FROM changes c JOIN segments s ON s.id = c.segment"
    " WHERE s.dev = ? AND c.person = ? AND c.id NOT IN (SELECT change FROM refused)"
)
_NAMED: dict[str, Any] = {"refused": ()}
"""What was refused bears row numbers: it is compared by names, see `verdict.dump`."""


def judge_routed(world: World, members: Sequence[Seat]) -> None:
    """Fail where something of what was routed is not as it must be."""
    if world.begin.rogue is None:
        return
    _judge_tables(world, members)
    for office in sorted(world.begin.offices.values()):
        seats = [seat for seat in members if seat.workplace.identity.office == office]
        if not seats:
            continue
        known = seats[0].workplace.read(_folded, seat=seats[0])
        deputies = [one for one in known.values() if isinstance(one, Deputyship)]
        own = {id: one for id, one in known.items() if getattr(one, "office", "") == office}
        for id, state in own.items():
            where = (world.seed, seats[0].name, id)
            if isinstance(state, Approval):
                _judge_approval(world, id, state, deputies, seats, where)
            elif isinstance(state, Resolution):
                _judge_resolution(state, known, where)
        tasks = {id: state for id, state in own.items() if isinstance(state, Task)}
        _judge_turns(world, tasks, seats)


def _judge_tables(world: World, members: Sequence[Seat]) -> None:
    """Those who read the same show the same, and what a fold from nothing comes to."""
    told = {seat.name: seat.workplace.read(_tables) for seat in members}
    reads = {
        seat.name: seat.workplace.roster.reads(seat.workplace.identity.person) for seat in members
    }
    offices = {seat.name: seat.workplace.identity.office for seat in members}
    for one, other in combinations(members, 2):
        if (reads[one.name], offices[one.name]) == (reads[other.name], offices[other.name]):
            where = (world.seed, one.name, other.name)
            _compare(where, told[one.name] | _NAMED, told[other.name] | _NAMED)
    rogue = world.begin.rogue
    assert rogue is not None
    for seat in members:
        seat.workplace.rebuild(lambda _done, _total: None)
        anew = seat.workplace.read(_tables)
        _compare((world.seed, seat.name, "anew"), told[seat.name], anew)
        done = seat.workplace.read(_rows, _COUNTED, rogue[0].name, rogue[1])
        assert not done, (world.seed, seat.name, "who may not decided", done)


def _compare(where: tuple[object, ...], mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    for table, rows in mine.items():
        assert rows == theirs[table], (where, table)


def _judge_approval(
    world: World,
    id: str,
    state: Approval,
    deputies: Iterable[Deputyship],
    seats: Sequence[Seat],
    where: tuple[object, ...],
) -> None:
    """Every visa that counts was its author's to give, on what they saw, and decided one seat."""
    counted = [visa for visa in state.visas if visa.counts]
    for visa in counted:
        told = (*where, visa)
        assert visa.version == state.rounds[visa.round - 1].version, (told, "another version")
        assert (visa.dev, id, visa.version) in world.looked, (told, "had not seen it")
        _judge_author(state, visa, deputies, told)
    twice = Counter((one.round, one.seat) for one in counted if one.seat)
    assert max(twice.values(), default=1) == 1, (where, "a seat decided twice")
    for n, step in enumerate(state.stages):
        if step.rule is Rule.ANY:
            some = Counter(one.round for one in counted if one.stage == n)
            assert max(some.values(), default=1) == 1, (where, "a stage decided twice")
    if state.status is ApprovalStatus.SIGNED:
        assert any(one.stage >= len(state.stages) - 1 for one in counted), where
    able = [
        seat
        for seat in seats
        if seat.workplace.roster.can(seat.workplace.identity.person, Right.TAKE_PART, state.office)
    ]
    assert state.to_open is None or not able, (where, "nobody opened the stage", state.to_open)
    goes_on = not state.is_over and state.to_open is None
    assert state.waits() or not goes_on, (where, "it waits for nobody")


def _judge_author(
    state: Approval, visa: Visa, deputies: Iterable[Deputyship], told: tuple[object, ...]
) -> None:
    principal = visa.behalf or visa.person
    if visa.seat:
        found = state.find(visa.seat)
        assert found is not None, told
        seat = found[1]
        theirs = {seat.approver.person, *seat.people, *seat.former}
        assert principal in theirs, (told, "not their seat")
    if visa.behalf not in ("", visa.person):
        at, on = (visa.at, visa.dev), office_date(visa.at)
        assert any(
            (one.person, one.deputy) == (visa.behalf, visa.person)
            and one.since <= on <= one.until
            and one.named < at
            and (one.ended is None or at < one.ended)
            and (not one.kinds or state.kind in one.kinds)
            for one in deputies
        ), (told, "no deputy")


def _judge_resolution(state: Resolution, known: dict[str, Any], where: tuple[object, ...]) -> None:
    """Fail where an issued resolution has not given its tasks."""
    if state.status is ResolutionStatus.ISSUED:
        for id in state.tasks:
            task = known.get(id)
            assert isinstance(task, Task), (where, id)
            assert task.document == state.document, (where, id)


def _judge_turns(world: World, tasks: dict[str, Task], seats: Sequence[Seat]) -> None:
    """Every turn of a periodic task is there once, and the one that runs now, if any may."""
    turns = Counter((one.series, one.turn) for one in tasks.values() if one.turn)
    assert max(turns.values(), default=1) == 1, (world.seed, turns)
    for id, task in tasks.items():
        if task.turn:
            assert id == turn_id(task.series, task.turn), (world.seed, id)
            assert task.series in tasks, (world.seed, id, "a turn of nothing")
    may = [
        seat
        for seat in seats
        if seat.workplace.roster.can(
            seat.workplace.identity.person, Right.CONTROL, seat.workplace.identity.office
        )
    ]
    if not may:
        return
    today = may[0].workplace.clock.today()
    dead = may[0].workplace.read(annulled.among, {task.document for task in tasks.values()})
    for id, task in tasks.items():
        if task.document in dead:
            continue
        turn, day = _turn(task, today)
        if turn and not task.stopped and not (task.until and day > task.until):
            assert turn_id(id, turn) in tasks, (world.seed, id, turn, "nobody gave the turn")


def _turn(task: Task, today: date) -> tuple[int, date]:
    if task.repeat is None or task.turn or task.first_due is None:
        return 0, today
    turn = turn_on(task.first_due, task.repeat, today)
    return turn, day_of_turn(task.first_due, task.repeat, turn)


def _folded(connection: Connection, *, seat: Seat) -> dict[str, Any]:
    """Return what was routed, and deputyships, folded from nothing."""
    found: dict[str, Any] = {}
    for prefix in "aekqr":
        before = chr(ord(prefix) + 1)
        for subject, entries in ledger.by_subject(connection, since=prefix, before=before):
            state = fold((entry.change for entry in entries), seat.workplace.roster).state
            if state is not None:
                found[subject] = state
    return found


def _rows(connection: Connection, statement: str, *told: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in ask(connection, statement, told)]
