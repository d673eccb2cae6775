"""The same commands, queries and reports from a terminal.

Exit codes: 0 done, 1 refused (a sentence on stderr), 2 usage, 3 damaged. With `--json` the answer
is one JSON value on stdout and nothing else.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from edo import settings
from edo.check import Harm, check
from edo.commands import organisation
from edo.errors import DamagedError, EdoError
from edo.home import default_home
from edo.salvage import salvage
from edo.sentences import mark
from edo.terminal.answers import Answer, as_json, as_text
from edo.terminal.arguments import parser
from edo.transfer.reading import read_waiting
from edo.wording import LANGUAGES, Wording
from edo.workplace import open_workplace

DONE, REFUSED, DAMAGED = 0, 1, 3

_PROTECTION = "EDO_PASSWORD"
_READING_SECONDS = 20.0
_BROKEN_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    given = parser().parse_args(arguments)
    home: Path = given.home or default_home()
    words = Wording(given.language or settings.settings(home).get("language") or LANGUAGES[0])
    try:
        answer, code = _act(given, home, words)
        _print(answer, given, words)
    except EdoError as error:
        print(words.refusal(error), file=sys.stderr)
        return DAMAGED if isinstance(error, DamagedError) else REFUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    return code


def _act(given: Namespace, home: Path, words: Wording) -> tuple[Answer, int]:
    match given.verb:
        case "found":
            return _found(given, home), DONE
        case "demo":
            return import_module("edo.demo").play(given.folder, words), DONE
        case "rebuild":
            return _rebuild(given, home, words), DONE
        case "check":
            return _check(home, words)
        case _:
            return _on_workplace(given, home, words), DONE


def _on_workplace(given: Namespace, home: Path, words: Wording) -> Answer:
    workplace = open_workplace(
        home, password=_password(), progress=lambda done, total: _tell(given, words, done, total)
    )
    try:
        answer: Answer = given.act(workplace, given, words)
        if getattr(given, "file", None) or given.verb == "replace-file":
            read_waiting(workplace, seconds=_READING_SECONDS)
        return answer
    finally:
        workplace.close()


def _found(given: Namespace, home: Path) -> Answer:
    workplace = organisation.found(
        home,
        organisation=given.organisation,
        office=given.office,
        person=given.person,
        password=_password(),
    )
    identity = workplace.identity
    workplace.close()
    return {
        "organisation": identity.org,
        "office": identity.office,
        "person": identity.person,
        "home": str(home),
    }


def _rebuild(given: Namespace, home: Path, words: Wording) -> Answer:
    """Make the tables anew; where the file itself is damaged, make a new file first."""
    saved = None if _is_sound(home) else salvage(home)
    workplace = open_workplace(home, password=_password())
    try:
        workplace.rebuild(lambda done, total: _tell(given, words, done, total))
        counted = check(workplace)
    finally:
        workplace.close()
    answer: dict[str, object] = {"changes": counted.changes, "segments": counted.segments}
    if saved is not None:
        answer |= {"lost": saved.lost, "damaged": str(saved.damaged)}
    return answer


def _is_sound(home: Path) -> bool:
    """Tell whether the database file itself can be used; other harm is for `check` to tell."""
    try:
        workplace = open_workplace(home, password=_password())
    except DamagedError as error:
        if error.reason != "database_damaged":
            raise
        return False
    try:
        return not workplace.integrity()
    finally:
        workplace.close()


def _check(home: Path, words: Wording) -> tuple[Answer, int]:
    workplace = open_workplace(home, password=_password())
    try:
        found = check(workplace)
    finally:
        workplace.close()
    damaged = any(one.harm is Harm.DAMAGE for one in found.findings)
    state = "damaged" if damaged else "repairable" if found.findings else "clean"
    answer: Answer = {
        "state": state,
        "said": words.text(_STATES[state]),
        "findings": [
            {"harm": one.harm, "check": one.code, "where": one.where} for one in found.findings
        ],
        "segments": found.segments,
        "changes": found.changes,
        "files": found.files,
    }
    return answer, {"clean": DONE, "repairable": REFUSED, "damaged": DAMAGED}[state]


_STATES = {
    "clean": mark("Everything is in order."),
    "repairable": mark("The tables differ from the ledger. Run “edo rebuild”; nothing is lost."),
    "damaged": mark("Something is damaged. Keep this folder as it is and make a copy of it."),
}


def _password() -> str:
    return os.environ.get(_PROTECTION, "")


def _tell(given: Namespace, words: Wording, done: int, total: int) -> None:
    """Show progress where a person looks on."""
    if total and sys.stderr.isatty() and not given.json:
        said = words.text("{done} of {total} changes", done=done, total=total)
        print(f"\r{said}", end="\n" if done == total else "", file=sys.stderr)


def _print(answer: Answer, given: Namespace, words: Wording) -> None:
    if given.json:
        print(as_json(answer))
    elif said := as_text(answer, words):
        print(said)
    sys.stdout.flush()
