"""The control of execution on paper: the month's summary with its chart, and what is overdue.

The summary is one page for the head of the office: the month beside the month before, twelve months
as bars, and who stands how. The list of what is overdue is a table, the longest overdue first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from edo.outfile import replacing
from edo.queries.discipline import Discipline, Month, Tally
from edo.queries.people import Who
from edo.queries.phrases import PaperLanguage, Phrase, written
from edo.queries.tasks import TaskRow
from edo.reports.flow import BODY, LEADING, SMALL, Flow, Footed, finish
from edo.reports.paper import A4_LANDSCAPE, A4_PORTRAIT, MM, Colophon, Paper
from edo.reports.ruled import Cell, Line, fitting, write_table
from edo.reports.sheets import moment
from edo.reports.table import Column
from edo.reports.typeface import Cut

SUMMARY = Phrase(ru="Сводка об исполнительской дисциплине", kk="Орындаушылық тәртіп туралы жиынтық")
OVERDUE = Phrase(ru="Просроченные поручения", kk="Мерзімі өткен тапсырмалар")

_PERIOD = Phrase(ru="с {since} по {until}", kk="{since} – {until}")
_ON = Phrase(ru="по состоянию на {on}", kk="{on} жағдай бойынша")
_PRINTED = Phrase(ru="Отпечатано {at}", kk="{at} басып шығарылды")
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
_NONE = Phrase(ru="Просроченных поручений нет.", kk="Мерзімі өткен тапсырмалар жоқ.")
_COUNT = Phrase(ru="Всего: {n}", kk="Барлығы: {n}")
_FIRST = Phrase(
    ru="Всего: {n}, показаны первые {shown}", kk="Барлығы: {n}, алғашқы {shown} көрсетілген"
)
_KEYS = (
    ("in_time", Phrase(ru="в срок", kk="мерзімінде"), (0.16, 0.42, 0.56)),
    ("late", Phrase(ru="с нарушением", kk="мерзімі бұзылып"), (0.93, 0.70, 0.30)),
    ("overdue", Phrase(ru="просрочено", kk="мерзімі өткен"), (0.76, 0.24, 0.20)),
)
"""What the bars are made of, from below; each colour has its own greyness, for printers without."""
_NAMES_OF_MONTHS = (
    Phrase("янв", "қаң"),
    Phrase("фев", "ақп"),
    Phrase("мар", "нау"),
    Phrase("апр", "сәу"),
    Phrase("май", "мам"),
    Phrase("июн", "мау"),
    Phrase("июл", "шіл"),
    Phrase("авг", "там"),
    Phrase("сен", "қыр"),
    Phrase("окт", "қаз"),
    Phrase("ноя", "қар"),
    Phrase("дек", "жел"),
)
_CHART_HEIGHT = 44 * MM
_GAP = "  ·  "


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose figures they are, and of which moment."""

    organisation: Phrase
    office: Phrase
    printed: datetime


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
    foot = Footed(title, _filled(_PRINTED, language, at=moment(heading.printed)))
    with replacing(path) as file:
        paper = Paper(file, A4_PORTRAIT, colophon, foot.draw)
        _Summary(Flow(paper), heading, told, months, language).draw()
        return finish(paper)


def write_overdue(
    path: Path,
    *,
    heading: Heading,
    rows: Sequence[TaskRow],
    count: int,
    today: date,
    language: PaperLanguage,
    created: datetime,
) -> int:
    """Print what is overdue, and return the number of pages; as `write_summary`.

    Args:
        path, heading, language, created: as there.
        rows: the tasks, the longest overdue first.
        count: how many there are in all.
        today: the office's date.
    """
    title = OVERDUE.on(language)
    colophon = Colophon(title, heading.organisation.on(language), language, created)
    foot = Footed(title, _filled(_PRINTED, language, at=moment(heading.printed)))
    with replacing(path) as file:
        paper = Paper(file, A4_LANDSCAPE, colophon, foot.draw)
        _Overdue(Flow(paper), heading, rows, count, today, language).draw()
        return finish(paper)


