"""How far offices have come with a course, as bars, and how that grew month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from edo.domain.coverage import Readiness
from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports.flow import SMALL, Flow
from edo.reports.paper import ASCENT, MM, Pen
from edo.reports.typeface import Cut, presentable

READINESS = {
    Readiness.TRAINED: Phrase("обучена", "оқытылған"),
    Readiness.PARTLY: Phrase("обучена частично", "ішінара оқытылған"),
    Readiness.EXPIRED: Phrase("срок истёк", "мерзімі өткен"),
    Readiness.NOT_TRAINED: Phrase("не обучена", "оқытылмаған"),
    Readiness.NOBODY: Phrase("некого обучать", "оқытылатын адам жоқ"),
}
"""Where an office stands, in the words of the form."""
COLOURS = {
    Readiness.TRAINED: (0.13, 0.45, 0.42),
    Readiness.PARTLY: (0.93, 0.70, 0.30),
    Readiness.EXPIRED: (0.86, 0.50, 0.22),
    Readiness.NOT_TRAINED: (0.76, 0.24, 0.20),
    Readiness.NOBODY: (0.78, 0.78, 0.78),
}
"""Each has its own greyness, for printers without colours; the word stands beside."""
EXPIRED = "*"
"""Tells nothing any more from nothing yet where only a number has room."""
_TRACK = 0.93
_NAMES = 62 * MM
_TOLD = 50 * MM
_SIZE = 7.6
_LEAST = 2.2
"""A bar of nothing shows its colour all the same."""
_LINES = 2
_STEP = 6.2 * MM
_BAR = 3.6 * MM
_TREND_HEIGHT = 34 * MM
_PEOPLE = Phrase("работники", "қызметкерлер")
_OFFICES = Phrase("организации", "ұйымдар")


def hundredths(part: int, whole: int) -> str:
    """Write a part in hundredths, rounded down: 100 % means all; a dash where there is nothing."""
    return f"{part * 100 // whole}\N{NO-BREAK SPACE}%" if whole else "—"


@dataclass(frozen=True, slots=True)
class Bar:
    """An office, or all of a region: people who hold a pass out of those who must."""

    name: Phrase
    covered: int
    required: int
    readiness: Readiness

    @property
    def share(self) -> float:
        """The part that is trained."""
        return self.covered / self.required if self.required else 0

    @property
    def percent(self) -> str:
        """The same in hundredths."""
        return hundredths(self.covered, self.required)


@dataclass(frozen=True, slots=True)
class Month:
    """The part of people and of offices that were trained at the end of a month."""

    first: date
    people: float | None
    offices: float | None


def draw_bars(flow: Flow, bars: Sequence[Bar], language: PaperLanguage) -> None:
    """Draw a bar for each, on the next page too where they do not fit."""
    pen = flow.paper.pen(_SIZE)
    named = [_lines(pen, bar.name, _NAMES - 3 * MM, language) for bar in bars]
    small = flow.paper.pen(SMALL)
    words = [_lines(small, READINESS[bar.readiness], _TOLD - 19 * MM, language) for bar in bars]
    step = _STEP if all(len(one) == 1 for one in (*named, *words)) else _STEP * 1.32
    for bar, name, word in zip(bars, named, words, strict=True):
        flow.keep(step)
        _draw_bar(flow, bar, name, word, flow.y - step / 2)
        flow.y -= step


def _draw_bar(flow: Flow, bar: Bar, name: list[str], word: list[str], middle: float) -> None:
    paper = flow.paper
    start, room = flow.left + _NAMES, flow.width - _NAMES - _TOLD
    strong, small = paper.pen(_SIZE, Cut.STRONG), paper.pen(SMALL)
    _write_lines(flow, start - 2 * MM, middle, name, paper.pen(_SIZE), 1)
    _box(flow, start, middle - _BAR / 2, room, (_TRACK,) * 3)
    if bar.required:
        wide = max(room * bar.share, _LEAST)
        _box(flow, start, middle - _BAR / 2, wide, COLOURS[bar.readiness])
    x = start + room + 10 * MM
    paper.write(x, middle - 2.6, bar.percent, strong, 1)
    paper.grey(0.3)
    told = f"{bar.covered}/{bar.required}" if bar.required else ""
    wide = paper.write(x + 2 * MM, middle - 2.4, told, small)
    _write_lines(flow, x + max(9 * MM, wide + 4 * MM), middle, word, small, 0)
    paper.grey(0)


def _lines(pen: Pen, phrase: Phrase, width: float, language: PaperLanguage) -> list[str]:
    """Return one line, or two where it is long or there are two languages."""
    lines = pen.wrap(phrase.on(language, "\n"), width)
    if language is PaperLanguage.BOTH and len(lines) > _LINES:
        told = (phrase.on(PaperLanguage.KK), phrase.on(PaperLanguage.RU))
        return [pen.shortened(presentable(one), width) for one in told]
    if len(lines) > _LINES:
        return [lines[0], pen.shortened(f"{lines[1]} {lines[2]}", width)]
    return lines


def _write_lines(
    flow: Flow, x: float, middle: float, lines: list[str], pen: Pen, share: float
) -> None:
    y = middle - 2.6 + (len(lines) - 1) * pen.size * 0.56
    for line in lines:
        flow.paper.write(x, y, line, pen, share)
        y -= pen.size * 1.12


def draw_months(flow: Flow, months: Sequence[Month], language: PaperLanguage) -> None:
    """Draw for each month a bar of people and, beside it, one of offices."""
    flow.keep(_TREND_HEIGHT + 20 * MM)
    paper = flow.paper
    small = paper.pen(SMALL)
    top = flow.y - 6 * MM
    bottom = top - _TREND_HEIGHT
    left = flow.left + 9 * MM
    for n in range(0, 101, 25):
        y = bottom + _TREND_HEIGHT * n / 100
        paper.grey(0.8 if n else 0.3)
        paper.rule(left, y, flow.left + flow.width, y, 0.3 if n else 0.6)
        paper.grey(0.35)
        paper.write(left - 4, y - 2.2, f"{n}\u00a0%", small, 1)
        paper.grey(0)
    kinds = (
        (_PEOPLE, COLOURS[Readiness.TRAINED], [one.people for one in months]),
        (_OFFICES, COLOURS[Readiness.PARTLY], [one.offices for one in months]),
    )
    wide = (flow.left + flow.width - left) / max(1, len(months))
    bar = min(wide * 0.3, 11)
    x = left
    for place, (phrase, colour, shares) in enumerate(kinds):
        _square(flow, x, flow.y - 2 * MM, colour)
        x += 10 + paper.write(x + 10, flow.y - 2 * MM + 1, phrase.on(language), small) + 14
        for n, share in enumerate(shares):
            start = left + n * wide + wide / 2 + (place - 1) * (bar + 1)
            _column(flow, start, bottom, bar, _TREND_HEIGHT * (share or 0), colour)
    for n, one in enumerate(months):
        said = f"{one.first:%m.%Y}" if one.first.month == 1 or not n else f"{one.first:%m}"
        paper.write(left + (n + 0.5) * wide, bottom - 9, said, small, 0.5)
    flow.y = bottom - 6 * MM


def draw_legend(flow: Flow, language: PaperLanguage) -> None:
    """Say what each colour means, and the mark of what has expired."""
    pen = flow.paper.pen(SMALL)
    flow.keep(6 * MM)
    x, y = flow.left, flow.y - 3 * MM
    for readiness, phrase in READINESS.items():
        _square(flow, x, y, COLOURS[readiness])
        said = phrase.on(language) + (f" ({EXPIRED})" if readiness is Readiness.EXPIRED else "")
        x += 10 + flow.paper.write(x + 10, y + 1, said, pen) + 12
    flow.y = y - ASCENT * SMALL


def _square(flow: Flow, x: float, y: float, colour: tuple[float, ...]) -> None:
    _column(flow, x, y, 7, 7, colour)


def _box(flow: Flow, x: float, y: float, width: float, colour: tuple[float, ...]) -> None:
    _column(flow, x, y, width, _BAR, colour)


def _column(
    flow: Flow, x: float, y: float, width: float, height: float, colour: tuple[float, ...]
) -> None:
    if width <= 0 or height <= 0:
        return
    red, green, blue = colour
    flow.paper.draw(
        f"{red:g} {green:g} {blue:g} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f 0 g"
    )
