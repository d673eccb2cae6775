"""What somebody who may not train can do about training with a genuine key: nothing that counts.

I is one who belongs to the organisation and oversteps: a clerk of the first office who trains in
the second, see `tests/world/cheat.py`. Beside what they state stands what a trainer stated.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from edo.change import COMMON
from edo.commands import staff, training
from edo.commands.training import Plan
from edo.domain.course import Course, CourseChanged, CourseDefined, CourseRevised, Edition
from edo.domain.fact import Fact
from edo.domain.organisation import Person
from edo.domain.session import Session
from edo.domain.staffing import PersonAdded, PersonChanged, PersonLeft, PersonMoved
from edo.domain.training import Marking, SessionPlanned
from edo.errors import Reason, Refusal
from edo.queries import refused as shown
from tests.builders import TODAY
from tests.world.acts import DAY, MINUTE
from tests.world.cheat import marks_of
from tests.world.lessons import entries, sessions
from tests.world.seat import Seat
from tests.world.telling import TRAINING
from tests.world.trained import judge_trained
from tests.world.verdict import dump, judge, stated, survivors
from tests.world.villain import dismiss, state
from tests.world.world import World, world


@pytest.fixture
def scene() -> Iterator[World]:
    """Give the keeper, three trainers and an administrator, and a session the first has marked."""
    with world(7, TRAINING, workplaces=5) as made:
        made.share.calm()
        yield made


def seat_of(made: World, name: str) -> Seat:
    """Return somebody's workplace."""
    return next(one for one in made.seats if one.name == name)


def planned(made: World, name: str = "ainur") -> str:
    """Plan a session for the first office and mark one of two people at it; all hear of it."""
    seat, office = seat_of(made, name), made.begin.offices["first"]
    course = entries(seat, Course)[0][0]
    people = [id for id, one in entries(seat, Person) if one.office == office][:2]
    id = training.plan(
        seat.workplace,
        plan=Plan(course, TODAY, TODAY, offices=(office,), invited=tuple(people), organiser=office),
    )
    training.mark(seat.workplace, session=id, marks=[Marking(people[0], present=True)])
    meet(made)
    return id


def meet(made: World) -> None:
    """Let everybody exchange, twice."""
    for seat in (*made.seats, *made.seats):
        made.time.at += MINUTE
        seat.run()


def session(seat: Seat, id: str) -> Session:
    """Return a session as a workplace knows it."""
    return dict(sessions(seat))[id]


def well(made: World) -> None:
    """All ends well: everybody has the same, and nothing is lost."""
    held = [(seat, stated(seat)) for seat in made.seats]
    made.settle()
    judge(made, survivors(held))


def forged(made: World, fact: Fact, subject: str) -> None:
    """State something with the key of the clerk who trains elsewhere."""
    state(made, fact, subject, COMMON, at=made.time.at, insider=made.begin.rogue)


def told(seat: Seat) -> list[tuple[str, str]]:
    """Return what a workplace's person is shown of work that counts for nothing: (who, why)."""
    found = seat.workplace.read(shown.refused, roster=seat.workplace.roster)
    return [(segment.name, reason) for segment in found for reason in segment.reasons]


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize("claimed", ["first", "second"])
def test_what_another_offices_trainer_states_of_a_session_counts_nowhere(
    scene: World, place: int, claimed: str
) -> None:
    """A mark, a correction, an end: in the organiser's name or in one's own, it is set aside."""
    id = planned(scene)
    before = session(scene.keeper, id)
    fact = marks_of(before, scene.begin.offices[claimed])[place]
    forged(scene, fact, id)
    well(scene)
    why = Reason.NOT_ALLOWED if claimed == "first" else Reason.UNKNOWN_SESSION
    for seat in scene.seats:
        assert session(seat, id) == before
        assert told(seat) == [("Делопроизводитель", why)]


def test_a_forged_mark_beside_a_trainers_makes_no_difference_to_settle(scene: World) -> None:
    """Who is marked by a trainer as present stays present, whatever a clerk stated at once."""
    id = planned(scene)
    known = session(scene.keeper, id)
    for fact in marks_of(known, scene.begin.offices["first"])[:2]:
        forged(scene, fact, id)
    ainur = seat_of(scene, "ainur")
    left = known.unmarked
    training.mark(ainur.workplace, session=id, marks=[Marking(one, present=False) for one in left])
    training.hold(ainur.workplace, session=id)
    well(scene)
    for seat in scene.seats:
        state = session(seat, id)
        assert state.is_held
        assert state.disputed == ()
        assert {mark.by for marks in state.marks.values() for mark in marks} == {
            ainur.workplace.identity.person
        }


def test_who_may_not_train_is_told_so_at_their_own_window(scene: World) -> None:
    """The local door refuses one who trains elsewhere what all the others would refuse."""
    id = planned(scene)
    erlan = seat_of(scene, "erlan")
    left = session(erlan, id).unmarked
    for act in (
        lambda: training.mark(erlan.workplace, session=id, marks=[Marking(left[0], present=True)]),
        lambda: training.hold(erlan.workplace, session=id),
        lambda: training.cancel(erlan.workplace, session=id, reason="карантин"),
    ):
        with pytest.raises(Refusal) as caught:
            act()
        assert caught.value.reason is Reason.NOT_ALLOWED


