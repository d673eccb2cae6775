"""`edo repair`: show what is wrong, propose steps, ask before each, say and log what was done."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from edo.check import Examined
from edo.clock import now
from edo.errors import Reason, Refusal, refuse_os_error
from edo.home import Home
from edo.repair import doing, rebuilding, rescue, steps
from edo.repair.steps import Step
from edo.sentences import mark
from edo.terminal import health
from edo.terminal.answers import Told
from edo.wording import Wording
from edo.workplace import open_workplace

_CODE_READ = 4 * 1024
_ASKED = mark("Read these words to the keeper. When you are let in, run “edo repair renew”.")
_YES = ("yes", "y", "да", "д", "иә", "и")


def repair(home: Path, given: Namespace, words: Wording, password: str) -> tuple[Told, int]:
    """Answer `edo repair [STEP]`, with its exit code: what is left when all is done."""
    if given.step == rescue.RESCUE:
        return _rescue(home, given, words, password), 0
    found = rebuilding.examined(home, password)
    wanted = [Step(given.step)] if given.step else steps.proposed(found)
    done: list[dict[str, Any]] = []
    for step in wanted:
        if given.yes or _confirmed(step, words):
            told = _do(step, home, words, password)
            steps.log(Home(home), step, told, now())
            done.append({"step": step.value, **told})
    if done:
        found = rebuilding.examined(home, password)
    return _answer(found, wanted, done, words)


def _answer(
    found: Examined, wanted: list[Step], done: list[dict[str, Any]], words: Wording
) -> tuple[Told, int]:
    answer, code = health.report(found, words)
    left = [step for step in steps.proposed(found) if step not in wanted or not done]
    plain = {"done": done, "steps": [step.value for step in left], **answer}
    shown: dict[str, Any] = {
        "done": [{"step": one["step"], "what": _plainly(one, words)} for one in done],
        "steps": [{"step": step.value, "what": words.text(steps.DOES[step])} for step in left],
        **health.shown(answer, found, words),
    }
    return Told(plain, shown), code


def _plainly(one: dict[str, Any], words: Wording) -> str:
    return ", ".join(
        f"{words.field(name)} {value}" for name, value in one.items() if name != "step" and value
    )


def _do(step: Step, home: Path, words: Wording, password: str) -> dict[str, Any]:
    """Do one step; tell what it did."""
    if step is Step.REBUILD:
        told, _ = health.rebuilt(home, words, password, lambda _done, _total: None)
        return {
            name: told.plain[name] for name in ("state", "lost", "damaged") if name in told.plain
        }
    workplace = open_workplace(home, password=password)
    try:
        done = doing.do(step, workplace, password=password, progress=lambda _done, _total: None)
    finally:
        workplace.close()
    return {**done.told(), **({"said": words.text(_ASKED)} if done.words else {})}


def _rescue(home: Path, given: Namespace, words: Wording, password: str) -> Told:
    if given.folder is None or given.share is None:
        raise Refusal(Reason.REQUIRED_FIELD, field="folder" if given.folder is None else "share")
    told = rescue.rescue(
        given.folder,
        home,
        given.share.absolute(),
        code=_code(given.code),
        key=given.key,
        password=password,
    ).told()
    del words
    return Told({"home": str(home), **told}, {"home": str(home), **told})


def _code(path: Path | None) -> str:
    """Read the root key's code from a file; it is never an argument, which others can see."""
    if path is None:
        return ""
    try:
        with path.open(encoding="utf-8") as file:
            return file.read(_CODE_READ)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, path) from error


def _confirmed(step: Step, words: Wording) -> bool:
    """Ask a person at the terminal; nobody there means no."""
    if not sys.stdin.isatty():
        return False
    print(words.text(steps.DOES[step]), file=sys.stderr)
    print(words.text("Do this? (yes/no)"), end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in _YES
