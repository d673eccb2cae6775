"""The grammar of the verbs that print journals, cards and stamps."""

from edo.sentences import mark
from edo.terminal import sheet_arguments
from edo.terminal.grammar import Grammar, add_out, add_paper_language, later


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    report = grammar.group("report", mark("print to a file"), language=False)
    sheet_arguments.reports(report)
    journal = report.verb(
        "journal", mark("print a journal"), later("paper", "journal"), language=False
    )
    journal.add_argument("--journal", required=True, metavar="INDEX")
    journal.add_argument(
        "--from", dest="since", required=True, metavar="DATE", help=mark("first day")
    )
    journal.add_argument("--to", dest="until", required=True, metavar="DATE", help=mark("last day"))
    paper = report.verb(
        "card", mark("print a registration card"), later("paper", "card"), language=False
    )
    paper.add_argument("id", metavar="ID")
    stamp = grammar.verb(
        "stamp", mark("lay the stamp on a copy of a file"), later("paper", "stamp")
    )
    stamp.add_argument("id", metavar="ID")
    stamp.add_argument(
        "--corner",
        metavar="CORNER",
        default="lower_right",
        help=mark("lower_right, lower_left, upper_right or upper_left; the first by default"),
    )
    for verb in (journal, paper):
        add_paper_language(verb)
    for verb in (journal, paper, stamp):
        add_out(verb)
