"""Who is trained, on the terminal: where offices stand, who is left, what ends, what to plan."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from edo.domain.coverage import Readiness
from edo.domain.workdays import last_day, months_after
from edo.queries import coverage as asked
from edo.queries import directory, sessions, staff, training, training_time, untrained
from edo.queries.coverage import Cell, Matrix
from edo.queries.directory import CourseItem
from edo.queries.staff import PersonCell, Standing
from edo.queries.training import Need
from edo.queries.untrained import LeftOffice, LeftPerson
from edo.sentences import mark
from edo.terminal.answers import Answer, Listed, Told
from edo.terminal.training_names import Names
from edo.terminal.values import day
from edo.wording import Wording
from edo.workplace import Workplace

_COURSES = (
    "course_name",
    "required_people",
    "trained_people",
    "left_people",
    "coverage",
    "trained_offices",
    "offices_in_all",
)
_OFFICES = (
    "office_name",
    "required_people",
    "trained_people",
    "left_people",
    "coverage",
    "readiness",
)
_LEFT = ("course_name", "office_name", "person", "position", "since", "session_on")
_ENDING = ("expires", "person", "office_name", "course_name", "session_on")
_PROPOSED = ("course_name", "region_name", "office_name", "left_people", "trainer", "last_trained")
_SESSIONS = (
    "id",
    "begins",
    "course_name",
    "office_names",
    "where",
    "status",
    "invited",
    "present",
    "unmarked",
    "disputed",
)
_STANDINGS = {
    Standing.PASSED: mark("passed"),
    Standing.LEFT: mark("not trained"),
    Standing.EXPIRED: mark("pass has ended"),
    Standing.NOT_REQUIRED: mark("not required"),
}
"""Where a person stands with a course, in words."""
_INDENT = "  "
_MONTHS = 12


def status(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training status`: where courses stand on a day; with --course or --matrix, offices."""
    names, on = Names(workplace), _on(workplace, given)
    under = names.office(given.under) if given.under else ""
    if given.matrix or given.course:
        found = workplace.read(
            asked.matrix,
            on=on,
            courses=[names.course(given.course)] if given.course else None,
            under=under,
            language=words.language,
        )
        return _matrix(found, words) if given.matrix else _of_course(found, words)
    stands = workplace.read(training.actions, on=on, under=under, language=words.language)
    rows = [_need(one, words) for one in stands.needs]
    plain = {
        "on": on,
        "courses": rows,
        "planned": stands.planned.count,
        "to_mark": stands.to_mark.count,
        "disputed": stands.disputed.count,
        "ending": stands.ending_count,
    }
    return Told(plain, Listed(rows, _COURSES), _said(plain, words))


