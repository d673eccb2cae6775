"""The parser of a command line in a person's language: what it shows is worded as it is added.

Texts are handed over in plain English, marked. `argparse` has sentences of its own and asks gettext
for them: they lie in the program's catalogues beside all others.
"""

from argparse import Action, ArgumentError, ArgumentParser
from typing import Any, NoReturn, TypeVar

from edo.field_names import FIELDS
from edo.sentences import mark, plural
from edo.terminal.values import Misread
from edo.wording import Wording

A = TypeVar("A", bound=Action)

_USAGE = 2
"""Exit code of a command line that breaks the grammar."""

_ARGUMENTS, _OPTIONS = mark("positional arguments"), mark("options")
SAID_BY_ARGPARSE = (
    mark("usage: "),
    mark("show this help message and exit"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("expected one argument"),
    mark("expected at most one argument"),
    mark("expected at least one argument"),
    plural("expected %s argument", "expected %s arguments"),
    mark("ignored explicit argument %r"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("not allowed with argument %s"),
    mark("one of the arguments %s is required"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
)
"""What argparse looks up in the catalogues, word for word."""
PLACES = (
    mark("CORNER"),
    mark("COURSE"),
    mark("DATE"),
    mark("DEPUTY"),
    mark("DEVICE"),
    mark("DIR"),
    mark("DOCUMENT"),
    mark("DOCUMENT|FILE|CODE"),
    mark("FIELD"),
    mark("FIELD=VALUE"),
    mark("FILE"),
    mark("FILE_ID"),
    mark("HASH"),
    mark("HEAD=CODE"),
    mark("INDEX"),
    mark("INDEX|ID"),
    mark("KEY"),
    mark("LANGUAGE"),
    mark("LETTER"),
    mark("LINE"),
    mark("N=ACT[:PERSON]"),
    mark("NAME"),
    mark("NAME|@POSITION"),
    mark("OFFICE"),
    mark("PATH"),
    mark("PERSON"),
    mark("SEAT"),
    mark("SECONDS"),
    mark("SESSION"),
    mark("STAGE"),
    mark("STEP"),
    mark("TERM"),
    mark("TEXT"),
    mark("TEXT=OFFICE"),
    mark("TEXT|ID"),
    mark("VERB"),
    mark("YEAR"),
)
"""What usage writes where a value belongs; `ID` and `N` are the same in all languages."""


class Parser(ArgumentParser):
    """Words its texts, and says what is wrong in one line; who wants the whole usage asks for it.

    An option or argument that is called as a field needs no help of its own: the field's name is.
    """

    def __init__(self, words: Wording, **more: Any) -> None:
        self._words = words
        super().__init__(allow_abbrev=False, **more)
        self._positionals.title = words.text(_ARGUMENTS)
        self._optionals.title = words.text(_OPTIONS)

    def verbs(self, dest: str) -> Any:
        """Begin the list of verbs, one of which must be given."""
        metavar = self._words.text("VERB")
        return self.add_subparsers(dest=dest, required=True, metavar=metavar)

    def error(self, message: str) -> NoReturn:
        """End the program with exit code 2."""
        self.exit(_USAGE, f"{self.prog}: {message}\n{self.prog} --help\n")

    def _add_action(self, action: A) -> A:
        """Word what is shown of an option or argument, which may come from a group of them."""
        text = self._words.text
        name = action.option_strings[0] if action.option_strings else action.dest
        action.help = text(action.help or FIELDS.get(name.strip("-").replace("-", "_"), ""))
        if isinstance(action.metavar, str):
            action.metavar = text(action.metavar)
        elif action.metavar:
            action.metavar = tuple(text(one) for one in action.metavar)
        return super()._add_action(action)

    def _get_value(self, action: Action, arg_string: str) -> Any:
        try:
            return super()._get_value(action, arg_string)
        except Misread as error:
            raise ArgumentError(action, self._words.text(error.sentence, **error.values)) from error
