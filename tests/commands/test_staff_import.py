"""Lists of people from spreadsheets: judged row by row, taken once however often they are given."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from edo.commands import courses, organisation, staff, staff_import
from edo.commands.list_taking import Taken, session_id
from edo.domain.course import Edition
from edo.domain.judging import NOTHING_SAID, Defaults
from edo.domain.organisation import Level, Office, Person, Position
from edo.domain.session import Form
from edo.domain.staff_list import Choice, Judged, Line, ListColumn, ListKind, Plan, RowAct, Verdict
from edo.errors import Reason, Refusal
from edo.queries import directory, known_people
from tests.neighbours import beside, neighbour
from tests.office import Chancery

AKMOLA = "Акмолинская областная организация"
PAVLODAR = "Павлодарская областная организация"
DAY = date(2026, 1, 12)


class Town:
    """An organisation of two more offices."""

    def __init__(self, chancery: Chancery) -> None:
        self.chancery = chancery
        self.workplace = chancery.workplace
        top = next(
            item.id
            for item in self.workplace.read(directory.offices)
            if item.office.level is Level.REPUBLICAN
        )
        self.offices = {
            name: organisation.add_office(
                self.workplace, office=Office(name_ru=name, name_kk=kazakh, parent=top)
            )
            for name, kazakh in (
                (AKMOLA, "Ақмола облыстық ұйымы"),
                (PAVLODAR, "Павлодар облыстық ұйымы"),
            )
        }

    def add(self, name: str, office: str = AKMOLA, **told: Any) -> str:
        """Add somebody to an office."""
        person = Person(name_ru=name, office=self.offices[office], **told)
        return staff.add(self.workplace, person=person)

    def judge(
        self,
        *lines: Line,
        kind: ListKind = ListKind.STAFF,
        defaults: Defaults = NOTHING_SAID,
    ) -> Plan:
        """Judge lines."""
        return staff_import.judge(self.workplace, lines=lines, kind=kind, defaults=defaults)

    def take(self, plan: Plan, chosen: dict[int, Choice] | None = None) -> Taken:
        """Take a plan in."""
        return staff_import.take(self.workplace, plan=plan, chosen=chosen)

    def names(self, office: str = AKMOLA) -> list[str]:
        """Return who works in an office."""
        people = self.workplace.read(directory.people, office=self.offices[office])
        return sorted(item.person.name_ru or item.person.name_kk for item in people)


@pytest.fixture
def town(chancery: Chancery) -> Town:
    """Give an organisation of some offices."""
    return Town(chancery)


def line(name: str, office: str = AKMOLA, row: int = 2, **told: Any) -> Line:
    """Make a line of a list."""
    return Line(row, name, office, **told)


def verdicts(plan: Plan) -> list[Verdict]:
    """Return the verdicts of a plan."""
    return [one.verdict for one in plan.rows]


def test_who_is_new_is_added_with_all_the_list_says(town: Town) -> None:
    """Position and unit are found in the directory, or added to it."""
    accountant = organisation.add_position(town.workplace, position=Position(name_kk="Бухгалтер"))
    plan = town.judge(
        line(
            "Ахметова  Айгүл Кайратовна",
            "Акмолинский обком",
            position="бухгалтер",
            unit="Отдел учёта",
            phone="8 701",
            email="a@b.kz",
            joined=date(2020, 2, 3),
        ),
        line("Сейтқали Болат Маратұлы", row=3, position="Жүргізуші"),
    )
    assert verdicts(plan) == [Verdict.NEW, Verdict.NEW]
    assert town.take(plan) == Taken(added=2)
    people = {
        item.person.name_ru or item.person.name_kk: item.person
        for item in town.workplace.read(directory.people, office=town.offices[AKMOLA])
    }
    added = people["Ахметова Айгүл Кайратовна"]
    assert (added.position, added.phone, added.joined) == (accountant, "8 701", date(2020, 2, 3))
    units = town.workplace.read(directory.units, office=town.offices[AKMOLA])
    assert [(one.id, one.unit.name_ru) for one in units] == [(added.unit, "Отдел учёта")]
    assert people["Сейтқали Болат Маратұлы"].name_ru == ""
    town.chancery.assert_sound()


def test_a_list_taken_again_makes_nobody_twice(town: Town) -> None:
    """Neither the same plan nor the same list judged anew."""
    lines = [line("Ким Роза Ивановна"), line("Ли Пётр", row=3)]
    plan = town.judge(*lines)
    assert town.take(plan) == Taken(added=2)
    assert town.take(plan) == Taken(known=2)
    again = town.judge(*lines)
    assert verdicts(again) == [Verdict.KNOWN, Verdict.KNOWN]
    assert town.take(again) == Taken()
    assert town.names() == ["Ким Роза Ивановна", "Ли Пётр"]


def test_a_list_that_was_stopped_goes_on(town: Town) -> None:
    """What was written stays; the next taking adds the rest."""
    plan = town.judge(*(line(f"Ким {letters} Ивановна", row=n) for n, letters in _many(600)))
    calls = count()
    stopped = staff_import.take(
        town.workplace, plan=plan, progress=lambda _done, _total: next(calls) < 1
    )
    assert stopped == Taken(added=staff_import.CHUNK, is_whole=False)
    assert town.take(plan) == Taken(added=350, known=250)
    assert len(town.names()) == 600


def test_who_is_known_elsewhere_moves_only_when_chosen(town: Town) -> None:
    """The verdict says it; a choice moves them, and once."""
    person = town.add("Ким Роза Ивановна", PAVLODAR)
    plan = town.judge(line("КИМ Роза Ивановна", joined=DAY))
    assert verdicts(plan) == [Verdict.MOVED]
    assert [one.person for one in plan.rows[0].candidates] == [person]
    assert town.take(plan) == Taken()
    chosen = {2: Choice(RowAct.MOVE, person)}
    assert town.take(plan, chosen) == Taken(moved=1)
    assert town.take(plan, chosen) == Taken(known=1)
    assert town.names() == ["Ким Роза Ивановна"]
    assert town.names(PAVLODAR) == []


def test_who_left_by_the_list_leaves_once(town: Town) -> None:
    """The last day is the list's; judged anew, nothing is left to do."""
    person = town.add("Ким Роза Ивановна", joined=date(2020, 1, 1))
    plan = town.judge(line("Ким Р.И.", left=DAY), line("Ли Пётр", row=3, left=DAY))
    assert verdicts(plan) == [Verdict.GONE, Verdict.NEW]
    assert town.take(plan) == Taken(added=1, left=1)
    assert town.take(plan) == Taken(known=2)
    assert town.names() == []
    with town.workplace.entry() as entry:
        assert entry.state(person).left == DAY
    assert verdicts(town.judge(line("Ким Р.И.", left=DAY))) == [Verdict.KNOWN]