def _filled(phrase: Phrase, language: PaperLanguage, **values: object) -> str:
    return Phrase(phrase.ru.format(**values), phrase.kk.format(**values)).on(language)


def _head(flow: Flow, heading: Heading, title: Phrase, below: str, language: PaperLanguage) -> None:
    for phrase in (heading.organisation, heading.office):
        if phrase != Phrase():
            flow.text(phrase.on(language, "\n"), BODY, centred=True)
    flow.gap(3)
    flow.text(title.on(language), 14, Cut.STRONG, centred=True)
    flow.text(below, 9.5, centred=True)
    flow.gap(4)


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{round(share * 100)}\u00a0%"


def _named(who: Who, language: PaperLanguage) -> str:
    return Phrase(who.ru, who.kk).on(language, "\n")


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
        _head(flow, self.heading, SUMMARY, _filled(_PERIOD, language, **values), language)
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
            _Chart(flow, self.months, language).draw()
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
        flow.text(_percent(share), 26, Cut.STRONG, centred=True)
        before = _filled(_BEFORE, self.language, share=_percent(told.before.share))
        flow.text(f"{_SHARE.on(self.language)}{_GAP}{before}", 9, centred=True)

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
            flow.text(_filled(_OTHERS, self.language, n=others), SMALL)

    def _person(self, who: Who, tally: Tally) -> Line:
        return Line(
            (
                (Cell(_named(who, self.language)),),
                *((Cell(str(n)),) for n in (tally.given, tally.in_time, tally.late)),
                (Cell(str(tally.open)),),
                (Cell(str(tally.overdue), Cut.STRONG if tally.overdue else Cut.REGULAR),),
                (Cell(_percent(tally.share)),),
            )
        )


