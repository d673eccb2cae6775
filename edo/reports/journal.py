"""The registration journal on paper: a title page, then the table of all rows of a period."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from edo.outfile import replacing
from edo.queries.journal import JournalHeading, JournalRow
from edo.queries.journal_cells import as_text, entries
from edo.queries.journal_form import TITLES, JournalColumn, columns
from edo.queries.phrases import PaperLanguage, Phrase, written
from edo.reports.paper import A4_LANDSCAPE, MM, Colophon, Paper, Pen
from edo.reports.table import Column, Row, Table
from edo.reports.typeface import Cut, presentable

_PERIOD = Phrase(
    ru="за период с {since} по {until}", kk="{since} – {until} аралығындағы кезең үшін"
)
_INDEX = Phrase(ru="Индекс по номенклатуре", kk="Номенклатура бойынша индексі")
_BEGUN = Phrase(ru="Начат", kk="Басталды")
_FINISHED = Phrase(ru="Окончен", kk="Аяқталды")
_ROWS = Phrase(ru="Количество записей", kk="Жазбалар саны")
_SHEETS = Phrase(ru="Количество листов", kk="Парақ саны")
_KEEPER = Phrase(ru="Ответственный за ведение журнала", kk="Журналды жүргізуге жауапты адам")
_SIGNED = Phrase(ru="должность, подпись, фамилия и инициалы", kk="лауазымы, қолы, аты-жөні")
_EMPTY = Phrase(ru="За период документы не регистрировались", kk="Осы кезеңде құжаттар тіркелмеген")
_SEAL = Phrase(ru="М.П.", kk="М.О.")

_RUNNING_SIZE = 7.0
_FIELD_SIZE = 11.0


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed: pages with the title page, and rows."""

    pages: int
    rows: int


def write_journal(
    path: Path,
    *,
    heading: JournalHeading,
    rows: Iterable[JournalRow],
    language: PaperLanguage,
    created: datetime,
) -> Printed:
    """Print a journal as a PDF of A4 landscape pages.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        heading: the title page.
        rows: the documents in their order; read once and not kept.
        language: Russian, Kazakh, or both, Kazakh above.
        created: time of making, with its zone.

    Raises:
        Refusal: the file cannot be written.
    """
    form = columns(heading.kind)
    title = _title(heading)
    colophon = Colophon(
        f"{title.on(language)}, {heading.index}",
        heading.organisation.on(language),
        language,
        created,
    )
    running = _Running(heading, language)
    with replacing(path) as file:
        paper = Paper(file, A4_LANDSCAPE, colophon, running.draw)
        _TitlePage(paper, heading, language).draw()
        table = Table(paper, [_column(column, language) for column in form])
        count = table.write(_rows(form, rows, language), _EMPTY.on(language))
        pages = paper.page - 1
        paper.settle("Pages", str(pages), paper.pen(_RUNNING_SIZE))
        paper.settle("TitlePages", str(pages), paper.pen(_FIELD_SIZE, Cut.STRONG))
        paper.settle("TitleRows", str(count), paper.pen(_FIELD_SIZE, Cut.STRONG))
        paper.finish()
    return Printed(pages, count)


def _title(heading: JournalHeading) -> Phrase:
    return heading.title if heading.title != Phrase() else TITLES[heading.kind]


def _column(column: JournalColumn, language: PaperLanguage) -> Column:
    heading = column.heading.on(language, "\n")
    return Column(heading, column.weight, column.centred, column.stays)


def _rows(
    form: tuple[JournalColumn, ...], rows: Iterable[JournalRow], language: PaperLanguage
) -> Iterator[Row]:
    for entry in entries(rows, language):
        cells = tuple([as_text(column.read(entry)) for column in form])
        yield Row(cells, entry.row.cancelled)


