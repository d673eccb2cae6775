"""Papers of training printed: reports, the matrix, attendance sheets and certificates."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from edo.certification import GIVING
from edo.commands.certificate_codes import code
from edo.domain.course import Course
from edo.domain.organisation import Person
from edo.domain.rights import ANYWHERE
from edo.errors import Reason, Refusal
from edo.printing import Printed, check_format, made_at
from edo.queries import certificates, coverage, directory, sheet_rows
from edo.queries.offices import offices
from edo.queries.phrases import PaperLanguage, Phrase, same
from edo.queries.sheet_rows import Signers
from edo.reports import certificate as certificate_paper
from edo.reports import training_matrix as matrix_paper
from edo.reports import training_report as report_paper
from edo.reports import training_sheet as sheet_paper
from edo.reports.figures import Heading
from edo.reports.training_narrative import narrative
from edo.share.certificate import sheet as sheet_code
from edo.sheets.filling import printed_at
from edo.sheets.training_filling import (
    asked,
    figures_of,
    matrix_of,
    named,
    order,
    report_of,
)
from edo.workplace import Workplace

EMPTY_LINES = 5
"""Lines of an attendance sheet for people added on the spot."""


def told(
    workplace: Workplace,
    *,
    course: str,
    on: date,
    language: PaperLanguage,
    since: date | None = None,
    under: str = "",
) -> tuple[str, ...]:
    """Return the paragraphs about who was trained and who was not; as `print_report`."""
    found = asked(workplace, course, on, since, under, language)
    figures = figures_of(found, on, since)
    if language is not PaperLanguage.BOTH:
        return narrative(figures, language)
    return (*narrative(figures, PaperLanguage.KK), *narrative(figures, PaperLanguage.RU))


def print_report(
    workplace: Workplace,
    *,
    course: str,
    on: date,
    language: PaperLanguage,
    path: Path,
    since: date | None = None,
    under: str = "",
) -> Printed:
    """Print the report about a course: which offices are trained, which are not, who is left.

    Args:
        workplace: where it is known.
        course: id.
        on: the day of which it is told, the last of the period.
        language: Russian, Kazakh or both.
        path: the PDF to write.
        since: first day of the period; None: there is none.
        under: an office: only it and those below it; empty: all.

    Raises:
        Refusal: there is no such course, the period is empty, the file is no PDF, or it cannot be
            written.
    """
    check_format(path)
    found = asked(workplace, course, on, since, under, language)
    report = report_of(found, on, since, _heading(workplace, under))
    report_paper.write_report(path, report=report, language=language, created=made_at(workplace))
    return Printed(path, len(report.lines))


def print_matrix(
    workplace: Workplace,
    *,
    on: date,
    language: PaperLanguage,
    path: Path,
    courses: Sequence[str] | None = None,
    under: str = "",
) -> Printed:
    """Print where offices stand with all courses; as `print_report`.

    Args:
        workplace: where it is known.
        on: the day.
        language: Russian, Kazakh or both.
        path: the PDF to write.
        courses: ids; None: those in force on the day.
        under: an office: only it and those below it; empty: all.

    Raises:
        Refusal: the file is no PDF, or it cannot be written.
    """
    check_format(path)
    found = workplace.read(
        coverage.matrix, on=on, courses=courses, under=under, language=order(language)
    )
    matrix = matrix_of(found, _heading(workplace, under))
    matrix_paper.write_matrix(path, matrix=matrix, language=language, created=made_at(workplace))
    return Printed(path, len(matrix.rows))


def print_attendance(
    workplace: Workplace,
    *,
    session: str,
    language: PaperLanguage,
    path: Path,
    empty: int = EMPTY_LINES,
) -> Printed:
    """Print the sheet people sign at a training, with lines for who is added on the spot.

    Raises:
        Refusal: there is no such training, the file is no PDF, or it cannot be written.
    """
    check_format(path)
    held = workplace.read(certificates.session, id=session)
    known = workplace.read(directory.entries, subjects=(held.course, *held.people))
    course = known.get(held.course)
    signers = workplace.read(Signers, {*held.people, *held.trainers})
    all_offices = workplace.read(offices)
    people: list[sheet_paper.Attendee] = []
    for id in held.people:
        state = known.get(id)
        office = state.office if isinstance(state, Person) else ""
        who = signers.signer(id)
        own = named(all_offices[office]) if office else Phrase()
        people.append(sheet_paper.Attendee(who.name, who.position, own))
    title = _title(course, held.title)
    sheet = sheet_paper.AttendanceSheet(
        heading=_heading(workplace, held.organiser),
        course=title,
        begins=held.begins,
        ends=held.ends,
        form=held.form,
        place=held.place,
        offices=tuple(named(all_offices[one]) for one in held.offices),
        trainers=tuple(signers.name(one) for one in held.trainers),
        people=tuple(people),
        empty=empty,
        code=sheet_code(session),
    )
    sheet_paper.write_attendance(path, sheet=sheet, language=language, created=made_at(workplace))
    return Printed(path, len(people))


def print_certificates(
    workplace: Workplace,
    *,
    session: str,
    language: PaperLanguage,
    path: Path,
    people: Iterable[str] = (),
) -> Printed:
    """Print certificates that have their numbers, a page each, signed in their codes.

    Args:
        workplace: who prints, and signs what is in the codes.
        session: id.
        language: Russian, Kazakh or both.
        path: the PDF to write.
        people: ids; empty: all who hold one.

    Raises:
        Refusal: there is no such training, nobody or one of those named holds a certificate of it,
            one may not give certificates, the file is no PDF, or it cannot be written.
    """
    check_format(path)
    identity = workplace.identity
    if not any(workplace.roster.can(identity.person, right, ANYWHERE) for right in GIVING):
        raise Refusal(Reason.NOT_ALLOWED)
    held = workplace.read(certificates.session, id=session)
    wanted = tuple(people) or tuple(one for one in held.people if held.certificate(one))
    given = {person: held.certificate(person) for person in wanted}
    if not given or not all(given.values()):
        raise Refusal(Reason.NOT_PASSED)
    course = workplace.read(directory.entries, subjects=[held.course]).get(held.course)
    if not isinstance(course, Course):
        raise Refusal(Reason.UNKNOWN_COURSE, value=held.course)
    edition = course.taught(held.ends)
    signers = workplace.read(Signers, {*wanted, *held.trainers[:1]})
    heading = _heading(workplace, held.organiser)
    trainer = signers.name(held.trainers[0]) if held.trainers else Phrase()
    spoken = "kk" if language is PaperLanguage.KK else "ru"
    sheets = [
        certificate_paper.CertificateSheet(
            organisation=heading.organisation,
            office=heading.office,
            person=signers.name(person),
            course=Phrase(course.title("ru"), course.title("kk")),
            hours=edition.hours,
            begins=held.begins,
            ends=held.ends,
            place=held.place,
            number=one.number,
            given=one.on,
            until=edition.expires(held.ends),
            trainer=trainer,
            code=code(workplace, session=session, person=person, language=spoken),
        )
        for person, one in given.items()
        if one is not None
    ]
    certificate_paper.write_certificates(
        path, sheets=sheets, language=language, created=made_at(workplace)
    )
    return Printed(path, len(sheets))


def _title(course: object, title: str) -> Phrase:
    """Return what a course is called today; what it was called then, where it is not known."""
    if not isinstance(course, Course):
        return same(title)
    return Phrase(course.title("ru"), course.title("kk"))


def _heading(workplace: Workplace, office: str) -> Heading:
    about = workplace.read(
        sheet_rows.about, document="", office=office or workplace.identity.office
    )
    if about.organisation == Phrase():  # the central body stands under nothing
        return Heading(about.office, Phrase(), printed_at(workplace))
    own = about.office if office else Phrase()
    return Heading(about.organisation, own, printed_at(workplace))
