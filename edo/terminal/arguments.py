"""The command line: all verbs by topic, and those about the workplace itself."""

from argparse import Action, ArgumentParser, Namespace
from collections.abc import Sequence
from functools import cache
from typing import Any, NoReturn, cast

from edo import starting
from edo.repair.steps import Step
from edo.terminal import (
    acting_arguments,
    approval_arguments,
    directory_arguments,
    document_arguments,
    journal_arguments,
    letter_arguments,
    paper_arguments,
    share_arguments,
    sheet_arguments,
    task_arguments,
    training_arguments,
    training_import,
)
from edo.terminal.grammar import Grammar, add_common, codes
from edo.terminal.repair import RESCUE
from edo.terminal.values import path

_ABOUT = """
EDO, the register of documents of an office. Dates are written as 2026-11-22. The home folder is
--home, else EDO_HOME, else the system's usual place; EDO_PASSWORD opens a key under a password.
Exit codes: 0 done, 1 refused, 2 usage, 3 damaged; of check and repair: 0 clean, 1 can be mended
(a share that does not answer, too), 2 damage or usage, 3 somebody tampered with the share.
"""
_CODES = "exit code 0 clean, 1 can be mended, 2 damage, 3 tampered"
_USAGE = 2


def parsed(arguments: Sequence[str] | None = None) -> Namespace:
    """Read a command line; one that is wrong ends the program with exit code 2."""
    grammar = parser()
    given = grammar.parse_args(arguments)
    for name, value in vars(given).items():
        if not _is_text(value):
            grammar.error(f"argument {name}: bytes that are no text")
    return given


def _is_text(value: Any) -> bool:
    """Tell whether a value holds no byte that the system could not read as a letter."""
    if isinstance(value, list):
        return all(_is_text(one) for one in cast("list[Any]", value))
    return not isinstance(value, str) or not any("\ud800" <= letter <= "\udfff" for letter in value)


class _Parser(ArgumentParser):
    """Says what is wrong in one line; who wants the whole usage asks for it."""

    def error(self, message: str) -> NoReturn:
        """End the program with exit code 2."""
        self.exit(_USAGE, f"{self.prog}: {message}\n{self.prog} --help\n")


class _Version(Action):
    """Says which release this is, looked up only when somebody asks."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """End the program with the version."""
        print(f"{parser.prog} {starting.version()}")
        parser.exit()


@cache
def parser() -> ArgumentParser:
    """Return the parser of the whole command line; it is made once, which takes a while."""
    top = _Parser(prog="edo", description=_ABOUT, allow_abbrev=False)
    add_common(top, top_level=True)
    top.add_argument("--version", action=_Version, nargs=0, help="say which release this is")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    grammar = Grammar(verbs)
    _founding(grammar)
    document_arguments.add(grammar)
    journal_arguments.add(grammar)
    directory_arguments.add(grammar)
    paper_arguments.add(grammar)
    sheet_arguments.add(grammar)
    acting_arguments.add(grammar)
    approval_arguments.add(grammar)
    share_arguments.add(grammar)
    task_arguments.add(grammar)
    letter_arguments.add(grammar)
    training_import.add(grammar)
    training_arguments.add(grammar)
    return top


def _founding(grammar: Grammar) -> None:
    found = grammar.verb("found", "found an organisation with its first office", None)
    for name in ("organisation", "office", "person"):
        found.add_argument(f"--{name}", required=True, metavar="TEXT")
    found.add_argument("--share", type=path, metavar="DIR", help="begin a share in this folder")
    grammar.verb("rebuild", "make all tables anew from the ledger", None)
    check = grammar.verb("check", f"look over this workplace and its share; {_CODES}", None)
    check.add_argument(
        "--deep", action="store_true", help="read every file, pack and old claim on the share too"
    )
    repair = grammar.verb("repair", f"mend what the check found, step by step; {_CODES}", None)
    repair.add_argument("step", nargs="?", choices=[*codes(Step), RESCUE], metavar="STEP")
    repair.add_argument("folder", nargs="?", type=path, metavar="DIR", help="rescue: any files")
    repair.add_argument("--yes", action="store_true", help="ask nothing, as in a script")
    repair.add_argument("--share", type=path, metavar="DIR", help="rescue: of the new share")
    repair.add_argument(
        "--code", type=path, metavar="FILE", help="rescue: the root key's code, as on its sheet"
    )
    demo = grammar.verb("demo", "play the day of a sample office into a folder", None)
    demo.add_argument("folder", type=path, metavar="DIR")
