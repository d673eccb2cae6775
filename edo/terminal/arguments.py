"""The grammar of the command line: every verb, its options, and the function that does it."""

from argparse import SUPPRESS, Action, ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any, NoReturn, cast

from edo import starting
from edo.domain.card import FIELD_BY_NAME, Delivery, Kind, Language
from edo.domain.document import FileRole, Link, Status
from edo.domain.numbering import RESERVE_LIMIT, Policy, Restart
from edo.domain.organisation import Level
from edo.queries.listing import Sort
from edo.queries.phrases import PaperLanguage
from edo.repair.steps import Step
from edo.terminal import (
    acting_arguments,
    approval_arguments,
    card,
    documents,
    letter_arguments,
    parallel,
    records,
    share_arguments,
    sheet_arguments,
    task_arguments,
    training_arguments,
    training_import,
)
from edo.terminal.answers import Answer
from edo.terminal.repair import RESCUE
from edo.terminal.values import (
    CARD_CODES,
    CARD_COUNTS,
    CARD_DATES,
    CARD_OPTIONS,
    path,
    term,
    whole,
    year,
)
from edo.wording import LANGUAGES, Wording
from edo.workplace import Workplace

Act = Callable[[Workplace, Namespace, Wording], Answer]
"""What a verb does on an open workplace."""

_ABOUT = """
EDO, the register of documents of an office. Dates are written as 2026-11-22. The home folder is
--home, else EDO_HOME, else the system's usual place; EDO_PASSWORD opens a key under a password.
Exit codes: 0 done, 1 refused, 2 usage, 3 damaged; of check and repair: 0 clean, 1 can be mended
(a share that does not answer, too), 2 damage or usage, 3 somebody tampered with the share.
"""
_CODES = "exit code 0 clean, 1 can be mended, 2 damage, 3 tampered"
_USAGE = 2
_ROWS = whole(1, 1_000_000)
_NUMBER = whole(1, 999_999_999)


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
    _common(top, top_level=True)
    top.add_argument("--version", action=_Version, nargs=0, help="say which release this is")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    grammar = _Grammar(verbs)
    _founding(grammar)
    _documents(grammar)
    _document_acts(grammar)
    _journals(grammar)
    _directories(grammar)
    _printing(grammar)
    sheet_arguments.add(grammar)
    acting_arguments.add(grammar)
    approval_arguments.add(grammar)
    share_arguments.add(grammar)
    task_arguments.add(grammar)
    letter_arguments.add(grammar)
    training_import.add(grammar)
    training_arguments.add(grammar)
    return top


class _Grammar:
    """Adds verbs, each with the common options and its act."""

    def __init__(self, verbs: Any) -> None:
        self._verbs = verbs
        self._groups: dict[str, _Grammar] = {}

    def verb(
        self, name: str, does: str, act: Act | None, *, language: bool = True
    ) -> ArgumentParser:
        made = self._made(name, does)
        _common(made, top_level=False, language=language)
        made.set_defaults(act=act)
        return made

    def group(self, name: str, does: str, *, language: bool = True) -> "_Grammar":
        """Return a group of verbs; one that is there already may be added to."""
        if name not in self._groups:
            made = self._made(name, does)
            _common(made, top_level=False, language=language)
            verbs = made.add_subparsers(dest="what", required=True, metavar="VERB")
            self._groups[name] = _Grammar(verbs)
        return self._groups[name]

    def _made(self, name: str, does: str) -> ArgumentParser:
        made: ArgumentParser = self._verbs.add_parser(
            name, help=does, description=f"{does[0].upper()}{does[1:]}.", allow_abbrev=False
        )
        return made


def _common(to: ArgumentParser, *, top_level: bool, language: bool = True) -> None:
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


def _codes(kind: Iterable[StrEnum]) -> list[str]:
    """Return the codes a person may write, plain, as usage shows them."""
    return [code.value for code in kind]


