"""The grammar of the verbs that print training and write its lists."""

from edo.terminal.grammar import Grammar, add_paper_language, later
from edo.terminal.values import path, whole

LISTS = ("offices", "left", "matrix", "ending", "sessions", "marks", "staff")
"""What may be exported."""
_EMPTY = 5
_MOST_EMPTY = 200


def add(group: Grammar, session: Grammar, certificate: Grammar) -> None:
    """Add the verbs to `edo training`, `edo training session` and `edo training certificate`."""
    told = group.verb(
        "report",
        "which offices are trained in a course and which are not",
        later("training_printing", "report"),
        language=False,
    )
    told.add_argument(
        "course", nargs="?", metavar="COURSE", help="the only one in force by default"
    )
    told.add_argument("--since", metavar="DATE", help="of a period that begins then")
    told.add_argument(
        "--out", type=path, metavar="FILE", help="pdf with table and chart, txt, xlsx or csv"
    )
    add_paper_language(told, default=None)
    matrix = group.verb(
        "matrix", "print offices by courses", later("training_printing", "matrix"), language=False
    )
    matrix.add_argument("--course", action="append", metavar="TEXT")
    sheet = session.verb(
        "print", "print the sheet to sign", later("training_printing", "sheet"), language=False
    )
    sheet.add_argument("id", metavar="ID")
    sheet.add_argument(
        "--empty", type=whole(0, _MOST_EMPTY), default=_EMPTY, metavar="N", help="lines more"
    )
    printed = certificate.verb(
        "print",
        "print those with numbers",
        later("training_printing", "certificate"),
        language=False,
    )
    printed.add_argument("id", metavar="SESSION")
    printed.add_argument("people", nargs="*", metavar="PERSON")
    export = group.verb(
        "export",
        "write a list as a spreadsheet",
        later("training_printing", "export"),
        language=False,
    )
    export.add_argument("what", choices=LISTS)
    export.add_argument("--course", metavar="TEXT")
    export.add_argument("--session", metavar="ID")
    export.add_argument("--days", type=whole(0, 3_650), metavar="N")
    for verb in (told, matrix, export):
        verb.add_argument("--on", metavar="DATE", help="on that day, today by default")
        verb.add_argument("--under", metavar="OFFICE", help="it and those below it")
    for verb in (matrix, sheet, printed, export):
        verb.add_argument("--out", type=path, required=True, metavar="FILE")
        add_paper_language(verb)
