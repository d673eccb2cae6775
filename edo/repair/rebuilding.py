"""Making the tables anew, and the database file itself where it, or its ledger, is damaged."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from edo.check import Examined, check
from edo.clock import now
from edo.errors import DamagedError
from edo.finding import Finding, Harm
from edo.home import Home
from edo.repair import steps
from edo.repair.steps import Step
from edo.salvage import Salvaged, salvage
from edo.workplace import open_workplace

Progress = Callable[[int, int], object]
_FILE = ("database", "database_damaged")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What is found afterwards, and what a new file was made of where one had to be made."""

    examined: Examined
    saved: Salvaged | None


@dataclass(frozen=True, slots=True)
class NewFile:
    """A database file that was made anew: segments known to be lost, where the old one is."""

    lost: int
    damaged: Path


def examined(home: Path, password: str, *, deep: bool = False) -> Examined:
    """Look a workplace over; one that cannot be opened or read is a finding too."""
    try:
        workplace = open_workplace(home, password=password)
        try:
            return check(workplace, deep=deep)
        finally:
            workplace.close()
    except DamagedError as error:
        where = str(error.values.get("detail", home))
        return Examined((Finding(Harm.DAMAGE, error.reason, where),), 0, 0, 0)


def rebuild(home: Path, password: str, progress: Progress) -> Rebuilt:
    """Make the tables anew; where the file or the ledger is damaged, make a new file first.

    Args:
        home: the home folder; nobody may have it open.
        password: of the key, empty where there is none.
        progress: told how many of all changes are folded.

    Raises:
        DamagedError: not even the segments can be read.
    """
    saved = None if _is_sound(home, password) else save(home)
    found = _folded(home, password, progress)
    if saved is None and wants_new_file(found):
        saved = save(home)
        found = _folded(home, password, progress)
    return Rebuilt(found, saved)


def wants_new_file(found: Examined) -> bool:
    """Tell whether the file is damaged, or the ledger differs from segments that are sound.

    Where a segment itself is damaged the ledger may be all that is left of it, so it stays.
    """
    codes = {one.code for one in found.findings}
    if not codes.isdisjoint(_FILE):
        return True
    return "ledger_segment" in codes and not any(code.startswith("segment_") for code in codes)


def save(home: Path) -> Salvaged:
    """Make a new database file from the segments in the old one, which is kept.

    Raises:
        DamagedError: it cannot be read at all.
        Refusal: another program holds the folder, or it cannot be written.
    """
    try:
        return salvage(home)
    except DamagedError as error:
        detail = error.values.get("detail", error.reason)
        raise DamagedError("database_lost", path=str(home), detail=detail) from error


def save_and_log(home: Path) -> NewFile:
    """Make a new database file from the old one, and write that into the log of repairs.

    Raises:
        DamagedError: it cannot be read at all.
        Refusal: another program holds the folder, or it cannot be written.
    """
    saved = save(home)
    told = {"lost": saved.lost, "damaged": str(saved.damaged)}
    steps.log(Home(home), Step.REBUILD, told, now())
    return NewFile(saved.lost, saved.damaged)


def _folded(home: Path, password: str, progress: Progress) -> Examined:
    """Fold the ledger into new tables, and look over what came of it."""
    workplace = open_workplace(home, password=password)
    try:
        workplace.rebuild(progress)
        workplace.carrier = None  # what lies on the share is for `check` and `repair`
        return check(workplace)
    finally:
        workplace.close()


def _is_sound(home: Path, password: str) -> bool:
    """Tell whether the database file itself can be used; other harm is for `check` to tell."""
    try:
        workplace = open_workplace(home, password=password)
        try:
            return not workplace.integrity()
        finally:
            workplace.close()
    except DamagedError as error:
        if error.reason != "database_damaged":
            raise
        return False
