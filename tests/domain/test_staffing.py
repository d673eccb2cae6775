"""Staff: who came, moved, left, came back; and whose staff one may write."""

from datetime import date
from typing import Any

import pytest

from edo.domain.fact import Fact
from edo.domain.fold import fold, take
from edo.domain.organisation import Person, Stay
from edo.domain.rights import Role
from edo.domain.staffing import PersonAdded, PersonChanged, PersonLeft, PersonMoved
from edo.errors import Reason
from tests.builders import TODAY, change, hlc, roster, stamp
from tests.domain.telling import day, outcome, refused, told

JOINED = date(2024, 9, 1)
HIRED = PersonAdded(Person("Иванова Анна", office="o1", position="s1", joined=JOINED))
FROM_EVER = PersonAdded(Person("Иванова Анна", office="o1", position="s1"))


def moved(on: date, to: str = "o2", position: str = "s1", *, office: str = "o1") -> PersonMoved:
    """Move them from one office to another."""
    return PersonMoved(office=office, on=on, to=to, position=position)


def left(on: date, office: str = "o1") -> PersonLeft:
    """Let them go."""
    return PersonLeft(office=office, on=on)


def stay(office: str, since: date | None, until: date | None, position: str = "s1") -> Stay:
    """Return where somebody worked."""
    return Stay(office, "", position, since, until)


STAYS: dict[str, tuple[tuple[Fact, ...], tuple[Stay, ...]]] = {
    "came": ((HIRED,), (stay("o1", JOINED, None),)),
    "has always been there": ((FROM_EVER,), (stay("o1", None, None),)),
    "moved to another office": (
        (HIRED, moved(day(1))),
        (stay("o1", JOINED, day(1)), stay("o2", day(1), None)),
    ),
    "got another position": (
        (HIRED, moved(day(1), "o1", "s2")),
        (stay("o1", JOINED, day(1)), stay("o1", day(1), None, "s2")),
    ),
    "moved twice": (
        (FROM_EVER, moved(day(1)), moved(day(2), "o3", office="o2")),
        (stay("o1", None, day(1)), stay("o2", day(1), day(2)), stay("o3", day(2), None)),
    ),
    "left: the last day was worked": ((HIRED, left(day(1))), (stay("o1", JOINED, day(2)),)),
    "left on the first day": (
        (PersonAdded(Person("Иванова", office="o1", position="s1", joined=day(1))), left(day(1))),
        (stay("o1", day(1), day(2)),),
    ),
    "left after moving": (
        (FROM_EVER, moved(day(1)), left(day(1), "o2")),
        (stay("o1", None, day(1)), stay("o2", day(1), day(2))),
    ),
    "came back to the same place": (
        (HIRED, left(date(2025, 6, 30)), moved(day(1), "o1")),
        (stay("o1", JOINED, date(2025, 7, 1)), stay("o1", day(1), None)),
    ),
    "came back elsewhere the day after": (
        (HIRED, left(day(1)), moved(day(2), "o2", "s2")),
        (stay("o1", JOINED, day(2)), stay("o2", day(2), None, "s2")),
    ),
    "left again": (
        (HIRED, left(date(2025, 6, 30)), moved(day(1)), left(day(2), "o2")),
        (stay("o1", JOINED, date(2025, 7, 1)), stay("o2", day(1), day(3))),
    ),
    "the day they joined is put right": (
        (HIRED, PersonChanged({"joined": "2024-10-01"}, "o1")),
        (stay("o1", date(2024, 10, 1), None),),
    ),
    "the day they joined is put right after they moved": (
        (HIRED, moved(day(1)), PersonChanged({"joined": "2024-10-01"}, "o2")),
        (stay("o1", date(2024, 10, 1), day(1)), stay("o2", day(1), None)),
    ),
    "the day they joined is known after they left and came back": (
        (FROM_EVER, left(day(1)), moved(day(2)), PersonChanged({"joined": "2024-10-01"}, "o2")),
        (stay("o1", date(2024, 10, 1), day(2)), stay("o2", day(2), None)),
    ),
    "left by mistake": (
        (HIRED, left(day(1)), PersonChanged({"left": None}, "o1")),
        (stay("o1", JOINED, None),),
    ),
    "leaves on the last day there is": (
        (HIRED, PersonChanged({"left": "9999-12-31"}, "o1")),
        (stay("o1", JOINED, None),),
    ),
}


@pytest.mark.parametrize("case", STAYS)
def test_where_somebody_worked(case: str) -> None:
    """Days follow one another without a gap, but where they had left."""
    facts, stays = STAYS[case]
    assert told(*facts).stays == stays


def test_who_came_back_has_not_left() -> None:
    """What they are today is their new place; where they were before stays on record."""
    person = told(HIRED, left(date(2025, 6, 30)), moved(day(1), "o2", "s2"))
    assert (person.office, person.position, person.since, person.left) == (
        "o2",
        "s2",
        day(1),
        None,
    )
    assert person.joined == JOINED