def _founding(grammar: _Grammar) -> None:
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
    repair.add_argument("step", nargs="?", choices=[*_codes(Step), RESCUE], metavar="STEP")
    repair.add_argument("folder", nargs="?", type=path, metavar="DIR", help="rescue: any files")
    repair.add_argument("--yes", action="store_true", help="ask nothing, as in a script")
    repair.add_argument("--share", type=path, metavar="DIR", help="rescue: of the new share")
    repair.add_argument(
        "--code", type=path, metavar="FILE", help="rescue: the root key's code, as on its sheet"
    )
    demo = grammar.verb("demo", "play the day of a sample office into a folder", None)
    demo.add_argument("folder", type=path, metavar="DIR")


def _documents(grammar: _Grammar) -> None:
    register = grammar.group("register", "give a document its number")
    draft = grammar.group("draft", "keep a document that has no number yet")
    for kind in Kind:
        made = register.verb(kind.value, f"register: {kind.value}", documents.register)
        made.set_defaults(kind=kind.value)
        made.add_argument("--journal", required=True, metavar="INDEX", help="such as ВХ")
        made.add_argument("--on", metavar="DATE", help="registration date, today by default")
        made.add_argument("--number", metavar="N", help="a number given by hand, such as 12-а")
        made.add_argument("--id", metavar="ID", help="register this draft")
        made.add_argument(
            "--due-by-type", action="store_true", help="due when its document type says"
        )
        made.add_argument("--request", metavar="KEY", help="the same key registers only once")
        made.add_argument(
            "--reply-to", action="append", metavar="ID", help="the document it answers"
        )
        _card(made)
        begun = draft.verb(kind.value, f"draft: {kind.value}", documents.draft)
        begun.set_defaults(kind=kind.value)
        _card(begun)
    _lists(grammar)


def _lists(grammar: _Grammar) -> None:
    listed = grammar.verb("list", "list documents, the newest first", documents.listed)
    _filters(listed)
    listed.add_argument("--sort", choices=_codes(Sort), default=Sort.DATE.value)
    listed.add_argument("--ascending", action="store_true", help="from the least to the greatest")
    listed.add_argument("--limit", type=_ROWS, default=100, metavar="N", help="100 by default")
    listed.add_argument("--after", metavar="ID", help="the last document of the page before")
    search = grammar.verb(
        "search", "find documents by words, scraps of numbers and file texts", documents.search
    )
    search.add_argument("text", metavar="TEXT")
    _filters(search)
    search.add_argument("--sort", choices=_codes(Sort), help="best first by default")
    search.add_argument("--ascending", action="store_true", help="from the least to the greatest")
    search.add_argument("--limit", type=_ROWS, default=50, metavar="N", help="50 by default")


def _filters(to: ArgumentParser) -> None:
    """Add what narrows a list or a search."""
    to.add_argument("--journal", metavar="INDEX")
    to.add_argument("--office", metavar="TEXT", help="another one's register, with its kind")
    to.add_argument("--year", type=year, metavar="Y", help="year of registration")
    to.add_argument("--kind", choices=_codes(Kind))
    to.add_argument("--since", metavar="DATE", help="first day of registration")
    to.add_argument("--until", metavar="DATE", help="last day of registration")
    to.add_argument("--state", choices=_codes(Status))
    to.add_argument("--correspondent", metavar="TEXT|ID")
    to.add_argument("--type", metavar="TEXT|ID", help="document type")
    to.add_argument("--written", choices=_codes(Language), help="language of the documents")
    to.add_argument(
        "--files", action=BooleanOptionalAction, default=None, help="only with files, or without"
    )


