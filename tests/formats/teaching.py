"""Make the share of the release that trains: `python -m tests.formats.teaching FOLDER`.

Made once, and committed as `training_share/`; see `making`. Trainers of two offices state every
fact there is about courses, sessions and staff, two of them at once and without hearing of each
other; a clerk with a genuine key marks too, and counts for nothing.
"""

import json
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from msgspec import Raw

from edo.change import COMMON
from edo.clock import COUNTER_BITS
from edo.commands import courses, membership, organisation, staff, training
from edo.commands.training import Plan
from edo.domain import facts
from edo.domain.certifying import CertificateAnnulled, CertificatePrepared, Certified
from edo.domain.course import Audience, Course, Edition, Goal
from edo.domain.coverage import Stretch, Structure, passes, stretches
from edo.domain.fact import Fact
from edo.domain.fold import fold
from edo.domain.organisation import Level, Office, Person, Position
from edo.domain.rights import Role
from edo.domain.session import Form, Session
from edo.domain.training import Marked, Marking
from edo.segment import Line
from edo.store import ledger
from edo.store.database import Connection, ask
from edo.workplace import Workplace
from tests.formats.making import AIGUL, DAMIR, DINARA, NURLAN, Story, keep
from tests.formats.telling import SHARE, Guest
from tests.formats.visiting import Visit

COVERED = "covered.json"
"""What the guest must say of who was to be trained, and was, and what has no effect."""
_REFUSED = (
    "SELECT c.kind, r.reason FROM refused r JOIN changes c ON c.id = r.change"
    " WHERE c.kind LIKE 'session.%' OR c.kind LIKE 'person.%' ORDER BY c.hlc, c.line"
)


class School(Story):
    """The same two offices, whose people train."""

    def meet(self) -> None:
        """Let everybody hear of everything."""
        for _ in range(2):
            self.exchange()

    def gather(self) -> None:
        """Give roles, positions and staff: who comes, moves, leaves, comes back."""
        aigul, dinara, nurlan = self.open[AIGUL], self.open[DINARA], self.open[NURLAN]
        branch = nurlan.identity.office
        membership.grant(aigul, person=dinara.identity.person, role=Role.TRAINER)
        membership.grant(aigul, person=nurlan.identity.person, role=Role.TRAINER, office=branch)
        self.meet()
        self.positions = [
            organisation.add_position(aigul, position=Position(name_ru=name, clerk=keeps))
            for name, keeps in (("Делопроизводитель", True), ("Специалист", False))
        ]
        self.meet()
        today = dinara.clock.today()
        self.people = [
            staff.add(
                dinara,
                person=Person(name, office=office, position=position, joined=date(2020, 1, 9)),
            )
            for name, office, position in (
                ("Ахметова Айгуль", branch, self.positions[0]),
                ("Ли Виктор", branch, self.positions[1]),
                ("Королёва Ёлка", branch, self.positions[1]),
                ("Серікбай Нұрлан", dinara.identity.office, self.positions[1]),
            )
        ]
        aigul_a, viktor, yolka, nurlan_s = self.people
        staff.move(dinara, person=nurlan_s, on=today, to=branch, position=self.positions[0])
        staff.leave(dinara, person=yolka, on=today - timedelta(40))
        staff.move(dinara, person=yolka, on=today - timedelta(3))
        staff.correct(dinara, person=viktor, fields={"phone": "8 7212 00-00-00"})
        staff.leave(dinara, person=aigul_a, on=today)
        self.meet()
        for one, on in ((dinara, today), (nurlan, today - timedelta(1))):  # at once: one is late
            staff.move(one, person=viktor, on=on, to=branch, position=self.positions[0])
        self.meet()

    def rule(self, programme: Path) -> None:
        """Set courses up, give them other rules, close one."""
        dinara = self.open[DINARA]
        kept = courses.programme(dinara, path=programme)
        audience = Audience(levels=(Level.REGIONAL,), positions=tuple(self.positions))
        self.course = courses.define(
            dinara,
            title_ru="Освоение документооборота",
            title_kk="",
            edition=Edition(on=date(2025, 9, 1), hours=8, audience=audience, programme=kept),
        )
        courses.rename(
            dinara,
            course=self.course,
            title_ru="Освоение единого электронного документооборота",
            title_kk="Бірыңғай электрондық құжат айналымын меңгеру",
        )
        strict = Edition(
            on=date(2026, 3, 1),
            hours=16,
            months=12,
            threshold=60,
            audience=audience,
            goal=Goal.CLERK,
            anew=True,
        )
        courses.revise(dinara, course=self.course, edition=strict)
        other = courses.define(
            dinara,
            title_ru="Охрана труда",
            title_kk="",
            edition=Edition(on=date(2026, 1, 1), audience=Audience(people=(self.people[1],))),
        )
        courses.close(dinara, course=other, on=date(2026, 3, 1))
        self.meet()

    def hold(self, sheet: Path) -> None:
        """Hold sessions: one long ago, one marked by two at once, one that was not held."""
        dinara, nurlan = self.open[DINARA], self.open[NURLAN]
        branch, today = nurlan.identity.office, dinara.clock.today()
        first, viktor, yolka, moved = self.people
        plan = Plan(
            self.course,
            today,
            today,
            offices=(branch,),
            trainers=(dinara.identity.person, nurlan.identity.person),
            place="Қарағанды, 214-кабинет",
            invited=(first, viktor),
            organiser=branch,
        )
        prior = Plan(
            self.course,
            date(2025, 10, 12),
            date(2025, 10, 13),
            Form.PRIOR,
            (branch,),
            organiser=branch,
        )
        training.enter_prior(
            dinara, plan=prior, marks=[Marking(one, present=True) for one in self.people]
        )
        self.session = training.plan(nurlan, plan=plan)
        dropped = training.plan(nurlan, plan=plan)
        called_off = training.plan(nurlan, plan=plan)
        self.meet()
        training.change(nurlan, session=self.session, fields={"form": "centre", "place": "Астана"})
        training.invite(dinara, session=self.session, people=[yolka, moved])
        training.uninvite(nurlan, session=self.session, people=[first])
        training.cancel(nurlan, session=dropped, reason="Карантин")
        training.cancel(nurlan, session=called_off, reason="Карантин")
        training.mark(dinara, session=called_off, marks=[Marking(viktor, True, 90)])
        self.meet()
        everybody = (viktor, yolka, moved)
        training.mark(
            dinara,
            session=self.session,
            marks=[Marking(one, True, 80, "хорошо") for one in everybody],
        )
        training.mark(
            nurlan,
            session=self.session,
            marks=[Marking(yolka, False), Marking(viktor, True, 80), Marking(moved, True, 59)],
        )
        self.clock.move(minutes=5)
        training.correct(
            dinara, session=self.session, mark=Marking(viktor, True, 70), reason="Описка"
        )
        training.attach_sheet(dinara, session=self.session, path=sheet)
        self.meet()
        for one, result in ((dinara, 61), (nurlan, 62)):
            training.correct(
                one, session=self.session, mark=Marking(moved, True, result), reason="Пересчёт"
            )
        self.meet()
        training.correct(
            nurlan, session=self.session, mark=Marking(viktor, True, 70), reason="Согласовано"
        )
        newcomer = Person("Пришедшая", office=branch, position=self.positions[1])
        training.mark_newcomer(
            nurlan, session=self.session, person=newcomer, marking=Marking("", True, 100)
        )
        training.hold(nurlan, session=self.session)
        about = {"organiser": branch, "person": viktor}
        for n, document in enumerate(("d1", "d2"), 1):
            self.state(
                NURLAN,
                self.session,
                CertificatePrepared(**about, document=document, office=branch),
                Certified(**about, document=document, office=branch, number=f"{n}-С", on=today),
            )
        self.state(
            NURLAN,
            self.session,
            CertificateAnnulled(**about, document="d2", office=branch, reason="Испорчен"),
        )
        self.meet()

    def state(self, name: str, subject: str, *stated: Fact) -> None:
        """State facts at somebody's local door."""
        with self.open[name].entry() as entry:
            for fact in stated:
                entry.record(subject, fact)

    def overstep(self) -> None:
        """Let a clerk of another office mark with their own key, past their own program."""
        damir = self.open[DAMIR]
        fact = Marked(
            organiser=self.open[NURLAN].identity.office,
            marks=(Marking(self.people[2], present=True, result=100),),
        )
        at = self.clock() << COUNTER_BITS
        line = Line(self.session, fact.NAME, at, damir.identity.person, (), Raw(facts.encode(fact)))
        self.follow(damir, COMMON, [line], damir.key)
        self.exchange(*(name for name in self.open if name != DAMIR))


