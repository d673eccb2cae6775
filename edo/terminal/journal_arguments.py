"""The grammar of the verbs about journals and their numbers."""

from argparse import BooleanOptionalAction

from edo.domain.card import Kind
from edo.domain.numbering import RESERVE_LIMIT, Policy, Restart
from edo.sentences import mark
from edo.terminal import journals
from edo.terminal.grammar import Grammar, codes
from edo.terminal.values import whole, year

_NUMBER = whole(1, 999_999_999)


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    journal = grammar.group("journal", mark("journals of the office"))
    add = journal.verb("add", mark("open a journal"), journals.add_journal)
    add.add_argument("--index", required=True, metavar="TEXT")
    add.add_argument("--kind", required=True, choices=codes(Kind))
    add.add_argument("--template", default="{n}", metavar="TEXT")
    add.add_argument("--restart", choices=codes(Restart), default=Restart.YEAR.value)
    add.add_argument("--first", type=_NUMBER, default=1, metavar="N")
    change = journal.verb("change", mark("change or close a journal"), journals.change_journal)
    add.add_argument("--policy", choices=codes(Policy), help=mark("who gives its numbers"))
    policy = journal.verb("policy", mark("change who gives its numbers"), journals.set_policy)
    policy.add_argument("journal", metavar="INDEX")
    policy.add_argument("policy", choices=codes(Policy))
    for verb in (add, policy):
        verb.add_argument("--registrar", metavar="DEVICE", help=mark("this one by default"))
    change.add_argument("journal", metavar="INDEX")
    change.add_argument("--template", metavar="TEXT")
    change.add_argument("--first", type=_NUMBER, metavar="N")
    change.add_argument("--closed", choices=("yes", "no"))
    for verb in (add, change):
        verb.add_argument(
            "--signed-first",
            action=BooleanOptionalAction,
            help=mark("a draft gets its number only when it was signed"),
        )
        for name in ("--title-ru", "--title-kk", "--dossier"):
            verb.add_argument(name, metavar="TEXT")
    journal.verb("list", mark("list the journals"), journals.list_journals)
    numbers = grammar.verb("numbers", mark("tell about a journal's numbers"), journals.show_numbers)
    numbers.add_argument("--journal", required=True, metavar="INDEX")
    numbers.add_argument("--year", type=year, metavar="YEAR", help=mark("this year by default"))
    reserve = grammar.verb("reserve", mark("set numbers apart"), journals.reserve)
    reserve.add_argument("--journal", required=True, metavar="INDEX")
    reserve.add_argument(
        "--count",
        type=whole(1, RESERVE_LIMIT),
        default=1,
        metavar="N",
        help=mark("how many, 1 by default"),
    )
    reserve.add_argument("--for", dest="whom", required=True, metavar="TEXT")
    reserve.add_argument("--until", required=True, metavar="DATE", help=mark("last day"))
    for name, does, act in (
        ("release", mark("give a reserved number back"), journals.release),
        ("explain", mark("say why a number has no document"), journals.explain),
    ):
        verb = grammar.verb(name, does, act)
        verb.add_argument("--journal", required=True, metavar="INDEX")
        verb.add_argument("--number", type=_NUMBER, required=True, metavar="N")
        verb.add_argument("--year", type=year, metavar="YEAR", help=mark("this year by default"))
        verb.add_argument("--reason", required=True, metavar="TEXT")