def _card(to: ArgumentParser) -> None:
    to.add_argument(
        "--from",
        dest="sender",
        action="extend",
        nargs="+",
        metavar="TEXT|ID",
        help="the correspondent; a new name is added to the directory",
    )
    to.add_argument(
        "--to",
        dest="addressee",
        action="extend",
        nargs="+",
        metavar="TEXT|ID",
        help="the addressees; a new name is added to the directory",
    )
    to.add_argument("--type", metavar="TEXT|ID", help="document type")
    to.add_argument("--signed-by", action="append", metavar="TEXT")
    _files(to)
    for name in CARD_OPTIONS:
        option = "--written" if name == "language" else "--" + name.replace("_", "-")
        dest = f"card_{name}"
        if name in CARD_CODES:
            to.add_argument(option, dest=dest, choices=_codes(CARD_CODES[name]))
        elif name in CARD_COUNTS:
            to.add_argument(option, dest=dest, metavar="N")
        else:
            metavar = "DATE" if name in CARD_DATES else "TEXT"
            to.add_argument(option, dest=dest, metavar=metavar)


def _files(to: ArgumentParser, *, required: bool = False) -> None:
    to.add_argument(
        "--file",
        action="append",
        type=path,
        required=required,
        metavar="PATH",
        help="a file to attach; may be given more than once",
    )
    to.add_argument("--role", choices=_codes(FileRole), help="what the files are, text by default")
    to.add_argument("--file-language", metavar="LANGUAGE", help="language of the files")


def _document_acts(grammar: _Grammar) -> None:
    def of_document(name: str, does: str, act: Act) -> ArgumentParser:
        made = grammar.verb(name, does, act)
        made.add_argument("id", metavar="ID")
        return made

    of_document("show", "show a document's card", card.show)
    of_document("history", "tell what happened to a document", documents.told)
    of_document("copy", "begin a document with another's card", documents.copy)
    change = of_document("change", "change fields of a card", documents.change)
    change.add_argument("fields", nargs="+", metavar="FIELD=VALUE")
    settle = of_document(
        "settle", "settle a field that two people changed at once", parallel.settle
    )
    settle.add_argument("--field", required=True, choices=list(FIELD_BY_NAME), metavar="FIELD")
    chosen = settle.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--keep", type=_NUMBER, metavar="N", help="a value by its number")
    chosen.add_argument("--value", metavar="TEXT", help="another value")
    annul = of_document("annul", "annul a registration", documents.annul)
    annul.add_argument("--reason", required=True, metavar="TEXT")
    renumber = of_document(
        "renumber", "give a new number where another document has it by right", documents.renumber
    )
    renumber.add_argument("--reason", required=True, metavar="TEXT")
    refuse = of_document("refuse", "refuse to register a received letter", documents.refuse)
    refuse.add_argument("--reason", required=True, metavar="TEXT")
    refuse.add_argument("--returned", action="store_true", help="it goes back to its sender")
    send = of_document("send", "mark a document as sent", documents.send)
    delivered = of_document("delivered", "note whether a copy arrived", documents.delivered)
    for verb, required in ((send, False), (delivered, True)):
        verb.add_argument(
            "--to", dest="addressee", action="append", required=required, metavar="TEXT|ID"
        )
        verb.add_argument("--on", metavar="DATE")
        verb.add_argument("--proof", metavar="TEXT")
    send.add_argument("--method", choices=_codes(Delivery), help="delivery method")
    delivered.add_argument("--failed", action="store_true", help="it did not arrive")
    link = of_document("link", "link a document to another", documents.link)
    link.add_argument("link", choices=_codes(Link))
    link.add_argument("other", metavar="OTHER")
    link.add_argument("--remove", action="store_true", help="take the link away")
    attach = of_document("attach", "attach files", documents.attach)
    _files(attach, required=True)
    replaced = of_document("replace-file", "bring a file's new version", documents.replace_file)
    removed = of_document("remove-file", "take a file off a document", documents.remove_file)
    opened = of_document("file", "copy an attached file out", documents.open_file)
    for verb in (replaced, removed, opened):
        verb.add_argument("file_id", metavar="FILE")
    replaced.add_argument("path", type=path, metavar="PATH")
    removed.add_argument("--reason", required=True, metavar="TEXT")
    opened.add_argument("--out", type=path, required=True, metavar="PATH")


