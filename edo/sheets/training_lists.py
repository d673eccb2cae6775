"""Lists of training as spreadsheets, for further work: xlsx, or CSV by the name of the file.

Dates are dates and numbers numbers; people and offices bear their ids last, so that a list can be
taken in again without guessing.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from edo.domain.coverage import Readiness
from edo.domain.organisation import Person
from edo.domain.session import Mark, SessionStatus
from edo.domain.workdays import last_day
from edo.printing import Printed
from edo.queries import certificates, coverage, directory, sessions, untrained
from edo.queries.journal_cells import Cell
from edo.queries.offices import OfficeLine, offices
from edo.queries.people import Who
from edo.queries.phrases import PaperLanguage, Phrase
from edo.queries.sheet_rows import Signers
from edo.reports.training_chart import READINESS
from edo.reports.training_figures import FORMS
from edo.sheets.lists import ID, OFFICE, PERSON, POSITION, Column, N, write_list
from edo.sheets.training_filling import asked, named, order
from edo.workplace import Workplace

_PAGE = 500
_STATUSES = {
    SessionStatus.PLANNED: Phrase("запланировано", "жоспарланған"),
    SessionStatus.HELD: Phrase("проведено", "өткізілді"),
    SessionStatus.CANCELLED: Phrase("отменено", "болдырылмады"),
}
_YES, _NO = Phrase("да", "иә"), Phrase("нет", "жоқ")
_DISPUTED = Phrase("расхождение", "алшақтық")
_REGION = Phrase("Регион", "Өңір")
_COURSE = Phrase("Курс", "Курс")
_REQUIRED = Phrase("Подлежат обучению", "Оқытылуға тиіс")
_COVERED = Phrase("Обучены", "Оқытылған")
_LEFT = Phrase("Осталось", "Қалғаны")
_PERCENT = Phrase("Охват, %", "Қамту, %")
_STATE = Phrase("Состояние", "Күйі")
_SINCE = Phrase("С какого дня", "Қай күннен")
_HAD = Phrase("Проходил(а) раньше", "Бұрын өткен")
_INVITED = Phrase("Приглашён(а) на", "Шақырылған күні")
_PASSED = Phrase("Обучение пройдено", "Оқудан өткен күні")
_UNTIL = Phrase("Действует до", "Дейін жарамды")
_BEGINS, _ENDS = Phrase("Начало", "Басталуы"), Phrase("Окончание", "Аяқталуы")
_FORM = Phrase("Форма", "Түрі")
_PLACE = Phrase("Место", "Өткізілетін жері")
_OFFICES, _TRAINERS = Phrase("Организации", "Ұйымдар"), Phrase("Обучающие", "Оқытушылар")
_COUNT_INVITED = Phrase("Приглашено", "Шақырылғаны")
_PRESENT, _ABSENT = Phrase("Присутствовали", "Қатысқаны"), Phrase("Отсутствовали", "Қатыспағаны")
_COUNT_PASSED = Phrase("Прошли", "Өткені")
_PRESENCE = Phrase("Присутствие", "Қатысуы")
_RESULT = Phrase("Результат", "Нәтижесі")
_REMARK = Phrase("Примечание", "Ескертпе")
_CERTIFICATE = Phrase("Сертификат", "Сертификат")
_MATRIX = Phrase("Охват по курсам", "Курстар бойынша қамту")
_LEFT_TO_TRAIN = Phrase("Осталось обучить", "Оқытуға қалғандар")
_ENDING = Phrase("Срок заканчивается", "Мерзімі аяқталады")
_SESSIONS = Phrase("Обучение", "Оқыту")


def list_offices(
    workplace: Workplace,
    *,
    course: str,
    on: date,
    language: PaperLanguage,
    path: Path,
    under: str = "",
) -> Printed:
    """Write where offices stand with a course on a day, each by its own staff.

    Args:
        workplace: where it is known.
        course: id.
        on: the day.
        language: of headings and names.
        path: the file to write, xlsx or csv.
        under: an office: only it and those below it; empty: all.

    Raises:
        Refusal: there is no such course, the name ends otherwise, or the file cannot be written.
    """
    found = asked(workplace, course, on, None, under, language)
    regions = {row.office.id: row.office for row in found.rows}

    def rows() -> Iterator[list[Cell]]:
        for place, row in enumerate(found.rows, start=1):
            own, office = row.cells[0].own, row.office
            region = regions.get(office.region)
            yield [
                place,
                _name(office, language),
                _name(region, language) if region else None,
                own.required,
                own.covered,
                own.left,
                own.covered * 100 // own.required if own.required else None,
                READINESS[row.cells[0].readiness].on(language),
                office.id,
            ]

    columns = (
        (N, 6), (OFFICE, 46), (_REGION, 36), (_REQUIRED, 14), (_COVERED, 12), (_LEFT, 12),
        (_PERCENT, 12), (_STATE, 22), (ID, 20),
    )  # fmt: skip
    return write_list(workplace, path, _OFFICES, columns, rows(), language)


def list_matrix(
    workplace: Workplace,
    *,
    on: date,
    language: PaperLanguage,
    path: Path,
    courses: Sequence[str] | None = None,
    under: str = "",
) -> Printed:
    """Write the share of every office in every course, itself and all below it; as `list_offices`.

    A part of a hundred in each cell, nothing where nobody is required; behind each the state.
    """
    found = workplace.read(
        coverage.matrix, on=on, courses=courses, under=under, language=order(language)
    )
    columns: list[Column] = [(N, 6), (OFFICE, 46)]
    for item in found.courses:
        title = Phrase(item.course.title("ru"), item.course.title("kk"))
        columns += [
            (Phrase(f"{title.ru}, %", f"{title.kk}, %"), 20),
            (_STATE, 20),
        ]

    def rows() -> Iterator[list[Cell]]:
        for place, row in enumerate(found.rows, start=1):
            cells: list[Cell] = [place, _name(row.office, language)]
            for cell in row.cells:
                readiness = cell.whole
                word = "" if readiness is Readiness.NOBODY else READINESS[readiness].on(language)
                cells += [cell.percent, word]
            yield [*cells, row.office.id]

    return write_list(workplace, path, _MATRIX, [*columns, (ID, 20)], rows(), language)


def list_left(
    workplace: Workplace,
    *,
    course: str,
    on: date,
    language: PaperLanguage,
    path: Path,
    under: str = "",
) -> Printed:
    """Write who is left to train in a course on a day, office by office; as `list_offices`."""
    found = workplace.read(
        untrained.left, course=course, on=on, under=under, language=order(language)
    )

    def rows() -> Iterator[list[Cell]]:
        place = 0
        for office in found:
            for one in office.people:
                place += 1
                yield [
                    place,
                    _who(one.who, language),
                    Phrase(one.position_ru, one.position_kk).on(language),
                    _name(office.office, language),
                    one.since,
                    (_YES if one.had else _NO).on(language),
                    one.invited,
                    one.who.id,
                ]

    columns = (
        (N, 6), (PERSON, 36), (POSITION, 32), (OFFICE, 42), (_SINCE, 14), (_HAD, 14),
        (_INVITED, 16), (ID, 20),
    )  # fmt: skip
    return write_list(workplace, path, _LEFT_TO_TRAIN, columns, rows(), language)


def list_ending(
    workplace: Workplace,
    *,
    on: date,
    language: PaperLanguage,
    path: Path,
    days: int = untrained.SOON_DAYS,
    under: str = "",
) -> Printed:
    """Write the passes that lapse within some days, the first to lapse first; as `list_offices`."""
    found = workplace.read(
        untrained.ending, on=on, days=days, under=under, language=order(language)
    )
    rows = (
        [
            place,
            _who(one.who, language),
            _name(one.office, language),
            Phrase(one.course_ru, one.course_kk).on(language),
            one.passed,
            last_day(one.expires),
            one.invited,
            one.who.id,
        ]
        for place, one in enumerate(found, start=1)
    )
    columns = (
        (N, 6), (PERSON, 36), (OFFICE, 42), (_COURSE, 42), (_PASSED, 16), (_UNTIL, 16),
        (_INVITED, 16), (ID, 20),
    )  # fmt: skip
    return write_list(workplace, path, _ENDING, columns, rows, language)


def list_sessions(
    workplace: Workplace,
    *,
    language: PaperLanguage,
    path: Path,
    chosen: sessions.Chosen | None = None,
) -> Printed:
    """Write the training sessions a list shows, all of its pages; as `list_offices`.

    Args:
        workplace: where they are known.
        language: of headings and names.
        path: the file to write, xlsx or csv.
        chosen: which; None: all.
    """
    columns = (
        (N, 6), (_COURSE, 42), (_BEGINS, 14), (_ENDS, 14), (_FORM, 18), (_PLACE, 30),
        (_OFFICES, 46), (_TRAINERS, 32), (_STATE, 16), (_COUNT_INVITED, 12), (_PRESENT, 14),
        (_ABSENT, 14), (_COUNT_PASSED, 12), (ID, 20),
    )  # fmt: skip
    found = _all_sessions(workplace, chosen)
    rows = (
        [
            place,
            Phrase(one.course_ru, one.course_kk).on(language),
            one.begins,
            one.ends,
            FORMS[one.form].on(language),
            one.place,
            "; ".join(_name(office, language) for office in one.offices),
            "; ".join(_who(who, language) for who in one.trainers),
            _STATUSES[one.status].on(language),
            one.invited,
            one.present,
            one.absent,
            one.passed,
            one.id,
        ]
        for place, one in enumerate(found, start=1)
    )
    return write_list(workplace, path, _SESSIONS, columns, rows, language)


def list_marks(
    workplace: Workplace, *, session: str, language: PaperLanguage, path: Path
) -> Printed:
    """Write who was at a session, with results and certificates; as `list_offices`.

    Raises:
        Refusal: there is no such session, too.
    """
    held = workplace.read(certificates.session, id=session)
    signers = workplace.read(Signers, set(held.people))
    tree = workplace.read(offices)
    known = workplace.read(directory.entries, subjects=held.people)

    def rows() -> Iterator[list[Cell]]:
        for place, person in enumerate(held.people, start=1):
            mark, who = held.mark(person), signers.signer(person)
            given = held.certificate(person)
            state = known.get(person)
            office = state.office if isinstance(state, Person) else ""
            yield [
                place,
                who.name.on(language),
                who.position.on(language),
                _name(tree[office], language) if office else None,
                _presence(mark, is_disputed=person in held.disputed).on(language),
                mark.result if mark else None,
                mark.remark if mark else None,
                given.number if given else None,
                person,
            ]

    columns = (
        (N, 6), (PERSON, 36), (POSITION, 32), (OFFICE, 42), (_PRESENCE, 16), (_RESULT, 12),
        (_REMARK, 30), (_CERTIFICATE, 18), (ID, 20),
    )  # fmt: skip
    return write_list(workplace, path, _PRESENCE, columns, rows(), language)


def _all_sessions(
    workplace: Workplace, chosen: sessions.Chosen | None
) -> Iterator[sessions.SessionRow]:
    """Yield the sessions of a list, page after page."""
    after: sessions.Key | None = None
    on = workplace.clock.today()
    while True:
        page = workplace.read(sessions.sessions, on=on, chosen=chosen, after=after, limit=_PAGE)
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].key


def _presence(mark: Mark | None, *, is_disputed: bool) -> Phrase:
    if is_disputed:
        return _DISPUTED
    if mark is None:
        return Phrase()
    return _YES if mark.present else _NO


def _name(office: OfficeLine, language: PaperLanguage) -> str:
    return named(office).on(language)


def _who(who: Who, language: PaperLanguage) -> str:
    return Phrase(who.ru, who.kk).on(language)
