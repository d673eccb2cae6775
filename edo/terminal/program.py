"""From a command line to an exit code: open the workplace, act, answer, say what was refused.

With `--json` the answer is one JSON value on stdout and nothing else.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from edo import joining, settings
from edo.commands import organisation
from edo.errors import DamagedError, EdoError, Reason, Refusal, refuse_os_error
from edo.home import default_home
from edo.terminal import health, keys, repair, share
from edo.terminal.answers import Answer, as_json, as_text
from edo.terminal.arguments import ahead, parsed
from edo.terminal.values import password
from edo.transfer.reading import read_waiting
from edo.wording import LANGUAGES, Wording
from edo.workplace import open_workplace

DONE, REFUSED, DAMAGED = 0, 1, 3

_READING_SECONDS = 20.0
_BROKEN_PIPE = 141


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    _write_whatever_comes()
    written = sys.argv[1:] if arguments is None else arguments
    asked = ahead(written)
    given = parsed(written, _wording(_home(asked.home), asked.language))
    home = _home(given.home)
    words = _wording(home, given.language)
    try:
        return _act(given, home, words)
    except EdoError as error:
        print(words.refusal(error), file=sys.stderr)
        return DAMAGED if isinstance(error, DamagedError) else REFUSED
    except BrokenPipeError:
        _write_no_more()
        return _BROKEN_PIPE


def _home(named: str | Path | None) -> Path:
    return Path(named) if named else default_home()


def _wording(home: Path, language: str | None) -> Wording:
    """Give the words of the language that was asked for, else the one the person chose."""
    if language in LANGUAGES:
        return Wording(language)
    return Wording(settings.settings(home).get("language") or LANGUAGES[0])


def _act(given: Namespace, home: Path, words: Wording) -> int:
    """Do what is asked, print the answer and return the exit code."""
    match given.verb:
        case "found":
            _print(_found(given, home), given, words)
        case "demo":
            _print(import_module("edo.demo").play(given.folder, words), given, words)
        case "rebuild":
            told, is_damaged = health.rebuilt(
                home, words, password(), lambda done, total: _tell(given, words, done, total)
            )
            _print(told, given, words)
            return DAMAGED if is_damaged else DONE
        case "check":
            told, code = health.looked_over(home, given, words, password())
            _print(told, given, words)
            return code
        case "repair":
            told, code = repair.repair(home, given, words, password())
            _print(told, given, words)
            return code
        case "join":
            _print(share.join(home, given, words, password()), given, words)
        case "exchange":
            _exchange(given, home, words)
        case "verify":
            return _verify(given, home, words)
        case "recovery" if getattr(given, "share", None):
            _print(keys.begin_again(home, given, words), given, words)
        case _:
            _on_workplace(given, home, words)
    return DONE


def _verify(given: Namespace, home: Path, words: Wording) -> int:
    """Verify a document, a proof, or the codes of certificates and sheets.

    Where nothing was founded a proof needs the fingerprint, and a certificate a proof beside it.
    """
    certificates = import_module("edo.terminal.certificates")
    if asked := certificates.asked(given):
        return _verify_codes(asked, given, home, words)
    if given.fingerprint is not None:
        proving = import_module("edo.terminal.proving")
        _print(proving.verify_file(given, words), given, words)
        return DONE
    try:
        _on_workplace(given, home, words)
    except Refusal as error:
        if error.reason is Reason.NOT_FOUNDED and Path(given.what).is_file():
            raise Refusal(Reason.REQUIRED_FIELD, field="fingerprint") from error
        raise
    return DONE


def _verify_codes(asked: Any, given: Namespace, home: Path, words: Wording) -> int:
    """Judge codes by a workplace, by the chain of a proof beside them, or by their form alone."""
    if given.bundle is None:
        given.act = asked.at_workplace
        try:
            _on_workplace(given, home, words)
        except Refusal as error:
            if error.reason is not Reason.NOT_FOUNDED:
                raise
        else:
            return asked.code
    _print(asked.elsewhere(given, words), given, words)
    return asked.code


def _exchange(given: Namespace, home: Path, words: Wording) -> None:
    """Exchange once or for ever; a workplace that asked to join is made when it was let in."""
    if joining.is_asking(home):
        share.finish_joining(home, words, password())
    given.act = share.exchange
    workplace = open_workplace(home, password=password())
    try:
        if given.watch:
            share.watch(workplace, given, words)
        else:
            _print(share.exchange(workplace, given, words), given, words)
        read_waiting(workplace, seconds=_READING_SECONDS)
    finally:
        workplace.close()


def _on_workplace(given: Namespace, home: Path, words: Wording) -> None:
    if joining.is_asking(home):
        raise Refusal(Reason.NOT_ADMITTED)
    workplace = open_workplace(
        home, password=password(), progress=lambda done, total: _tell(given, words, done, total)
    )
    try:
        touched: list[object] = []
        workplace.listen(touched.append)
        quoted = workplace.authority
        answer = given.act(workplace, given, words)
        if touched or workplace.authority != quoted:
            share.send_behind(workplace)
        _print(answer, given, words)
        if getattr(given, "file", None) or given.verb == "replace-file":
            read_waiting(workplace, seconds=_READING_SECONDS)
    finally:
        workplace.close()


def _found(given: Namespace, home: Path) -> Answer:
    workplace = organisation.found(
        home,
        organisation=given.organisation,
        office=given.office,
        person=given.person,
        password=password(),
    )
    identity = workplace.identity
    try:
        if given.share:
            joining.connect(workplace, place=str(given.share.absolute()))
            share.exchange_now(workplace)
    finally:
        workplace.close()
    return {
        "organisation": identity.org,
        "office": identity.office,
        "person": identity.person,
        "home": str(home),
    }


def _tell(given: Namespace, words: Wording, done: int, total: int) -> None:
    """Show progress where a person looks on."""
    if total and sys.stderr.isatty() and not given.json:
        said = words.text("{done} of {total} changes", done=done, total=total)
        print(f"\r{said}", end="\n" if done == total else "", file=sys.stderr)


def _print(answer: Answer, given: Namespace, words: Wording) -> None:
    said = _json(answer) if given.json else as_text(answer, words)
    if not said or not sys.stdout:
        return
    try:
        print(said, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        _write_no_more()
        raise refuse_os_error(error, Reason.CANNOT_WRITE, "stdout") from error


def _json(answer: Answer) -> str:
    """Write JSON with all its letters, or with escapes where the output cannot take them."""
    said = as_json(answer)
    try:
        said.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return as_json(answer, escaped=True)
    return said


def _write_whatever_comes() -> None:
    """Let a terminal that lacks a letter show a mark: a name is no reason to break off."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _write_no_more() -> None:
    """Send what is still unwritten nowhere, so that ending the program does not fail on it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
