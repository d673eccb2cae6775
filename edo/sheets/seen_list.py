"""A list as a person sees it in a window, out to a file: xlsx, CSV or PDF by the file's name.

Headings and texts come in the language of the window; dates and numbers stay what they are where
the file can hold them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from edo.printing import Printed, check_format, made_at
from edo.queries import journal_rows
from edo.queries.journal_cells import Cell
from edo.queries.phrases import PaperLanguage
from edo.reports.list_paper import ListHeading
from edo.reports.list_paper import write_list as write_paper
from edo.transfer.spreadsheet import Heading, write_csv, write_xlsx
from edo.wording import Wording
from edo.workplace import Workplace

_ENDINGS = (".xlsx", ".csv", ".pdf")


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column: its heading, its width in letters, and what its second lines are called."""

    heading: str
    width: float
    beside: str = ""


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell: its text, the second line under it, and what the text says as a date or number."""

    text: str
    second: str = ""
    value: Cell = None


def write_seen(
    workplace: Workplace,
    path: Path,
    *,
    title: str,
    note: str,
    columns: Sequence[SeenColumn],
    rows: Iterable[Sequence[SeenCell]],
    words: Wording,
) -> Printed:
    """Write a list to the file whose name says how.

    Args:
        workplace: whose list it is.
        path: ends in .xlsx, .csv or .pdf; a file that is there is replaced by the complete one.
        title, note: what the list is called, and what narrows it.
        columns: from the left; those with second lines get a column for them in spreadsheets.
        rows: a cell for each column; read once and not kept.
        words: of the person's language.

    Raises:
        Refusal: the name ends otherwise, or the file cannot be written.
    """
    check_format(path, _ENDINGS)
    if path.suffix.casefold() == ".pdf":
        return Printed(path, _print(workplace, path, title, note, columns, rows, words))
    headings = [heading for column in columns for heading in _headings(column)]
    cells = (list(_values(columns, row)) for row in rows)
    if path.suffix.casefold() == ".csv":
        return Printed(path, write_csv(path, headings=headings, rows=cells))
    count = write_xlsx(path, title=title, headings=headings, rows=cells, created=made_at(workplace))
    return Printed(path, count)


def _headings(column: SeenColumn) -> Iterator[Heading]:
    yield Heading(column.heading, column.width)
    if column.beside:
        yield Heading(column.beside, column.width)


def _values(columns: Sequence[SeenColumn], row: Sequence[SeenCell]) -> Iterator[Cell]:
    for column, cell in zip(columns, row, strict=True):
        yield cell.text if cell.value is None else cell.value
        if column.beside:
            yield cell.second


def _print(
    workplace: Workplace,
    path: Path,
    title: str,
    note: str,
    columns: Sequence[SeenColumn],
    rows: Iterable[Sequence[SeenCell]],
    words: Wording,
) -> int:
    language = PaperLanguage.KK if words.language == "kk" else PaperLanguage.RU
    organisation, office = workplace.read(
        journal_rows.organisation, office=workplace.identity.office
    )
    whose = (one.on(language) for one in (office, organisation))
    created = made_at(workplace)
    heading = ListHeading(
        title,
        note,
        " · ".join(dict.fromkeys(name for name in whose if name)),
        words.text("Printed on {date}", date=words.date(created.date())),
        words.text("No rows"),
    )
    return write_paper(
        path,
        heading=heading,
        columns=[(column.heading, column.width) for column in columns],
        rows=([_lines(cell) for cell in row] for row in rows),
        language=language,
        created=created,
    )


def _lines(cell: SeenCell) -> str:
    return "\n".join(part for part in (cell.text, cell.second) if part)
