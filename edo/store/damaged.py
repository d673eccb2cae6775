"""Finding what a damaged database still holds, page by page.

Nothing of the file is trusted but the bytes of its pages: not the header, the schema or the trees
above the pages. Signed records are found by how they begin, and their signatures tell which are
whole; so an index, a table or a tree that is lost costs nothing. Pages and cells are laid out as
SQLite's "Database File Format" says, in pages of the size this program makes.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Table

_PAGE = 4096
_LEAF = 0x0D
_LEAF_HEADER = 8
_FILE_HEADER = 100
_NEXT = 4
"""Bytes of the number of the next page before what an overflow page holds."""
_LONGEST = 5 * 1024 * 1024
"""Bytes a row with a signed record may have; what claims more is none."""
_WAL_HEADER, _FRAME_HEADER = 32, 24
_BLOB, _WIDTHS = 12, (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)
"""The least type of a text or blob, and the bytes a value of each lesser type takes."""


class Pages:
    """The pages of a database file, with those that wait in its log laid over them."""

    def __init__(self, path: Path) -> None:
        """Open the file for reading.

        Raises:
            OSError: it cannot be read.
        """
        self._path = path
        self._waiting = _waiting(Path(f"{path}-wal"))

    def holding(self, beginning: bytes) -> Iterator[bytes]:
        """Yield every value of a row that begins so, as often as it is found."""
        for number, page in self._all():
            if beginning in page:
                yield from self._values(number, page, beginning)

    def _all(self) -> Iterator[tuple[int, bytes]]:
        with self._path.open("rb") as file:
            number = 0
            while page := file.read(_PAGE):
                number += 1
                if number not in self._waiting:
                    yield number, page.ljust(_PAGE, b"\0")
        yield from self._waiting.items()

    def _page(self, number: int) -> bytes:
        if (waiting := self._waiting.get(number)) is not None:
            return waiting
        with self._path.open("rb") as file:
            file.seek((number - 1) * _PAGE)
            return file.read(_PAGE).ljust(_PAGE, b"\0")

    def _values(self, number: int, page: bytes, beginning: bytes) -> Iterator[bytes]:
        head = _FILE_HEADER if number == 1 else 0
        if page[head] != _LEAF:
            return
        cells = int.from_bytes(page[head + 3 : head + 5], "big")
        for place in range(cells):
            start = head + _LEAF_HEADER + place * 2
            with suppress(IndexError):  # a cell that points out of its page
                row = self._row(page, int.from_bytes(page[start : start + 2], "big"))
                yield from (value for value in _columns(row) if value.startswith(beginning))

    def _row(self, page: bytes, start: int) -> bytes:
        """Return a row's bytes, those on further pages included."""
        length, start = _varint(page, start)
        _, start = _varint(page, start)
        if length > _LONGEST:
            return b""
        here = _bytes_here(length)
        row = bytearray(page[start : start + here])
        following = int.from_bytes(page[start + here : start + here + _NEXT], "big")
        while len(row) < length and following:
            more = self._page(following)
            row += more[_NEXT : _NEXT + length - len(row)]
            following = int.from_bytes(more[:_NEXT], "big")
        return bytes(row)


def rows(path: Path, table: Table) -> list[tuple[Any, ...]]:
    """Return the rows of a table as far as SQLite itself can still read them."""
    found = _answered(path, f"SELECT * FROM {table.name}")
    return [row for row in found if len(row) == len(table.columns)]


def ends(path: Path) -> list[tuple[Any, ...]]:
    """Return (space, device, last number) of the logs, as far as an index can still tell."""
    return _answered(path, "SELECT space, dev, max(seq) FROM segments GROUP BY space, dev")


def _answered(path: Path, statement: str) -> list[tuple[Any, ...]]:
    """Return the rows SQLite answers with until it meets damage; nothing is written."""
    found: list[tuple[Any, ...]] = []
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
    ):
        source.execute("PRAGMA writable_schema = ON")  # or a file cut short is not read at all
        found.extend(source.execute(statement))
    return found


def _waiting(log: Path) -> dict[int, bytes]:
    """Return the pages of the transactions that were committed to a log."""
    committed: dict[int, bytes] = {}
    pages: dict[int, bytes] = {}
    try:
        data = log.read_bytes()
    except FileNotFoundError:
        return committed
    salt = data[16:24]
    for start in range(_WAL_HEADER, len(data) - _PAGE, _FRAME_HEADER + _PAGE):
        frame = data[start : start + _FRAME_HEADER]
        if frame[8:16] != salt:
            break
        number = int.from_bytes(frame[:4], "big")
        pages[number] = data[start + _FRAME_HEADER : start + _FRAME_HEADER + _PAGE]
        if any(frame[4:8]):  # the last frame of a transaction tells the size of the file
            committed |= pages
            pages.clear()
    return committed


def _bytes_here(length: int) -> int:
    """Return how many bytes of a row are on its own page."""
    most, least = _PAGE - 35, (_PAGE - 12) * 32 // 255 - 23
    if length <= most:
        return length
    here = least + (length - least) % (_PAGE - _NEXT)
    return here if here <= most else least


def _columns(row: bytes) -> Iterator[bytes]:
    """Yield the texts and blobs of a row."""
    end, place = _varint(row, 0)
    start = end
    while place < end:
        kind, place = _varint(row, place)
        width = (kind - _BLOB) // 2 if kind >= _BLOB else _WIDTHS[kind]
        if kind >= _BLOB:
            yield row[start : start + width]
        start += width


def _varint(data: bytes, start: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where it ends."""
    number = 0
    for place in range(start, start + 8):
        byte = data[place]
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            return number, place + 1
    return number << 8 | data[start + 8], start + 9
