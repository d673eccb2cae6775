"""The grammar of the verbs that prove and print what happens with documents."""

from argparse import ArgumentParser

from edo.sentences import mark
from edo.terminal.grammar import Grammar, add_out, add_paper_language, later
from edo.terminal.values import path


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    verify = grammar.verb(
        "verify",
        mark(
            "tell what was given about a document and whether it holds,"
            " or what a proof, a certificate or the code of a sheet proves"
        ),
        later("proving", "verify"),
    )
    verify.add_argument("what", metavar="DOCUMENT|FILE|CODE", help=mark("what is verified"))
    verify.add_argument("--out", type=path, metavar="FILE", help=mark("write a proof for others"))
    verify.add_argument(
        "--files",
        action="store_true",
        help=mark("put the contents of the document's files into it"),
    )
    verify.add_argument(
        "--fingerprint",
        metavar="TEXT",
        help=mark("of the organisation: check a proof by it alone, without a workplace"),
    )
    verify.add_argument(
        "--bundle",
        type=path,
        metavar="FILE",
        help=mark("a proof of the organisation, to judge a certificate by without a workplace"),
    )


def reports(report: Grammar) -> None:
    """Add what `edo report` prints about documents on their way."""
    told = (
        ("approval", mark("print an approval sheet"), "approval"),
        ("acquaintance", mark("print an acquaintance sheet"), "acquaintance"),
        ("resolution", mark("print a resolution on a slip"), "resolution"),
    )
    for name, does, act in told:
        verb = report.verb(name, does, later("sheets", act), language=False)
        verb.add_argument(
            "id", metavar="ID", help=mark("its own, or the document's: then the last one")
        )
        _paper(verb)
    summary = report.verb(
        "execution",
        mark("print the summary of discipline"),
        later("sheets", "summary"),
        language=False,
    )
    summary.add_argument("--from", dest="since", metavar="DATE", help=mark("this month by default"))
    summary.add_argument("--to", dest="until", metavar="DATE", help=mark("last day"))
    overdue = report.verb(
        "overdue",
        mark("print the tasks that are overdue"),
        later("sheets", "overdue"),
        language=False,
    )
    overdue.add_argument("--author", metavar="PERSON")
    for verb in (summary, overdue):
        verb.add_argument("--office", metavar="OFFICE")
        verb.add_argument("--executor", metavar="PERSON")
        _paper(verb)


def _paper(verb: ArgumentParser) -> None:
    add_paper_language(verb)
    add_out(verb)
