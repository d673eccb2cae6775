"""Reading what can still be read of a damaged database, row by row."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from edo.errors import DamagedError


class DamagedDatabase:
    """A database file that may be broken anywhere; nothing is written to it."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def rows(self, table: str, column: str, first: int) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that can be read, passing over those that cannot.

        Args:
            table: its name.
            column: a whole-number key of it.
            first: the least value the key may have.

        Raises:
            DamagedError: not even the greatest key can be read.
        """
        number = first
        try:
            last = self._connection.execute(f"SELECT max({column}) FROM {table}").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise DamagedError("database_damaged", detail=str(error)) from error
        while last is not None and number <= last:
            if (row := self._row(table, column, number)) is not None:
                yield row
            number += 1

    def _row(self, table: str, column: str, number: int) -> tuple[Any, ...] | None:
        try:
            return self._connection.execute(
                f"SELECT * FROM {table} WHERE {column} = ?", (number,)
            ).fetchone()
        except sqlite3.DatabaseError:
            return None
