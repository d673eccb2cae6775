"""Sheets on the terminal: approval, acquaintance, resolution, execution, what is overdue."""

from argparse import Namespace

from edo.change import is_id
from edo.errors import Reason, Refusal
from edo.printing import Printed
from edo.queries import approvals, execution
from edo.queries.discipline import last_day
from edo.queries.phrases import PaperLanguage
from edo.sheets import paper
from edo.terminal.answers import Answer, Told
from edo.terminal.values import day
from edo.wording import Wording
from edo.workplace import Workplace


def approval(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo report approval`: print the sheet of an approval, or of a document's last one."""
    del words
    id = given.id
    if is_id("d", id):
        id = _last([one.id for one in workplace.read(approvals.of_document, document=id)])
    printed = paper.print_approval(
        workplace, approval=id, language=PaperLanguage(given.paper), path=given.out
    )
    return _pages(printed)


def acquaintance(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo report acquaintance`: print an acquaintance sheet."""
    del words
    id = given.id
    if is_id("d", id):
        id = _last([one.id for one in workplace.read(execution.acquaintances, document=id)])
    printed = paper.print_acquaintance(
        workplace, acquaintance=id, language=PaperLanguage(given.paper), path=given.out
    )
    return _pages(printed)


def resolution(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo report resolution`: print a resolution on a slip of its own."""
    del words
    id = given.id
    if is_id("d", id):
        id = _last([one.id for one in workplace.read(execution.resolutions, document=id)])
    printed = paper.print_resolution(
        workplace, resolution=id, language=PaperLanguage(given.paper), path=given.out
    )
    return _pages(printed)


def summary(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo report execution`: print the summary of discipline of a period."""
    del words
    since = day(given.since) or workplace.clock.today().replace(day=1)
    until = day(given.until) or last_day(since)
    printed = paper.print_summary(
        workplace,
        since=since,
        until=until,
        language=PaperLanguage(given.paper),
        path=given.out,
        office=given.office or "",
        executor=given.executor or "",
    )
    return {"out": str(printed.path), "rows": printed.rows}


def overdue(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo report overdue`: print the tasks that are overdue today."""
    del words
    printed = paper.print_overdue(
        workplace,
        language=PaperLanguage(given.paper),
        path=given.out,
        office=given.office or "",
        executor=given.executor or "",
        author=given.author or "",
    )
    return {"out": str(printed.path), "rows": printed.rows}


def _pages(printed: Printed) -> Answer:
    told = {"out": str(printed.path)}
    return Told(told | {"pages": printed.rows}, told | {"printed": printed.rows})


def _last(ids: list[str]) -> str:
    if not ids:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    return ids[-1]
