"""The grammar of the verbs that print training and write its lists."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from importlib import import_module
from typing import Any

from edo.queries.phrases import PaperLanguage
from edo.terminal.answers import Answer
from edo.terminal.values import path, whole
from edo.wording import Wording
from edo.workplace import Workplace

LISTS = ("offices", "left", "matrix", "ending", "sessions", "marks", "staff")
"""What may be exported."""
_EMPTY = 5
_MOST_EMPTY = 200


def add(group: Any, session: Any, certificate: Any) -> None:
    """Add the verbs to `edo training`, `edo training session` and `edo training certificate`."""
    told = group.verb(
        "report",
        "which offices are trained in a course and which are not",
        _act("report"),
        language=False,
    )
    told.add_argument(
        "course", nargs="?", metavar="COURSE", help="the only one in force by default"
    )
    told.add_argument("--since", metavar="DATE", help="of a period that begins then")
    told.add_argument(
        "--out", type=path, metavar="FILE", help="pdf with table and chart, txt, xlsx or csv"
    )
    _language(told, default=None)
    matrix = group.verb("matrix", "print offices by courses", _act("matrix"), language=False)
    matrix.add_argument("--course", action="append", metavar="TEXT")
    sheet = session.verb("print", "print the sheet to sign", _act("sheet"), language=False)
    sheet.add_argument("id", metavar="ID")
    sheet.add_argument(
        "--empty", type=whole(0, _MOST_EMPTY), default=_EMPTY, metavar="N", help="lines more"
    )
    printed = certificate.verb(
        "print", "print those with numbers", _act("certificate"), language=False
    )
    printed.add_argument("id", metavar="SESSION")
    printed.add_argument("people", nargs="*", metavar="PERSON")
    export = group.verb("export", "write a list as a spreadsheet", _act("export"), language=False)
    export.add_argument("what", choices=LISTS)
    export.add_argument("--course", metavar="TEXT")
    export.add_argument("--session", metavar="ID")
    export.add_argument("--days", type=whole(0, 3_650), metavar="N")
    for verb in (told, matrix, export):
        verb.add_argument("--on", metavar="DATE", help="on that day, today by default")
        verb.add_argument("--under", metavar="OFFICE", help="it and those below it")
    for verb in (matrix, sheet, printed, export):
        verb.add_argument("--out", type=path, required=True, metavar="FILE")
        _language(verb, default=PaperLanguage.BOTH.value)


def _language(verb: ArgumentParser, *, default: str | None) -> None:
    codes = [one.value for one in PaperLanguage]
    verb.add_argument("--language", dest="paper", choices=codes, default=default)


def _act(name: str) -> Callable[[Workplace, Namespace, Wording], Answer]:
    """Return an act that is read only when it is wanted: paper costs time."""

    def act(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
        done: Any = getattr(import_module("edo.terminal.training_printing"), name)
        return done(workplace, given, words)

    return act