@dataclass(frozen=True, slots=True)
class _Chart:
    """Bars of months, and below each the part that was done in time."""

    flow: Flow
    months: Sequence[Month]
    language: PaperLanguage

    def draw(self) -> None:
        flow, paper = self.flow, self.flow.paper
        flow.keep(_CHART_HEIGHT + 24 * MM)
        self._legend()
        top = flow.y - 4 * MM
        bottom = top - _CHART_HEIGHT
        most = max(1, *(_height(one.tally) for one in self.months))
        step = _step(most)
        scale = _CHART_HEIGHT / (-(-most // step) * step)
        left = flow.left + 8 * MM
        small = paper.pen(SMALL)
        for n in range(0, -(-most // step) * step + 1, step):
            y = bottom + n * scale
            paper.grey(0.8 if n else 0.3)
            paper.rule(left, y, flow.left + flow.width, y, 0.3 if n else 0.6)
            paper.grey(0.35)
            paper.write(left - 4, y - 2.2, str(n), small, 1)
            paper.grey(0)
        wide = (flow.left + flow.width - left) / len(self.months)
        for place, one in enumerate(self.months):
            self._bar(left + place * wide, bottom, wide, scale, one)
        flow.y = bottom - 8 * MM

    def _legend(self) -> None:
        flow, paper = self.flow, self.flow.paper
        pen = paper.pen(SMALL)
        flow.y -= 4 * MM
        x = flow.left + 8 * MM
        for _, phrase, colour in _KEYS:
            _filled_box(paper, x, flow.y, 7, 7, colour)
            x += 10 + paper.write(x + 10, flow.y + 1, phrase.on(self.language), pen) + 12

    def _bar(self, x: float, bottom: float, wide: float, scale: float, one: Month) -> None:
        paper = self.flow.paper
        width = min(wide * 0.56, 26)
        left, y = x + (wide - width) / 2, bottom
        for name, _, colour in _KEYS:
            height = getattr(one.tally, name) * scale
            if height:
                _filled_box(paper, left, y, width, height, colour)
                y += height
        small, strong = paper.pen(SMALL), paper.pen(SMALL, Cut.STRONG)
        if total := _height(one.tally):
            paper.write(x + wide / 2, y + 2.5, str(total), small, 0.5)
        month = _NAMES_OF_MONTHS[one.first.month - 1].on(
            PaperLanguage.KK if self.language is PaperLanguage.KK else PaperLanguage.RU
        )
        if self.language is PaperLanguage.BOTH:
            month = f"{one.first:%m}"
        is_named = one.first.month == 1 or one is self.months[0]
        year = f"{one.first:%Y}" if is_named else ""
        paper.write(x + wide / 2, bottom - 9, f"{month} {year}".strip(), small, 0.5)
        paper.write(x + wide / 2, bottom - 18.5, _percent(one.tally.share), strong, 0.5)


def _height(tally: Tally) -> int:
    return tally.in_time + tally.late + tally.overdue


def _step(most: int) -> int:
    """Return the distance of the lines: 1, 2 or 5 times a power of ten, at most five of them."""
    power = 1
    while True:
        for times in (1, 2, 5):
            if most <= 5 * times * power:
                return times * power
        power *= 10


def _filled_box(
    paper: Paper, x: float, y: float, width: float, height: float, colour: tuple[float, ...]
) -> None:
    red, green, blue = colour
    paper.draw(f"{red} {green} {blue} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f 0 g")


@dataclass(frozen=True, slots=True)
class _Overdue:
    flow: Flow
    heading: Heading
    rows: Sequence[TaskRow]
    count: int
    today: date
    language: PaperLanguage

    def draw(self) -> None:
        flow, language = self.flow, self.language
        below = _filled(_ON, language, on=written(self.today))
        _head(flow, self.heading, OVERDUE, below, language)
        if not self.rows:
            flow.text(_NONE.on(language), 11, centred=True)
            return
        told = _COUNT if len(self.rows) == self.count else _FIRST
        flow.text(_filled(told, language, shown=len(self.rows), n=self.count), BODY + 0.6)
        flow.gap(1.5)
        write_table(flow, self._columns(), map(self._line, range(1, len(self.rows) + 1), self.rows))

    def _columns(self) -> list[Column]:
        told = (
            (Phrase(ru="№", kk="№"), 8, True),
            (Phrase(ru="Документ", kk="Құжат"), 48, False),
            (Phrase(ru="Поручение", kk="Тапсырма"), 80, False),
            (Phrase(ru="Исполнители", kk="Орындаушылар"), 46, False),
            (Phrase(ru="Автор", kk="Авторы"), 36, False),
            (Phrase(ru="Срок", kk="Мерзімі"), 22, True),
            (Phrase(ru="Просрочено, дней", kk="Мерзімінен өткен күн"), 19, True),
            (Phrase(ru="Продлений", kk="Ұзарту саны"), 18, True),
        )
        return [
            Column(phrase.on(self.language, "\n"), weight, centred)
            for phrase, weight, centred in told
        ]

    def _line(self, place: int, row: TaskRow) -> Line:
        language = self.language
        number = f"№ {row.number}" if row.number else ""
        head = _GAP.join(part for part in (number, written(row.on)) if part)
        subject = Phrase(row.subject_ru, row.subject_kk).on(language, "\n")
        text = Phrase(row.text_ru, row.text_kk).on(language, "\n")
        names = [_named(one, language) for one in row.executors]
        author = [Cell(_named(row.author, language))]
        if row.behalf.id:
            author.append(Cell(_behalf(row.behalf, language), size=SMALL))
        first = Cell(written(row.first_due), pale=True, size=SMALL)
        days = (self.today - row.due).days if row.due else 0
        return Line(
            (
                (Cell(str(place)),),
                (Cell(head, Cut.STRONG), Cell(subject, size=SMALL + 0.4)),
                (Cell(text),),
                tuple(Cell(n, Cut.STRONG if not at else Cut.REGULAR) for at, n in enumerate(names)),
                tuple(author),
                (Cell(written(row.due)), *((first,) if row.first_due != row.due else ())),
                (Cell(str(days), Cut.STRONG),),
                (Cell(str(row.moved) if row.moved else ""),),
            )
        )


def _behalf(who: Who, language: PaperLanguage) -> str:
    return f"{Phrase(ru='за', kk='орнына').on(language)}: {_named(who, language)}"
