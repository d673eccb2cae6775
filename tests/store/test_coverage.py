"""Coverage in the tables: the same from scratch and step by step, in any order, on any day."""

from collections.abc import Generator, Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import select

from edo.change import Change
from edo.domain.course import Audience, Course, CourseChanged, CourseDefined, CourseRevised, Edition
from edo.domain.coverage import Structure, Tally
from edo.domain.deputy import moment
from edo.domain.fact import Fact
from edo.domain.fold import fold
from edo.domain.organisation import (
    Level,
    Office,
    OfficeAdded,
    OfficeChanged,
    Person,
    Position,
    PositionAdded,
    PositionChanged,
    Stay,
)
from edo.domain.session import Session
from edo.domain.staffing import PersonAdded, PersonChanged, PersonLeft, PersonMoved
from edo.domain.training import (
    MarkCorrected,
    Marked,
    Marking,
    SessionCancelled,
    SessionChanged,
    SessionPlanned,
)
from edo.store import coverage, search, tables
from edo.store.database import Connection, Database, ask, create
from edo.store.refold import Writer
from edo.store.tables import (
    COVERAGE_INDEXES,
    TABLES,
    directory,
    routed,
    session_offices,
    session_people,
    sessions,
    standings,
    stays,
    waits,
)
from edo.store.training_rows import OPEN
from tests.builders import HEAD, OFFICE, TODAY, change, hlc, roster, stamp

FIRST = TODAY - timedelta(60)
DAYS = [FIRST + timedelta(n) for n in range(121)]
"""The days on which anything is stated to happen, some before and some after."""
OFFICES = (OFFICE, "o2", "o3")
PEOPLE = ("p1", "p2", "p3")
COURSES = ("g1", "g2")
SESSIONS = ("v1", "v2", "v3")
FOLDED = (stays, sessions, session_offices, session_people, tables.coverage, standings)
BASES = (*FOLDED, directory, routed, waits)

days = st.sampled_from(DAYS[5:115:5])
past = st.sampled_from(DAYS[5:60:5])
offices = st.sampled_from(OFFICES)
people = st.sampled_from(PEOPLE)
positions = st.sampled_from(["", "s1"])


