"""The third day before noon: a letter, its resolution, and other things that are to be done."""

from edo.commands import approval, deputies, documents, resolutions, tasks
from edo.commands.assigning import Assignment
from edo.commands.documents import Attachment
from edo.domain.card import Kind
from edo.domain.document import FileRole
from edo.domain.repetition import Repeat
from edo.domain.route import Approver, Stage
from edo.domain.workdays import Term
from edo.queries import tasks as asked
from edo.queries.execution import resolution
from edo.queries.tasks import TaskPage
from edo.sample.third import ACCOUNTANT, CHAIR, DEPUTY, INSPECTOR, LAWYER, Third, third
from edo.sample.times import shift
from edo.sample.together import CLERK

_DAYS = 2
"""Working days for the answer."""


def take_letter(day: Third) -> None:
    """Register the letter everything is about, and hand it over to the chair."""
    text = day.words.text
    day.at(9, 0)
    file = Attachment(day.pdf("safety"), FileRole.TEXT)
    made = day.enter(CLERK, Kind.INCOMING, "safety", file)
    day.tell(CLERK, text("registered: “{subject}”", subject=day.subject("safety")), made.number)
    day.at(9, 5)
    day.ids["resolution"] = resolutions.hand_over(
        day.work(CLERK), document=made.document, head=day.person(CHAIR), note=day.said("note")
    )
    day.tell(CLERK, text("handed over to {name}", name=day.name(CHAIR)), made.number)
    day.exchange(CLERK, CHAIR)


def resolve(day: Third) -> None:
    """Let the chair write a resolution with two executors."""
    words, said = day.words, third().said["resolution"]
    day.at(9, 20)
    item = Assignment(
        day.people(INSPECTOR, LAWYER),
        said.ru,
        said.kk,
        term=Term(_DAYS),
        controller=day.person(CLERK),
    )
    workplace = day.work(CHAIR)
    id = resolutions.issue(workplace, document=day.ids["safety"], items=[item])
    found = workplace.read(resolution, resolution=id)
    if found is None or id != day.ids["resolution"]:
        raise AssertionError(id)
    (day.ids["task"],) = found.resolution.tasks
    due = found.resolution.items[0].due
    told = words.text(
        "resolution: “{resolution}”; executors {names}; due {date}, on control",
        resolution=day.said("resolution"),
        names=", ".join((day.name(INSPECTOR), day.name(LAWYER))),
        date=words.date(due) if due else "",
    )
    day.tell(CHAIR, told, day.kept["safety"].number)


def give_periodic(day: Third) -> None:
    """Give a weekly task; its new turn is given by two programs, and is one."""
    words, said = day.words, third().said["weekly"]
    day.at(9, 26)
    due = shift(day.on, -1)
    item = Assignment(day.people(INSPECTOR), said.ru, said.kk, due=due)
    first = tasks.give(day.work(CHAIR), assignment=item, on=shift(day.on, -5), repeat=Repeat.WEEKLY)
    told = words.text("gave a weekly task: “{task}”", task=day.said("weekly"))
    day.tell(CHAIR, told)
    day.exchange(CHAIR, CLERK)
    day.at(9, 27)
    given = [tasks.renew_periodic(day.work(key)) for key in (CHAIR, CLERK)]
    day.exchange(CHAIR, CLERK, CHAIR)
    if given[0] != given[1]:
        raise AssertionError(given)
    (turn,) = given[0]
    due = _task(day, CLERK, turn).row.due
    told = words.text(
        "the next turn of the task, due {date}, was given by two programs at once: it is one",
        date=words.date(due) if due else "",
    )
    day.notice(told)
    day.at(9, 28)
    tasks.report(day.work(CLERK), task=first, text=said.ru, executor=day.person(INSPECTOR))


