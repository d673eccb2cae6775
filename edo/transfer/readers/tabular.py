"""Rows of spreadsheets and of lists in plain text: what cells show, not how.

A formula gives the value that was kept beside it, a macro is not looked at. Every cell becomes
text: a day as 2026-11-22, a whole number without its point. Sizes are looked at before the library
lays a sheet out in memory, which it does as one rectangle, up to the last cell that holds anything.
"""

import csv
import io
import json
import re
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from edo.transfer.readers.archive import Archive
from edo.transfer.readers.child import Emit, Notes, Request, Work, open_file
from edo.transfer.readers.ending import Ending, Failure
from edo.transfer.readers.markup import walk
from edo.transfer.readers.plain import decoded

MOST_ROWS = 100_000
MOST_COLUMNS = 100
MOST_CELLS = 2_000_000
MOST_SHEETS = 100
LONGEST_CELL = 1_000
LARGEST_TEXT = 64 << 20
"""Bytes of a list in plain text, or in the old kind of workbook."""

_LARGEST_RECTANGLE = 16_000_000
"""Cells the library may lay out for one sheet: some 400 MB."""
_MOST_MERGED = 20_000
_LARGEST_MERGED = 10_000
_SAMPLE_LINES = 60
_SEPARATORS = ";\t,|"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FIRST_RECORD = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_RECORD_HEAD = struct.Struct("<HH")
_LOCK = 0x002F
_SECTOR = 512
# A cell that is not closed at once: it holds something.
_CELL = re.compile(
    rb"<(?:\w{1,20}:)?c\s(?:[^<>]{0,200}?\s)?r=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^<>]*(?<!/)>"
)
_TAIL = 400
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_SPREADSHEET = b"opendocument.spreadsheet"
_SPACES = re.compile(r"\s+")

Range = tuple[tuple[int, int], tuple[int, int]]


def works() -> Mapping[str, Work]:
    """Return the works of this module by name."""
    return {"packed": _packed, "compound": _compound, "plain": _plain}


def _packed(request: Request, emit: Emit) -> Notes:
    """Answer the sheets of an xlsx, xlsm, xlsb or ods."""
    with open_file(request.file) as file:
        check_archive(Archive(file))
        file.seek(0)
        return _workbook(file, emit)


def _compound(request: Request, emit: Emit) -> Notes:
    """Answer the sheets of an xls."""
    with open_file(request.file) as file:
        data = file.read(LARGEST_TEXT + 1)
        if len(data) > LARGEST_TEXT:
            raise Failure(Ending.TOO_LARGE)
        if _ENCRYPTED in data or is_locked(data):
            raise Failure(Ending.ENCRYPTED)
        file.seek(0)
        return _workbook(file, emit)


def is_locked(data: bytes) -> bool:
    """Tell whether the records of an xls are encrypted: right after the first one it says so."""
    at = data.find(_FIRST_RECORD)
    end = at + _SECTOR
    while 0 <= at < end:
        kind, size = _RECORD_HEAD.unpack_from(data.ljust(at + _RECORD_HEAD.size, b"\0"), at)
        if kind == _LOCK:
            return True
        at += _RECORD_HEAD.size + size
    return False


def _plain(request: Request, emit: Emit) -> Notes:
    """Answer a list in plain text as one sheet."""
    with open_file(request.file) as file:
        data = file.read(LARGEST_TEXT + 1)
    if len(data) > LARGEST_TEXT:
        raise Failure(Ending.TOO_LARGE)
    _emit_sheet(emit, "", split(decoded(data)), hidden=False)
    return {"sheets": 1}


def check_archive(archive: Archive) -> None:
    """Look at what a zip holds, and how much, before anything is made of it.

    Raises:
        Failure: UNSUPPORTED when it is no spreadsheet, ENCRYPTED, TOO_LARGE by what it unfolds to
            or by the rectangle its cells span.
    """
    if "xl/workbook.xml" in archive or "xl/workbook.bin" in archive:
        for name in archive.names:
            if _SHEET_PART.fullmatch(name):
                check_sheet(archive.portions(name))
            elif name.startswith("xl/") and name.endswith((".xml", ".bin")):
                _drain(archive.portions(name))
    elif "content.xml" in archive:
        _check_open_document(archive)
    else:
        raise Failure(Ending.UNSUPPORTED)


def check_sheet(portions: Iterable[bytes]) -> None:
    """Refuse a sheet whose cells span too large a rectangle."""
    rows = columns = 0
    tail = b""
    for portion in portions:
        seen = tail + portion
        for letters, digits in _CELL.findall(seen):
            rows = max(rows, int(digits))
            columns = max(columns, _column(letters))
        if rows * columns > _LARGEST_RECTANGLE:
            raise Failure(Ending.TOO_LARGE)
        tail = seen[-_TAIL:]


