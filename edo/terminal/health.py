"""`edo check` and `edo rebuild`: what is wrong with the data, and making tables or the file anew.

`check` and `repair` have exit codes of their own: 0 clean, 1 can be mended, 2 damage, 3 somebody
tampered with the share.
"""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from edo.check import Examined, check
from edo.diagnosis import sentence
from edo.errors import DamagedError
from edo.finding import Finding, Harm, worst
from edo.salvage import Salvaged, salvage
from edo.sentences import mark
from edo.terminal.answers import Told
from edo.wording import Wording
from edo.workplace import open_workplace

CODES: dict[Harm | None, int] = {
    None: 0,
    Harm.NOTICE: 0,
    Harm.REPAIRABLE: 1,
    Harm.DAMAGE: 2,
    Harm.TAMPERED: 3,
}
"""The worst harm found → the exit code of `check` and `repair`."""
_STATES = {0: "clean", 1: "repairable", 2: "damaged", 3: "tampered"}
_SAID = {
    0: mark("Everything is in order."),
    1: mark("Something is not as it should be. Run “edo repair”; nothing is lost."),
    2: mark(
        "Something is damaged. Make a copy of this folder first; then run “edo repair”: "
        "it mends what can be mended."
    ),
    3: mark(
        "Somebody has put forged or altered files into the shared folder. They have no effect. "
        "Tell the keeper, and keep a copy of the folder as a proof."
    ),
}
_BEYOND_MENDING = mark("Some damage is left. Bring the folder back from a copy, if there is one.")

Progress = Callable[[int, int], object]


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


def looked_over(home: Path, given: Namespace, words: Wording, password: str) -> tuple[Told, int]:
    """Answer `edo check`, with its exit code."""
    found = examined(home, password, deep=given.deep)
    answer, code = report(found, words)
    return Told(answer, shown(answer, found, words)), code


def report(found: Examined, words: Wording) -> tuple[dict[str, Any], int]:
    """Return what was found, and the exit code."""
    code = CODES[worst(found.findings)]
    answer = {
        "state": _STATES[code],
        "said": words.text(_SAID[code]),
        "findings": [
            {"harm": one.harm, "check": one.code, "where": one.where} for one in found.findings
        ],
        "segments": found.segments,
        "changes": found.changes,
        "files": found.files,
        "objects": found.objects,
    }
    return answer, code


def rebuilt(home: Path, words: Wording, password: str, progress: Progress) -> tuple[Told, bool]:
    """Make the tables anew; where the file or the ledger is damaged, make a new file first.

    Returns:
        What is found afterwards, and whether damage is left.
    """
    saved = None if _is_sound(home, password) else _saved(home)
    found = _folded(home, password, progress)
    if saved is None and _ledger_is_wrong(found):
        saved = _saved(home)
        found = _folded(home, password, progress)
    answer, code = report(found, words)
    if code > CODES[Harm.REPAIRABLE]:
        answer["said"] = words.text(_BEYOND_MENDING)
    if saved is not None:
        answer |= {"lost": saved.lost, "damaged": str(saved.damaged)}
    return Told(answer, shown(answer, found, words)), code > CODES[Harm.REPAIRABLE]


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


def _ledger_is_wrong(found: Examined) -> bool:
    """Tell whether the ledger differs from its segments and the segments are the ones to believe.

    Where a segment itself is damaged the ledger may be all that is left of it, so it stays.
    """
    codes = {one.code for one in found.findings}
    return "ledger_segment" in codes and not any(code.startswith("segment_") for code in codes)


def _saved(home: Path) -> Salvaged:
    try:
        return salvage(home)
    except DamagedError as error:
        detail = error.values.get("detail", error.reason)
        raise DamagedError("database_lost", path=str(home), detail=detail) from error


def shown(report: dict[str, Any], found: Examined, words: Wording) -> dict[str, Any]:
    """Return what a person is shown of a report: sentences for codes."""
    told = {name: value for name, value in report.items() if name != "state"}
    told["findings"] = [
        {"harm": words.name(one.harm), "what": sentence(one, words)} for one in found.findings
    ]
    return told
