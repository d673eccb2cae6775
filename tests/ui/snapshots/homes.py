"""Homes to take pictures of: just founded, with something of everything, and with far too much.

Their clocks stand and their chance is repeatable, so what they show is the same in every run.
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from edo import joining
from edo.clock import today
from edo.commands import (
    acquaintance,
    correspondents,
    courses,
    documents,
    forms,
    numbers,
    organisation,
    resolutions,
    staff,
    tasks,
    training,
)
from edo.commands.assigning import Assignment
from edo.commands.documents import Intake
from edo.commands.training import Plan
from edo.domain.card import Card, Kind, Party
from edo.domain.course import Edition
from edo.domain.organisation import Correspondent, Level, Office, Person, Position, Unit
from edo.domain.training import Marked, Marking
from edo.domain.workdays import Term
from edo.queries.tasks import task as task_of
from edo.queries.tasks import tasks_of
from edo.workplace import Workplace, open_workplace
from tests.office import NAMES, Chancery, Clock, founded
from tests.ui.sharing import ask, invitation, join
from tests.ui.snapshots.correspondence import approve, write_letters
from ui.album import Moment

LONG = "О проведении республиканского семинара по охране труда для технических инспекторов"
ENDLESS = (
    "Республиканское общественное объединение «Қазақстандық салалық білім, ғылым және жоғары"
    " білім қызметкерлерінің кәсіптік одағы»"
)
"""A name of some 120 letters."""
BRANCH = "Городской филиал"
WHOEVER = "Әбдірахманқызы-Нұрмұхамбетова Гүлшара-Айым Нұрсұлтанқызы"
AGES = 20
"""Days after which an invitation has ended."""
MANY = 10_000
OFFICES, PEOPLE, SESSIONS = 30, 120, 40


class Filled(StrEnum):
    """How much is in a home."""

    EMPTY = "empty"
    FULL = "full"
    OVERFULL = "overfull"


@dataclass(frozen=True, slots=True)
class Place:
    """A home to take pictures of: how much is in it, where it lies, when it is opened."""

    filled: Filled
    folder: Path
    moment: Moment


@contextmanager
def home(filled: Filled, folder: Path) -> Generator[Place]:
    """Fill a home folder that no program holds.

    Args:
        filled: how much.
        folder: for the home and what belongs to it.
    """
    names = (ENDLESS, ENDLESS, WHOEVER) if filled is Filled.OVERFULL else NAMES
    with founded(folder / "home", names=names) as chancery:
        if filled is not Filled.EMPTY:
            long = filled is Filled.OVERFULL
            other, title = (f"{ENDLESS} филиалы", f"{LONG}: {ENDLESS}") if long else (BRANCH, LONG)
            share(chancery, folder)
            furnish(chancery)
            write_letters(chancery, folder / "share", folder, (other, title))
            approve(chancery, folder, title)
        if filled is Filled.OVERFULL:
            overfill(chancery)
        clock, chance = chancery.clock, chancery.chance.getstate()
    yield Place(filled, folder, Moment(partial(today, clock), clock, partial(_open, clock, chance)))


def _open(clock: Clock, chance: tuple[Any, ...], folder: Path) -> Workplace:
    again = Random()
    again.setstate(chance)
    return open_workplace(folder, at=clock, random=again.randbytes)


def furnish(chancery: Chancery) -> None:
    """Fill a home with everything a page can show."""
    workplace = chancery.workplace
    office = workplace.identity.office
    for kind in Kind:
        for number in (1, 2):
            chancery.register(
                kind,
                subject_ru=f"{LONG}, {number}",
                subject_kk="Техникалық инспекторларға арналған еңбекті қорғау семинары туралы",
            )
    gone = chancery.register(number="7")
    documents.annul(workplace, document=gone.document, reason="Ошибка")
    journal = chancery.journals[Kind.INCOMING]
    numbers.reserve(
        workplace,
        journal=journal,
        count=2,
        whom="Бухгалтерия",
        until=chancery.today + timedelta(days=1),
    )
    documents.begin(
        workplace,
        kind=Kind.INCOMING,
        card=Card(subject_ru=LONG, parties=(Party(chancery.school),)),
    )
    forms.keep_form(workplace, name="registration/incoming", value=b"{}")
    unit = organisation.add_unit(workplace, unit=Unit(office, "Отдел охраны труда"))
    position = organisation.add_position(workplace, position=Position("Главный бухгалтер"))
    staff.add(
        workplace,
        person=Person("Омарова Сәуле Маратқызы", office=office, unit=unit, position=position),
    )
    organisation.save_template(
        workplace, name="Ответ", kind=Kind.OUTGOING, card=Card(subject_ru=LONG)
    )
    correspondents.add(workplace, correspondent=Correspondent("Акимат", "Әкімдік"))
    give_work(chancery)
    teach(chancery)


def teach(chancery: Chancery) -> None:
    """Hold a training: present, absent, a result too low, two marks that differ, one added."""
    workplace, office = chancery.workplace, chancery.workplace.identity.office
    edition = Edition(on=date(2026, 1, 12), hours=16, months=24, threshold=70)
    course = courses.define(
        workplace,
        title_ru="Освоение единого электронного документооборота",
        title_kk="Бірыңғай электрондық құжат айналымын меңгеру",
        edition=edition,
    )
    clerk = organisation.add_position(
        workplace,
        position=Position("Делопроизводитель-архивариус", "Іс жүргізуші-мұрағатшы", clerk=True),
    )
    ids = [
        staff.add(
            workplace,
            person=Person(f"Әбдірахманқызы Гүлшара {letter}.", "", office=office, position=clerk),
        )
        for letter in "АБВГДЕЖЗИК"
    ]
    plan = Plan(
        course,
        chancery.today,
        chancery.today,
        offices=(office,),
        place="Қостанай облысы, Қостанай қаласы, Әл-Фараби даңғылы, 112, 3-қабат",
        invited=tuple(ids[:-1]),
    )
    session = training.plan(workplace, plan=plan)
    marks = [
        Marking(ids[0], True, 85),
        Marking(ids[1], True, 55, "кешікті, бірінші сағаттан кейін келді"),
        Marking(ids[2], False),
        Marking(ids[3], True),
        Marking(ids[-1], True, 90),
    ]
    training.mark(workplace, session=session, marks=marks)
    for present in (True, False):
        chancery.clock.move(minutes=1)
        with workplace.entry() as entry:
            entry.record(session, Marked(organiser=office, marks=(Marking(ids[4], present),)))
    later = chancery.today + timedelta(days=9)
    training.plan(
        workplace, plan=Plan(course, later, later, offices=(office,), invited=tuple(ids[:4]))
    )


def give_work(chancery: Chancery) -> None:
    """Write a resolution on a letter; one of its tasks is late, of the other a report waits."""
    workplace, office = chancery.workplace, chancery.workplace.identity.office
    me = workplace.identity.person
    name = "Әбдірахманқызы Гүлшара Нұрсұлтанқызы"
    other = staff.add(workplace, person=Person(name, name, office=office))
    document = chancery.register(subject_ru=LONG).document
    resolutions.issue(
        workplace,
        document=document,
        text_ru="К исполнению. Подготовить сведения и проект ответа",
        text_kk="Орындауға. Мәліметтер мен жауап жобасын дайындаңыз",
        items=[Assignment((other, me), due=chancery.today), Assignment((me,), LONG, term=Term(5))],
        author=other,
    )
    for one in workplace.read(tasks_of, document=document):
        if workplace.read(task_of, task=one.id, today=chancery.today).row.executors[0].id == me:
            tasks.report(workplace, task=one.id, text=LONG)
    acquaintance.ask(workplace, document=document, people=[me, other], term=Term(5), note=LONG)
    chancery.clock.move(days=1)


def share(chancery: Chancery, folder: Path) -> None:
    """Connect an office to a folder where another works, one asks, and something is damaged."""
    place = folder / "share"
    place.mkdir()
    joining.connect(chancery.workplace, place=str(place))
    join(chancery, place, folder / "kim").close()
    heads = next((place / "spaces").glob("*/heads"))
    (heads / f"{chancery.workplace.device}.000000000099.{'a' * 12}").write_bytes(b"x" * 99)
    ask(chancery, place, folder / "late", invitation(chancery, "Омаров Ерлан"))
    chancery.clock.move(days=AGES)
    ask(chancery, place, folder / "next", invitation(chancery, "Ахметова Дана Болатқызы"))


def overfill(chancery: Chancery) -> None:
    """Make everything long, and most of it many."""
    workplace = chancery.workplace
    office = workplace.identity.office
    for n in range(1, 13):
        correspondents.add(
            workplace, correspondent=Correspondent(f"{ENDLESS}, {n}", f"{ENDLESS} ({n})")
        )
    long = correspondents.add(workplace, correspondent=Correspondent(f"А {ENDLESS}", ENDLESS))
    card = Card(
        subject_ru=f"{LONG}: {ENDLESS}",
        subject_kk=f"{ENDLESS}: {LONG}",
        parties=(Party(long),),
        their_number="01-15/718-Қ/2026-кіріс-хат",
    )
    for kind, count in ((Kind.INCOMING, MANY), (Kind.OUTGOING, 200), (Kind.INTERNAL, 200)):
        for _ in range(0, count, 1_000):
            lines = [Intake(card, chancery.today)] * min(count, 1_000)
            documents.register_all(workplace, journal=chancery.journals[kind], lines=lines)
    for _ in range(30):
        documents.begin(workplace, kind=Kind.INCOMING, card=card)
    body = next(iter(workplace.roster.offices))
    for n in range(1, OFFICES + 1):
        name = f"{ENDLESS} {n}"
        organisation.add_office(
            workplace, office=Office(name, name, level=Level.REGIONAL, parent=body)
        )
    position = organisation.add_position(workplace, position=Position(ENDLESS, ENDLESS))
    people = [
        staff.add(
            workplace,
            person=Person(f"{WHOEVER} {n:03}", WHOEVER, office=office, position=position),
        )
        for n in range(PEOPLE)
    ]
    edition = Edition(on=date(2026, 1, 12), hours=160, months=24, threshold=70)
    course = courses.define(workplace, title_ru=ENDLESS, title_kk=ENDLESS, edition=edition)
    for n in range(SESSIONS):
        on = chancery.today + timedelta(days=n % 20)
        training.plan(
            workplace,
            plan=Plan(course, on, on, offices=(office,), place=ENDLESS, invited=tuple(people)),
        )
    given = chancery.register(subject_ru=f"{LONG}: {ENDLESS}").document
    resolutions.issue(
        workplace,
        document=given,
        text_ru=ENDLESS,
        text_kk=ENDLESS,
        items=[
            Assignment(tuple(people[n : n + 5]), ENDLESS, due=chancery.today) for n in range(40)
        ],
        author=people[0],
    )
    chancery.clock.move(days=1)