def give_others(day: Third) -> None:
    """Let the clerk write down on the chair's word what was said earlier in the week."""
    day.at(9, 30)
    for key, who, since, days in (
        ("expertise", LAWYER, -4, 0),
        ("estimate", ACCOUNTANT, -5, 0),
        ("register", INSPECTOR, -8, -3),
        ("agenda", DEPUTY, -2, 1),
    ):
        said = third().said[key]
        item = Assignment(day.people(who), said.ru, said.kk, due=shift(day.on, days))
        on = shift(day.on, since)
        chair = day.person(CHAIR)
        day.ids[key] = tasks.give(day.work(CLERK), assignment=item, author=chair, on=on)
        told = day.words.text(
            "wrote down a task on the chair's word: “{task}”, {name}, due {date}",
            task=day.said(key),
            name=day.name(who),
            date=day.words.date(shift(day.on, days)),
        )
        day.tell(CLERK, told)


def name_deputy(day: Third) -> None:
    """Let the chair name who acts for him while he is away."""
    words = day.words
    day.at(9, 40)
    until = shift(day.on, 2)
    deputies.name(
        day.work(CHAIR),
        deputy=day.person(DEPUTY),
        since=day.on,
        until=until,
        basis=day.said("basis"),
    )
    told = words.text(
        "goes on a journey at noon; named a deputy until {date}: {name}",
        date=words.date(until),
        name=day.name(DEPUTY),
    )
    day.tell(CHAIR, told)
    day.exchange(CLERK, CHAIR, DEPUTY, INSPECTOR, LAWYER)


def begin_work(day: Third) -> None:
    """Let both executors take the task, and the second one report a part."""
    text, number = day.words.text, day.kept["safety"].number
    for minute, key in enumerate((INSPECTOR, LAWYER)):
        day.at(9, 50 + minute)
        tasks.take(day.work(key), task=day.ids["task"])
        day.tell(key, text("took the task into work"), number)
    day.at(10, 15)
    tasks.report(day.work(LAWYER), task=day.ids["task"], text=day.said("part"))
    day.tell(LAWYER, text("reported a part: “{text}”", text=day.said("part")), number)


def extend(day: Third) -> None:
    """Let an executor ask for more time, and the chair give it before he leaves."""
    words, task = day.words, day.ids["expertise"]
    day.at(10, 20)
    until = shift(day.on, 3)
    workplace = day.work(LAWYER)
    tasks.ask_extension(workplace, task=task, until=until, reason=day.said("longer"))
    told = words.text(
        "asked for more time, until {date}: “{reason}”",
        date=words.date(until),
        reason=day.said("longer"),
    )
    day.tell(LAWYER, told)
    day.exchange(LAWYER, CHAIR)
    day.at(10, 28)
    tasks.grant_extension(day.work(CHAIR), task=task, comment=day.said("granted"))
    day.exchange(CHAIR, LAWYER)
    row = _task(day, LAWYER, task).row
    told = words.text(
        "granted it: due {date} in the place of {before}",
        date=words.date(row.due) if row.due else "",
        before=words.date(day.on),
    )
    day.tell(CHAIR, told)


def leave_for_evening(day: Third) -> None:
    """Leave the chair something for when he is back: a resolution, a signature, a report."""
    text = day.words.text
    day.at(16, 30)
    made = day.enter(CLERK, Kind.INCOMING, "grants")
    resolutions.hand_over(day.work(CLERK), document=made.document, head=day.person(CHAIR))
    told = text("registered and handed over: “{subject}”", subject=day.subject("grants"))
    day.tell(CLERK, told, made.number)
    day.at(16, 34)
    tasks.report(day.work(ACCOUNTANT), task=day.ids["estimate"], text=day.said("summary"))
    told = text("reported, waits to be accepted: “{text}”", text=day.said("summary"))
    day.tell(ACCOUNTANT, told)
    day.at(16, 38)
    workplace = day.work(LAWYER)
    draft = documents.begin(workplace, kind=Kind.OUTGOING, card=day.card("thanks"))
    signing = Stage((Approver(person=day.person(CHAIR)),), signing=True)
    approval.start(workplace, document=draft, stages=(signing,))
    day.tell(LAWYER, text("put up for signing: “{subject}”", subject=day.subject("thanks")))
    day.exchange(ACCOUNTANT, LAWYER, CLERK)


def _task(day: Third, who: str, task: str) -> TaskPage:
    return day.work(who).read(asked.task, task=task, today=day.on)
