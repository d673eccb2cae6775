"""The command line: all verbs by topic, and those about the workplace itself."""

from argparse import Action, ArgumentParser, Namespace
from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from edo import starting
from edo.repair.rescue import RESCUE
from edo.repair.steps import Step
from edo.sentences import mark
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
from edo.terminal.grammar import ONE_OF, Grammar, add_common, codes
from edo.terminal.parser import Parser
from edo.terminal.values import path
from edo.wording import UNTRANSLATED, Wording, libraries_speaking

_ABOUT = mark("EDO, the register of documents of an office.")
_NOTE = mark(
    "Dates are written as 2026-11-22. The workplace's folder is --home, else EDO_HOME, else the"
    " system's usual place; EDO_PASSWORD opens a key under a password. Exit codes: 0 done,"
    " 1 refused, 2 usage, 3 damaged."
)
_CODES = mark(
    "Exit codes: 0 clean, 1 can be mended (a share that does not answer, too), 2 damage or usage,"
    " 3 somebody tampered with the share."
)


def ahead(arguments: Sequence[str]) -> Namespace:
    """Read `--home` and `--language` alone, wherever they stand: the rest may be wrong."""
    grammar = ArgumentParser(add_help=False, allow_abbrev=False)
    for option in ("--home", "--language"):
        grammar.add_argument(option, nargs="?")
    return grammar.parse_known_args(arguments)[0]


def parsed(arguments: Sequence[str], words: Wording) -> Namespace:
    """Read a command line; one that is wrong ends the program with exit code 2.

    Args:
        arguments: what was written after the program's name.
        words: for help, and to say what is wrong.
    """
    grammar = parser(words.language)
    with libraries_speaking(words.language):
        given = grammar.parse_args(arguments)
    for name, value in vars(given).items():
        if not _is_text(value):
            grammar.error(words.text("argument {name}: bytes that are no text", name=name))
    return given


def _is_text(value: Any) -> bool:
    """Tell whether a value holds no byte that the system could not read as a letter."""
    if isinstance(value, list):
        return all(_is_text(one) for one in cast("list[Any]", value))
    return not isinstance(value, str) or not any("\ud800" <= letter <= "\udfff" for letter in value)


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
def parser(language: str) -> ArgumentParser:
    """Return the parser of the whole command line; it is made once, which takes a while."""
    words = Wording(language)
    # What argparse brings is worded with all other texts: it need not look for each in vain.
    with libraries_speaking(UNTRANSLATED):
        return _made(words)


def _made(words: Wording) -> ArgumentParser:
    top = Parser(words, prog="edo", description=words.text(_ABOUT), epilog=words.text(_NOTE))
    add_common(top, top_level=True)
    top.add_argument("--version", action=_Version, nargs=0, help=mark("say which release this is"))
    grammar = Grammar(top.verbs("verb"), words)
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
    found = grammar.verb("found", mark("found an organisation with its first office"), None)
    for name in ("organisation", "office", "person"):
        found.add_argument(f"--{name}", required=True, metavar="TEXT")
    found.add_argument(
        "--share", type=path, metavar="DIR", help=mark("begin a share in this folder")
    )
    grammar.verb("rebuild", mark("make all tables anew from the ledger"), None)
    check = grammar.verb("check", mark("look over this workplace and its share"), None, note=_CODES)
    check.add_argument(
        "--deep",
        action="store_true",
        help=mark("read every file, pack and old claim on the share too"),
    )
    repair = grammar.verb(
        "repair", mark("mend what the check found, step by step"), None, note=_CODES
    )
    repair.add_argument(
        "step", nargs="?", choices=[*codes(Step), RESCUE], metavar="STEP", help=ONE_OF
    )
    repair.add_argument(
        "folder", nargs="?", type=path, metavar="DIR", help=mark("rescue: any files")
    )
    repair.add_argument("--yes", action="store_true", help=mark("ask nothing, as in a script"))
    repair.add_argument("--share", type=path, metavar="DIR", help=mark("rescue: of the new share"))
    repair.add_argument(
        "--code",
        type=path,
        metavar="FILE",
        help=mark("rescue: the root key's code, as on its sheet"),
    )
    repair.add_argument(
        "--key",
        type=path,
        metavar="FILE",
        help=mark("rescue: a workplace's own key, without the sheet"),
    )
    demo = grammar.verb("demo", mark("play the day of a sample office into a folder"), None)
    demo.add_argument("folder", type=path, metavar="DIR", help=mark("the folder to play it into"))
