"""Recording: one registration, a bulk of them, and folding the ledger anew."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from bench import office
from bench.measure import Bare, Result, median, milliseconds, p95, rows_of, schema_of, seconds
from edo.commands import documents
from edo.domain.card import Kind

_TABLES_OF_ONE = ("documents", "parties", "attachments", "links")


def one(folder: Path, *, existing: int = 10_000, times: int = 300) -> Iterator[Result]:
    """One registration, durable on disk, with all rules, tables and index."""
    made = office.make(folder / "one", existing)
    cards = [line.card for line in office.intakes(_ids(made), made.workplace.clock.today(), times)]
    taken = [
        milliseconds(
            lambda card=card: documents.register(made.workplace, journal=made.journal, card=card), 1
        )[0]
        for card in cards
    ]
    bare = _bare_one(made, folder, times)
    made.workplace.close()
    yield Result(
        "record one registration",
        median(taken),
        "ms",
        8.0,
        median(bare),
        {"p95": round(p95(taken), 2), "documents": existing, "bare_p95": round(p95(bare), 2)},
    )


def bulk(folder: Path, *, size: int = 100_000) -> Iterator[Result]:
    """A bulk of registrations on the import path, and the rebuild of the same."""
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


def _bare_one(made: office.Office, folder: Path, times: int) -> list[float]:
    """Insert the rows of the latest registrations, one durable transaction each, into a copy."""
    copy = folder / "one-bare.db"
    with sqlite3.connect(folder / "one" / "edo.db") as source, sqlite3.connect(copy) as target:
        source.backup(target)
    bare = Bare(copy, [])
    latest = [
        row[0]
        for row in bare.ask("SELECT document FROM documents ORDER BY rowid DESC LIMIT ?", (times,))
    ]
    taken: list[float] = []
    for document in latest:
        (key,) = bare.ask("SELECT key FROM documents WHERE document = ?", (document,))[0]
        rows = {
            name: bare.ask(f"SELECT * FROM {name} WHERE key = ?", (key,)) for name in _TABLES_OF_ONE
        }
        rows["changes"] = bare.ask("SELECT * FROM changes WHERE subject = ?", (document,))
        rows["segments"] = bare.ask("SELECT * FROM segments WHERE id = ?", (rows["changes"][0][1],))
        rows["search"] = bare.ask("SELECT rowid, card, files FROM search WHERE rowid = ?", (key,))
        for name in _TABLES_OF_ONE:
            bare.ask(f"DELETE FROM {name} WHERE key = ?", (key,))
        bare.ask("DELETE FROM search WHERE rowid = ?", (key,))
        bare.ask("DELETE FROM changes WHERE subject = ?", (document,))
        bare.ask("DELETE FROM segments WHERE id = ?", (rows["segments"][0][0],))
        taken.append(milliseconds(lambda rows=rows: bare.insert(rows), 1)[0])
    bare.close()
    return taken