def _journals(grammar: _Grammar) -> None:
    journal = grammar.group("journal", "journals of the office")
    add = journal.verb("add", "open a journal", records.add_journal)
    add.add_argument("--index", required=True, metavar="TEXT")
    add.add_argument("--kind", required=True, choices=_codes(Kind))
    add.add_argument("--template", default="{n}", metavar="TEXT")
    add.add_argument("--restart", choices=_codes(Restart), default=Restart.YEAR.value)
    add.add_argument("--first", type=_NUMBER, default=1, metavar="N")
    change = journal.verb("change", "change or close a journal", records.change_journal)
    add.add_argument("--policy", choices=_codes(Policy), help="who gives its numbers")
    policy = journal.verb("policy", "change who gives its numbers", records.set_policy)
    policy.add_argument("journal", metavar="INDEX")
    policy.add_argument("policy", choices=_codes(Policy))
    for verb in (add, policy):
        verb.add_argument("--registrar", metavar="DEVICE", help="this one by default")
    change.add_argument("journal", metavar="INDEX")
    change.add_argument("--template", metavar="TEXT")
    change.add_argument("--first", type=_NUMBER, metavar="N")
    change.add_argument("--closed", choices=("yes", "no"))
    for verb in (add, change):
        verb.add_argument(
            "--signed-first",
            action=BooleanOptionalAction,
            help="a draft gets its number only when it was signed",
        )
        for name in ("--title-ru", "--title-kk", "--dossier"):
            verb.add_argument(name, metavar="TEXT")
    journal.verb("list", "list the journals", records.list_journals)
    numbers = grammar.verb("numbers", "tell about a journal's numbers", records.show_numbers)
    numbers.add_argument("--journal", required=True, metavar="INDEX")
    numbers.add_argument("--year", type=year, metavar="Y", help="this year by default")
    reserve = grammar.verb("reserve", "set numbers apart", records.reserve)
    reserve.add_argument("--journal", required=True, metavar="INDEX")
    reserve.add_argument("--count", type=whole(1, RESERVE_LIMIT), default=1, metavar="N")
    reserve.add_argument("--for", dest="whom", required=True, metavar="TEXT")
    reserve.add_argument("--until", required=True, metavar="DATE")
    for name, does, act in (
        ("release", "give a reserved number back", records.release),
        ("explain", "say why a number has no document", records.explain),
    ):
        verb = grammar.verb(name, does, act)
        verb.add_argument("--journal", required=True, metavar="INDEX")
        verb.add_argument("--number", type=_NUMBER, required=True, metavar="N")
        verb.add_argument("--year", type=year, metavar="Y", help="this year by default")
        verb.add_argument("--reason", required=True, metavar="TEXT")


def _directories(grammar: _Grammar) -> None:
    correspondent = grammar.group("correspondent", "the directory of correspondents")
    add = correspondent.verb("add", "add a correspondent", records.add_correspondent)
    add.add_argument("--private", action="store_true", help="a person, not an organisation")
    change = correspondent.verb("change", "change an entry", records.change_correspondent)
    change.add_argument("id", metavar="ID")
    for verb in (add, change):
        for name in ("--name-ru", "--name-kk", "--bin", "--address", "--phone", "--email"):
            verb.add_argument(name, metavar="TEXT")
    listed = correspondent.verb("list", "list correspondents", records.list_correspondents)
    listed.add_argument("text", nargs="?", metavar="TEXT")
    listed.add_argument("--limit", type=_ROWS, default=1000, metavar="N")
    merge = correspondent.verb("merge", "merge a duplicate", records.merge)
    merge.add_argument("keep", metavar="KEEP")
    merge.add_argument("other", metavar="OTHER")
    _organisation(grammar)
    _types(grammar)