COURSE_ACTS: dict[str, Fact] = {
    "a course of their own": CourseDefined(title_ru="Мой", edition=Edition(on=TODAY)),
    "everybody anew": CourseRevised(edition=Edition(on=date(2026, 2, 1), anew=True)),
    "closed long ago": CourseChanged({"closed": "2020-01-01"}),
    "a session of the first office": SessionPlanned(
        organiser="first", course="g1", begins=TODAY, ends=TODAY
    ),
}


@pytest.mark.parametrize("act", COURSE_ACTS)
def test_courses_and_anothers_sessions_are_not_for_who_trains_in_one_office(
    scene: World, act: str
) -> None:
    """The rules of a course stay as they are, and no session begins."""
    fact = COURSE_ACTS[act]
    before = [entries(scene.keeper, Course), sessions(scene.keeper)]
    subject = entries(scene.keeper, Course)[0][0]
    if isinstance(fact, SessionPlanned):
        office = scene.begin.offices["first"]
        fact = SessionPlanned(organiser=office, course="g1", begins=TODAY, ends=TODAY)
        subject = scene.keeper.workplace.new_id("v")
    elif isinstance(fact, CourseDefined):
        subject = scene.keeper.workplace.new_id("g")
    forged(scene, fact, subject)
    well(scene)
    for seat in scene.seats:
        assert [entries(seat, Course), sessions(seat)] == before
        assert told(seat) == [("Делопроизводитель", Reason.NOT_ALLOWED)]


def test_staff_is_written_by_who_keeps_it_in_that_office(scene: World) -> None:
    """A trainer of one office lets nobody of another go, and takes nobody from it."""
    first, second = (scene.begin.offices[name] for name in ("first", "second"))
    damir = seat_of(scene, "damir")
    theirs = [id for id, one in entries(damir, Person) if one.office == second]
    own = [id for id, one in entries(damir, Person) if one.office == first]
    on = damir.workplace.clock.today()
    for act in (
        lambda: staff.leave(damir.workplace, person=theirs[0], on=on),
        lambda: staff.move(damir.workplace, person=theirs[0], on=on, to=first),
        lambda: staff.add(damir.workplace, person=Person("Новый", office=second)),
        lambda: staff.correct(damir.workplace, person=theirs[0], fields={"phone": "1"}),
    ):
        with pytest.raises(Refusal) as caught:
            act()
        assert caught.value.reason is Reason.NOT_ALLOWED
    staff.move(damir.workplace, person=own[0], on=on, to=second)
    well(scene)
    assert dict(entries(scene.keeper, Person))[own[0]].office == second


def test_people_of_another_office_are_not_touched_by_a_genuine_key(scene: World) -> None:
    """Added, moved, let go, put right: what is stated for an office not one's own has no effect."""
    third = "o" + "0" * 16
    person = entries(scene.keeper, Person)[0][0]
    before = entries(scene.keeper, Person)
    for fact, subject in (
        (PersonAdded(Person("Никто", office=third)), scene.keeper.workplace.new_id("p")),
        (PersonMoved(office=third, on=TODAY, to=third), person),
        (PersonLeft(office=third, on=TODAY), person),
        (PersonChanged({"name_ru": "Никто"}), person),
        (PersonChanged({"name_ru": "Никто"}, third), person),
        (PersonChanged({"office": third}, scene.begin.offices["first"]), person),
    ):
        forged(scene, fact, subject)
    well(scene)
    for seat in scene.seats:
        assert entries(seat, Person) == before
        assert set(told(seat)) == {("Делопроизводитель", Reason.NOT_ALLOWED)}
        assert len(dump(seat)["refused"]) == 6


def test_what_a_trainer_marks_after_leaving_counts_nowhere_and_is_settled(scene: World) -> None:
    """Beyond the cut a mark is set aside; what another said of the same person stands."""
    id = planned(scene)
    damir, ainur = seat_of(scene, "damir"), seat_of(scene, "ainur")
    left = session(damir, id).unmarked[0]
    dismiss(scene, scene.keeper)
    training.mark(damir.workplace, session=id, marks=[Marking(left, present=False)])
    damir.run()
    meet(scene)
    training.mark(ainur.workplace, session=id, marks=[Marking(left, present=True)])
    scene.time.at += DAY
    held = [(seat, stated(seat)) for seat in scene.seats if seat is not damir]
    scene.settle()
    judge(scene, survivors(held))
    members = [seat for seat in scene.seats if seat is not damir]
    judge_trained(scene, members)
    for seat in members:
        assert session(seat, id).disputed == ()
        assert [mark.by for mark in session(seat, id).marks[left]] == [
            ainur.workplace.identity.person
        ]
