"""Other people's spreadsheets: xlsx, xlsm, xls, ods, csv, as rows of text.

They are read apart, under limits; the child is not believed, its answer must be what was agreed.
"""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from edo.errors import Obstacle, Reason, Refusal
from edo.transfer import apart
from edo.transfer.apart import MIB, Ask, Failed, Limits, Outcome
from edo.transfer.readers.ending import Ending
from edo.transfer.readers.kinds import Kind, kind
from edo.transfer.readers.tabular import MOST_COLUMNS, MOST_ROWS

LIMITS = Limits(memory=1536 * MIB, seconds=60, wall=90, answer=128 * MIB, nice=0)
"""One spreadsheet: a person is waiting for it."""

MODULE = "edo.transfer.readers.tabular"
"""What is started as a child."""

_WORKS = {
    Kind.PACKED: "packed",
    Kind.COMPOUND: "compound",
    Kind.PLAIN: "plain",
    Kind.OTHER: "plain",
    Kind.MAIL: "plain",  # a list whose heads look like those of a letter
}
_REASONS = {
    Ending.TOO_LONG: Reason.SHEET_TOO_LARGE,
    Ending.TOO_MUCH_MEMORY: Reason.SHEET_TOO_LARGE,
    Ending.TOO_LARGE: Reason.SHEET_TOO_LARGE,
    Ending.INTERRUPTED: Reason.SHEET_TOO_LARGE,
    Ending.DAMAGED: Reason.SHEET_DAMAGED,
    Ending.ENCRYPTED: Reason.SHEET_ENCRYPTED,
    Ending.UNSUPPORTED: Reason.NOT_A_SHEET,
}


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A row that holds something: its number in the file, from 1, and what its cells show."""

    number: int
    cells: tuple[str, ...]

    def __getitem__(self, column: int) -> str:
        """Return what a column shows; nothing beyond the last cell."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""


class Sheet(msgspec.Struct, frozen=True):
    """One sheet: its name (empty for a text file), and its rows, empty ones left out."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a file that hold anything, in their order there; at least one."""

    path: Path
    sheets: tuple[Sheet, ...]

    def named(self, name: str) -> Sheet:
        """Return a sheet by its name.

        Raises:
            Refusal: there is none.
        """
        for sheet in self.sheets:
            if sheet.name.strip().casefold() == name.strip().casefold():
                return sheet
        raise Refusal(Reason.UNKNOWN_SHEET, value=name)


def read(path: Path, limits: Limits = LIMITS) -> Sheets:
    """Read all sheets of a spreadsheet, or a list in plain text as one sheet.

    Args:
        path: the file.
        limits: what the reading may use.

    Raises:
        Refusal: CANNOT_READ, SHEET_ENCRYPTED, NOT_A_SHEET, SHEET_EMPTY, SHEET_TOO_LARGE or
            SHEET_DAMAGED.
    """
    start = apart.start_of(path)
    if not start.size:
        raise Refusal(Reason.SHEET_EMPTY, path=path.name)
    work = _WORKS.get(kind(start.data, path.name))
    if work is None:
        raise Refusal(Reason.NOT_A_SHEET, path=path.name)
    request = Ask(work, path)
    outcome = apart.run(MODULE, request, limits)
    if isinstance(outcome, Failed) and outcome.ending is Ending.INTERRUPTED:
        outcome = apart.run(MODULE, request, limits)
    sheets = tuple(sheet for sheet in judged(outcome, path) if sheet.rows)
    if not sheets:
        raise Refusal(Reason.SHEET_EMPTY, path=path.name)
    return Sheets(path, sheets)


def judged(outcome: Outcome, path: Path) -> list[Sheet]:
    """Judge what came back. Raises Refusal, as `read` does."""
    if isinstance(outcome, Failed):
        if outcome.ending is Ending.UNREADABLE:
            raise Refusal(Reason.CANNOT_READ, path=str(path), detail=Obstacle.UNREADABLE)
        raise Refusal(_REASONS[outcome.ending], path=path.name, limit=MOST_ROWS)
    try:
        decoder = msgspec.json.Decoder(Sheet)
        sheets = [decoder.decode(line) for line in outcome.data.splitlines()]
    except (ValueError, RecursionError) as error:
        raise Refusal(Reason.SHEET_DAMAGED, path=path.name) from error
    if any(len(sheet.rows) > MOST_ROWS or sheet.width > MOST_COLUMNS for sheet in sheets):
        raise Refusal(Reason.SHEET_TOO_LARGE, path=path.name, limit=MOST_ROWS)
    return sheets
