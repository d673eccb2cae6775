"""Routing: what waits for a manager, a visa, the summary of discipline, an approval sheet.

Tasks and acquaintances of others come by the thousand through the functions that turn folded states
into rows; what is timed as an act of a person goes through the ledger.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from bench.measure import Result, median, milliseconds, p95
from bench.office import SEED, Office
from edo.change import named_id
from edo.clock import COUNTER_BITS
from edo.commands import approval, deputies, documents, inbox, staff
from edo.domain.acquaintance import Acquaintance
from edo.domain.card import Card, Kind
from edo.domain.organisation import Person
from edo.domain.route import Approver, Stage
from edo.domain.routed import Act, Routed
from edo.domain.task import Task, TaskStatus
from edo.domain.visa import Result as Said
from edo.domain.workdays import Term
from edo.queries import approvals, discipline
from edo.queries.phrases import PaperLanguage
from edo.sheets import paper
from edo.store import routed_rows
from edo.store.database import Connection, ask
from edo.workplace import Workplace

OPEN = 5_000
"""Things that wait for the manager."""
_OF_OTHERS = 200
"""People whose tasks fill the tables beside."""
_AT_ONCE = 5_000
_TIMES = 20
_VISAS = 30
_STAGES = 12
_DAY = 24 * 60 * 60 * 1000 << COUNTER_BITS


def routing(made: Office, folder: Path) -> Iterator[Result]:
    """Fill an office with what is on its way, and time what a manager does and asks.

    Args:
        made: the office.
        folder: for what is printed.
    """
    place = made.workplace
    today = place.clock.today()
    about = place.read(_documents)
    count = max(made.size // 5, OPEN)
    _write(place, _things(place, about, today))
    _write(place, _tasks(place, about, today, count))
    yield from _inbox(made)
    yield _visa(place)
    yield _summary(place, today, count)
    yield _sheet(place, folder)


def _documents(connection: Connection) -> list[str]:
    rows = ask(connection, "SELECT document FROM documents ORDER BY key DESC LIMIT 20000", ())
    return [row[0] for row in rows]


def _things(place: Workplace, about: Sequence[str], today: date) -> Iterator[tuple[str, Routed]]:
    """Yield what waits for the manager, a tenth of it for somebody they act for."""
    me, chance = place.identity.person, random.Random(SEED)
    principal = _principal(place, today)
    since = place.clock.tick()
    for n in range(OPEN):
        person = principal if n % 10 == 0 else me
        due = today + timedelta(chance.randint(-30, 60)) if n % 7 else None
        waited = since - chance.randrange(60) * _DAY
        document = chance.choice(about)
        title = f"О направлении сведений ({n})"
        if n % 3:
            yield (
                _id("k", "mine", n),
                Task(
                    document=document,
                    kind=Kind.INCOMING,
                    title=title,
                    office=place.identity.office,
                    author=principal,
                    since=waited,
                    executors=(person,),
                    controlled=True,
                    given_on=today,
                    due=due,
                ),
            )
        else:
            yield (
                _id("q", "mine", n),
                Acquaintance(
                    document=document,
                    kind=Kind.INCOMING,
                    title=title,
                    office=place.identity.office,
                    author=principal,
                    since=waited,
                    people=(person, "p-bench-0"),
                    due=due,
                ),
            )


def _tasks(
    place: Workplace, about: Sequence[str], today: date, count: int
) -> Iterator[tuple[str, Routed]]:
    """Yield the tasks of everybody else over two years: most of them done, some too late."""
    chance = random.Random(SEED)
    since = place.clock.tick()
    for n in range(count):
        given = today - timedelta(chance.randint(0, 700))
        due = given + timedelta(chance.randint(3, 40))
        ended = due + timedelta(chance.randint(-5, 3))
        is_over = ended < today and chance.random() < 0.95
        yield (
            _id("k", "other", n),
            Task(
                document=chance.choice(about),
                kind=Kind.INCOMING,
                title=f"Подготовить ответ ({n})",
                office=place.identity.office,
                author=place.identity.person,
                since=since - (today - given).days * _DAY,
                executors=(f"p-bench-{n % _OF_OTHERS}", f"p-bench-{(n + 7) % _OF_OTHERS}"),
                controlled=True,
                given_on=given,
                due=due,
                first_due=due,
                status=TaskStatus.DONE if is_over else TaskStatus.IN_WORK,
                ended_on=ended if is_over else None,
            ),
        )


def _id(prefix: str, name: str, n: int) -> str:
    return named_id(prefix, f"{name}{n:08}".encode()[-10:])


def _write(place: Workplace, states: Iterator[tuple[str, Routed]]) -> None:
    while some := dict(islice(states, _AT_ONCE)):
        place.write(routed_rows.write, some)


def _principal(place: Workplace, today: date) -> str:
    """Let the manager act for somebody."""
    office = place.identity.office
    person = staff.add(place, person=Person("Абенов Болат", office=office))
    deputies.name(place, person=person, deputy=place.identity.person, since=today, until=today)
    return person


def _inbox(made: Office) -> Iterator[Result]:
    place = made.workplace
    told = inbox.waiting(place)
    bare = milliseconds(lambda: place.read(_bare, place.identity.person), _TIMES)
    notes = {"documents": made.size, "open": told.counts.count}
    asked: dict[str, Callable[[], object]] = {
        "inbox, all acts, 100 of each": lambda: inbox.waiting(place),
        "inbox, a page in the middle": _middle(place),
        "digest of the day": lambda: inbox.digest(place),
    }
    for work, act in asked.items():
        taken = milliseconds(act, _TIMES)
        yield Result(work, median(taken), "ms", 60.0, median(bare), {**notes, "p95": p95(taken)})


def _middle(place: Workplace) -> Callable[[], object]:
    rows = inbox.page(place, limit=OPEN // 2)
    return lambda: inbox.page(place, after=rows[-1].place)


def _bare(connection: Connection, person: str) -> object:
    statement = (
        "SELECT w.*, r.state, d.number FROM waits w JOIN routed r ON r.subject = w.subject"
        " LEFT JOIN documents d ON d.document = r.document"
        " WHERE w.person = ? ORDER BY w.due, w.since LIMIT 200"
    )
    return ask(connection, statement, (person,))


def _visa(place: Workplace) -> Result:
    """Time a visa until the next document to be approved is on the screen."""
    waiting = [_put_up(place, 1) for _ in range(_VISAS + 1)]
    left = {id: place.read(approvals.approval, approval=id).approval.version for id in waiting}

    def act() -> None:
        given = next(iter(left))
        approval.visa(place, approval=given, version=left.pop(given), result=Said.AGREED)
        (after,) = inbox.page(place, act=Act.APPROVE, limit=1)
        place.read(approvals.approval, approval=after.subject)

    taken = milliseconds(act, _VISAS)
    return Result(
        "a visa until the next one is shown", median(taken), "ms", 100.0, None, {"p95": p95(taken)}
    )


def _put_up(place: Workplace, stages: int) -> str:
    """Put a document up for approval by whoever works here, stage after stage."""
    document = documents.begin(
        place, kind=Kind.OUTGOING, card=Card(subject_ru="О направлении сведений")
    )
    stage = Stage(approvers=(Approver(person=place.identity.person),), term=Term(3))
    return approval.start(place, document=document, stages=(stage,) * stages)


def _summary(place: Workplace, today: date, count: int) -> Result:
    taken = milliseconds(
        lambda: place.read(
            discipline.discipline, since=today.replace(day=1), until=today, today=today
        ),
        _TIMES,
    )
    return Result("summary of discipline", median(taken), "ms", 300.0, None, {"tasks": count})


def _sheet(place: Workplace, folder: Path) -> Result:
    id = _put_up(place, _STAGES)
    for _ in range(_STAGES):
        version = place.read(approvals.approval, approval=id).approval.version
        approval.visa(place, approval=id, version=version, result=Said.AGREED)
    taken = milliseconds(
        lambda: paper.print_approval(
            place, approval=id, language=PaperLanguage.BOTH, path=folder / "sheet.pdf"
        ),
        _TIMES // 2,
    )
    return Result(
        "approval sheet as PDF", median(taken), "ms", 300.0, None, {"first": round(taken[0], 1)}
    )
