"""A small organisation whose staff is trained: offices in a tree, people, courses, sessions.

centre ─ abai (the founder's) ─ semey, ayagoz
       └ akmola
"""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from edo.commands import courses, organisation, staff, training
from edo.commands.training import Plan
from edo.domain.course import Edition
from edo.domain.organisation import Level, Office, Person, Position
from edo.domain.training import Marking
from edo.queries import directory
from edo.workplace import Workplace
from tests.builders import TODAY
from tests.office import Chancery, founded

BEGUN = TODAY - timedelta(400)
"""The day from which a course is required, unless a test says otherwise."""


@dataclass
class Classroom:
    """An organisation to train.

    Attributes:
        chancery: the workplace of the trainer, who may do everything, and its clock.
        clerk, head: positions; who holds the first keeps the office's records.
        offices: ids by name.
        people: ids by name.
    """

    chancery: Chancery
    clerk: str
    head: str
    offices: dict[str, str] = field(default_factory=dict[str, str])
    people: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def workplace(self) -> Workplace:
        """The trainer's workplace."""
        return self.chancery.workplace

    def read(self, query: Any, /, **told: Any) -> Any:
        """Ask a query."""
        return self.workplace.read(query, **told)

    def office(self, name: str, above: str = "", level: Level = Level.BRANCH) -> str:
        """Add an office."""
        parent = self.offices[above] if above else ""
        office = Office(name, f"{name} (қаз)", level=level, parent=parent)
        self.offices[name] = organisation.add_office(self.workplace, office=office)
        return self.offices[name]

    def hire(
        self, office: str, *names: str, position: str = "", joined: date | None = None
    ) -> tuple[str, ...]:
        """Let people come to an office."""
        for name in names:
            person = Person(
                name, f"{name} (қаз)", self.offices[office], position=position, joined=joined
            )
            self.people[name] = staff.add(self.workplace, person=person)
        return tuple(self.people[name] for name in names)

    def course(self, title: str, **rules: Any) -> str:
        """Set a course up."""
        told: dict[str, Any] = {"on": BEGUN, **rules}
        edition = Edition(**told)
        return courses.define(
            self.workplace, title_ru=title, title_kk=f"{title} (қаз)", edition=edition
        )

    def plan(self, course: str, on: date, *invited: str, office: str = "", **told: Any) -> str:
        """Plan a session."""
        offices = (self.offices[office],) if office else ()
        people = tuple(self.people[name] for name in invited)
        told = {"begins": on, "ends": on, **told}
        planned = Plan(course=course, invited=people, offices=offices, **told)
        return training.plan(self.workplace, plan=planned)

    def mark(self, session: str, *present: str, absent: Iterable[str] = ()) -> None:
        """Mark who was there."""
        marks = [Marking(self.people[name], True) for name in present]
        marks += [Marking(self.people[name], False) for name in absent]
        training.mark(self.workplace, session=session, marks=marks)

    def train(self, course: str, on: date, *present: str, office: str = "") -> str:
        """Hold a session at which everybody was there."""
        session = self.plan(course, on, *present, office=office)
        self.mark(session, *present)
        training.hold(self.workplace, session=session)
        return session


@contextmanager
def classroom(folder: Path) -> Generator[Classroom]:
    """Found the organisation, with nobody in it but the founder, in Abai, and no courses."""
    with founded(folder) as chancery:
        workplace = chancery.workplace
        clerk = organisation.add_position(
            workplace, position=Position("Делопроизводитель", clerk=True)
        )
        head = organisation.add_position(workplace, position=Position("Председатель"))
        made = Classroom(chancery, clerk, head)
        for item in workplace.read(directory.offices):
            made.offices["Центр" if item.id != workplace.identity.office else "Абай"] = item.id
        made.office("Акмола", "Центр", Level.REGIONAL)
        made.office("Семей", "Абай")
        made.office("Аягоз", "Абай")
        yield made
