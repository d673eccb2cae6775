"""Papers and spreadsheets of training on the terminal: told, printed, written as lists."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import Any

from edo.errors import Reason, Refusal
from edo.outfile import replacing
from edo.printing import Printed
from edo.queries import certificates, directory
from edo.queries.phrases import PaperLanguage
from edo.queries.untrained import SOON_DAYS
from edo.sheets import staff_list, training_lists, training_paper
from edo.sheets.lists import ENDINGS
from edo.terminal.answers import Answer, Told
from edo.terminal.training_names import Names
from edo.terminal.values import day, texts
from edo.wording import Wording
from edo.workplace import Workplace

_TEXT = ".txt"


def report(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training report [COURSE]`: say which offices are trained, or write it to a file."""
    names = Names(workplace)
    asked: dict[str, Any] = {
        "course": _course(workplace, given),
        "on": day(given.on) or workplace.clock.today(),
        "since": day(given.since),
        "under": names.office(given.under) if given.under else "",
    }
    if given.out is None:
        return _told(workplace, given, words, asked)
    language = PaperLanguage(given.paper or PaperLanguage.BOTH)
    ending = given.out.suffix.casefold()
    if ending == _TEXT:
        return _text(given, training_paper.told(workplace, language=language, **asked))
    if ending in ENDINGS:
        del asked["since"]
        printed = training_lists.list_offices(workplace, language=language, path=given.out, **asked)
        return _printed(printed, "offices")
    printed = training_paper.print_report(workplace, language=language, path=given.out, **asked)
    return _printed(printed, "offices")


def matrix(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training matrix`: print where offices stand with all courses."""
    del words
    names = Names(workplace)
    courses = [names.course(one) for one in texts(given.course)] or None
    printed = training_paper.print_matrix(
        workplace,
        on=day(given.on) or workplace.clock.today(),
        courses=courses,
        under=names.office(given.under) if given.under else "",
        language=PaperLanguage(given.paper),
        path=given.out,
    )
    return _printed(printed, "offices")


def sheet(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training session print ID`: print the sheet people sign."""
    del words
    printed = training_paper.print_attendance(
        workplace,
        session=given.id,
        empty=given.empty,
        language=PaperLanguage(given.paper),
        path=given.out,
    )
    return _printed(printed, "people")


def certificate(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training certificate print ID`: print certificates that have numbers."""
    del words
    session = workplace.read(certificates.session, id=given.id)
    printed = training_paper.print_certificates(
        workplace,
        session=given.id,
        people=Names(workplace).people(texts(given.people), among=session.people),
        language=PaperLanguage(given.paper),
        path=given.out,
    )
    return _printed(printed, "pages")


def export(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training export WHAT`: write a list as a spreadsheet."""
    del words
    return _printed(_LISTS[given.what](workplace, given), "rows")


def _told(workplace: Workplace, given: Namespace, words: Wording, asked: dict[str, Any]) -> Told:
    """Say the paragraphs in the program's own language where no other is asked for."""
    own = PaperLanguage.KK if words.language == "kk" else PaperLanguage.RU
    language = PaperLanguage(given.paper) if given.paper else own
    paragraphs = training_paper.told(workplace, language=language, **asked)
    plain = {**asked, "paragraphs": list(paragraphs)}
    return Told(plain, {}, "\n\n".join(paragraphs))


def _text(given: Namespace, paragraphs: Sequence[str]) -> Answer:
    """Write the paragraphs as plain text."""
    with replacing(given.out) as file:
        file.write(("\n\n".join(paragraphs) + "\n").encode())
    return {"out": str(given.out), "paragraphs": len(paragraphs)}


def _offices(workplace: Workplace, given: Namespace) -> Printed:
    return training_lists.list_offices(
        workplace, course=_course(workplace, given), **_all(given, workplace)
    )


def _left(workplace: Workplace, given: Namespace) -> Printed:
    return training_lists.list_left(
        workplace, course=_course(workplace, given), **_all(given, workplace)
    )


def _matrix(workplace: Workplace, given: Namespace) -> Printed:
    return training_lists.list_matrix(workplace, **_all(given, workplace))


def _ending(workplace: Workplace, given: Namespace) -> Printed:
    days = SOON_DAYS if given.days is None else given.days
    return training_lists.list_ending(workplace, days=days, **_all(given, workplace))


def _staff(workplace: Workplace, given: Namespace) -> Printed:
    return staff_list.list_staff(workplace, **_all(given, workplace))


def _sessions(workplace: Workplace, given: Namespace) -> Printed:
    return training_lists.list_sessions(
        workplace, language=PaperLanguage(given.paper), path=given.out
    )


def _marks(workplace: Workplace, given: Namespace) -> Printed:
    if not given.session:
        raise Refusal(Reason.REQUIRED_FIELD, field="session")
    return training_lists.list_marks(
        workplace, session=given.session, language=PaperLanguage(given.paper), path=given.out
    )


_LISTS = {
    "offices": _offices,
    "left": _left,
    "matrix": _matrix,
    "ending": _ending,
    "sessions": _sessions,
    "marks": _marks,
    "staff": _staff,
}


def _all(given: Namespace, workplace: Workplace) -> dict[str, Any]:
    """Return what most lists are asked by."""
    on: date = day(given.on) or workplace.clock.today()
    return {
        "on": on,
        "under": Names(workplace).office(given.under) if given.under else "",
        "language": PaperLanguage(given.paper),
        "path": given.out,
    }


def _course(workplace: Workplace, given: Namespace) -> str:
    """Return the course that is named, or the only one in force.

    Raises:
        Refusal: none is named, and there are several, or none.
    """
    if given.course:
        return Names(workplace).course(given.course)
    on = day(given.on) or workplace.clock.today()
    found = [one.id for one in workplace.read(directory.courses) if one.course.in_force(on)]
    if len(found) != 1:
        raise Refusal(Reason.REQUIRED_FIELD, field="course")
    return found[0]


def _printed(printed: Printed, counted: str) -> Answer:
    return {"out": str(printed.path), counted: printed.rows}
