"""What happened to a course, a session and a person, as sentences."""

from dataclasses import replace
from datetime import date

import pytest

from edo.commands import certificates, courses, documents, organisation, staff, training
from edo.domain.course import Audience, Edition, Goal, Programme
from edo.domain.organisation import Level, Person, Position
from edo.domain.session import Form
from edo.domain.training import Marking
from edo.narrative import Narrator
from edo.queries.history import History, history
from edo.queries.history import told as told_of
from edo.training_words import names, rules
from edo.wording import Wording
from tests.builders import SHA
from tests.domain.holding import AIGUL as MARKED
from tests.domain.holding import (
    AIGUL_CAME,
    AIGUL_DID_NOT,
    ANNA,
    BOLAT,
    PLANNED,
    ROSTER,
    at,
    came,
    changes,
    corrected,
)
from tests.office import Chancery

WORDS = Wording("en")
AIGUL, BERIK = "Асанова Айгуль", "Берік Болат"


def told(chancery: Chancery, subject: str) -> list[str]:
    """Return what was done with a subject, without who and when."""
    found = chancery.workplace.read(history, subject=subject, roster=chancery.workplace.roster)
    narrator = Narrator(WORDS, found)
    return [narrator.act(event) for event in found.events]


@pytest.fixture
def people(chancery: Chancery) -> list[str]:
    """Let two people work in the office."""
    at = chancery.workplace
    office = at.identity.office
    return [staff.add(at, person=Person(one, office=office)) for one in (AIGUL, BERIK)]


@pytest.fixture
def course(chancery: Chancery) -> str:
    """Set a course up."""
    edition = Edition(on=chancery.today, hours=8, months=12)
    return courses.define(chancery.workplace, title_ru="ЕЭД", title_kk="БЭҚ", edition=edition)


def test_the_history_of_a_session(chancery: Chancery, people: list[str], course: str) -> None:
    """Planned, people invited, marked, put right with the reason, ended, certified."""
    at, day = chancery.workplace, chancery.today
    shown = day.strftime("%d.%m.%Y")
    plan = training.Plan(course=course, begins=day, ends=day, place="Зал", invited=(people[0],))
    session = training.plan(at, plan=plan)
    training.change(at, session=session, fields={"place": "Актовый зал", "trainers": people[1:]})
    training.invite(at, session=session, people=people)
    marks = [Marking(people[0], present=True, result=90), Marking(people[1], present=False)]
    training.mark(at, session=session, marks=marks)
    other = Marking(people[0], present=True, result=95, remark="пересчитано")
    training.correct(at, session=session, mark=other, reason="Описка")
    training.hold(at, session=session)
    certificates.open_journal(at)
    (given,) = certificates.issue(at, session=session)
    documents.annul(at, document=given.document, reason="Испорчен")
    assert told(chancery, session) == [
        f"planned training: “ЕЭД”, {shown}; on site; Зал; invited: {AIGUL}",
        f"changed place: Зал → Актовый зал; changed trainers: Иванова Айгуль → {BERIK}",
        f"invited {AIGUL}, {BERIK}",
        f"marked absent: {BERIK}; marked {AIGUL}: present, result 90",
        f"put right of {AIGUL}: present, result 90 → present, result 95, пересчитано: Описка",
        "ended the training: everybody is marked",
        f"drew up the certificate of {AIGUL}",
        f"gave {AIGUL} the certificate № СЕРТ-1 of {shown}",
        f"annulled the certificate of {AIGUL}: Испорчен",
    ]


def test_a_session_that_is_not_held(chancery: Chancery, people: list[str], course: str) -> None:
    """Who was taken off the list and why it was cancelled is told; earlier days are entered."""
    at, day = chancery.workplace, chancery.today
    plan = training.Plan(course=course, begins=day, ends=day, invited=tuple(people))
    session = training.plan(at, plan=plan)
    training.uninvite(at, session=session, people=people[:1])
    training.cancel(at, session=session, reason="Карантин")
    assert told(chancery, session)[1:] == [
        f"took off the list: {AIGUL}",
        "cancelled the training: Карантин",
    ]
    early = date(2025, 3, 1)
    before = replace(plan, begins=early, ends=early, form=Form.PRIOR, invited=())
    entered = training.enter_prior(at, plan=before, marks=[Marking(people[0], present=True)])
    assert told(chancery, entered) == [
        "entered who passed before: “ЕЭД”, 01.03.2025",
        f"marked present: {AIGUL}",
        "ended the training: everybody is marked",
    ]


