"""Spreadsheets of others, made by hand where the library that writes them would not."""

import struct
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

from tests.transfer.files import packed

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST_STREAM = 4096
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(rows: Iterable[Sequence[Any]], *merged: str, **sheets: Iterable[Sequence[Any]]) -> bytes:
    """Make a workbook: rows of its first sheet, merged ranges of it, and further sheets."""
    book = Workbook()
    first = book.active
    assert first is not None
    for row in rows:
        first.append(list(row))
    for one in merged:
        first.merge_cells(one)
    for name, further in sheets.items():
        sheet = book.create_sheet(name)
        for row in further:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook's bytes."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: str, manifest: str = "", mimetype: str = _SPREADSHEET) -> bytes:
    """Make an OpenDocument spreadsheet of one sheet from the XML of its rows."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    )
    body = f'<office:spreadsheet><table:table table:name="Тізім">{rows}</table:table>'
    return packed(
        {
            "mimetype": mimetype,
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?>'
            f"<office:document-content {spaces}><office:body>{body}</office:spreadsheet>"
            "</office:body></office:document-content>",
            "META-INF/manifest.xml": f"<manifest:manifest {spaces}>{manifest}</manifest:manifest>",
        }
    )


def ods_row(*cells: str, repeated: int = 1) -> str:
    """Write a row of texts; a text that is a date is one."""
    inside = "".join(_ods_cell(cell) for cell in cells)
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inside}</table:table-row>'


def _ods_cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    kind = 'office:value-type="string"'
    if text[:4].isdigit() and text.count("-") == 2:
        kind = f'office:value-type="date" office:date-value="{text}"'
    return f"<table:table-cell {kind}><text:p>{escape(text)}</text:p></table:table-cell>"


def xls(rows: Sequence[Sequence[str | float]], *, password: bool = False) -> bytes:
    """Make a workbook of the old kind (BIFF8) of one sheet."""
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            place = struct.pack("<HHH", y, x, 0)
            if isinstance(value, str):
                told = value.encode("utf-16-le")
                sheet += _record(0x0204, place + struct.pack("<HB", len(value), 1) + told)
            else:
                sheet += _record(0x0203, place + struct.pack("<d", value))
    sheet += _record(0x000A)
    name = "Лист1"
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if password:
        begin += _record(0x002F, struct.pack("<HHHH", 1, 1, 1, 2))
    listed = len(_record(0x0085, bytes(8) + name.encode("utf-16-le")))
    place = len(begin) + listed + len(_record(0x000A))
    about = struct.pack("<IHBB", place, 0, len(name), 1) + name.encode("utf-16-le")
    return compound("Workbook", begin + _record(0x0085, about) + _record(0x000A) + sheet)


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def compound(name: str, stream: bytes) -> bytes:
    """Make an old container with one stream."""
    stream = stream.ljust(_SMALLEST_STREAM, b"\0")
    stream += bytes(-len(stream) % _SECTOR)
    many = len(stream) // _SECTOR
    chain = [_FAT, _END, *range(3, 2 + many), _END]
    fat = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _SMALLEST_STREAM, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, 2, len(stream))
    return header + fat + entries.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    told = name.encode("utf-16-le") + b"\0\0"
    tree = struct.pack("<III", _FREE, _FREE, child)
    head = told.ljust(64, b"\0") + struct.pack("<HBB", len(told), kind, 1) + tree
    return head + bytes(36) + struct.pack("<IQ", start, size)