def _some(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw nothing, which leaves nobody out, as often as something."""
    return st.just(()) | st.lists(of, min_size=1, max_size=2).map(tuple)


editions = st.builds(
    Edition,
    on=st.just(FIRST) | days,
    months=st.sampled_from([0, 0, 1, 2]),
    threshold=st.sampled_from([None, None, 60]),
    audience=st.builds(
        Audience,
        levels=_some(st.sampled_from([Level.REGIONAL, Level.BRANCH])),
        offices=_some(offices),
        positions=_some(st.just("s1")),
        people=_some(people),
    ),
    anew=st.booleans(),
)
told_offices = st.builds(
    Office, st.just("А"), level=st.sampled_from([Level.REGIONAL, Level.BRANCH]), parent=offices
)
marks = st.builds(Marking, people, st.booleans(), st.sampled_from([None, 50, 70]))

STATED: dict[str, st.SearchStrategy[Fact]] = {
    **dict.fromkeys(
        OFFICES,
        st.builds(OfficeAdded, told_offices)
        | st.builds(
            OfficeChanged,
            st.fixed_dictionaries({"parent": offices})
            | st.fixed_dictionaries({"level": st.sampled_from(["regional", "branch"])}),
        ),
    ),
    "s1": st.builds(PositionAdded, st.builds(Position, st.just("Б"), clerk=st.booleans()))
    | st.builds(PositionChanged, st.fixed_dictionaries({"clerk": st.booleans()})),
    **dict.fromkeys(
        PEOPLE,
        st.one_of(
            st.builds(
                PersonAdded,
                st.builds(
                    Person,
                    st.just("В"),
                    office=offices,
                    position=positions,
                    joined=st.none() | past,
                ),
            ),
            st.builds(PersonMoved, office=offices, on=past, to=offices, position=positions),
            st.builds(PersonLeft, office=offices, on=past),
            st.builds(
                PersonChanged,
                st.fixed_dictionaries({"left": st.none() | past.map(date.isoformat)})
                | st.fixed_dictionaries({"position": positions, "joined": past.map(str)}),
            ),
        ),
    ),
    **dict.fromkeys(
        COURSES,
        st.one_of(
            st.builds(CourseDefined, title_ru=st.just("Г"), edition=editions),
            st.builds(CourseRevised, edition=editions),
            st.builds(
                CourseChanged,
                st.fixed_dictionaries({"closed": st.none() | days.map(str)})
                | st.just({"title_ru": "Д"}),
            ),
        ),
    ),
    **dict.fromkeys(
        SESSIONS,
        st.one_of(
            st.builds(
                lambda course, day: SessionPlanned(
                    organiser=OFFICE, course=course, begins=day, ends=day, invited=("p1",)
                ),
                st.sampled_from(COURSES),
                days,
            ),
            st.builds(
                lambda day: SessionChanged(
                    organiser=OFFICE, fields={"begins": str(day), "ends": str(day)}
                ),
                days,
            ),
            *[
                st.builds(
                    lambda made: Marked(organiser=OFFICE, marks=tuple(made)),
                    st.lists(marks, min_size=1, max_size=2, unique_by=lambda one: one.person),
                )
            ]
            * 3,
            st.builds(
                lambda mark, minute: MarkCorrected(
                    organiser=OFFICE,
                    mark=mark,
                    instead=(moment(stamp(hlc(minute=minute), HEAD)),),
                    reason="Описка",
                ),
                marks,
                st.integers(0, 30),
            ),
            st.just(SessionCancelled(organiser=OFFICE, reason="Болезнь")),
        ),
    ),
}
"""By subject: what may be stated about it."""


def _held(course: str, n: int) -> SessionPlanned:
    day = DAYS[n]
    return SessionPlanned(organiser=OFFICE, course=course, begins=day, ends=day, invited=("p1",))


OPENINGS: tuple[tuple[str, Fact], ...] = (
    (OFFICE, OfficeAdded(Office("А"))),
    ("o2", OfficeAdded(Office("А", level=Level.BRANCH, parent=OFFICE))),
    ("o3", OfficeAdded(Office("А", level=Level.PRIMARY, parent="o2"))),
    ("s1", PositionAdded(Position("Б", clerk=True))),
    ("p1", PersonAdded(Person("В", office=OFFICE, position="s1"))),
    ("p2", PersonAdded(Person("В", office="o2", joined=DAYS[20], position="s1"))),
    ("p3", PersonAdded(Person("В", office="o3"))),
    ("g1", CourseDefined(title_ru="Г", edition=Edition(on=FIRST))),
    (
        "g2",
        CourseDefined(
            title_ru="Г",
            edition=Edition(on=FIRST, months=1, audience=Audience(offices=(OFFICE,)), threshold=60),
        ),
    ),
    ("v1", _held("g1", 30)),
    ("v1", Marked(organiser=OFFICE, marks=(Marking("p1", True), Marking("p2", True)))),
    ("v2", _held("g2", 40)),
    ("v2", Marked(organiser=OFFICE, marks=(Marking("p2", True, 70), Marking("p3", True, 50)))),
    ("v3", _held("g2", 70)),
)
"""What is stated first, less what is left out: it arrives like everything else, in any order."""


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, Change]]:
    """Draw what heads of several offices state, in the order of their clocks."""
    without = draw(st.sets(st.sampled_from(range(len(OPENINGS))), max_size=2))
    told = [one for n, one in enumerate(OPENINGS) if n not in without]
    for _ in range(draw(st.integers(1, 12))):
        subject = draw(st.sampled_from([*STATED, *COURSES, *COURSES]))
        told.append((subject, draw(STATED[subject])))
    return [
        (subject, change(subject, fact, stamp(hlc(minute=n), HEAD)))
        for n, (subject, fact) in enumerate(told)
    ]


def opened() -> dict[str, Any]:
    """Return the states after what is stated first."""
    return states_of(
        (one, change(one, fact, stamp(hlc(minute=n), HEAD)))
        for n, (one, fact) in enumerate(OPENINGS)
    )


class _UndoneError(Exception):
    """Ends a transaction of which nothing is to stay."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Generator[Database]:
    """Give a database with empty tables; whoever writes undoes it."""
    folder: Path = tmp_path_factory.mktemp("coverage")
    made = Database(folder / "edo.db")
    with made.writing() as connection:
        create(connection, TABLES)
        search.create(connection)
    yield made
    made.close()


def states_of(known: Iterable[tuple[str, Change]]) -> dict[str, Any]:
    """Fold what is known of each subject."""
    told: dict[str, list[Change]] = {}
    for subject, one in known:
        told.setdefault(subject, []).append(one)
    return {subject: fold(changes, roster()).state for subject, changes in told.items()}


def rows(connection: Connection) -> dict[str, list[Any]]:
    """Return all that the tables say about training."""
    return {
        one.name: sorted(map(tuple, connection.execute(select(one))), key=repr) for one in FOLDED
    }


@settings(max_examples=300)
@given(told=histories(), chance=st.randoms(use_true_random=False))
def test_coverage_is_the_same_in_whatever_order_everything_came(
    database: Database, told: list[tuple[str, Change]], chance: Any
) -> None:
    """Step by step in any batches, at once from scratch, or counted day by day: one answer."""
    arrived = list(told)
    chance.shuffle(arrived)
    with suppress(_UndoneError), database.writing() as connection:
        known: list[tuple[str, Change]] = []
        while arrived:
            some = chance.randint(1, 6)
            batch, arrived = arrived[:some], arrived[some:]
            known += batch
            touched = {subject for subject, _ in batch}
            Writer(connection).write(
                {one: state for one, state in states_of(known).items() if one in touched}
            )
        stepwise = rows(connection)
        assert coverage.wrong(connection) == []
        states = states_of(told)
        _counted_alike(connection, states)
        for table in BASES:
            connection.execute(table.delete())
        Writer(connection, covers=False).write(states)
        coverage.settle_all(connection)
        assert rows(connection) == stepwise
        raise _UndoneError


def _counted_alike(connection: Connection, states: Mapping[str, Any]) -> None:
    """Compare the sums of every day with a count of everybody on that day."""
    rows = ask(connection, "SELECT * FROM standings")
    turns = {day + step for row in rows for day in row[2:4] for step in (-1, 0) if day < OPEN}
    for on in [*DAYS[::10], *map(date.fromordinal, sorted(turns))]:
        found = {
            (course, office): Tally(*sums)
            for course, office, since, until, *sums in rows
            if since <= on.toordinal() < until
        }
        assert found == _counted(states, on)


def _counted(states: Mapping[str, Any], on: date) -> dict[tuple[str, str], Tally]:
    """Count, from the definitions alone, who is required and holds a pass on a day."""
    structure = Structure(
        {one: state for one, state in states.items() if isinstance(state, Office)},
        frozenset(one for one, it in states.items() if isinstance(it, Position) and it.clerk),
    )
    found: dict[tuple[str, str], Tally] = {}
    for course, rules in states.items():
        if not isinstance(rules, Course) or (rules.closed and on >= rules.closed):
            continue
        begun = [edition for edition in rules.editions if edition.on <= on]
        for person, state in states.items():
            if not isinstance(state, Person) or not begun:
                continue
            stay = _where(state, on)
            if stay is None or not structure.requires(begun[-1].audience, person, stay):
                continue
            held, had = _holds(states, course, rules, person, on)
            clerk = held and stay.position in structure.clerks
            tally = Tally(1, int(held), int(had and not held), int(clerk))
            place = course, stay.office
            found[place] = found.get(place, Tally()) + tally
    return found


def _where(person: Person, on: date) -> Stay | None:
    at = [
        stay
        for stay in person.stays
        if (not stay.since or stay.since <= on) and (not stay.until or on < stay.until)
    ]
    return at[-1] if at else None


def _holds(
    states: Mapping[str, Any], course: str, rules: Course, person: str, on: date
) -> tuple[bool, bool]:
    """Tell whether somebody holds a pass on a day, and whether they passed at all by then."""
    renewed = [edition.on for edition in rules.editions if edition.anew and edition.on <= on]
    holds = had = False
    for session in states.values():
        if not isinstance(session, Session) or session.course != course or session.ends > on:
            continue
        mark = session.mark(person)
        edition = rules.taught(session.ends)
        if mark is None or not edition.is_pass(present=mark.present, result=mark.result):
            continue
        had = True
        expires = edition.expires(session.ends)
        if (expires is None or on < expires) and session.ends >= max(renewed, default=date.min):
            holds = True
    return holds, had


def test_what_changes_nobodys_coverage_rewrites_nothing(database: Database) -> None:
    """A telephone, a title, a place in words: the rows of coverage are left alone."""
    with suppress(_UndoneError), database.writing() as connection:
        states = opened()
        Writer(connection).write(states)
        assert len(ask(connection, "SELECT * FROM coverage")) > 0
        connection.exec_driver_sql("UPDATE coverage SET had = 7")
        person, course = states["p1"], states["g1"]
        Writer(connection).write(
            {"p1": person.with_fields({"phone": "7"}), "g1": course.with_fields({"title_kk": "Д"})}
        )
        assert {row[0] for row in ask(connection, "SELECT had FROM coverage")} == {7}
        raise _UndoneError


def test_rows_that_do_not_follow_are_found(database: Database) -> None:
    """A sum that is wrong, a row that is missing, a mark of no session."""
    spoilt = (
        "UPDATE standings SET covered = covered + 1",
        "DELETE FROM coverage WHERE course = 'g1'",
        "INSERT INTO coverage VALUES ('g9', 'o1', 'p1', 1, 2, 0, '', 0, 0, 0)",
        "INSERT INTO session_people VALUES ('v9', 'p1', 0, 0, 'present', NULL)",
    )
    for statement in spoilt:
        with suppress(_UndoneError), database.writing() as connection:
            Writer(connection).write(opened())
            assert coverage.wrong(connection) == []
            connection.exec_driver_sql(statement)
            assert coverage.wrong(connection)
            raise _UndoneError


def test_the_indexes_are_there_after_a_rebuild(database: Database) -> None:
    """They are dropped while everything is made, and made again."""
    with suppress(_UndoneError), database.writing() as connection:
        coverage.settle_all(connection)
        statement = "SELECT 1 FROM sqlite_schema WHERE name = ?"
        assert all(ask(connection, statement, (one.name,)) for one in COVERAGE_INDEXES)
        raise _UndoneError


def test_a_threshold_put_right_is_a_matter_of_all_who_were_marked(database: Database) -> None:
    """An edition of the same day with another pass rule: who passed by it is covered at once."""
    with suppress(_UndoneError), database.writing() as connection:
        states = opened()
        Writer(connection).write(states)
        statement = "SELECT DISTINCT person FROM coverage WHERE course = 'g2' AND session <> ''"
        assert ask(connection, statement) == [("p2",)]
        (edition,) = states["g2"].editions
        eased = states["g2"].with_edition(replace(edition, threshold=50))
        Writer(connection).write({"g2": eased})
        assert ask(connection, statement) == [("p2",), ("p3",)]
        raise _UndoneError
