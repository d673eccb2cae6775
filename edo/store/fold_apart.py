"""Folding documents in a second process, while this one writes the rows the first ones came to.

Folding is Python's work and inserting is SQLite's; in one process they wait for each other. Only a
long rebuild is worth the second process: it takes a third of a second to start.
"""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection as Pipe
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from edo.collector import resting
from edo.domain.document import Document
from edo.domain.fold import fold
from edo.domain.registering import Registered
from edo.domain.roster import Roster
from edo.errors import DamagedError
from edo.store import ledger
from edo.store.database import Connection, Database
from edo.store.day_order import Keys, standing
from edo.store.document_rows import Name, Rows

_BATCH = 2_000
_READ_AT_ONCE = 500
"""Documents whose changes are read by one statement."""
_EXPECTED = (
    f"SELECT coalesce(min(CASE WHEN kind = '{Registered.NAME}' THEN hlc END), min(hlc)), subject"
    " FROM changes WHERE subject >= ? AND subject < ? GROUP BY subject ORDER BY 1, 2"
)
_AHEAD = 4
"""Batches folded before they are asked for; bounds the memory of a fast folder."""


@dataclass(slots=True)
class Batch:
    """What a batch of subjects came to.

    Attributes:
        rows: of their documents.
        refused: (row in the ledger, subject, reason) of each change set aside.
        late: documents that came out of their order, and have no rows yet.
        done: changes folded so far.
    """

    rows: Rows = field(default_factory=Rows)
    refused: list[tuple[int, str, str]] = field(default_factory=list[tuple[int, str, str]])
    late: dict[str, Document] = field(default_factory=dict[str, Document])
    done: int = 0


def in_order(
    connection: Connection, since: str, before: str
) -> Iterator[tuple[int, str, list[ledger.Entry]]]:
    """Yield documents in the order in which they most likely stand in their days.

    What the ledger says unfolded is right but for registrations that have no effect.

    Args:
        connection: of one snapshot.
        since, before: range of subjects.

    Yields:
        (the moment that decided, the document, its changes).
    """
    found = connection.exec_driver_sql(_EXPECTED, (since, before))
    while some := found.fetchmany(_READ_AT_ONCE):
        entries = ledger.of_subjects(connection, [document for _, document in some])
        for moment, document in some:
            yield moment, document, entries[document]


def batches(
    entries: Iterable[tuple[int, str, list[ledger.Entry]]],
    roster: Roster,
    name_of: Callable[[str], Name],
    office: str,
) -> Iterator[Batch]:
    """Fold subjects and yield what they came to, batch by batch.

    Args:
        entries: what `in_order` yields.
        roster: who may state what.
        name_of: tells a correspondent's name by its id.
        office: whose workplace this is.
    """
    keys = Keys()
    batch, count, done = Batch(Rows(office=office)), 0, 0
    for moment, subject, changes in entries:
        folded = fold((entry.change for entry in changes), roster)
        if isinstance(folded.state, Document):
            place = standing(subject, folded.state)
            if place.moment == moment:
                batch.rows.add(keys.key(place.first), subject, folded.state, name_of)
            else:
                batch.late[subject] = folded.state
        if folded.refused:
            places = {entry.change.stamp.order: entry.id for entry in changes}
            batch.refused += [
                (places[one.change.stamp.order], subject, one.reason) for one in folded.refused
            ]
        count, done = count + 1, done + len(changes)
        if count == _BATCH:
            batch.done = done
            yield batch
            batch, count = Batch(Rows(office=office)), 0
    batch.done = done
    yield batch


def batches_apart(
    path: Path, since: str, before: str, roster: Roster, names: dict[str, Name]
) -> Iterator[Batch] | None:
    """Do the same in a second process, which reads the ledger by itself; None if none starts.

    A program that cannot be started a second time, such as one read from standard input, folds by
    itself instead.

    Args:
        path: the database file.
        since, before: range of subjects.
        roster: who may state what.
        names: all correspondents' names.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_fold, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    try:
        ours.send((path, since, before, roster, names))
        ours.recv()  # it is there and has understood
    except (EOFError, OSError):
        ours.close()
        process.join()
        return None
    return _received(ours, process)


def _received(ours: "Pipe[bool, Batch | None]", process: SpawnProcess) -> Iterator[Batch]:
    """Yield the batches as they come.

    Raises:
        DamagedError: the process ended before its work.
    """
    try:
        for _ in range(_AHEAD):
            ours.send(True)
        while (batch := ours.recv()) is not None:
            with suppress(BrokenPipeError):  # it may have sent its last and gone
                ours.send(True)
            yield batch
    except (EOFError, OSError) as error:
        raise DamagedError("fold_apart") from error
    finally:
        ours.close()
        process.join()


def _fold(out: "Pipe[Batch | bool | None, Any]") -> None:
    """Be the second process: be told what to fold, and send batch after batch when asked for."""
    try:
        path, since, before, roster, names = out.recv()
        database = Database(path, reads_only=True)
        out.send(True)
    except (EOFError, OSError):
        return  # nobody waits any more
    try:
        with resting(), database.reading() as connection:
            office = ledger.recall(connection, ledger.OFFICE)
            entries = in_order(connection, since, before)
            for batch in batches(entries, roster, names.__getitem__, office):
                out.recv()
                out.send(batch)
        out.recv()
        out.send(None)
    except (EOFError, OSError):
        return
    finally:
        database.close()
