"""Bars of months, and below each the part that was done in time."""

from collections.abc import Sequence
from dataclasses import dataclass

from edo.queries.discipline import Month, Tally
from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports.figures import percent
from edo.reports.flow import SMALL, Flow
from edo.reports.paper import MM, Paper
from edo.reports.typeface import Cut

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


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of months, and below each the part that was done in time."""

    flow: Flow
    months: Sequence[Month]
    language: PaperLanguage

    def draw(self) -> None:
        """Draw them where the flow stands."""
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
        paper.write(x + wide / 2, bottom - 18.5, percent(one.tally.share), strong, 0.5)


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
