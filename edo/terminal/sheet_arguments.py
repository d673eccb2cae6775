"""The grammar of the verbs that prove and print what happens with documents."""

from argparse import ArgumentParser

from edo.terminal.grammar import Grammar, add_paper_language, later
from edo.terminal.values import path


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    verify = grammar.verb(
        "verify",
        "tell what was given about a document and whether it holds, or what a proof, a certificate"
        " or the code of a sheet proves",
        later("proving", "verify"),
    )
    verify.add_argument("what", metavar="DOCUMENT|FILE|CODE")
    verify.add_argument("--out", type=path, metavar="FILE", help="write a proof for others")
    verify.add_argument(
        "--files", action="store_true", help="put the contents of the document's files into it"
    )
    verify.add_argument(
        "--fingerprint",
        metavar="X",
        help="of the organisation: check a proof by it alone, without a workplace",
    )
    verify.add_argument(
        "--bundle",
        type=path,
        metavar="FILE",
        help="a proof of the organisation, to judge a certificate by without a workplace",
    )


def reports(report: Grammar) -> None:
    """Add what `edo report` prints about documents on their way."""
    told = (
        ("approval", "print an approval sheet", "approval"),
        ("acquaintance", "print an acquaintance sheet", "acquaintance"),
        ("resolution", "print a resolution on a slip", "resolution"),
    )
    for name, does, act in told:
        verb = report.verb(name, does, later("sheets", act), language=False)
        verb.add_argument("id", metavar="ID", help="its own, or the document's: then the last one")
        _paper(verb)
    summary = report.verb(
        "execution", "print the summary of discipline", later("sheets", "summary"), language=False
    )
    summary.add_argument("--from", dest="since", metavar="DATE", help="this month by default")
    summary.add_argument("--to", dest="until", metavar="DATE")
    overdue = report.verb(
        "overdue", "print the tasks that are overdue", later("sheets", "overdue"), language=False
    )
    overdue.add_argument("--author", metavar="PERSON")
    for verb in (summary, overdue):
        verb.add_argument("--office", metavar="OFFICE")
        verb.add_argument("--executor", metavar="PERSON")
        _paper(verb)


def _paper(verb: ArgumentParser) -> None:
    add_paper_language(verb)
    verb.add_argument("--out", required=True, type=path, metavar="FILE")
