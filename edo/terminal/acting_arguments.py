"""The grammar of the verbs about deputies, working days, and what waits for a person."""

from edo.domain.card import Kind
from edo.domain.routed import Act
from edo.domain.workdays import LONGEST, DayKind, Unit
from edo.queries.waiting import PAGE
from edo.sentences import mark
from edo.terminal import acting, workdays
from edo.terminal.grammar import Grammar
from edo.terminal.values import term, whole, year

_NAMES = ("--name-ru", "--name-kk", "--source")


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    _inbox(grammar)
    _deputies(grammar)
    _calendar(grammar)


def _inbox(grammar: Grammar) -> None:
    inbox = grammar.verb(
        "inbox", mark("what waits for you and for those you act for"), acting.inbox
    )
    inbox.add_argument(
        "--act", dest="doing", choices=[act.value for act in Act if act is not Act.TELL]
    )
    inbox.add_argument(
        "--digest", action="store_true", help=mark("counts and first lines of the day")
    )
    inbox.add_argument(
        "--limit", type=whole(1, 10_000), default=PAGE, metavar="N", help=mark("rows of each act")
    )


def _deputies(grammar: Grammar) -> None:
    deputy = grammar.group("deputy", mark("who acts for whom"))
    name = deputy.verb("name", mark("name who acts for you, or for another"), acting.name)
    name.add_argument("deputy", metavar="DEPUTY")
    name.add_argument("--for", dest="person", metavar="PERSON", help=mark("yourself by default"))
    name.add_argument("--from", dest="since", required=True, metavar="DATE", help=mark("first day"))
    name.add_argument("--to", dest="until", required=True, metavar="DATE", help=mark("last day"))
    name.add_argument("--kind", action="append", choices=[kind.value for kind in Kind])
    name.add_argument("--basis", metavar="TEXT", help=mark("the order that says so"))
    end = deputy.verb("end", mark("end it before its last day"), acting.end)
    end.add_argument("id", metavar="ID")
    every = deputy.verb("list", mark("list who acts for whom"), acting.list_deputies)
    every.add_argument("--person", metavar="PERSON")
    every.add_argument("--all", action="store_true", help=mark("those that are over as well"))


def _calendar(grammar: Grammar) -> None:
    calendar = grammar.group("calendar", mark("working days and terms"))
    every = calendar.verb("list", mark("list days off and days worked instead"), workdays.list_days)
    every.add_argument("--year", type=year, metavar="YEAR", help=mark("this year by default"))
    marked = calendar.verb("mark", mark("state that a day is worked, or not"), workdays.mark)
    marked.add_argument("date", metavar="DATE")
    marked.add_argument("kind", choices=[kind.value for kind in DayKind], help=mark("is it worked"))
    for option in _NAMES:
        marked.add_argument(option, metavar="TEXT")
    clear = calendar.verb("clear", mark("take back what was stated of a day"), workdays.clear)
    clear.add_argument("date", metavar="DATE")
    counted = grammar.verb("due", mark("count a document's term by the calendar"), workdays.count)
    counted.add_argument("id", metavar="ID")
    counted.add_argument(
        "--term", type=term, metavar="TERM", help=mark("15w, 10d, 1m; as before or by its type")
    )
    counted.add_argument("--from", dest="since", metavar="DATE", help=mark("day of the event"))
    due = calendar.verb("due", mark("tell when a term ends"), workdays.due)
    due.add_argument("start", metavar="DATE", help=mark("day of the event"))
    due.add_argument("n", type=whole(1, LONGEST), metavar="N", help=mark("how many"))
    due.add_argument(
        "unit", choices=[unit.value for unit in Unit], help=mark("hours, days or months")
    )
