"""The attendance sheet of a training («лист присутствия», «қатысу парағы»), to be signed by hand.

Its square code leads back to the session when the signed sheet is scanned.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from edo import kazakh, russian
from edo.domain.session import Form
from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports.code import draw_code
from edo.reports.figures import Heading
from edo.reports.flow import BODY, LEADING, SMALL, Flow, write_sheet
from edo.reports.heads import columns, printed_on
from edo.reports.paper import A4_PORTRAIT, ASCENT, MM, Colophon
from edo.reports.ruled import Cell, Line, write_table
from edo.reports.training_figures import FORMS
from edo.reports.typeface import Cut

TITLE = Phrase(ru="Лист присутствия", kk="Қатысу парағы")
_COURSE = Phrase(ru="Курс", kk="Курс")
_WHEN = Phrase(ru="Дата", kk="Күні")
_WHERE = Phrase(ru="Место", kk="Өткізілетін жері")
_FOR = Phrase(ru="Организации", kk="Ұйымдар")
_TRAINERS = Phrase(ru="Обучающие", kk="Оқытушылар")
_SPOT = Phrase(ru="Присутствовали сверх списка", kk="Тізімнен тыс қатысқандар")
_SIGNATURE = Phrase(ru="подпись", kk="қолы")
_SCAN = Phrase(
    ru="Подписанный лист отсканируйте целиком: по коду программа найдёт обучение.",
    kk="Қол қойылған парақты толық сканерлеңіз: бағдарлама оқытуды осы код бойынша табады.",
)
_COLUMNS = (
    (Phrase(ru="№", kk="№"), 8),
    (Phrase(ru="Фамилия, имя, отчество", kk="Аты-жөні"), 52),
    (Phrase(ru="Должность", kk="Лауазымы"), 40),
    (Phrase(ru="Организация", kk="Ұйым"), 44),
    (Phrase(ru="Подпись", kk="Қолы"), 34),
)
_ROW = 8.5 * MM
"""Height of a line to sign on."""
_CODE = 27 * MM
_ROOM = 27 * MM
"""Room for labels."""
_SIGNED = 62 * MM
"""Room for a trainer's signature."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who is to sign."""

    name: Phrase
    position: Phrase = Phrase()
    office: Phrase = Phrase()


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """What stands on the sheet.

    Attributes:
        heading: whose it is, and when it was printed.
        course: title.
        begins, ends: first and last day.
        form, place: how and where it is held.
        offices: whose people it is for.
        trainers: who signs below.
        people: who was invited, in the order of marking.
        empty: lines for people added on the spot.
        code: text of the square code.
    """

    heading: Heading
    course: Phrase
    begins: date
    ends: date
    form: Form
    place: str
    offices: tuple[Phrase, ...]
    trainers: tuple[Phrase, ...]
    people: tuple[Attendee, ...]
    empty: int
    code: str


def write_attendance(
    path: Path, *, sheet: AttendanceSheet, language: PaperLanguage, created: datetime
) -> int:
    """Print a sheet to be signed and return the number of its pages.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        sheet: what stands on it.
        language: Russian, Kazakh, or both, Kazakh first.
        created: time of making, with its zone.

    Raises:
        Refusal: the file cannot be written.
    """
    title = f"{TITLE.on(language)} {days(sheet.begins, sheet.ends, language)}"
    colophon = Colophon(title, sheet.heading.organisation.on(language), language, created)

    def draw(flow: Flow) -> None:
        _Attendance(flow, sheet, language).draw()

    foot = printed_on(sheet.heading.printed, language)
    return write_sheet(path, A4_PORTRAIT, colophon, draw, foot)


def days(begins: date, ends: date, language: PaperLanguage) -> str:
    """Write the days of a training with their year."""
    kk = f"{ends.year} жылғы {kazakh.days(begins, ends)}"
    return Phrase(f"{russian.days(begins, ends)} {ends.year} года", kk).on(language)


