"""Paper on the terminal: journals, cards, the stamp."""

from argparse import Namespace

from edo import printing
from edo.queries import directory
from edo.queries.phrases import PaperLanguage
from edo.reports.stamp import Corner
from edo.terminal.answers import Answer
from edo.terminal.values import code, needed_day, password
from edo.wording import Wording
from edo.workplace import Workplace


def journal(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo report journal`: print a journal for a period."""
    del words
    item = workplace.read(directory.journal, index=given.journal)
    printed = printing.print_journal(
        workplace,
        journal=item.id,
        since=needed_day(given.since),
        until=needed_day(given.until),
        language=PaperLanguage(given.paper),
        path=given.out,
    )
    return {"out": str(printed.path), "rows": printed.rows}


def card(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo report card`: print a registration card."""
    del words
    printed = printing.print_card(
        workplace, document=given.id, language=PaperLanguage(given.paper), path=given.out
    )
    return {"out": str(printed.path)}


def recovery(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo recovery sheet`: print the root key of the organisation."""
    del words
    printed = printing.print_recovery(workplace, path=given.out, password=password())
    return {"out": str(printed.path)}


def stamp(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo stamp`: lay the incoming stamp on a copy of a file."""
    del words
    corner = code(Corner, given.corner, "corner")
    printed = printing.stamp(workplace, document=given.id, path=given.out, corner=corner)
    return {"out": str(printed.path)}
