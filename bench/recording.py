"""Recording: one registration, a bulk of them, and folding the ledger anew."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from bench import office
from bench.measure import Bare, Result, Rows, median, milliseconds, p95, rows_of, schema_of, seconds
from edo.commands import documents
from edo.domain.card import Kind
from edo.store.database import Connection

_TABLES_OF_ONE = ("documents", "parties", "attachments", "links")


def one(folder: Path, *, existing: int = 10_000, times: int = 300) -> Iterator[Result]:
    """Time one registration, durable on disk, with all rules, tables and index.

    Right after each, the very rows it wrote go through SQLite alone into a copy of the database as
    it was before, in one durable transaction.
    """
    made = office.make(folder / "one", existing)
    copy = folder / "one-bare.db"
    with sqlite3.connect(folder / "one" / "edo.db") as source, sqlite3.connect(copy) as target:
        source.backup(target)
    bare = Bare(copy, [])
    taken: list[float] = []
    bare_taken: list[float] = []
    for line in office.intakes(_ids(made), made.workplace.clock.today(), times):
        document = documents.new_document(made.workplace)
        start = time.perf_counter()
        documents.register(made.workplace, journal=made.journal, card=line.card, document=document)
        taken.append((time.perf_counter() - start) * 1000)
        rows = made.workplace.read(_rows_of_one, document)
        bare_taken += milliseconds(lambda rows=rows: bare.insert(rows), 1)
    bare.close()
    made.workplace.close()
    yield Result(
        "record one registration",
        median(taken),
        "ms",
        8.0,
        median(bare_taken),
        {"p95": round(p95(taken), 2), "documents": existing, "bare_p95": round(p95(bare_taken), 2)},
    )


def bulk(folder: Path, *, size: int = 100_000) -> Iterator[Result]:
    """Time a bulk of registrations on the import path, and the rebuild of the same."""
    workplace_folder = folder / "bulk"
    empty = office.make(workplace_folder, 0)
    ids = _ids(empty)
    parts = list(
        office.take(office.intakes(ids, empty.workplace.clock.today(), size), office.LINES_AT_ONCE)
    )
    spent = sum(
        seconds(
            lambda part=part: documents.register_all(
                empty.workplace, journal=empty.journal, lines=part
            )
        )
        for part in parts
    )
    rows = empty.workplace.read(rows_of)
    bare = Bare(folder / "bulk-bare.db", empty.workplace.read(schema_of))
    bare_spent = seconds(lambda: bare.insert(rows))
    bare.close()
    size_mb = (workplace_folder / "edo.db").stat().st_size / 1e6
    notes = {"documents": size, "database_mb": round(size_mb)}
    yield Result("register in bulk", size / spent, "/s", 8_000, size / bare_spent, notes)
    folded = [
        seconds(lambda: empty.workplace.rebuild(lambda _done, _total: None)) for _ in range(3)
    ]
    empty.workplace.close()
    yield Result(
        "rebuild all tables",
        size / median(folded),
        "/s",
        15_000,
        size / bare_spent,
        {"documents": size, "kind": Kind.INCOMING.value},
    )


def _ids(made: office.Office) -> list[str]:
    found = made.workplace.read(
        lambda connection: (
            connection.exec_driver_sql("SELECT correspondent FROM correspondents ORDER BY key")
            .scalars()
            .all()
        )
    )
    return [str(id) for id in found]


def _rows_of_one(connection: Connection, document: str) -> Rows:
    """Read every row a registration wrote."""

    def ask(statement: str, value: object) -> list[tuple[object, ...]]:
        return [tuple(row) for row in connection.exec_driver_sql(statement, (value,))]

    key = ask("SELECT key FROM documents WHERE document = ?", document)[0][0]
    rows = {name: ask(f"SELECT * FROM {name} WHERE key = ?", key) for name in _TABLES_OF_ONE}
    rows["changes"] = ask("SELECT * FROM changes WHERE subject = ?", document)
    rows["segments"] = ask("SELECT * FROM segments WHERE id = ?", rows["changes"][0][1])
    rows["search"] = ask("SELECT rowid, card, files FROM search WHERE rowid = ?", key)
    return rows