def covered(workplace: Workplace) -> str:
    """Tell who was to be trained in what and was, day by day, and what has no effect."""
    told = {
        "stretches": workplace.read(_covered, workplace),
        "refused": workplace.read(_refused),
    }
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _covered(connection: Connection, workplace: Workplace) -> dict[str, list[str]]:
    states = {
        subject: fold((entry.change for entry in entries), workplace.roster).state
        for subject, entries in ledger.by_subject(connection)
    }
    structure = Structure(
        {id: one for id, one in states.items() if isinstance(one, Office)},
        frozenset(id for id, one in states.items() if isinstance(one, Position) and one.clerk),
    )
    sessions = {id: one for id, one in states.items() if isinstance(one, Session)}
    people = {id: one for id, one in states.items() if isinstance(one, Person)}
    told: dict[str, list[str]] = {}
    for id, course in states.items():
        if not isinstance(course, Course):
            continue
        gained = [
            item
            for session, state in sessions.items()
            if state.course == id
            for item in passes(session, state, course)
        ]
        for person, state in people.items():
            own = [one for who, one in gained if who == person]
            found = stretches(person, state, course, own, structure)
            told[f"{course.title_ru} · {state.name_ru}"] = list(map(_line, found))
    return told


def _line(one: Stretch) -> str:
    words = (
        one.since,
        one.until,
        one.office,
        "clerk" if one.is_clerk else "",
        one.held and f"{one.held.on} {one.held.session}",
        one.expires,
        "had" if one.had else "",
    )
    return " · ".join(map(str, words))


def _refused(connection: Connection) -> list[str]:
    return [f"{kind}: {reason}" for kind, reason in ask(connection, _REFUSED)]


def make(folder: Path) -> None:
    """Make the share, the guest's key, and what the guest must find."""
    share = folder / SHARE
    share.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as homes:
        paper = Path(homes) / "бумага.txt"
        paper.write_text("Программа курса\n", encoding="utf-8")
        story = School(share, Path(homes))
        try:
            story.begin()
            story.gather()
            story.rule(paper)
            paper.write_text("Лист присутствия\n", encoding="utf-8")
            story.hold(paper)
            key, person = story.enrol("Ревизор", Role.AUDITOR)
            office = story.open[AIGUL].identity.office
            story.meet()
            story.overstep()
            story.thin()
        finally:
            story.close()
        guest = Guest(key.seed.hex(), person, office, story.clock())
    keep(folder, guest)
    with tempfile.TemporaryDirectory() as home:
        visit = Visit(folder, Path(home))
        (folder / COVERED).write_text(covered(visit.workplace), encoding="utf-8")
        visit.workplace.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
