"""The report about a course: who was trained and who was not, told, drawn and listed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from edo import kazakh, russian
from edo.domain.coverage import Readiness
from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports.figures import Heading, head
from edo.reports.flow import BODY, Flow, write_sheet
from edo.reports.heads import columns, printed_on
from edo.reports.paper import A4_PORTRAIT, Colophon
from edo.reports.ruled import Banner, Cell, Line, write_table
from edo.reports.table import Column
from edo.reports.training_chart import READINESS, Bar, Month, draw_bars, draw_months, hundredths
from edo.reports.training_figures import FORMS, Figures, Held
from edo.reports.training_narrative import narrative
from edo.reports.training_sheet import days
from edo.reports.typeface import Cut

TITLE = Phrase(ru="Отчёт об обучении", kk="Оқыту туралы есеп")
_COURSE = Phrase(ru="Курс «{title}»", kk="«{title}» курсы")
_SHARES = Phrase(ru="Охват обучением", kk="Оқытумен қамту")
_MONTHS = Phrase(ru="Охват по месяцам", kk="Айлар бойынша қамту")
_OFFICES = Phrase(ru="Организации", kk="Ұйымдар")
_HELD = Phrase(ru="Проведённые обучения", kk="Өткізілген оқытулар")
_TOTAL = Phrase(ru="Всего", kk="Барлығы")
_COLUMNS = (
    (Phrase(ru="№", kk="№"), 9),
    (Phrase(ru="Организация", kk="Ұйым"), 72),
    (Phrase(ru="Подлежат обучению", kk="Оқытылуға тиіс"), 20),
    (Phrase(ru="Обучены", kk="Оқытылған"), 18),
    (Phrase(ru="Осталось", kk="Қалғаны"), 18),
    (Phrase(ru="Охват", kk="Қамту"), 15),
    (Phrase(ru="Состояние", kk="Күйі"), 28),
)
_HELD_COLUMNS = (
    (Phrase(ru="№", kk="№"), 9),
    (Phrase(ru="Дата", kk="Күні"), 36),
    (Phrase(ru="Организации", kk="Ұйымдар"), 62),
    (Phrase(ru="Место", kk="Өткізілген жері"), 42),
    (Phrase(ru="Обучающие", kk="Оқытушылар"), 36),
)
_NUMBERS = frozenset({"Подлежат обучению", "Обучены", "Осталось", "Охват"})
_STRONG = frozenset({Readiness.NOT_TRAINED, Readiness.EXPIRED})
_COUNTED = ("covered", "required")
_TEXT = 10.0
_BOUND = re.compile(
    r"(?<=\d) (?=[^\W\d_])|(?<=\b[^\W\d_]\.) (?=[^\W\d_])| (?=[^\W\d_]\. ?[^\W\d_]\.)| (?=–)"
)


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office in the table; `region` is what it stands under, empty for none."""

    office: Phrase
    covered: int
    required: int
    readiness: Readiness
    region: Phrase = Phrase()

    @property
    def bar(self) -> Bar:
        """The same as a bar."""
        return Bar(self.office, self.covered, self.required, self.readiness)


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What the report says.

    Attributes:
        heading: whose it is.
        figures: what the paragraphs are made of.
        lines: offices, those of one region one after the other.
        bars: what the chart shows; empty for none.
        months: how it grew; empty for none.
    """

    heading: Heading
    figures: Figures
    lines: tuple[OfficeLine, ...]
    bars: tuple[Bar, ...] = ()
    months: tuple[Month, ...] = ()


def write_report(
    path: Path, *, report: TrainingReport, language: PaperLanguage, created: datetime
) -> int:
    """Print the report and return the number of its pages.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        report: what it says.
        language: Russian, Kazakh, or both: then the paragraphs stand in Kazakh first.
        created: time of making, with its zone.

    Raises:
        Refusal: the file cannot be written.
    """
    title = TITLE.on(language)
    colophon = Colophon(title, report.heading.organisation.on(language), language, created)

    def draw(flow: Flow) -> None:
        _Report(flow, report, language).draw()

    foot = printed_on(report.heading.printed, language)
    return write_sheet(path, A4_PORTRAIT, colophon, draw, foot)


def dated(figures: Figures, language: PaperLanguage) -> str:
    """Say of which day, or of which period, a report is."""
    if figures.since is None:
        told = Phrase(f"на {russian.long_date(figures.on)}", kazakh.as_of(figures.on))
    else:
        told = Phrase(
            russian.period(figures.since, figures.on), kazakh.period(figures.since, figures.on)
        )
    return told.on(language)


def _bound(text: str) -> str:
    """Keep a number with its word, initials with their name, and a dash with what it follows."""
    return _BOUND.sub("\N{NO-BREAK SPACE}", text)


@dataclass(frozen=True, slots=True)
class _Report:
    flow: Flow
    report: TrainingReport
    language: PaperLanguage

    def draw(self) -> None:
        flow, report, language = self.flow, self.report, self.language
        course = Phrase(
            _COURSE.ru.format(title=report.figures.course.on(PaperLanguage.RU)),
            _COURSE.kk.format(title=report.figures.course.on(PaperLanguage.KK)),
        )
        head(flow, report.heading, TITLE, course.on(language, "\n"), language)
        flow.text(dated(report.figures, language), 9.5, centred=True)
        flow.gap(5)
        self._tell()
        if report.bars:
            self._title(_SHARES, 30)
            draw_bars(flow, report.bars, language)
        if report.months:
            self._title(_MONTHS, 140)
            draw_months(flow, report.months, language)
        if report.lines:
            self._title(_OFFICES, 60)
            write_table(flow, self._columns(_COLUMNS), self._lines())
        if report.figures.held:
            self._title(_HELD, 60)
            write_table(flow, self._columns(_HELD_COLUMNS), self._held())

    def _tell(self) -> None:
        told = [self.language]
        if self.language is PaperLanguage.BOTH:
            told = [PaperLanguage.KK, PaperLanguage.RU]
        for language in told:
            for paragraph in narrative(self.report.figures, language):
                self.flow.text(_bound(paragraph), _TEXT)
                self.flow.gap(2)
            self.flow.gap(2)

    def _title(self, phrase: Phrase, height: float) -> None:
        """Write a heading that does not stay alone at the foot of a page."""
        self.flow.gap(5)
        self.flow.keep(height + 20)
        self.flow.text(phrase.on(self.language), 11, Cut.STRONG)
        self.flow.gap(1.5)

    def _columns(self, told: tuple[tuple[Phrase, int], ...]) -> list[Column]:
        made = columns(told, self.language)
        return [
            replace(one, centred=one.centred or phrase.ru in _NUMBERS)
            for one, (phrase, _) in zip(made, told, strict=True)
        ]

    def _lines(self) -> Iterator[Line | Banner]:
        region = Phrase()
        for place, one in enumerate(self.report.lines, start=1):
            if one.region not in (region, Phrase()):
                yield Banner(one.region.on(self.language))
            region = one.region
            yield self._line(str(place), one.office, one)
        yield self._total()

    def _line(self, place: str, name: Phrase, one: OfficeLine) -> Line:
        word = READINESS[one.readiness].on(self.language, "\n")
        cut = Cut.STRONG if one.readiness in _STRONG else Cut.REGULAR
        return Line(
            (
                (Cell(place),),
                (Cell(name.on(self.language, "\n")),),
                (Cell(str(one.required)),),
                (Cell(str(one.covered)),),
                (Cell(str(one.required - one.covered)),),
                (Cell(one.bar.percent),),
                (Cell(word, cut, size=BODY - 0.6),),
            )
        )

    def _total(self) -> Line:
        lines = self.report.lines
        covered, required = (sum(getattr(one, name) for one in lines) for name in _COUNTED)
        share = hundredths(covered, required)
        told = ("", _TOTAL.on(self.language), required, covered, required - covered, share)
        return Line((*((Cell(str(one), Cut.STRONG),) for one in told), ()))

    def _held(self) -> Iterator[Line]:
        for place, one in enumerate(self.report.figures.held, start=1):
            yield Line(
                (
                    (Cell(str(place)),),
                    (Cell(days(one.since, one.until, self.language)),),
                    (Cell("; ".join(office.on(self.language) for office in one.offices)),),
                    (Cell(self._where(one)),),
                    (Cell("; ".join(who.on(self.language) for who in one.trainers)),),
                )
            )

    def _where(self, one: Held) -> str:
        form = FORMS[one.form].on(self.language) if one.form else ""
        place = one.place.on(self.language)
        return f"{place} ({form})" if place and form else place or form
