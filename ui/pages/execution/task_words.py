"""What is said about tasks: their state, people, terms; the same in lists and in the detail."""

from __future__ import annotations

from html import escape

from edo.domain.task import ENDED, Decided, Decision, Report, Task, TaskStatus
from edo.queries.people import People, Who
from edo.queries.tasks import TaskPage, TaskRow
from edo.wording import Wording
from ui.theme import Tone
from ui.widgets.both import own
from ui.widgets.terms import term_name

TONES = {
    TaskStatus.NEW: Tone.WARN,
    TaskStatus.IN_WORK: Tone.ACCENT,
    TaskStatus.ON_REVIEW: Tone.ACCENT,
    TaskStatus.RETURNED: Tone.WARN,
    TaskStatus.DONE: Tone.QUIET,
    TaskStatus.REMOVED: Tone.NEUTRAL,
}
VERDICTS = {Decision.WAITING: Tone.WARN, Decision.AGREED: Tone.GOOD, Decision.DECLINED: Tone.BAD}


def state(row: TaskRow, words: Wording) -> str:
    """Say where a task stands; that its document was annulled, or its term passed, comes first."""
    if row.annulled:
        return words.text("document annulled")
    if row.is_late and row.days_left is not None:
        return words.plural("overdue by {n} day", "overdue by {n} days", -row.days_left)
    return words.name(row.status)


def tone(row: TaskRow) -> Tone:
    """Tell what that feels like."""
    return Tone.BAD if row.is_late else TONES[row.status]


def names(people: tuple[Who, ...], words: Wording) -> str:
    """Name people, the first one first."""
    return ", ".join(who.name(words.language) for who in people)


def who(people: People, person: str, behalf: str, words: Wording) -> str:
    """Name who acted, and for whom where that was another."""
    name = people[person].name(words.language)
    if not behalf:
        return name
    return words.text("{who} for {whom}", who=name, whom=people[behalf].name(words.language))


def given(page: TaskPage, words: Wording) -> str:
    """Say who gave a task, when, on whose word, and on what grounds."""
    row, task = page.row, page.task
    author = row.author.name(words.language)
    said = words.text("Given by {who} on {date}", who=author, date=words.date(row.given_on))
    if task.spoken and task.written_by:
        writer = page.people[task.written_by].name(words.language)
        said += " · " + words.text("written by {who} on their word", who=writer)
    elif task.behalf and task.written_by:
        writer = page.people[task.written_by].name(words.language)
        said += " · " + words.text("by {who} as their deputy", who=writer)
    if task.basis:
        said += " · " + words.text("grounds: {basis}", basis=task.basis)
    if task.repeat is not None:
        said += " · " + words.name(task.repeat)
    return said


def executor(page: TaskPage, place: int, words: Wording) -> str:
    """Say who does a task and what their part in it is."""
    person = page.row.executors[place]
    said = [person.name(words.language)]
    if place == 0 and len(page.row.executors) > 1:
        said.append(words.text("coordinates"))
    parts = [part for part in page.parts if part.executor == person.id]
    if parts:
        said.append(words.text("part handed in on {date}", date=words.date(parts[-1].on)))
    elif place == 0 and page.reports:
        said.append(words.text("reported on {date}", date=words.date(page.reports[-1].on)))
    elif person.id in page.task.taken:
        said.append(words.text("has taken it into work"))
    elif page.task.status not in ENDED:
        said.append(words.text("has not taken it yet"))
    return " · ".join(said)


def terms(task: Task, words: Wording) -> str:
    """Write a term as rich text: the old ones struck, the one in force last."""
    old = [words.date(one.was) or words.text("no term") for one in task.moved]
    now = words.date(task.due) or words.text("no term")
    rule = term_name(words, task.rule)
    struck = " → ".join(f"<s>{escape(day)}</s>" for day in old)
    said = f"<b>{escape(now)}</b>"
    if rule:
        said += f" ({escape(rule)})"
    return f"{struck} → {said}" if struck else said


def plain_terms(row: TaskRow, words: Wording) -> str:
    """Write a term for a list: the day, and how often it was moved."""
    said = words.date(row.due) or words.text("no term")
    if row.moved:
        said += " · " + words.plural("moved {n} time", "moved {n} times", row.moved)
    return said


def moves(page: TaskPage, words: Wording) -> list[str]:
    """Say of each term that was moved from when to when, why, and by whom."""
    return [
        words.text(
            "{was} → {due}: {reason} — {who}, {at}",
            was=words.date(one.was) or words.text("no term"),
            due=words.date(one.due) or words.text("no term"),
            reason=one.reason,
            who=who(page.people, one.by.person, one.by.behalf, words),
            at=words.hlc(one.by.at),
        )
        for one in page.moved
    ]


def reported(page: TaskPage, report: Report, words: Wording) -> str:
    """Say whose report it is, who wrote it and when."""
    stated = who(page.people, report.person, report.behalf, words)
    whose = page.people[report.executor].name(words.language)
    if report.executor not in (report.person, report.behalf):
        stated = words.text("{whose}, written down by {who}", whose=whose, who=stated)
    return f"{stated}, {words.hlc(report.at)}"


def decided(people: People, by: Decided | None, words: Wording) -> str:
    """Say who decided, when, and what they said."""
    if by is None:
        return ""
    said = f"{who(people, by.person, by.behalf, words)}, {words.hlc(by.at)}"
    return f"{said}: {by.comment}" if by.comment else said


def text(row: TaskRow, words: Wording) -> str:
    """Give what is to be done in the person's language."""
    return own(words, row.text_ru, row.text_kk)


def about(row: TaskRow, words: Wording) -> str:
    """Say what document a task is about."""
    if not row.document:
        return ""
    number = f"№ {row.number}" if row.number else words.text("No number yet")
    subject = own(words, row.subject_ru, row.subject_kk)
    date = words.date(row.on)
    head = words.text("{n} of {date}", n=number, date=date) if date else number
    return f"{head} · {subject}" if subject else head
