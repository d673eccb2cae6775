"""What papers of training say, filled from what is known: figures, lines, bars, cells."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from edo.domain.coverage import Readiness
from edo.errors import Reason, Refusal
from edo.queries.coverage import Cell, Matrix, MatrixRow
from edo.queries.offices import OfficeLine as Office
from edo.queries.people import Who
from edo.queries.phrases import PaperLanguage, Phrase, same
from edo.queries.training_report import (
    MOST_BARS,
    CourseReport,
    HeldItem,
    course_report,
    office_shares,
)
from edo.reports import training_matrix as matrix_paper
from edo.reports.figures import Heading
from edo.reports.training_chart import Bar, Month
from edo.reports.training_figures import Figures, Held, Part
from edo.reports.training_report import OfficeLine, TrainingReport
from edo.workplace import Workplace

_NO_REGION = Phrase()


def asked(
    workplace: Workplace,
    course: str,
    on: date,
    since: date | None,
    under: str,
    language: PaperLanguage,
) -> CourseReport:
    """Ask what a report about a course says.

    Raises:
        Refusal: there is no such course, or the period is empty.
    """
    if since is not None and on < since:
        raise Refusal(Reason.PERIOD_REVERSED, since=since, until=on)
    return workplace.read(
        course_report, course=course, on=on, since=since, under=under, language=order(language)
    )


def order(language: PaperLanguage) -> str:
    """Return the language whose alphabet orders offices on paper."""
    return "ru" if language is PaperLanguage.RU else "kk"


def named(office: Office) -> Phrase:
    """Return what an office is called."""
    return Phrase(office.ru, office.kk)


def report_of(
    found: CourseReport, on: date, since: date | None, heading: Heading
) -> TrainingReport:
    """Return what a report says."""
    lines = tuple(_lines(found))
    months = (
        Month(one.first, _share(one.covered, one.required), _share(one.trained, one.offices))
        for one in found.months
    )
    bars = tuple(
        Bar(named(one.office), one.covered, one.required, one.readiness)
        for one in office_shares(found.rows)
    )
    return TrainingReport(heading, figures_of(found, on, since), lines, bars, tuple(months))


def figures_of(found: CourseReport, on: date, since: date | None) -> Figures:
    """Return what the paragraphs are made of: each office by its own staff."""
    by: dict[Readiness, list[MatrixRow]] = {one: [] for one in Readiness}
    for row in found.rows:
        by[row.cells[0].readiness].append(row)
    nobody = [row for row in by[Readiness.NOBODY] if _is_unstaffed(found, row.office)]
    required = sum(row.cells[0].own.required for row in found.rows)
    passed = sum(row.cells[0].own.covered for row in found.rows)
    return Figures(
        course=Phrase(found.course.title("ru"), found.course.title("kk")),
        on=on,
        trained=_names(by[Readiness.TRAINED]),
        partly=tuple(
            Part(named(row.office), row.cells[0].own.covered, row.cells[0].own.required)
            for row in by[Readiness.PARTLY]
        ),
        untrained=_names(by[Readiness.NOT_TRAINED]),
        expired=_names(by[Readiness.EXPIRED]),
        unstaffed=_names(nobody),
        required=required,
        passed=passed,
        left=required - passed,
        goal=found.goal,
        since=since,
        held=tuple(map(_held, found.held)),
        newly=_names(row for row in found.rows if row.office.id in found.newly),
        passed_within=found.passed,
    )


def matrix_of(found: Matrix, heading: Heading) -> matrix_paper.TrainingMatrix:
    """Return the matrix: an office's cell tells of itself and of all below it, as on screen.

    Offices further down of which there is nothing to tell are left out.
    """
    return matrix_paper.TrainingMatrix(
        heading,
        found.on,
        tuple(Phrase(one.course.title("ru"), one.course.title("kk")) for one in found.courses),
        tuple(
            matrix_paper.MatrixRow(
                named(row.office), tuple(map(_cell, row.cells)), row.office.depth
            )
            for row in found.rows
            if row.office.depth <= 1 or any(cell.below.required for cell in row.cells)
        ),
    )


def _lines(found: CourseReport) -> Iterator[OfficeLine]:
    """Yield offices with people who are required; under their regions where there are many."""
    rows = [row for row in found.rows if row.cells[0].own.required]
    regions = {row.office.id: named(row.office) for row in found.rows}
    counted = Counter(row.office.region for row in rows)
    for row in rows:
        own, id = row.cells[0].own, row.office.region
        region = regions.get(id, _NO_REGION) if counted[id] > 1 else _NO_REGION
        yield OfficeLine(
            named(row.office),
            own.covered,
            own.required,
            row.cells[0].readiness,
            region if len(rows) > MOST_BARS else _NO_REGION,
        )


def _cell(cell: Cell) -> matrix_paper.MatrixCell:
    below = cell.below
    return matrix_paper.MatrixCell(below.covered, below.required, cell.whole)


def _is_unstaffed(found: CourseReport, office: Office) -> bool:
    return office.id in found.suited and not office.closed


def _held(one: HeldItem) -> Held:
    return Held(
        one.begins,
        one.ends,
        tuple(map(named, one.offices)),
        same(one.place) if one.place else Phrase(),
        one.form,
        tuple(map(_person, one.trainers)),
    )


def _person(who: Who) -> Phrase:
    return Phrase(who.ru, who.kk)


def _names(rows: Iterable[MatrixRow]) -> tuple[Phrase, ...]:
    return tuple(named(row.office) for row in rows)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
