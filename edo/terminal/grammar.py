"""What every verb of the command line has: its place among the others, common options, its act."""

from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from enum import StrEnum
from importlib import import_module
from typing import Any

from edo.queries.phrases import PaperLanguage
from edo.terminal.answers import Answer
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


class Grammar:
    """Adds verbs, each with the common options and its act."""

    def __init__(self, verbs: Any) -> None:
        self._verbs = verbs
        self._groups: dict[str, Grammar] = {}

    def verb(
        self, name: str, does: str, act: Act | None, *, language: bool = True
    ) -> ArgumentParser:
        """Add a verb; `act` is None where the program itself knows what to do."""
        made = self._made(name, does)
        add_common(made, top_level=False, language=language)
        made.set_defaults(act=act)
        return made

    def group(self, name: str, does: str, *, language: bool = True) -> "Grammar":
        """Return a group of verbs; one that is there already may be added to."""
        if name not in self._groups:
            made = self._made(name, does)
            add_common(made, top_level=False, language=language)
            verbs = made.add_subparsers(dest="what", required=True, metavar="VERB")
            self._groups[name] = Grammar(verbs)
        return self._groups[name]

    def _made(self, name: str, does: str) -> ArgumentParser:
        made: ArgumentParser = self._verbs.add_parser(
            name, help=does, description=f"{does[0].upper()}{does[1:]}.", allow_abbrev=False
        )
        return made


def add_common(to: ArgumentParser, *, top_level: bool, language: bool = True) -> None:
    """Add the options every verb takes, before it or after it."""

    def absent(value: Any) -> Any:
        return value if top_level else SUPPRESS

    to.add_argument(
        "--home", type=path, default=absent(None), metavar="DIR", help="the workplace's folder"
    )
    to.add_argument(
        "--json", action="store_true", default=absent(False), help="answer with one JSON value"
    )
    if language:
        to.add_argument(
            "--language", choices=LANGUAGES, default=absent(None), help="language of the answer"
        )


def codes(kind: Iterable[StrEnum]) -> list[str]:
    """Return the codes a person may write, plain, as usage shows them."""
    return [code.value for code in kind]


def add_texts(to: ArgumentParser, *names: str) -> None:
    """Add options that are texts."""
    for name in names:
        to.add_argument(name, metavar="TEXT")


def add_paper_language(to: ArgumentParser, default: str | None = PaperLanguage.BOTH.value) -> None:
    """Add the option in which language paper is."""
    to.add_argument("--language", dest="paper", choices=codes(PaperLanguage), default=default)