def test_a_namesake_is_added_when_chosen_and_once(town: Town) -> None:
    """Two people of one name in one office are told apart by a person, not by the program."""
    town.add("Ким Роза Ивановна")
    plan = town.judge(line("Ким Роза Ивановна"))
    assert verdicts(plan) == [Verdict.KNOWN]
    for taken in (Taken(added=1), Taken(known=1)):
        assert town.take(plan, {2: Choice(RowAct.ADD)}) == taken
    assert len(town.names()) == 2
    assert verdicts(town.judge(line("Ким Роза Ивановна"))) == [Verdict.SAME_NAME]


def test_what_a_row_does_not_allow_is_not_done(town: Town) -> None:
    """A choice for a row without an office or a name changes nothing."""
    plan = town.judge(line("Ким Роза Ивановна", "Марс"), line("12", row=3))
    assert verdicts(plan) == [Verdict.NO_OFFICE, Verdict.NO_NAME]
    assert town.take(plan, {2: Choice(RowAct.ADD), 3: Choice(RowAct.ADD)}) == Taken()


def test_a_row_that_a_rule_refuses_does_not_stop_the_others(town: Town) -> None:
    """Who moved here before they came there is told by the row; the rest is taken."""
    person = town.add("Ким Роза Ивановна", PAVLODAR, joined=date(2026, 2, 1))
    plan = town.judge(line("Ким Роза Ивановна", joined=DAY), line("Ли Пётр", row=3))
    taken = town.take(plan, {2: Choice(RowAct.MOVE)})
    assert (taken.added, taken.moved) == (1, 0)
    assert [(row, refusal.reason) for row, refusal in taken.refused] == [(2, Reason.MOVED_LATER)]
    with town.workplace.entry() as entry:
        assert entry.state(person).office == town.offices[PAVLODAR]
    town.chancery.assert_sound()


def test_who_may_not_keep_the_staff_takes_nothing_in(chancery: Chancery, memory_path: Path) -> None:
    """The right is asked of every office; nothing of the list is written."""
    auditor = neighbour(chancery, memory_path / "Ревизор", role="auditor")
    try:
        plan = Plan(
            ListKind.STAFF,
            (Judged(line("Ким Роза"), Verdict.NEW, chancery.workplace.identity.office),),
        )
        with pytest.raises(Refusal) as met:
            staff_import.take(auditor, plan=plan)
        assert met.value.reason is Reason.NOT_ALLOWED
    finally:
        auditor.close()


def _training(town: Town) -> str:
    return courses.define(
        town.workplace,
        title_ru="Освоение единого электронного документооборота",
        title_kk="Бірыңғай электрондық құжат айналымын меңгеру",
        edition=Edition(on=date(2026, 1, 1)),
    )


