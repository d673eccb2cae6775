"""What all lists written as spreadsheets have in common: usual columns, and the writing."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from edo.printing import Printed, check_format, made_at
from edo.queries.journal_cells import Cell
from edo.queries.phrases import PaperLanguage, Phrase
from edo.transfer.spreadsheet import Heading, write_csv, write_xlsx
from edo.workplace import Workplace

ENDINGS = (".xlsx", ".csv")
N = Phrase("№", "№")
OFFICE = Phrase("Организация", "Ұйым")
PERSON = Phrase("Фамилия, имя, отчество", "Аты-жөні")
POSITION = Phrase("Должность", "Лауазымы")
ID = Phrase("Код", "Коды")

Column = tuple[Phrase, float]
"""The heading of a column, and its width in characters."""


def write_list(
    workplace: Workplace,
    path: Path,
    title: Phrase,
    columns: Iterable[Column],
    rows: Iterable[Sequence[Cell]],
    language: PaperLanguage,
) -> Printed:
    """Write a list as the name of its file asks for.

    Raises:
        Refusal: the name ends otherwise, or the file cannot be written.
    """
    check_format(path, ENDINGS)
    headings = [Heading(phrase.on(language), width) for phrase, width in columns]
    if path.suffix.casefold() == ".csv":
        return Printed(path, write_csv(path, headings=headings, rows=rows))
    count = write_xlsx(
        path,
        title=title.on(language),
        headings=headings,
        rows=rows,
        created=made_at(workplace),
    )
    return Printed(path, count)