def test_the_history_of_a_course(chancery: Chancery, course: str) -> None:
    """Its rules are told whole, with whom it is for; closing and opening are told as such."""
    at, day = chancery.workplace, chancery.today
    shown = day.strftime("%d.%m.%Y")
    clerk = organisation.add_position(at, position=Position("Делопроизводитель"))
    edition = Edition(
        on=day,
        threshold=60,
        audience=Audience(levels=(Level.BRANCH,), positions=(clerk,)),
        goal=Goal.CLERK,
        anew=True,
    )
    courses.revise(at, course=course, edition=edition)
    courses.rename(at, course=course, title_ru="ЕЭДО", title_kk="БЭҚ")
    courses.close(at, course=course, on=day)
    courses.close(at, course=course, on=None)
    first = (
        "for everybody; 8 hours; who was present has passed; valid for 12 months; "
        "an office is trained when: everyone who is required has passed"
    )
    second = (
        "offices: branch; positions: Делопроизводитель; passed from 60 points of 100; "
        "valid for ever; an office is trained when: at least one who keeps records has passed; "
        "earlier passes do not count any more"
    )
    assert told(chancery, course) == [
        f"set the course up: {first}",
        f"gave the course other rules from {shown}: {second}",
        "changed title in Russian: ЕЭД → ЕЭДО",
        f"closed the course from {shown}",
        "opened the course again",
    ]


def test_the_history_of_a_person(chancery: Chancery, people: list[str]) -> None:
    """Came, was put right, moved, left and came back."""
    at = chancery.workplace
    office = "Областная организация Абай"
    head = organisation.add_position(at, position=Position("Заведующий"))
    person = people[0]
    staff.correct(at, person=person, fields={"phone": "8 7222 123"})
    staff.move(at, person=person, on=date(2026, 2, 2), position=head)
    staff.leave(at, person=person, on=date(2026, 2, 20))
    staff.move(at, person=person, on=date(2026, 3, 2))
    assert told(chancery, person) == [
        f"entered among the staff: {office}",
        "changed phone: — → 8 7222 123",
        f"noted that they moved on 02.02.2026: {office}, Заведующий",
        "noted that they left, last day 20.02.2026",
        f"noted that they came back on 02.03.2026: {office}, Заведующий",
    ]


def test_a_difference_is_told_and_its_settling_too() -> None:
    """The second of two marks says that another trainer marked otherwise; who settles says why."""
    steps = (PLANNED, AIGUL_CAME, AIGUL_DID_NOT)
    settled = (ANNA, corrected(came(MARKED), at(1), at(2, BOLAT), reason="Есть подпись"))
    events = told_of(changes(*steps, settled), ROSTER)
    narrator = Narrator(WORDS, History(tuple(events), {}))
    said = [narrator.act(event) for event in events]
    assert said[2] == f"marked absent: {MARKED}; marked otherwise by another trainer: {MARKED}"
    assert said[3] == f"settled of {MARKED}: present / absent → present: Есть подпись"


def test_a_programme_and_named_people_are_among_the_rules() -> None:
    """A course for a few named people says so, and names its programme's file."""
    edition = Edition(
        on=date(2026, 1, 1),
        audience=Audience(people=("p1",)),
        programme=Programme("программа.pdf", SHA, 10),
    )
    said = rules(WORDS, edition, lambda id: f"<{id}>")
    assert said.startswith("only for: <p1>; ")
    assert said.endswith("programme “программа.pdf”")


def test_of_very_many_people_the_first_are_named() -> None:
    """A sentence of two thousand names would be read by nobody."""
    assert names(WORDS, ["p"] * 43, lambda _: "А").endswith("А and 3 more")
