"""What is overdue, as a table, the longest overdue first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from edo.queries.people import Who
from edo.queries.phrases import PaperLanguage, Phrase, written
from edo.queries.tasks import TaskRow
from edo.reports.figures import Heading, filled, head, named
from edo.reports.flow import BODY, SMALL, Flow, write_sheet
from edo.reports.heads import GAP, printed_on
from edo.reports.paper import A4_LANDSCAPE, Colophon
from edo.reports.ruled import Cell, Line, write_table
from edo.reports.table import Column
from edo.reports.typeface import Cut

OVERDUE = Phrase(ru="Просроченные поручения", kk="Мерзімі өткен тапсырмалар")
_ON = Phrase(ru="по состоянию на {on}", kk="{on} жағдай бойынша")
_NONE = Phrase(ru="Просроченных поручений нет.", kk="Мерзімі өткен тапсырмалар жоқ.")
_COUNT = Phrase(ru="Всего: {n}", kk="Барлығы: {n}")
_FIRST = Phrase(
    ru="Всего: {n}, показаны первые {shown}", kk="Барлығы: {n}, алғашқы {shown} көрсетілген"
)


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

    def draw(flow: Flow) -> None:
        _Overdue(flow, heading, rows, count, today, language).draw()

    return write_sheet(path, A4_LANDSCAPE, colophon, draw, printed_on(heading.printed, language))


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
        below = filled(_ON, language, on=written(self.today))
        head(flow, self.heading, OVERDUE, below, language)
        if not self.rows:
            flow.text(_NONE.on(language), 11, centred=True)
            return
        told = _COUNT if len(self.rows) == self.count else _FIRST
        flow.text(filled(told, language, shown=len(self.rows), n=self.count), BODY + 0.6)
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
        head = GAP.join(part for part in (number, written(row.on)) if part)
        subject = Phrase(row.subject_ru, row.subject_kk).on(language, "\n")
        text = Phrase(row.text_ru, row.text_kk).on(language, "\n")
        names = [named(one, language) for one in row.executors]
        author = [Cell(named(row.author, language))]
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
    return f"{Phrase(ru='за', kk='орнына').on(language)}: {named(who, language)}"