def _trained(lines: Sequence[Line], town: Town, course: str) -> Plan:
    return town.judge(*lines, kind=ListKind.TRAINING, defaults=Defaults(course=course, passed=DAY))


def test_an_old_training_list_marks_who_passed(town: Town) -> None:
    """One session of earlier days for each course, office and day; who is new is added."""
    course = _training(town)
    known = town.add("Ахметова Айгүл Кайратовна")
    lines = [
        line("Ахметова А.К.", result="95 %", certificate="12"),
        line("Ким Роза Ивановна", row=3, result="не явилась"),
        line("Ли Пётр Ильич", PAVLODAR, row=4, passed=date(2026, 1, 13)),
        line("Ли Пётр Ильич", PAVLODAR, row=5, passed=date(2026, 1, 13)),
        line("Ли Пётр Ильич", PAVLODAR, row=6, wrong=((ListColumn.PASSED, "скоро"),)),
    ]
    plan = _trained(lines, town, course)
    assert verdicts(plan) == [
        Verdict.KNOWN,
        Verdict.NEW,
        Verdict.NEW,
        Verdict.DOUBLE,
        Verdict.WRONG_DATE,
    ]
    assert town.take(plan) == Taken(added=2, marked=3)
    attended = town.workplace.read(known_people.attended)
    assert (known, course, DAY) in attended
    assert len(attended) == 2
    held = session_id(town.workplace.identity.office, course, town.offices[AKMOLA], DAY, 0)
    with town.workplace.entry() as entry:
        state = entry.state(held)
    assert state.form is Form.PRIOR
    assert state.is_held
    assert [(one.result, one.remark) for one in state.marks[known]] == [(95, "№ 12")]
    town.chancery.assert_sound()


def test_a_training_list_taken_again_marks_nobody_twice(town: Town) -> None:
    """Judged anew, its passes are known; taken as it was, nothing happens."""
    course = _training(town)
    lines = [line("Ким Роза Ивановна"), line("Ли Пётр Ильич", row=3)]
    plan = _trained(lines, town, course)
    assert town.take(plan) == Taken(added=2, marked=2)
    assert town.take(plan) == Taken(known=4)
    assert verdicts(_trained(lines, town, course)) == [Verdict.ALREADY, Verdict.ALREADY]
    more = _trained([*lines, line("Цой Анна Ильинична", row=4)], town, course)
    assert town.take(more) == Taken(added=1, marked=1)


def test_a_course_is_known_by_its_title(town: Town) -> None:
    """In either language; what is no course is said to be none."""
    _training(town)
    plan = town.judge(
        line("Ким Роза Ивановна", passed=DAY, course="Электронного документооборота"),
        line("Ким Роза Ивановна", row=3, passed=DAY, course="Охрана труда"),
        kind=ListKind.TRAINING,
    )
    assert verdicts(plan) == [Verdict.NEW, Verdict.NO_COURSE]


def test_a_list_taken_on_two_laptops_makes_nobody_twice(
    chancery: Chancery, memory_path: Path
) -> None:
    """Both without a network: when they meet, everybody is there once and nothing differs."""
    keeper, office = chancery.workplace, chancery.workplace.identity.office
    course = courses.define(
        keeper, title_ru="Документооборот", title_kk="", edition=Edition(on=date(2026, 1, 1))
    )
    with beside(chancery, memory_path / "Тренер", role="trainer") as (trainer, exchange, other):
        for one in (exchange, other):
            assert one.run().halt is None
        lines = [
            line("Ким Роза Ивановна", "", position="Архивариус"),
            line("Ли Пётр Ильич", "", row=3, result="80"),
        ]
        defaults = Defaults(office, course, DAY)
        for at, unplaced in ((keeper, ()), (trainer, ("Архивариус",))):
            plan = staff_import.judge(at, lines=lines, kind=ListKind.TRAINING, defaults=defaults)
            assert staff_import.take(at, plan=plan) == Taken(added=2, marked=2, unplaced=unplaced)
            chancery.clock.move(minutes=1)
        for one in (exchange, other, exchange, other):
            assert one.run().halt is None
        for at in (keeper, trainer):
            people = [item.id for item in at.read(directory.people, office=office)]
            assert len(people) == len(set(people)) == 4
            assert len(at.read(known_people.attended)) == 2
            plan = staff_import.judge(at, lines=lines, kind=ListKind.TRAINING, defaults=defaults)
            assert verdicts(plan) == [Verdict.ALREADY, Verdict.ALREADY]


def _many(many: int) -> list[tuple[int, str]]:
    letters = "абвгдежзиклмнопрст"
    return [
        (n + 2, f"{letters[n % 18]}{letters[n // 18 % 18]}{letters[n // 324]}рон".capitalize())
        for n in range(many)
    ]