@dataclass(frozen=True, slots=True)
class _Attendance:
    flow: Flow
    sheet: AttendanceSheet
    language: PaperLanguage

    def draw(self) -> None:
        self._head()
        flow, sheet = self.flow, self.sheet
        flow.gap(3)
        table = columns(_COLUMNS, self.language)
        write_table(flow, table, self._people())
        if sheet.empty:
            flow.gap(4)
            flow.keep(3 * _ROW)
            flow.text(_SPOT.on(self.language), BODY + 0.4, Cut.STRONG)
            flow.gap(1)
            write_table(flow, table, self._empty())
        flow.gap(6)
        self._trainers()

    def _head(self) -> None:
        """Write what the sheet is about, beside its square code."""
        flow, sheet, language = self.flow, self.sheet, self.language
        top = flow.y
        bottom = draw_code(
            flow.paper, flow.left + flow.width - _CODE, top + 2 * MM, _CODE, sheet.code
        )
        whole, flow.width = flow.width, flow.width - _CODE - 4 * MM
        for phrase in (sheet.heading.organisation, sheet.heading.office):
            if phrase != Phrase():
                flow.text(phrase.on(language, "\n"), BODY + 0.2)
        flow.gap(3)
        flow.text(TITLE.on(language), 15, Cut.STRONG)
        flow.gap(2.5)
        form = FORMS[sheet.form].on(language)
        where = f"{sheet.place} ({form})" if sheet.place else form
        told = (
            (_COURSE, f"«{sheet.course.on(language, '» / «')}»"),
            (_WHEN, days(sheet.begins, sheet.ends, language)),
            (_WHERE, where),
        )
        for label, text in told:
            flow.labelled(label.on(language), text, room=_ROOM)
        if flow.y < bottom:
            flow.width = whole
        offices = "; ".join(one.on(language) for one in sheet.offices)
        flow.labelled(_FOR.on(language), offices, room=_ROOM)
        flow.width = whole
        flow.y = min(flow.y, bottom)

    def _people(self) -> Iterator[Line]:
        language = self.language
        for place, one in enumerate(self.sheet.people, start=1):
            cells = (
                (Cell(str(place)),),
                (Cell(one.name.on(language, "\n"), Cut.STRONG),),
                (Cell(one.position.on(language, "\n"), size=SMALL + 0.6),),
                (Cell(one.office.on(language, "\n"), size=SMALL + 0.6),),
                (),
            )
            yield Line(cells, _ROW)

    def _empty(self) -> Iterator[Line]:
        first = len(self.sheet.people) + 1
        for place in range(first, first + self.sheet.empty):
            yield Line(((Cell(str(place), pale=True),), (), (), (), ()), _ROW + 1.5 * MM)

    def _trainers(self) -> None:
        flow, paper, language = self.flow, self.flow.paper, self.language
        names = self.sheet.trainers or (Phrase(),)
        flow.keep(len(names) * 10 * MM + 12 * MM)
        flow.text(_TRAINERS.on(language), BODY + 0.4, Cut.STRONG)
        pen, small = paper.pen(BODY + 1), paper.pen(SMALL)
        for name in names:
            flow.y -= 9 * MM
            middle = flow.left + _SIGNED
            paper.rule(flow.left, flow.y, middle, flow.y, 0.5)
            paper.write(
                middle + 4 * MM,
                flow.y + 1,
                pen.shortened(name.on(language), flow.width - _SIGNED - 4 * MM),
                pen,
            )
            paper.grey(0.42)
            below = flow.y - ASCENT * SMALL - 1.2
            paper.write(flow.left + _SIGNED / 2, below, _SIGNATURE.on(language), small, 0.5)
            paper.grey(0)
        flow.y -= 6 * MM + SMALL * LEADING
        paper.grey(0.42)
        flow.text(_SCAN.on(language, "\n"), SMALL)
        paper.grey(0)
