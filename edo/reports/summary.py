"""The summary of execution: one page for the head of the office.

The month beside the month before, twelve months as bars, and who stands how.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from edo.queries.discipline import Discipline, Month, Tally
from edo.queries.people import Who
from edo.queries.phrases import PaperLanguage, Phrase, written
from edo.reports.chart import Chart
from edo.reports.figures import Heading, filled, head, named, percent
from edo.reports.flow import LEADING, SMALL, Flow, write_sheet
from edo.reports.heads import GAP, printed_on
from edo.reports.paper import A4_PORTRAIT, Colophon
from edo.reports.ruled import Cell, Line, fitting, write_table
from edo.reports.table import Column
from edo.reports.typeface import Cut

SUMMARY = Phrase(ru="Сводка об исполнительской дисциплине", kk="Орындаушылық тәртіп туралы жиынтық")
_PERIOD = Phrase(ru="с {since} по {until}", kk="{since} – {until}")
_SHARE = Phrase(ru="исполнено в срок", kk="мерзімінде орындалды")
_BEFORE = Phrase(ru="в прошлом периоде {share}", kk="алдыңғы кезеңде {share}")
_NO_SHARE = Phrase(ru="исполнять было нечего", kk="орындайтын тапсырма болған жоқ")
_FIGURES = (
    ("given", Phrase(ru="Дано поручений", kk="Берілген тапсырмалар")),
    ("in_time", Phrase(ru="Исполнено в срок", kk="Мерзімінде орындалғаны")),
    ("late", Phrase(ru="Исполнено с нарушением срока", kk="Мерзімі бұзылып орындалғаны")),
    ("removed", Phrase(ru="Снято с контроля без исполнения", kk="Орындалмай бақылаудан алынғаны")),
    ("open", Phrase(ru="На контроле на конец периода", kk="Кезең соңында бақылауда")),
    ("overdue", Phrase(ru="из них просрочено", kk="оның ішінде мерзімі өткені")),
    ("extended", Phrase(ru="С продлённым сроком", kk="Мерзімі ұзартылғаны")),
    ("returned", Phrase(ru="Возвращались на доработку", kk="Пысықтауға қайтарылғаны")),
)
_WORSE = frozenset({"late", "overdue", "returned"})
_FIGURE = Phrase(ru="Показатель", kk="Көрсеткіш")
_NOW = Phrase(ru="За период", kk="Кезең ішінде")
_THEN = Phrase(ru="Прошлый период", kk="Алдыңғы кезең")
_MORE = Phrase(ru="Изменение", kk="Өзгеріс")
_MONTHS = Phrase(ru="По месяцам", kk="Айлар бойынша")
_BY_PERSON = Phrase(ru="По исполнителям", kk="Орындаушылар бойынша")
_OTHERS = Phrase(ru="и ещё исполнителей: {n}", kk="тағы {n} орындаушы")


def write_summary(
    path: Path,
    *,
    heading: Heading,
    told: Discipline,
    months: Sequence[Month],
    language: PaperLanguage,
    created: datetime,
) -> int:
    """Print the summary of a period on one page, and return the number of pages.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        heading: whose figures they are.
        told: the period's numbers, with those of the period before it.
        months: what the chart shows, the latest last.
        language: Russian, Kazakh, or both, Kazakh first.
        created: time of making, with its zone.

    Raises:
        Refusal: the file cannot be written.
    """
    title = SUMMARY.on(language)
    colophon = Colophon(title, heading.organisation.on(language), language, created)

    def draw(flow: Flow) -> None:
        _Summary(flow, heading, told, months, language).draw()

    return write_sheet(path, A4_PORTRAIT, colophon, draw, printed_on(heading.printed, language))


@dataclass(frozen=True, slots=True)
class _Summary:
    flow: Flow
    heading: Heading
    told: Discipline
    months: Sequence[Month]
    language: PaperLanguage

    def draw(self) -> None:
        flow, told, language = self.flow, self.told, self.language
        values = {"since": written(told.since), "until": written(told.until)}
        head(flow, self.heading, SUMMARY, filled(_PERIOD, language, **values), language)
        self._share()
        flow.gap(3)
        write_table(
            flow,
            [
                Column(_FIGURE.on(language, "\n"), 50),
                Column(_NOW.on(language, "\n"), 16, centred=True),
                Column(_THEN.on(language, "\n"), 16, centred=True),
                Column(_MORE.on(language, "\n"), 16, centred=True),
            ],
            self._figures(),
        )
        flow.gap(5)
        if self.months:
            flow.text(_MONTHS.on(language), 10, Cut.STRONG)
            Chart(flow, self.months, language).draw()
            flow.gap(5)
        if told.executors:
            flow.text(_BY_PERSON.on(language), 10, Cut.STRONG)
            flow.gap(1)
            self._people()

    def _share(self) -> None:
        flow, told = self.flow, self.told
        share = told.total.share
        if share is None:
            flow.text(_NO_SHARE.on(self.language), 11, centred=True)
            return
        flow.text(percent(share), 26, Cut.STRONG, centred=True)
        said = [_SHARE.on(self.language)]
        if told.before.share is not None:
            share = percent(told.before.share)
            said.append(filled(_BEFORE, self.language, share=share))
        flow.text(GAP.join(said), 9, centred=True)

    def _figures(self) -> Iterator[Line]:
        for name, phrase in _FIGURES:
            now, then = (getattr(one, name) for one in (self.told.total, self.told.before))
            more = now - then
            worse = name in _WORSE and more > 0
            yield Line(
                (
                    (Cell(phrase.on(self.language)),),
                    (Cell(str(now), Cut.STRONG),),
                    (Cell(str(then)),),
                    (Cell(f"{more:+d}" if more else "0", Cut.STRONG if worse else Cut.REGULAR),),
                )
            )

    def _columns(self) -> list[Column]:
        heads = [
            Phrase(ru="Дано", kk="Берілді"),
            Phrase(ru="В срок", kk="Мерзімінде"),
            Phrase(ru="С нару-\nшением", kk="Мерзімі\nбұзылып"),
            Phrase(ru="На конт-\nроле", kk="Бақылауда"),
            Phrase(ru="Просро-\nчено", kk="Мерзімі\nөткен"),
            Phrase(ru="В срок, %", kk="Мерзімінде, %"),
        ]
        plain = [Phrase(one.ru.replace("-\n", ""), one.kk.replace("\n", " ")) for one in heads]
        name = Phrase(ru="Исполнитель", kk="Орындаушы").on(self.language)
        return [
            Column(name, 44),
            *(Column(one.on(self.language, "\n"), 15, centred=True) for one in plain),
        ]

    def _people(self) -> None:
        """Write as many people as the page has room for: those with most overdue come first."""
        flow, columns = self.flow, self._columns()
        lines = [self._person(who, tally) for who, tally in self.told.executors]
        shown = fitting(flow, columns, lines, spare=SMALL * LEADING + 2)
        write_table(flow, columns, lines[:shown])
        if others := len(lines) - shown:
            flow.text(filled(_OTHERS, self.language, n=others), SMALL)

    def _person(self, who: Who, tally: Tally) -> Line:
        return Line(
            (
                (Cell(named(who, self.language)),),
                *((Cell(str(n)),) for n in (tally.given, tally.in_time, tally.late)),
                (Cell(str(tally.open)),),
                (Cell(str(tally.overdue), Cut.STRONG if tally.overdue else Cut.REGULAR),),
                (Cell(percent(tally.share)),),
            )
        )
