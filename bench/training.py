"""Training: offices × courses of a large organisation, folded, marked and asked.

Everything is stated as facts through the local door, a batch at a time, and so folded as it comes.
"""

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.measure import Result, median, milliseconds, p95, seconds
from bench.office import SEED
from edo.commands import organisation
from edo.domain.course import Audience, CourseDefined, Edition
from edo.domain.organisation import Level, Office, OfficeAdded, Person, Position, PositionAdded
from edo.domain.staffing import PersonAdded
from edo.domain.training import Marked, Marking, SessionHeld, SessionPlanned
from edo.keystore import nowhere
from edo.queries import coverage as matrix
from edo.queries import directory
from edo.queries.phrases import PaperLanguage
from edo.sheets import training_paper
from edo.store import coverage, coverage_basis
from edo.store.database import Connection, ask
from edo.workplace import Workplace

OFFICES, REGIONS, COURSES, STAFF = 450, 20, 20, 25_000
_AT_ONCE = 2_000
_TIMES = 20
_BARE = (
    "SELECT course, office, required, covered, had, clerks FROM standings"
    " WHERE since <= ? AND until > ?"
)

_SAY = "UPDATE session_people SET said = ? WHERE session = ? AND person = ?"


def training(folder: Path) -> Iterator[Result]:
    """Fill an organisation with staff and training, and time what is done and asked."""
    place = _founded(folder)
    today = place.clock.today()
    taken = seconds(lambda: _fill(place, today))
    notes = {"staff": STAFF, "courses": COURSES, "rows": place.read(_count)}
    yield Result("training stated and folded as it comes", taken, "s", 180.0, None, notes)
    yield _matrix(place, today)
    yield from _papers(place, today, folder)
    yield _mark(place)
    began = time.process_time()
    again = seconds(lambda: place.rebuild(lambda _done, _total: None))
    notes = {**notes, "processor": round(time.process_time() - began, 1)}
    yield Result("all of it folded from nothing", again, "s", 60.0, None, notes)
    place.close()


def _founded(folder: Path) -> Workplace:
    return organisation.found(
        folder / "home",
        organisation="Отраслевой профсоюз работников образования",
        office="Центральный аппарат",
        person="Сейтова Айгуль",
        store=nowhere,
    )


def _fill(place: Workplace, today: date) -> None:
    chance = random.Random(SEED)
    offices = _offices(place)
    positions = _positions(place)
    courses = _courses(place, today)
    staff = _staff(place, offices, positions, today, chance)
    for office in offices:
        _train(place, office, staff[office], courses, today, chance)


def _offices(place: Workplace) -> list[str]:
    made = [place.identity.office]
    with place.entry() as entry:
        for n in range(1, OFFICES):
            above = made[0] if n <= REGIONS else made[1 + n % REGIONS]
            level = Level.REGIONAL if n <= REGIONS else Level.BRANCH
            made.append(entry.new_id("o"))
            office = Office(f"Организация № {n}", f"№ {n} ұйым", level=level, parent=above)
            entry.record(made[-1], OfficeAdded(office))
    return made


def _positions(place: Workplace) -> list[str]:
    made: list[str] = []
    with place.entry() as entry:
        for n in range(10):
            made.append(entry.new_id("s"))
            position = Position(f"Должность № {n}", f"№ {n} лауазым", clerk=n < 2)
            entry.record(made[-1], PositionAdded(position))
    return made


def _courses(place: Workplace, today: date) -> list[str]:
    made: list[str] = []
    with place.entry() as entry:
        for n in range(COURSES):
            made.append(entry.new_id("g"))
            edition = Edition(
                on=today - timedelta(900),
                months=(0, 12, 24, 36)[n % 4],
                audience=Audience(levels=(Level.REGIONAL, Level.BRANCH) if n % 2 else ()),
            )
            title = f"Курс № {n}"
            entry.record(made[-1], CourseDefined(title_ru=title, edition=edition))
    return made