def _column(letters: bytes) -> int:
    """Count a column from its letters: A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_open_document(archive: Archive) -> None:
    from edo.transfer.readers.office import Manifest

    manifest = Manifest()
    if "meta-inf/manifest.xml" in archive:
        walk(archive.portions("meta-inf/manifest.xml"), manifest)
    if manifest.encrypted:
        raise Failure(Ending.ENCRYPTED)
    if "mimetype" in archive and _SPREADSHEET not in b"".join(archive.portions("mimetype")):
        raise Failure(Ending.UNSUPPORTED)
    _drain(archive.portions("content.xml"))


def _drain(portions: Iterable[bytes]) -> None:
    """Inflate to the end, so that what comes out is counted."""
    for _portion in portions:
        pass


def _workbook(file: BinaryIO, emit: Emit) -> Notes:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(file)
        listed = book.sheets_metadata[:MOST_SHEETS]
        left = MOST_CELLS
        for place, about in enumerate(listed):
            sheet = book.get_sheet_by_index(place)
            cells = merged(sheet.iter_rows(), _shifted(sheet.merged_cell_ranges, sheet.start))
            hidden = about.visible != SheetVisibleEnum.Visible
            left -= _emit_sheet(emit, about.name, cells, hidden=hidden, most=left)
    except PasswordError as error:
        raise Failure(Ending.ENCRYPTED) from error
    except (CalamineError, ValueError, OverflowError) as error:
        raise Failure(Ending.DAMAGED) from error
    return {"sheets": len(listed)}


def _shifted(ranges: Sequence[Range] | None, start: tuple[int, int] | None) -> list[Range]:
    """Count the columns of merged ranges from where the rows begin, as the rows do."""
    left = start[1] if start else 0
    return [
        ((top, first - left), (bottom, last - left))
        for (top, first), (bottom, last) in (ranges or ())[:_MOST_MERGED]
        if first >= left and (bottom - top + 1) * (last - first + 1) <= _LARGEST_MERGED
    ]


def merged(rows: Iterable[Sequence[Any]], ranges: Sequence[Range]) -> Iterator[Sequence[Any]]:
    """Give every cell of a merged range what its first cell shows.

    Args:
        rows: from the first row of the sheet.
        ranges: first and last cell of each, counted from 0.
    """
    begins: dict[int, list[Range]] = {}
    for one in ranges:
        begins.setdefault(one[0][0], []).append(one)
    open_ranges: list[tuple[Range, Any]] = []
    for number, row in enumerate(rows):
        open_ranges = [one for one in open_ranges if one[0][1][0] >= number]
        open_ranges += [
            (one, row[one[0][1]]) for one in begins.get(number, ()) if one[0][1] < len(row)
        ]
        if open_ranges:
            row = list(row)
            for ((_top, first), (_bottom, last)), value in open_ranges:
                for column in range(first, min(last + 1, len(row))):
                    row[column] = value
        yield row


def _emit_sheet(
    emit: Emit,
    name: str,
    rows: Iterable[Sequence[Any]],
    *,
    hidden: bool,
    most: int = MOST_CELLS,
) -> int:
    """Answer a sheet as a line of JSON; return how many cells it has.

    Raises:
        Failure: TOO_LARGE when there are too many rows or cells that hold something.
    """
    taken: list[tuple[int, list[str]]] = []
    cells = 0
    for number, row in enumerate(rows, start=1):
        if not any(row):
            continue
        shown = [as_text(cell) for cell in row[:MOST_COLUMNS]]
        while shown and not shown[-1]:
            shown.pop()
        if not shown:
            continue
        cells += len(shown)
        taken.append((number, shown))
        if len(taken) > MOST_ROWS or cells > most:
            raise Failure(Ending.TOO_LARGE)
    said = {"name": as_text(name), "hidden": hidden, "rows": taken}
    emit(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    return cells


def as_text(value: Any) -> str:
    """Write what a cell holds in one line."""
    match value:
        case str():
            return _SPACES.sub(" ", value[: LONGEST_CELL * 2]).strip()[:LONGEST_CELL]
        case bool():
            return "1" if value else "0"
        case datetime():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case float():
            return f"{value:.15g}"  # as many digits as a spreadsheet itself keeps
        case timedelta():
            return str(value)
        case None:
            return ""
        case _:
            return str(value)[:LONGEST_CELL]


def split(text: str) -> Iterator[list[str]]:
    """Split a text into rows and cells, by the separator that its first lines agree on.

    Raises:
        Failure: TOO_LARGE for a cell that never ends, as where a quote is not closed.
    """
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"').lower()
    if told.startswith("sep=") and len(told) <= len("sep=;"):  # what Excel writes for itself
        return _cells(rest, told[4:] or "\t")
    return _cells(text, _separator(text))


def _cells(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(1 << 20)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise Failure(Ending.TOO_LARGE) from error


def _separator(text: str) -> str:
    """Return the separator that gives the first lines most cells, and all of them as many."""
    lines = [line for line in text[: 1 << 16].splitlines()[:_SAMPLE_LINES] if line.strip()]

    def agreement(separator: str) -> tuple[float, int]:
        try:
            sizes = [len(row) for row in csv.reader(lines, delimiter=separator)]
        except csv.Error:
            return 0, 0
        usual = max(set(sizes), key=lambda size: (sizes.count(size) * (size > 1), size), default=1)
        return (sizes.count(usual) / len(sizes) if usual > 1 else 0), usual

    return max(_SEPARATORS, key=agreement)
