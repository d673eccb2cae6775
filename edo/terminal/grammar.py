"""What every verb of the command line has: its place among the others, common options, its act."""

from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from enum import StrEnum
from importlib import import_module
from typing import Any

from edo.queries.phrases import PaperLanguage
from edo.sentences import mark
from edo.terminal.answers import Answer
from edo.terminal.parser import Parser
from edo.terminal.values import path
from edo.wording import LANGUAGES, Wording
from edo.workplace import Workplace

Act = Callable[[Workplace, Namespace, Wording], Answer]
"""What a verb does on an open workplace."""


def later(module: str, name: str) -> Act:
    """Return an act of a module of `edo.terminal` that is read only when the act is wanted.

    What names, paper and spreadsheets bring along is half of what a short command would wait for.
    """

    def act(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
        done: Act = getattr(import_module(f"edo.terminal.{module}"), name)
        return done(workplace, given, words)

    return act


ONE_OF = mark("one of: %(choices)s")
"""Help of what has a metavar and choices: argparse fills them in."""


class Grammar:
    """Adds verbs, each with the common options and its act; words its texts by `words`."""

    def __init__(self, verbs: Any, words: Wording) -> None:
        self._verbs = verbs
        self.words = words
        self._groups: dict[str, Grammar] = {}

    def verb(
        self, name: str, does: str, act: Act | None, *, note: str = "", language: bool = True
    ) -> ArgumentParser:
        """Add a verb; `act` is None where the program itself knows what to do.

        What it does is told in the list of verbs, a note only in its own help.
        """
        made = self._made(name, does, note)
        add_common(made, top_level=False, language=language)
        made.set_defaults(act=act)
        return made

    def group(self, name: str, does: str, *, language: bool = True) -> "Grammar":
        """Return a group of verbs; one that is there already may be added to."""
        if name not in self._groups:
            made = self._made(name, does)
            add_common(made, top_level=False, language=language)
            self._groups[name] = Grammar(made.verbs("what"), self.words)
        return self._groups[name]

    def _made(self, name: str, does: str, note: str = "") -> Parser:
        said = self.words.text(does)
        made: Parser = self._verbs.add_parser(
            name,
            words=self.words,
            help=said,
            description=f"{said[0].upper()}{said[1:]}.",
            epilog=self.words.text(note),
        )
        return made


def add_common(to: ArgumentParser, *, top_level: bool, language: bool = True) -> None:
    """Add the options every verb takes, before it or after it."""

    def absent(value: Any) -> Any:
        return value if top_level else SUPPRESS

    to.add_argument(
        "--home",
        type=path,
        default=absent(None),
        metavar="DIR",
        help=mark("the workplace's folder"),
    )
    to.add_argument(
        "--json",
        action="store_true",
        default=absent(False),
        help=mark("answer with one JSON value"),
    )
    if language:
        to.add_argument(
            "--language",
            choices=LANGUAGES,
            default=absent(None),
            help=mark("language of the answer"),
        )


def codes(kind: Iterable[StrEnum]) -> list[str]:
    """Return the codes a person may write, plain, as usage shows them."""
    return [code.value for code in kind]


def add_texts(to: ArgumentParser, *names: str) -> None:
    """Add options that are texts."""
    for name in names:
        to.add_argument(name, metavar="TEXT")


def add_out(to: ArgumentParser) -> None:
    """Add the option where to write what is printed or copied."""
    to.add_argument(
        "--out", type=path, required=True, metavar="FILE", help=mark("the file to write")
    )


def add_paper_language(to: ArgumentParser, default: str | None = PaperLanguage.BOTH.value) -> None:
    """Add the option in which language paper is."""
    to.add_argument(
        "--language",
        dest="paper",
        choices=codes(PaperLanguage),
        default=default,
        help=mark("language of the paper"),
    )
