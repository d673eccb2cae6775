"""Make a sound database out of a damaged one: whatever segments can still be read and verified.

The damaged file is kept beside the new one. Segments are the truth: the changes are taken out of
them again, so damage anywhere else costs nothing.
"""

from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from edo import segment as segments
from edo.domain.roster import Roster, fold_roster
from edo.errors import EdoError, Reason, refuse_os_error
from edo.home import Home
from edo.share import authority
from edo.store import ledger
from edo.store.damaged import DamagedDatabase
from edo.store.database import FILE_NAME, Connection, Database, bulk, insert_into
from edo.store.tables import drafts, kept


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came over: segments saved and lost, and where the damaged file is kept."""

    saved: int
    lost: int
    damaged: Path


def salvage(folder: Path) -> Salvaged:
    """Rebuild the database file of a workplace from the segments it still holds.

    Args:
        folder: the home folder; nobody may have it open.

    Raises:
        DamagedError: not even the authority chain can be read.
        Refusal: another program holds the folder, or it cannot be written.
    """
    home = Home(folder)
    home.take()
    try:
        old, new = folder / FILE_NAME, folder / f"{FILE_NAME}.new"
        new.unlink(missing_ok=True)
        saved, lost = _copy(old, new)
        kept = folder / f"{FILE_NAME}.damaged-{token_hex(3)}"
        for suffix in ("", "-wal", "-shm"):
            part = Path(f"{old}{suffix}")
            if part.exists():
                part.replace(Path(f"{kept}{suffix}"))
        new.replace(old)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, folder) from error
    finally:
        home.release()
    return Salvaged(saved, lost, kept)


def _copy(old: Path, new: Path) -> tuple[int, int]:
    with DamagedDatabase(old) as source:
        chain = [row[1] for row in source.rows("authority", "n", -1)]
        roster = fold_roster(authority.check(chain).records)
        found = list(source.rows("segments", "id", 0))
        extras = {name: list(source.rows(name, "rowid", 0)) for name in ("kept", "drafts")}
    database = Database(new)
    try:
        with database.writing() as connection:
            ledger.add_authority(connection, enumerate(chain, start=-1))
            for table in (kept, drafts):
                width = len(table.columns)
                fitting = [row for row in extras[table.name] if len(row) == width]
                bulk(connection, insert_into(table, replace=True), fitting)
            ledger.keep(connection, "tables", "")
            saved = sum(_take(connection, row, roster) for row in found)
    finally:
        database.close()
    return saved, max((row[0] for row in found), default=0) - saved


def _take(connection: Connection, row: tuple[Any, ...], roster: Roster) -> bool:
    """Append a segment if it is sound; tell whether it was."""
    data = row[-1]
    try:
        header = segments.parse(data)[0].header
        device = roster.devices.get(header.dev)
        if device is None:
            return False
        segment = segments.verify(data, device.public)
        ledger.append(connection, segment, segments.lines(segment))
    except (EdoError, TypeError):
        return False
    return True
