"""Fold the whole ledger into fresh tables, with progress.

There are no migrations: a release that needs other tables drops the old ones and folds again.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from edo.domain.document import Document
from edo.domain.fold import fold
from edo.domain.roster import Roster
from edo.store import coverage, deputies, disputes, ledger, search
from edo.store.database import (
    bulk,
    create,
    create_indexes,
    drop,
    drop_indexes,
    insert_into,
)
from edo.store.document_rows import Name, name
from edo.store.fold_apart import Batch, batches, batches_apart, in_order
from edo.store.refold import Writer, insert
from edo.store.tables import (
    DOCUMENT_INDEXES,
    TABLES,
    TABLES_VERSION,
    correspondents,
    refused,
)

Progress = Callable[[int, int], object]
"""Told (changes done, changes in all)."""

APART_FROM = 20_000
"""From so many changes on, documents are folded in a second process."""

_AT_ONCE = 5_000
"""States kept in memory before they are written."""
_DOCUMENTS_FROM, _DOCUMENTS_BEFORE, _LAST = "d", "e", "\uffff"
_KEPT_VERSION = "tables"
_REFUSED = insert_into(refused)


def is_due(connection: Connection) -> bool:
    """Tell whether the tables are missing or another release's."""
    return ledger.recall(connection, _KEPT_VERSION) != TABLES_VERSION


def rebuild(
    connection: Connection, roster: Roster, progress: Progress, *, path: Path | None = None
) -> None:
    """Drop the tables and fold every subject again, in one transaction.

    Args:
        connection: of a writing transaction.
        roster: who may state what.
        progress: told after each batch.
        path: the database file, where a second process may fold what is committed in it.
    """
    drop(connection, TABLES)
    search.drop(connection)
    create(connection, TABLES)
    search.create(connection)
    roster = deputies.informed(connection, roster)
    total = ledger.count(connection)
    writer = Writer(connection, covers=False)
    # Documents come last: their rows show the names of correspondents.
    done = _fold_directory(connection, roster, "", _DOCUMENTS_FROM, writer)
    done += _fold_directory(connection, roster, _DOCUMENTS_BEFORE, _LAST, writer)
    coverage.settle_all(connection)
    names = _names(connection, writer)
    apart = None
    if path is not None and total - done > APART_FROM:
        apart = batches_apart(path, _DOCUMENTS_FROM, _DOCUMENTS_BEFORE, roster, names)
    if apart is not None:
        # While the other process folds there is time to keep the indexes in step.
        search.finish(connection)
        late = _insert_all(connection, apart, done, total, progress)
    else:
        drop_indexes(connection, DOCUMENT_INDEXES)
        entries = in_order(connection, _DOCUMENTS_FROM, _DOCUMENTS_BEFORE)
        office = ledger.recall(connection, ledger.OFFICE)
        alone = batches(entries, roster, names.__getitem__, office)
        late = _insert_all(connection, alone, done, total, progress)
        create_indexes(connection, DOCUMENT_INDEXES)
        search.finish(connection)
    writer.write(late, new=frozenset(late))
    writer.settle_annulled()
    disputes.settle_all(connection)
    ledger.keep(connection, _KEPT_VERSION, TABLES_VERSION)
    progress(total, total)


def _insert_all(
    connection: Connection, found: Iterator[Batch], done: int, total: int, progress: Progress
) -> dict[str, Document]:
    """Insert what was folded; return the documents whose place in their day is not known yet."""
    late: dict[str, Document] = {}
    for batch in found:
        insert(connection, batch.rows)
        bulk(connection, _REFUSED, batch.refused)
        late |= batch.late
        progress(done + batch.done, total)
    return late


def _fold_directory(
    connection: Connection, roster: Roster, since: str, before: str, writer: Writer
) -> int:
    """Fold the subjects in a range that are no documents; return how many changes they have."""
    done = 0
    states: dict[str, Any] = {}
    refused_rows: list[tuple[int, str, str]] = []
    for subject, entries in ledger.by_subject(connection, since=since, before=before):
        folded = fold((entry.change for entry in entries), roster)
        states[subject] = folded.state
        rows = {entry.change.stamp.order: entry.id for entry in entries}
        refused_rows += [
            (rows[one.change.stamp.order], subject, one.reason) for one in folded.refused
        ]
        done += len(entries)
        if len(states) >= _AT_ONCE:
            writer.write(states, new=frozenset(states))
            states = {}
    writer.write(states, new=frozenset(states))
    bulk(connection, _REFUSED, refused_rows)
    return done


def _names(connection: Connection, writer: Writer) -> dict[str, Name]:
    ids = connection.execute(select(correspondents.c.correspondent)).scalars()
    return _Unknown({id: writer.name_of(id) for id in ids})


class _Unknown(dict[str, Name]):
    """Names by id; a correspondent nobody has described yet has none."""

    def __missing__(self, id: str) -> Name:
        return name(id, "", "")
