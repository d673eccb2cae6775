"""The registration and control card on paper: one A4 page, more only where the history is long.

The upper part is the registration, in two columns of labelled fields; below stand the history of
the document and lines for marks of control, which the paper form has on its back (§3.4 of the
records rules).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, repeat
from pathlib import Path

from edo.outfile import replacing
from edo.queries.card import CardField, CardPaper, CardSection
from edo.queries.card_form import NAMES, TITLE
from edo.queries.journal_cells import ANNULLED
from edo.queries.phrases import PaperLanguage, Phrase, same, written
from edo.reports.paper import A4_PORTRAIT, ASCENT, MM, Colophon, Paper, Pen
from edo.reports.typeface import Cut, presentable

_NUMBER = Phrase(ru="Регистрационный №", kk="Тіркеу №")
_DATE = Phrase(ru="Дата регистрации", kk="Тіркелген күні")
_JOURNAL = Phrase(ru="Журнал", kk="Журнал")
_HISTORY = Phrase(ru="Движение документа", kk="Құжаттың қозғалысы")
_MARKS = Phrase(ru="Контрольные отметки", kk="Бақылау белгілері")
_OFF_CONTROL = Phrase(ru="Снято с контроля, в дело", kk="Бақылаудан алынды, іске")
_SIGNATURE = Phrase(ru="подпись", kk="қолы")
_ON = Phrase(ru="дата", kk="күні")

_LABEL_SIZE = 6.3
_VALUE_SIZE = 8.6
_SMALL_SIZE = 7.8
_NUMBER_SIZE = 12.0
_LEADING = 1.28
_PAD_X = 4.0
_PAD_Y = 2.2
_SIXTHS = 6
_RULE = 0.4
_EDGE = 0.8
_TINT = 0.955
_MARK_LINES = 3
_MARKS_HEIGHT = (16 + 7 * _MARK_LINES) * MM


def write_card(path: Path, *, card: CardPaper, language: PaperLanguage, created: datetime) -> int:
    """Print a card as a PDF and return the number of its pages.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        card: what stands on it.
        language: Russian, Kazakh, or both.
        created: time of making, with its zone.

    Raises:
        Refusal: the file cannot be written.
    """
    colophon = Colophon(
        f"{TITLE.on(language)} {card.number}".strip(),
        card.organisation.on(language),
        language,
        created,
    )
    with replacing(path) as file:
        paper = Paper(file, A4_PORTRAIT, colophon, _Running(card).draw)
        _Form(paper, card, language).draw()
        pages = paper.page - 1
        paper.settle("Pages", str(pages), paper.pen(_LABEL_SIZE))
        paper.finish()
    return pages


def write_cards(
    path: Path, *, cards: Iterable[CardPaper], language: PaperLanguage, created: datetime
) -> int:
    """Print several cards into one PDF, each on pages of its own, and return how many.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        cards: what stands on them; read once and not kept.
        language: Russian, Kazakh, or both.
        created: time of making, with its zone.

    Raises:
        Refusal: the file cannot be written.
    """
    count = 0
    colophon = Colophon(TITLE.on(language), "", language, created)
    running = _Several()
    with replacing(path) as file:
        paper = Paper(file, A4_PORTRAIT, colophon, running.draw)
        for count, card in enumerate(cards, 1):
            running.begin(_Running(card, f"Pages{count}"), paper.page - 1)
            _Form(paper, card, language).draw()
            pages = str(paper.page - 1 - running.before)
            paper.settle(f"Pages{count}", pages, paper.pen(_LABEL_SIZE))
        paper.finish()
    return count


@dataclass(frozen=True, slots=True)
class _Running:
    """The page's number and, on a second page, whose card it is."""

    card: CardPaper
    total: str = "Pages"

    def draw(self, paper: Paper, page: int) -> None:
        frame = paper.frame
        pen = paper.pen(_LABEL_SIZE)
        middle, y = frame.left + frame.inner_width / 2, frame.bottom - 6 * MM
        paper.write(middle, y, f"{page} /\u00a0", pen, 1)
        paper.place_later(self.total, middle, y)
        if page > 1:
            whose = f"{self.card.number}  ·  {written(self.card.on)}  ·  {self.card.index}"
            y = frame.height - frame.top + 2 * MM
            paper.write(frame.right_edge, y, presentable(whose), pen, 1)


