"""The grammar of the verbs that print journals, cards and stamps."""

from edo.terminal import sheet_arguments
from edo.terminal.grammar import Grammar, add_paper_language, later
from edo.terminal.values import path


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    report = grammar.group("report", "print to a file", language=False)
    sheet_arguments.reports(report)
    journal = report.verb("journal", "print a journal", later("paper", "journal"), language=False)
    journal.add_argument("--journal", required=True, metavar="INDEX")
    journal.add_argument("--from", dest="since", required=True, metavar="DATE")
    journal.add_argument("--to", dest="until", required=True, metavar="DATE")
    paper = report.verb("card", "print a registration card", later("paper", "card"), language=False)
    paper.add_argument("id", metavar="ID")
    stamp = grammar.verb("stamp", "lay the stamp on a copy of a file", later("paper", "stamp"))
    stamp.add_argument("id", metavar="ID")
    stamp.add_argument("--corner", metavar="CORNER", default="lower_right")
    for verb in (journal, paper):
        add_paper_language(verb)
    for verb in (journal, paper, stamp):
        verb.add_argument("--out", required=True, type=path, metavar="FILE")
