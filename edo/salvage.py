"""Make a sound database out of a damaged one: whatever segments can still be found and verified.

The damaged file is kept beside the new one. Segments are the truth: the changes are taken out of
them again, so damage anywhere else costs nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from edo import segment as segments
from edo.domain.roster import Roster, fold_roster
from edo.errors import EdoError, Reason, refuse_os_error
from edo.home import Home
from edo.segment import MAGIC, Segment
from edo.share import authority
from edo.store import damaged, ledger
from edo.store.damaged import Pages
from edo.store.database import FILE_NAME, Database, bulk, insert_into
from edo.store.ledger_tables import drafts, kept


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came over: segments saved and known to be lost, and where the damaged file is kept."""

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
        _remove(new)
        saved, lost = _copy(old, new)
        aside = folder / f"{FILE_NAME}.damaged-{token_hex(3)}"
        for suffix in ("", "-wal", "-shm"):
            part = Path(f"{old}{suffix}")
            if part.exists():
                part.replace(Path(f"{aside}{suffix}"))
        new.replace(old)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, folder) from error
    finally:
        home.release()
    return Salvaged(saved, lost, aside)


def _remove(new: Path) -> None:
    """Remove what a salvage that was broken off left."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{new}{suffix}").unlink(missing_ok=True)


def _copy(old: Path, new: Path) -> tuple[int, int]:
    pages = Pages(old)
    chain = authority.arrange(pages.holding(authority.MAGIC))
    roster = fold_roster(authority.check(chain).records)
    found = _sound(pages.holding(MAGIC), roster)
    database = Database(new)
    try:
        with database.writing() as connection:
            ledger.add_authority(connection, enumerate(chain, start=-1))
            for table in (kept, drafts):
                bulk(connection, insert_into(table, replace=True), damaged.rows(old, table))
            ledger.keep(connection, "tables", "")
            for segment in found:
                ledger.append(connection, segment, segments.lines(segment))
    finally:
        database.close()
    return len(found), _missing(found, damaged.ends(old))


def _sound(candidates: Iterable[bytes], roster: Roster) -> list[Segment]:
    """Return the segments that are whole and signed, each once, in the order of their time."""
    found: dict[str, Segment] = {}
    for data in candidates:
        try:
            header = segments.parse(data)[0].header
            device = roster.devices.get(header.dev)
            if device is None:
                continue
            segment = segments.verify(data, device.public)
            segments.lines(segment)
        except EdoError:
            continue
        found[segment.hash] = segment
    return sorted(found.values(), key=lambda one: (one.header.hlc, one.header.seq))


def _missing(found: Iterable[Segment], ends: Iterable[tuple[str, str, int]]) -> int:
    """Return how many segments are not there, as far as their numbers tell.

    Args:
        found: the segments that are.
        ends: (space, device, last number) of logs, where the damaged database could tell.
    """
    last = {(space, dev): number for space, dev, number in ends}
    logs: dict[tuple[str, str], set[int]] = {log: set() for log in last}
    for one in found:
        logs.setdefault((one.header.space, one.header.dev), set()).add(one.header.seq)
    return sum(
        max(last.get(log, 0), *numbers) - len(numbers) if numbers else last[log]
        for log, numbers in logs.items()
    )