@dataclass(frozen=True, slots=True)
class _Running:
    """The lines above and below each page of the table."""

    heading: JournalHeading
    language: PaperLanguage

    def draw(self, paper: Paper, page: int) -> None:
        frame = paper.frame
        pen = paper.pen(_RUNNING_SIZE)
        paper.grey(0.25)
        if page > 1:
            y = frame.height - frame.top + 2.2 * MM
            right = self._journal()
            width = paper.write(frame.right_edge, y, right, pen, 1)
            room = frame.inner_width - width - 6 * MM
            paper.write(frame.left, y, self._organisation(pen, room), pen)
        slash = frame.left + frame.inner_width / 2
        y = frame.bottom - 5 * MM
        paper.write(slash, y, f"{page} /\u00a0", pen, 1)
        paper.place_later("Pages", slash, y)
        paper.grey(0)

    def _organisation(self, pen: Pen, room: float) -> str:
        phrase = self.heading.organisation
        both = presentable(phrase.on(self.language))
        if pen.ruler[both] <= room:
            return both
        alone = PaperLanguage.RU if self.language is PaperLanguage.RU else PaperLanguage.KK
        return pen.shortened(presentable(phrase.on(alone)), room)

    def _journal(self) -> str:
        heading = self.heading
        title = presentable(_title(heading).on(self.language))
        period = f"{written(heading.since)} – {written(heading.until)}"
        return f"{title}  ·  {presentable(heading.index)}  ·  {period}"


@dataclass(frozen=True, slots=True)
class _TitlePage:
    """The first page, as the forms of the records rules have it (§3.5)."""

    paper: Paper
    heading: JournalHeading
    language: PaperLanguage

    def draw(self) -> None:
        frame = self.paper.frame
        self._organisation(frame.height - frame.top - 8 * MM)
        self._name(frame.height * 0.66)
        self._fields(frame.left + 10 * MM, frame.bottom + 47 * MM)
        self._signature(frame.left + frame.inner_width * 0.56, frame.bottom + 47 * MM)
        self.paper.next_page()

    def _centred(self, top: float, text: str, size: float, cut: Cut = Cut.REGULAR) -> float:
        frame = self.paper.frame
        margin = 20 * MM
        return self.paper.write_block(
            frame.left + margin,
            top,
            frame.inner_width - 2 * margin,
            text,
            self.paper.pen(size, cut),
            centred=True,
        )

    def _organisation(self, top: float) -> None:
        for phrase in (self.heading.organisation, self.heading.office):
            if text := phrase.on(self.language, "\n"):
                top = self._centred(top, text, 12) - 2 * MM

    def _name(self, top: float) -> None:
        heading = self.heading
        for text in _title(heading).on(self.language, "\n").split("\n"):
            top = self._centred(top, text, 22, Cut.STRONG) - 1 * MM
        top -= 4 * MM
        period = _PERIOD.on(self.language, "\n").format(
            since=written(heading.since), until=written(heading.until)
        )
        top = self._centred(top, period, 12) - 4 * MM
        index = heading.dossier or heading.index
        self._centred(top, f"{_INDEX.on(self.language)}: {index}", 12)

    def _fields(self, x: float, y: float) -> None:
        heading = self.heading
        for phrase, value in ((_BEGUN, heading.begun), (_FINISHED, heading.finished)):
            self._dated(x, y, phrase, value)
            y -= 10 * MM
        for phrase, place in ((_ROWS, "TitleRows"), (_SHEETS, "TitlePages")):
            self.paper.place_later(place, self._label(x, y, phrase), y)
            y -= 10 * MM

    def _label(self, x: float, y: float, phrase: Phrase) -> float:
        label = f"{phrase.on(self.language)}:\u00a0"
        return x + self.paper.write(x, y, label, self.paper.pen(_FIELD_SIZE))

    def _dated(self, x: float, y: float, phrase: Phrase, on: date | None) -> None:
        x = self._label(x, y, phrase)
        if on:
            self.paper.write(x, y, written(on), self.paper.pen(_FIELD_SIZE, Cut.STRONG))
        else:
            self.paper.rule(x, y - 1, x + 45 * MM, y - 1)

    def _signature(self, x: float, y: float) -> None:
        paper = self.paper
        right = paper.frame.right_edge - 10 * MM
        for line in _KEEPER.on(self.language, "\n").split("\n"):
            paper.write(x, y, line, paper.pen(_FIELD_SIZE))
            y -= 5 * MM
        y -= 8 * MM
        paper.rule(x, y, right, y)
        under = _SIGNED.on(self.language)
        paper.write((x + right) / 2, y - 3.2 * MM, under, paper.pen(_RUNNING_SIZE), 0.5)
        paper.write(x, y - 14 * MM, _SEAL.on(self.language), paper.pen(_FIELD_SIZE))