def left(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training untrained`: the offices that are not trained, and the people left."""
    on = _on(workplace, given)
    under = Names(workplace).office(given.under) if given.under else ""
    plain: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for item in _courses(workplace, given, on, words):
        offices = workplace.read(
            untrained.left, course=item.id, on=on, under=under, language=words.language
        )
        title = item.course.title(words.language)
        told = [_office(one, words) for one in offices]
        plain.append({"course": item.id, "course_name": title, "on": on, "offices": told})
        rows += [
            {"course_name": title, "office_name": office["office_name"]} | person
            for office in told
            for person in office["people"]
        ]
    offices_left = {office["office"] for course in plain for office in course["offices"]}
    said = words.text(
        "{date}: offices with people left to train: {offices}; people left: {people}.",
        date=words.date(on),
        offices=words.number(len(offices_left)),
        people=words.number(len({row["id"] for row in rows})),
    )
    return Told(plain, Listed(rows, _LEFT), said)


def people(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training people`: where the staff of offices stands with courses."""
    names, language = Names(workplace), words.language
    found = workplace.read(
        staff.people,
        on=_on(workplace, given),
        office=names.office(given.office) if given.office else "",
        under=names.office(given.under) if given.under else "",
        courses=[names.course(given.course)] if given.course else None,
        language=language,
    )
    titles = _distinct([item.course.title(language) for item in found.courses])
    rows: list[dict[str, Any]] = []
    shown: list[dict[str, Any]] = []
    for row in found.rows:
        one = {
            "id": row.staff.who.id,
            "person": row.staff.who.name(language),
            "office": row.staff.at.office.id,
            "office_name": row.staff.at.office.name(language),
        }
        cells = [
            {
                "course": item.id,
                "standing": cell.standing,
                "passed": cell.passed,
                "until": cell.last,
                "session": cell.session,
                "session_on": cell.invited,
            }
            for item, cell in zip(found.courses, row.cells, strict=True)
        ]
        rows.append(one | {"cells": cells})
        said = {title: _word(cell, words) for title, cell in zip(titles, row.cells, strict=True)}
        shown.append(one | said)
    return Told(rows, Listed(shown, ("person", "office_name", *titles)))


def timeline(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training timeline --course COURSE`: how it stood at the end of each month."""
    names = Names(workplace)
    until = day(given.until) or workplace.clock.today()
    since = day(given.since) or months_after(until, -_MONTHS)
    found = workplace.read(
        training_time.timeline,
        course=names.course(given.course),
        since=since,
        until=until,
        under=names.office(given.under) if given.under else "",
    )
    del words
    rows = [
        {
            "date": one.on,
            "required_people": one.tally.required,
            "trained_people": one.tally.covered,
            "left_people": one.tally.left,
            "trained_offices": one.trained,
            "offices_in_all": one.offices,
        }
        for one in found
    ]
    return Listed(rows, tuple(rows[0]) if rows else ())


def ending(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training ending`: passes that lapse soon."""
    names, language = Names(workplace), words.language
    found = workplace.read(
        untrained.ending,
        on=_on(workplace, given),
        days=given.days,
        courses=[names.course(given.course)] if given.course else None,
        under=names.office(given.under) if given.under else "",
        language=language,
    )
    rows = [
        {
            "id": one.who.id,
            "person": one.who.name(language),
            "office": one.office.id,
            "office_name": one.office.name(language),
            "course": one.course,
            "course_name": one.course_kk if language == "kk" else one.course_ru,
            "passed": one.passed,
            "expires": last_day(one.expires),
            "session": one.session,
            "session_on": one.invited,
        }
        for one in found
    ]
    return Listed(rows, _ENDING)


def proposed(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training plan`: sessions that may be planned for who is left, by region."""
    names, on, language = Names(workplace), _on(workplace, given), words.language
    under = names.office(given.under) if given.under else ""
    rows: list[dict[str, Any]] = []
    for item in _courses(workplace, given, on, words):
        for region in workplace.read(
            untrained.proposals, course=item.id, on=on, under=under, language=language
        ):
            rows += [
                {
                    "course": item.id,
                    "course_name": item.course.title(language),
                    "region": region.office.id if region.office else "",
                    "region_name": region.office.name(language) if region.office else "",
                    "office": one.office.office.id,
                    "office_name": one.office.office.name(language),
                    "left_people": len(one.office.people),
                    "people": [_person(person, words) for person in one.office.people],
                    "trainer_id": one.trainer.id,
                    "trainer": one.trainer.name(language),
                    "last_trained": one.last,
                }
                for one in region.proposals
            ]
    return Listed(rows, _PROPOSED)


def listed(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training session list`: sessions, the latest first; those to come, the nearest first."""
    language, chosen = words.language, chosen_of(workplace, given)
    today = workplace.clock.today()
    found = workplace.read(sessions.sessions, on=today, chosen=chosen, limit=given.limit)
    rows = [
        {
            "id": one.id,
            "begins": one.begins,
            "ends": one.ends,
            "course": one.course,
            "course_name": one.title(language),
            "form": one.form,
            "status": one.status,
            "to_mark": one.to_mark,
            "place": one.place,
            "organiser": one.organiser.id,
            "offices": [office.id for office in one.offices],
            "office_names": [office.name(language) for office in one.offices],
            "trainers": [who.id for who in one.trainers],
            "trainer_names": [who.name(language) for who in one.trainers],
            "invited": one.invited,
            "present": one.present,
            "absent": one.absent,
            "passed": one.passed,
            "unmarked": one.unmarked,
            "disputed": one.disputed,
            "sheets": one.sheets,
            "certificates": one.certificates,
        }
        for one in found
    ]
    return Told(rows, Listed([row | {"where": row["place"]} for row in rows], _SESSIONS))


def chosen_of(workplace: Workplace, given: Namespace) -> sessions.Chosen:
    """Return which sessions are asked for."""
    names = Names(workplace)
    return sessions.Chosen(
        view=sessions.View(given.view),
        course=names.course(given.course) if given.course else "",
        office=names.office(given.office) if given.office else "",
        trainer=names.person(given.trainer) if given.trainer else "",
        person=names.person(given.person) if given.person else "",
        since=day(given.since),
        until=day(given.until),
    )


def _on(workplace: Workplace, given: Namespace) -> date:
    return day(given.on) or workplace.clock.today()


def _courses(
    workplace: Workplace, given: Namespace, on: date, words: Wording
) -> Iterator[CourseItem]:
    """Yield the course that is asked about, or all in force on the day."""
    wanted = Names(workplace).course(given.course) if given.course else ""
    for item in workplace.read(directory.courses, language=words.language):
        if item.id == wanted or (not wanted and item.course.in_force(on) is not None):
            yield item


def _said(plain: dict[str, Any], words: Wording) -> str:
    return words.text(
        "{date}: sessions planned: {planned}; to be marked: {to_mark}; marked differently: "
        "{disputed}; passes that end within {days} days: {ending}.",
        date=words.date(plain["on"]),
        days=untrained.SOON_DAYS,
        **{name: plain[name] for name in ("planned", "to_mark", "disputed", "ending")},
    )


def _matrix(found: Matrix, words: Wording) -> Answer:
    """Return offices × courses: in each cell a part of a hundred and a word."""
    language = words.language
    titles = _distinct([item.course.title(language) for item in found.courses])
    rows: list[dict[str, Any]] = []
    shown: list[dict[str, Any]] = []
    for row in found.rows:
        name = row.office.name(language)
        cells = [
            {"course": item.id} | _own(cell) | {"below": _below(cell)}
            for item, cell in zip(found.courses, row.cells, strict=True)
        ]
        rows.append(
            {
                "office": row.office.id,
                "office_name": name,
                "depth": row.office.depth,
                "cells": cells,
            }
        )
        told = zip(titles, row.cells, strict=True)
        said = {title: _cell(cell, words) for title, cell in told}
        shown.append({"office_name": f"{_INDENT * row.office.depth}{name}"} | said)
    courses = [
        {"course": item.id, "course_name": item.course.title(language)} for item in found.courses
    ]
    plain = {"on": found.on, "courses": courses, "rows": rows}
    return Told(plain, Listed(shown, ("office_name", *titles)))


def _distinct(titles: Sequence[str]) -> list[str]:
    """Return titles each of which is there once: they are the heads of columns."""
    return [
        f"{title} ({place})" if titles.count(title) > 1 else title
        for place, title in enumerate(titles, 1)
    ]


def _cell(cell: Cell, words: Wording) -> str:
    if cell.own.required:
        return f"{cell.own.covered}/{cell.own.required} {words.name(cell.readiness)}"
    return f"{cell.percent} %" if cell.percent is not None else "—"


def _word(cell: PersonCell, words: Wording) -> str:
    if cell.passed is None:
        return words.text(_STANDINGS[cell.standing])
    if cell.last is None:
        return words.date(cell.passed)
    told = {"date": words.date(cell.passed), "until": words.date(cell.last)}
    return words.text("{date}, until {until}", **told)


def _of_course(found: Matrix, words: Wording) -> Answer:
    rows: list[dict[str, Any]] = [
        {
            "office": row.office.id,
            "office_name": row.office.name(words.language),
            "depth": row.office.depth,
        }
        | _own(row.cells[0])
        | {"below": _below(row.cells[0])}
        for row in found.rows
        if row.cells and row.cells[0].below.required
    ]
    shown = [row | {"office_name": _INDENT * row["depth"] + row["office_name"]} for row in rows]
    return Told(rows, Listed([row for row in shown if row["required_people"]], _OFFICES))


def _need(one: Need, words: Wording) -> dict[str, Any]:
    tally = one.tally
    return {
        "course": one.course.id,
        "course_name": one.course.course.title(words.language),
        "required_people": tally.required,
        "trained_people": tally.covered,
        "left_people": tally.left,
        "coverage": tally.covered * 100 // tally.required if tally.required else None,
        "trained_offices": one.trained,
        "offices_in_all": one.offices,
    }


def _own(cell: Cell) -> dict[str, Any]:
    """Return where an office itself stands."""
    one = cell.own
    return {
        "required_people": one.required,
        "trained_people": one.covered,
        "left_people": one.left,
        "coverage": one.covered * 100 // one.required if one.required else None,
        "readiness": cell.readiness if one.required else Readiness.NOBODY,
    }


def _below(cell: Cell) -> dict[str, Any]:
    """Return where an office and all below it stand."""
    return {
        "required_people": cell.below.required,
        "trained_people": cell.below.covered,
        "left_people": cell.below.left,
        "coverage": cell.percent,
        "trained_offices": cell.trained,
        "offices_in_all": cell.offices,
    }


def _office(one: LeftOffice, words: Wording) -> dict[str, Any]:
    return {
        "office": one.office.id,
        "office_name": one.office.name(words.language),
        "required_people": one.tally.required,
        "trained_people": one.tally.covered,
        "readiness": one.readiness,
        "people": [_person(person, words) for person in one.people],
    }


def _person(one: LeftPerson, words: Wording) -> dict[str, Any]:
    is_kazakh = words.language == "kk"
    first, second = one.position_ru, one.position_kk
    return {
        "id": one.who.id,
        "person": one.who.name(words.language),
        "position": (second or first) if is_kazakh else (first or second),
        "clerk": one.is_clerk,
        "since": one.since,
        "had": one.had,
        "session": one.session,
        "session_on": one.invited,
    }