def _staff(
    place: Workplace, offices: list[str], positions: list[str], today: date, chance: random.Random
) -> dict[str, list[str]]:
    """Add people, half of whom came after the courses began."""
    found: dict[str, list[str]] = {office: [] for office in offices}
    for start in range(0, STAFF, _AT_ONCE):
        with place.entry() as entry:
            for n in range(start, min(start + _AT_ONCE, STAFF)):
                office = offices[n % len(offices)]
                person = Person(
                    f"Работников {n} Иванович",
                    f"Қызметкер {n}",
                    office,
                    position=chance.choice(positions),
                    joined=today - timedelta(chance.randint(100, 1700)),
                )
                id = entry.new_id("p")
                entry.record(id, PersonAdded(person))
                found[office].append(id)
    return found


def _train(
    place: Workplace,
    office: str,
    staff: list[str],
    courses: list[str],
    today: date,
    chance: random.Random,
) -> None:
    """Hold sessions for the staff of an office in most courses."""
    with place.entry() as entry:
        for course in courses:
            if chance.random() < 0.25:
                continue
            on = today - timedelta(chance.randint(1, 880))
            session = entry.new_id("v")
            plan = SessionPlanned(
                organiser=place.identity.office,
                course=course,
                begins=on,
                ends=on,
                offices=(office,),
                trainers=(place.identity.person,),
                invited=tuple(staff),
            )
            marks = tuple(Marking(person, chance.random() < 0.9) for person in staff)
            entry.record(session, plan)
            entry.record(session, Marked(organiser=plan.organiser, marks=marks))
            entry.record(session, SessionHeld(organiser=plan.organiser))


def _count(connection: Connection) -> dict[str, int]:
    tables = ("coverage", "standings", "session_people")
    counted = "SELECT count(*) FROM "
    return {name: ask(connection, counted + name)[0][0] for name in tables}


def _matrix(place: Workplace, today: date) -> Result:
    began = time.process_time()
    found = milliseconds(lambda: place.read(matrix.matrix, on=today), _TIMES)
    processor = (time.process_time() - began) * 1000 / _TIMES
    bare = milliseconds(lambda: place.read(ask, _BARE, (today.toordinal(),) * 2), _TIMES)
    rows = len(place.read(matrix.matrix, on=today).rows)
    notes = {"p95": p95(found), "rows": rows, "processor": round(processor, 1)}
    return Result("matrix of offices and courses", median(found), "ms", 120.0, median(bare), notes)


def _papers(place: Workplace, today: date, folder: Path) -> Iterator[Result]:
    """Print the report of a year about one course, and the matrix of all."""
    course = place.read(directory.courses)[0].id
    since = today - timedelta(365)
    path, language = folder / "training.pdf", PaperLanguage.BOTH
    asked: dict[str, Any] = {"on": today, "language": language, "path": path}
    notes = {"offices": OFFICES, "courses": COURSES}
    taken = seconds(lambda: training_paper.print_report(place, course=course, since=since, **asked))
    yield Result("report about a course printed", taken, "s", 3.0, None, notes)
    taken = seconds(lambda: training_paper.print_matrix(place, **asked))
    yield Result("matrix printed", taken, "s", 3.0, None, notes)


def _mark(place: Workplace) -> Result:
    """Time what follows from one mark, made and put right again and again."""
    session, person = place.read(
        lambda connection: ask(
            connection, "SELECT session, person FROM session_people WHERE said = 'absent' LIMIT 1"
        )
    )[0]

    def act(connection: Connection, said: str) -> float:
        before = coverage_basis.basis(connection, [session])
        connection.exec_driver_sql(_SAY, (said, session, person))
        return milliseconds(lambda: coverage.settle(connection, before, [session]), 1)[0]

    taken = [place.write(act, said) for said in ("present", "absent") * (_TIMES // 2)]
    return Result("one mark settled", median(taken), "ms", 5.0, None, {"p95": p95(taken)})
