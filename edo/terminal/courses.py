"""Courses on the terminal: `edo training course …`."""

from argparse import Namespace
from datetime import date
from typing import Any

import msgspec

from edo.commands import courses as commands
from edo.domain.course import Audience, Course, Edition, Goal
from edo.domain.organisation import Level
from edo.narrative import Narrator
from edo.queries import directory
from edo.queries.history import History
from edo.terminal.answers import Answer, Listed, Told
from edo.terminal.training_names import Names
from edo.terminal.values import day, texts
from edo.training_words import rules
from edo.wording import Wording
from edo.workplace import Workplace

_COLUMNS = ("id", "title", "begins", "rules", "closed")


def add(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training course add`: set a course up."""
    del words
    on = day(given.on) or workplace.clock.today()
    edition = _edition(workplace, given, Edition(on=on))
    id = commands.define(
        workplace,
        title_ru=given.title_ru or "",
        title_kk=given.title_kk or "",
        edition=edition,
    )
    return {"id": id, "on": edition.on}


def change(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training course change COURSE`: put its titles right."""
    del words
    id, course = _course(workplace, given.course)
    ru, kk = given.title_ru, given.title_kk
    commands.rename(
        workplace,
        course=id,
        title_ru=course.title_ru if ru is None else ru,
        title_kk=course.title_kk if kk is None else kk,
    )
    return {"id": id}


def revise(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training course revise COURSE`: other rules from a day on; the rest stays."""
    del words
    id, course = _course(workplace, given.course)
    on = day(given.on) or workplace.clock.today()
    before = msgspec.structs.replace(course.taught(on), on=on, anew=False)
    edition = _edition(workplace, given, before)
    commands.revise(workplace, course=id, edition=edition)
    return {"id": id, "on": edition.on}


def close(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training course close COURSE`: nobody is required from a day on; or open it again."""
    del words
    id, _ = _course(workplace, given.course)
    on = None if given.open else day(given.on) or workplace.clock.today()
    commands.close(workplace, course=id, on=on)
    return {"id": id, "closed": on}


def listed(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training course list`: the courses with the rules in force."""
    found = workplace.read(directory.courses, language=words.language, closed=given.all)
    today = workplace.clock.today()
    rows = [_told(workplace, one.id, one.course, today, words) for one in found]
    return Listed(rows, _COLUMNS)


def show(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training course show COURSE`: a course with all its editions."""
    id, course = _course(workplace, given.course)
    plain = _told(workplace, id, course, workplace.clock.today(), words)
    shown = {name: plain[name] for name in ("id", "title", "closed")}
    editions = [
        {"on": one.on, "rules": _rules(workplace, one, words)} for one in reversed(course.editions)
    ]
    return Told(plain, shown | {"editions": editions})


def _course(workplace: Workplace, text: str) -> tuple[str, Course]:
    id = Names(workplace).course(text)
    return id, workplace.read(directory.entries, subjects=(id,))[id]


def _edition(workplace: Workplace, given: Namespace, begun: Edition) -> Edition:
    """Return the rules that are asked for; what is not said stays as it was begun."""
    fields: dict[str, Any] = {
        name: value for name in ("hours", "months") if (value := getattr(given, name)) is not None
    }
    if given.threshold is not None:
        fields["threshold"] = given.threshold or None
    if given.goal:
        fields["goal"] = Goal(given.goal)
    if given.programme:
        fields["programme"] = commands.programme(workplace, path=given.programme)
    fields["anew"] = bool(getattr(given, "anew", False))
    audience = _audience(workplace, given, begun.audience)
    return msgspec.structs.replace(begun, audience=audience, **fields)


def _audience(workplace: Workplace, given: Namespace, begun: Audience) -> Audience:
    """Return whom it is for: each sort of name that is given takes the place of that sort."""
    if given.everybody:
        begun = Audience()
    names = Names(workplace)
    fields: dict[str, Any] = {}
    if given.level:
        fields["levels"] = tuple(Level(one) for one in given.level)
    if given.office:
        fields["offices"] = names.offices(given.office)
    if given.position:
        fields["positions"] = tuple(map(names.position, texts(given.position)))
    if given.person:
        fields["people"] = names.people(given.person)
    return msgspec.structs.replace(begun, **fields)


def _told(
    workplace: Workplace, id: str, course: Course, today: date, words: Wording
) -> dict[str, Any]:
    now = course.in_force(today) or course.taught(today)
    return {
        "id": id,
        "title": course.title(words.language),
        "title_ru": course.title_ru,
        "title_kk": course.title_kk,
        "begins": course.editions[0].on,
        "closed": course.closed,
        "rules": _rules(workplace, now, words),
        "editions": [msgspec.to_builtins(one) for one in course.editions],
    }


def _rules(workplace: Workplace, edition: Edition, words: Wording) -> str:
    """Say what an edition asks for, ids by their names."""
    audience = edition.audience
    ids = (*audience.offices, *audience.positions, *audience.people)
    known = workplace.read(directory.entries, subjects=ids)
    names = {
        id: (one.name_ru or one.name_kk, one.name_kk or one.name_ru) for id, one in known.items()
    }
    return rules(words, edition, Narrator(words, History((), names)).name)
