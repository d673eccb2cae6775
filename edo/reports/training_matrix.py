"""Offices × courses on landscape pages: in each cell a part of a hundred, a colour and a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from edo import kazakh, russian
from edo.domain.coverage import Readiness
from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports.figures import Heading, head
from edo.reports.flow import SMALL, Flow, write_sheet
from edo.reports.heads import printed_on
from edo.reports.paper import A4_LANDSCAPE, ASCENT, MM, Colophon, Pen
from edo.reports.training_chart import COLOURS, EXPIRED, draw_legend, hundredths
from edo.reports.typeface import Cut, presentable

TITLE = Phrase(ru="Охват обучением по курсам", kk="Курстар бойынша оқытумен қамту")
MOST_COURSES = 20
"""Columns of one page; further courses begin the list of offices anew."""
_NAME = Phrase(ru="Организация", kk="Ұйым")
_ON = Phrase(ru="на {date}", kk="{date}")
_NONE = Phrase(
    ru="Курсов, по которым кто-либо подлежит обучению, нет.", kk="Оқытылуға тиіс курстар жоқ."
)
_SHORT = {
    Readiness.TRAINED: Phrase("обучена", "оқытылған"),
    Readiness.PARTLY: Phrase("частично", "ішінара"),
    Readiness.EXPIRED: Phrase("истёк", "өткен"),
    Readiness.NOT_TRAINED: Phrase("нет", "жоқ"),
    Readiness.NOBODY: Phrase("", ""),
}
_PALE = 0.55
"""How much of a colour is left in the ground of a cell, so that black stays readable on it."""
_NAMES = 68 * MM
_WIDEST_NAMES = 125 * MM
_WIDEST = 34 * MM
_NARROW = 17 * MM
"""A column narrower than this has its heading upright and no word in its cells."""
_STEP = 5.0 * MM
_TWO_LINES = 7.4 * MM
_UPRIGHT = 46 * MM
_INDENT = 3.0 * MM
_SIZE = 7.4
_HEAD = 7.0
_HEAD_LINES = 9


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """People who hold a pass out of those who must, and where the office stands."""

    covered: int
    required: int
    readiness: Readiness

    @property
    def percent(self) -> str:
        """The part that is trained, in hundredths."""
        return hundredths(self.covered, self.required)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An office, how deep it stands below others, and its cells in the order of courses."""

    office: Phrase
    cells: tuple[MatrixCell, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class TrainingMatrix:
    """What is printed: as of a day, courses and offices."""

    heading: Heading
    on: date
    courses: tuple[Phrase, ...]
    rows: tuple[MatrixRow, ...]


def write_matrix(
    path: Path, *, matrix: TrainingMatrix, language: PaperLanguage, created: datetime
) -> int:
    """Print the matrix on as many pages as it needs and return their number.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        matrix: what it says.
        language: Russian, Kazakh, or both.
        created: time of making, with its zone.

    Raises:
        Refusal: the file cannot be written.
    """
    title = TITLE.on(language)
    colophon = Colophon(title, matrix.heading.organisation.on(language), language, created)

    def draw(flow: Flow) -> None:
        date_ru, date_kk = russian.long_date(matrix.on), kazakh.as_of(matrix.on)
        below = Phrase(_ON.ru.format(date=date_ru), _ON.kk.format(date=date_kk)).on(language)
        head(flow, matrix.heading, TITLE, below, language)
        if not matrix.courses:
            flow.text(_NONE.on(language), centred=True)
        else:
            draw_legend(flow, language)
            flow.gap(3)
        for first in range(0, len(matrix.courses), MOST_COURSES):
            if first:
                flow.turn()
            _Part(flow, matrix, slice(first, first + MOST_COURSES), language).draw()

    foot = printed_on(matrix.heading.printed, language)
    return write_sheet(path, A4_LANDSCAPE, colophon, draw, foot)


class _Part:
    """The offices with some of the courses."""

    def __init__(
        self, flow: Flow, matrix: TrainingMatrix, chosen: slice, language: PaperLanguage
    ) -> None:
        self._flow = flow
        self._paper = flow.paper
        self._language = language
        self._courses = matrix.courses[chosen]
        self._rows = matrix.rows
        self._chosen = chosen
        self._wide = min((flow.width - _NAMES) / len(self._courses), _WIDEST)
        left = flow.width - self._wide * len(self._courses)
        self._names = min(max(_NAMES, left), _WIDEST_NAMES)
        self._narrow = self._wide < _NARROW
        self._right = flow.left + self._names + self._wide * len(self._courses)
        self._name = self._paper.pen(_SIZE)
        self._share = self._paper.pen(_SIZE, Cut.STRONG)
        self._word = self._paper.pen(SMALL - 0.6)
        self._top = 0.0

    def draw(self) -> None:
        """Write all rows; the head stands on every page."""
        flow = self._flow
        self._begin()
        for row in self._rows:
            room = self._names - 2 * MM - row.depth * _INDENT
            lines = self._lines(row.office, room)
            step = _STEP if len(lines) == 1 else _TWO_LINES
            if step > flow.room:
                self._end()
                flow.turn()
                self._begin()
            self._row(row, lines, step)
        self._end()

    def _lines(self, name: Phrase, room: float) -> list[str]:
        if self._language is PaperLanguage.BOTH and name.kk and name.ru and name.kk != name.ru:
            told = (name.kk, name.ru)
            return [self._name.shortened(presentable(one), room) for one in told]
        lines = self._name.wrap(name.on(self._language), room)
        return lines if len(lines) == 1 else [lines[0], self._name.shortened(lines[1], room)]

    def _row(self, row: MatrixRow, lines: list[str], step: float) -> None:
        flow, paper = self._flow, self._paper
        middle = flow.y - step / 2
        x = flow.left + self._names
        for cell in row.cells[self._chosen]:
            self._cell(cell, x, middle, step)
            x += self._wide
        y = middle - 2.6 + (len(lines) - 1) * _SIZE * 0.56
        for line in lines:
            paper.write(flow.left + 1 * MM + row.depth * _INDENT, y, line, self._name)
            y -= _SIZE * 1.12
        flow.y -= step
        paper.grey(0.72)
        paper.rule(flow.left, flow.y, self._right, flow.y, 0.3)
        paper.grey(0)

    def _cell(self, cell: MatrixCell, x: float, middle: float, step: float) -> None:
        paper = self._paper
        centre = x + self._wide / 2
        if cell.readiness is Readiness.NOBODY:
            paper.grey(0.6)
            paper.write(centre, middle - 2.6, "—", self._name, 0.5)
            paper.grey(0)
            return
        red, green, blue = (part * _PALE + (1 - _PALE) for part in COLOURS[cell.readiness])
        paper.draw(
            f"{red:.3f} {green:.3f} {blue:.3f} rg {x + 0.6:.2f} {middle - step / 2 + 0.5:.2f} "
            f"{self._wide - 1.2:.2f} {step - 1:.2f} re f 0 g"
        )
        pen = self._name if cell.readiness is Readiness.TRAINED else self._share
        if self._narrow:
            mark = EXPIRED if cell.readiness is Readiness.EXPIRED else ""
            paper.write(centre, middle - 2.6, f"{cell.percent}{mark}", pen, 0.5)
            return
        word = _SHORT[cell.readiness].on(self._word_language)
        share = cell.percent
        wide = pen.ruler[share] + 4 + self._word.ruler[word]
        start = centre - wide / 2
        start += paper.write(start, middle - 2.6, share, pen) + 4
        paper.write(start, middle - 2.5, word, self._word)

    @property
    def _word_language(self) -> PaperLanguage:
        """Words within cells are of one language: the legend has both."""
        both = self._language is PaperLanguage.BOTH
        return PaperLanguage.KK if both else self._language

    def _begin(self) -> None:
        flow, paper = self._flow, self._paper
        pen = paper.pen(_HEAD)
        height, heads = self._heads(pen)
        flow.keep(height + 3 * _STEP)
        self._top = flow.y
        paper.draw(
            f"0.945 g {flow.left:.2f} {flow.y - height:.2f} "
            f"{self._right - flow.left:.2f} {height:.2f} re f 0 g"
        )
        name = _NAME.on(self._language)
        paper.write(flow.left + 1 * MM, flow.y - height + 2 * MM, name, pen)
        x = flow.left + self._names
        for lines in heads:
            self._write_head(lines, x, height, pen)
            x += self._wide
        flow.y -= height
        paper.rule(flow.left, flow.y, self._right, flow.y, 0.8)

    def _heads(self, pen: Pen) -> tuple[float, list[list[str]]]:
        """Return how high the head is and the lines of each course's title."""
        room = _UPRIGHT - 3 * MM if self._narrow else self._wide - 2 * MM
        most = max(1, int((self._wide - 1 * MM) / (_HEAD * 1.16))) if self._narrow else _HEAD_LINES
        heads: list[list[str]] = []
        for course in self._courses:
            lines = pen.wrap(course.on(self._language, "\n"), room)
            if len(lines) > most:
                last = pen.shortened(f"{lines[most - 1]} {lines[most]}…", room)
                lines = [*lines[: most - 1], last]
            heads.append(lines)
        if self._narrow:
            return _UPRIGHT, heads
        return max(map(len, heads)) * _HEAD * 1.2 + 3 * MM, heads

    def _write_head(self, lines: Sequence[str], x: float, height: float, pen: Pen) -> None:
        """Write a title over its column: upright where that is narrow."""
        paper, flow = self._paper, self._flow
        step = _HEAD * 1.16
        if not self._narrow:
            y = flow.y - 1.5 * MM - ASCENT * _HEAD
            for line in lines:
                paper.write(x + self._wide / 2, y, line, pen, 0.5)
                y -= _HEAD * 1.2
            return
        start = x + self._wide / 2 - (len(lines) - 1) * step / 2 + 0.36 * _HEAD
        for place, line in enumerate(lines):
            at, foot = start + place * step, flow.y - height + 1.5 * MM
            paper.draw(f"BT {pen.choice} 0 1 -1 0 {at:.2f} {foot:.2f} Tm {pen.show(line)} ET")

    def _end(self) -> None:
        """Draw the lines between columns down to where the rows end."""
        flow, paper = self._flow, self._paper
        paper.grey(0.72)
        for place in range(len(self._courses)):
            x = flow.left + self._names + place * self._wide
            paper.rule(x, self._top, x, flow.y, 0.3)
        paper.grey(0)
        for x in (flow.left, self._right):
            paper.rule(x, self._top, x, flow.y, 0.8)
        for y in (self._top, flow.y):
            paper.rule(flow.left, y, self._right, y, 0.8)
