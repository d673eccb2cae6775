"""The fourth day: the trainers come, mark a room without a network, and meet again."""

from edo.commands import certificates, courses, organisation, staff, training
from edo.commands.training import Plan
from edo.domain.course import Audience, Edition
from edo.domain.organisation import Level, Office, Person
from edo.domain.rights import Role
from edo.domain.session import Session
from edo.domain.training import Marking
from edo.queries import directory
from edo.queries.sessions import state_of
from edo.sample.enrolling import join
from edo.sample.fourth import COLLEAGUE, TRAINER, Fourth, fourth
from edo.sample.seats import Seat
from edo.sample.together import CLERK, UNION

_FIRST_SEED = 11
_REGION = ""
"""Key of the office all is played in."""


def bring_trainers(day: Fourth) -> None:
    """Let the central body enter its member organisations, and two trainers join."""
    words, text = day.words, day.words.text
    day.at(8, 30)
    day.exchange(*day.seats)
    union = day.work(UNION)
    day.offices |= {"": day.office.offices[""], "union": day.office.offices["union"]}
    for said in fourth().regions:
        office = Office(
            said.name_ru,
            said.name_kk,
            said.short,
            Level.REGIONAL,
            parent=day.offices["union"],
        )
        day.offices[said.key] = organisation.add_office(union, office=office)
    keeps = day.office.positions["clerk"]
    organisation.change_entry(union, subject=keeps, fields={"clerk": True})
    told = words.plural("{n} organisation", "{n} organisations", len(fourth().regions))
    day.tell(UNION, text("entered the member organisations: {offices}", offices=told))
    roles = {TRAINER: (Role.TRAINER, Role.CLERK), COLLEAGUE: (Role.TRAINER, Role.EXECUTOR)}
    for place, (key, given) in enumerate(roles.items()):
        day.at(8, 40 + 5 * place)
        join(
            day, UNION, Seat(key, day.stage.seat(key), day.office.clock, _FIRST_SEED + place), given
        )


def define_course(day: Fourth) -> None:
    """Let a trainer enter the staff of the offices, and set up the course."""
    words, said = day.words, fourth().course
    day.at(9, 0)
    workplace = day.work(TRAINER)
    for one in fourth().staff:
        person = Person(
            one.name_ru,
            one.name_kk,
            office=day.offices[one.office],
            position=day.office.positions[one.position],
        )
        day.staff.setdefault(one.office, []).append(staff.add(workplace, person=person))
    told = words.plural("{n} person", "{n} people", len(fourth().staff))
    day.tell(TRAINER, words.text("entered the staff of the offices: {people}", people=told))
    edition = Edition(
        on=day.day(-said.ago),
        hours=said.hours,
        months=said.months,
        audience=Audience(levels=(Level.REPUBLICAN, Level.REGIONAL)),
    )
    day.ids["course"] = courses.define(
        workplace, title_ru=said.ru, title_kk=said.kk, edition=edition
    )
    title = said.kk if words.language == "kk" else said.ru
    day.tell(TRAINER, words.text("set up the course “{course}”", course=title))


def enter_earlier(day: Fourth) -> None:
    """Enter the sessions that were held already, each with who was there."""
    words, workplace = day.words, day.work(TRAINER)
    day.at(9, 10)
    people = 0
    for said in fourth().held:
        office = day.offices[said.office]
        there = [item.id for item in workplace.read(directory.people, office=office)]
        on = day.day(-said.ago)
        id = training.plan(
            workplace,
            plan=Plan(
                day.ids["course"],
                begins=on,
                ends=on,
                form=said.form,
                offices=(office,),
                trainers=day.people(TRAINER, COLLEAGUE),
                place=said.place,
                invited=tuple(there),
            ),
        )
        training.mark(workplace, session=id, marks=[Marking(one, present=True) for one in there])
        training.hold(workplace, session=id)
        people += len(there)
    told = words.text(
        "entered what was held before: {sessions}, {people}",
        sessions=words.plural("{n} session", "{n} sessions", len(fourth().held)),
        people=words.plural("{n} person", "{n} people", people),
    )
    day.tell(TRAINER, told)


def plan_today(day: Fourth) -> None:
    """Plan today's session at the region for all its staff."""
    day.at(9, 20)
    workplace, region = day.work(TRAINER), day.offices[_REGION]
    there = [item.id for item in workplace.read(directory.people, office=region)]
    day.staff[_REGION] = there
    day.ids["session"] = training.plan(
        workplace,
        plan=Plan(
            day.ids["course"],
            begins=day.on,
            ends=day.on,
            offices=(region,),
            trainers=day.people(TRAINER, COLLEAGUE),
            place=day.said("place"),
            invited=tuple(there),
        ),
    )
    told = day.words.text(
        "planned a session at “{office}” for today: {people}",
        office=day.title(_REGION),
        people=day.words.plural("{n} person", "{n} people", len(there)),
    )
    day.tell(TRAINER, told)
    day.exchange(TRAINER, COLLEAGUE)