REFUSED: dict[str, tuple[tuple[Fact, ...], Reason]] = {
    "added twice": ((HIRED, HIRED), Reason.ALREADY_EXISTS),
    "added without a name": ((PersonAdded(Person(office="o1")),), Reason.REQUIRED_FIELD),
    "added with a past": (
        (PersonAdded(Person("Иванова", past=(Stay("o2"),))),),
        Reason.BAD_VALUE,
    ),
    "added as if moved": ((PersonAdded(Person("Иванова", since=TODAY)),), Reason.BAD_VALUE),
    "nobody moved": ((moved(day(1)),), Reason.UNKNOWN_PERSON),
    "nobody left": ((left(day(1)),), Reason.UNKNOWN_PERSON),
    "nobody put right": ((PersonChanged({"phone": "1"}, "o1"),), Reason.UNKNOWN_SUBJECT),
    "moved tomorrow": ((HIRED, moved(day(3))), Reason.FUTURE_DATE),
    "leaves tomorrow": ((HIRED, left(day(3))), Reason.FUTURE_DATE),
    "moved from where they do not work": (
        (HIRED, moved(day(1), "o3", office="o2")),
        Reason.WORKS_ELSEWHERE,
    ),
    "left where they do not work": ((HIRED, left(day(1), "o2")), Reason.WORKS_ELSEWHERE),
    "moved before they came": ((HIRED, moved(date(2024, 8, 31))), Reason.MOVED_LATER),
    "moved on the day they came": ((HIRED, moved(JOINED)), Reason.MOVED_LATER),
    "moved before they moved": (
        (HIRED, moved(day(2)), moved(day(1), "o3", office="o2")),
        Reason.MOVED_LATER,
    ),
    "came back before they had left": ((HIRED, left(day(1)), moved(day(1))), Reason.MOVED_LATER),
    "left before they came": ((HIRED, left(date(2024, 8, 31))), Reason.MOVED_LATER),
    "left before they moved": ((HIRED, moved(day(2)), left(day(1), "o2")), Reason.MOVED_LATER),
    "moved nowhere": ((HIRED, moved(day(1), "o1")), Reason.MOVED_NOWHERE),
    "moved to no office": ((HIRED, moved(day(1), "")), Reason.REQUIRED_FIELD),
    "left twice": ((HIRED, left(day(1)), left(day(2))), Reason.LEFT_ALREADY),
    "moved by the way": ((HIRED, PersonChanged({"since": "2026-03-01"}, "o1")), Reason.BAD_VALUE),
    "a past by the way": ((HIRED, PersonChanged({"past": []}, "o1")), Reason.BAD_VALUE),
    "put right where they do not work": (
        (HIRED, PersonChanged({"phone": "1"}, "o2")),
        Reason.WORKS_ELSEWHERE,
    ),
    "a field nobody has": ((HIRED, PersonChanged({"salary": 1}, "o1")), Reason.BAD_VALUE),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    """What cannot have been is refused, with the reason."""
    facts, reason = REFUSED[case]
    assert refused(*facts) is reason


_ALL = tuple(Role)
_KEEP = (Role.ADMINISTRATOR, Role.CLERK, Role.TRAINER)
ACTS: dict[str, Fact] = {
    "add": HIRED,
    "put right": PersonChanged({"phone": "8 7172 00-00-00"}, "o1"),
    "move": moved(day(1)),
    "let go": left(day(1)),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", _ALL)
@pytest.mark.parametrize("scope", ["", "o1", "o2"])
def test_whose_staff_one_may_write(act: str, role: Role, scope: str) -> None:
    """Who keeps the records of an office, trains there or administers it writes its staff alone."""
    fact = ACTS[act]
    state = None if fact is HIRED else told(HIRED)
    made = change("p5", fact, stamp(hlc(minute=5), "x1"))
    found = outcome(take, state, fact, made, roster(("x1", role), scope=scope))
    assert (found is not Reason.NOT_ALLOWED) is (role in _KEEP and scope in ("", "o1"))


@pytest.mark.parametrize(
    "fields", [{"office": "o2"}, {"office": "o1", "phone": "1"}, {"office": ""}]
)
@pytest.mark.parametrize("office", ["", "o1"])
def test_another_office_is_written_by_who_organises(fields: dict[str, Any], office: str) -> None:
    """Where somebody works is put right, without a trace of moving, by an administrator alone."""
    fact = PersonChanged(fields, office)
    made = change("p5", fact, stamp(hlc(minute=5), "x1"))
    answers = [
        outcome(take, told(HIRED), fact, made, roster(("x1", role), scope=scope))
        for role, scope in (
            (Role.ADMINISTRATOR, ""),
            (Role.ADMINISTRATOR, "o1"),
            (Role.CLERK, "o1"),
            (Role.TRAINER, ""),
        )
    ]
    assert isinstance(answers[0], Person)
    assert answers[1:] == [Reason.NOT_ALLOWED] * 3


def test_who_has_no_office_is_moved_by_who_keeps_all_staff() -> None:
    """A clerk takes nobody into their office who is in none; a trainer who goes round does."""
    fact = moved(day(1), "o1", office="")
    nobody = Person("Иванова")
    made = change("p5", fact, stamp(hlc(minute=5), "x1"))
    by = [(Role.TRAINER, ""), (Role.CLERK, "o1")]
    found = [outcome(take, nobody, fact, made, roster(("x1", r), scope=s)) for r, s in by]
    assert isinstance(found[0], Person)
    assert found[1] is Reason.NOT_ALLOWED


def test_two_offices_move_one_person_at_once() -> None:
    """The first in the common order counts on all machines; the other is set aside, and says so."""
    who = roster(("x1", Role.CLERK), ("x2", Role.CLERK))
    begun = change("p5", HIRED, stamp(hlc(), "x1"))
    one = change("p5", moved(day(1), "o2"), stamp(hlc(minute=1), "x1", seq=2))
    other = change("p5", moved(day(2), "o3"), stamp(hlc(minute=2), "x2"))
    for arrived in ([begun, one, other], [other, one, begun], [other, begun, one, other]):
        folded = fold(arrived, who)
        assert folded.state.office == "o2"
        assert [(r.change, r.reason) for r in folded.refused] == [(other, Reason.WORKS_ELSEWHERE)]