def _organisation(grammar: _Grammar) -> None:
    office = grammar.group("office", "offices of the organisation")
    add = office.verb("add", "add an office", records.add_office)
    add.add_argument("--level", choices=_codes(Level), default=Level.BRANCH.value)
    change = office.verb("change", "change an office", records.change_office)
    change.add_argument("id", metavar="ID")
    change.add_argument("--level", choices=_codes(Level))
    for verb in (add, change):
        _texts(verb, "--name-ru", "--name-kk", "--short", "--parent", "--bin")
    office.verb("list", "list the offices", records.list_offices)
    unit = grammar.group("unit", "units of offices")
    _texts(unit.verb("add", "add a unit", records.add_unit), *_NAMES, "--short", "--office")
    unit.verb("list", "list the units", records.list_units)
    position = grammar.group("position", "positions")
    _texts(position.verb("add", "add a position", records.add_position), *_NAMES)
    position.verb("list", "list the positions", records.list_positions)
    person = grammar.group("person", "people of the offices")
    added = person.verb("add", "add a person", records.add_person)
    changed = person.verb("change", "change a person", records.change_person)
    changed.add_argument("id", metavar="ID")
    changed.add_argument("--left", metavar="DATE")
    for verb in (added, changed):
        _texts(verb, *_NAMES, "--office", "--unit", "--position", "--joined")
    people = person.verb("list", "list the people", records.list_people)
    people.add_argument("--left", action="store_true", help="those who left too")


def _types(grammar: _Grammar) -> None:
    type = grammar.group("type", "document types")
    add = type.verb("add", "define a document type", records.add_type)
    add.add_argument("--kind", action="append", required=True, choices=_codes(Kind))
    change = type.verb("change", "change a document type", records.change_type)
    change.add_argument("id", metavar="ID")
    change.add_argument("--closed", choices=("yes", "no"))
    for verb in (add, change):
        _texts(verb, *_NAMES)
        verb.add_argument("--required", action="append", metavar="FIELD")
        verb.add_argument("--term", type=term, metavar="TERM", help="offered: 15w, 10d, 1m")
    change.add_argument("--no-term", action="store_true", help="offer no term any more")
    type.verb("list", "list the document types", records.list_types)
    template = grammar.group("template", "card templates")
    save = template.verb("save", "keep a document's card as a template", records.save_template)
    save.add_argument("name", metavar="NAME")
    save.add_argument("id", metavar="ID")
    template.verb("list", "list the templates", records.list_templates)
    remove = template.verb("remove", "offer a template no more", records.remove_template)
    remove.add_argument("id", metavar="ID")


def _paper(name: str) -> Act:
    """Return an act of `edo.terminal.paper`, which is read only when paper is wanted.

    It brings the libraries of PDF and spreadsheets: half of what a short command would wait for.
    """

    def act(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
        done: Act = getattr(import_module("edo.terminal.paper"), name)
        return done(workplace, given, words)

    return act


def _printing(grammar: _Grammar) -> None:
    report = grammar.group("report", "print to a file", language=False)
    sheet_arguments.reports(report)
    journal = report.verb("journal", "print a journal", _paper("journal"), language=False)
    journal.add_argument("--journal", required=True, metavar="INDEX")
    journal.add_argument("--from", dest="since", required=True, metavar="DATE")
    journal.add_argument("--to", dest="until", required=True, metavar="DATE")
    paper = report.verb("card", "print a registration card", _paper("card"), language=False)
    paper.add_argument("id", metavar="ID")
    stamp = grammar.verb("stamp", "lay the stamp on a copy of a file", _paper("stamp"))
    stamp.add_argument("id", metavar="ID")
    stamp.add_argument("--corner", metavar="CORNER", default="lower_right")
    for verb in (journal, paper):
        verb.add_argument("--language", dest="paper", choices=_codes(PaperLanguage), default="both")
    for verb in (journal, paper, stamp):
        verb.add_argument("--out", required=True, type=path, metavar="FILE")


_NAMES = ("--name-ru", "--name-kk")


def _texts(to: ArgumentParser, *names: str) -> None:
    for name in names:
        to.add_argument(name, metavar="TEXT")