def mark_apart(day: Fourth) -> None:
    """Let both trainers mark without a network: they see one person differently."""
    text = day.words.text
    day.at(10, 0)
    for key in (TRAINER, COLLEAGUE):
        day.seats[key].is_plugged = False
        day.try_exchange(key)
    day.notice(text("the trainers are on the road: no shared folder"))
    session, there = day.ids["session"], day.staff[_REGION]
    away, late, *_ = reversed(there)
    day.at(12, 0)
    absent = {away: day.said("away"), late: ""}
    marks = [Marking(one, present=one not in absent, remark=absent.get(one, "")) for one in there]
    training.mark(day.work(TRAINER), session=session, marks=marks)
    day.tell(TRAINER, _counted(day, marks))
    day.at(12, 5)
    marks = [Marking(late, present=True, remark=day.said("late"))]
    training.mark(day.work(COLLEAGUE), session=session, marks=marks)
    day.tell(COLLEAGUE, _counted(day, marks))
    day.ids |= {"late": late, "away": away}


def come_back(day: Fourth) -> None:
    """Let both come back: the difference is shown, and settled with a reason."""
    text = day.words.text
    day.at(15, 0)
    for key in (TRAINER, COLLEAGUE):
        day.seats[key].is_plugged = True
    day.exchange(TRAINER, COLLEAGUE, TRAINER)
    (late,) = _session(day, TRAINER).disputed
    if late != day.ids["late"]:
        raise AssertionError(late)
    name = _person(day, late)
    day.notice(text("marked differently by the two trainers, and shown to both: {name}", name=name))
    day.at(15, 10)
    training.correct(
        day.work(TRAINER),
        session=day.ids["session"],
        mark=Marking(late, present=True),
        reason=day.said("settled"),
    )
    day.tell(TRAINER, text("settled it: “{reason}”", reason=day.said("settled")))
    training.hold(day.work(TRAINER), session=day.ids["session"])
    found = _session(day, TRAINER)
    passed = sum(mark.present for _, mark in found.settled())
    told = text("the session is over: {passed} of {all}", passed=passed, all=len(found.people))
    day.tell(TRAINER, told)
    day.exchange(TRAINER, COLLEAGUE, UNION, CLERK)


def certify(day: Fourth) -> None:
    """Give everybody who passed a certificate with a number of a journal of its own."""
    day.at(15, 20)
    certificates.open_journal(day.work(UNION))
    day.exchange(UNION, TRAINER)
    issued = certificates.issue(day.work(TRAINER), session=day.ids["session"])
    numbers = [one.number for one in issued]
    told = day.words.text(
        "gave {certificates}",
        certificates=day.words.plural("{n} certificate", "{n} certificates", len(issued)),
    )
    day.tell(TRAINER, told, f"{numbers[0]} … {numbers[-1]}")
    day.exchange(TRAINER, UNION, COLLEAGUE)


def plan_next(day: Fourth) -> None:
    """Plan the sessions of the two offices that are left."""
    day.at(15, 30)
    for said in fourth().planned:
        office, on = day.offices[said.office], day.day(said.ahead)
        training.plan(
            day.work(TRAINER),
            plan=Plan(
                day.ids["course"],
                begins=on,
                ends=on,
                form=said.form,
                offices=(office,),
                trainers=day.people(TRAINER),
                place=said.place,
                invited=tuple(day.staff[said.office]),
            ),
        )
        told = day.words.text(
            "planned a session at “{office}” on {date}",
            office=day.title(said.office),
            date=day.words.date(on),
        )
        day.tell(TRAINER, told)
    day.exchange(TRAINER, UNION, COLLEAGUE)


def _session(day: Fourth, key: str) -> Session:
    state = day.work(key).read(state_of, session=day.ids["session"])
    if state is None:
        raise LookupError(day.ids["session"])
    return state


def _person(day: Fourth, id: str) -> str:
    person = day.work(TRAINER).read(directory.entries, subjects=[id])[id]
    return person.name_kk if day.words.language == "kk" else person.name_ru


def _counted(day: Fourth, marks: list[Marking]) -> str:
    there = sum(one.present for one in marks)
    return day.words.text(
        "marked without a network: present {there}, absent {absent}",
        there=there,
        absent=len(marks) - there,
    )