class _Several:
    """The same for cards after one another in one file: each counts its own pages."""

    def __init__(self) -> None:
        self.before = 0
        self._running: _Running | None = None

    def begin(self, running: _Running, before: int) -> None:
        self._running, self.before = running, before

    def draw(self, paper: Paper, page: int) -> None:
        if self._running is not None:
            self._running.draw(paper, page - self.before)


class _Form:
    def __init__(self, paper: Paper, card: CardPaper, language: PaperLanguage) -> None:
        self._paper = paper
        self._card = card
        self._language = language
        self._left = paper.frame.left
        self._width = paper.frame.inner_width
        self._y = paper.frame.height - paper.frame.top
        self._label = paper.pen(_LABEL_SIZE)
        self._value = paper.pen(_VALUE_SIZE)
        self._small = paper.pen(_SMALL_SIZE)

    def draw(self) -> None:
        self._head()
        self._registration()
        for section in self._card.sections:
            self._section(section)
        self._history()
        self._marks()
        self._paper.next_page()

    def _head(self) -> None:
        card = self._card
        for text in (card.organisation, card.office):
            if text != Phrase():
                self._centred(text.on(self._language, "\n"), 8.4, Cut.REGULAR)
        self._y -= 2 * MM
        self._centred(TITLE.on(self._language), 12, Cut.STRONG)
        self._centred(NAMES[card.kind].on(self._language), 9, Cut.REGULAR)
        if card.annulled is not None:
            mark = ANNULLED.on(self._language).upper()
            reason = f"{mark}: {card.annulled}" if card.annulled else mark
            self._y -= 1 * MM
            self._centred(reason, 10, Cut.STRONG)
        self._y -= 3 * MM

    def _centred(self, text: str, size: float, cut: Cut) -> None:
        pen = self._paper.pen(size, cut)
        self._y = self._paper.write_block(self._left, self._y, self._width, text, pen, centred=True)

    def _registration(self) -> None:
        card = self._card
        strong = self._paper.pen(_NUMBER_SIZE, Cut.STRONG)
        journal = Phrase(f"{card.journal.ru} ({card.index})", f"{card.journal.kk} ({card.index})")
        fields = (
            CardField(_NUMBER, same(card.number), 2),
            CardField(_DATE, same(written(card.on)), 2),
            CardField(_JOURNAL, journal, 3),
        )
        self._row(fields, (strong, strong, self._small))

    def _labelled(self, x: float, top: float, width: float, phrase: Phrase) -> float:
        paper = self._paper
        paper.grey(0.35)
        text = phrase.on(self._language)
        below = paper.write_block(x + _PAD_X, top - _PAD_Y, width - 2 * _PAD_X, text, self._label)
        paper.grey(0)
        return below

    def _section(self, section: CardSection) -> None:
        rows = list(_rows(section.fields))
        self._title(section.title, self._height(rows[0], repeat(self._value)))
        for row in rows:
            self._row(row, repeat(self._value))

    def _title(self, title: Phrase, with_height: float = 0) -> None:
        height = 5 * MM
        self._keep(height + with_height)
        paper = self._paper
        paper.draw(
            f"{_TINT} g {self._left:.2f} {self._y - height:.2f} "
            f"{self._width:.2f} {height:.2f} re f 0 g"
        )
        self._box(height)
        baseline = self._y - height / 2 - 0.35 * _SMALL_SIZE
        strong = paper.pen(_SMALL_SIZE, Cut.STRONG)
        paper.write(self._left + _PAD_X, baseline, title.on(self._language), strong)
        self._y -= height

    def _row(self, row: tuple[CardField, ...], pens: Iterable[Pen]) -> None:
        chosen = list(islice(pens, len(row)))
        height = self._height(row, chosen)
        self._keep(height)
        self._box(height)
        x = self._left
        for field, pen, width in zip(row, chosen, self._widths(row), strict=True):
            if x > self._left:
                self._paper.rule(x, self._y, x, self._y - height, _RULE)
            below = self._labelled(x, self._y, width, field.label)
            text = self._value_text(field)
            self._paper.write_block(x + _PAD_X, below, width - 2 * _PAD_X, text, pen)
            x += width
        self._y -= height

    def _widths(self, row: tuple[CardField, ...]) -> list[float]:
        whole = sum(field.span for field in row)
        return [self._width * field.span / whole for field in row]

    def _value_text(self, field: CardField) -> str:
        """Return both languages below one another where there is room for sentences."""
        between = "\n" if field.span == _SIXTHS else " / "
        return field.value.on(self._language, between)

    def _height(self, row: tuple[CardField, ...], pens: Iterable[Pen]) -> float:
        heights: list[float] = []
        for field, width, pen in zip(row, self._widths(row), pens, strict=False):
            inner = width - 2 * _PAD_X
            labels = self._label.wrap(field.label.on(self._language), inner)
            values = pen.wrap(self._value_text(field), inner)
            heights.append((len(labels) * _LABEL_SIZE + len(values) * pen.size) * _LEADING)
        return max(heights) + 2 * _PAD_Y

    def _history(self) -> None:
        self._title(_HISTORY, 3 * _SMALL_SIZE * _LEADING)
        top = self._y
        self._y -= _PAD_Y
        inner = self._width - 2 * _PAD_X
        for sentence in self._card.history:
            height = len(self._small.wrap(sentence, inner)) * _SMALL_SIZE * _LEADING
            if self._y - height < self._paper.frame.bottom:
                self._sides(top, self._y)
                self._close(self._y)
                self._turn()
                top = self._y
                self._y -= _PAD_Y
            self._paper.write_block(self._left + _PAD_X, self._y, inner, sentence, self._small)
            self._y -= height + 1
        self._y -= _PAD_Y
        self._sides(top, self._y)

    def _sides(self, top: float, bottom: float) -> None:
        for x in (self._left, self._left + self._width):
            self._paper.rule(x, top, x, bottom, _EDGE)

    def _close(self, y: float) -> None:
        self._paper.rule(self._left, y, self._left + self._width, y, _RULE)

    def _marks(self) -> None:
        """Leave lines to write on: at the foot of the page, or on top of one for them alone."""
        paper = self._paper
        if self._y - _MARKS_HEIGHT < paper.frame.bottom:
            self._close(self._y)
            self._turn()
            bottom = self._y - _MARKS_HEIGHT
        else:
            bottom = paper.frame.bottom
            self._sides(self._y, bottom + _MARKS_HEIGHT)
            self._y = bottom + _MARKS_HEIGHT
        self._title(_MARKS)
        self._sides(self._y, bottom)
        self._close(bottom)
        left, right = self._left + _PAD_X, self._left + self._width - _PAD_X
        for place in range(_MARK_LINES):
            y = self._y - (place + 1) * 7 * MM
            paper.rule(left, y, right, y, 0.25)
        self._off_control(left, right, bottom + 4.5 * MM)

    def _off_control(self, left: float, right: float, y: float) -> None:
        paper = self._paper
        text = f"{_OFF_CONTROL.on(self._language)}\u00a0"
        left += paper.write(left, y, text, self._small)
        middle = left + (right - left) * 0.6
        for start, end, phrase in ((left, middle, _SIGNATURE), (middle + 4 * MM, right, _ON)):
            paper.rule(start, y - 1, end, y - 1, _RULE)
            under = phrase.on(self._language)
            paper.write((start + end) / 2, y - 1 - ASCENT * 8, under, self._label, 0.5)

    def _box(self, height: float) -> None:
        self._paper.box(self._left, self._y - height, self._width, height, _RULE)
        for x in (self._left, self._left + self._width):
            self._paper.rule(x, self._y, x, self._y - height, _EDGE)

    def _keep(self, height: float) -> None:
        """Turn to a new page unless this much still fits."""
        if self._y - height < self._paper.frame.bottom:
            self._turn()

    def _turn(self) -> None:
        self._paper.next_page()
        self._y = self._paper.frame.height - self._paper.frame.top
        self._close(self._y)


def _rows(fields: tuple[CardField, ...]) -> Iterator[tuple[CardField, ...]]:
    """Put fields into rows; where a row stays short, its fields share what is left."""
    row: list[CardField] = []
    used = 0
    for field in fields:
        if row and used + field.span > _SIXTHS:
            yield tuple(row)
            row, used = [], 0
        row.append(field)
        used += field.span
    if row:
        yield tuple(row)
