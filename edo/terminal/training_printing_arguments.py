"""The grammar of the verbs that print training and write its lists."""

from edo.sentences import mark
from edo.terminal.grammar import Grammar, add_out, add_paper_language, later
from edo.terminal.values import path, whole

LISTS = ("offices", "left", "matrix", "ending", "sessions", "marks", "staff")
"""What may be exported."""
_EMPTY = 5
_MOST_EMPTY = 200


def add(group: Grammar, session: Grammar, certificate: Grammar) -> None:
    """Add the verbs to `edo training`, `edo training session` and `edo training certificate`."""
    told = group.verb(
        "report",
        mark("which offices are trained in a course and which are not"),
        later("training_printing", "report"),
        language=False,
    )
    told.add_argument(
        "course", nargs="?", metavar="COURSE", help=mark("the only one in force by default")
    )
    told.add_argument("--since", metavar="DATE", help=mark("of a period that begins then"))
    told.add_argument(
        "--out", type=path, metavar="FILE", help=mark("pdf with table and chart, txt, xlsx or csv")
    )
    add_paper_language(told, default=None)
    matrix = group.verb(
        "matrix",
        mark("print offices by courses"),
        later("training_printing", "matrix"),
        language=False,
    )
    matrix.add_argument("--course", action="append", metavar="TEXT")
    sheet = session.verb(
        "print",
        mark("print the sheet to sign"),
        later("training_printing", "sheet"),
        language=False,
    )
    sheet.add_argument("id", metavar="ID")
    sheet.add_argument(
        "--empty", type=whole(0, _MOST_EMPTY), default=_EMPTY, metavar="N", help=mark("lines more")
    )
    printed = certificate.verb(
        "print",
        mark("print those with numbers"),
        later("training_printing", "certificate"),
        language=False,
    )
    printed.add_argument("id", metavar="SESSION")
    printed.add_argument("people", nargs="*", metavar="PERSON")
    export = group.verb(
        "export",
        mark("write a list as a spreadsheet"),
        later("training_printing", "export"),
        language=False,
    )
    export.add_argument("what", choices=LISTS, help=mark("which list"))
    export.add_argument("--course", metavar="TEXT")
    export.add_argument("--session", metavar="ID", help=mark("whose marks"))
    export.add_argument(
        "--days", type=whole(0, 3_650), metavar="N", help=mark("passes that lapse within so many")
    )
    for verb in (told, matrix, export):
        verb.add_argument("--on", metavar="DATE", help=mark("on that day, today by default"))
        verb.add_argument("--under", metavar="OFFICE", help=mark("it and those below it"))
    for verb in (matrix, sheet, printed, export):
        add_out(verb)
        add_paper_language(verb)
