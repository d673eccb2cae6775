"""`edo check` and `edo rebuild`: what is wrong with the data, and making tables or the file anew.

`check` and `repair` have exit codes of their own: 0 clean, 1 can be mended, 2 damage, 3 somebody
tampered with the share.
"""

from argparse import Namespace
from pathlib import Path
from typing import Any

from edo.check import Examined
from edo.diagnosis import sentence
from edo.finding import Harm, worst
from edo.repair import rebuilding
from edo.repair.rebuilding import Progress
from edo.sentences import mark
from edo.terminal.answers import Told
from edo.wording import Wording

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


def looked_over(home: Path, given: Namespace, words: Wording, password: str) -> tuple[Told, int]:
    """Answer `edo check`, with its exit code."""
    found = rebuilding.examined(home, password, deep=given.deep)
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
    done = rebuilding.rebuild(home, password, progress)
    found, saved = done.examined, done.saved
    answer, code = report(found, words)
    if code > CODES[Harm.REPAIRABLE]:
        answer["said"] = words.text(_BEYOND_MENDING)
    if saved is not None:
        answer |= {"lost": saved.lost, "damaged": str(saved.damaged)}
    return Told(answer, shown(answer, found, words)), code > CODES[Harm.REPAIRABLE]


def shown(report: dict[str, Any], found: Examined, words: Wording) -> dict[str, Any]:
    """Return what a person is shown of a report: sentences for codes."""
    told = {name: value for name, value in report.items() if name != "state"}
    told["findings"] = [
        {"harm": words.name(one.harm), "what": sentence(one, words)} for one in found.findings
    ]
    return told
