"""What is offered with a task, by its state and by who looks at it; terms as they are typed."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from edo.commands import staff, tasks
from edo.commands.assigning import Assignment
from edo.commands.myself import Myself
from edo.domain.card import Kind
from edo.domain.organisation import Person
from edo.domain.rights import RIGHTS, Role
from edo.domain.workdays import Term, Unit
from edo.queries.deputies import Principal
from edo.queries.tasks import task as task_of
from tests.office import Chancery, founded
from ui.pages.execution.task_acts import TASK_ACTS, Seen, main_act
from ui.widgets.terms import Typed, parse_term

TODAY = date(2026, 11, 22)
Do = Callable[[Chancery, str, dict[str, str]], None]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chancery]:
    """Found an office; whoever founded it may do everything."""
    with founded(tmp_path_factory.mktemp("office") / "home") as made:
        yield made


@pytest.fixture(scope="module")
def people(office: Chancery) -> dict[str, str]:
    """Give the ids of who takes part: the head who gives, two executors, and a stranger."""
    home = office.workplace.identity.office
    names = ("first", "second", "stranger")
    found = {name: staff.add(office.workplace, person=Person(name, office=home)) for name in names}
    return {"head": office.workplace.identity.person, **found}


def nothing(office: Chancery, task: str, people: dict[str, str]) -> None:
    """Leave a task as it was given."""
    del office, task, people


def reported(office: Chancery, task: str, people: dict[str, str]) -> None:
    """Let the report wait."""
    del people
    tasks.report(office.workplace, task=task, text="Сделано")


def handed(office: Chancery, task: str, people: dict[str, str]) -> None:
    """Let the second executor have handed in their part."""
    tasks.report(office.workplace, task=task, text="Часть", executor=people["second"])


def asked(office: Chancery, task: str, people: dict[str, str]) -> None:
    """Let a request for more time wait."""
    del people
    until = office.today + timedelta(days=20)
    tasks.ask_extension(office.workplace, task=task, until=until, reason="Ждём")


def ended(office: Chancery, task: str, people: dict[str, str]) -> None:
    """Let the report be accepted."""
    reported(office, task, people)
    tasks.accept(office.workplace, task=task)


@pytest.mark.parametrize(
    ("who", "role", "do", "main", "codes"),
    [
        ("first", Role.EXECUTOR, nothing, "take", "take report part ask_time"),
        ("second", Role.EXECUTOR, nothing, "take", "take report"),
        ("second", Role.EXECUTOR, handed, "", "take report"),
        ("stranger", Role.EXECUTOR, nothing, "", ""),
        ("stranger", Role.READER, nothing, "", ""),
        ("stranger", Role.CLERK, nothing, "", "report part move people remove"),
        ("head", Role.MANAGER, nothing, "", "report part move people remove"),
        ("first", Role.EXECUTOR, reported, "", "part"),
        ("head", Role.MANAGER, reported, "accept", "accept return part move people remove"),
        ("stranger", Role.CLERK, reported, "", "accept return part move people remove"),
        ("first", Role.EXECUTOR, asked, "take", "take report part"),
        ("head", Role.MANAGER, asked, "answer", "report answer part move people remove"),
        ("head", Role.MANAGER, ended, "", "reopen"),
        ("first", Role.EXECUTOR, ended, "", ""),
    ],
)
def test_a_task_offers_what_its_people_can_do(
    office: Chancery,
    people: dict[str, str],
    who: str,
    role: Role,
    do: Do,
    main: str,
    codes: str,
) -> None:
    """Executors take and report, who gave it decides, who controls does both; others only read."""
    task = tasks.give(
        office.workplace,
        assignment=Assignment(
            (people["first"], people["second"]),
            text_ru=f"{who} {role} {do.__name__}",
            due=office.today + timedelta(days=9),
        ),
    )
    do(office, task, people)
    page = office.workplace.read(task_of, task=task, today=office.today)
    me = Myself(people[who], office.workplace.identity.office, RIGHTS[role])
    seen = Seen(page, me, office.today)
    assert " ".join(act.code for act in TASK_ACTS if act.fits(seen)) == codes
    assert main_act(seen) == main
    keys = [act.keys for act in TASK_ACTS if act.fits(seen) and act.keys]
    assert len(keys) == len(set(keys))


def test_a_deputy_is_offered_what_the_other_could_do(
    office: Chancery, people: dict[str, str]
) -> None:
    """Who acts for an executor takes the task for them; a deputy for orders alone does not."""
    document = office.register().document
    task = tasks.give(
        office.workplace,
        assignment=Assignment((people["first"],), text_ru="Ответить"),
        document=document,
    )
    page = office.workplace.read(task_of, task=task, today=office.today)
    home, rights = office.workplace.identity.office, RIGHTS[Role.EXECUTOR]
    for kinds, offered in ((None, "take"), (frozenset({Kind.ORDERS}), "")):
        others = (Principal(people["first"], kinds),)
        me = Myself(people["stranger"], home, rights, others)
        assert main_act(Seen(page, me, office.today)) == offered
    assert me.acts_as([people["first"]], Kind.ORDERS) == people["first"]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("3 рабочих дня", Typed(term=Term(3))),
        ("3р", Typed(term=Term(3))),
        ("5 жұмыс күні", Typed(term=Term(5))),
        ("5 дней", Typed(term=Term(5))),
        ("5 күн", Typed(term=Term(5))),
        ("10 working days", Typed(term=Term(10))),
        ("15 календарных дней", Typed(term=Term(15, Unit.CALENDAR))),
        ("15 к", Typed(term=Term(15, Unit.CALENDAR))),
        ("15 күнтізбелік күн", Typed(term=Term(15, Unit.CALENDAR))),
        ("1 мес", Typed(term=Term(1, Unit.MONTHS))),
        ("2 ай", Typed(term=Term(2, Unit.MONTHS))),
        ("8 часов", Typed(term=Term(8, Unit.HOURS))),
        ("4 сағат", Typed(term=Term(4, Unit.HOURS))),
        ("27.11", Typed(day=date(2026, 11, 27))),
        ("+5", Typed(day=date(2026, 11, 27))),
        ("завтра", Typed(day=date(2026, 11, 23))),
        ("0 р", Typed()),
        ("скоро", Typed()),
        ("", Typed()),
    ],
)
def test_terms_are_read_as_offices_write_them(text: str, typed: Typed) -> None:
    """So many days in any language, or a day; what can be neither is nothing."""
    assert parse_term(text, TODAY) == typed
