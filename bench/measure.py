"""Timing, memory, and the bare limit: the same rows through SQLite alone."""

import json
import platform
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from edo.store.ledger_tables import LEDGER
from edo.store.tables import TABLES


@dataclass(frozen=True, slots=True)
class Result:
    """What one workload came to.

    Attributes:
        work: its name.
        figure: the figure, in `unit`.
        target: what is to be reached.
        bare: the bare limit in the same unit and run; None where there is none.
        notes: sizes, spreads, and whatever explains the figure.
    """

    work: str
    figure: float
    unit: str
    target: float
    bare: float | None = None
    notes: dict[str, Any] | None = None

    def line(self) -> str:
        """Return the JSON line."""
        slower = self.figure / self.bare if self.bare else None
        if slower and self.unit.endswith("/s"):
            slower = 1 / slower
        better = (
            self.figure >= self.target if self.unit.endswith("/s") else self.figure <= self.target
        )
        return json.dumps(
            {
                "work": self.work,
                "figure": round(self.figure, 3),
                "unit": self.unit,
                "target": self.target,
                "reached": better,
                "bare": round(self.bare, 3) if self.bare else None,
                "times_bare": round(slower, 2) if slower else None,
                **(self.notes or {}),
                "machine": platform.machine(),
            },
            ensure_ascii=False,
        )


def milliseconds(act: Callable[[], object], times: int) -> list[float]:
    """Return how long an act took, each time, in milliseconds."""
    taken: list[float] = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def seconds(act: Callable[[], object]) -> float:
    """Return how long one run of an act took, in seconds."""
    return milliseconds(act, 1)[0] / 1000


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """Return the value 95 of 100 stay under."""
    return sorted(values)[int(len(values) * 0.95)]


def memory_mb() -> float:
    """Return the greatest resident memory of this process so far, in MB.

    The system's account of resources keeps the peak of the process it was forked from; this does
    not.
    """
    with Path("/proc/self/status").open() as file:
        peak = next(line for line in file if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


Rows = dict[str, list[tuple[Any, ...]]]
"""Rows by table."""

_PLAIN = ("segments", "changes", *(table.name for table in TABLES.sorted_tables))


def rows_of(connection: Connection, tables: Iterable[str] = _PLAIN) -> Rows:
    """Read every row of the tables, the full-text index's too."""
    found: Rows = {
        name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]
        for name in tables
    }
    found["search"] = [
        tuple(row) for row in connection.exec_driver_sql("SELECT rowid, card, files FROM search")
    ]
    return found


class Bare:
    """A database with the same tables and indexes, and nothing of ours in between."""

    def __init__(self, path: Path, schema: Sequence[str]) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -32768"):
            self._connection.execute(f"PRAGMA {pragma}")
        for statement in schema:
            self._connection.execute(statement)

    def insert(self, rows: Rows) -> None:
        """Insert rows in one durable transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        for name, values in rows.items():
            if values:
                places = ", ".join("?" * len(values[0]))
                columns = " (rowid, card, files)" if name == "search" else ""
                self._connection.executemany(
                    f"INSERT INTO {name}{columns} VALUES ({places})", values
                )
        self._connection.execute("COMMIT")

    def ask(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """Run a query."""
        return self._connection.execute(statement, values).fetchall()

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


def schema_of(connection: Connection) -> list[str]:
    """Return the statements that make the tables and indexes of a workplace."""
    names = {table.name for table in (*LEDGER.sorted_tables, *TABLES.sorted_tables)}
    rows = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND (tbl_name IN"
        f" ({', '.join('?' * len(names))}) OR name = 'search') ORDER BY type = 'index', name",
        tuple(sorted(names)),
    )
    return [str(sql) for sql in rows.scalars()]
