"""Somebody who takes part and no more, and states with a genuine key what others may.

Nothing of it may have an effect.
"""

from typing import TYPE_CHECKING

from edo.change import COMMON
from edo.domain.acquaintance import Acquaintance, AcquaintanceClosed, Acquainted
from edo.domain.approval import Approval
from edo.domain.approving import Signed, VisaGiven
from edo.domain.card import Kind
from edo.domain.deputy import DeputyEnded, DeputyNamed
from edo.domain.execution import ExecutorsChanged, TaskAccepted, TaskRemoved, TaskReported
from edo.domain.fact import Fact
from edo.domain.rerouting import Aborted, ApproverSkipped, NumberNoted, Revised, Withdrawn
from edo.domain.resolution import Resolution, ResolutionIssued, ResolutionRecalled
from edo.domain.task import Task
from edo.domain.task_terms import ExtensionGranted, TermMoved
from edo.domain.tasking import RepetitionStopped, TaskGiven, turn_id
from edo.domain.visa import Result
from edo.queries import deputies as asked
from tests.builders import TODAY
from tests.world.approvals import DAY, routed
from tests.world.seat import Seat
from tests.world.villain import state

if TYPE_CHECKING:
    from tests.world.world import World

Stated = tuple[Fact, str]


def exceed(world: "World", seat: Seat) -> None:
    """State something about an approval, a task, a resolution, an acquaintance, a deputyship."""
    del seat
    chance = world.chance
    behalf = chance.choice(["", chance.choice(list(world.begin.people.values()))])
    known = [
        *_approvals(world, behalf),
        *_tasks(world, behalf),
        *_resolutions(world, behalf),
        *_deputies(world),
    ]
    fact, subject = chance.choice(known)
    space = COMMON if fact.COMMON else world.begin.offices["first"]
    at = world.time.at + chance.choice((-1, 0, 0, 0, 2)) * DAY
    state(world, fact, subject, space, at=at, insider=world.begin.rogue)


def _approvals(world: "World", behalf: str) -> list[Stated]:
    chance = world.chance
    found = routed(world.keeper, Approval)
    if not found:
        return []
    id, known = chance.choice(found)
    seat = chance.choice([one.key for step in known.stages for one in step.seats])
    version = known.version
    facts: list[Fact] = [
        VisaGiven(seat=seat, version=version, result=Result.AGREED, behalf=behalf),
        VisaGiven(seat=seat, version=version, result=Result.REFUSED, remarks="назло"),
        Signed(seat=seat, version=version, behalf=behalf),
        Signed(version=version),
        Revised(covered=known.covered, behalf=behalf),
        ApproverSkipped(seat=seat, reason="назло", behalf=behalf),
        Withdrawn(reason="назло", behalf=behalf),
        Aborted(reason="назло", behalf=behalf),
        NumberNoted(number="1"),
    ]
    return [(fact, id) for fact in facts]


def _tasks(world: "World", behalf: str) -> list[Stated]:
    chance = world.chance
    rogue = _rogue(world)
    mine = TaskGiven(
        text_ru="Назло", executors=(world.keeper.workplace.identity.person,), author=rogue, on=TODAY
    )
    stated: list[Stated] = [(mine, world.keeper.workplace.new_id("k"))]
    found = routed(world.keeper, Task)
    if not found:
        return stated
    id, known = chance.choice(found)
    turn = TaskGiven(
        text_ru="Назло", executors=(rogue,), author=known.author, on=TODAY, series=id, turn=9
    )
    facts: list[Fact] = [
        TaskReported(text="назло", behalf=behalf),
        TaskAccepted(report=len(known.reports), behalf=behalf),
        TaskRemoved(reason="назло", behalf=behalf),
        ExecutorsChanged(executors=(rogue,), behalf=behalf),
        ExtensionGranted(request=len(known.requests), due=TODAY, behalf=behalf),
        TermMoved(due=None, reason="назло", behalf=behalf),
        RepetitionStopped(reason="назло", behalf=behalf),
    ]
    return [*stated, *((fact, id) for fact in facts), (turn, turn_id(id, 9))]


def _resolutions(world: "World", behalf: str) -> list[Stated]:
    chance, stated = world.chance, list[Stated]()
    if found := routed(world.keeper, Resolution):
        id, known = chance.choice(found)
        issued = ResolutionIssued(
            document=known.document,
            kind=known.kind or Kind.INCOMING,
            author=known.author,
            text_ru="Назло",
            on=TODAY,
            behalf=behalf,
        )
        stated += [(issued, id), (ResolutionRecalled(reason="назло", behalf=behalf), id)]
    if read := routed(world.keeper, Acquaintance):
        id, asked_of = chance.choice(read)
        person = chance.choice([*asked_of.people, _rogue(world)])
        stated += [(Acquainted(person=person), id)]
        stated += [(AcquaintanceClosed(reason="назло", behalf=behalf), id)]
    return stated


def _deputies(world: "World") -> list[Stated]:
    chance, keeper = world.chance, world.keeper.workplace
    person = chance.choice(list(world.begin.people.values()))
    named = DeputyNamed(person=person, deputy=_rogue(world), since=TODAY, until=TODAY)
    stated: list[Stated] = [(named, keeper.new_id("e"))]
    rows = keeper.read(asked.deputyships, today=keeper.clock.today())
    if rows:
        row = chance.choice(rows)
        stated.append((DeputyEnded(row.person.id), row.id))
    return stated


def _rogue(world: "World") -> str:
    assert world.begin.rogue is not None
    return world.begin.rogue[1]
