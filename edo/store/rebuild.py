"""Fold the whole ledger into fresh tables, with progress.

There are no migrations: a release that needs other tables drops the old ones and folds again.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from edo.domain.fold import fold
from edo.domain.roster import Roster
from edo.store import ledger, search
from edo.store.database import bulk, insert_into
from edo.store.refold import Writer
from edo.store.tables import DOCUMENT_INDEXES, TABLES, TABLES_VERSION, refused

Progress = Callable[[int, int], object]
"""Told (changes done, changes in all)."""

_BATCH = 4_000
_DOCUMENTS_FROM, _DOCUMENTS_BEFORE = "d", "e"
_KEPT_VERSION = "tables"
_REFUSED = insert_into(refused)


def is_due(connection: Connection) -> bool:
    """Tell whether the tables are missing or another release's."""
    return ledger.recall(connection, _KEPT_VERSION) != TABLES_VERSION


def rebuild(connection: Connection, roster: Roster, progress: Progress) -> None:
    """Drop the tables and fold every subject again, in one transaction.

    Args:
        connection: of a writing transaction.
        roster: who may state what.
        progress: told after each batch.
    """
    TABLES.drop_all(connection)
    search.drop(connection)
    TABLES.create_all(connection)
    for index in DOCUMENT_INDEXES:
        index.drop(connection)
    search.create(connection)
    total = ledger.count(connection)
    done = 0
    # Documents come last: their rows show the names of correspondents.
    for since, before in (("", _DOCUMENTS_FROM), (_DOCUMENTS_BEFORE, "\uffff")):
        done = _fold_range(connection, roster, since, before, done, total, progress)
    _fold_range(connection, roster, _DOCUMENTS_FROM, _DOCUMENTS_BEFORE, done, total, progress)
    for index in DOCUMENT_INDEXES:
        index.create(connection)
    search.finish(connection)
    ledger.keep(connection, _KEPT_VERSION, TABLES_VERSION)
    progress(total, total)


def _fold_range(
    connection: Connection,
    roster: Roster,
    since: str,
    before: str,
    done: int,
    total: int,
    progress: Progress,
) -> int:
    writer = Writer(connection)
    states: dict[str, Any] = {}
    for subject, entries in ledger.by_subject(connection, since=since, before=before):
        states[subject] = fold_entries(connection, entries, roster)
        done += len(entries)
        if len(states) >= _BATCH:
            writer.write(states, new=frozenset(states))
            states.clear()
            progress(done, total)
    writer.write(states, new=frozenset(states))
    return done


def fold_entries(connection: Connection, entries: list[ledger.Entry], roster: Roster) -> Any:
    """Fold one subject's changes and write down the refused ones; return its state."""
    folded = fold((entry.change for entry in entries), roster)
    if folded.refused:
        rows = {entry.change.stamp.order: entry.id for entry in entries}
        bulk(
            connection,
            _REFUSED,
            [
                (rows[one.change.stamp.order], one.change.subject, one.reason)
                for one in folded.refused
            ],
        )
    return folded.state
