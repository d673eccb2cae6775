"""The grammar of `edo training import`: lists of people from spreadsheets."""

from argparse import Namespace

from edo.domain.staff_list import ListColumn, ListKind, RowAct
from edo.sentences import mark
from edo.terminal.answers import Answer
from edo.terminal.grammar import Grammar
from edo.terminal.values import Misread, path
from edo.wording import Wording
from edo.workplace import Workplace

_COLUMNS = ", ".join(ListColumn)
_ACTS = ", ".join(RowAct)


def add(grammar: Grammar) -> None:
    """Add the verb to the grammar of the command line."""
    group = grammar.group("training", mark("courses, sessions, marks, who is trained"))
    made = group.verb("import", mark("read a list of staff or of those trained"), take)
    made.add_argument("file", type=path, metavar="FILE", help=mark("xlsx, xls, ods or csv"))
    made.add_argument(
        "--kind", choices=[kind.value for kind in ListKind], help=mark("what the list is of")
    )
    made.add_argument(
        "--sheet", metavar="NAME", help=mark("the one that looks like a list by default")
    )
    made.add_argument(
        "--columns",
        type=column,
        nargs="+",
        default=[],
        metavar="HEAD=CODE",
        help=group.words.text(
            "what columns hold, by head or number: {codes}, or nothing", codes=_COLUMNS
        ),
    )
    made.add_argument("--office", metavar="TEXT", help=mark("of rows that name none"))
    made.add_argument(
        "--means",
        action="append",
        default=[],
        metavar="TEXT=OFFICE",
        help=mark("which office is meant by what rows say"),
    )
    made.add_argument("--course", metavar="TEXT", help=mark("of rows that name none"))
    made.add_argument("--on", metavar="DATE", help=mark("day of training of rows that have none"))
    made.add_argument(
        "--row",
        action="append",
        type=choice,
        default=[],
        metavar="N=ACT[:PERSON]",
        help=group.words.text("what is done with a row: {codes}", codes=_ACTS),
    )
    made.add_argument(
        "--yes", action="store_true", help=mark("take the list in; else it is only judged")
    )


def column(text: str) -> tuple[str, ListColumn | None]:
    """Read what a column holds: its head or number, and a code; no code leaves it out."""
    head, _, code = text.rpartition("=")
    if not head or code not in ("", *ListColumn):
        raise Misread(
            mark("HEAD=CODE with a code of: {codes}, not “{value}”"), codes=_COLUMNS, value=text
        )
    return head, ListColumn(code) if code else None


def choice(text: str) -> tuple[int, RowAct, str]:
    """Read what is done with a row: its number, the act and perhaps a person."""
    row, _, rest = text.partition("=")
    act, _, person = rest.partition(":")
    if not row.isdecimal() or act not in [*RowAct]:
        raise Misread(mark("N=ACT with an act of: {codes}, not “{value}”"), codes=_ACTS, value=text)
    return int(row), RowAct(act), person


def take(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training import FILE`: judge a list row by row; with --yes, take it in."""
    # It brings the libraries of spreadsheets and of names: others need not wait for them.
    from edo.terminal import staff_lists

    return staff_lists.take(workplace, given, words)
