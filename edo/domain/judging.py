"""The verdict on every row of a list, by what the organisation knows. Nothing is written."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from edo.domain.document import EARLIEST
from edo.domain.known_people import Found, KnownPeople, KnownPerson
from edo.domain.likeness import Name, fold, name, nearest
from edo.domain.office_names import Offices
from edo.domain.staff_list import Judged, Line, ListKind, Plan, Verdict

Progress = Callable[[int, int], object]
"""Told how many of how many rows are done; False asks to stop."""

_STEP = 200
_EARLIEST_WORK = date(1930, 1, 1)
_COURSE_CLOSE = 85.0
_NOT_IN_NAMES = re.compile(r"[^\w\s.,()‐‑–—'’`ʼ\"«»-]|[\d_]")
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Known:
    """What the organisation knows.

    Attributes:
        people: everybody, those who left too.
        offices: id → names of the offices that are not closed.
        courses: id → titles.
        passes: (person, course, day) of what is known to have been attended.
    """

    people: Sequence[KnownPerson] = ()
    offices: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    courses: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    passes: frozenset[tuple[str, str, date]] = frozenset()


@dataclass(frozen=True, slots=True)
class Defaults:
    """What stands where a row says nothing, and what is meant where it is not clear.

    Attributes:
        office: id of the office whose list it is; empty where rows name theirs.
        course: id of the course the list is about.
        passed: the day of the training.
        offices: what is written in place of an office → id of the one that a person says is meant.
        courses: the same for courses.
    """

    office: str = ""
    course: str = ""
    passed: date | None = None
    offices: Mapping[str, str] = field(default_factory=dict[str, str])
    courses: Mapping[str, str] = field(default_factory=dict[str, str])


NOTHING_SAID = Defaults()


def judge(
    lines: Sequence[Line],
    known: Known,
    *,
    kind: ListKind,
    today: date,
    defaults: Defaults = NOTHING_SAID,
    progress: Progress | None = None,
) -> Plan:
    """Return the verdicts on the rows of a list.

    Args:
        lines: the rows.
        known: what they are compared with.
        kind: what the list tells.
        today: no training was passed after it.
        defaults: what stands where a row says nothing.
        progress: told after some rows; the plan ends there when it answers False.
    """
    judging = _Judging(known, kind, today, defaults)
    rows: list[Judged] = []
    for n, line in enumerate(lines):
        if n % _STEP == 0 and progress is not None and progress(n, len(lines)) is False:
            return Plan(kind, tuple(rows), is_whole=False)
        rows.append(judging.row(line))
    if progress is not None:
        progress(len(lines), len(lines))
    return Plan(kind, tuple(rows))


class _Judging:
    """One list being judged."""

    def __init__(self, known: Known, kind: ListKind, today: date, defaults: Defaults) -> None:
        self._known = known
        self._kind = kind
        self._today = today
        self._defaults = defaults
        self._people = KnownPeople(known.people)
        self._offices = Offices(known.offices)
        self._courses = Courses(known.courses)
        self._seen: dict[tuple[object, ...], int] = {}
        self._times: dict[tuple[str, str], int] = {}

    def row(self, line: Line) -> Judged:
        """Judge one row."""
        called = name(line.name)
        if not is_name(line.name, called):
            return Judged(line, Verdict.NO_NAME)
        if self._has_wrong_date(line):
            return Judged(line, Verdict.WRONG_DATE)
        office, offices = self._office(line)
        if not office and (line.office or self._kind is ListKind.STAFF):
            return Judged(line, Verdict.NO_OFFICE, offices=offices)
        course = ""
        if self._kind is ListKind.TRAINING:
            course = self._course(line.course)
            if not course:
                return Judged(line, Verdict.NO_COURSE, office)
        return self._person(line, called, office, course)

    def _has_wrong_date(self, line: Line) -> bool:
        if line.wrong:
            return True
        if any(day and day < _EARLIEST_WORK for day in (line.joined, line.left)):
            return True
        if line.joined and line.left and line.left < line.joined:
            return True
        if self._kind is ListKind.STAFF:
            return bool(line.left and line.left > self._today)
        passed = line.passed or self._defaults.passed
        return passed is None or not EARLIEST <= passed <= self._today

    def _office(self, line: Line) -> tuple[str, tuple[str, ...]]:
        """Return the office that is meant, and those that may be where it is not clear.

        What stands over some rows may be a unit, or anything: it counts only if it is an office.
        """
        said, default = line.place, self._defaults.office
        clear = self._defaults.offices.get(said) or self._offices.clear(said)
        if clear or not said or (default and not line.office):
            return clear or default, ()
        return "", self._offices.find(said)

    def _course(self, said: str) -> str:
        """Return the course that is meant, or nothing."""
        if not said:
            return self._defaults.course
        return self._defaults.courses.get(said) or self._courses.find(said)

    def _person(self, line: Line, called: Name, office: str, course: str) -> Judged:
        passed = line.passed or self._defaults.passed
        if self._kind is ListKind.STAFF:
            course, passed = "", None
        about = (course, passed)
        times = self._times.get((called.key, office), 0)
        self._times[called.key, office] = times + 1
        judged = Judged(line, Verdict.NEW, office, course, passed, nth=times)
        if first := self._seen.get((called.key, office, *about)):
            return replace(judged, verdict=Verdict.DOUBLE, first=first)
        self._seen[called.key, office, *about] = line.row
        found = self._people.find(called, office)
        judged = self._matched(replace(judged, nth=times + len(found.here)), found)
        if judged.verdict not in {Verdict.KNOWN, Verdict.GONE}:
            return judged
        (person, *_others) = (one.person for one in judged.candidates)
        first = self._seen.setdefault((person, *about), line.row)
        if first != line.row:
            return replace(judged, verdict=Verdict.DOUBLE, first=first)
        if passed and (person, course, passed) in self._known.passes:
            return replace(judged, verdict=Verdict.ALREADY)
        return judged

    def _matched(self, judged: Judged, found: Found) -> Judged:
        """Say who is meant."""
        working = tuple(one for one in found.here if one.left is None)
        here = working or found.here
        gone = judged.line.left if self._kind is ListKind.STAFF else None
        if len(here) == 1 and (self._kind is ListKind.TRAINING or working or gone):
            verdict = Verdict.GONE if gone and working else Verdict.KNOWN
            return replace(judged, verdict=verdict, candidates=here)
        if here:
            many = len(here) > 1
            verdict = Verdict.SAME_NAME if many else Verdict.MOVED
            return replace(judged, verdict=verdict, candidates=found.here)
        if found.elsewhere:
            return self._elsewhere(judged, found)
        if found.alike:
            return replace(judged, verdict=Verdict.ALIKE, candidates=found.alike)
        if not judged.office:
            return replace(judged, verdict=Verdict.NO_OFFICE)
        return judged

    def _elsewhere(self, judged: Judged, found: Found) -> Judged:
        candidates = found.elsewhere
        if len(candidates) > 1:
            return replace(judged, verdict=Verdict.SAME_NAME, candidates=candidates)
        if judged.office:
            return replace(judged, verdict=Verdict.MOVED, candidates=candidates)
        office = next(one.office for one in candidates)
        return replace(judged, verdict=Verdict.KNOWN, office=office, candidates=candidates)


class Courses:
    """The courses by their titles."""

    def __init__(self, titles: Mapping[str, tuple[str, ...]]) -> None:
        self._titles = [
            (fold(title), id) for id, known in titles.items() for title in known if title
        ]
        self._asked: dict[str, str] = {}

    def find(self, said: str) -> str:
        """Return the course that is clearly meant; nothing where none or several may be."""
        folded = fold(said)
        if folded not in self._asked:
            self._asked[folded] = self._find(folded)
        return self._asked[folded]

    def _find(self, folded: str) -> str:
        same = {id for title, id in self._titles if title == folded}
        part = {id for title, id in self._titles if _is_part(title, folded)}
        if found := same or part:
            return found.pop() if len(found) == 1 else ""
        texts = [title for title, _id in self._titles]
        near = {self._titles[place][1] for place, _ in nearest(folded, texts, _COURSE_CLOSE, 3)}
        return near.pop() if len(near) == 1 else ""


def _is_part(one: str, other: str) -> bool:
    return f" {other} " in f" {one} " or f" {one} " in f" {other} "


def is_name(text: str, called: Name) -> bool:
    """Tell whether a text can be somebody's name: a few words of letters, one written out."""
    if not called.words or _NOT_IN_NAMES.search(text):
        return False
    return 1 < len(called.words) + len(called.initials) <= _MOST_WORDS
